"""Pages of following a plan: begin, settings, reporters, the grid with many at once, one report."""

import html
import re
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from organisations.models import User
from plans.models import (
    ActionPlan,
    Activity,
    ActivityReporter,
    Monitoring,
    PlanPart,
    Progress,
    ReportingPeriod,
)
from plans.monitoring.grid import NOBODY, Wanted, counts_of, grid_of
from plans.monitoring.standing import Standing, in_standing, standing_of
from tests.cast import Cast
from tests.conftest import ClientAs
from tests.factories import (
    ActivityFactory,
    ActivityReporterFactory,
    MonitoringFactory,
    PlanPartFactory,
    ReportingPeriodFactory,
)

TODAY = date(2026, 1, 20)
State = Progress.State


@dataclass
class Followed:
    plan: ActionPlan
    part: PlanPart
    first: Activity
    second: Activity
    browser: Client
    owner: User

    def url(self, name: str, of: Any = None) -> str:
        return reverse(f"plans:{name}", args=[(of or self.plan).pk])

    def post(self, name: str, data: Any = None, of: Any = None, query: str = "") -> Any:
        return self.browser.post(self.url(name, of) + query, data or {}, follow=True)


def words(answer: Any) -> str:
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode())))


def said(answer: Any) -> list[str]:
    return [str(message) for message in answer.context["messages"]]


def quarters(plan: ActionPlan) -> list[ReportingPeriod]:
    days = [date(2025, 10, 1), date(2026, 1, 1), date(2026, 4, 1), date(2026, 7, 1), date(2026, 10, 1)]
    return [
        ReportingPeriodFactory(
            plan=plan,
            position=at,
            name=f"ไตรมาสที่ {at}",
            starts_on=start,
            ends_on=end - timedelta(days=1),
            due_on=end + timedelta(days=4),
        )
        for at, (start, end) in enumerate(pairwise(days), start=1)
    ]


@pytest.fixture
def followed(cast: Cast, client_as: ClientAs) -> Followed:
    plan = MonitoringFactory(plan__organisation=cast.organisation("medicine"), plan__state="approved").plan
    part = PlanPartFactory(plan=plan, layout="strategy_quarters")
    owner = cast["activity_owner@medicine"]
    first, second = (
        ActivityFactory(part=part, title=title, position=at) for at, title in enumerate(("อบรม", "ประชุม"))
    )
    ActivityReporterFactory(activity=first, user=owner)
    moment = timezone.now()
    given = {"submitted_at": moment, "decided_at": moment}
    states = (State.SUBMITTED, State.ACCEPTED, State.WAITING, State.DRAFT)
    Progress.objects.bulk_create(
        Progress(activity=activity, period=period, state=state, **(given if state in states[:2] else {}))
        for period, state in zip(quarters(plan), states, strict=True)
        for activity in (first, second)
    )
    Progress.objects.filter(activity=second, period__position__in=(1, 2)).update(
        state=State.WAITING, submitted_at=None
    )
    return Followed(plan, part, first, second, client_as(cast["secretary@medicine"]), owner)


def report(followed: Followed, activity: Activity, position: int) -> Progress:
    return Progress.objects.select_related("period").get(activity=activity, period__position=position)


def test_standing_is_the_same_of_a_report_and_as_a_condition(followed: Followed) -> None:
    followed.plan.periods.filter(position=4).update(closed_at=timezone.now())
    reports = list(Progress.objects.select_related("period"))

    for standing in Standing:
        found = set(Progress.objects.filter(in_standing(standing, TODAY)).values_list("pk", flat=True))
        assert found == {one.pk for one in reports if standing_of(one, TODAY) is standing}, standing
    assert {standing: count for standing, count in counts_of(followed.plan, TODAY).items() if count} == {
        Standing.LATE: 1,
        Standing.SUBMITTED: 1,
        Standing.WAITING: 1,
        Standing.NOT_DUE: 2,
        Standing.ACCEPTED: 1,
        Standing.MISSED: 2,
    }
    assert {one.pk for one in Progress.objects.late(TODAY)} == {report(followed, followed.second, 1).pk}


def test_grid_is_found_by_words_owner_reporter_standing_and_period(followed: Followed) -> None:
    followed.first.owners.create(text="กองแผนงาน")
    second = followed.plan.periods.get(position=2).pk

    def titles(**wanted: Any) -> list[str]:
        return [line.row.title for line in grid_of(followed.plan, TODAY, Wanted(**wanted)).lines]

    assert titles() == ["อบรม", "ประชุม"]
    assert titles(q="อบ") == titles(owner="กองแผนงาน") == titles(standing="submitted") == ["อบรม"]
    assert titles(reporter=NOBODY) == titles(standing="late") == ["ประชุม"]
    assert titles(reporter=f"user-{followed.owner.pk}") == ["อบรม"]
    assert titles(standing="late", period=second) == []
    assert [str(period) for period in grid_of(followed.plan, TODAY, Wanted(period=second)).periods] == [
        "ไตรมาสที่ 2"
    ]


