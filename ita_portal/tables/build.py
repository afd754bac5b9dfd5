"""A part's content becomes a Table: columns chosen, rows numbered, headings placed, cells merged."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import groupby, zip_longest

from ita_portal.tables.columns import column_for, numbered, own_column
from ita_portal.tables.content import ColumnChoice, Digits, Options, PartContent, Signature
from ita_portal.tables.layout import Align, Column, Layout, Total, Value
from ita_portal.tables.layouts import layout_for
from ita_portal.tables.numbering import with_numbers
from ita_portal.tables.rows import Row
from ita_portal.tables.table import Cell, Line, LineKind, Table, TableColumn
from ita_portal.tables.tree import depth_of
from ita_portal.thai.digits import to_arabic, to_thai
from ita_portal.thai.fiscal import FIRST_MONTH
from ita_portal.thai.months import MonthStyle, format_month

HEADING_FIELD = "heading"
DEFAULT_WIDTH = 10.0
_LAYOUTS_OWN = Options()
_FAMILIES = ("quarter", "month")  # one setting of their empty cells for all four, all twelve
_DIGITS: dict[Digits, Callable[[str], str]] = {
    Digits.AS_TYPED: str,
    Digits.THAI: to_thai,
    Digits.ARABIC: to_arabic,
}


def build(part: PartContent, *, merged: bool = True) -> Table:
    """The Table of one part; raises UnknownLayoutError for a layout that does not exist.

    Without ``merged`` every row has all its cells but for the headings', and there is a header in any case:
    rows of the editor are opened one by one.
    """
    layout = layout_for(part.layout)
    columns = columns_shown(part)
    digits = _DIGITS[part.options.digits]
    widths = sum(column.width for column in columns)
    rows = with_numbers(part.rows, part.options.numbering or layout.numbering)
    rows = list(layout.derive(rows, part.options)) if layout.derive else rows
    body = _Body(layout, rows, columns, part.options, digits).lines()
    if merged:
        body = merge_equal(layout.arrange(body, columns) if layout.arrange else body, columns)
    return Table(
        title=digits(part.title),
        lines=tuple(map(digits, part.lines)),
        columns=tuple(
            TableColumn(column.field, digits(column.label), column.width / widths, column.align)
            for column in columns
        ),
        header=_header(columns, digits) if layout.has_header or not merged else (),
        body=tuple(body),
        notes=tuple(map(digits, part.notes)),
        signatures=tuple(_signature(signature, digits) for signature in part.signatures),
        orientation=layout.orientation,
        title_in_table=layout.title_in_table,
        part_id=part.id,
        layout=layout.key,
        is_internal=any(column.is_internal for column in columns),
    )


def columns_shown(part: PartContent) -> list[Column]:
    """The columns of the part's table, as ``columns_of``."""
    return columns_of(layout_for(part.layout), part.columns, part.fiscal_year, part.options)


def columns_of(
    layout: Layout,
    choices: Sequence[ColumnChoice] | None,
    fiscal_year: int,
    options: Options = _LAYOUTS_OWN,
) -> list[Column]:
    """The columns to show, in order, with their headers as the part words them.

    A choice may name a field that the layout does not have, or none of the contract's
    (see ``columns.column_for``).
    """
    if not choices:
        words = _header_words(fiscal_year, options, layout.months)
        return [
            replace(column, header=tuple(part.format(**words) for part in column.header))
            for column in layout.columns
        ]
    return [_chosen(layout, choice) for choice in choices]


def _chosen(layout: Layout, choice: ColumnChoice) -> Column:
    column, own = layout.column(choice.field), layout.own_field(choice.field)
    if column is None and own is not None:
        return own_column(own, choice.header, choice.width or DEFAULT_WIDTH)
    if column is None:
        return column_for(choice.field, choice.header, choice.width or DEFAULT_WIDTH)
    return replace(column, header=choice.header, width=choice.width or column.width)


def _header_words(fiscal_year: int, options: Options, style: MonthStyle) -> dict[str, object]:
    """What may stand in braces in a layout's headers."""
    this, last = fiscal_year % 100, (fiscal_year - 1) % 100
    months = {
        f"m{n}": format_month(n, options.months or style)
        + (f" {this if n < FIRST_MONTH else last}" if options.month_years else "")
        for n in range(1, 13)
    }
    return {"fiscal_year": fiscal_year, "yy": this, "yy_before": last, **months}


