"""The plan's spending by month against what was disbursed, each also so far."""

from collections import defaultdict
from dataclasses import dataclass, replace
from decimal import Decimal

from django.db.models import Q, Sum

from ita_portal.thai.fiscal import (
    QUARTERS,
    buddhist_year,
    month_in_year,
    months_of_quarter,
    months_of_year,
)
from ita_portal.thai.months import format_month
from ita_portal.thai.year_month import YearMonth
from plans.models import ActionPlan, MoneyEntry, PlanCell
from plans.monitoring.money import DISBURSED, baht_of, budgeted_rows, budgets_that_count, satang

_ZERO = Decimal("0.00")
_IN_BAHT = Q(amount__isnull=False) | Q(count__isnull=False, unit="บาท")


@dataclass(frozen=True, slots=True)
class MonthMoney:
    """Baht of one month: planned and disbursed, in the month and since the first one."""

    month: YearMonth
    planned: Decimal
    disbursed: Decimal
    planned_so_far: Decimal
    disbursed_so_far: Decimal

    def __str__(self) -> str:
        return f"{format_month(self.month.month)} {buddhist_year(self.month.year)}"


def by_month(plan: ActionPlan) -> list[MonthMoney]:
    """The months of the year, with those before and after it in which money was disbursed; three queries.

    What a plan says of a quarter counts in its last month: until then it need not be spent.
    """
    planned, disbursed = _planned(plan), _disbursed(plan)
    months = sorted({*months_of_year(plan.fiscal_year), *disbursed})
    found, plan_so_far, paid_so_far = [], _ZERO, _ZERO
    for month in months:
        plan_so_far += planned.get(month, _ZERO)
        paid_so_far += disbursed.get(month, _ZERO)
        found.append(
            MonthMoney(
                month, planned.get(month, _ZERO), disbursed.get(month, _ZERO), plan_so_far, paid_so_far
            )
        )
    return found


def _disbursed(plan: ActionPlan) -> dict[YearMonth, Decimal]:
    entries = MoneyEntry.objects.counted().filter(line__plan=plan, act__in=DISBURSED).order_by()
    grouped = entries.values_list("on__year", "on__month", "act").annotate(satang=Sum(satang()))
    found: dict[YearMonth, Decimal] = defaultdict(lambda: _ZERO)
    for year, month, act, amount in grouped:
        found[YearMonth(year, month)] += baht_of(amount) * DISBURSED[act]
    return {month: amount for month, amount in found.items() if amount}


def _planned(plan: ActionPlan) -> dict[YearMonth, Decimal]:
    """By month; a row below one that spreads its own money over the year is a share of that."""
    cells: dict[int, list[PlanCell]] = defaultdict(list)
    of_rows = PlanCell.objects.filter(
        _IN_BAHT, activity__deleted_at=None, activity__part__plan=plan, activity__part__rows_of=None
    )
    for cell in of_rows:
        cells[cell.activity_id].append(cell)
    spread = (replace(row, budget=_ZERO if row.pk in cells else None) for row in budgeted_rows([plan.pk]))
    found: dict[YearMonth, Decimal] = defaultdict(lambda: _ZERO)
    for row, _ in budgets_that_count(spread):
        months = [cell for cell in cells[row.pk] if cell.span == PlanCell.Span.MONTH]
        for cell in months or cells[row.pk]:
            number = cell.number if months else months_of_quarter(QUARTERS[cell.number - 1])[-1]
            found[month_in_year(plan.fiscal_year, number)] += cell.amount or cell.count or _ZERO
    return found