def test_grid_of_300_activities_and_12_months_takes_few_queries(followed: Followed) -> None:
    periods = list(followed.plan.periods.all()) + [
        ReportingPeriodFactory(plan=followed.plan, position=at, name=f"งวดที่ {at}") for at in range(5, 13)
    ]

    def asked() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            answer = followed.browser.get(followed.url("monitoring-grid"))
        assert answer.status_code == 200
        return len(queries)

    few = asked()
    Activity.objects.bulk_create(
        Activity(part=followed.part, title=f"กิจกรรมที่ {at}", position=at) for at in range(2, 300)
    )
    new = Activity.objects.exclude(pk__in=[followed.first.pk, followed.second.pk])
    Progress.objects.bulk_create(
        Progress(activity=activity, period=period) for activity in new for period in periods
    )
    with CaptureQueriesContext(connection) as queries:
        grid = grid_of(followed.plan, TODAY)

    assert (len(grid.lines), len(grid.periods)) == (300, 12)
    assert len(queries) <= 12
    assert asked() <= few <= 20, few


def test_many_are_accepted_and_the_rest_is_named_with_its_reason(followed: Followed) -> None:
    sent, waiting = report(followed, followed.first, 1), report(followed, followed.second, 1)

    answer = followed.post(
        "progress-accept", {"selected": [sent.pk, waiting.pk], "query": "standing=late&q=x%0d%0ay"}
    )

    assert said(answer) == [
        "ตรวจรับรายงานแล้ว 1 รายการ",
        "ไม่ได้ตรวจรับ 1 รายการ เนื่องจากยังไม่ได้รายงาน: “ประชุม ไตรมาสที่ 1”",
    ]
    assert answer.redirect_chain[0][0].startswith(followed.url("monitoring-grid") + "?standing=late&")
    assert said(followed.post("progress-accept", {"selected": ["x", "999"]})) == [
        "ยังไม่ได้เลือกรายงาน โปรดเลือกรายงานที่ต้องการอย่างน้อยหนึ่งรายการ"
    ]


def test_many_are_reminded_and_who_was_left_out_is_told(
    followed: Followed, django_capture_on_commit_callbacks: Any
) -> None:
    chosen = [report(followed, followed.first, at).pk for at in (1, 3)]

    with django_capture_on_commit_callbacks(execute=True):
        answer = followed.post("progress-remind", {"selected": chosen})

    assert said(answer) == ["แจ้งเตือนผู้รายงานแล้ว 1 คน", "รายงานที่ส่งแล้วไม่ต้องแจ้งเตือน 1 รายการ"]
    assert [letter.to for letter in mail.outbox] == [[followed.owner.email]]
    nobody = followed.post("progress-remind", {"selected": [report(followed, followed.second, 1).pk]})
    assert said(nobody) == ["รายการที่เลือกยังไม่มีผู้รายงาน โปรดกำหนดผู้รายงานก่อน"]


def test_a_report_is_returned_with_a_note_that_survives_a_stale_page(followed: Followed) -> None:
    sent = report(followed, followed.first, 1)
    empty = followed.post("progress-return", {"base_version": 1, "note": " "}, of=sent)
    assert (empty.status_code, "โปรดระบุเหตุผลที่ส่งคืน" in words(empty)) == (422, True)
    Progress.objects.filter(pk=sent.pk).update(version=2)
    stale = followed.post("progress-return", {"base_version": 1, "note": "โปรดแนบภาพ"}, of=sent)
    assert (stale.status_code, "มีการแก้ไขหลังจากท่านเปิดอ่าน" in words(stale)) == (422, True)
    assert stale.context["form"]["note"].value() == "โปรดแนบภาพ"

    done = followed.post("progress-return", {"base_version": 2, "note": "โปรดแนบภาพ"}, of=sent)

    assert done.redirect_chain == [(followed.url("progress-detail", sent), 302)]
    assert "โปรดแนบภาพ" in words(done)
    assert [told.verb for told in done.context["history"]] == ["ส่งคืนเพื่อแก้ไข"]