def _totals(layout: Layout, rows: Sequence[Row], options: Options) -> Mapping[int, list[Total]]:
    """The computed lines by the index of the row before which they stand."""
    found: dict[int, list[Total]] = defaultdict(list)
    if layout.totals and options.totals:
        for total in layout.totals(rows, options):
            found[total.at].append(total)
    return found


def _signature(signature: Signature, digits: Callable[[str], str]) -> Signature:
    return replace(
        signature,
        label=digits(signature.label),
        name=digits(signature.name),
        position=digits(signature.position),
        acting_for=digits(signature.acting_for),
        signed=digits(signature.signed),
    )


def _header(columns: Sequence[Column], digits: Callable[[str], str]) -> tuple[tuple[Cell, ...], ...]:
    depth = max(len(column.worded_header) for column in columns)
    return tuple(tuple(_header_row(columns, level, depth, digits)) for level in range(depth))


def _header_row(
    columns: Sequence[Column], level: int, depth: int, digits: Callable[[str], str]
) -> list[Cell]:
    """One header row: neighbours under the same group are one cell, a short header reaches down."""
    cells: list[Cell] = []
    by_words = groupby(enumerate(columns), key=lambda item: _level_of(item[1], level))
    for (words, is_leaf, is_shared), group in by_words:
        members = [(at, column) for at, column in group if len(column.worded_header) > level]
        if is_leaf and not is_shared:
            cells += [
                Cell(at, digits(words[-1]), Align.CENTER, rowspan=depth - level, field=column.field)
                for at, column in members
            ]
        elif members:
            down = depth - level if is_leaf else 1
            words_of_all = digits(words[-1])
            cells.append(Cell(members[0][0], words_of_all, Align.CENTER, len(members), down))
    return cells


def _level_of(column: Column, level: int) -> tuple[tuple[str, ...], bool, bool]:
    """The header's words down to that level, whether they end there, and whether others share them all."""
    worded = column.worded_header
    return worded[: level + 1], len(worded) == level + 1, worded != column.header


class _Body:
    """The lines of a table while they are put together."""

    def __init__(
        self,
        layout: Layout,
        rows: Sequence[Row],
        columns: Sequence[Column],
        options: Options,
        digits: Callable[[str], str],
    ) -> None:
        self.rows, self.columns, self.options, self.digits = rows, columns, options, digits
        self.totals, self.wide, self.is_total = _totals(layout, rows, options), layout.wide, layout.is_total
        self.heading_at = next((at for at, c in enumerate(columns) if c.field == HEADING_FIELD), None)

    def lines(self) -> list[Line]:
        merged = self.heading_at is not None
        lines: list[Line] = []
        above: tuple[_Heading, ...] = ()
        at = 0
        for path, group in groupby(self.rows, key=_headings):
            members = list(group)
            lines += self._total_lines(at)
            bands = path[:-1] if merged else path
            lines += _band_lines(bands, above, len(self.columns), self.digits)
            above = bands
            lines += self._row_lines(members, at, merged)
            at += len(members)
        return lines + self._total_lines(at)

    def _row_lines(self, members: Sequence[Row], first: int, merged: bool) -> list[Line]:
        """The rows under one heading; where it is merged over them, no computed line may part them."""
        lines: list[Line] = []
        span = len(members)
        for offset, row in enumerate(members):
            if offset and not merged:
                lines += self._total_lines(first + offset)
            if merged or not row.placeholder:
                span_here = 0 if offset and merged else span
                line = _row_line(row, self.columns, self.options, self.digits, self.heading_at, span_here)
                is_wide = self.wide and self.wide(row, self.options)
                lines.append(_widened(line, depth_of(row) - 1) if is_wide else self._kind(line, row))
        return lines

    def _kind(self, line: Line, row: Row) -> Line:
        return replace(line, kind=LineKind.TOTAL) if self.is_total and self.is_total(row) else line

    def _total_lines(self, at: int) -> list[Line]:
        shown = {column.field for column in self.columns}
        return [self._total_line(total) for total in self.totals.get(at, ()) if shown & total.cells.keys()]

    def _total_line(self, total: Total) -> Line:
        """The label over the columns before the first figure, then a cell for every column."""
        fields = [column.field for column in self.columns]
        first = min((fields.index(name) for name in total.cells if name in fields), default=len(fields))
        label_at = fields.index(total.label_field) if total.label_field in fields else None
        cells = []
        if label_at is None and first:
            cells.append(Cell(0, self.digits(total.label), Align.CENTER, colspan=first))
        for at, column in enumerate(self.columns[0 if label_at is not None else first :]):
            at += 0 if label_at is not None else first
            value = total.cells.get(column.field, Value(total.label if at == label_at else ""))
            align = Align.START if at == label_at else _align(column, value)
            cells.append(Cell(at, self.digits(value.text), align, number=value.number, field=column.field))
        return Line(LineKind.TOTAL, tuple(cells))


