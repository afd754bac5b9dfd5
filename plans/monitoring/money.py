"""What was planned, allotted, committed and disbursed, summed by the database to the satang.

Source of the arithmetic: the stages of a budget are kept apart. คงเหลือ = ได้รับจัดสรร − ผูกพัน − เบิกจ่าย;
ใช้จ่าย = ผูกพัน + เบิกจ่าย; a percentage is of what was allotted.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, fields
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import BigIntegerField, F, OuterRef, Q, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Cast, Coalesce, Greatest, Round

from ita_portal.tables.indicators import percentage
from ita_portal.tables.tree import ACTIVITY
from ita_portal.thai.amounts import format_amount
from plans.models import ActionPlan, Activity, BudgetLine, MoneyEntry

Act = MoneyEntry.Act
_ZERO = Decimal("0.00")
# What each act adds to the money allotted and disbursed; of commitments is asked what is left of them.
ALLOTTED = {Act.ALLOTMENT: 1, Act.TRANSFER_IN: 1, Act.TRANSFER_OUT: -1}
DISBURSED = {Act.DISBURSEMENT: 1, Act.REFUND: -1}


@dataclass(frozen=True, slots=True)
class Sums:
    """Money in baht; ``carried`` is that part of ``committed`` which is kept for payment after the year."""

    planned: Decimal = _ZERO
    allotted: Decimal = _ZERO
    committed: Decimal = _ZERO
    disbursed: Decimal = _ZERO
    carried: Decimal = _ZERO

    def __add__(self, other: "Sums") -> "Sums":
        return Sums(*(getattr(self, name) + getattr(other, name) for name in _STAGES))

    def __sub__(self, other: "Sums") -> "Sums":
        return Sums(*(getattr(self, name) - getattr(other, name) for name in _STAGES))

    def __bool__(self) -> bool:
        return any(getattr(self, name) for name in _STAGES)

    @property
    def spent(self) -> Decimal:
        """ใช้จ่าย"""
        return self.committed + self.disbursed

    @property
    def remaining(self) -> Decimal:
        """คงเหลือ; negative where more was spent than allotted."""
        return self.allotted - self.spent

    @property
    def percent_disbursed(self) -> Decimal | None:
        """เบิกจ่าย in percent of what was allotted, two decimals, half up; None where nothing was."""
        return percentage(self.disbursed, self.allotted)

    @property
    def percent_spent(self) -> Decimal | None:
        """ใช้จ่าย in percent of what was allotted, two decimals, half up; None where nothing was."""
        return percentage(self.spent, self.allotted)


_STAGES = tuple(field.name for field in fields(Sums))


def total(sums: Iterable[Sums]) -> Sums:
    """What they come to together; nothing of nothing."""
    return sum(sums, Sums())


def spent_words(sums: Sums) -> str:
    """ผลการใช้จ่ายงบประมาณ as it is published; "" where there is neither money nor spending."""
    allotted = f"งบประมาณที่ได้รับจัดสรร {format_amount(sums.allotted)} บาท"
    if not sums.disbursed:
        return f"{allotted} ยังไม่มีการเบิกจ่าย" if sums.allotted else ""
    words = f"เบิกจ่าย {format_amount(sums.disbursed)} บาท"
    share = sums.percent_disbursed
    return words if share is None else f"{words} คิดเป็นร้อยละ {share} ของ{allotted}"


# Of the ledger


def sums_by_line(
    lines: QuerySet[BudgetLine], since: date | None = None, until: date | None = None, by: str = "line"
) -> dict[Any, Sums]:
    """What the ledgers of these lines come to, by line or another key of the entries (``line__plan``).

    ``since`` and ``until`` are the first and last day counted; what is committed is then by how much it rose
    or fell, so that stretches of time add up to the whole. Two queries, three with ``since``.
    """
    entries: QuerySet[MoneyEntry] = MoneyEntry.objects.counted().filter(line__in=lines)
    found: dict[Any, Sums] = defaultdict(Sums)
    moved = entries.filter(_between(since, until)).order_by().values_list(by, "act")
    for key, act, amount_moved in moved.annotate(satang=Sum(satang())):
        amount = baht_of(amount_moved)
        found[key] += Sums(allotted=amount * ALLOTTED.get(act, 0), disbursed=amount * DISBURSED.get(act, 0))
    for key, sums in _committed(entries, until, by):
        found[key] += sums
    if since:
        for key, sums in _committed(entries, since - timedelta(days=1), by):
            found[key] -= sums
    return dict(found)


def left_of(commitments: QuerySet[MoneyEntry], until: date | None = None) -> QuerySet[MoneyEntry]:
    """Commitments with ``left``: the satang of each that are not released nor disbursed by the day."""
    drawn = (
        MoneyEntry.objects.counted()
        .filter(_between(None, until), commitment=OuterRef("pk"))
        .order_by()
        .values("commitment")
        .annotate(satang=Sum(satang()))
        .values("satang")
    )
    nothing = Value(0, BigIntegerField())
    rest = satang() - Coalesce(Subquery(drawn, output_field=BigIntegerField()), nothing)
    return commitments.filter(act=Act.COMMITMENT).annotate(
        left=Greatest(rest, nothing, output_field=BigIntegerField())
    )


def sums_of(line: BudgetLine) -> Sums:
    """What the line's own ledger comes to."""
    return total(sums_by_line(BudgetLine.objects.filter(pk=line.pk)).values())


