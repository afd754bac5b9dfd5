"""The annual report tells what was received and disbursed, from the ledger."""

from datetime import date
from decimal import Decimal
from functools import partial

import pytest

from ita_portal.render.arrangement import EntryKind
from ita_portal.render.kinds import kind_for
from ita_portal.tables.build import build
from plans.models import ActionPlan, BudgetLine
from reports.sources import sources_of, state_of
from tests.factories import (
    ActionPlanFactory,
    ActivityFactory,
    BudgetLineFactory,
    HeadingFactory,
    MoneyEntryFactory,
    PlanPartFactory,
)
from tests.tables.tables import texts

pytestmark = pytest.mark.django_db
ENTRIES = kind_for("annual_report").entries


def printed(plan: ActionPlan) -> list[list[list[str]]]:
    """The cells of the tables of money that are brought to the plan's annual report."""
    found = sources_of(ActionPlan.objects.get(pk=plan.pk), ENTRIES)
    return [texts(build(part)) for part in found.brought.get(EntryKind.DISBURSEMENT, ())]


def moved(line: BudgetLine, act: str, amount: str, installment: int | None = None) -> None:
    MoneyEntryFactory(
        line=line, act=act, amount=Decimal(amount), installment=installment, on=date(2025, 11, 3)
    )


def test_annual_report_tells_rows_lines_and_installments_with_their_total() -> None:
    plan = ActionPlanFactory(state="approved")
    activity = ActivityFactory(part=PlanPartFactory(plan=plan), title="อบรม")
    line = partial(BudgetLineFactory, plan=plan)
    for source, amount in (("budget", "1000.25"), ("own", "200.00")):
        own = line(activity=activity, title="", planned=None, source=source)
        moved(own, "allotment", amount)
        moved(own, "disbursement", "100.10")
    hired = line(title="ค่าจ้างเหมาบุคลากร", remark="จ้าง 2 คน")
    for number in (1, 2):
        moved(hired, "allotment", "300.00", number)
        moved(hired, "disbursement", f"{number}50.00", number)
    insured = line(title="ประกันสังคม", remark="จ่ายรายเดือน")
    moved(insured, "allotment", "50.00", 1)
    moved(insured, "disbursement", "50.00")
    line(title="ยังไม่มีเงิน")

    assert printed(plan) == [
        [
            ["1", "อบรม", "1,200.25", "200.20", "16.68", ""],
            ["รายการที่ไม่ใช่กิจกรรมในแผน"],
            ["2", "ค่าจ้างเหมาบุคลากร งวดที่ 1", "300.00", "150.00", "50", ""],
            ["3", "ค่าจ้างเหมาบุคลากร งวดที่ 2", "300.00", "250.00", "83.33", "จ้าง 2 คน"],
            ["4", "ประกันสังคม", "50.00", "50.00", "100", "จ่ายรายเดือน"],
            ["รวม", "1,850.25", "650.20", "35.14", ""],
        ]
    ]


def test_rows_of_a_table_without_headings_do_not_fall_under_those_of_the_table_before() -> None:
    plan = ActionPlanFactory(state="approved")
    heading = HeadingFactory(part=PlanPartFactory(plan=plan), text="มิติที่ 1")
    other = PlanPartFactory(plan=plan, title="แผนของส่วนงาน")
    for activity in (ActivityFactory(heading=heading), ActivityFactory(part=other)):
        moved(BudgetLineFactory(plan=plan, activity=activity, title="", planned=None), "allotment", "5.00")
    assert [row[0] for row in printed(plan)[0]] == ["มิติที่ 1", "1", "แผนของส่วนงาน", "2", "รวม"]


def test_annual_report_leaves_money_to_the_plans_own_table() -> None:
    plan = ActionPlanFactory(state="approved")
    assert printed(plan) == []
    moved(BudgetLineFactory(plan=plan), "allotment", "5.00")
    assert len(printed(plan)) == 1
    PlanPartFactory(plan=plan, layout="disbursement")
    assert printed(plan) == []


def test_kept_file_is_made_anew_when_money_or_its_line_changes() -> None:
    plan = ActionPlanFactory(state="approved")
    line = BudgetLineFactory(plan=plan)
    states = [state_of(plan, ENTRIES)]
    moved(line, "allotment", "5.00")
    states.append(state_of(plan, ENTRIES))
    BudgetLine.objects.filter(pk=line.pk).update(title="อื่น", version=2)
    states.append(state_of(plan, ENTRIES))
    assert len(set(states)) == 3
