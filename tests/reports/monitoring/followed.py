"""A followed plan of two activities and an indicator over two quarters, with reports, money and a photo."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone

from organisations.models import Evidence, User
from plans.models import ActionPlan, Activity, Progress, ReportingPeriod
from tests.factories import (
    ActionPlanFactory,
    ActivityFactory,
    BudgetLineFactory,
    EvidenceFactory,
    EvidenceVersionFactory,
    IndicatorResultFactory,
    MoneyEntryFactory,
    MonitoringFactory,
    PlanPartFactory,
    ProgressEvidenceFactory,
    ProgressFactory,
    ReportingPeriodFactory,
    UserFactory,
)

NO_BUDGET = {"budget_kind": "none", "budget_text": "ไม่ใช้งบประมาณ", "budget_amount": None}
SINCE, UNTIL = date(2025, 10, 1), date(2026, 3, 31)


@dataclass
class Followed:
    plan: ActionPlan
    training: Activity
    survey: Activity
    indicator: Activity
    quarters: list[ReportingPeriod]

    def again(self) -> ActionPlan:
        return ActionPlan.objects.select_related("organisation").get(pk=self.plan.pk)


def followed_plan(**values: Any) -> Followed:
    plan = MonitoringFactory(plan=ActionPlanFactory(state="approved", title="แผนตัวอย่าง", **values)).plan
    ends = ((date(2025, 10, 1), date(2025, 12, 31)), (date(2026, 1, 1), UNTIL))
    quarters = [
        ReportingPeriodFactory(
            plan=plan, position=at, name=f"ไตรมาสที่ {at}", starts_on=first, ends_on=last, due_on=last
        )
        for at, (first, last) in enumerate(ends, start=1)
    ]
    part = PlanPartFactory(plan=plan, title="ตารางกิจกรรม", position=1)
    training = ActivityFactory(part=part, title="อบรม", position=1, period_text="ต.ค. 68 - มี.ค. 69")
    survey = ActivityFactory(part=part, title="สำรวจ", position=2, period_text="มี.ค. 69", **NO_BUDGET)
    of_plan = PlanPartFactory(plan=plan, layout="plan_indicators", title="ตัวชี้วัดของแผน", position=9)
    indicator = ActivityFactory(part=of_plan, title="ร้อยละความพึงพอใจ", target="ร้อยละ 80")
    return Followed(plan, training, survey, indicator, quarters)


def report(activity: Activity, period: ReportingPeriod, **values: Any) -> Progress:
    """Accepted, unless it says otherwise."""
    moments = {"submitted_at": timezone.now(), "decided_at": timezone.now()}
    made: Progress = ProgressFactory(
        activity=activity, period=period, **{"state": "accepted", "work": "ongoing"} | moments | values
    )
    return made


def reported(of: Followed) -> Followed:
    first, second = of.quarters
    counted = {"planned_count": Decimal(2), "planned_unit": "ครั้ง"}
    report(
        of.training,
        first,
        **counted,
        actual_count=Decimal(1),
        narrative="จัดอบรมรุ่นที่ 1",
        problems="ไม่มี",
        suggestions="ไม่มี",
        internal_note="วิทยากรมาสาย",
    )
    report(
        of.training,
        second,
        **counted,
        actual_count=Decimal(2),
        narrative="จัดอบรมรุ่นที่ 2 และ 3",
        problems="ห้องประชุมไม่พอ",
        suggestions="ไม่มี",
    )
    late = report(
        of.survey, second, state="submitted", narrative="สำรวจแล้ว", problems="ไม่มี", actual_percent=Decimal(60)
    )
    IndicatorResultFactory(
        progress=late, statement="ร้อยละของผู้ตอบ", target="ร้อยละ 50", text="ร้อยละ 40", is_met=False
    )
    result = report(of.indicator, second, work="done")
    IndicatorResultFactory(progress=result, statement="ร้อยละความพึงพอใจ", text="ร้อยละ 85")
    line = BudgetLineFactory(plan=of.plan, activity=of.training, title="", planned=None)
    MoneyEntryFactory(line=line, amount=Decimal("10000.00"), on=date(2025, 11, 1))
    MoneyEntryFactory(line=line, act="disbursement", amount=Decimal("2500.50"), on=date(2026, 2, 1))
    return of


def pictured(of: Followed, picture: bytes, **values: Any) -> Evidence:
    """Evidence with the picture, shown in the first report on the training."""
    evidence: Evidence = EvidenceFactory(organisation=of.plan.organisation, **values)
    EvidenceVersionFactory(
        evidence=evidence, file=ContentFile(picture, name="photo.jpg"), name="ภาพ.jpg", size=len(picture)
    )
    first = Progress.objects.get(activity=of.training, period=of.quarters[0])
    ProgressEvidenceFactory(progress=first, evidence=evidence, caption="ผู้เข้าอบรมลงทะเบียน")
    return evidence


def somebody(of: Followed) -> User:
    """Who added nothing and has no role."""
    return UserFactory()
