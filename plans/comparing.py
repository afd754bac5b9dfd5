"""Two states of a plan as one: what was added, removed, changed and moved, row by row and word by word.

Pure: both states are PlanContents whose tables, headings and rows have the ids that they have, or had, in
the database; by these they are matched.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Any

from ita_portal.tables.build import build, columns_shown
from ita_portal.tables.content import Numbering, PartContent, PlanContent
from ita_portal.tables.differences import Kind, Piece, differences, labels_of, marked
from ita_portal.tables.layouts import layout_for
from ita_portal.tables.numbering import with_numbers
from ita_portal.tables.row_json import row_to_json
from ita_portal.tables.rows import Row
from ita_portal.tables.table import Cell, Line, LineKind, Table
from plans.stated import Stated, around, facts, prose

_OWN_WORDS = {"title": ("number", "title"), "indicator_quantitative": ("indicator_unspecified",)}
_INDICATORS = ("indicator_quantitative", "indicator_qualitative", "indicator_unspecified")


class State(StrEnum):
    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Change:
    """Something with a name, and its two texts as one."""

    label: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class ComparedCell:
    cell: Cell
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class ComparedLine:
    """A line of the table; ``hidden`` is what changed in fields that no column shows."""

    line: Line
    cells: tuple[ComparedCell, ...]
    state: State = State.SAME
    moved: bool = False
    hidden: tuple[Change, ...] = ()


@dataclass(frozen=True)
class ComparedPart:
    """A table with the rows of both states in one order; ``table`` gives its columns and header."""

    title: str
    state: State
    around: tuple[Change, ...]
    table: Table
    lines: tuple[ComparedLine, ...]

    @property
    def rows(self) -> dict[str, list[int | None]]:
        """The ids of the rows that were added, removed, changed, moved."""
        of = {state.value: [line for line in self.lines if line.state is state] for state in State}
        of["moved"] = [line for line in self.lines if line.moved]
        return {name: [line.line.row_id for line in lines] for name, lines in of.items()}

    @property
    def differs(self) -> bool:
        found = self.rows
        return bool(self.around or self.state is not State.SAME or found["moved"]) or any(
            found[state.value] for state in (State.ADDED, State.REMOVED, State.CHANGED)
        )


@dataclass(frozen=True)
class ComparedSection:
    state: State
    title: tuple[Piece, ...]
    text: tuple[Piece, ...]


@dataclass(frozen=True)
class ComparedPlan:
    """The whole comparison; without changes everything in it is empty or the same."""

    facts: tuple[Change, ...]
    sections: tuple[ComparedSection, ...]
    parts: tuple[ComparedPart, ...]

    @property
    def changed_sections(self) -> int:
        return sum(section.state is not State.SAME for section in self.sections)

    @property
    def differs(self) -> bool:
        return bool(self.facts or self.changed_sections) or any(part.differs for part in self.parts)


def compare(before: PlanContent, after: PlanContent, *, only_changes: bool = False) -> ComparedPlan:
    """The two as one; with ``only_changes`` without rows, sections and tables that are the same."""
    old = {part.id: part for part in before.parts}
    new = {part.id for part in after.parts}
    pairs: list[tuple[PartContent | None, PartContent | None]] = [
        (old.get(part.id), part) for part in after.parts
    ]
    pairs += [(part, None) for part in before.parts if part.id not in new]
    parts = [_part(one, other, before, after, only_changes) for one, other in pairs]
    sections = _sections(prose(before), prose(after))
    if only_changes:
        parts = [part for part in parts if part.differs]
        sections = [section for section in sections if section.state is not State.SAME]
    return ComparedPlan(_changes(facts(before), facts(after)), tuple(sections), tuple(parts))


def _changes(before: Stated, after: Stated) -> tuple[Change, ...]:
    labels = [*before, *(label for label in after if label not in before)]
    texts = ((label, before.get(label, ""), after.get(label, "")) for label in labels)
    return tuple(Change(label, marked(old, new)) for label, old, new in texts if old != new)


# Prose


def _sections(before: Sequence[tuple[str, str]], after: Sequence[tuple[str, str]]) -> list[ComparedSection]:
    """Sections of the same title are one; between these, in their order, those that changed theirs."""
    old, new = ([title for title, _ in side] for side in (before, after))
    found = []
    for _, i, i_end, j, j_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        both = min(i_end - i, j_end - j)
        found += [_section(before[i + n], after[j + n]) for n in range(both)]
        found += [_section(section, None) for section in before[i + both : i_end]]
        found += [_section(None, section) for section in after[j + both : j_end]]
    return found


def _section(before: tuple[str, str] | None, after: tuple[str, str] | None) -> ComparedSection:
    old, new = before or ("", ""), after or ("", "")
    return ComparedSection(_state(before, after, old != new), marked(old[0], new[0]), marked(old[1], new[1]))


def _state(before: object, after: object, differs: bool) -> State:
    if before is None:
        return State.ADDED
    if after is None:
        return State.REMOVED
    return State.CHANGED if differs else State.SAME


# A table


@dataclass(frozen=True)
class _Pair:
    """A row before and after; one of them is None where it was not there."""

    before: Row | None
    after: Row | None
    moved: bool = False

    @property
    def row(self) -> Row:
        row = self.after or self.before
        assert row is not None  # noqa: S101 (a pair has at least one)
        return row

    @property
    def state(self) -> State:
        return _state(self.before, self.after, bool(self.differences()))

    def differences(self) -> list[Any]:
        """Field by field; what stands over the row is told by the headings themselves."""
        if self.before is None or self.after is None:
            return []
        found = differences(row_to_json(self.before), row_to_json(self.after))
        return [difference for difference in found if difference.field != "heading"]


def _part(
    before: PartContent | None,
    after: PartContent | None,
    plan_before: PlanContent,
    plan_after: PlanContent,
    only_changes: bool,
) -> ComparedPart:
    base = after or before
    assert base is not None  # noqa: S101 (one of both is there)
    pairs = [] if base.rows_of else _pairs(before, after)
    if only_changes:
        pairs = [pair for pair in pairs if pair.moved or pair.state is not State.SAME]
    sides = [around(part, plan) for part, plan in ((before, plan_before), (after, plan_after)) if part]
    numbers = _Numbers(_printed(before), _printed(after))
    table = _table(base, [numbers.of(pair) for pair in pairs])
    lines = _Lines(base, pairs, numbers, _headings(before), _headings(after))
    return ComparedPart(
        title=base.title,
        state=_state(before, after, False),
        around=_changes(sides[0], sides[-1]),
        table=table,
        lines=tuple(lines.of(table)),
    )


def _printed(part: PartContent | None) -> dict[Any, str]:
    """The number that each row prints, typed or not."""
    if part is None:
        return {}
    numbered = with_numbers(part.rows, part.options.numbering or layout_for(part.layout).numbering)
    return {_key(row): row.number for row in numbered}


@dataclass(frozen=True)
class _Numbers:
    """What numbers the rows print in each state: a number that nobody typed is no change."""

    before: Mapping[Any, str]
    after: Mapping[Any, str]

    def of(self, pair: _Pair) -> Row:
        """The row as the merged table shows it."""
        numbers = self.after if pair.after else self.before
        return replace(pair.row, number=numbers.get(_key(pair.row), ""))

    def of_before(self, row: Row, after: Row | None) -> Row:
        """The row as it was; where nobody typed a number in either state, with the one that it prints now."""
        if row.number:
            return row
        numbers = self.after if after and not after.number else self.before
        return replace(row, number=numbers.get(_key(row), ""))


def _table(part: PartContent, rows: Iterable[Row]) -> Table:
    """The rows in the part's layout; nothing is numbered or added up among rows of two states."""
    options = replace(part.options, numbering=Numbering.NONE, totals=False)
    return build(replace(part, rows=tuple(rows), options=options), merged=False)


