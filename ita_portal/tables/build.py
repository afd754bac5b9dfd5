"""A part's content becomes a Table: columns chosen, rows numbered, headings placed, cells merged."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import groupby

from ita_portal.tables.content import ColumnChoice, Digits, Options, PartContent
from ita_portal.tables.layout import Align, Column, Layout, Value
from ita_portal.tables.layouts import layout_for
from ita_portal.tables.numbering import with_numbers
from ita_portal.tables.rows import Row
from ita_portal.tables.table import Cell, Line, LineKind, Table, TableColumn
from ita_portal.thai.digits import to_arabic, to_thai

HEADING_FIELD = "heading"
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
        signatures=part.signatures,
        orientation=layout.orientation,
        title_in_table=layout.title_in_table,
        part_id=part.id,
    )


def columns_of(layout: Layout, choices: Sequence[ColumnChoice] | None, fiscal_year: int) -> list[Column]:
    """The columns to show, in order, with their headers as the part words them.

    A choice whose field the layout does not know shows what the rows keep in ``other`` under its header.
    """
    if not choices:
        return [replace(column, header=_with_years(column.header, fiscal_year)) for column in layout.columns]
    return [_chosen(layout, choice) for choice in choices]


def _chosen(layout: Layout, choice: ColumnChoice) -> Column:
    column = layout.column(choice.field)
    if column is None:
        return Column(choice.field, choice.header, choice.width or 10, _other(choice.header[-1]))
    return replace(column, header=choice.header, width=choice.width or column.width)


def _other(key: str) -> Callable[[Row], Value]:
    return lambda row: Value(row.other.get(key, ""))


def _with_years(header: tuple[str, ...], fiscal_year: int) -> tuple[str, ...]:
    years = {"fiscal_year": fiscal_year, "yy": fiscal_year % 100, "yy_before": (fiscal_year - 1) % 100}
    return tuple(words.format(**years) for words in header)


def _one_line(words: str) -> str:
    return " ".join(words.split())


def _header(columns: Sequence[Column], digits: Callable[[str], str]) -> tuple[tuple[Cell, ...], ...]:
    depth = max(len(column.header) for column in columns)
    return tuple(tuple(_header_row(columns, level, depth, digits)) for level in range(depth))


def _header_row(
    columns: Sequence[Column], level: int, depth: int, digits: Callable[[str], str]
) -> list[Cell]:
    """One header row: neighbours under the same group are one cell, a short header reaches down."""
    cells: list[Cell] = []
    numbered = [(at, column.header) for at, column in enumerate(columns) if len(column.header) > level]
    for words, group in groupby(numbered, key=lambda item: item[1][: level + 1]):
        members = list(group)
        leaf = len(words) == len(members[0][1])
        for run in [[m] for m in members] if leaf else _neighbours(members):
            cells.append(
                Cell(
                    column=run[0][0],
                    text=digits(words[-1]),
                    align=Align.CENTER,
                    colspan=len(run),
                    rowspan=depth - level if leaf else 1,
                    field=columns[run[0][0]].field if leaf else "",
                )
            )
    return cells


def _neighbours(members: list[tuple[int, tuple[str, ...]]]) -> list[list[tuple[int, tuple[str, ...]]]]:
    runs: list[list[tuple[int, tuple[str, ...]]]] = []
    for member in members:
        if runs and runs[-1][-1][0] == member[0] - 1:
            runs[-1].append(member)
        else:
            runs.append([member])
    return runs


def _body(
    rows: Sequence[Row], columns: Sequence[Column], options: Options, digits: Callable[[str], str]
) -> list[Line]:
    heading_at = next((at for at, column in enumerate(columns) if column.field == HEADING_FIELD), None)
    merged = heading_at is not None
    lines: list[Line] = []
    above: tuple[str, ...] = ()
    for path, group in groupby(rows, key=lambda row: row.headings):
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


def _band_lines(
    path: tuple[str, ...], above: tuple[str, ...], width: int, digits: Callable[[str], str]
) -> list[Line]:
    """A full-width line for every heading from the level on at which the path differs from the last."""
    same = 0
    while same < min(len(path), len(above)) and path[same] == above[same]:
        same += 1
    return [
        Line(LineKind.HEADING, (Cell(0, digits(path[depth]), colspan=width, field=HEADING_FIELD),), depth)
        for depth in range(same, len(path))
    ]


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
        text = digits(value.text) if value.text else _empty(column, row, options)
        span = heading_span if at == heading_at else 1
        cells.append(Cell(at, text, column.align, rowspan=span, number=value.number, field=column.field))
    return Line(LineKind.ROW, tuple(cells), row_id=row.id)


def _empty(column: Column, row: Row, options: Options) -> str:
    if row.placeholder:
        return ""
    family = column.field.rpartition("_")[0]
    return options.empty.get(column.field, options.empty.get(family, column.empty))
