"""The engine's rules: what stands where, what is missing, and what never happens whatever the scores."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.scoring.engine import Given, Outcome, Scored, scored
from assessments.scoring.rating import NO_BANDS, NO_TOTAL
from assessments.scoring.shape import IndicatorShape, InstrumentShape, PartShape, Shape
from assessments.scoring.shown import decimal_12, full, shown
from tests.assessments.scoring.shapes import ITEMS, all_items, shipped_shape, small_shape

FULL = dict.fromkeys(ITEMS, Decimal(90))


def result(**given: Any) -> Scored:
    return scored(small_shape(), Given(**given))


def test_each_level_is_the_mean_of_the_level_below() -> None:
    items = FULL | {"i1": Decimal(80), "i3": Decimal(100), "O1": Decimal(0), "O4": Decimal(100)}

    found = result(items=items)

    assert {key: one.value for key, one in found.indicators.items()} == {
        "1": Fraction(85),
        "2": Fraction(100),
        "3": Fraction(90),
        "4": Fraction(80),
        "4.1": Fraction(60),
        "4.2": Fraction(100),
    }
    assert {code: one.value for code, one in found.instruments.items()} == {
        "IIT": Fraction(185, 2),
        "EIT": Fraction(90),
        "OIT": Fraction(80),
    }
    assert found.total == Outcome(Fraction(1735, 20))
    assert found.missing == ()


def test_typed_indicator_stands_while_its_items_are_not_complete() -> None:
    items = {"i1": Decimal(80), "i2": Decimal(90), "e1": Decimal(70)}
    typed = {"1": Decimal(99), "2": Decimal(55)}

    found = result(items=items, indicators=typed)

    assert [found.indicators[key].value for key in "12"] == [85, 55]


def test_typed_instrument_stands_where_nothing_below_it_is_complete() -> None:
    found = result(items={"i1": Decimal(80)}, instruments={"IIT": Decimal(70), "EIT": Decimal(60)})

    assert found.instruments == {
        "IIT": Outcome(Fraction(70)),
        "EIT": Outcome(Fraction(60)),
        "OIT": Outcome(None, 4),
    }
    assert found.indicators["1"] == Outcome(None, 1)


@pytest.mark.parametrize(
    ("given_scores", "missing"),
    [
        ({}, ITEMS),
        ({"items": {code: 90 for code in ITEMS if code not in ("i2", "O4")}}, ("i2", "O4")),
        ({"indicators": {"1": 90}}, ("2", "3", "4")),
        ({"indicators": {"4.1": 90, "1": 90, "2": 90, "3": 90}}, ("4.2",)),
        ({"instruments": {"EIT": 90}}, ("IIT", "OIT")),
        ({"items": {"i1": 90}, "indicators": {"3": 90}}, ("i2", "i3", "O1", "O2", "O3", "O4")),
    ],
)
def test_missing_scores_are_named_as_finely_as_scores_are_given(
    given_scores: dict[str, Any], missing: tuple[str, ...]
) -> None:
    found = result(**given_scores)

    assert found.missing == missing
    assert found.total == Outcome(None, len(missing))
    assert found.remarks == (f"ยังคำนวณคะแนนรวมไม่ได้ ขาดคะแนน {', '.join(missing)}",)


def test_parts_count_by_their_weights_where_the_framework_says_them() -> None:
    parts = (PartShape("P1", Fraction(1, 4)), PartShape("P2", Fraction(3, 4)))
    shape = Shape("two", (InstrumentShape("EIT", None, (IndicatorShape("1", ("e1", "e2")),), parts),))
    of_parts = {
        "P1": Given(items={"e1": Decimal(100), "e2": Decimal(40)}),
        "P2": Given(items={"e1": Decimal(60), "e2": Decimal(80)}),
    }

    assert scored(shape, Given(parts=of_parts)).instruments["EIT"].value == 70
    assert scored(shape, Given(parts={"P1": of_parts["P1"]})).missing == ("e1", "e2")
    assert scored(shape, Given(items={"e1": Decimal(0)}, parts=of_parts)).instruments["EIT"].value == 35


def test_parts_without_weights_say_nothing_of_the_instrument() -> None:
    shape = shipped_shape("ita-2568")
    of_part = Given(items={f"e{number}": Decimal(90) for number in range(1, 10)})

    found = scored(shape, Given(parts={"EIT1": of_part, "EIT2": of_part}))

    assert found.instruments["EIT"] == Outcome(None, 9)


def test_single_instrument_has_its_score_but_no_weighted_total() -> None:
    shape = shipped_shape("moph-moit-2569")

    found = scored(shape, Given(items=dict.fromkeys(shape.items, Decimal(100))))

    assert found.instruments["MOIT"].value == 100
    assert (found.total, found.rating) == (Outcome(None), None)
    assert found.remarks == (NO_TOTAL, NO_BANDS)


def test_bands_that_are_not_established_are_no_rating() -> None:
    found = scored(small_shape(()), Given(items=FULL))

    assert found.total == Outcome(Fraction(90))
    assert (found.rating, found.failed_conditions) == (None, ())
    assert found.remarks == (NO_BANDS,)


def test_items_known_in_part_are_never_an_indicators_score() -> None:
    """Of 2567 four of 35 items of OIT are known; of 2569 two of IIT, and not all its indicators."""
    four = shipped_shape("ita-2567")
    two = shipped_shape("ita-2569")

    of_2567 = scored(four, Given(items={"O1": 100, "O2": 100, "O3": 100, "O4": 100}))
    of_2569 = scored(two, Given(items={"i13": 100, "i14": 100}, indicators={"4": 100}))

    assert of_2567.indicators["9"] == Outcome(None, 1)
    assert of_2567.instruments["OIT"] == Outcome(None, 2)
    assert (of_2569.indicators["4"], of_2569.instruments["IIT"]) == (Outcome(Fraction(100)), Outcome(None, 1))
    assert scored(two, Given(instruments={"IIT": 98})).instruments["IIT"] == Outcome(Fraction(98))


def test_nameless_indicator_holds_the_items_of_its_instrument() -> None:
    shape = shipped_shape("ita-2569")

    found = scored(shape, Given(items={f"O{number}": 100 for number in range(2, 27)} | {"O1": 0}))

    assert shown(found.instruments["OIT"].value or 0) == "96.15"
    assert found.indicators["OIT/"] == found.instruments["OIT"]


@pytest.mark.parametrize(
    ("value", "printed"),
    [
        (Fraction(9757575, 100000), "97.58"),
        (Decimal("94.995"), "95.00"),
        (Decimal("94.994999999999999999999999999999999999999999"), "94.99"),
        (Decimal("0.005"), "0.01"),
        (100, "100.00"),
        (0, "0.00"),
    ],
)
def test_shown_rounds_half_up_from_the_exact_value(value: Any, printed: str) -> None:
    assert shown(value) == printed


def test_full_value_has_thirty_digits_and_the_stored_one_twelve_decimals() -> None:
    assert full(Fraction(280, 3)) == "93.3333333333333333333333333333"
    assert full(Fraction(100)) == "100"
    assert full(Decimal("95.50")) == "95.5"
    assert decimal_12(Fraction(200, 3)) == Decimal("66.666666666667")


@given(all_items, st.permutations(ITEMS))
def test_order_of_items_never_matters(items: dict[str, Decimal], order: list[str]) -> None:
    assert result(items={code: items[code] for code in order}) == result(items=items)


@given(all_items)
def test_every_result_lies_between_the_lowest_and_the_highest_below_it(items: dict[str, Decimal]) -> None:
    found = result(items=items)
    outcomes = [*found.indicators.values(), *found.instruments.values(), found.total]
    instruments = [one.value for one in found.instruments.values() if one.value is not None]

    assert all(min(items.values()) <= (one.value or 0) <= max(items.values()) for one in outcomes)
    assert min(instruments) <= (found.total.value or 0) <= max(instruments)


@given(all_items, st.sets(st.sampled_from(ITEMS), min_size=1))
def test_missing_items_make_no_value_smaller_but_leave_none(
    items: dict[str, Decimal], lost: set[str]
) -> None:
    whole = result(items=items)

    found = result(items={code: score for code, score in items.items() if code not in lost})

    for one, before in zip(
        [*found.indicators.values(), *found.instruments.values(), found.total],
        [*whole.indicators.values(), *whole.instruments.values(), whole.total],
        strict=True,
    ):
        assert one == before or (one.value is None and one.missing > 0)
    assert set(found.missing) == lost
    assert found.total.value is None
