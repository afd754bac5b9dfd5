"""Counts in the quarters or months of a row against its target (9 ครั้ง = 2+3+3+1)."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from ita_portal.tables.columns import plain
from ita_portal.tables.content import PlanContent
from ita_portal.tables.indicators import LEVEL, PERCENT
from ita_portal.tables.rows import PeriodCell, Row
from ita_portal.tables.targets import Target, read_target
from ita_portal.thai.fiscal import MONTHS_IN_ORDER, QUARTERS
from plans.checks.facts import PlanFacts
from plans.checks.reading import counted, own_rows
from plans.checks.registry import Finding, check

_NOT_ADDED = (PERCENT, LEVEL, "คะแนน", "บาท")  # a share or a score of the year is no sum of its quarters
_SPANS = {"quarter": "รายไตรมาส", "month": "รายเดือน"}
_ORDERS = {"quarter": QUARTERS, "month": MONTHS_IN_ORDER}


@check("counts", "จำนวนรายไตรมาสหรือรายเดือนเทียบกับเป้าหมาย")
def counts_against_target(content: PlanContent, facts: PlanFacts) -> Iterator[Finding]:
    for part, row in own_rows(content):
        for span, cells in (("quarter", _counts(row.quarters)), ("month", _counts(row.months))):
            if message := _message(row, span, cells):
                yield Finding("counts", message, part.id, row.id, f"{span}_{min(cells)}")


def _counts(cells: Mapping[int, PeriodCell]) -> dict[int, PeriodCell]:
    return {n: cell for n, cell in cells.items() if cell.count is not None and cell.unit not in _NOT_ADDED}


def _message(row: Row, span: str, cells: Mapping[int, PeriodCell]) -> str:
    """What is wrong, or "" where the counts make one of the row's targets, or nothing can be said."""
    in_order = [n for n in _ORDERS[span] if n in cells]
    numbers = [cells[n].count or Decimal(0) for n in in_order]
    units = {cell.unit for cell in cells.values()}
    if not numbers or len(units) > 1:
        return ""
    unit = units.pop()
    targets = [target for target in _targets(row) if _is_alike(target, unit)]
    if not targets or any(_is_reached(target, numbers) for target in targets):
        return ""
    added = f"{'+'.join(map(plain, numbers))} = " if len(numbers) > 1 else ""
    goal = counted(targets[0].number, targets[0].unit)
    return f"จำนวน{_SPANS[span]}รวม {added}{counted(sum(numbers, Decimal(0)), unit)} แต่เป้าหมายคือ {goal}"


def _targets(row: Row) -> list[Target]:
    texts = (row.target, *(indicator.statement for indicator in row.indicators))
    found = [read_target(text) for text in texts if text]
    return [target for target in found if target and target.unit not in _NOT_ADDED]


def _is_alike(target: Target, unit: str) -> bool:
    """Whether both count the same: counts without a unit only what a bare target ("9 ครั้ง") says."""
    return target.unit == unit if unit else not target.words


def _is_reached(target: Target, numbers: list[Decimal]) -> bool:
    """By the sum; or by the last, where each quarter says how many there are by then."""
    cumulative = len(numbers) > 1 and numbers == sorted(numbers) and target.is_met_by(numbers[-1])
    return cumulative or target.is_met_by(sum(numbers, Decimal(0)))
