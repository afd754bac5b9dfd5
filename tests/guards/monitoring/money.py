"""Lines of the budget and the ledger."""

from datetime import date
from decimal import Decimal
from typing import Any

from plans.monitoring.ledger import LineFacts, Movement
from plans.services.budget_lines import add_line, change_line, remove_line
from plans.services.money import cancel_entry, carry_over, change_entry, enter_money
from tests.cast import Cast
from tests.factories import ActionPlanFactory, BudgetLineFactory, MoneyEntryFactory
from tests.guards.assessments.call import Call
from tests.guards.doors import READING, SECRETARY, SEEING, Row, act, form, page, question

P = "plans:"
OTHERS = READING - SECRETARY

ROWS: list[Row] = [
    page(f"{P}money", "followed_plan", READING),
    page(f"{P}money-file", "followed_plan", READING),
    page(f"{P}money-below", "organisation", SEEING),
    form(f"{P}budget-line-new", "followed_plan", SECRETARY, OTHERS),
    Row(
        f"{P}budget-line-detail",
        "budget_line",
        page("", "", READING).get,
        form("", "", SECRETARY, OTHERS).post,
    ),
    form(f"{P}budget-line-edit", "budget_line", SECRETARY, OTHERS),
    question(f"{P}budget-line-remove", "budget_line", SECRETARY, OTHERS),
    form(f"{P}money-entry-paste", "budget_line", SECRETARY, OTHERS),
    form(f"{P}money-entry-edit", "money_entry", SECRETARY, OTHERS),
    form(f"{P}money-entry-cancel", "money_entry", SECRETARY, OTHERS),
    act(f"{P}money-entry-carry", "money_entry", SECRETARY, OTHERS),
]
PUBLIC: dict[str, str] = {}

_MOVEMENT = Movement("allotment", date(2025, 11, 3), Decimal("90.50"))


def _plan(cast: Cast) -> Any:
    return ActionPlanFactory(organisation=cast.organisation("medicine"), state="approved")


def _line(cast: Cast) -> Any:
    return BudgetLineFactory(plan=_plan(cast))


def _entry(cast: Cast, **facts: Any) -> dict[str, Any]:
    return {"entry": MoneyEntryFactory(line=_line(cast), **facts), "base_version": 1}


CALLS: dict[str, Call] = {
    "add_line": Call(add_line, lambda cast: {"plan": _plan(cast), "facts": LineFacts(title="ค่าจ้าง")}),
    "change_line": Call(
        change_line,
        lambda cast: {"line": _line(cast), "base_version": 1, "facts": LineFacts(title="ค่าจ้าง")},
    ),
    "remove_line": Call(remove_line, lambda cast: {"line": _line(cast)}),
    "enter_money": Call(
        enter_money, lambda cast: {"line": _line(cast), "movements": [_MOVEMENT, _MOVEMENT]}, entries=2
    ),
    "change_entry": Call(change_entry, lambda cast: _entry(cast) | {"movement": _MOVEMENT}),
    "cancel_entry": Call(cancel_entry, lambda cast: _entry(cast) | {"reason": "บันทึกซ้ำ"}),
    "carry_over": Call(
        carry_over, lambda cast: _entry(cast, act="commitment", installment=None) | {"is_carried": True}
    ),
}
