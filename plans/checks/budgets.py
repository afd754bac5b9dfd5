"""What budget cells say: words that are asked for at publishing, and what was not understood."""

from collections.abc import Iterator

from ita_portal.tables.content import PlanContent
from ita_portal.tables.tree import Branch, branches
from ita_portal.thai.amounts import Amount, AmountKind, read_amount
from plans.checks.facts import PlanFacts
from plans.checks.reading import activity_parts, amount_of, fields_of, own_rows, rows_of
from plans.checks.registry import Finding, Severity, check

_IN_WORDS = ("ถ้วน", "สตางค์")
_ZEROS = {
    AmountKind.DASH: "งบประมาณเป็น “-”",
    AmountKind.BLANK: "ไม่ได้ระบุงบประมาณ",
    AmountKind.AMOUNT: "งบประมาณเป็น 0",
}


@check("no_budget_words", "งบประมาณที่เป็น 0 ขีด หรือช่องว่าง")
def zeros_want_words(content: PlanContent, facts: PlanFacts) -> Iterator[Finding]:
    """The guidance for the disclosure items asks for the words where an activity needs no money."""
    for part in activity_parts(content):
        if "budget" not in fields_of(part):
            continue
        for branch in branches(rows_of(part)):
            if zero := _zero(branch):
                message = f"{zero} หากไม่ใช้งบประมาณ ควรระบุว่า “ไม่ใช้งบประมาณ” ก่อนเผยแพร่"
                yield Finding(
                    "no_budget_words", message, part.id, branch.row.id, "budget", severity=Severity.NOTE
                )


def _zero(branch: Branch) -> str:
    """What stands in place of an amount; a blank step of a group that has a budget says nothing wrong."""
    budget = branch.row.budget
    kind = budget.kind if budget else AmountKind.BLANK
    if kind is AmountKind.AMOUNT and amount_of(branch.row):
        return ""
    if kind is AmountKind.BLANK and _belongs_to_a_budget(branch):
        return ""
    return _ZEROS.get(kind, "")


def _belongs_to_a_budget(branch: Branch) -> bool:
    return any(other.row.budget is not None for other in (*branch.above(), *branch.below()))


@check("budget_unread", "งบประมาณที่ระบบอ่านไม่ได้")
def budgets_not_understood(content: PlanContent, facts: PlanFacts) -> Iterator[Finding]:
    """Also a figure and its words that differ, which a stored budget does not remember."""
    for part, row in own_rows(content):
        if row.budget is not None and (notices := _notices(row.budget)):
            words = "; ".join(notices)
            yield Finding("budget_unread", words, part.id, row.id, "budget")


def _notices(budget: Amount) -> tuple[str, ...]:
    doubtful = budget.kind is AmountKind.UNREAD or any(words in budget.text for words in _IN_WORDS)
    return (budget.notices or read_amount(budget.text).notices) if doubtful else ()
