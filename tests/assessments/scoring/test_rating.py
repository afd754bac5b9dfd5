"""Ratings at their exact boundaries, and what the next better one lacks."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given

from assessments.scoring.engine import Given, scored
from assessments.scoring.rating import possible_ratings
from assessments.scoring.shape import RatingBand
from tests.assessments.scoring.shapes import WORDS, scores, small_shape


def rated(iit: str, eit: str, oit: str) -> tuple[str | None, tuple[str, ...]]:
    given_scores = {"IIT": Decimal(iit), "EIT": Decimal(eit), "OIT": Decimal(oit)}
    found = scored(small_shape(), Given(instruments=given_scores))
    return (found.rating.label if found.rating else None), found.failed_conditions


@pytest.mark.parametrize(
    ("instruments", "rating", "conditions"),
    [
        (("95", "95", "95"), "ผ่านดีเยี่ยม", ()),
        (
            ("94.995", "94.995", "94.995"),
            "ผ่านดี",
            tuple(
                f"{name} ก่อนปัดเศษต่ำกว่า 95 แม้แสดงเป็น 95.00"
                for name in ("คะแนนรวม", "คะแนน IIT", "คะแนน EIT", "คะแนน OIT")
            ),
        ),
        (
            ("100", "94.99", "100"),
            "ผ่านดี",
            ("คะแนน EIT 94.99 ต่ำกว่า 95",),
        ),
        (("100", "84.2", "100"), "ผ่าน", ("คะแนน EIT 84.20 ต่ำกว่า 85",)),
        (("85", "85", "85"), "ผ่านดี", None),
        (
            ("84.9999999999", "84.9999999999", "84.9999999999"),
            "ต้องปรับปรุง",
            ("คะแนนรวม ก่อนปัดเศษต่ำกว่า 85 แม้แสดงเป็น 85.00",),
        ),
        (("70", "70", "70"), "ต้องปรับปรุง", ("คะแนนรวม 70.00 ต่ำกว่า 85",)),
        (
            ("69.99", "69.99", "69.99"),
            "ต้องปรับปรุงโดยด่วน",
            ("คะแนนรวม 69.99 ต่ำกว่า 70",),
        ),
    ],
)
def test_rating_at_its_boundaries(
    instruments: tuple[str, str, str], rating: str, conditions: tuple[str, ...] | None
) -> None:
    found, failed = rated(*instruments)

    assert found == rating
    assert conditions is None or failed == conditions


def test_total_below_every_band_has_no_rating_and_says_what_the_lowest_lacks() -> None:
    bands = (RatingBand("A", "A", Fraction(85)), RatingBand("B", "B", Fraction(50)))

    found = scored(small_shape(bands), Given(instruments=dict.fromkeys(("IIT", "EIT", "OIT"), Decimal(40))))

    assert found.rating is None
    assert found.failed_conditions == ("คะแนนรวม 40.00 ต่ำกว่า 50",)


@given(scores, scores, scores)
def test_rating_of_known_instruments_is_among_those_their_total_leaves_possible(
    iit: Decimal, eit: Decimal, oit: Decimal
) -> None:
    shape = small_shape()
    whole = scored(shape, Given(instruments={"IIT": iit, "EIT": eit, "OIT": oit}))
    total = whole.total.value
    assert total is not None

    assert whole.rating in possible_ratings(shape, total)
    assert whole.rating in possible_ratings(shape, total, {"EIT": eit})
    assert possible_ratings(shape, total, {"IIT": iit, "EIT": eit, "OIT": oit}) == (whole.rating,)


def test_best_total_leaves_only_the_best_rating_possible() -> None:
    assert possible_ratings(small_shape(), 100) == WORDS[:1]


def test_scores_that_cannot_give_the_total_leave_nothing_possible() -> None:
    assert possible_ratings(small_shape(), Decimal(95), {"OIT": Decimal(10)}) == ()
