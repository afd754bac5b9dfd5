"""Money in the demonstration: what last year's plan was allotted, committed and disbursed, satang and all."""

from datetime import date
from decimal import Decimal

from ita_portal.thai.fiscal import first_day
from organisations.models import User
from plans.models import ActionPlan, Activity, BudgetLine, MoneyEntry
from plans.monitoring.ledger import LineFacts, Movement
from plans.services.budget_lines import add_line
from plans.services.money import enter_money

Act = MoneyEntry.Act
# Of every 100 baht planned, so much was allotted and, of that, disbursed; by turns.
_SHARES = ((Decimal(100), Decimal("99.49")), (Decimal(96), Decimal(100)), (Decimal(100), Decimal("62.5")))
_SATANG = Decimal("0.01")


def spend(plan: ActionPlan, by: User) -> None:
    """Every activity with a budget, and two lines that are no rows of the plan."""
    start = first_day(plan.fiscal_year)
    activities = Activity.objects.filter(part__plan=plan, budget_amount__gt=0).of_activity_tables()
    for turn, activity in enumerate(activities.select_related("part__plan__organisation")):
        line = add_line(by=by, plan=plan, activity=activity, facts=LineFacts())
        _spend(line, activity.budget_amount or Decimal(0), by, start, turn)
    _hire(plan, by, start)
    insured = LineFacts(
        group="รายการนอกกิจกรรม",
        title="เงินสมทบกองทุนประกันสังคม",
        kind=BudgetLine.Kind.PERSONNEL,
        planned=Decimal(9000),
    )
    line = add_line(by=by, plan=plan, facts=insured)
    enter_money(
        by=by, line=line, movements=[Movement(Act.ALLOTMENT, _in_month(start, 1), Decimal("8750.50"))]
    )


def _spend(line: BudgetLine, planned: Decimal, by: User, start: date, turn: int) -> None:
    received, spent = _SHARES[turn % len(_SHARES)]
    allotted = (planned * received / 100).quantize(_SATANG)
    first = (allotted / 2).quantize(_SATANG)
    enter_money(
        by=by,
        line=line,
        movements=[
            Movement(Act.ALLOTMENT, _in_month(start, 1), first, installment=1),
            Movement(Act.ALLOTMENT, _in_month(start, 6), allotted - first, installment=2),
            Movement(Act.DISBURSEMENT, _in_month(start, 8), (allotted * spent / 100).quantize(_SATANG)),
        ],
    )


def _hire(plan: ActionPlan, by: User, start: date) -> None:
    """Hired by contract, paid by instalments; the last one is carried into the next year."""
    hired = LineFacts(group="รายการนอกกิจกรรม", title="ค่าจ้างเหมาบุคลากร", planned=Decimal(54000))
    line = add_line(by=by, plan=plan, facts=hired)
    enter_money(by=by, line=line, movements=[Movement(Act.ALLOTMENT, _in_month(start, 0), Decimal(54000))])
    (contract,) = enter_money(
        by=by,
        line=line,
        movements=[
            Movement(
                Act.COMMITMENT,
                _in_month(start, 0),
                Decimal(54000),
                reference=f"จ 1/{plan.fiscal_year}",
                is_carried=True,
            )
        ],
    )
    for installment, month in enumerate((3, 7), start=1):
        paid = Movement(
            Act.DISBURSEMENT,
            _in_month(start, month),
            Decimal(18000),
            installment=installment,
            commitment=contract,
        )
        enter_money(by=by, line=line, movements=[paid])


def _in_month(start: date, months: int) -> date:
    """The fifteenth of a month so many after the first of the fiscal year."""
    years, month = divmod(start.month - 1 + months, 12)
    return date(start.year + years, month + 1, 15)
