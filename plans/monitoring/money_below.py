"""The money of an organisation and of all below it, plan by plan, summed by the database."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Sum

from organisations.models import Organisation
from plans.models import ActionPlan, BudgetLine
from plans.monitoring.money import (
    Sums,
    baht_of,
    budgeted_rows,
    budgets_that_count,
    satang,
    sums_by_line,
    total,
)


@dataclass(frozen=True)
class PlanMoney:
    """A plan with what its money comes to."""

    plan: ActionPlan
    sums: Sums


@dataclass(frozen=True)
class UnitMoney:
    """A unit with its plans, so deep below the first; ``whole`` is with what the units below it come to."""

    organisation: Organisation
    depth: int
    plans: tuple[PlanMoney, ...]
    whole: Sums

    @cached_property
    def own(self) -> Sums:
        return total(plan.sums for plan in self.plans)


def below(organisation: Organisation, fiscal_year: int, user: Any) -> list[UnitMoney]:
    """The units below the organisation, itself first, whose plans of the year the person may see.

    Six queries, however many units and plans. A unit's answer to a call is no plan of its own here: its
    rows count in the plan that takes them in.
    """
    visible = ActionPlan.objects.visible_to(user).below(organisation).for_year(fiscal_year)
    plans = list(
        visible.in_their_own_right()
        .select_related("organisation")
        .order_by("organisation__path", "title", "pk")
    )
    sums = _by_plan([plan.pk for plan in plans])
    by_unit: dict[Organisation, list[PlanMoney]] = defaultdict(list)
    for plan in plans:
        by_unit[plan.organisation].append(PlanMoney(plan, sums.get(plan.pk, Sums())))
    own = {unit.path: total(plan.sums for plan in of_unit) for unit, of_unit in by_unit.items()}
    return [
        UnitMoney(
            unit,
            unit.depth - organisation.depth,
            tuple(of_unit),
            total(sums for path, sums in own.items() if path.startswith(unit.path)),
        )
        for unit, of_unit in by_unit.items()
    ]


def _by_plan(plans: list[int]) -> dict[int, Sums]:
    lines = BudgetLine.objects.filter(plan__in=plans)
    found = defaultdict(Sums, sums_by_line(lines, by="line__plan"))
    for row, budget in budgets_that_count(budgeted_rows(plans)):
        found[row.plan] += Sums(planned=budget)
    said = lines.filter(planned__isnull=False).order_by().values_list("plan")
    for plan, amount in said.annotate(satang=Sum(satang("planned"))):
        found[plan] += Sums(planned=baht_of(amount))
    return found
