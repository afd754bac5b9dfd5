"""What each person is told of on a day: by the calendar, by state, by right; and who is told nothing."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from organisations.access import Role
from organisations.models import Membership, NoticeKind, User
from organisations.notices import MOST_LINES, is_told_on
from plans.models import ActivityReporter, Progress, Reopening
from plans.monitoring.notices import dues_of, notices_of
from tests.cast import Cast
from tests.factories import (
    ActionPlanFactory,
    DigestFactory,
    MembershipFactory,
    NoticeOptOutFactory,
    RevisionFactory,
    SignOffStepFactory,
    UserFactory,
)
from tests.plans.monitoring.desk import DAY, followed_plan, report

Kind = NoticeKind
NOW = datetime(2026, 1, 5, 1, tzinfo=UTC)
OWNER = "activity_owner@medicine"


def at(days: int) -> datetime:
    """Noon in Thailand, so many days after DAY."""
    return datetime(2026, 1, 5, 5, tzinfo=UTC) + timedelta(days=days)


def told(person: User) -> dict[NoticeKind, int]:
    return notices_of(person, DAY).counts


def is_news(person: User) -> bool:
    return notices_of(person, DAY).has_news


def returned(on: datetime) -> dict[str, Any]:
    return {"state": "returned", "submitted_at": on, "decided_at": on, "return_note": "โปรดแนบภาพ"}


def test_news_comes_the_day_after_and_then_every_seventh_day() -> None:
    assert [n for n in range(-1, 16) if is_told_on(DAY + timedelta(days=n), DAY)] == [1, 8, 15]


@pytest.mark.parametrize(
    ("due", "kind", "news"),
    [
        (4, None, False),
        (3, Kind.BEFORE_DUE, True),
        (2, Kind.BEFORE_DUE, False),
        (0, Kind.DUE, True),
        (-1, Kind.OVERDUE, True),
        (-2, Kind.OVERDUE, False),
        (-8, Kind.OVERDUE, True),
    ],
)
def test_report_is_told_by_the_days_to_its_due_day(
    cast: Cast, due: int, kind: NoticeKind | None, news: bool
) -> None:
    report(followed_plan(cast), cast[OWNER], due)

    assert told(cast[OWNER]) == ({kind: 1} if kind else {})
    assert is_news(cast[OWNER]) is news


def test_plan_says_how_long_before_a_report_is_announced(cast: Cast) -> None:
    plan = followed_plan(cast)
    plan.monitoring.remind_before = 10
    plan.monitoring.save()
    report(plan, cast[OWNER], 10)

    assert told(cast[OWNER]) == {Kind.BEFORE_DUE: 1}


def test_what_waits_for_nobody_is_not_told(cast: Cast) -> None:
    plan = followed_plan(cast)
    late = {"due": -1}
    report(plan, cast[OWNER], **late, state="submitted", submitted_at=at(-1))
    report(plan, cast[OWNER], **late, state="accepted", submitted_at=at(-1), decided_at=at(-1))
    report(plan, cast[OWNER], **late, is_expected=False)
    report(plan, None, **late)
    closed = report(plan, cast[OWNER], **late)
    closed.period.closed_at = timezone.now()
    closed.period.save()
    binned = report(plan, cast[OWNER], **late).activity
    binned.deleted_at, binned.deleted_by = timezone.now(), cast[OWNER]
    binned.save()

    assert told(cast[OWNER]) == {}


def test_returned_report_is_told_with_its_reason_whenever_it_is_due(cast: Cast) -> None:
    report(followed_plan(cast), cast[OWNER], 80, **returned(at(-1)))

    (line,) = notices_of(cast[OWNER], DAY).lines

    assert (line.kind, line.remark, line.is_new) == (Kind.RETURNED, "เหตุผลที่ส่งคืน: โปรดแนบภาพ", True)


def test_all_that_waits_is_told_once_anything_is_new(cast: Cast) -> None:
    plan = followed_plan(cast)
    report(plan, cast[OWNER], -3)
    assert list(dues_of(DAY, NOW)) == []

    report(plan, cast[OWNER], 0)

    (notices,) = dues_of(DAY, NOW)
    assert (notices.person, notices.counts) == (cast[OWNER], {Kind.OVERDUE: 1, Kind.DUE: 1})


def test_members_of_a_unit_that_report_are_told_once_each(cast: Cast) -> None:
    unit = cast.organisation("planning")
    people = [UserFactory() for _ in Role]
    for person, role in zip(people, Role, strict=True):
        MembershipFactory(user=person, organisation=unit, role=role)
    late = report(followed_plan(cast), people[0], -1)
    ActivityReporter.objects.create(activity=late.activity, unit=unit)

    found = {notices.person: notices.counts for notices in dues_of(DAY, NOW)}

    assert found == {person: {Kind.OVERDUE: 1} for person in people[:2]}
    assert list(Role)[:2] == [Role.SECRETARY, Role.ACTIVITY_OWNER]


def test_secretary_is_told_of_each_plan_with_reports_to_accept(cast: Cast) -> None:
    plan, other = followed_plan(cast), followed_plan(cast, "revenue")
    for days in (-1, -3, -3):
        report(plan, None, 20, state="submitted", submitted_at=at(days))
    report(other, None, 20, state="submitted", submitted_at=at(-1))

    notices = notices_of(cast["secretary@medicine"], DAY)

    assert [(line.kind, line.title, line.detail, line.is_new) for line in notices.lines] == [
        (Kind.WAITING, "รายงานผลรอตรวจสอบ 3 รายการ", plan.title, True)
    ]
    assert told(cast["auditor@medicine"]) == {}


def test_step_of_sign_off_is_news_the_day_after_it_was_reached_to_whoever_may_sign(cast: Cast) -> None:
    plan = ActionPlanFactory(organisation=cast.organisation("medicine"), state="waiting")
    revision = RevisionFactory(plan=plan, made_at=at(-20))
    signed = {"state": "signed", "acted_at": at(-1), "signed_on": DAY, "signed_name": "ก"}
    SignOffStepFactory(revision=revision, position=1, **signed)
    SignOffStepFactory(revision=revision, position=2)
    approver = cast["approver@medicine"]

    (notices,) = dues_of(DAY, NOW)

    assert (notices.person, notices.lines) == (approver, notices_of(approver, DAY).lines)
    assert [(line.kind, line.detail, line.page) for line in notices.lines] == [
        (Kind.WAITING, str(plan), revision.get_absolute_url())
    ]


def test_head_is_told_of_a_request_to_open_a_plan_again(cast: Cast) -> None:
    plan = followed_plan(cast)
    asked = Reopening.objects.create(plan=plan, revision=RevisionFactory(plan=plan), reason="แก้ไขวงเงิน")
    Reopening.objects.filter(pk=asked.pk).update(asked_at=at(-1))

    assert {notices.person for notices in dues_of(DAY, NOW)} == {
        cast["approver@medicine"],
        cast["executive@medicine"],
    }


def test_reports_submitted_yesterday_are_those_of_yesterday_in_thailand(cast: Cast) -> None:
    late_evening_in_utc = datetime(2026, 1, 4, 18, tzinfo=UTC)  # already DAY in Thailand
    report(followed_plan(cast), None, 20, state="submitted", submitted_at=late_evening_in_utc)

    assert not is_news(cast["secretary@medicine"])


def test_nobody_is_told_who_cannot_be(cast: Cast) -> None:
    plan = followed_plan(cast)
    left, inactive, silent, stays = people = [UserFactory() for _ in range(4)]
    for person in people:
        MembershipFactory(user=person, organisation=plan.organisation, role=Role.ACTIVITY_OWNER)
        report(plan, person, -1)
    Membership.objects.filter(user=left).update(ends_on=DAY - timedelta(days=1), starts_on="2025-01-01")
    User.objects.filter(pk=inactive.pk).update(is_active=False)
    User.objects.filter(pk=silent.pk).update(email="")

    assert [notices.person for notices in dues_of(DAY, NOW)] == [stays]


def test_kinds_switched_off_are_neither_told_nor_news(cast: Cast) -> None:
    plan = followed_plan(cast)
    report(plan, cast[OWNER], -1)
    report(plan, cast[OWNER], 2)
    NoticeOptOutFactory(user=cast[OWNER], kind=Kind.OVERDUE)

    assert told(cast[OWNER]) == {Kind.BEFORE_DUE: 1}
    assert list(dues_of(DAY, NOW)) == []


@pytest.mark.parametrize(
    ("digest", "is_told"),
    [
        ({"state": "sent", "sent_at": NOW}, False),
        ({"state": "claimed", "claimed_at": NOW - timedelta(minutes=59)}, False),
        ({"state": "claimed", "claimed_at": NOW - timedelta(minutes=61)}, True),
        ({"state": "failed", "attempts": 4}, True),
        ({"state": "failed", "attempts": 5}, False),
    ],
)
def test_person_with_a_digest_of_the_day_is_passed_over_unless_it_may_be_sent_again(
    cast: Cast, digest: dict[str, Any], is_told: bool
) -> None:
    report(followed_plan(cast), cast[OWNER], -1)
    DigestFactory(user=cast[OWNER], day=DAY - timedelta(days=1), state="sent", sent_at=NOW)
    DigestFactory(user=cast[OWNER], day=DAY, **digest)

    assert [notices.person for notices in dues_of(DAY, NOW)] == ([cast[OWNER]] if is_told else [])


def test_no_more_is_held_than_a_digest_tells(cast: Cast) -> None:
    first = report(followed_plan(cast), cast[OWNER], -1)
    more = [
        Progress(activity=report(first.period.plan, cast[OWNER], 90).activity, period=first.period)
        for _ in range(MOST_LINES)
    ]
    Progress.objects.bulk_create(more)

    notices = notices_of(cast[OWNER], DAY)

    assert (notices.count, len(notices.lines)) == (MOST_LINES + 1, MOST_LINES)


def test_people_are_read_some_at_a_time(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("plans.monitoring.notices.PEOPLE_AT_ONCE", 2)
    plan = followed_plan(cast)
    people = [cast[f"{role.value}@medicine"] for role in Role]
    for person in people:
        report(plan, person, -1)

    assert {notices.person for notices in dues_of(DAY, NOW)} == set(people)


def test_one_person_takes_as_many_queries_whatever_waits(cast: Cast) -> None:
    plan = followed_plan(cast)

    def queries() -> int:
        person = User.objects.get(pk=cast["secretary@medicine"].pk)
        with CaptureQueriesContext(connection) as asked:
            notices_of(person, DAY)
        return len(asked)

    report(plan, cast["secretary@medicine"], -1)
    one = queries()
    for _ in range(10):
        report(plan, cast["secretary@medicine"], -1)

    assert queries() == one <= 8
