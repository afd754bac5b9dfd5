from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ita_portal.thai import fiscal
from ita_portal.thai.year_month import YearMonth

FISCAL_YEARS = st.integers(2400, 2700)


def test_fiscal_year_2569_runs_from_october_2025_to_september_2026() -> None:
    assert fiscal.first_day(2569) == date(2025, 10, 1)
    assert fiscal.last_day(2569) == date(2026, 9, 30)


@given(FISCAL_YEARS)
def test_the_day_after_the_last_begins_the_next_year(year: int) -> None:
    assert fiscal.last_day(year) + timedelta(days=1) == fiscal.first_day(year + 1)


@given(st.dates(date(1900, 1, 1), date(2150, 1, 1)))
def test_every_day_lies_within_its_fiscal_year(day: date) -> None:
    year = fiscal.fiscal_year_of(day)
    assert fiscal.first_day(year) <= day <= fiscal.last_day(year)


@pytest.mark.parametrize(
    ("quarter", "months"), [(1, (10, 11, 12)), (2, (1, 2, 3)), (3, (4, 5, 6)), (4, (7, 8, 9))]
)
def test_quarters_hold_their_months_in_order(quarter: int, months: tuple[int, int, int]) -> None:
    assert fiscal.months_of_quarter(quarter) == months
    assert {fiscal.quarter_of(month) for month in months} == {quarter}


def test_month_in_year_puts_october_into_the_year_before() -> None:
    assert fiscal.month_in_year(2569, 10) == YearMonth(2025, 10)
    assert fiscal.month_in_year(2569, 9) == YearMonth(2026, 9)


@given(FISCAL_YEARS)
def test_months_of_year_are_twelve_in_a_row_of_that_year(year: int) -> None:
    months = fiscal.months_of_year(year)
    assert months == months[0].through(months[-1])
    assert [fiscal.fiscal_year_of_month(month) for month in months] == [year] * 12


def test_eras_are_543_years_apart() -> None:
    assert fiscal.buddhist_year(2026) == 2569
    assert fiscal.gregorian_year(2569) == 2026
