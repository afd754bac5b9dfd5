"""Money kept for payment after the year: it stays with its plan, and the next year tells of it."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from plans.models import ActionPlan, BudgetLine
from plans.monitoring.money import sums_by_line


@dataclass(frozen=True)
class CarriedMoney:
    """A plan of the year before with baht that are committed, kept for this year, and not yet paid."""

    plan: ActionPlan
    amount: Decimal


def carried_from_last_year(plan: ActionPlan, user: Any) -> list[CarriedMoney]:
    """What the organisation's plans of the year before, as far as in sight, still have to pay this year."""
    before = ActionPlan.objects.visible_to(user).filter(
        organisation=plan.organisation, fiscal_year=plan.fiscal_year - 1
    )
    plans = {each.pk: each for each in before}
    if not plans:
        return []
    sums = sums_by_line(BudgetLine.objects.filter(plan__in=list(plans)), by="line__plan")
    return [CarriedMoney(plans[pk], money.carried) for pk, money in sums.items() if money.carried]
