from decimal import Decimal
from fractions import Fraction

import pytest

from assessments.scoring.shown import as_shown, decimal_12, shown, undecimal_12


@pytest.mark.parametrize(
    ("value", "printed"),
    [("94.995", "95.00"), ("94.994999999999", "94.99"), ("-0.005", "-0.01"), ("-0.004", "0.00")],
)
def test_score_is_rounded_half_away_from_zero_and_compared_as_it_is_printed(value: str, printed: str) -> None:
    assert (shown(Decimal(value)), as_shown(Decimal(value))) == (printed, Decimal(printed))


@pytest.mark.parametrize("mean", [Fraction(280, 3), Fraction(1000, 11), Fraction(7_654_321, 99_991)])
def test_stored_mean_is_the_mean_again(mean: Fraction) -> None:
    assert undecimal_12(decimal_12(mean)) == mean


@pytest.mark.parametrize("typed", ["98.79", "100", "0", "94.995", "94.9999999"])
def test_typed_number_is_what_it_says(typed: str) -> None:
    assert undecimal_12(Decimal(typed)) == Fraction(typed)
