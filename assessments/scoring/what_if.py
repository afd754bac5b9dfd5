"""What to raise, and to how much, so that a total or an instrument reaches a target.

Only what counts now can be raised: items where they make their indicator's score, else the score that was
typed. New scores are in hundredths, rounded up, so that what is printed reaches the target. An item that is
all or nothing is raised to 100 or not at all.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil

from assessments.scoring.engine import Given, Scored, scored, with_parts
from assessments.scoring.shape import IndicatorShape, InstrumentShape, Shape
from assessments.scoring.shown import Number

FULL = Fraction(100)


@dataclass(frozen=True, slots=True)
class Raisable:
    """A score that counts. ``code`` is an item's code, an indicator's number or the instrument's code.

    A point more of it is ``share`` points more of the instrument, and ``share`` × ``weight`` of the total
    (``weight`` None: there is no total).
    """

    code: str
    instrument: str
    indicator: str
    score: Fraction
    share: Fraction
    weight: Fraction | None
    is_all_or_nothing: bool = False

    @property
    def room(self) -> Fraction:
        """By how many points it can still be raised."""
        return FULL - self.score

    @property
    def in_instrument(self) -> Fraction:
        """Points of the instrument still to be had."""
        return self.room * self.share

    @property
    def in_total(self) -> Fraction:
        """Points of the total still to be had."""
        return self.in_instrument * (self.weight or 0)


@dataclass(frozen=True, slots=True)
class Step:
    """A score raised to ``to``, which adds ``gain`` points to what has the target."""

    what: Raisable
    to: Fraction
    gain: Fraction

    @property
    def by(self) -> Fraction:
        return self.to - self.what.score


@dataclass(frozen=True, slots=True)
class WhatIf:
    """The way of the total (``code`` "") or of an instrument from ``present`` to ``target``.

    ``steps``: as few scores as reach it. ``singles``: those of which each alone does. Both are empty where it
    is reached already.
    """

    code: str
    present: Fraction
    target: Fraction
    steps: tuple[Step, ...]
    singles: tuple[Step, ...]

    @property
    def is_reached(self) -> bool:
        return self.present >= self.target

    @property
    def lack(self) -> Fraction:
        return max(Fraction(0), self.target - self.present)


def raisables(shape: Shape, given: Given, all_or_nothing: Collection[str] = ()) -> tuple[Raisable, ...]:
    """All scores that count and are below 100, the most points of the total first, then of the instrument.

    ``all_or_nothing``: codes of items whose answer is 100 or 0.
    """
    given = with_parts(shape, given)
    result = scored(shape, given)
    found = [one for instrument in shape.instruments for one in _of_instrument(instrument, given, result)]
    marked = [
        Raisable(
            one.code,
            one.instrument,
            one.indicator,
            one.score,
            one.share,
            one.weight if shape.has_weights else None,
            one.code in all_or_nothing,
        )
        for one in found
        if one.room
    ]
    return tuple(sorted(marked, key=lambda one: (-one.in_total, -one.in_instrument)))


def what_if_total(present: Fraction, target: Number, choices: Sequence[Raisable]) -> WhatIf:
    """How the total reaches the target by the choices (``raisables``)."""
    return _way("", present, Fraction(target), [(one, one.share * (one.weight or 0)) for one in choices])


def what_if_instrument(code: str, present: Fraction, target: Number, choices: Sequence[Raisable]) -> WhatIf:
    """How an instrument reaches the target by those of the choices that are its own."""
    own = [(one, one.share) for one in choices if one.instrument == code]
    return _way(code, present, Fraction(target), own)


def _way(
    code: str, present: Fraction, target: Fraction, choices: Sequence[tuple[Raisable, Fraction]]
) -> WhatIf:
    lack = target - present
    if lack <= 0:
        return WhatIf(code, present, target, (), ())
    by_gain = sorted(choices, key=lambda choice: -choice[0].room * choice[1])
    return WhatIf(code, present, target, _fewest(by_gain, lack), _singles(by_gain, lack))


def _fewest(choices: Sequence[tuple[Raisable, Fraction]], lack: Fraction) -> tuple[Step, ...]:
    """Those with the most to be had, each to 100, the last no further than needed; () if all are too few."""
    steps = []
    for what, worth in choices:
        step = _raised(what, worth, lack)
        steps.append(step)
        lack -= step.gain
        if lack <= 0:
            return tuple(steps)
    return ()


def _singles(choices: Sequence[tuple[Raisable, Fraction]], lack: Fraction) -> tuple[Step, ...]:
    return tuple(step for what, worth in choices if (step := _raised(what, worth, lack)).gain >= lack)


def _raised(what: Raisable, worth: Fraction, lack: Fraction) -> Step:
    """The score raised by what is lacking, in hundredths, or as far as it goes."""
    to = FULL
    if worth and not what.is_all_or_nothing:
        to = min(FULL, Fraction(ceil((what.score + lack / worth) * 100), 100))
    return Step(what, to, (to - what.score) * worth)


def _of_instrument(instrument: InstrumentShape, given: Given, result: Scored) -> Iterator[Raisable]:
    values = [result.indicators[one.number].value for one in instrument.indicators]
    if instrument.indicators_known and values and None not in values:
        for indicator in instrument.indicators:
            yield from _of_indicator(instrument, indicator, Fraction(1, len(values)), given, result)
    elif instrument.code in given.instruments:
        score = Fraction(given.instruments[instrument.code])
        yield Raisable(instrument.code, instrument.code, "", score, Fraction(1), instrument.weight)


def _of_indicator(
    instrument: InstrumentShape, indicator: IndicatorShape, share: Fraction, given: Given, result: Scored
) -> Iterator[Raisable]:
    subs = [result.indicators[sub.number].value for sub in indicator.subs]
    size = len(subs) + len(indicator.items)
    is_made = (
        indicator.items_known and None not in subs and all(item in given.items for item in indicator.items)
    )
    if not size or not is_made:
        score = Fraction(given.indicators[indicator.number])
        yield Raisable(indicator.number, instrument.code, indicator.number, score, share, instrument.weight)
        return
    for sub in indicator.subs:
        yield from _of_indicator(instrument, sub, share / size, given, result)
    for item in indicator.items:
        score = Fraction(given.items[item])
        yield Raisable(item, instrument.code, indicator.number, score, share / size, instrument.weight)
