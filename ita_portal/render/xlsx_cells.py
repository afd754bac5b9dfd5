"""What stands in a workbook's cells: text that never becomes a formula, numbers, dates; and their looks."""

import re
from collections.abc import Container, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from openpyxl.cell import Cell as SheetCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.cell_style import StyleArray
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.worksheet import Worksheet

from ita_portal.render.formulas import is_risky
from ita_portal.render.text import printable
from ita_portal.tables.layout import Align
from ita_portal.tables.table import Cell
from ita_portal.thai.dates import format_long, format_short, parse_date
from ita_portal.thai.digits import to_arabic

LONGEST_CELL = 32_767  # characters; Excel refuses a file with more in one cell
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")  # how a workbook writes characters that XML has none for
_THIN = Side(style="thin", color="000000")
_BOX = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_HORIZONTAL = {Align.START: "left", Align.CENTER: "center", Align.END: "right"}
_NUMBER = re.compile(r"(?P<whole>\d{1,3}(,\d{3})+|\d+)(?P<decimals>\.\d+)?")
_THAI_DIGIT = re.compile("[๐-๙]")
# The Thai calendar, in the words that ``format_short`` and ``format_long`` use.
_DATE_FORMATS = {format_short: "[$-107041E]d mmm yy", format_long: "[$-107041E]d mmmm yyyy"}


_Shown = tuple[Align, str, bool]  # how a cell is aligned, its number format, whether its text is guarded


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of cell, by which it looks like others. ``points`` are of the office font.

    Text of a kind that ``keeps_lines`` is never broken: in a font wider than the office's, it is smaller.
    """

    points: float
    is_bold: bool = False
    has_border: bool = False
    fill: str = ""
    is_middle: bool = False
    indent: int = 0
    keeps_lines: bool = False


class CellWriter:
    """Writes cells into one sheet after another, with one style of the file for each kind of cell.

    Cells are put where openpyxl keeps them: its own ways look at every text, border and place once more, and
    a workbook of thousands of rows takes several times as long.
    """

    def __init__(self, font: str) -> None:
        self._font = font
        self._styles: dict[Kind, dict[_Shown, StyleArray]] = {}

    def put_row(
        self, sheet: Worksheet, row: int, cells: Iterable[Cell], kind: Kind, dates: Container[int] = ()
    ) -> None:
        """Write cells of one kind; columns at the places of ``dates`` hold days."""
        styles = self._styles.setdefault(kind, {})
        for cell in cells:
            number_format = number_format_of(cell) if cell.number is not None else ""
            value: Any = cell.number
            is_guarded = False
            if not number_format:
                value = text = cell_text(cell.text)
                is_guarded = is_risky(text)
                if cell.column in dates and (dated := date_of(text)):
                    value, number_format = dated
            shown = (cell.align, number_format, is_guarded)
            style = styles.get(shown) or styles.setdefault(shown, self._made(sheet, kind, *shown))
            target = _cell(sheet, row, cell.column + 1, style)
            if number_format:
                target.value = value
            elif value:
                target._value, target.data_type = value, "s"  # never a formula, whatever it begins with
            if cell.colspan > 1 or cell.rowspan > 1:
                _merge(sheet, row, cell, style)

    def _made(
        self, sheet: Worksheet, kind: Kind, align: Align, number_format: str, is_guarded: bool
    ) -> StyleArray:
        pattern: Any = SheetCell(sheet, 1, 1)
        is_whole = kind.keeps_lines or bool(number_format)
        pattern.font = Font(name=self._font, size=kind.points, bold=kind.is_bold)
        pattern.alignment = Alignment(
            horizontal=_HORIZONTAL[align],
            vertical="center" if kind.is_middle else "top",
            wrap_text=not is_whole,
            shrink_to_fit=is_whole,  # a number that finds no room would be "###"
            indent=kind.indent,
        )
        if kind.has_border:
            pattern.border = _BOX
        if kind.fill:
            pattern.fill = PatternFill("solid", fgColor=kind.fill)
        if number_format:
            pattern.number_format = number_format
        style: StyleArray = pattern._style
        style.quotePrefix = is_guarded
        return style


def _cell(sheet: Worksheet, row: int, column: int, style: StyleArray) -> Any:
    made: Any = SheetCell(sheet, row, column)
    made._style = style
    sheet._cells[row, column] = made
    return made


def _merge(sheet: Worksheet, row: int, cell: Cell, style: StyleArray) -> None:
    """Make a cell of all that it covers, with its borders around them; the table's cells never overlap."""
    first, last = cell.column + 1, cell.column + cell.colspan
    last_row = row + cell.rowspan - 1
    for at in range(row, last_row + 1):
        for column in range(first, last + 1):
            if (at, column) != (row, first):
                _cell(sheet, at, column, style)
    sheet.merged_cells.ranges.add(CellRange(min_col=first, min_row=row, max_col=last, max_row=last_row))


def cell_text(text: str) -> str:
    """A text as a cell holds it: without control characters, no longer than Excel reads."""
    text = printable(text)[:LONGEST_CELL]
    return _ESCAPE.sub("_x005F_", text) if "_x" in text else text


def number_format_of(cell: Cell) -> str:
    """The format that shows a cell's number just as it was typed; "" where the cell stays text."""
    typed = cell.text.strip()
    match = _NUMBER.fullmatch(to_arabic(typed))
    if cell.number is None or not match or (_THAI_DIGIT.search(typed) and re.search("[0-9]", typed)):
        return ""
    whole, decimals = match["whole"], match["decimals"] or ""
    if Decimal(whole.replace(",", "") + decimals) != cell.number or (len(whole) > 1 and whole[0] == "0"):
        return ""
    grouped = "," in whole or int(whole.replace(",", "")) < 1000
    thai = "[$-D00041E]" if _THAI_DIGIT.search(typed) else ""
    return thai + ("#,##0" if grouped else "0") + decimals[:1] + "0" * (len(decimals) - 1)


def date_of(text: str) -> tuple[date, str] | None:
    """The day that a text is, and the format that shows it just as it was typed, if there is one."""
    try:
        day = parse_date(text)
    except ValueError:
        return None
    return next(((day, shown) for write, shown in _DATE_FORMATS.items() if write(day) == text.strip()), None)
