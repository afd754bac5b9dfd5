"""What to raise in a round so that a target is reached: the what-if of its scores, with the items' words."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from assessments.models import Round
from assessments.scoring.engine import scored
from assessments.scoring.what_if import Raisable, WhatIf, raisables, what_if_instrument, what_if_total
from assessments.services.results import given_of
from assessments.shapes import shape_of

COMMON_TARGET = Decimal(95)


@dataclass(frozen=True)
class Raising:
    """``total`` is None while there is none, and ``remarks`` says why; ``labels`` are by the codes of
    ``choices`` (all that can be raised, most points first).
    """

    total: WhatIf | None
    instruments: tuple[WhatIf, ...]
    choices: tuple[Raisable, ...]
    labels: Mapping[str, str]
    remarks: tuple[str, ...]

    @property
    def has_weights(self) -> bool:
        return any(one.weight is not None for one in self.choices)


def raising_of(of_round: Round, target: Decimal) -> Raising:
    """The ways of the round's total and of each instrument to the target. Changes nothing."""
    framework = of_round.framework
    shape, given = shape_of(framework), given_of(of_round)
    result = scored(shape, given)
    labels, whole = _items(of_round)
    for number, name in framework.indicators.values_list("number", "name"):
        labels.setdefault(number, name)
    choices = raisables(shape, given, whole)
    total = result.total.value
    return Raising(
        None if total is None else what_if_total(total, target, choices),
        tuple(
            what_if_instrument(code, one.value, target, choices)
            for code, one in result.instruments.items()
            if one.value is not None
        ),
        choices,
        labels,
        result.remarks,
    )


def first_target(of_round: Round) -> Decimal:
    """The target to begin with: the round's own, else 95, which most offices aim at."""
    return of_round.target_total or COMMON_TARGET


def _items(of_round: Round) -> tuple[dict[str, str], set[str]]:
    """The words of the items, and those whose answer is all or nothing: the scale has 100 and 0 alone, and
    so is the score (the mean of many such answers is not).
    """
    labels: dict[str, str] = {}
    whole: set[str] = set()
    scores = {score.item_id: score.value for score in of_round.scores.filter(part=None)}
    for item in of_round.framework.items.select_related("scale"):
        labels[item.code] = item.label
        points = {answer.get("points") for answer in item.scale.answers} if item.scale else set()
        if {Fraction(one) for one in points if one is not None} == {0, 100} and scores.get(item.pk) == 0:
            whole.add(item.code)
    return labels, whole
