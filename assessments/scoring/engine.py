"""Scores to results: item → sub-indicator → indicator → instrument → total, each the mean of the level below.

The total is the weighted sum of the instruments. What lacks anything below it has no value and says how much
it lacks; it is never computed from the rest. Where scores are given at two levels, the complete finer ones
count; a typed score stands where the level below it is not complete.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from fractions import Fraction
from math import lcm

from assessments.scoring.rating import failed_conditions, rating_of, remarks_of
from assessments.scoring.shape import IndicatorShape, InstrumentShape, PartShape, RatingBand, Shape
from assessments.scoring.shown import Number, exact, shown

__all__ = ["Given", "Outcome", "Scored", "scored", "shown"]


@dataclass(frozen=True, slots=True)
class Given:
    """Scores (0 to 100) by item code, indicator number and instrument code; blank is absent.

    ``parts``: scores of groups of respondents by the part's code. They count only where the framework weighs
    every part of the instrument, and only where no score is given beside them.
    """

    items: Mapping[str, Number] = field(default_factory=dict)
    indicators: Mapping[str, Number] = field(default_factory=dict)
    instruments: Mapping[str, Number] = field(default_factory=dict)
    parts: Mapping[str, "Given"] = field(default_factory=dict)


class Grain(Enum):
    """How finely scores are given."""

    ITEMS = auto()
    INDICATORS = auto()
    INSTRUMENTS = auto()


@dataclass(frozen=True, slots=True)
class Outcome:
    """A computed score (exact), or none and how many scores below it are missing."""

    value: Fraction | None
    missing: int = 0


@dataclass(frozen=True, slots=True)
class Scored:
    """Results by indicator number (sub-indicators too) and instrument code, the total, and its rating.

    ``failed_conditions``: in Thai, what the next better rating lacks. ``missing``: what has no score, in the
    framework's order: items, or indicators and instruments where scores were given by those. ``remarks``: in
    Thai, why there is no total or no rating.
    """

    indicators: dict[str, Outcome]
    instruments: dict[str, Outcome]
    total: Outcome
    rating: RatingBand | None
    failed_conditions: tuple[str, ...]
    missing: tuple[str, ...]
    remarks: tuple[str, ...]


def scored(shape: Shape, given: Given) -> Scored:
    """All results of the scores; codes that the framework does not have are not looked at."""
    given = with_parts(shape, given)
    indicators: dict[str, Outcome] = {}
    instruments: dict[str, Outcome] = {}
    missing: list[str] = []
    for instrument in shape.instruments:
        outcome, lacks = _instrument(instrument, given, indicators)
        instruments[instrument.code] = outcome
        missing += lacks
    total = _total(shape, instruments, len(missing))
    values = {code: outcome.value for code, outcome in instruments.items() if outcome.value is not None}
    rating = None if total.value is None else rating_of(shape.ratings, total.value, values.values())
    return Scored(
        indicators=indicators,
        instruments=instruments,
        total=total,
        rating=rating,
        failed_conditions=()
        if total.value is None
        else failed_conditions(shape.ratings, rating, total.value, values),
        missing=tuple(missing),
        remarks=remarks_of(shape, total.value, missing),
    )


def _instrument(
    instrument: InstrumentShape, given: Given, outcomes: dict[str, Outcome]
) -> tuple[Outcome, list[str]]:
    """The instrument's score and what it lacks; its indicators' outcomes are added to ``outcomes``."""
    grain = _grain(instrument, given)
    found = [_indicator(indicator, given, grain, outcomes) for indicator in instrument.indicators]
    value = _mean([value for value, _ in found]) if instrument.indicators_known else None
    if value is None:
        value = exact(given.instruments.get(instrument.code))
    if value is not None:
        return Outcome(value), []
    lacks = [lack for _, lacks in found for lack in lacks]
    if not found or not instrument.indicators_known or grain is Grain.INSTRUMENTS:
        lacks = [instrument.code]
    return Outcome(None, len(lacks)), lacks


def _indicator(
    indicator: IndicatorShape, given: Given, grain: Grain, outcomes: dict[str, Outcome]
) -> tuple[Fraction | None, list[str]]:
    """The indicator's score and what it lacks; its outcome and those below it are added to ``outcomes``."""
    outcomes[indicator.number] = Outcome(None)  # stands before its sub-indicators
    subs = [_indicator(sub, given, grain, outcomes) for sub in indicator.subs]
    below: list[Number | None] = [value for value, _ in subs]
    below += [given.items.get(item) for item in indicator.items]
    value = _mean(below) if indicator.items_known else None
    if value is None:
        value = exact(given.indicators.get(indicator.number))
    lacks = [] if value is not None else _lacks(indicator, [lacks for _, lacks in subs], given, grain)
    outcomes[indicator.number] = Outcome(value, len(lacks))
    return value, lacks


