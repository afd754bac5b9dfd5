"""Shapes and scores that tests of scoring make."""

from decimal import Decimal
from fractions import Fraction

from hypothesis import strategies as st

from assessments.loading.files import SHIPPED, read_file
from assessments.scoring.from_facts import shape_from_facts
from assessments.scoring.shape import IndicatorShape, InstrumentShape, RatingBand, Shape

WORDS = (
    RatingBand("excellent", "ผ่านดีเยี่ยม", Fraction(95), Fraction(95)),
    RatingBand("good", "ผ่านดี", Fraction(85), Fraction(85)),
    RatingBand("pass", "ผ่าน", Fraction(85)),
    RatingBand("improve", "ต้องปรับปรุง", Fraction(70)),
    RatingBand("improve_urgent", "ต้องปรับปรุงโดยด่วน"),
)


def small_shape(ratings: tuple[RatingBand, ...] = WORDS) -> Shape:
    """Three instruments, 0.3 0.3 0.4: two indicators of two items and one; one of one; one of two subs."""
    return Shape(
        "small-2569",
        (
            InstrumentShape(
                "IIT", Fraction(3, 10), (IndicatorShape("1", ("i1", "i2")), IndicatorShape("2", ("i3",)))
            ),
            InstrumentShape("EIT", Fraction(3, 10), (IndicatorShape("3", ("e1",)),)),
            InstrumentShape(
                "OIT",
                Fraction(4, 10),
                (
                    IndicatorShape(
                        "4", (), (IndicatorShape("4.1", ("O1", "O2", "O3")), IndicatorShape("4.2", ("O4",)))
                    ),
                ),
            ),
        ),
        ratings,
    )


def shipped_shape(file: str) -> Shape:
    return shape_from_facts(read_file(SHIPPED / f"{file}.json"))


scores = st.decimals(0, 100, places=4).map(Decimal)
ITEMS = small_shape().items
all_items = st.fixed_dictionaries(dict.fromkeys(ITEMS, scores))
