"""Money that was spent or allotted otherwise than planned is found, with its row."""

from decimal import Decimal

import pytest

from plans.checks.registry import findings
from tests.factories import (
    ActionPlanFactory,
    ActivityFactory,
    BudgetLineFactory,
    MoneyEntryFactory,
    PlanPartFactory,
)

pytestmark = pytest.mark.django_db
CODES = ("overspent", "allotted")


def test_spending_over_the_budget_and_an_allotment_that_differs_are_found() -> None:
    plan = ActionPlanFactory(state="approved")
    part = PlanPartFactory(plan=plan)
    over, fine = ActivityFactory(part=part), ActivityFactory(part=part)
    for activity, allotted, spent in ((over, 9_000, "12000.50"), (fine, 10_000, "10000")):
        line = BudgetLineFactory(plan=plan, activity=activity, title="", planned=None)
        MoneyEntryFactory(line=line, amount=Decimal(allotted))
        MoneyEntryFactory(line=line, act="disbursement", amount=Decimal(spent))
    beside = BudgetLineFactory(plan=plan, title="ประกันสังคม", planned=Decimal(5))
    MoneyEntryFactory(line=beside, act="commitment", installment=None, amount=Decimal(6))

    found = [(each.code, each.row_id, each.message) for each in findings(plan) if each.code in CODES]

    spent = "ใช้จ่าย (ผูกพันและเบิกจ่าย)"
    assert found == [
        ("overspent", over.pk, f"{spent} 12,000.50 บาท เกินงบประมาณที่ได้รับจัดสรร 9,000 บาท"),
        ("overspent", over.pk, f"{spent} 12,000.50 บาท เกินงบประมาณตามแผน 10,000 บาท"),
        ("overspent", None, f"ประกันสังคม: {spent} 6 บาท เกินงบประมาณที่ได้รับจัดสรร 0 บาท"),
        ("overspent", None, f"ประกันสังคม: {spent} 6 บาท เกินงบประมาณตามแผน 5 บาท"),
        ("allotted", over.pk, "ได้รับจัดสรร 9,000 บาท แต่งบประมาณตามแผนคือ 10,000 บาท"),
    ]