def test_internal_notes_are_for_those_who_follow_the_plan(
    followed: Followed, cast: Cast, client_as: ClientAs
) -> None:
    sent = report(followed, followed.first, 1)
    Progress.objects.filter(pk=sent.pk).update(internal_note="ลับเฉพาะคณะทำงาน", narrative="อบรมแล้ว")

    seen = {
        who: "ลับเฉพาะคณะทำงาน" in words(client_as(cast[who]).get(followed.url("progress-detail", sent)))
        for who in (
            "secretary@medicine",
            "activity_owner@medicine",
            "executive@medicine",
            "unit_admin@medicine",
        )
    }

    assert seen == {
        "secretary@medicine": True,
        "activity_owner@medicine": True,
        "executive@medicine": True,
        "unit_admin@medicine": False,
    }


def test_begin_shows_the_periods_and_then_makes_them(followed: Followed) -> None:
    plan: ActionPlan = PlanPartFactory(
        plan__organisation=followed.plan.organisation, plan__state="approved", plan__fiscal_year=2569
    ).plan
    ActivityFactory(part=plan.parts.get(), title="อบรม")
    assert (
        followed.url("monitoring-start", plan)
        in followed.browser.get(plan.get_absolute_url()).content.decode()
    )
    typed = {"basis": "round", "due_after": "๗", "remind_before": "3", "base_version": "0"}
    rounds = {"round_1_name": "รอบ 5 เดือน", "round_1_starts_on": "1 ต.ค. 68", "round_1_ends_on": "29/2/69"}
    wrong = followed.post("monitoring-start", typed | rounds, of=plan)
    assert (wrong.status_code, wrong.context["form"]["round_1_ends_on"].value()) == (422, "29/2/69")
    half = followed.post("monitoring-start", typed | rounds | {"round_1_ends_on": ""}, of=plan)
    assert "โปรดระบุชื่องวด วันเริ่ม และวันสิ้นสุดให้ครบ" in words(half)
    rounds["round_1_ends_on"] = "28/2/69"
    shown = followed.post("monitoring-start", typed | rounds | {"preview": "1"}, of=plan)
    assert [(period.name, period.due_on, count) for period, count in shown.context["previews"].periods] == [
        ("รอบ 5 เดือน", date(2026, 3, 7), 1)
    ]
    assert not Monitoring.objects.filter(plan=plan).exists()

    done = followed.post("monitoring-start", typed | rounds, of=plan)

    assert done.redirect_chain == [(followed.url("reporter-list", plan), 302)]
    assert list(plan.periods.values_list("name", "due_on")) == [("รอบ 5 เดือน", date(2026, 3, 7))]
    assert said(followed.browser.get(followed.url("monitoring-start", plan), follow=True)) == [
        "แผนนี้เริ่มติดตามแล้ว"
    ]


def test_settings_keep_what_was_typed_when_somebody_was_faster(followed: Followed) -> None:
    typed = {"basis": "quarter", "due_after": "9", "remind_before": "2", "base_version": "1"}
    Monitoring.objects.filter(plan=followed.plan).update(version=2)

    stale = followed.post("monitoring-settings", typed)

    assert (stale.status_code, "ก่อนท่าน" in words(stale)) == (422, True)
    assert stale.context["form"]["due_after"].value() == "9"
    far = followed.post("monitoring-settings", typed | {"base_version": "2", "due_after": "91"})
    assert "จำนวนวันต้องไม่เกิน 90" in words(far)
    begun = followed.post("monitoring-settings", typed | {"base_version": "2", "basis": "month"})
    assert "เปลี่ยนงวดรายงานไม่ได้" in words(begun)


def test_reporters_of_an_owner_are_chosen_together(followed: Followed, cast: Cast) -> None:
    for activity in (followed.first, followed.second):
        activity.owners.create(text="กองตัวอย่าง ก")
    page = followed.browser.get(followed.url("reporter-list"))
    (group,) = page.context["page"]
    assert (page.context["without"], page.context["suggestions"]) == (1, 1)

    edit = followed.browser.get(followed.url("reporter-edit") + f"?owner={group.key}")
    assert edit.context["form"]["units"].value() == [cast.organisation("planning").pk]
    unit = cast.organisation("planning").pk
    done = followed.post("reporter-edit", {"units": [unit]}, query=f"?owner={group.key}")
    assert said(done) == ["กำหนดผู้รายงานของ 2 กิจกรรมแล้ว"]
    assert ActivityReporter.objects.filter(unit=unit).count() == 2
    strange = followed.post(
        "reporter-edit", {"units": [cast.organisation("revenue").pk]}, query=f"?owner={group.key}"
    )
    assert "ไม่มีส่วนงานนี้ในรายการ" in words(strange)
    assert followed.browser.get(followed.url("reporter-edit") + "?owner=other").status_code == 404
    assert said(followed.post("reporters-suggested")) == ["ไม่มีชื่อในแผนที่ตรงกับสมาชิกหรือส่วนงานเพิ่มเติม"]
