"""A plan with money strewn over it, the same for the same chance."""

from datetime import date, timedelta
from decimal import Decimal
from random import Random

from plans.models import ActionPlan, BudgetLine, MoneyEntry
from tests.factories import (
    ActionPlanFactory,
    ActivityFactory,
    BudgetLineFactory,
    HeadingFactory,
    MoneyEntryFactory,
    PlanPartFactory,
)

OCTOBER = date(2025, 10, 1)


def scattered_plan(chance: Random) -> ActionPlan:
    """Two tables of projects and lines beside them, with entries over fourteen months."""
    plan: ActionPlan = ActionPlanFactory(state="approved")
    activities = []
    for _ in range(2):
        part = PlanPartFactory(plan=plan, layout="budget_months")
        heading = HeadingFactory(part=part)
        for position in range(4):
            budget = Decimal(chance.randint(0, 10**7)) / 100
            activities.append(
                ActivityFactory(
                    part=part,
                    heading=chance.choice([heading, None]),
                    position=position,
                    level=chance.choice([1, 2, 3]),
                    budget_kind="amount",
                    budget_text=f"{budget:,}",
                    budget_amount=budget,
                )
            )
    for activity in activities[::2]:
        for source in ("budget", "own"):
            BudgetLineFactory(plan=plan, activity=activity, title="", planned=None, source=source)
    for kind in ("personnel", "operating"):
        BudgetLineFactory(plan=plan, kind=kind, group=chance.choice(["", "นโยบาย"]))
    for line in plan.budget_lines.all():
        scatter(line, chance)
    return plan


def scatter(line: BudgetLine, chance: Random) -> None:
    made = [
        MoneyEntry(
            line=line,
            act=chance.choice(["allotment", "transfer_in", "transfer_out", "disbursement", "refund"]),
            amount=Decimal(chance.randint(1, 10**7)) / 100,
            on=OCTOBER + timedelta(days=chance.randint(-30, 395)),
        )
        for _ in range(12)
    ]
    MoneyEntry.objects.bulk_create(made)
    for _ in range(3):
        order = _entry(
            line, "commitment", f"{chance.randint(1, 10**6) / 100:.2f}", is_carried=chance.random() < 0.5
        )
        for act in ("disbursement", "release", "disbursement"):
            amount = f"{chance.randint(1, 10**6) / 200:.2f}"
            _entry(line, act, amount, OCTOBER + timedelta(days=chance.randint(0, 395)), commitment=order)


def _entry(line: BudgetLine, act: str, amount: str, on: date = OCTOBER, **facts: object) -> MoneyEntry:
    made: MoneyEntry = MoneyEntryFactory(line=line, act=act, amount=Decimal(amount), on=on, **facts)
    return made
