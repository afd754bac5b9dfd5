"""Tables over page breaks: what a page begins in the middle of is printed there again, with "(ต่อ)".

WeasyPrint repeats header rows but leaves a merged cell empty on the pages it runs on to, and knows
nothing of heading rows. Laying out twice would cost almost twice the time, so boxes are copied between
``render()`` and ``write_pdf()``. "(ต่อ)" was laid out, hidden, with the original; the copies show it. Copied
heading rows push the page's table down, into room that the page keeps for them as padding at its foot
(see ``page_css``).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import dropwhile, pairwise
from typing import Any

from weasyprint import VERSION
from weasyprint import Document as Rendering
from weasyprint.formatting_structure.boxes import LineBox, TableBox

WRITTEN_FOR = "70"  # WeasyPrint's boxes are its own affair and may change with any version
if VERSION.partition(".")[0] != WRITTEN_FOR:  # pragma: no cover
    raise ImportError(
        f"continued.py was written for WeasyPrint {WRITTEN_FOR}, not {VERSION}: look at its tests"
    )

Box = Any  # WeasyPrint has no types
_BAND = re.compile(r"\b(?:heading|wide)-(\d)")


@dataclass(slots=True)
class _Running:
    """What of one table may go on over the next page break."""

    bands: list[Box] = field(default_factory=list)  # the heading rows in force, outermost first
    merged: dict[int, tuple[Box, int]] = field(
        default_factory=dict
    )  # grid column: cell, index of its last row


def continue_tables(rendering: Rendering) -> None:
    """Complete the pages of a rendered document, in place."""
    running: dict[Any, _Running] = {}
    for page in rendering.pages:
        page_box = page._page_box
        for table, around in _tables(page_box):
            rows = _body_rows(table)
            if not rows:
                continue
            state = running.setdefault(table.element, _Running())
            _end_with_the_last_row(table, rows)
            _repeat_bands(page_box, table, around, rows, state)
            _repeat_merged_cells(rows, state)
            _remember(rows, state)


def _tables(box: Box) -> Iterator[tuple[Box, list[Box]]]:
    """The tables below a box, each with the boxes around it, from the outermost in."""
    for child in box.children:
        if isinstance(child, TableBox):
            yield child, [box]
        elif not isinstance(child, LineBox):
            yield from ((table, [box, *around]) for table, around in _tables(child))


def _body_rows(table: Box) -> list[Box]:
    groups = (group for group in table.children if not (group.is_header or group.is_footer))
    return [row for group in groups for row in group.children]


def _end_with_the_last_row(table: Box, rows: list[Box]) -> None:
    """WeasyPrint leaves the height of a heading row that it moved to the next page."""
    too_high = table.children[-1].position_y + table.children[-1].height - _bottom(rows[-1])
    table.children[-1].height -= too_high
    table.height -= too_high


def _bottom(row: Box) -> float:
    bottom: float = row.position_y + row.height
    return bottom


def _depth(row: Box) -> int | None:
    """The level of a row that is printed again, from 0: of a heading or of a wide row; None for another's."""
    level = _BAND.search(row.element.get("class", ""))
    return int(level[1]) if level else None


def _remember(rows: list[Box], state: _Running) -> None:
    last = rows[-1].index
    for row in rows:
        depth = _depth(row)
        if depth is not None:
            state.bands[depth:] = [row]
        for cell in row.children:
            _, end = state.merged.get(cell.grid_x, (None, -1))
            if cell.rowspan > 1 and end < row.index:
                end = row.index + cell.rowspan - 1
                state.merged[cell.grid_x] = (cell, end)
                _reach(cell, rows, row.index, end)
    state.merged = {x: (cell, end) for x, (cell, end) in state.merged.items() if end >= last}


# Heading rows


def _repeat_bands(page_box: Box, table: Box, around: list[Box], rows: list[Box], state: _Running) -> None:
    bands = state.bands[: _depth(rows[0])]
    height = sum(band.height for band in bands)
    if not bands or height > page_box.padding_bottom + 1:
        return
    body = next(group for group in table.children if not group.is_header)
    top = body.position_y
    _push_down([*around, table, body], height)
    for row in body.children:
        _move(row, height)
    copies = []
    for band in bands:
        copies.append(_shown_again(band, top))
        top += band.height
    body.children = [*copies, *body.children]


def _push_down(path: list[Box], height: float) -> None:
    """Make the innermost box of a path higher, and move down what stands below it on the page."""
    path = list(dropwhile(lambda box: not _is_sheet(box), path))
    path[-1].height += height
    for outer, inner in reversed(list(pairwise(path))):
        outer.height += height
        for below in outer.children[outer.children.index(inner) + 1 :]:
            below.translate(dy=height)


def _is_sheet(box: Box) -> bool:
    return box.element_tag == "div" and "sheet" in box.element.get("class", "").split()


# Merged cells


def _repeat_merged_cells(rows: list[Box], state: _Running) -> None:
    first = rows[0]
    for x, (cell, end) in state.merged.items():
        if end >= first.index:
            copy = _shown_again(cell, first.position_y)
            _reach(copy, rows, first.index, end)
            _shorten(copy)
            others = [other for other in first.children if other.grid_x != x]
            first.children = sorted([*others, copy], key=lambda other: other.grid_x)


def _reach(cell: Box, rows: list[Box], start: int, end: int) -> None:
    """Let a cell in the row of index ``start`` reach down to row ``end``, or as far as the page goes."""
    covered = [row for row in rows if start <= row.index <= end]
    cell.rowspan = len(covered)
    around = cell.border_height() - cell.height - cell.padding_bottom
    space = _bottom(covered[-1]) - cell.position_y - around
    cell.padding_bottom = max(space - cell.content_height, 0)
    cell.height = space - cell.padding_bottom


def _shorten(cell: Box) -> None:
    """A copy may have less room than its original: it keeps its first lines, and "(ต่อ)" below them."""
    lines, more = cell.children[0].children, cell.children[-1]
    missing = more.position_y + more.height - cell.content_box_y() - cell.height
    dropped = 0.0
    while dropped < missing - 1 and len(lines) > 1:
        dropped += lines.pop().height
    more.translate(dy=-dropped)


def _shown_again(box: Box, top: float) -> Box:
    """A copy of a row or cell that begins at ``top``, its "(ต่อ)" shown."""
    copy = box.deepcopy()
    _move(copy, top - copy.position_y)
    for child in copy.descendants():
        if child.style["visibility"] == "hidden":
            child.style = child.style.copy()
            child.style["visibility"] = "visible"
    return copy


def _move(box: Box, down: float) -> None:
    """Move a row or cell; only heading rows have backgrounds, which WeasyPrint leaves where they were."""
    box.translate(dy=down)
    for child in box.children:
        if getattr(child, "background", None):
            child.background = child.background._replace(
                layers=[_moved_layer(layer, down) for layer in child.background.layers]
            )


def _moved_layer(layer: Any, down: float) -> Any:
    x, y, *size = layer.painting_area
    boxes = [(left, top + down, *rest) for left, top, *rest in layer.clipped_boxes]
    return layer._replace(painting_area=(x, y + down, *size), clipped_boxes=boxes)
