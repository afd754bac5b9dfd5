"""A part's content becomes a Table: columns chosen, rows numbered, headings placed, cells merged."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import groupby, zip_longest

from ita_portal.tables.columns import column_for
from ita_portal.tables.content import ColumnChoice, Digits, Options, PartContent, Signature
from ita_portal.tables.layout import Align, Column, Layout, Value
from ita_portal.tables.layouts import layout_for
from ita_portal.tables.numbering import with_numbers
from ita_portal.tables.rows import Row
from ita_portal.tables.table import Cell, Line, LineKind, Table, TableColumn
from ita_portal.thai.digits import to_arabic, to_thai

HEADING_FIELD = "heading"
DEFAULT_WIDTH = 10.0
_FAMILIES = ("quarter", "month")  # one setting of their empty cells for all four, all twelve
_DIGITS: dict[Digits, Callable[[str], str]] = {
    Digits.AS_TYPED: str,
    Digits.THAI: to_thai,
    Digits.ARABIC: to_arabic,
}


def build(part: PartContent) -> Table:
    """The Table of one part; raises UnknownLayoutError for a layout that does not exist."""
    layout = layout_for(part.layout)
    columns = columns_of(layout, part.columns, part.fiscal_year)
    digits = _DIGITS[part.options.digits]
    widths = sum(column.width for column in columns)
    rows = with_numbers(part.rows, part.options.numbering or layout.numbering)
    return Table(
        title=digits(part.title),
        lines=tuple(map(digits, part.lines)),
        columns=tuple(
            TableColumn(
                column.field, digits(_one_line(column.header[-1])), column.width / widths, column.align
            )
            for column in columns
        ),
        header=_header(columns, digits),
        body=tuple(_body(rows, columns, part.options, digits)),
        notes=tuple(map(digits, part.notes)),
        signatures=tuple(_signature(signature, digits) for signature in part.signatures),
        orientation=layout.orientation,
        title_in_table=layout.title_in_table,
        part_id=part.id,
    )


def columns_of(layout: Layout, choices: Sequence[ColumnChoice] | None, fiscal_year: int) -> list[Column]:
    """The columns to show, in order, with their headers as the part words them.

    A choice may name a field that the layout does not have, or none of the contract's
    (see ``columns.column_for``).
    """
    if not choices:
        return [replace(column, header=_with_years(column.header, fiscal_year)) for column in layout.columns]
    return [_chosen(layout, choice) for choice in choices]


def _chosen(layout: Layout, choice: ColumnChoice) -> Column:
    column = layout.column(choice.field)
    if column is None:
        return column_for(choice.field, choice.header, choice.width or DEFAULT_WIDTH)
    return replace(column, header=choice.header, width=choice.width or column.width)


def _with_years(header: tuple[str, ...], fiscal_year: int) -> tuple[str, ...]:
    years = {"fiscal_year": fiscal_year, "yy": fiscal_year % 100, "yy_before": (fiscal_year - 1) % 100}
    return tuple(words.format(**years) for words in header)


def _one_line(words: str) -> str:
    return " ".join(words.split())


def _signature(signature: Signature, digits: Callable[[str], str]) -> Signature:
    return Signature(
        digits(signature.label),
        digits(signature.name),
        digits(signature.position),
        digits(signature.acting_for),
    )


def _header(columns: Sequence[Column], digits: Callable[[str], str]) -> tuple[tuple[Cell, ...], ...]:
    depth = max(len(column.header) for column in columns)
    return tuple(tuple(_header_row(columns, level, depth, digits)) for level in range(depth))


def _header_row(
    columns: Sequence[Column], level: int, depth: int, digits: Callable[[str], str]
) -> list[Cell]:
    """One header row: neighbours under the same group are one cell, a short header reaches down."""
    cells: list[Cell] = []
    by_words = groupby(enumerate(columns), key=lambda item: _level_of(item[1].header, level))
    for (words, is_leaf), group in by_words:
        members = [(at, column) for at, column in group if len(column.header) > level]
        if is_leaf:
            cells += [
                Cell(at, digits(words[-1]), Align.CENTER, rowspan=depth - level, field=column.field)
                for at, column in members
            ]
        elif members:
            cells.append(Cell(members[0][0], digits(words[-1]), Align.CENTER, colspan=len(members)))
    return cells


def _level_of(header: tuple[str, ...], level: int) -> tuple[tuple[str, ...], bool]:
    """The header's words down to that level, and whether the column's own words are there."""
    return header[: level + 1], len(header) == level + 1


def _body(
    rows: Sequence[Row], columns: Sequence[Column], options: Options, digits: Callable[[str], str]
) -> list[Line]:
    heading_at = next((at for at, column in enumerate(columns) if column.field == HEADING_FIELD), None)
    merged = heading_at is not None
    lines: list[Line] = []
    above: tuple[_Heading, ...] = ()
    for path, group in groupby(rows, key=_headings):
        members = list(group)
        bands = path[:-1] if merged else path
        lines += _band_lines(bands, above, len(columns), digits)
        above = bands
        if not merged:
            members = [row for row in members if not row.placeholder]
        for at, row in enumerate(members):
            span = 0 if at and merged else len(members)
            lines.append(_row_line(row, columns, options, digits, heading_at, span))
    return lines


_Heading = tuple[str, int | None]


def _headings(row: Row) -> tuple[_Heading, ...]:
    """The row's headings with their ids: two headings of the same words stay two."""
    return tuple(zip_longest(row.headings, row.heading_ids[: len(row.headings)]))


def _band_lines(
    path: tuple[_Heading, ...], above: tuple[_Heading, ...], width: int, digits: Callable[[str], str]
) -> list[Line]:
    """A full-width line for every heading from the level on at which the path differs from the last.

    Rows that return from a sub-heading to the heading above it have that heading printed once more.
    """
    same = 0
    while same < min(len(path), len(above)) and path[same] == above[same]:
        same += 1
    if 0 < same == len(path) < len(above):
        same -= 1
    lines = []
    for depth, (words, heading_id) in enumerate(path[same:], start=same):
        cell = Cell(0, digits(words), colspan=width, field=HEADING_FIELD)
        lines.append(Line(LineKind.HEADING, (cell,), depth, heading_id=heading_id))
    return lines


def _row_line(
    row: Row,
    columns: Sequence[Column],
    options: Options,
    digits: Callable[[str], str],
    heading_at: int | None,
    heading_span: int,
) -> Line:
    cells = []
    for at, column in enumerate(columns):
        if at == heading_at and not heading_span:
            continue
        value = column.write(row)
        cells.append(
            Cell(
                at,
                digits(value.text) if value.text else _empty(column, row, options),
                _align(column, value),
                rowspan=heading_span if at == heading_at else 1,
                number=value.number,
                field=column.field,
            )
        )
    merged_id = row.heading_ids[-1] if heading_at is not None and heading_span and row.heading_ids else None
    return Line(LineKind.ROW, tuple(cells), row_id=row.id, heading_id=merged_id)


def _align(column: Column, value: Value) -> Align:
    """Words and dashes in a column of numbers stand in its middle."""
    return Align.CENTER if column.align is Align.END and value.number is None else column.align


def _empty(column: Column, row: Row, options: Options) -> str:
    if row.placeholder:
        return ""
    family = column.field.partition("_")[0]
    words = options.empty.get(column.field)
    if words is None and family in _FAMILIES:
        words = options.empty.get(family)
    return column.empty if words is None else words
