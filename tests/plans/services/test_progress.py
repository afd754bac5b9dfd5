"""Reports through their states: written, handed in, returned, accepted, taken back, and what is refused."""

import re
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from ita_portal.tables.rows import Aspect
from organisations.models import AuditEntry, User
from organisations.services.errors import StaleError
from plans.models import Indicator, Progress, ReportingPeriod
from plans.monitoring.indicator_results import Judged, asked_of, judged
from plans.monitoring.written import Caption, Report, Result
from plans.services.expected_reports import synchronise
from plans.services.progress import (
    accept_reports,
    open_report,
    return_report,
    save_report,
    submit_report,
    take_back_report,
)
from plans.services.progress_evidence import caption_of_report
from tests.cast import Cast
from tests.factories import (
    ActivityFactory,
    ActivityReporterFactory,
    MonitoringFactory,
    PlanPartFactory,
    ProgressEvidenceFactory,
    ProgressFactory,
    ReportingPeriodFactory,
    SubmittedProgressFactory,
)

State = Progress.State
WHOLE = Report(work="ongoing", actual_percent=Decimal(25), narrative="จัดประชุมแล้ว")


@pytest.fixture
def owner(cast: Cast) -> User:
    return cast["activity_owner@medicine"]


@pytest.fixture
def secretary(cast: Cast) -> User:
    return cast["secretary@medicine"]


@pytest.fixture
def progress(cast: Cast, owner: User) -> Progress:
    plan = MonitoringFactory(plan__organisation=cast.organisation("medicine")).plan
    activity = ActivityFactory(part=PlanPartFactory(plan=plan, layout="strategy_quarters"))
    ActivityReporterFactory(activity=activity, user=owner)
    made: Progress = ProgressFactory(activity=activity)
    return made


def test_a_report_goes_through_all_its_states_each_with_its_entry(
    progress: Progress, owner: User, secretary: User
) -> None:
    draft = save_report(by=owner, progress=progress, base_version=1, report=Report(narrative=" เริ่มแล้ว "))
    assert (draft.state, draft.narrative, draft.version) == (State.DRAFT, "เริ่มแล้ว", 2)
    sent = submit_report(by=owner, progress=draft, base_version=2, report=WHOLE)
    assert (sent.state, sent.submitted_by) == (State.SUBMITTED, owner)
    back = return_report(by=secretary, progress=sent, base_version=3, note="โปรดแนบภาพ")
    assert (back.state, back.return_note, back.decided_by) == (State.RETURNED, "โปรดแนบภาพ", secretary)
    mended = save_report(by=owner, progress=back, base_version=4, report=WHOLE)
    assert mended.state == State.RETURNED
    again = submit_report(by=owner, progress=mended, base_version=5, report=WHOLE)
    decided = accept_reports(by=secretary, progresses=[again])
    assert (decided.done, decided.left_out) == ([again], [])
    again.refresh_from_db()
    assert (again.state, again.return_note) == (State.ACCEPTED, "")
    taken = take_back_report(by=secretary, progress=again, reason="ตัวเลขไม่ตรง")
    assert (taken.state, taken.return_note) == (State.RETURNED, "ตัวเลขไม่ตรง")
    entries = AuditEntry.objects.filter(object_type="plans.progress", object_id=progress.pk).order_by("pk")
    assert [(entry.before or {})["state"] for entry in entries] == [
        "waiting", "draft", "submitted", "returned", "returned", "submitted", "accepted"
    ]  # fmt: skip
    assert entries[2].reason == "โปรดแนบภาพ"


