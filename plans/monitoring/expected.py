"""What a plan expects of a row in each of its reporting periods. Pure: a Row and periods, no queries.

Month cells say it first, else quarter cells, else the months of the period that was understood. A row whose
months nobody knows, or which stand outside every period, is expected once: in the last period.
"""

from calendar import monthrange
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple, Protocol, TypeVar

from ita_portal.tables.rows import PeriodCell, Row
from ita_portal.thai.fiscal import fiscal_year_of_month, month_in_year, months_of_quarter, quarter_of
from ita_portal.thai.period import Period
from ita_portal.thai.year_month import YearMonth

_NO_CELL = PeriodCell()


class Stretch(Protocol):
    """A reporting period: its first and its last day."""

    @property
    def starts_on(self) -> date: ...

    @property
    def ends_on(self) -> date: ...


class HashableStretch(Stretch, Hashable, Protocol):
    """One that may be the key of a dict."""


P = TypeVar("P", bound=HashableStretch)


@dataclass(frozen=True, slots=True)
class Planned:
    """What the plan says of a row in a period: a count in its unit, an amount in baht; often neither."""

    count: Decimal | None = None
    unit: str = ""
    amount: Decimal | None = None


class _Work(NamedTuple):
    """A stretch of time in which the row has work, and the cell that says so."""

    starts_on: date
    ends_on: date
    cell: PeriodCell


def planned_by_period(row: Row, periods: Sequence[P], fiscal_year: int) -> dict[P, Planned]:
    """The periods, in their order, in which the row has work, each with what is planned of it.

    What a quarter's cell counts is due when the quarter ends. Counts of different units are never added:
    a period of which cells count differently has no count.
    """
    if row.placeholder or not periods:
        return {}
    ordered = sorted(periods, key=lambda period: (period.ends_on, period.starts_on))
    cells: dict[P, list[PeriodCell]] = {}
    for work in _work_of(row, fiscal_year):
        touched = [p for p in ordered if p.starts_on <= work.ends_on and work.starts_on <= p.ends_on]
        for period in touched:
            is_due = period is touched[-1]
            cells.setdefault(period, []).append(work.cell if is_due else _NO_CELL)
    if not cells:
        return {ordered[-1]: Planned()}
    return {period: _planned(cells[period]) for period in ordered if period in cells}


def _work_of(row: Row, fiscal_year: int) -> Iterator[_Work]:
    for months in (_months_said(row.months, fiscal_year), _quarters_said(row.quarters, fiscal_year)):
        if months:
            return iter(months)
    return iter([_Work(*_days_of(month, month), _NO_CELL) for month in _months_of(row.period, fiscal_year)])


def _months_said(cells: Mapping[int, PeriodCell], fiscal_year: int) -> list[_Work]:
    said = ((month_in_year(fiscal_year, number), cell) for number, cell in cells.items() if not cell.is_blank)
    return [_Work(*_days_of(month, month), cell) for month, cell in said]


def _quarters_said(cells: Mapping[int, PeriodCell], fiscal_year: int) -> list[_Work]:
    return [
        _Work(*_days_of(*_ends_of_quarter(number, fiscal_year)), cell)
        for number, cell in cells.items()
        if not cell.is_blank
    ]


def _ends_of_quarter(number: int, fiscal_year: int) -> tuple[YearMonth, YearMonth]:
    first, _, last = months_of_quarter(number)
    return month_in_year(fiscal_year, first), month_in_year(fiscal_year, last)


def _months_of(period: Period | None, fiscal_year: int) -> list[YearMonth]:
    """The months of a period that is known for sure: from its start to its end, in the quarters it names."""
    if period is None or period.open:
        return []
    if not (period.start and period.end):
        return [
            month_in_year(fiscal_year, month)
            for quarter in period.quarters
            for month in months_of_quarter(quarter)
        ]
    months = YearMonth.from_text(period.start).through(YearMonth.from_text(period.end))
    return [
        month
        for month in months
        if fiscal_year_of_month(month) != fiscal_year
        or not period.quarters
        or quarter_of(month.month) in period.quarters
    ]


def _days_of(first: YearMonth, last: YearMonth) -> tuple[date, date]:
    return date(*first, 1), date(*last, monthrange(*last)[1])


def _planned(cells: Iterable[PeriodCell]) -> Planned:
    cells = list(cells)
    counted = [cell for cell in cells if cell.count is not None]
    units = {cell.unit for cell in counted}
    amounts = [cell.amount for cell in cells if cell.amount is not None]
    return Planned(
        count=sum((cell.count or Decimal(0) for cell in counted), Decimal(0)) if len(units) == 1 else None,
        unit=units.pop() if len(units) == 1 else "",
        amount=sum(amounts, Decimal(0)) if amounts else None,
    )
