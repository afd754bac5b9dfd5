"""What a plan expects of a row, period by period."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ita_portal.tables.rows import PeriodCell, Row
from ita_portal.thai.fiscal import first_day, last_day
from ita_portal.thai.period import read_period
from plans.monitoring.expected import Planned, planned_by_period
from plans.monitoring.periods import PeriodDays, RoundDays, periods_of, round_faults

YEAR = 2569
QUARTERS = periods_of("quarter", YEAR, 5)
MONTHS = periods_of("month", YEAR, 5)
HALVES = periods_of("half", YEAR, 5)


def times(count: int, unit: str = "ครั้ง") -> PeriodCell:
    return PeriodCell(marked=True, count=Decimal(count), unit=unit)


def places(row: Row, periods: list[PeriodDays]) -> dict[int, Planned]:
    """What is expected, by the number of the period from 1."""
    return {periods.index(p) + 1: planned for p, planned in planned_by_period(row, periods, YEAR).items()}


def test_periods_of_a_year_are_named_in_thai_and_due_after_they_end() -> None:
    assert QUARTERS[1] == PeriodDays("ไตรมาสที่ 2", date(2026, 1, 1), date(2026, 3, 31), date(2026, 4, 5))
    assert [one.name for one in HALVES] == ["รอบ 6 เดือนแรก", "รอบ 6 เดือนหลัง"]
    assert (MONTHS[0].name, MONTHS[11].name) == ("ตุลาคม 2568", "กันยายน 2569")


@pytest.mark.parametrize("basis", ["quarter", "month", "half"])
def test_periods_of_a_year_part_it_without_gap(basis: str) -> None:
    periods = periods_of(basis, YEAR, 0)

    assert (periods[0].starts_on, periods[-1].ends_on) == (first_day(YEAR), last_day(YEAR))
    assert all((b.starts_on - a.ends_on).days == 1 for a, b in pairwise(periods))


def test_month_cells_say_it_before_quarter_cells_and_the_period() -> None:
    row = Row(
        title="ก",
        months={10: times(1), 11: times(2), 3: PeriodCell(marked=True)},
        quarters={4: times(9)},
        period=read_period("ตลอดปีงบประมาณ", YEAR),
    )

    assert places(row, QUARTERS) == {1: Planned(Decimal(3), "ครั้ง"), 2: Planned()}
    assert places(replace(row, months={}), QUARTERS) == {4: Planned(Decimal(9), "ครั้ง")}


def test_a_blank_cell_is_no_work() -> None:
    row = Row(title="ก", quarters={1: PeriodCell(), 2: times(2), 3: PeriodCell(text="ประชุม")})

    assert places(row, QUARTERS) == {2: Planned(Decimal(2), "ครั้ง"), 3: Planned()}


def test_what_a_quarter_counts_is_due_in_the_month_in_which_it_ends() -> None:
    row = Row(
        title="ก",
        quarters={1: PeriodCell(marked=True, count=Decimal(2), unit="ครั้ง", amount=Decimal("10.50"))},
    )

    assert places(row, MONTHS) == {
        1: Planned(),
        2: Planned(),
        3: Planned(Decimal(2), "ครั้ง", Decimal("10.50")),
    }


def test_counts_of_different_units_are_not_added() -> None:
    row = Row(title="ก", quarters={1: times(2), 2: times(30, "คน")})

    assert places(row, HALVES) == {1: Planned()}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ไตรมาส 1-3", [1, 2, 3]),
        ("ม.ค. - เม.ย. 69", [2, 3]),
        ("ตลอดปีงบประมาณ", [1, 2, 3, 4]),
        ("ปีละ 2 ครั้ง", [4]),  # no months: at the end
        ("พ.ย. 70", [4]),  # outside the year: at the end
        ("", [4]),
    ],
)
def test_without_cells_the_period_says_it(text: str, expected: list[int]) -> None:
    period = read_period(text, YEAR) if text else None

    assert list(places(Row(title="ก", period=period), QUARTERS)) == expected


def test_months_of_a_period_that_reaches_beyond_the_year_count_within_it() -> None:
    assert list(places(Row(title="ก", period=read_period("ส.ค. - พ.ย. 69", YEAR)), MONTHS)) == [11, 12]


def test_nothing_is_expected_of_a_heading_or_without_periods() -> None:
    assert planned_by_period(Row(placeholder=True), QUARTERS, YEAR) == {}
    assert planned_by_period(Row(title="ก"), [], YEAR) == {}


cells = st.builds(
    PeriodCell,
    marked=st.booleans(),
    count=st.none() | st.integers(0, 99).map(Decimal),
    unit=st.just("ครั้ง"),
    amount=st.none() | st.integers(0, 10**6).map(Decimal),
)


@given(
    months=st.dictionaries(st.integers(1, 12), cells, max_size=12),
    quarters=st.dictionaries(st.integers(1, 4), cells, max_size=4),
    basis=st.sampled_from(["quarter", "month", "half"]),
)
def test_a_row_is_expected_and_its_counts_and_amounts_are_kept_whole(
    months: Any, quarters: Any, basis: str
) -> None:
    row = Row(title="ก", months=months, quarters=quarters)

    planned = planned_by_period(row, periods_of(basis, YEAR, 5), YEAR).values()

    said = [cell for cell in (months or quarters).values() if not cell.is_blank]
    assert planned
    assert sum(one.count or 0 for one in planned) == sum(cell.count or 0 for cell in said)
    assert sum(one.amount or 0 for one in planned) == sum(cell.amount or 0 for cell in said)


@pytest.mark.parametrize(
    ("rounds", "fault"),
    [
        ([], "โปรดระบุงวดรายงานอย่างน้อยหนึ่งงวด"),
        (
            [("ก", date(2025, 10, 1), date(2026, 2, 28)), ("ข", date(2026, 2, 28), date(2026, 9, 30))],
            "มีวันซ้อนกัน",
        ),
        ([("ก", date(2025, 10, 1), date(2025, 9, 30))], "ต้องสิ้นสุดไม่ก่อนวันเริ่ม"),
        ([("ก", date(2020, 10, 1), date(2020, 12, 31))], "อยู่นอกปีงบประมาณ พ.ศ. 2569"),
    ],
)
def test_rounds_that_do_not_hold_are_named(rounds: list[tuple[str, date, date]], fault: str) -> None:
    (said,) = round_faults([RoundDays(*one) for one in rounds], YEAR)

    assert fault in said


def test_rounds_in_order_are_well() -> None:
    five_months = RoundDays("รอบ 5 เดือน", date(2025, 10, 1), date(2026, 2, 28))
    rest = RoundDays("รอบ 12 เดือน", date(2026, 3, 1), date(2026, 9, 30))

    assert round_faults([rest, five_months], YEAR) == []
    assert [one.name for one in periods_of("round", YEAR, 5, [rest, five_months])] == [
        "รอบ 5 เดือน",
        "รอบ 12 เดือน",
    ]
