"""Published results that a right engine reproduces."""

from decimal import Decimal
from fractions import Fraction

import pytest

from assessments.scoring.engine import Given, scored
from assessments.scoring.rating import possible_ratings
from assessments.scoring.shown import shown
from tests.assessments.scoring.shapes import shipped_shape


def test_instrument_of_unrounded_indicators_is_not_the_mean_of_what_is_printed() -> None:
    """Sums of 11 answers to 3 items each; the mean of the printed values would print 97.57."""
    sums = {"1": 3080, "2": 3280, "3": 3300, "4": 3200, "5": 3240}

    result = scored(
        shipped_shape("ita-2568"), Given(indicators={key: Fraction(value, 33) for key, value in sums.items()})
    )

    assert {key: shown(result.indicators[key].value or 0) for key in sums} == {
        "1": "93.33",
        "2": "99.39",
        "3": "100.00",
        "4": "96.97",
        "5": "98.18",
    }
    assert shown(result.instruments["IIT"].value or 0) == "97.58"


@pytest.mark.parametrize(
    ("framework", "instrument", "indicators", "expected"),
    [
        ("ita-2567", "IIT", {"1": "98.79", "2": "99.39", "3": "100", "4": "99.39", "5": "96.97"}, "98.91"),
        ("ita-2568", "IIT", {"1": "100", "2": "99.39", "3": "100", "4": "96.97", "5": "100"}, "99.27"),
        ("ita-2567", "EIT", {"6": "96", "7": "89.33", "8": "69.33"}, "84.89"),
        ("ita-2568", "EIT", {"6": "93.33", "7": "91.67", "8": "88.33"}, "91.11"),
        ("ita-2568", "EIT", {"6": "95.56", "7": "92.22", "8": "91.11"}, "92.96"),
    ],
)
def test_instrument_of_printed_indicators(
    framework: str, instrument: str, indicators: dict[str, str], expected: str
) -> None:
    given = Given(indicators={key: Decimal(value) for key, value in indicators.items()})

    value = scored(shipped_shape(framework), given).instruments[instrument].value

    assert value is not None
    assert shown(value) == expected


def test_disclosure_is_the_mean_of_sub_indicators_and_not_of_items() -> None:
    """Six of eight and five of five: all items together would be 84.62."""
    shape = shipped_shape("ita-2566")
    ten = next(indicator for indicator in shape.walk() if indicator.number == "10")
    first, second = (sub.items for sub in ten.subs)
    points = dict.fromkeys((*first, *second), 100) | dict.fromkeys(first[:2], 0)

    result = scored(shape, Given(items=points))

    assert (len(first), len(second)) == (8, 5)
    assert [shown(result.indicators[key].value or 0) for key in ("10.1", "10.2", "10")] == [
        "75.00",
        "100.00",
        "87.50",
    ]


@pytest.mark.parametrize(
    ("framework", "total", "printed"),
    [
        ("ita-2562", "91.07", "A"),
        ("ita-2563", "90.73", "A"),
        ("ita-2564", "95.62", "AA"),
        ("ita-2565", "90.22", "A"),
        ("ita-2565", "90.76", "A"),
        ("ita-2566", "86.78", "ผ่าน"),
        ("ita-2567", "91.15", "ผ่าน"),
        ("ita-2568", "94.64", "ผ่าน"),
    ],
)
def test_printed_rating_is_possible_with_its_total(framework: str, total: str, printed: str) -> None:
    possible = possible_ratings(shipped_shape(framework), Decimal(total))

    assert printed in [band.label for band in possible]


def test_only_one_rating_is_possible_where_an_instrument_is_known_to_be_below() -> None:
    possible = possible_ratings(shipped_shape("ita-2568"), Decimal("94.64"), {"EIT": Decimal("84.99")})

    assert [band.label for band in possible] == ["ผ่าน"]


def test_letters_follow_from_the_total_alone() -> None:
    assert [band.label for band in possible_ratings(shipped_shape("ita-2565"), Decimal("90.76"))] == ["A"]
