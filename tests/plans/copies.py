"""A plan of last year with something of every kind, and its copy."""

from datetime import date
from decimal import Decimal

from plans.models import (
    ActionPlan,
    Charter,
    HigherPlan,
    PlanCell,
    PlanStatement,
)
from plans.services.copying import copy_plan
from tests.cast import Cast
from tests.factories import (
    ActionPlanFactory,
    ActivityFactory,
    ActivityOwnerFactory,
    CostLineFactory,
    HeadingFactory,
    IndicatorFactory,
    PlanCellFactory,
    PlanPartFactory,
    PlanSectionFactory,
)


def plan_of_everything(cast: Cast) -> ActionPlan:
    """A plan of 2569 with something of every kind."""
    plan = ActionPlanFactory(
        organisation=cast.organisation("medicine"),
        title="แผนตัวอย่าง ปีงบประมาณ พ.ศ. 2569",
        state=ActionPlan.State.APPROVED,
        printed_organisation="กรมตัวอย่าง (ก)",
        starts_on=date(2025, 10, 1),
        ends_on=date(2026, 9, 30),
        version=7,
    )
    PlanStatement.objects.create(
        plan=plan, kind="goal", text="ได้ 90 คะแนนในปี 2569", instrument="oit", target=90
    )
    HigherPlan.objects.create(plan=plan, title="แผนชาติตัวอย่าง", from_year=2566, to_year=2570)
    charter = Charter.objects.create(
        plan=plan, title="โครงการ ก ปี 2569", sequence="1/2569", budget=Decimal("5000.00"), averages_costs=True
    )
    PlanSectionFactory(plan=plan, title="หลักการ", html='<p data-x="2569">ปี ๒๕๖๙</p>', position=1)
    PlanSectionFactory(plan=plan, charter=charter, title="เหตุผล", html="<p>ต.ค. 68</p>", position=1)
    part = PlanPartFactory(
        plan=plan,
        title="ตาราง ปี 2569",
        layout="strategy_quarters",
        position=1,
        charter=charter,
        lines=["รอบ ต.ค. 68"],
        notes=["หมายเหตุ ปี 69"],
        signatures=[{"label": "ผู้อนุมัติแผน", "name": "ก ตัวอย่าง"}],
        columns=[
            {"header": ["กิจกรรม ปี 2569"], "field": "title"},
            {"header": ["ไตรมาส 1 (ต.ค. 68)"], "field": "quarter_1"},
        ],
        options={"digits": "thai"},
    )
    PlanPartFactory(plan=plan, title="แสดงซ้ำ", layout="unit", position=2, rows_of=part)
    top = HeadingFactory(part=part, text="ยุทธศาสตร์ที่ 1 ปี 2569", position=1)
    inner = HeadingFactory(part=part, text="กลยุทธ์ที่ 1", parent=top, position=1)
    HeadingFactory(part=part, text="กลยุทธ์ที่ 2", parent=top, position=2)
    activity = ActivityFactory(
        part=part,
        heading=inner,
        position=3,
        title="อบรม ปี 2569",
        number="1.1",
        level=2,
        period_text="ต.ค. 68 - ม.ค. 69",
        period_start=date(2025, 10, 1),
        period_end=date(2026, 1, 31),
        period_quarters=3,
        weight=Decimal("12.5"),
        target="3 รุ่น",
        other={"หมายเหตุ": "ตามแผนปี 2569"},
        proposing_organisation=cast.organisation("planning"),
        version=4,
    )
    ActivityOwnerFactory(
        activity=activity,
        text="กองแผน",
        organisation=cast.organisation("planning"),
        user=cast["secretary@medicine"],
    )
    ActivityOwnerFactory(activity=activity, text="คณะทำงาน", position=1)
    IndicatorFactory(activity=activity, statement="ร้อยละ 80 ในปี 2569")
    PlanCellFactory(activity=activity, number=1, count=Decimal(2), unit="ครั้ง")
    PlanCellFactory(activity=activity, span=PlanCell.Span.MONTH, number=10, amount=Decimal("1200.50"))
    CostLineFactory(activity=activity, text="เล่มแผนปี 2569 10 เล่ม = 2,569 บาท", amount=Decimal(2569))
    return plan


def copied(cast: Cast, source: ActionPlan, organisation: str = "medicine", **values: object) -> ActionPlan:
    copy_plan(
        by=cast[f"secretary@{organisation}"],
        source=source,
        organisation=cast.organisation(organisation),
        fiscal_year=2570,
        **values,  # type: ignore[arg-type]
    )
    plan: ActionPlan = ActionPlan.objects.get(copied_from=source)
    return plan
