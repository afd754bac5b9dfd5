"""A framework as it is to stand in the database, checked; the same shape is read back from there."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any


@dataclass(frozen=True)
class PlannedScale:
    """``answers``: label ("" not established) and points ("75", or None: not established), in order."""

    key: str
    answers: tuple[tuple[str, str | None], ...] = ()
    polarity: str = "unknown"
    note: str = ""


@dataclass(frozen=True)
class PlannedPart:
    code: str
    name: str
    collector: str = ""
    weight: Decimal | None = None


@dataclass(frozen=True)
class PlannedInstrument:
    code: str
    name: str
    weight: Decimal | None = None
    item_count: int | None = None
    note: str = ""
    parts: tuple[PlannedPart, ...] = ()


@dataclass(frozen=True)
class PlannedIndicator:
    """``parent`` is the number of the indicator whose sub-indicator it is; "" is not established."""

    instrument: str
    number: str
    name: str = ""
    topic: str = ""
    is_inferred: bool = False
    parent: str = ""

    @property
    def key(self) -> str:
        """What names it in its framework; an instrument has at most one indicator without a number."""
        return indicator_key(self.instrument, self.number)


@dataclass(frozen=True)
class PlannedItem:
    """``indicator`` is the key of the indicator or sub-indicator; ``topics`` None: the file says nothing."""

    code: str
    indicator: str
    label: str = ""
    scale: str = ""
    polarity: str = ""
    topics: tuple[str, ...] | None = None
    details: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class PlannedRating:
    code: str
    label: str
    total_min: Decimal | None = None
    each_instrument_min: Decimal | None = None
    scheme: str = ""


@dataclass(frozen=True)
class PlannedSurveyRule:
    instrument: str
    part: str = ""
    group: str = ""
    percent: Decimal | None = None
    minimum: int | None = None
    maximum: int | None = None
    words: str = ""


@dataclass(frozen=True)
class PlannedLink:
    """``earlier`` of another framework (by code) became ``later`` of this one."""

    framework: str
    earlier: str
    later: str
    kind: str


@dataclass(frozen=True)
class FrameworkPlan:
    """All of one framework. ``facts`` holds what is only shown: calendar, gaps, sources, notes …"""

    code: str
    family: str
    fiscal_year: int
    name: str
    owner_name: str = ""
    instruments: tuple[PlannedInstrument, ...] = ()
    indicators: tuple[PlannedIndicator, ...] = ()
    scales: tuple[PlannedScale, ...] = ()
    items: tuple[PlannedItem, ...] = ()
    ratings: tuple[PlannedRating, ...] = ()
    survey_rules: tuple[PlannedSurveyRule, ...] = ()
    links: tuple[PlannedLink, ...] = ()
    facts: Mapping[str, Any] = field(default_factory=dict)

    def with_topics(self, known: Mapping[str, tuple[str, ...]]) -> "FrameworkPlan":
        """The same, where items of which the file says no topics have those known by their codes."""
        items = (
            replace(
                item, topics=tuple(sorted(known.get(item.code, ()) if item.topics is None else item.topics))
            )
            for item in self.items
        )
        return replace(self, items=tuple(items))


def indicator_key(instrument: str, number: str) -> str:
    return number or f"{instrument}/"