def _lacks(
    indicator: IndicatorShape, of_subs: Sequence[Sequence[str]], given: Given, grain: Grain
) -> list[str]:
    """What an indicator without a value lacks: things below it, or itself where those are not in use."""
    if not indicator.items_known:
        return [indicator.number]
    below = [lack for lacks in of_subs for lack in lacks]
    if grain is Grain.ITEMS:
        below += [item for item in indicator.items if item not in given.items]
    untouched = [sub.number for sub in indicator.subs]
    return [indicator.number] if below == untouched else below


def _grain(instrument: InstrumentShape, given: Given) -> Grain:
    """By what the instrument's missing scores are named: as its scores are given, else as the others' are."""
    if any(item in given.items for item in instrument.items):
        return Grain.ITEMS
    if any(indicator.number in given.indicators for indicator in instrument.walk()):
        return Grain.INDICATORS
    if given.items or not (given.indicators or given.instruments):
        return Grain.ITEMS
    return Grain.INDICATORS if given.indicators else Grain.INSTRUMENTS


def _total(shape: Shape, instruments: Mapping[str, Outcome], missing: int) -> Outcome:
    if not shape.has_weights:
        return Outcome(None, missing)
    total = Fraction(0)
    for instrument in shape.instruments:
        value = instruments[instrument.code].value
        if value is None:
            return Outcome(None, missing)
        total += (instrument.weight or Fraction(0)) * value
    return Outcome(total)


def _mean(values: Sequence[Number | None]) -> Fraction | None:
    """The mean of all of them; none where there are none or one is missing.

    Summed over one denominator: many times as fast as adding fractions, and as exact.
    """
    ratios = [value.as_integer_ratio() for value in values if value is not None]
    if not ratios or len(ratios) < len(values):
        return None
    common = lcm(*(denominator for _, denominator in ratios))
    total = sum(numerator * (common // denominator) for numerator, denominator in ratios)
    return Fraction(total, common * len(ratios))


def with_parts(shape: Shape, given: Given) -> Given:
    """The scores of weighted parts put together, beside those given directly, which win."""
    if not given.parts:
        return given
    items: dict[str, Number] = {}
    indicators: dict[str, Number] = {}
    instruments: dict[str, Number] = {}
    for instrument in shape.instruments:
        parts = instrument.parts
        if not parts or any(part.weight is None for part in parts):
            continue
        givens = [given.parts.get(part.code, Given()) for part in parts]
        items |= _combined(parts, [one.items for one in givens], instrument.items)
        numbers = [indicator.number for indicator in instrument.walk()]
        indicators |= _combined(parts, [one.indicators for one in givens], numbers)
        instruments |= _combined(parts, [one.instruments for one in givens], [instrument.code])
    return Given(
        items={**items, **given.items},
        indicators={**indicators, **given.indicators},
        instruments={**instruments, **given.instruments},
    )


def _combined(
    parts: Sequence[PartShape], scores: Sequence[Mapping[str, Number]], names: Iterable[str]
) -> dict[str, Number]:
    """The weighted sum for each name that every part has a score of."""
    return {
        name: sum(
            (
                (part.weight or Fraction(0)) * Fraction(one[name])
                for part, one in zip(parts, scores, strict=True)
            ),
            Fraction(0),
        )
        for name in names
        if all(name in one for one in scores)
    }
