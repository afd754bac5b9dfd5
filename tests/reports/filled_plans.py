"""Plans with complete activities, and what a list shows, for the tests of pages that count them."""

from typing import Any

from django.test import Client
from django.utils import timezone

from ita_portal.thai.fiscal import fiscal_year_of
from plans.models import ActionPlan, Activity
from tests.cast import Cast
from tests.factories import (
    ActionPlanFactory,
    ActivityFactory,
    ActivityOwnerFactory,
    IndicatorFactory,
    PlanPartFactory,
)

THIS_YEAR = fiscal_year_of(timezone.localdate())


def plan_of(cast: Cast, key: str = "medicine", **values: Any) -> ActionPlan:
    return ActionPlanFactory(organisation=cast.organisation(key), **{"fiscal_year": 2570, **values})


def complete_activity(plan: ActionPlan, **values: Any) -> Activity:
    part = plan.parts.first() or PlanPartFactory(plan=plan)
    activity = ActivityFactory(part=part, **{"period_text": "ไตรมาส 1", "period_quarters": 1, **values})
    ActivityOwnerFactory(activity=activity)
    IndicatorFactory(activity=activity)
    return activity


def listed(client: Client, address: str) -> list[Any]:
    return list(client.get(address).context["page"].object_list)
