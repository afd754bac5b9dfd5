"""Reports show what was to be reached as first approved and as adjusted."""

import pytest

from ita_portal.render.arrangement import EntryKind
from ita_portal.render.kinds import kind_for
from ita_portal.tables.build import build
from plans.models import ActionPlan, Activity, Revision
from reports.sources import sources_of
from tests.factories import ActionPlanFactory, ActivityFactory, ApprovedRevisionFactory, PlanPartFactory
from tests.tables.tables import texts

pytestmark = pytest.mark.django_db


def printed(plan: ActionPlan) -> list[list[list[str]]]:
    """The cells of the tables of adjusted targets in the plan's annual report."""
    found = sources_of(ActionPlan.objects.get(pk=plan.pk), kind_for("annual_report").entries)
    return [texts(build(part)) for part in found.brought.get(EntryKind.ADJUSTED, ())]


def test_annual_report_tells_targets_as_first_approved_and_as_adjusted() -> None:
    plan = ActionPlanFactory(state="approved")
    part = PlanPartFactory(plan=plan)
    row = ActivityFactory(part=part, title="อบรม", target="50 คน")
    ActivityFactory(part=part, title="ไม่ปรับ", target="1 ครั้ง")
    assert printed(plan) == []
    first = ApprovedRevisionFactory(plan=plan, number=1)
    assert printed(plan) == []

    Activity.objects.filter(pk=row.pk).update(target="80 คน")
    ActivityFactory(part=part, title="เพิ่มใหม่", target="2 ครั้ง")
    Revision.objects.filter(pk=first.pk).update(state="replaced")
    ApprovedRevisionFactory(plan=ActionPlan.objects.get(pk=plan.pk), number=2)

    assert printed(plan) == [
        [
            ["อบรม", "เป้าหมาย: 50 คน\nงบประมาณ: 10,000", "เป้าหมาย: 80 คน\nงบประมาณ: 10,000"],
            ["เพิ่มใหม่", "ไม่มีในแผนที่อนุมัติครั้งแรก", "เป้าหมาย: 2 ครั้ง\nงบประมาณ: 10,000"],
        ]
    ]
