from decimal import Decimal

import pytest

from assessments.scoring.shown import as_shown, shown


@pytest.mark.parametrize(
    ("value", "printed"),
    [("94.995", "95.00"), ("94.994999999999", "94.99"), ("-0.005", "-0.01"), ("-0.004", "0.00")],
)
def test_score_is_rounded_half_away_from_zero_and_compared_as_it_is_printed(value: str, printed: str) -> None:
    assert (shown(Decimal(value)), as_shown(Decimal(value))) == (printed, Decimal(printed))
