"""The grid of a round's scores: what is in it, what was typed into it, what was wrong with that."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from assessments.models import InstrumentPart, Round
from assessments.reading.cells import read_score, score_text
from assessments.rounds.sheets import Entry, Group, InstrumentSheet, Sheet, sheet_of
from assessments.scoring.engine import Given, Scored, scored
from assessments.scoring.shown import shown, undecimal_12
from assessments.services.results import given_of
from assessments.services.scores import key_of
from assessments.shapes import shape_of
from ita_portal.render.text import printable

MOST_TYPED = 100  # characters of a cell that are shown again
BY_ITEM, BY_INDICATOR = "item", "indicator"


@dataclass
class Cell:
    """A score to type: as typed, what is wrong with it, and what is stored where somebody else changed it."""

    entry: Entry
    text: str = ""
    error: str = ""
    theirs: str | None = None


@dataclass(frozen=True)
class Rows:
    """An indicator and the cells under it; ``score`` as computed, "" where something is missing."""

    group: Group
    cells: list[Cell]
    score: str


@dataclass(frozen=True)
class InstrumentRows:
    sheet: InstrumentSheet
    rows: list[Rows]
    score: str


@dataclass
class ScoreGrid:
    """The scores of a round, or of a part of it (``part_id``; 0: none), by items or by indicators.

    ``typed``: what somebody typed, by key of ``sheets.Entry``; other cells hold what is stored.
    """

    of_round: Round
    part_id: int = 0
    by: str = ""
    typed: dict[str, str] = field(default_factory=dict)
    is_stale: bool = False

    def __post_init__(self) -> None:
        self.by = self.by if self.by in (BY_ITEM, BY_INDICATOR) else self._as_typed_before()

    @cached_property
    def sheet(self) -> Sheet:
        return sheet_of(self.of_round.framework)

    @cached_property
    def part(self) -> InstrumentPart | None:
        return self.sheet.parts.get(self.part_id)

    @cached_property
    def stored(self) -> dict[str, Decimal]:
        return {key_of(score): score.value for score in self.of_round.scores.filter(part=self.part)}

    @cached_property
    def instruments(self) -> list[InstrumentSheet]:
        """Those in the grid: of a part, its own alone."""
        own = self.part.instrument_id if self.part else None
        return [one for one in self.sheet.instruments if own in (None, one.instrument.pk)]

    @property
    def shown(self) -> list[Entry]:
        """Everything that has a cell, from top to bottom."""
        return [entry for one in self.instruments for group in one.groups for entry in self._entries(group)]

    @property
    def rows(self) -> list[InstrumentRows]:
        return [InstrumentRows(one, list(self._rows(one)), self._score_of(one)) for one in self.instruments]

    @cached_property
    def errors(self) -> list[tuple[Entry, str]]:
        """What was typed and cannot be a score."""
        return [(cell.entry, cell.error) for cell in map(self._cell, self.shown) if cell.error]

    @property
    def values(self) -> dict[str, Decimal | None]:
        """The scores that were typed; only where there are no errors."""
        keys = {entry.key for entry in self.shown}
        return {key: read_score(text) for key, text in self.typed.items() if key in keys}

    @cached_property
    def result(self) -> Scored:
        """The round's result with what was typed in the place of what is stored; nothing is written."""
        return scored(shape_of(self.of_round.framework), self._given())

    def _as_typed_before(self) -> str:
        is_coarse = bool(self.stored) and all(key.startswith("indicator-") for key in self.stored)
        return BY_INDICATOR if is_coarse else BY_ITEM

    def _entries(self, group: Group) -> list[Entry]:
        """By items, an indicator takes a score itself only where no items of it are known."""
        if self.by == BY_INDICATOR:
            return [group.itself]
        return list(group.items) or ([] if group.indicator.pk in self._parents else [group.itself])

    @cached_property
    def _parents(self) -> set[int | None]:
        return {group.indicator.parent_id for one in self.sheet.instruments for group in one.groups}

    def _rows(self, sheet: InstrumentSheet) -> Iterator[Rows]:
        for group in sheet.groups:
            outcome = self.result.indicators[group.indicator.key]
            score = "" if outcome.value is None else shown(outcome.value)
            yield Rows(group, [self._cell(entry) for entry in self._entries(group)], score)

    def _cell(self, entry: Entry) -> Cell:
        stored = score_text(self.stored.get(entry.key))
        if entry.key not in self.typed:
            return Cell(entry, stored)
        text = self.typed[entry.key]
        theirs = stored if self.is_stale and stored != text.strip() else None
        return Cell(entry, text[:MOST_TYPED], _error(text), theirs)

    def _score_of(self, sheet: InstrumentSheet) -> str:
        value = self.result.instruments[sheet.instrument.code].value
        return "" if value is None else shown(value)

    def _given(self) -> Given:
        """The scores with what was typed; what cannot be read is no score."""
        given = given_of(self.of_round)
        typed = {key: text for key, text in self.typed.items() if key in self.sheet.by_key}
        if not typed:
            return given
        old = given.parts.get(self.part.code, Given()) if self.part else given
        items, indicators = dict(old.items), dict(old.indicators)
        for key, text in typed.items():
            entry = self.sheet.by_key[key]
            of, code = (items, entry.item.code) if entry.item else (indicators, entry.indicator.key)
            of.pop(code, None)
            if not _error(text) and (value := read_score(text)) is not None:
                of[code] = undecimal_12(value)
        if self.part:
            parts = {**given.parts, self.part.code: Given(items=items, indicators=indicators)}
            return Given(given.items, given.indicators, given.instruments, parts)
        return Given(items, indicators, given.instruments, given.parts)


def typed_cells(data: Mapping[str, str], sheet: Sheet) -> dict[str, str]:
    """What a form says of the cells of the sheet."""
    return {key: printable(text) for key, text in data.items() if key in sheet.by_key}


def _error(text: str) -> str:
    try:
        read_score(text)
    except ValueError as error:
        return str(error)
    return ""