def merge_equal(lines: Sequence[Line], columns: Sequence[Column]) -> list[Line]:
    """The lines with equal neighbours of the columns that merge made one cell; no cell is merged twice."""
    merging = [at for at, column in enumerate(columns) if column.merges]
    lines = list(lines)
    for at in merging:
        for first, count in _runs(lines, at):
            for offset in range(count):
                line = lines[first + offset]
                cells = tuple(
                    replace(cell, rowspan=count) if cell.column == at else cell
                    for cell in line.cells
                    if cell.column != at or not offset
                )
                lines[first + offset] = replace(line, cells=cells)
    return lines


def _runs(lines: Sequence[Line], column: int) -> list[tuple[int, int]]:
    """Where rows that follow each other say the same in a column: index of the first, how many."""
    runs = []
    for text, group in groupby(enumerate(lines), key=lambda item: _text_in(item[1], column)):
        members = [at for at, _ in group]
        if text and len(members) > 1:
            runs.append((members[0], len(members)))
    return runs


def _text_in(line: Line, column: int) -> str:
    if line.kind is not LineKind.ROW:
        return ""
    return next((cell.text for cell in line.cells if cell.column == column and cell.rowspan == 1), "")


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
        if not value.text and column.field in row.values:
            value = Value(row.values[column.field])
        cells.append(
            Cell(
                at,
                digits(value.text) if value.text else _empty(column, row, options),
                _align(column, value) if value.text else Align.CENTER,
                rowspan=heading_span if at == heading_at else 1,
                number=value.number,
                field=column.field,
            )
        )
    merged_id = row.heading_ids[-1] if heading_at is not None and heading_span and row.heading_ids else None
    return Line(LineKind.ROW, tuple(cells), row_id=row.id, heading_id=merged_id)


def _widened(line: Line, depth: int) -> Line:
    """The line with its title stretched over its number and the cells without text beside it."""
    title_at = next((at for at, cell in enumerate(line.cells) if cell.field == "title"), 0)
    first = last = title_at
    words = line.cells[title_at].text
    if first and line.cells[first - 1].field == "number":
        first -= 1
        words = numbered(line.cells[first].text, words)
    while first and not line.cells[first - 1].text:
        first -= 1
    while last + 1 < len(line.cells) and not line.cells[last + 1].text:
        last += 1
    title = line.cells[title_at]
    title = replace(title, text=words, column=line.cells[first].column, colspan=last - first + 1)
    return replace(
        line, cells=(*line.cells[:first], title, *line.cells[last + 1 :]), depth=depth, is_wide=True
    )


def _align(column: Column, value: Value) -> Align:
    """Words and dashes in a column of numbers stand in its middle."""
    return Align.CENTER if column.align is Align.END and value.number is None else column.align


def _empty(column: Column, row: Row, options: Options) -> str:
    return "" if row.placeholder else empty_words(column, options)


def empty_words(column: Column, options: Options) -> str:
    """What an empty cell of the column says, as the part has it, else the layout."""
    family = column.field.partition("_")[0]
    words = options.empty.get(column.field)
    if words is None and family in _FAMILIES:
        words = options.empty.get(family)
    return column.empty if words is None else words