def _headings(part: PartContent | None) -> Mapping[int, str]:
    return part.headings if part else {}


def _own_rows(part: PartContent | None) -> tuple[Row, ...]:
    return part.own_rows if part else ()


def _pairs(part_before: PartContent | None, part_after: PartContent | None) -> list[_Pair]:
    """Every row of both states once, in the order of the later; what went stands where it stood."""
    before, after, texts = _own_rows(part_before), _own_rows(part_after), _headings(part_after)
    keys_before, keys_after = ([_key(row) for row in side] for side in (before, after))
    old, new = dict(zip(keys_before, before, strict=True)), set(keys_after)
    found: list[_Pair] = []
    for tag, i, i_end, j, j_end in SequenceMatcher(
        None, keys_before, keys_after, autojunk=False
    ).get_opcodes():
        gone = [row for row in before[i:i_end] if _key(row) not in new]
        found += [_Pair(_renamed(row, texts), None) for row in gone]
        found += [_pair(old.get(_key(row)), row, moved=tag != "equal") for row in after[j:j_end]]
    filled = {pair.row.heading_ids for pair in found if not pair.row.placeholder}
    return [pair for pair in found if not (pair.row.placeholder and pair.row.heading_ids in filled)]


def _key(row: Row) -> Any:
    return row.heading_ids if row.placeholder else row.id


