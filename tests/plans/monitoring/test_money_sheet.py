"""The sheet of a plan's money, its months and its organisation: one and the same sum."""

from datetime import date
from decimal import Decimal
from functools import partial
from random import Random

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from ita_portal.thai.year_month import YearMonth
from plans.models import ActionPlan, PlanCell
from plans.monitoring.money import Sums, sums_by_activity, total
from plans.monitoring.money_below import below
from plans.monitoring.money_months import by_month
from plans.monitoring.money_sheet import BESIDE, TAKEN_OUT, money_of
from tests.factories import (
    ActionPlanFactory,
    ActivityFactory,
    BudgetLineFactory,
    HeadingFactory,
    MembershipFactory,
    MoneyEntryFactory,
    OrganisationFactory,
    PlanPartFactory,
    UserFactory,
)
from tests.plans.monitoring.scattered import scattered_plan

pytestmark = pytest.mark.django_db


@pytest.fixture(params=range(3))
def scattered(request: pytest.FixtureRequest) -> ActionPlan:
    return scattered_plan(Random(request.param))


def test_money_agrees_at_every_level_by_source_by_kind_and_by_month(scattered: ActionPlan) -> None:
    sheet = money_of(scattered)
    moved = Sums(sheet.total.planned) + total(line.sums for line in sheet.lines)
    assert moved == sheet.total == total(row.own for row in sheet.rows)
    assert total(sheet.by_source.values()) == total(line.sums for line in sheet.lines)
    assert total(sheet.by_kind.values()) == total(line.sums for line in sheet.lines)
    by_row = sums_by_activity(scattered)
    assert {row.activity_id: row.own for row in sheet.rows if row.activity_id} == by_row
    tops = [row.whole for part in sheet.parts for group in part.groups for row in group.rows if not row.depth]
    assert total(tops) == sheet.total
    months = by_month(scattered)
    assert sum(month.disbursed for month in months) == sheet.total.disbursed
    assert months[-1].disbursed_so_far == sheet.total.disbursed
    reader = MembershipFactory(organisation=scattered.organisation).user
    units = below(scattered.organisation, scattered.fiscal_year, reader)
    assert [(unit.own, unit.whole) for unit in units] == [(sheet.total, sheet.total)]


def test_money_of_stands_in_printed_order_with_what_is_no_row_behind() -> None:
    plan = ActionPlanFactory()
    part = PlanPartFactory(plan=plan, title="ตารางโครงการ", layout="budget_months")
    heading = HeadingFactory(part=part, text="ยุทธศาสตร์ที่ 1")
    row = partial(ActivityFactory, part=part, budget_text="", budget_amount=None, budget_kind="")
    project = row(heading=heading, level=1, number="1", title="โครงการ", position=1)
    below_it = row(heading=heading, level=2, title="อบรม", position=2)
    row(heading=heading, level=2, title="ไม่ใช้เงิน", position=3)
    gone = ActivityFactory(part=part, title="เลิกแล้ว", deleted_at=timezone.now(), deleted_by=UserFactory())
    for activity in (below_it, gone):
        line = BudgetLineFactory(plan=plan, activity=activity, title="", planned=None)
        MoneyEntryFactory(line=line, amount=Decimal(10))
    beside = BudgetLineFactory(plan=plan, title="ประกันสังคม", group="ค่าจ้าง", planned=Decimal(70))
    sheet = money_of(plan)
    told = [
        (part.title, group.title, row.title, row.depth, row.own.allotted, row.whole.allotted)
        for part in sheet.parts
        for group in part.groups
        for row in group.rows
    ]
    ten, none = Decimal("10.00"), Decimal("0.00")
    assert told == [
        ("ตารางโครงการ", "ยุทธศาสตร์ที่ 1", "1 โครงการ", 0, none, ten),
        ("ตารางโครงการ", "ยุทธศาสตร์ที่ 1", "อบรม", 1, ten, ten),
        (BESIDE, "ค่าจ้าง", beside.title, 0, none, none),
        (TAKEN_OUT, "", "เลิกแล้ว", 0, ten, ten),
    ]
    assert (project.pk, sheet.total) == (sheet.rows[0].activity_id, Sums(Decimal(70), Decimal(20)))


def test_by_month_sets_the_plan_beside_what_was_disbursed() -> None:
    plan = ActionPlanFactory()
    part = PlanPartFactory(plan=plan, layout="budget_months")
    project = ActivityFactory(part=part, level=1, position=1)
    share = ActivityFactory(part=part, level=2, position=2)
    by_quarter = ActivityFactory(part=part, level=1, position=3)
    for activity, span, number, amount in (
        (project, "month", 10, 500),
        (share, "month", 10, 300),
        (by_quarter, "quarter", 2, 90),
    ):
        PlanCell.objects.create(activity=activity, span=span, number=number, amount=amount)
    line = BudgetLineFactory(plan=plan)
    for act, day, moved in (
        ("disbursement", date(2025, 10, 9), "450.75"),
        ("refund", date(2025, 10, 31), "50.75"),
        ("disbursement", date(2026, 12, 1), "7.00"),
        ("commitment", date(2025, 11, 1), "999.00"),
    ):
        MoneyEntryFactory(line=line, act=act, on=day, amount=Decimal(moved))
    months = {month.month: month for month in by_month(plan)}
    assert list(months) == [*YearMonth(2025, 10).through(YearMonth(2026, 9)), YearMonth(2026, 12)]
    october, march, last = (months[YearMonth(*month)] for month in ((2025, 10), (2026, 3), (2026, 12)))
    assert [october.planned, october.disbursed] == [Decimal(500), Decimal(400)]
    assert [march.planned, march.planned_so_far, march.disbursed_so_far] == [
        Decimal(90),
        Decimal(590),
        Decimal(400),
    ]
    assert [last.planned, last.disbursed, last.disbursed_so_far] == [Decimal(0), Decimal(7), Decimal(407)]


def test_below_sums_units_with_those_below_them_and_leaves_out_what_is_not_seen(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    top = OrganisationFactory()
    reader = MembershipFactory(role="executive", organisation=top).user
    plans = [ActionPlanFactory(organisation=top)]
    for _ in range(3):
        plans.append(ActionPlanFactory(organisation=OrganisationFactory(parent=top)))
    stranger = ActionPlanFactory()
    for plan in (*plans, stranger, ActionPlanFactory(organisation=top, fiscal_year=2570)):
        MoneyEntryFactory(line=BudgetLineFactory(plan=plan, planned=Decimal(4)), amount=Decimal(1))
    with django_assert_num_queries(6):
        units = below(top, 2569, reader)
    each = Sums(planned=Decimal(4), allotted=Decimal(1))
    assert [(unit.depth, unit.own, unit.whole) for unit in units] == [
        (0, each, Sums(Decimal(16), Decimal(4))),
        *[(1, each, each)] * 3,
    ]
