"""What is scored in a framework: its items, and the indicators for those who know no items.

A sheet is read in four queries whatever the size of the framework.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from assessments.models import AssessmentIndicator, Framework, Instrument, InstrumentPart, Item
from ita_portal.thai.digits import to_arabic


@dataclass(frozen=True)
class Entry:
    """One thing that takes a score: an item, or an indicator itself (``item`` is None).

    ``is_choice``: its answers are 100 and 0 and nothing between, as those of a disclosure.
    """

    instrument: Instrument
    indicator: AssessmentIndicator
    item: Item | None = None

    @property
    def key(self) -> str:
        """How a form and the trail name it: "item-12", "indicator-4"."""
        return f"item-{self.item.pk}" if self.item else f"indicator-{self.indicator.pk}"

    @property
    def code(self) -> str:
        return self.item.code if self.item else self.indicator.number or self.instrument.code

    @property
    def label(self) -> str:
        return self.item.label if self.item else self.indicator.name

    @property
    def words(self) -> str:
        """How messages name it: "ข้อ i7", "ตัวชี้วัดที่ 4"."""
        if self.item:
            return f"ข้อ {self.item.code}"
        return self.indicator.reference if self.indicator.number else f"ตัวชี้วัดของ {self.instrument.code}"

    @property
    def is_choice(self) -> bool:
        if self.item is None or self.item.scale is None:
            return False
        return {str(answer.get("points")).partition(".")[0] for answer in self.item.scale.answers} == {
            "100",
            "0",
        }


@dataclass(frozen=True)
class Group:
    """An indicator or sub-indicator with its items; ``depth`` 0 for an indicator."""

    instrument: Instrument
    indicator: AssessmentIndicator
    items: tuple[Entry, ...]
    depth: int = 0

    @property
    def itself(self) -> Entry:
        """The indicator as a thing that takes a score."""
        return Entry(self.instrument, self.indicator)


@dataclass(frozen=True)
class InstrumentSheet:
    instrument: Instrument
    parts: tuple[InstrumentPart, ...]
    groups: tuple[Group, ...]

    def entries(self) -> Iterator[Entry]:
        """The indicators, each before its items."""
        for group in self.groups:
            yield group.itself
            yield from group.items


@dataclass(frozen=True)
class Sheet:
    """All that is scored in a framework."""

    instruments: tuple[InstrumentSheet, ...]

    @cached_property
    def by_key(self) -> dict[str, Entry]:
        return {entry.key: entry for one in self.instruments for entry in one.entries()}

    @cached_property
    def by_code(self) -> dict[str, Entry]:
        """Items by their codes and indicators by their numbers, as ``plain_code`` writes them."""
        found = {plain_code(e.code): e for e in self.by_key.values() if e.item is None and e.indicator.number}
        return found | {plain_code(e.code): e for e in self.by_key.values() if e.item}

    @cached_property
    def parts(self) -> dict[int, InstrumentPart]:
        return {part.pk: part for one in self.instruments for part in one.parts}


def plain_code(text: str) -> str:
    """A code as people write it to one by which it is found: "ข้อ O 6." and "o6" are one."""
    plain = to_arabic(text).strip().lower()
    for word in ("ข้อที่", "ข้อ", "ตัวชี้วัดที่", "ตัวชี้วัด"):
        plain = plain.removeprefix(word)
    return plain.strip().strip(".").replace(" ", "")


def sheet_of(framework: Framework) -> Sheet:
    """The framework as it is scored, in its own order."""
    items: dict[int, list[Item]] = {}
    for item in framework.items.select_related("scale").order_by("position", "pk"):
        items.setdefault(item.indicator_id, []).append(item)
    indicators: dict[tuple[int, int | None], list[AssessmentIndicator]] = {}
    for indicator in framework.indicators.order_by("position", "pk"):
        indicators.setdefault((indicator.instrument_id, indicator.parent_id), []).append(indicator)

    def groups(instrument: Instrument, parent: int | None, depth: int) -> Iterator[Group]:
        for indicator in indicators.get((instrument.pk, parent), ()):
            own = tuple(Entry(instrument, indicator, item) for item in items.get(indicator.pk, ()))
            yield Group(instrument, indicator, own, depth)
            yield from groups(instrument, indicator.pk, depth + 1)

    return Sheet(
        tuple(
            InstrumentSheet(one, tuple(one.parts.all()), tuple(groups(one, None, 0)))
            for one in framework.instruments.prefetch_related("parts")
        )
    )