def _pair(before: Row | None, after: Row, *, moved: bool) -> _Pair:
    if before is None:
        return _Pair(None, after)
    elsewhere = before.heading_ids[-1:] != after.heading_ids[-1:]
    return _Pair(before, after, moved=not after.placeholder and (moved or elsewhere))


def _renamed(row: Row, texts: Mapping[int, str]) -> Row:
    """A row that went, under the words that its headings have by now."""
    pairs = zip(row.heading_ids, row.headings, strict=False)
    return replace(row, headings=tuple(texts.get(pk, text) for pk, text in pairs))


class _Lines:
    """The lines of the merged table, each cell with its two texts."""

    def __init__(
        self,
        part: PartContent,
        pairs: Sequence[_Pair],
        numbers: _Numbers,
        headings_before: Mapping[int, str],
        headings_after: Mapping[int, str],
    ) -> None:
        self.part = part
        self.pairs = {pair.row.id: pair for pair in pairs}
        self.headings_before, self.headings_after = headings_before, headings_after
        columns = columns_shown(part)
        self.labels = labels_of(columns)
        self.shown = {column.field for column in columns} | {column.header[-1] for column in columns}
        for field, covered in {**_OWN_WORDS, "indicator": _INDICATORS}.items():
            self.shown |= set(covered) if field in self.shown else set()
        before = [numbers.of_before(p.before, p.after) for p in pairs if p.before and not p.row.placeholder]
        self.texts_before = {
            line.row_id: {cell.column: cell.text for cell in line.cells} for line in _table(part, before).body
        }

    def of(self, table: Table) -> Iterable[ComparedLine]:
        for line in table.body:
            pair = self.pairs.get(line.row_id) if line.kind is LineKind.ROW else None
            cells = tuple(ComparedCell(cell, self._pieces(cell, line, pair)) for cell in line.cells)
            if pair is None or line.row_id is None:
                yield ComparedLine(line, cells)
                continue
            yield ComparedLine(line, cells, pair.state, pair.moved, tuple(self._hidden(pair)))

    def _pieces(self, cell: Cell, line: Line, pair: _Pair | None) -> tuple[Piece, ...]:
        if cell.field == "heading" and line.heading_id:
            old = self.headings_before.get(line.heading_id, "")
            return marked(old, self.headings_after.get(line.heading_id, ""))
        if pair is None or (not cell.text and pair.before is None):
            return (Piece(Kind.SAME, cell.text),)
        if pair.before is None:
            return (Piece(Kind.ADDED, cell.text),)
        if pair.after is None:
            return (Piece(Kind.REMOVED, cell.text),)
        return marked(self.texts_before.get(line.row_id, {}).get(cell.column, ""), cell.text)

    def _hidden(self, pair: _Pair) -> Iterable[Change]:
        for change in pair.differences():
            if change.field not in self.shown:
                label = self.labels.get(change.field, change.field)
                yield Change(label, marked(change.before, change.after))
