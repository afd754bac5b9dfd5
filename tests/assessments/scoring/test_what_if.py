"""What-if: what it says reaches the target, by as few scores as can."""

from collections.abc import Collection
from decimal import Decimal
from fractions import Fraction
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from assessments.scoring.engine import Given, scored
from assessments.scoring.shown import Number
from assessments.scoring.what_if import Step, WhatIf, raisables, what_if_instrument, what_if_total
from tests.assessments.scoring.shapes import ITEMS, all_items, scores, small_shape

SHAPE = small_shape()


def asked(items: dict[str, Decimal], target: Decimal, whole: Collection[str] = ()) -> WhatIf:
    total = scored(SHAPE, Given(items=items)).total.value
    assert total is not None
    return what_if_total(total, target, raisables(SHAPE, Given(items=items), whole))


def raised(items: dict[str, Decimal], steps: tuple[Step, ...]) -> Fraction:
    """The total when the steps are taken."""
    after: dict[str, Number] = {**items, **{step.what.code: step.to for step in steps}}
    return scored(SHAPE, Given(items=after)).total.value or Fraction(0)


@given(all_items, scores, st.sets(st.sampled_from(ITEMS)))
def test_steps_and_each_single_really_reach_the_target(
    items: dict[str, Decimal], target: Decimal, whole: set[str]
) -> None:
    way = asked(items, target, whole)

    if way.is_reached:
        assert (way.steps, way.singles) == ((), ())
        return
    assert raised(items, way.steps) >= target
    assert all(raised(items, (single,)) >= target for single in way.singles)
    assert all(step.to <= 100 and (step.what.code not in whole or step.to == 100) for step in way.steps)


@settings(max_examples=40)
@given(all_items, scores)
def test_no_fewer_scores_reach_the_target(items: dict[str, Decimal], target: Decimal) -> None:
    way = asked(items, target)

    for chosen in combinations(ITEMS, max(0, len(way.steps) - 1)):
        after = {**items, **dict.fromkeys(chosen, Decimal(100))}
        best = scored(SHAPE, Given(items=after)).total.value or 0
        assert way.is_reached or best < target


@given(all_items)
def test_points_still_to_be_had_add_up_to_what_the_total_lacks(items: dict[str, Decimal]) -> None:
    choices = raisables(SHAPE, Given(items=items))
    total = scored(SHAPE, Given(items=items)).total.value or 0

    assert sum(one.in_total for one in choices) == 100 - total
    assert [one.in_total for one in choices] == sorted((one.in_total for one in choices), reverse=True)


def test_typed_scores_are_raised_where_no_finer_ones_count() -> None:
    given_scores = Given(items={"i1": 90, "i2": 90, "e1": 80}, indicators={"2": 70}, instruments={"OIT": 60})

    choices = raisables(SHAPE, given_scores)

    assert [(one.code, str(one.in_total)) for one in choices] == [
        ("OIT", "16"),
        ("e1", "6"),
        ("2", "9/2"),
        ("i1", "3/4"),
        ("i2", "3/4"),
    ]


def test_last_step_goes_no_further_than_needed_in_hundredths() -> None:
    items = dict.fromkeys(ITEMS, Decimal(90)) | {"O4": Decimal(50)}

    way = asked(items, Decimal(90))

    assert way.present == 82
    assert way.steps == (Step(way.steps[0].what, Fraction(90), Fraction(8)),)
    assert way.steps[0].what.code == "O4"
    assert [one.what.code for one in way.singles] == ["O4"]


def test_what_is_all_or_nothing_is_raised_to_the_full_score() -> None:
    items = dict.fromkeys(ITEMS, Decimal(100)) | {"O4": Decimal(0)}

    (step,) = asked(items, Decimal("80.5"), {"O4"}).steps

    assert [step.to, step.gain] == [100, 20]


def test_instrument_has_its_own_way() -> None:
    items = dict.fromkeys(ITEMS, Decimal(90))

    way = what_if_instrument("IIT", Fraction(90), Decimal(95), raisables(SHAPE, Given(items=items)))

    assert [(one.what.code, str(one.to)) for one in way.steps] == [("i3", "100")]


def test_incomplete_instrument_offers_nothing() -> None:
    choices = raisables(SHAPE, Given(items={"i1": 90, "e1": 90}))

    assert [one.code for one in choices] == ["e1"]
