"""Money that should add up: months and quarters to the budget, steps to their group."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from ita_portal.tables.content import PartContent, PlanContent
from ita_portal.tables.rows import PeriodCell, Row
from ita_portal.tables.tree import Branch, branches
from ita_portal.thai.amounts import format_amount
from plans.checks.costs import costs_of
from plans.checks.facts import PlanFacts
from plans.checks.reading import amount_of, own_rows, owning_parts, rows_of
from plans.checks.registry import Finding, Severity, check

_SPANS = {"month": "รายเดือน", "quarter": "รายไตรมาส"}


@check("spread", "งบประมาณรายเดือนหรือรายไตรมาส")
def months_make_the_budget(content: PlanContent, facts: PlanFacts) -> Iterator[Finding]:
    for part, row in own_rows(content):
        for span, cells in (("month", row.months), ("quarter", row.quarters)):
            amounts = _amounts(cells)
            if amounts and (message := _spread(row, _SPANS[span], sum(amounts.values(), Decimal(0)))):
                yield Finding("spread", message, part.id, row.id, "budget", severity=Severity.ERROR)


def _amounts(cells: Mapping[int, PeriodCell]) -> dict[int, Decimal]:
    found = {n: cell.count if cell.unit == "บาท" else cell.amount for n, cell in cells.items()}
    return {n: amount for n, amount in found.items() if amount is not None}


def _spread(row: Row, span: str, total: Decimal) -> str:
    budget = amount_of(row)
    if budget is None:
        return f"มีงบประมาณ{span}รวม {format_amount(total)} บาท แต่ยังไม่ระบุงบประมาณของรายการ"
    if budget == total:
        return ""
    return f"งบประมาณ{span}รวม {format_amount(total)} บาท แต่งบประมาณคือ {format_amount(budget)} บาท"


@check("steps_money", "งบประมาณของขั้นตอนเทียบกับกลุ่ม")
def steps_make_their_group(content: PlanContent, facts: PlanFacts) -> Iterator[Finding]:
    for part in owning_parts(content):
        for branch in branches(rows_of(part)):
            yield from _group(part, branch)


def _group(part: PartContent, branch: Branch) -> Iterator[Finding]:
    """A group may have costs of its own beside those of its steps."""
    budget, total = amount_of(branch.row), _below(branch)
    if budget is None or total is None:
        return
    own = sum(costs_of(branch.row) or (), Decimal(0))
    if budget not in (total, total + own, own):
        message = (
            f"งบประมาณของขั้นตอนรวม {format_amount(total)} บาท แต่งบประมาณของกลุ่มคือ {format_amount(budget)} บาท"
        )
        yield Finding("steps_money", message, part.id, branch.row.id, "budget", severity=Severity.ERROR)


def _below(branch: Branch) -> Decimal | None:
    """What the rows under a row cost, at the first level that says so; None where none does."""
    amounts = []
    for child in branch.children:
        said = amount_of(child.row)
        amounts.append(_below(child) if said is None else said)
    known = [amount for amount in amounts if amount is not None]
    return sum(known, Decimal(0)) if known else None