@pytest.mark.parametrize(
    ("wrong", "field", "words"),
    [
        ({"actual_percent": Decimal(120)}, "actual_percent", "ร้อยละ 0 ถึง 100"),
        ({"actual_percent": Decimal("-0.01")}, "actual_percent", "ร้อยละ 0 ถึง 100"),
        ({"actual_count": Decimal(-1)}, "actual_count", "ไม่ติดลบ"),
        ({"actual_count": Decimal(10) ** 14}, "actual_count", "[ก-๙]"),
        ({"narrative": "ก" * 20_001}, "narrative", "ยาวเกิน"),
        ({"work": "asleep"}, "work", "[ก-๙]"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(
    progress: Progress, owner: User, wrong: dict[str, Any], field: str, words: str
) -> None:
    with pytest.raises(ValidationError, match=words) as refused:
        save_report(by=owner, progress=progress, base_version=1, report=replace(WHOLE, **wrong))

    assert list(refused.value.message_dict) == [field]
    progress.refresh_from_db()
    assert (progress.state, progress.version) == (State.WAITING, 1)


def test_what_is_handed_in_has_no_gaps(progress: Progress, owner: User) -> None:
    with pytest.raises(ValidationError) as refused:
        submit_report(by=owner, progress=progress, base_version=1, report=Report())
    assert set(refused.value.message_dict) == {"work", "narrative"}
    with pytest.raises(ValidationError) as refused:
        submit_report(by=owner, progress=progress, base_version=1, report=replace(WHOLE, actual_percent=None))
    assert set(refused.value.message_dict) == {"actual_percent"}
    progress.planned_count, progress.planned_unit = Decimal(2), "ครั้ง"
    with pytest.raises(ValidationError, match="โปรดระบุจำนวนที่ทำได้ในงวดนี้ ครั้ง"):
        submit_report(by=owner, progress=progress, base_version=1, report=WHOLE)

    done = submit_report(
        by=owner, progress=progress, base_version=1, report=Report(work="not_started", narrative="รองบประมาณ")
    )
    assert done.state == State.SUBMITTED


def test_another_version_is_stale_and_nothing_is_written(
    progress: Progress, owner: User, secretary: User
) -> None:
    stale = Progress.objects.get(pk=progress.pk)
    save_report(by=secretary, progress=progress, base_version=1, report=Report(narrative="ของเลขานุการ"))

    with pytest.raises(StaleError) as refused:
        save_report(by=owner, progress=stale, base_version=1, report=WHOLE)

    assert (refused.value.current.narrative, refused.value.current.version) == ("ของเลขานุการ", 2)


def test_nobody_reports_anothers_activity(progress: Progress, cast: Cast) -> None:
    for who in ("executive@medicine", "activity_owner@revenue"):
        with pytest.raises(PermissionDenied, match="รายงานผลของกิจกรรมนี้"):
            save_report(by=cast[who], progress=progress, base_version=1, report=WHOLE)


def test_a_closed_or_coming_period_takes_no_report(progress: Progress, owner: User, secretary: User) -> None:
    tomorrow = timezone.localdate() + timedelta(days=1)
    coming = ReportingPeriodFactory(
        plan=progress.period.plan, position=2, starts_on=tomorrow, ends_on=tomorrow, due_on=tomorrow
    )
    with pytest.raises(PermissionDenied, match="ยังไม่เริ่ม รายงานได้ตั้งแต่วันที่"):
        open_report(by=owner, activity=progress.activity, period=coming)
    stale = Progress.objects.select_related("period").get(pk=progress.pk)
    ReportingPeriod.objects.filter(pk=progress.period_id).update(closed_at=timezone.now())
    for report in (stale, Progress.objects.get(pk=progress.pk)):
        with pytest.raises(PermissionDenied, match="ปิดแล้ว"):
            save_report(by=owner, progress=report, base_version=1, report=WHOLE)
    other = ReportingPeriodFactory()
    with pytest.raises(ValidationError, match="ไม่ได้อยู่ในแผนของกิจกรรม"):
        open_report(by=owner, activity=progress.activity, period=other)


def test_the_rest_of_many_is_left_out_with_its_reason(progress: Progress, secretary: User) -> None:
    plan = progress.period.plan
    closed = ReportingPeriodFactory(plan=plan, position=2, name="ไตรมาสที่ 2", closed_at=timezone.now())
    sent = SubmittedProgressFactory(
        activity=ActivityFactory(part=progress.activity.part), period=progress.period
    )
    late = SubmittedProgressFactory(activity=progress.activity, period=closed)

    decided = accept_reports(by=secretary, progresses=[progress, sent, late])

    assert decided.done == [sent]
    assert [(one.pk, why[:25]) for one, why in decided.left_out] == [
        (progress.pk, "ยังไม่ได้รายงาน"),
        (late.pk, "ไตรมาสที่ 2ปิดแล้ว หากจำเ"),
    ]


def test_only_what_was_handed_in_is_returned_and_with_a_note(progress: Progress, secretary: User) -> None:
    with pytest.raises(PermissionDenied, match="รอรายงาน"):
        return_report(by=secretary, progress=progress, base_version=1, note="แก้ไข")
    sent = SubmittedProgressFactory(
        activity=ActivityFactory(part=progress.activity.part), period=progress.period
    )
    with pytest.raises(ValidationError, match="โปรดระบุเหตุผลที่ส่งคืน"):
        return_report(by=secretary, progress=sent, base_version=1, note="  ")
    with pytest.raises(ValidationError, match="ก"):
        return_report(by=secretary, progress=sent, base_version=1, note="ก" * 2001)
    with pytest.raises(PermissionDenied):
        take_back_report(by=secretary, progress=sent, reason="แก้ไข")


def test_results_are_judged_where_the_texts_can_be_read(progress: Progress, owner: User) -> None:
    indicator = Indicator.objects.create(
        activity=progress.activity, aspect=Aspect.QUANTITATIVE.value, statement="ผู้เข้าร่วมมีความรู้ ≥ ร้อยละ 80"
    )
    (asked,) = asked_of(progress.activity)
    assert (asked.indicator, asked.target) == (indicator, "≥ ร้อยละ 80")
    results = (
        Result(0, indicator, asked.statement, asked.target, "ร้อยละ 85"),
        Result(1, None, "ความพึงพอใจ", "ดีมาก", "ดี", is_met=False),
        Result(2, None, "ไม่มีผล", "1 ครั้ง", ""),
    )

    save_report(by=owner, progress=progress, base_version=1, report=replace(WHOLE, results=results))

    kept = progress.results.values_list("position", "value", "is_met")
    assert list(kept) == [(0, Decimal(85), True), (1, None, False)]


@pytest.mark.parametrize(
    ("target", "result", "said", "expected"),
    [
        ("≥ ร้อยละ 80", "43 จาก 50", None, Judged(Decimal(86), True)),
        ("ไม่เกิน 5 เรื่อง", "7 เรื่อง", True, Judged(Decimal(7), False)),  # numbers before the reporter's word
        ("9 ครั้ง", "120 คน", True, Judged(Decimal(120), True)),  # other units: the reporter's word
        ("ดีมาก", "ดี", None, Judged(None, None)),
        ("1 ครั้ง", "9" * 15, None, Judged(None, None)),
    ],
)
def test_a_result_is_held_against_its_target(
    target: str, result: str, said: bool | None, expected: Judged
) -> None:
    assert judged(target, result, said) == expected


def test_whatever_writes_into_a_report_holds_its_rounds_first(
    progress: Progress, owner: User, secretary: User
) -> None:
    use = ProgressEvidenceFactory(progress=progress)
    handed_in = SubmittedProgressFactory(
        activity=progress.activity, period=ReportingPeriodFactory(plan=progress.period.plan, position=2)
    )
    acts = {
        "captions": lambda: caption_of_report(
            by=owner, progress=progress, captions={use.pk: Caption("ภาพ", True)}
        ),
        "report": lambda: save_report(by=owner, progress=progress, base_version=1, report=WHOLE),
        "accepted": lambda: accept_reports(by=secretary, progresses=[handed_in]),
        "expected": lambda: synchronise(progress.period.plan),
    }

    assert {name: tables_of(act)[0] for name, act in acts.items()} == dict.fromkeys(acts, "monitoring")


def tables_of(act: Any) -> list[str]:
    """Those of the two that the act held or wrote, in order."""
    with CaptureQueriesContext(connection) as queries, transaction.atomic():
        act()
    one_of_them = re.compile(r'SELECT .* FROM "plans_(monitoring)" WHERE|UPDATE "plans_(progress)"')
    held = [one_of_them.match(one["sql"]) for one in queries]
    return [str(found[1] or found[2]) for found in held if found]
