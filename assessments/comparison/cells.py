"""The rows of a comparison and what stands in their cells."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal

from assessments.comparison.facts import Facts
from assessments.comparison.shape import Cell, Earlier, Link, Row, RowKind
from assessments.comparison.tree import Node, tree_of
from assessments.models import AssessmentIndicator, Instrument, Item, ResultLine, Round
from assessments.scoring.shown import as_shown

_DEPTHS = {RowKind.TOTAL: 0, RowKind.INSTRUMENT: 0, RowKind.INDICATOR: 1, RowKind.SUB_INDICATOR: 2}
_ITEM_DEPTH = 3


def rows_of(facts: Facts) -> tuple[Row, ...]:
    """The total, and each instrument with what is below it."""
    return tuple(_with_changes(row) for row in _Rows(facts).all())


def _with_changes(row: Row) -> Row:
    """The row with what each cell is more or less than the nearest earlier one that has a value."""
    cells: list[Cell] = []
    since: int | None = None
    before = Decimal(0)
    for at, cell in enumerate(row.cells):
        if cell.value is not None:
            here = as_shown(cell.value)
            cells.append(cell if since is None else replace(cell, change=here - before, since=since))
            since, before = at, here
        else:
            cells.append(cell)
    return replace(row, cells=tuple(cells))


class _Rows:
    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.items = {item.pk: item for items in facts.items.values() for item in items}
        self.indicators = {one.pk: one for of_one in facts.indicators.values() for one in of_one}
        self.parts = sorted(
            {part for *_, part in (*facts.item_scores, *facts.indicator_scores) if part},
        )
        # In which rounds which instruments were scored by items: there, an item without a score is missing.
        self.scored_by_items = {
            (one, self.indicators[self.items[item].indicator_id].instrument_id)
            for one, item, _ in facts.item_scores
            if item in self.items
        }

    def all(self) -> Iterator[Row]:
        yield self._total()
        for node in tree_of(self.facts):
            yield from self._below(node, RowKind.INSTRUMENT)

    def _total(self) -> Row:
        cells = tuple(_total_cell(one) for one in self.facts.rounds)
        return Row("total", RowKind.TOTAL, "", "", "คะแนนรวม", 0, cells)

    def _below(self, node: Node, kind: RowKind) -> Iterator[Row]:
        if any(_number(member) or member.name for member in node.members.values()):
            yield from self._of_node(node, kind)
        for item in node.items:
            yield from self._of_item(item, node)
        below = RowKind.INDICATOR if kind is RowKind.INSTRUMENT else RowKind.SUB_INDICATOR
        for child in node.children:
            yield from self._below(child, below)

    def _of_node(self, node: Node, kind: RowKind) -> Iterator[Row]:
        latest = next(iter(node.members.values()))
        row = Row(node.key, kind, node.instrument, _number(latest), latest.name, _DEPTHS[kind], ())
        yield replace(row, cells=tuple(self._line_cell(node, one) for one in self.facts.rounds))
        yield from self._of_parts(row, lambda one, part: self._part_cell(node, one, part))

    def _line_cell(self, node: Node, one: Round) -> Cell:
        member = node.members.get(one.framework_id)
        if member is None:
            return Cell()
        line: ResultLine | None
        if isinstance(member, Instrument):
            line = self.facts.instrument_lines.get((one.pk, member.pk))
        else:
            line = self.facts.indicator_lines.get((one.pk, member.pk))
        if line is None:
            return Cell(number=_number(member))
        return Cell(line.value, _number(member), line.missing)

    def _part_cell(self, node: Node, one: Round, part: str) -> Cell:
        member = node.members.get(one.framework_id)
        if not isinstance(member, AssessmentIndicator):
            return Cell()
        return Cell(self.facts.indicator_scores.get((one.pk, member.pk, part)), _number(member))

    def _of_item(self, item: Item, node: Node) -> Iterator[Row]:
        row = Row(f"item-{item.pk}", RowKind.ITEM, node.instrument, item.code, item.label, _ITEM_DEPTH, ())
        whole = tuple(self._item_cell(item, one, "") for one in self.facts.rounds)
        of_parts = list(self._of_parts(row, lambda one, part: self._item_cell(item, one, part)))
        if _says_something(whole) or (not of_parts and self._was_missing(item)):
            yield replace(row, cells=whole)
        yield from of_parts

    def _of_parts(self, row: Row, cell: Callable[[Round, str], Cell]) -> Iterator[Row]:
        for part in self.parts:
            cells = tuple(cell(one, part) for one in self.facts.rounds)
            if _says_something(cells):
                yield replace(row, key=f"{row.key}-{part}", part=part, cells=cells)

    def _item_cell(self, item: Item, one: Round, part: str) -> Cell:
        if one.framework_id == item.framework_id:
            return self._own_cell(item, one, part)
        past = self.facts.history.past(item.pk, item.framework_id, one.framework_id)
        pasts = [self.items[pk] for pk in past.items]
        if past.link is None:
            return self._own_cell(pasts[0], one, part) if pasts else Cell()
        return Cell(earlier=tuple(self._earlier(was, one, part, past.link) for was in pasts))

    def _own_cell(self, item: Item, one: Round, part: str) -> Cell:
        return Cell(self.facts.item_scores.get((one.pk, item.pk, part)), item.code)

    def _earlier(self, was: Item, one: Round, part: str, link: Link) -> Earlier:
        return Earlier(was.code, was.label, self.facts.item_scores.get((one.pk, was.pk, part)), link)

    def _was_missing(self, item: Item) -> bool:
        instrument = self.indicators[item.indicator_id].instrument_id
        return any(
            one.framework_id == item.framework_id and (one.pk, instrument) in self.scored_by_items
            for one in self.facts.rounds
        )


def _total_cell(one: Round) -> Cell:
    result = getattr(one, "result", None)
    return Cell(result.total, missing=result.missing) if result else Cell()


def _number(member: Instrument | AssessmentIndicator) -> str:
    return member.code if isinstance(member, Instrument) else member.number


def _says_something(cells: tuple[Cell, ...]) -> bool:
    """Whether some round has a score here, of its own or of what it was split from or merged of."""
    return any(cell.value is not None or any(was.value is not None for was in cell.earlier) for cell in cells)
