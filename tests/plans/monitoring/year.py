"""A plan of medicine followed by quarters, with two activities and their reports, for the tests of rounds."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from organisations.models import User
from plans.models import ActionPlan, Activity, MonitoringRound, Progress
from plans.monitoring.round_presets import presets_of
from plans.services.rounds import make_round
from tests.cast import Cast
from tests.factories import (
    ActivityFactory,
    BudgetLineFactory,
    MoneyEntryFactory,
    MonitoringFactory,
    PlanPartFactory,
    ProgressFactory,
    ReportingPeriodFactory,
    SubmittedProgressFactory,
)

QUARTERS = [preset for preset in presets_of(2569) if preset.kind == "quarter"]


@dataclass
class Year:
    """The plan with ``training`` (counted, reported in the first quarter) and ``manual`` (not reported)."""

    plan: ActionPlan
    secretary: User
    approver: User
    training: Activity
    manual: Activity

    def report(self, activity: Activity, quarter: int) -> Progress:
        found: Progress = activity.progress.get(period__position=quarter)
        return found

    def round(self, key: str) -> MonitoringRound:
        """The round of a preset, made by the secretary."""
        (preset,) = [one for one in presets_of(2569) if one.key == key]
        days = {"starts_on": preset.starts_on, "ends_on": preset.ends_on}
        return make_round(by=self.secretary, plan=self.plan, kind=preset.kind.value, name=preset.name, **days)


def year_of(cast: Cast) -> Year:
    plan = MonitoringFactory(plan__organisation=cast.organisation("medicine")).plan
    part = PlanPartFactory(plan=plan, title="แผนงานอบรม")
    training = ActivityFactory(part=part, title="อบรมจริยธรรม", number="1", position=1)
    manual = ActivityFactory(part=part, title="จัดทำคู่มือ", number="2", position=2)
    for number, preset in enumerate(QUARTERS, start=1):
        period = ReportingPeriodFactory(
            plan=plan,
            position=number,
            name=preset.name,
            starts_on=preset.starts_on,
            ends_on=preset.ends_on,
            due_on=preset.ends_on,
        )
        ProgressFactory(activity=manual, period=period)
        make = SubmittedProgressFactory if number == 1 else ProgressFactory
        told: dict[str, Any] = {"actual_count": Decimal(1), "actual_percent": None} if number == 1 else {}
        make(activity=training, period=period, planned_count=Decimal(2), planned_unit="ครั้ง", **told)
    _money(plan, training)
    return Year(plan, cast["secretary@medicine"], cast["approver@medicine"], training, manual)


def _money(plan: ActionPlan, training: Activity) -> None:
    """Of the training 1,000.25 allotted, 400.10 spent in the first quarter, 100 in the second."""
    line = BudgetLineFactory(plan=plan, activity=training, title="", planned=None)
    other = BudgetLineFactory(plan=plan, title="ค่าจ้างเหมา", planned=Decimal(500))
    for on, act, amount, of in (
        (date(2025, 10, 15), "allotment", "1000.25", line),
        (date(2025, 11, 1), "disbursement", "400.10", line),
        (date(2026, 2, 1), "disbursement", "100.00", line),
        (date(2025, 12, 1), "disbursement", "50.00", other),
    ):
        MoneyEntryFactory(line=of, act=act, on=on, amount=Decimal(amount), installment=None)
