"""What of a framework counts in scoring: its instruments, indicators and items, weights and rating bands."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class RatingBand:
    """A rating: from ``total_min`` on, if every instrument has ``each_instrument_min``. Null: no least."""

    code: str
    label: str
    total_min: Fraction | None = None
    each_instrument_min: Fraction | None = None


@dataclass(frozen=True, slots=True)
class PartShape:
    """A group of respondents of an instrument. ``weight``: 0 to 1, null where it is not established."""

    code: str
    weight: Fraction | None = None


@dataclass(frozen=True, slots=True)
class IndicatorShape:
    """An indicator or sub-indicator. ``number`` is its key: as printed, or the instrument's code and a
    stroke ("OIT/") where it has none, of which an instrument has one at most.

    ``items_known`` is false where the items listed are only those that happen to be known: their mean is then
    not the indicator's score, which has to be typed.
    """

    number: str
    items: tuple[str, ...] = ()
    subs: tuple["IndicatorShape", ...] = ()
    items_known: bool = True

    def walk(self) -> Iterator["IndicatorShape"]:
        """The indicator and all below it."""
        yield self
        for sub in self.subs:
            yield from sub.walk()


@dataclass(frozen=True, slots=True)
class InstrumentShape:
    """An instrument; ``weight`` (0 to 1) is its share of the total, null where there is no weighted total.

    ``indicators_known`` is false where more indicators are asked than are listed: its score has to be typed.
    """

    code: str
    weight: Fraction | None = None
    indicators: tuple[IndicatorShape, ...] = ()
    parts: tuple[PartShape, ...] = ()
    indicators_known: bool = True

    def walk(self) -> Iterator[IndicatorShape]:
        """Its indicators and sub-indicators, each before those below it."""
        for indicator in self.indicators:
            yield from indicator.walk()

    @property
    def items(self) -> tuple[str, ...]:
        return tuple(item for indicator in self.walk() for item in indicator.items)

    def known_in_part(self, item_count: int | None, is_inferred: bool) -> "InstrumentShape":
        """The same, marked by what is known of it: ``item_count`` items were announced (null: not known).

        With fewer items than that, an indicator's own items are only those known so far; a sub-indicator's
        were listed for it. Where the number is not known and indicators are inferred from other years
        (``is_inferred``), there may be more of both.
        """
        if item_count is None and not is_inferred:
            return self
        if item_count is not None and len(self.items) >= item_count:
            return self
        indicators = tuple(replace(one, items_known=not one.items) for one in self.indicators)
        return replace(self, indicators=indicators, indicators_known=item_count is not None)


@dataclass(frozen=True, slots=True)
class Shape:
    """A framework as it counts. ``ratings`` are in order, the best first; none: not established."""

    code: str
    instruments: tuple[InstrumentShape, ...] = ()
    ratings: tuple[RatingBand, ...] = ()

    def walk(self) -> Iterator[IndicatorShape]:
        for instrument in self.instruments:
            yield from instrument.walk()

    @property
    def items(self) -> tuple[str, ...]:
        return tuple(item for instrument in self.instruments for item in instrument.items)

    @property
    def has_weights(self) -> bool:
        """Whether there is a weighted total at all: every instrument has its weight."""
        return bool(self.instruments) and all(
            instrument.weight is not None for instrument in self.instruments
        )
