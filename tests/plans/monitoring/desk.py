"""A followed plan of medicine with reports, for the tests of what people are told of them."""

from datetime import date, timedelta
from typing import Any

from organisations.models import User
from plans.models import ActionPlan, Activity, Progress
from tests.cast import Cast
from tests.factories import (
    ActionPlanFactory,
    ActivityFactory,
    ActivityReporterFactory,
    MonitoringFactory,
    PlanPartFactory,
    ProgressFactory,
    ReportingPeriodFactory,
)

DAY = date(2026, 1, 5)  # a Monday


def followed_plan(cast: Cast, place: str = "medicine", **values: Any) -> ActionPlan:
    plan: ActionPlan = ActionPlanFactory(organisation=cast.organisation(place), state="approved", **values)
    MonitoringFactory(plan=plan)
    return plan


def report(plan: ActionPlan, person: User | None, due: int = 0, **values: Any) -> Progress:
    """A report of an activity of its own, due so many days after DAY, of which the person is the reporter."""
    part = plan.parts.first() or PlanPartFactory(plan=plan)
    activity: Activity = ActivityFactory(part=part)
    if person is not None:
        ActivityReporterFactory(activity=activity, user=person)
    position = plan.periods.count() + 1
    due_on = DAY + timedelta(days=due)
    period = ReportingPeriodFactory(
        plan=plan, position=position, name=f"งวดที่ {position}", starts_on=date(2024, 1, 1), due_on=due_on
    )
    progress: Progress = ProgressFactory(activity=activity, period=period, **values)
    return progress
