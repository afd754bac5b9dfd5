"""Cost lines: their arithmetic, and their sum against the row's budget."""

from collections.abc import Iterator
from decimal import Decimal

from ita_portal.tables.content import PlanContent
from ita_portal.tables.rows import CostLine, Row
from ita_portal.thai.amounts import format_amount
from ita_portal.thai.arithmetic import Cost, read_costs
from plans.checks.facts import PlanFacts
from plans.checks.reading import amount_of, own_rows
from plans.checks.registry import Finding, Severity, check


@check("cost_lines", "การคำนวณค่าใช้จ่าย")
def cost_lines_are_right(content: PlanContent, facts: PlanFacts) -> Iterator[Finding]:
    for part, row in own_rows(content):
        for field, message in _wrong(row):
            yield Finding("cost_lines", message, part.id, row.id, field, severity=Severity.ERROR)


@check("cost_sum", "ผลรวมค่าใช้จ่ายเทียบกับงบประมาณ")
def costs_make_the_budget(content: PlanContent, facts: PlanFacts) -> Iterator[Finding]:
    for part, row in own_rows(content):
        costs, budget = costs_of(row), amount_of(row)
        if costs and budget is not None and sum(costs) != budget:
            message = (
                f"รายการค่าใช้จ่ายรวม {format_amount(sum(costs, Decimal(0)))} บาท"
                f" แต่งบประมาณคือ {format_amount(budget)} บาท"
            )
            yield Finding("cost_sum", message, part.id, row.id, "budget")


def costs_of(row: Row) -> list[Decimal] | None:
    """What each cost of the row comes to, by its cost lines, else by its title; None where one is unknown."""
    if not row.cost_lines:
        return [_total(cost) for cost in _in_title(row)]
    totals = [line.amount if line.amount is not None else _said(line) for line in row.cost_lines]
    known = [total for total in totals if total is not None]
    return known if len(known) == len(totals) else None


def _wrong(row: Row) -> Iterator[tuple[str, str]]:
    """The field and the message of every wrong calculation."""
    yield from (("title", _message(cost)) for cost in _in_title(row) if not cost.agrees)
    for line in row.cost_lines:
        wrong = [cost for cost in read_costs(line.text) if not cost.agrees]
        yield from (("cost_lines", _message(cost)) for cost in wrong)
        said = _said(line)
        if not wrong and said is not None and line.amount is not None and said != line.amount:
            yield "cost_lines", _differs(line.text, said, line.amount)


def _in_title(row: Row) -> list[Cost]:
    """Calculations that an import could not part from the title; "20 x 30 ซม." is none."""
    return [cost for cost in read_costs(row.title) if cost.stated is not None]


def _said(line: CostLine) -> Decimal | None:
    """What the words of a cost line come to; None where they calculate nothing."""
    costs = read_costs(line.text)
    return sum(map(_total, costs), Decimal(0)) if costs else None


def _total(cost: Cost) -> Decimal:
    return cost.computed if cost.stated is None else cost.stated


def _message(cost: Cost) -> str:
    return _differs(cost.text, cost.computed, cost.stated or Decimal(0))


def _differs(text: str, computed: Decimal, stated: Decimal) -> str:
    return f"“{text}” คำนวณได้ {format_amount(computed)} บาท แต่ระบุ {format_amount(stated)} บาท"
