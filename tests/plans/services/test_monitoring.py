"""Following a plan: its periods, expected reports in step with its rows, who reports."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from ita_portal.tables.rows import PeriodCell, Row
from ita_portal.thai.period import read_period
from organisations.models import AuditEntry, User
from organisations.services.errors import StaleError
from plans.models import ActionPlan, Activity, ActivityReporter, Correction, Monitoring, PlanPart, Progress
from plans.monitoring.periods import RoundDays
from plans.monitoring.preview import preview_of
from plans.monitoring.reporters import Reporters, candidates_of, groups_of, merged, suggested
from plans.rows import row_of
from plans.services import bulk
from plans.services.corrections import correct_row
from plans.services.expected_reports import synchronise
from plans.services.monitoring import change_monitoring, set_reporters, start_monitoring
from plans.services.opening import Ground
from tests.cast import Cast
from tests.factories import (
    ActionPlanFactory,
    ApprovedRevisionFactory,
    PlanPartFactory,
    ProgressEvidenceFactory,
)

State = Progress.State


def twice(unit: str = "ครั้ง") -> PeriodCell:
    return PeriodCell(marked=True, count=Decimal(2), unit=unit)


ROWS = [
    Row(
        title="อบรม",
        quarters={1: twice(), 3: twice()},
        owners=("นายสมชาย ใจดี",),
        period=read_period("ไตรมาส 4", 2569),
    ),
    Row(title="ประชุม", owners=("กองตัวอย่าง ก", "นายสมชาย ใจดี"), period=read_period("ไตรมาสที่ 2", 2569)),
    Row(title="รณรงค์"),
]


@pytest.fixture
def secretary(cast: Cast) -> User:
    return cast["secretary@medicine"]


@pytest.fixture
def part(cast: Cast, secretary: User) -> PlanPart:
    plan = ActionPlanFactory(organisation=cast.organisation("medicine"), fiscal_year=2569)
    made: PlanPart = PlanPartFactory(plan=plan, layout="strategy_quarters")
    bulk.add_rows(by=secretary, part=made, rows=ROWS)
    risks = PlanPartFactory(plan=plan, layout="risk_matrix")
    bulk.add_rows(by=secretary, part=risks, rows=[Row(title="ความเสี่ยง")])
    ActionPlan.objects.filter(pk=plan.pk).update(state="approved")
    made.plan.refresh_from_db()
    return made


@pytest.fixture
def followed(part: PlanPart, secretary: User) -> ActionPlan:
    start_monitoring(by=secretary, plan=part.plan, basis="quarter")
    return part.plan


def expected(plan: ActionPlan) -> dict[str, list[tuple[int, Any]]]:
    """By title: the positions of the periods in which a report is expected, each with its count."""
    reports = Progress.objects.filter(period__plan=plan, is_expected=True, activity__deleted_at=None)
    found: dict[str, list[tuple[int, Any]]] = {}
    for report in reports.select_related("activity", "period").order_by("activity", "period__position"):
        found.setdefault(report.activity.title, []).append((report.period.position, report.planned_count))
    return found


def test_start_expects_each_activity_where_it_has_work(followed: ActionPlan) -> None:
    assert expected(followed) == {"อบรม": [(1, 2), (3, 2)], "ประชุม": [(2, None)], "รณรงค์": [(4, None)]}
    assert [str(period) for period in followed.periods.all()] == [f"ไตรมาสที่ {n}" for n in (1, 2, 3, 4)]
    assert followed.periods.all()[0].due_on == date(2026, 1, 5)


def test_preview_says_what_start_then_makes(followed: ActionPlan) -> None:
    from plans.monitoring.periods import periods_of

    preview = preview_of(followed, periods_of("quarter", 2569, 5))

    assert (preview.reports, preview.activities) == (Progress.objects.count(), 3)


def test_only_an_approved_plan_is_followed_and_only_once(followed: ActionPlan, secretary: User) -> None:
    with pytest.raises(ValidationError, match="เริ่มติดตามแล้ว"):
        start_monitoring(by=secretary, plan=followed, basis="month")
    draft = ActionPlanFactory(organisation=followed.organisation)
    with pytest.raises(PermissionDenied, match="ฉบับร่าง"):
        start_monitoring(by=secretary, plan=draft, basis="month")


def test_rows_that_change_move_only_reports_that_wait(
    followed: ActionPlan, part: PlanPart, secretary: User
) -> None:
    training, meeting, campaign = Activity.objects.filter(part=part).order_by("position")
    Progress.objects.filter(activity=training, period__position=1).update(state=State.DRAFT)
    bulk.change_rows(
        by=secretary,
        part=part,
        changes=[
            bulk.Change(training, Row(title="อบรม", quarters={4: twice()})),
            bulk.Change(meeting, Row(title="ประชุม", quarters={2: twice("คน")})),
        ],
        ground=Ground.DECISION,
    )
    bulk.bin_rows(by=secretary, part=part, activities=[campaign], ground=Ground.DECISION)
    bulk.add_rows(
        by=secretary, part=part, rows=[Row(title="ใหม่", quarters={1: twice()})], ground=Ground.DECISION
    )

    synchronise(followed)

    assert expected(followed) == {"อบรม": [(1, 2), (4, 2)], "ประชุม": [(2, 2)], "ใหม่": [(1, 2)]}
    assert Progress.objects.get(activity=meeting).planned_unit == "คน"


def test_evidence_keeps_its_report_and_closed_periods_stay(
    followed: ActionPlan, part: PlanPart, secretary: User
) -> None:
    training = Activity.objects.get(part=part, title="อบรม")
    first, third = Progress.objects.filter(activity=training).order_by("period__position")
    ProgressEvidenceFactory(progress=third)
    followed.periods.filter(position=1).update(closed_at="2026-01-10T00:00:00+07:00")
    change = bulk.Change(training, Row(title="อบรม", quarters={2: twice()}))
    bulk.change_rows(by=secretary, part=part, changes=[change], ground=Ground.DECISION)

    synchronise(followed)

    third.refresh_from_db()
    assert (third.is_expected, Progress.objects.filter(pk=first.pk).exists()) == (False, True)
    assert expected(followed)["อบรม"] == [(1, 2), (2, 2)]


def test_a_correction_takes_reports_along(followed: ActionPlan, part: PlanPart, secretary: User) -> None:
    ApprovedRevisionFactory(plan=followed)
    training = Activity.objects.get(part=part, title="อบรม")
    before = row_of(training)
    fixed = Row(**{**_as_dict(before), "title": "อบรมม"})

    made = correct_row(by=secretary, activity=training, row=fixed, row_version=1, note="พิมพ์ผิด")

    assert [type(one) for one in made] == [Correction]
    assert len(expected(followed)["อบรมม"]) == 2


def _as_dict(row: Row) -> dict[str, Any]:
    return {
        name: getattr(row, name) for name in Row.__slots__ if name not in ("id", "heading_ids", "placeholder")
    }


def test_other_days_move_open_periods_and_other_periods_only_before_reports(
    followed: ActionPlan, secretary: User
) -> None:
    monitoring = followed.monitoring
    change_monitoring(
        by=secretary, monitoring=monitoring, base_version=1, basis="quarter", due_after=10, remind_before=1
    )
    assert followed.periods.all()[0].due_on == date(2026, 1, 10)

    rounds = [RoundDays("รอบ 5 เดือน", date(2025, 10, 1), date(2026, 2, 28))]
    change: dict[str, Any] = {"basis": "round", "due_after": 10, "remind_before": 1, "rounds": rounds}
    with pytest.raises(StaleError):
        change_monitoring(by=secretary, monitoring=monitoring, base_version=1, **change)
    change_monitoring(by=secretary, monitoring=monitoring, base_version=2, **change)
    assert expected(followed) == {"อบรม": [(1, 2)], "ประชุม": [(1, None)], "รณรงค์": [(1, None)]}

    Progress.objects.filter(activity__title="รณรงค์").update(state=State.DRAFT)
    change["basis"] = "month"
    with pytest.raises(ValidationError, match="เปลี่ยนงวดรายงานไม่ได้"):
        change_monitoring(by=secretary, monitoring=monitoring, base_version=3, **change)
    assert Monitoring.objects.get().basis == "round"


def test_owners_are_grouped_and_equal_names_suggested(
    followed: ActionPlan, cast: Cast, secretary: User
) -> None:
    person = cast["activity_owner@medicine"]
    User.objects.filter(pk=person.pk).update(prefix="นาย", first_name="สมชาย", last_name="ใจดี")
    groups = groups_of(followed, candidates_of(followed))

    assert [(group.name, len(group.activities), group.without) for group in groups] == [
        ("นายสมชาย ใจดี", 2, 2),
        ("กองตัวอย่าง ก", 1, 1),
        ("ไม่ได้ระบุผู้รับผิดชอบ", 1, 1),
    ]
    assert groups[0].suggested == Reporters(users=(person,))
    assert groups[1].suggested == Reporters(units=(cast.organisation("planning"),))

    assert set_reporters(by=secretary, plan=followed, assignments=suggested(groups)) == 2
    assert ActivityReporter.objects.count() == 3
    assert AuditEntry.objects.filter(reason="กำหนดผู้รายงานผล").count() == 2


def test_taking_a_group_off_leaves_who_reports_for_another_owner(
    followed: ActionPlan, cast: Cast, secretary: User
) -> None:
    person, unit = cast["activity_owner@medicine"], cast.organisation("planning")
    groups = {group.owner: group for group in groups_of(followed, candidates_of(followed))}
    both = merged(groups["นายสมชาย ใจดี"], Reporters(users=(person,)))
    set_reporters(by=secretary, plan=followed, assignments=both)
    groups = {group.owner: group for group in groups_of(followed, candidates_of(followed))}
    set_reporters(
        by=secretary, plan=followed, assignments=merged(groups["กองตัวอย่าง ก"], Reporters((person,), (unit,)))
    )
    groups = {group.owner: group for group in groups_of(followed, candidates_of(followed))}

    set_reporters(by=secretary, plan=followed, assignments=merged(groups["นายสมชาย ใจดี"], Reporters()))

    assert [(str(one.activity), one.unit) for one in ActivityReporter.objects.all()] == [("ประชุม", unit)]


def test_no_outsider_and_no_activity_of_another_plan_is_assigned(
    followed: ActionPlan, part: PlanPart, cast: Cast, secretary: User
) -> None:
    activity = Activity.objects.filter(part=part).first()
    assert activity
    for strangers in (
        Reporters(users=(cast["secretary@revenue"],)),
        Reporters(units=(cast.organisation("revenue"),)),
    ):
        with pytest.raises(ValidationError):
            set_reporters(by=secretary, plan=followed, assignments={activity: strangers})
    other = PlanPartFactory(plan__organisation=followed.organisation).plan
    with pytest.raises(ValidationError, match="ไม่ได้อยู่ในแผนนี้"):
        set_reporters(by=secretary, plan=other, assignments={activity: Reporters(users=(secretary,))})
    assert not ActivityReporter.objects.exists()
