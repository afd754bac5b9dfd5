import pytest
from hypothesis import given
from hypothesis import strategies as st

from ita_portal.thai.year_month import YearMonth

YEAR_MONTHS = st.builds(YearMonth, st.integers(1000, 9000), st.integers(1, 12))


@given(YEAR_MONTHS)
def test_year_month_is_read_back_from_its_text(month: YearMonth) -> None:
    assert YearMonth.from_text(str(month)) == month


@pytest.mark.parametrize(
    "text", ["", "2026", "2026-13", "2026-00", "26-03", "2026-3", "0000-01", "๒๐๒๖-๐๓", "2026-03-15"]
)
def test_year_month_refuses_other_text(text: str) -> None:
    with pytest.raises(ValueError, match="2026-03"):
        YearMonth.from_text(text)


@given(YEAR_MONTHS, st.integers(-500, 500))
def test_plus_goes_as_far_as_it_comes_back(month: YearMonth, months: int) -> None:
    assert month.plus(months).plus(-months) == month


def test_plus_crosses_the_turn_of_the_year() -> None:
    assert YearMonth(2025, 12).plus(1) == YearMonth(2026, 1)
    assert YearMonth(2026, 1).plus(-13) == YearMonth(2024, 12)


def test_through_includes_both_ends_and_nothing_backwards() -> None:
    november, january = YearMonth(2025, 11), YearMonth(2026, 1)
    assert november.through(january) == [november, YearMonth(2025, 12), january]
    assert november.through(november) == [november]
    assert january.through(november) == []
