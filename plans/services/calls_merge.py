"""Two rows that mean the same, as one: nothing of either is lost."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any, TypeVar

from ita_portal.tables.rows import PeriodCell, Row
from ita_portal.thai.amounts import Amount, AmountKind, format_amount, read_amount
from ita_portal.thai.period import Period, read_period

Item = TypeVar("Item")
_TEXTS = (
    "title",
    "objective",
    "target_group",
    "target",
    "reason",
    "knowledge",
    "source_of_funds",
)
_SAYS_NOTHING = (AmountKind.BLANK, AmountKind.DASH)


def merged(row: Row, other: Row, fiscal_year: int) -> Row:
    """The row with what the other says besides.

    Owners, indicators and cost lines are appended, texts that differ stand on a line of their own,
    amounts and counts of the same unit are added. Number, weight, level and place stay the row's.
    """
    texts: dict[str, Any] = {name: _beside(getattr(row, name), getattr(other, name)) for name in _TEXTS}
    return replace(
        row,
        **texts,
        owners=_appended(row.owners, other.owners),
        indicators=_appended(row.indicators, other.indicators),
        cost_lines=(*row.cost_lines, *other.cost_lines),
        budget=_budget(row.budget, other.budget),
        period=_period(row.period, other.period, fiscal_year),
        quarters=_cells(row.quarters, other.quarters),
        months=_cells(row.months, other.months),
        weight=other.weight if row.weight is None else row.weight,
        values=_texts(row.values, other.values),
        other=_texts(row.other, other.other),
    )


def _beside(text: str, other: str) -> str:
    """Both texts, the second on a line of its own, unless the first says it already."""
    said = {_plain(line) for line in (text, *text.split("\n"))}
    if not other.strip() or _plain(other) in said:
        return text
    return f"{text}\n{other}" if text.strip() else other


def _plain(text: str) -> str:
    return " ".join(text.split())


def _appended(items: tuple[Item, ...], more: tuple[Item, ...]) -> tuple[Item, ...]:
    return (*items, *(item for item in more if item not in items))


def _budget(budget: Amount | None, other: Amount | None) -> Amount | None:
    if other is None or (budget and other.kind in _SAYS_NOTHING):
        return budget
    if budget is None or budget.kind in _SAYS_NOTHING:
        return other
    if budget.amount is not None and other.amount is not None:
        return read_amount(format_amount(budget.amount + other.amount))
    text = _beside(budget.text, other.text)
    # One amount and words such as "ไม่ใช้งบประมาณ": the amount holds, and both are printed.
    return replace(budget if budget.amount is not None or other.amount is None else other, text=text)


def _period(period: Period | None, other: Period | None, fiscal_year: int) -> Period | None:
    if period is None or other is None:
        return period or other
    text = _beside(period.text, other.text)
    return period if text == period.text else read_period(text, fiscal_year)


def _cells(cells: Mapping[int, PeriodCell], others: Mapping[int, PeriodCell]) -> dict[int, PeriodCell]:
    empty = PeriodCell()
    return {
        number: _cell(cells.get(number, empty), others.get(number, empty))
        for number in sorted({*cells, *others})
    }


def _cell(cell: PeriodCell, other: PeriodCell) -> PeriodCell:
    """Counts of one unit are added; of two, the second is kept as words."""
    marked, amount = cell.marked or other.marked, _sum(cell.amount, other.amount)
    if cell.count is None or other.count is None or cell.unit == other.unit:
        return PeriodCell(
            marked,
            _sum(cell.count, other.count),
            cell.unit or other.unit,
            amount,
            _beside(cell.text, other.text),
        )
    words = " ".join(filter(None, (f"{other.count:f}", other.unit, other.text)))
    return PeriodCell(marked, cell.count, cell.unit, amount, _beside(cell.text, words))


def _sum(amount: Decimal | None, other: Decimal | None) -> Decimal | None:
    return amount if other is None else other if amount is None else amount + other


def _texts(texts: Mapping[str, str], others: Mapping[str, str]) -> dict[str, str]:
    return {key: _beside(texts.get(key, ""), others.get(key, "")) for key in [*texts, *others]}
