"""Sums of the ledger: exact, and agreeing however they are taken."""

import random
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from django.utils import timezone

from plans.models import ActionPlan, BudgetLine, MoneyEntry
from plans.monitoring.money import (
    Budgeted,
    Sums,
    budgets_that_count,
    spent_words,
    sums_by_activity,
    sums_by_line,
    total,
)
from tests.factories import (
    BudgetLineFactory,
    MoneyEntryFactory,
)
from tests.plans.monitoring.scattered import scattered_plan

OCTOBER = date(2025, 10, 1)


def entry(line: BudgetLine, act: str, amount: str, on: date = OCTOBER, **facts: object) -> MoneyEntry:
    made: MoneyEntry = MoneyEntryFactory(line=line, act=act, amount=Decimal(amount), on=on, **facts)
    return made


def sums_of(line: BudgetLine, since: date | None = None, until: date | None = None) -> Sums:
    return sums_by_line(BudgetLine.objects.filter(pk=line.pk), since, until).get(line.pk, Sums())


def test_sums_remaining_is_allotted_less_committed_and_disbursed() -> None:
    sums = Sums(allotted=Decimal("1000.00"), committed=Decimal("250.25"), disbursed=Decimal("333.33"))
    assert (sums.spent, sums.remaining) == (Decimal("583.58"), Decimal("416.42"))
    assert (sums.percent_disbursed, sums.percent_spent) == (Decimal("33.33"), Decimal("58.36"))


def test_sums_percent_of_nothing_allotted_is_none() -> None:
    assert Sums(disbursed=Decimal(5)).percent_disbursed is None


@pytest.mark.parametrize(
    ("sums", "words"),
    [
        (Sums(planned=Decimal(900)), ""),
        (Sums(allotted=Decimal(900)), "งบประมาณที่ได้รับจัดสรร 900 บาท ยังไม่มีการเบิกจ่าย"),
        (Sums(disbursed=Decimal("40.50")), "เบิกจ่าย 40.50 บาท"),
        (
            Sums(allotted=Decimal(900), disbursed=Decimal(300)),
            "เบิกจ่าย 300 บาท คิดเป็นร้อยละ 33.33 ของงบประมาณที่ได้รับจัดสรร 900 บาท",
        ),
    ],
)
def test_spent_words_say_what_is_known(sums: Sums, words: str) -> None:
    assert spent_words(sums) == words


def test_budgets_that_count_leave_out_shares_of_a_budget_above() -> None:
    def row(pk: int, level: int | None, budget: int | None, heading: int = 1) -> Budgeted:
        return Budgeted(pk, 1, (1, heading), level, None if budget is None else Decimal(budget))

    rows = [
        row(1, 1, 900),
        row(2, None, 600),
        row(3, 3, 300),
        row(4, 1, None),
        row(5, 2, 50),
        row(6, 3, None),
        row(7, 4, 20),
        row(8, 2, 70, heading=2),
    ]
    assert [(row.pk, budget) for row, budget in budgets_that_count(rows)] == [
        (1, Decimal(900)),
        (5, Decimal(50)),
        (8, Decimal(70)),
    ]


@pytest.mark.django_db
def test_sums_by_line_keep_every_satang_of_large_amounts() -> None:
    line = BudgetLineFactory()
    for _ in range(3):
        entry(line, "allotment", "9999999999999.99")
        entry(line, "disbursement", "0.10")
    assert sums_of(line) == Sums(allotted=Decimal("29999999999999.97"), disbursed=Decimal("0.30"))


@pytest.mark.django_db
def test_sums_by_line_tell_each_act_its_way() -> None:
    line = BudgetLineFactory()
    for act, amount in (
        ("allotment", "1000.00"),
        ("transfer_in", "200.50"),
        ("transfer_out", "100.25"),
        ("disbursement", "300.00"),
        ("refund", "50.75"),
    ):
        entry(line, act, amount)
    order = entry(line, "commitment", "400.00", is_carried=True)
    entry(line, "commitment", "25.00")
    entry(line, "release", "10.00", commitment=order)
    entry(line, "disbursement", "90.00", commitment=order)
    entry(
        line,
        "disbursement",
        "7.00",
        commitment=order,
        cancelled_at=timezone.now(),
        cancel_reason="บันทึกซ้ำ",
    )
    assert sums_of(line) == Sums(
        allotted=Decimal("1100.25"),
        committed=Decimal("325.00"),
        disbursed=Decimal("339.25"),
        carried=Decimal("300.00"),
    )


@pytest.mark.django_db
def test_sums_by_line_disbursing_more_than_committed_takes_nothing_from_other_commitments() -> None:
    line = BudgetLineFactory()
    small = entry(line, "commitment", "100.00")
    entry(line, "commitment", "500.00")
    entry(line, "disbursement", "130.00", commitment=small)
    assert sums_of(line) == Sums(committed=Decimal("500.00"), disbursed=Decimal("130.00"))


@pytest.mark.django_db
def test_sums_by_line_between_days_count_the_first_and_the_last() -> None:
    line = BudgetLineFactory()
    for day in (30, 31):
        entry(line, "disbursement", "1.00", date(2025, 10, day))
    entry(line, "disbursement", "1.00", date(2025, 11, 1))
    sums = sums_of(line, date(2025, 10, 31), date(2025, 11, 1))
    assert sums == Sums(disbursed=Decimal("2.00"))


@pytest.fixture(params=range(3))
def plan(request: pytest.FixtureRequest, db: None) -> ActionPlan:
    return scattered_plan(random.Random(request.param))


def test_sums_agree_line_by_line_row_by_row_and_month_by_month(plan: ActionPlan) -> None:
    lines = plan.budget_lines.all()
    whole = total(sums_by_line(lines).values())
    assert whole == total(sums_by_line(lines, by="line__plan").values())
    of_rows = total(sums_by_line(lines.filter(activity__isnull=False)).values())
    by_row = total(sums_by_activity(plan).values())
    assert Sums(by_row.planned) + of_rows == by_row
    days = [OCTOBER + timedelta(days=days) for days in range(-40, 420, 20)]
    stretches = [
        total(sums_by_line(lines, first, last - timedelta(days=1)).values()) for first, last in pairwise(days)
    ]
    assert total(stretches) == whole
