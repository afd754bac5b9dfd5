"""Money that was spent or allotted otherwise than the plan says."""

from collections.abc import Iterator

from ita_portal.tables.content import PlanContent
from ita_portal.thai.amounts import format_amount
from plans.checks.facts import PlanFacts
from plans.checks.reading import own_rows
from plans.checks.registry import Finding, Severity, check
from plans.monitoring.money_sheet import MoneyRow, money_of
from plans.monitoring.money_warnings import spending_warnings


@check("overspent", "การใช้จ่ายเทียบกับงบประมาณ", asks=True)
def spending_within_the_budget(content: PlanContent, facts: PlanFacts) -> Iterator[Finding]:
    """Committed and disbursed together are no more than the plan and the allotment say."""
    for row, part_id in _followed(content, facts):
        planned = row.whole.planned or None
        for words in spending_warnings(planned, row.whole):
            message = words if part_id else f"{row.title}: {words}"
            yield Finding("overspent", message, part_id, row.activity_id, "budget" if part_id else "")


@check("allotted", "งบประมาณที่ได้รับจัดสรรเทียบกับแผน", asks=True)
def allotted_as_planned(content: PlanContent, facts: PlanFacts) -> Iterator[Finding]:
    """What was allotted is what the plan says, where both are known."""
    for row, part_id in _followed(content, facts):
        sums = row.whole
        if not (sums.planned and sums.allotted) or sums.planned == sums.allotted:
            continue
        allotted, planned = format_amount(sums.allotted), format_amount(sums.planned)
        words = f"ได้รับจัดสรร {allotted} บาท แต่งบประมาณตามแผนคือ {planned} บาท"
        message = words if part_id else f"{row.title}: {words}"
        yield Finding(
            "allotted",
            message,
            part_id,
            row.activity_id,
            "budget" if part_id else "",
            severity=Severity.NOTE,
        )


def _followed(content: PlanContent, facts: PlanFacts) -> Iterator[tuple[MoneyRow, int | None]]:
    """The rows whose money is followed, each with its table; None of what is no row of the plan."""
    if not facts.plan.budget_lines.exists():
        return
    parts = {row.id: part.id for part, row in own_rows(content)}
    for row in money_of(facts.plan).rows:
        if row.lines:
            yield row, parts.get(row.activity_id)