def commitments_of(line: BudgetLine, *, but: MoneyEntry | None = None) -> QuerySet[MoneyEntry]:
    """The line's commitments of which something is left; with ``but`` all the others, used up or not."""
    counted: QuerySet[MoneyEntry] = MoneyEntry.objects.counted().filter(line=line, act=Act.COMMITMENT)
    if but:
        return counted.exclude(pk=but.pk)
    return left_of(counted).filter(Q(("left__gt", 0)))


def _committed(entries: QuerySet[MoneyEntry], until: date | None, by: str) -> Iterator[tuple[Any, Sums]]:
    """What is left of commitments at the end of the day."""
    made = left_of(entries.filter(_between(None, until)), until)
    grouped = made.order_by().values_list(by, "is_carried").annotate(Sum("left"))
    for key, is_carried, left in grouped:
        amount = baht_of(left)
        yield key, Sums(committed=amount, carried=amount if is_carried else _ZERO)


def satang(amount: str = "amount") -> Cast:
    """Whole satang of a column of baht, because SQLite would add decimals as binary fractions."""
    return Cast(Round(F(amount) * 100), BigIntegerField())


def baht_of(satang: int | Decimal | None) -> Decimal:
    """Baht with two decimals of a sum of satang, as the database gives it; 0 for None."""
    return Decimal(int(satang or 0)).scaleb(-2)


def _between(since: date | None, until: date | None) -> Q:
    condition = Q()
    if since:
        condition &= Q(on__gte=since)
    if until:
        condition &= Q(on__lte=until)
    return condition


# Of the plan's rows


@dataclass(frozen=True, slots=True)
class Budgeted:
    """A row of a table of activities, in printed order, with what the plan gives it."""

    pk: int
    plan: int
    place: tuple[int, int | None]  # its table and heading
    level: int | None
    budget: Decimal | None


def budgets_that_count(rows: Iterable[Budgeted]) -> Iterator[tuple[Budgeted, Decimal]]:
    """Each row with a budget that is no share of the budget of a row above it, so that none counts twice.

    A row that says no level is an activity, as in tables of projects.
    """
    above: list[Budgeted] = []
    place = None
    for row in rows:
        depth = row.level or ACTIVITY
        if row.place != place:
            above, place = [], row.place
        while above and (above[-1].level or ACTIVITY) >= depth:
            above.pop()
        if row.budget is not None and all(higher.budget is None for higher in above):
            yield row, row.budget
        above.append(row)


def budgeted_rows(plans: Collection[int]) -> Iterator[Budgeted]:
    """The rows of these plans' tables of activities, in order below each heading; one query, streamed."""
    rows = (
        Activity.objects.of_activity_tables()
        .filter(part__deleted_at=None, part__rows_of=None, part__plan__in=plans)
        .order_by("part", "heading", "position", "pk")
    )
    values = rows.values_list("pk", "part__plan", "part", "heading", "level", "budget_amount")
    for pk, plan, part, heading, level, budget in values.iterator():
        yield Budgeted(pk, plan, (part, heading), level, budget)


def sums_by_activity(
    plan: ActionPlan, since: date | None = None, until: date | None = None
) -> dict[int, Sums]:
    """The money of each row that has any, by its id: its own, without that of rows below it.

    A budget that is a share of the budget of a row above counts there; so the rows add up to the plan's.
    """
    of_rows = BudgetLine.objects.filter(plan=plan, activity__isnull=False)
    found = defaultdict(Sums, sums_by_line(of_rows, since, until, by="line__activity"))
    for row, budget in budgets_that_count(budgeted_rows([plan.pk])):
        found[row.pk] += Sums(planned=budget)
    return dict(found)
