"""A table of the document in Word: what stands above it, the table itself, its notes and signatures.

What belongs together is kept on one page by "keep with next": titles with the table's header, headings with
the row below them, notes and signatures with the last row.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from ita_portal.render.blocks import TableBlock
from ita_portal.render.docx_grid import HEADER_FILL, HEADING_FILL, GridCell, GridRow, grid
from ita_portal.render.docx_signatures import signatures_xml
from ita_portal.render.docx_styles import GAP, HEADINGS, PART_TITLE, table_style
from ita_portal.render.docx_xml import JUSTIFIED, bookmarked, paragraph, run
from ita_portal.render.look import Look
from ita_portal.render.paper import header_points, printed_size, table_points, taller_than_a_page
from ita_portal.render.sheets import is_short
from ita_portal.render.text import printable
from ita_portal.render.whole import header_lines
from ita_portal.tables.layout import Align
from ita_portal.tables.table import Cell, Line, LineKind, Table

_KEPT = "<w:keepNext/>"
_CENTRED = JUSTIFIED[Align.CENTER]
_INDENT = 240  # of a heading by its depth, in twentieths of a point


def part_xml(block: TableBlock, look: Look, *, anchor: str, level: int) -> str:
    """A table with all around it. ``level`` (from 0) is its title's among the document's headings."""
    table = block.table
    words, over = run(table.title, bold=table.title_in_table), ""
    if block.heading:
        over = paragraph(bookmarked(run(block.heading), anchor), style=HEADINGS[level])
        title = _Title(words)
    else:
        title = _Title(bookmarked(words, anchor), level)
    rows = [*_header(table, look, title), *_body(table, look, is_whole=is_short(block))]
    width = printed_size(look, table.orientation)[0]
    empty = paragraph(style=table_style(table_points(table, look)))
    inside = grid([column.width * width for column in table.columns], rows, empty=empty)
    return (
        over + _above(table, title) + inside + _notes(table) + signatures_xml(table.signatures, look, width)
    )


@dataclass(frozen=True, slots=True)
class _Title:
    """A table's title as runs and, where it is a heading of the document, its level."""

    content: str
    level: int | None = None


# Around the table


def _above(table: Table, title: _Title) -> str:
    words = "".join(paragraph(run(line), properties=_KEPT + _CENTRED) for line in table.lines)
    if table.title and not table.title_in_table:
        style = PART_TITLE if title.level is None else HEADINGS[title.level]
        words = paragraph(title.content, style=style, properties=_KEPT + _CENTRED) + words
    return words + (paragraph(style=GAP, properties=_KEPT) if words else "")


def _notes(table: Table) -> str:
    kept = _KEPT if table.signatures else ""
    notes = "".join(paragraph(run(note), properties=kept) for note in table.notes)
    return paragraph(style=GAP, properties=_KEPT) + notes if notes else ""


# The table


def _header(table: Table, look: Look, title: _Title) -> Iterator[GridRow]:
    if table.title_in_table and table.title:
        outline = "" if title.level is None else f'<w:outlineLvl w:val="{title.level}"/>'
        style = table_style(table_points(table, look))
        words = paragraph(title.content, style=style, properties=_KEPT + _CENTRED + outline)
        yield GridRow((GridCell(0, words, colspan=len(table.columns), is_middle=True),), is_header=True)
    style = table_style(header_points(table, look))
    for row in table.header:
        yield GridRow(tuple(_header_cell(cell, style) for cell in row), is_header=True)


def _header_cell(cell: Cell, style: str) -> GridCell:
    text = cell.text if cell.colspan > 1 else header_lines(cell.text)
    content = _paragraphs(text, style, _KEPT + _CENTRED, is_bold=True)
    return GridCell(
        cell.column, content, cell.colspan, cell.rowspan, HEADER_FILL, is_middle=True, is_tight=True
    )


def _body(table: Table, look: Look, *, is_whole: bool) -> Iterator[GridRow]:
    """The rows; a table that ``is_whole`` is rather moved to the next page than parted."""
    style = table_style(table_points(table, look))
    is_followed = bool(table.notes or table.signatures)
    for at, line in enumerate(table.body, start=1):
        if line.kind is LineKind.HEADING:
            yield _heading_row(line, style)
            continue
        may_split = taller_than_a_page(line, table, look)
        is_kept = is_followed if at == len(table.body) else is_whole or line.is_wide
        kept = _KEPT if is_kept and not may_split else ""
        is_bold = line.kind is LineKind.TOTAL
        cells = tuple(
            GridCell(
                cell.column,
                _paragraphs(cell.text, style, kept + JUSTIFIED[cell.align], is_bold=is_bold),
                cell.colspan,
                cell.rowspan,
            )
            for cell in line.cells
        )
        yield GridRow(cells, may_split=may_split)


def _heading_row(line: Line, style: str) -> GridRow:
    indent = f'<w:ind w:left="{_INDENT * line.depth}"/>' if line.depth else ""
    fill = "" if line.depth else HEADING_FILL
    cells = []
    for cell in line.cells:
        content = _paragraphs(cell.text, style, _KEPT + indent + JUSTIFIED[cell.align], is_bold=True)
        cells.append(GridCell(cell.column, content, cell.colspan, cell.rowspan, fill))
    return GridRow(tuple(cells))


def _paragraphs(text: str, style: str, properties: str, *, is_bold: bool = False) -> str:
    """Each line of the text as a paragraph, as people type them who edit it."""
    return "".join(
        [
            paragraph(run(line, bold=is_bold), style=style, properties=properties)
            for line in printable(text).split("\n")
        ]
    )
