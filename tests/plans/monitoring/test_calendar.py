"""What a calendar tells of a person and of a plan: identities that stay, Thai folded rightly."""

from datetime import date, time, timedelta
from typing import Any

from icalendar import Calendar

from organisations.models import CommitteeMember
from plans.models import CalendarFeed
from plans.monitoring.calendar import DAYS_BACK, told_by
from tests.cast import Cast
from tests.factories import (
    CalendarFeedFactory,
    CommitteeFactory,
    CommitteeMemberFactory,
    CommitteeOrderFactory,
    MeetingFactory,
)
from tests.plans.monitoring.desk import DAY, followed_plan, report

OWNER = "activity_owner@medicine"


def events(feed: CalendarFeed, today: date = DAY) -> list[Any]:
    calendar: Any = Calendar.from_ical(told_by(feed, today).content)
    return list(calendar.walk("VEVENT"))


def summaries(feed: CalendarFeed) -> list[str]:
    return [str(event["summary"]) for event in events(feed)]


def test_persons_reports_stand_on_their_due_days_with_their_states(cast: Cast) -> None:
    plan = followed_plan(cast, title="แผนตัวอย่าง")
    late = report(plan, cast[OWNER], -1)
    report(plan, cast["secretary@medicine"], -1)
    report(plan, cast[OWNER], -DAYS_BACK - 1)
    report(plan, cast[OWNER], 1, is_expected=False)
    feed = CalendarFeedFactory(user=cast[OWNER])

    (event,) = events(feed)

    assert event["summary"] == f"ครบกำหนดรายงานผล: {late.activity}"
    assert event["description"] == "แผนตัวอย่าง งวดที่ 1\nสถานะ: เกินกำหนด"
    assert (event["dtstart"].dt, event["dtend"].dt) == (DAY - timedelta(days=1), DAY)
    assert event["url"] == f"http://localhost:8000{late.get_absolute_url()}"


def test_identity_of_an_event_stays_whatever_becomes_of_it(cast: Cast) -> None:
    late = report(followed_plan(cast), cast[OWNER], -1)
    feed = CalendarFeedFactory(user=cast[OWNER])
    before = events(feed)

    late.period.due_on += timedelta(days=9)
    late.period.save()
    late.activity.title = "ชื่อใหม่"
    late.activity.save()

    assert [event["uid"] for event in events(feed)] == [event["uid"] for event in before]
    assert summaries(feed) == ["ครบกำหนดรายงานผล: ชื่อใหม่"]


def test_same_state_makes_the_same_bytes(cast: Cast) -> None:
    report(followed_plan(cast), cast[OWNER], 0)
    feed = CalendarFeedFactory(user=cast[OWNER])

    first, again, late = told_by(feed, DAY), told_by(feed, DAY), told_by(feed, DAY + timedelta(days=1))

    assert first == again
    assert first.content != late.content


def test_plans_periods_stand_once_with_how_much_has_come(cast: Cast) -> None:
    plan = followed_plan(cast, title="แผนตัวอย่าง")
    first = report(plan, cast[OWNER], 3, state="submitted", submitted_at="2026-01-01T00:00:00Z")
    report(plan, cast[OWNER], 4, is_expected=False)
    second = report(plan, cast[OWNER], 5)
    second.period = first.period
    second.save()
    feed = CalendarFeedFactory(user=cast["auditor@medicine"], plan=plan)

    (event,) = events(feed)

    assert (event["summary"], event["description"]) == (
        "ครบกำหนดรายงานผล งวดที่ 1: แผนตัวอย่าง",
        "ได้รับแล้ว 1 จาก 2 รายการ",
    )


def test_meetings_are_those_of_committees_to_which_the_person_belongs_that_day(cast: Cast) -> None:
    committee = CommitteeFactory(organisation=cast.organisation("medicine"), name="คณะทำงานตัวอย่าง")
    order = CommitteeOrderFactory(committee=committee, effective_on=DAY)
    member: CommitteeMember = CommitteeMemberFactory(committee=committee, user=cast[OWNER], joined_by=order)
    own = MeetingFactory(
        committee=committee, number=1, year=2569, held_on=DAY, starts_at=time(9, 30), place="ห้องประชุม 1"
    )
    MeetingFactory(committee=committee, number=2, year=2569, held_on=DAY, state="cancelled")
    MeetingFactory(committee=committee, number=3, year=2569, held_on=DAY - timedelta(days=1))
    MeetingFactory(held_on=DAY)
    feed = CalendarFeedFactory(user=cast[OWNER])

    first, cancelled = events(feed)

    assert first["summary"] == f"ประชุม{committee} {own} เวลา 09.30 น."
    assert (first["location"], "status" in first) == ("ห้องประชุม 1", False)
    assert (str(cancelled["summary"])[:6], cancelled["status"]) == ("ยกเลิก", "CANCELLED")
    member.left_by = CommitteeOrderFactory(committee=committee, kind="amend", effective_on=DAY)
    member.save()
    assert events(feed) == []


def test_lines_are_folded_within_75_bytes_and_no_letter_is_cut(cast: Cast) -> None:
    late = report(followed_plan(cast, title="แผนปฏิบัติการป้องกัน; ๆ, \\" * 8), cast[OWNER], -1)
    late.activity.title = "ที่นี่มีผู้ใหญ่น้ำใจดี" * 20
    late.activity.save()
    feed = CalendarFeedFactory(user=cast[OWNER])

    lines = told_by(feed, DAY).content.split(b"\r\n")

    assert max(map(len, lines)) <= 75
    assert all(line.decode() is not None for line in lines)
    (event,) = events(feed)
    assert event["summary"] == f"ครบกำหนดรายงานผล: {late.activity}"
