"""A row as next year's plan begins with it."""

from datetime import date
from decimal import Decimal

import pytest

from ita_portal.tables.layout import Field, Kind, Layout
from ita_portal.tables.next_year import YearShift
from ita_portal.tables.rows import PeriodCell, Row
from ita_portal.thai.amounts import Amount, AmountKind
from ita_portal.thai.period import Period, read_period

SHIFT = YearShift(2569, 1)
LAYOUT = Layout(
    key="sample",
    name="ตัวอย่าง",
    description="",
    columns=(),
    fields=(
        Field("goal", "เป้าหมาย"),
        Field("people", "จำนวน", Kind.NUMBER),
        Field("score", "คะแนน", is_result=True),
    ),
)


def test_row_shifts_every_text_and_keeps_numbers() -> None:
    row = Row(
        title="งานปี 2569",
        number="2569",
        headings=("ยุทธศาสตร์ ปี 2569",),
        owners=("คณะทำงาน ปี 2569",),
        months={10: PeriodCell(amount=Decimal(2569), text="ต.ค. 68")},
        weight=Decimal(20),
    )

    assert SHIFT.row(row, LAYOUT) == Row(
        title="งานปี 2570",
        number="2569",
        headings=("ยุทธศาสตร์ ปี 2570",),
        owners=("คณะทำงาน ปี 2570",),
        months={10: PeriodCell(amount=Decimal(2569), text="ต.ค. 69")},
        weight=Decimal(20),
    )


def test_row_reads_its_period_anew() -> None:
    row = Row(period=read_period("ต.ค. 68 - ม.ค. 69", 2569))

    assert SHIFT.row(row, LAYOUT).period == Period("ต.ค. 69 - ม.ค. 70", "2026-10", "2027-01", (1, 2), False)


def test_period_without_words_moves_by_whole_years() -> None:
    row = Row(period=Period("", "2025-10", None, (1,), True))

    assert SHIFT.row(row, LAYOUT).period == Period("", "2026-10", None, (1,), True)


@pytest.mark.parametrize(
    ("budget", "next_year"),
    [
        (Amount("2569", Decimal(2569), AmountKind.AMOUNT), "2569"),
        (Amount("ใช้งบปี 2569 ของกรม", None, AmountKind.ELSEWHERE), "ใช้งบปี 2570 ของกรม"),
    ],
)
def test_budget_shifts_only_where_it_is_no_amount(budget: Amount, next_year: str) -> None:
    shifted = SHIFT.row(Row(budget=budget), LAYOUT).budget

    assert shifted is not None
    assert (shifted.text, shifted.amount, shifted.kind) == (next_year, budget.amount, budget.kind)


def test_results_of_the_layout_stay_behind_and_its_numbers_are_no_years() -> None:
    values = {"goal": "ภายในปี 2569", "people": "2569", "score": "5 (ปี 2569)", "unknown": "2569"}

    assert SHIFT.row(Row(values=values), LAYOUT).values == {
        "goal": "ภายในปี 2570",
        "people": "2569",
        "unknown": "2569",
    }


def test_day_of_a_leap_year_stays_in_its_month() -> None:
    assert SHIFT.day(date(2024, 2, 29)) == date(2025, 2, 28)
