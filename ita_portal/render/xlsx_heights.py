"""How high the rows of a workbook are, estimated.

Every row has a height: LibreOffice does not fit rows when it opens a file, and no program fits rows whose
text stands in merged cells. The estimate leaves room for a computer without the office font, where a wider
one takes its place: loose rows can be drawn closer, clipped text is lost on paper.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from math import ceil

from openpyxl.worksheet.dimensions import RowDimension
from openpyxl.worksheet.worksheet import Worksheet

from ita_portal.render.fonts import text_width
from ita_portal.render.xlsx_cells import Kind
from ita_portal.tables.table import Cell

COLUMN_UNIT = 5.25  # points in one unit of column width
TALLEST_ROW = 409  # points, of Excel
_LINE = 1.3  # the height of a line of the office font, in em
_PADDING = 3  # points, above and below together
_SIDES = 3  # points, left and right together
_BOLDER = 1.06  # as wide as the text are its bold letters
_LEFT_EMPTY = 0.8  # of each line, in em, where it breaks between words
_NARROW, _NARROW_EMPTY = 4, 0.2  # em: in narrower columns words break too
# Where the office font is missing, letters are wider than ours, Latin ones and marks most, and columns too.
_ROOM = 0.86  # of a line's width is left then
_LATIN, _MARK = 1.1, 1.22


class FittedRow(RowDimension):
    """A row of which only the height is written; programs fit it to its text as soon as somebody edits it."""

    customHeight = False  # noqa: N815 (the name of the file format)

    def __init__(self, height: float) -> None:
        self.ht = min(round(height, 1), TALLEST_ROW)

    def __iter__(self) -> Iterator[tuple[str, str]]:
        yield "ht", str(self.ht)


class Heights:
    """Heights of rows of one sheet; ``widths`` are those of its columns in points."""

    def __init__(self, widths: Sequence[float]) -> None:
        self._widths = widths

    def of_row(self, cells: Iterable[Cell], kind: Kind) -> float:
        """The height that the cells need which end in their row."""
        return max((self.of_cell(cell, kind) for cell in cells if cell.rowspan == 1), default=0)

    def of_cell(self, cell: Cell, kind: Kind) -> float:
        """About the height of a cell's text in points."""
        if kind.keeps_lines and self.is_one_line(cell, kind):
            return kind.points * _LINE + _PADDING
        width = self._widths[cell.column]
        if cell.colspan > 1:
            width = sum(self._widths[cell.column : cell.column + cell.colspan])
        em = kind.points * (_BOLDER if kind.is_bold else 1)
        room = (width - _SIDES) * _ROOM / em - kind.indent
        room -= _LEFT_EMPTY if room > _NARROW else _NARROW_EMPTY
        room = max(room, _NARROW_EMPTY)
        lines = sum([ceil(_width(words) / room) or 1 for words in cell.text.split("\n")])
        return lines * kind.points * _LINE + _PADDING

    def is_one_line(self, cell: Cell, kind: Kind) -> bool:
        """Whether the cell's text stands on one line where the office font is there."""
        width = sum(self._widths[cell.column : cell.column + cell.colspan]) - _SIDES
        return "\n" not in cell.text and text_width(cell.text, kind.points) * _BOLDER <= width

    def of_rows(self, rows: Sequence[tuple[Sequence[Cell], Kind]]) -> list[float]:
        """The heights of rows that stand together; what a merged cell needs more, its rows share."""
        heights = [self.of_row(cells, kind) for cells, kind in rows]
        for at, (cells, kind) in enumerate(rows):
            for cell in cells:
                if cell.rowspan > 1:
                    covered = heights[at : at + cell.rowspan]
                    missing = self.of_cell(cell, kind) - sum(covered)
                    if missing > 0:
                        share = missing / len(covered)
                        heights[at : at + cell.rowspan] = [height + share for height in covered]
        return heights


class _Widths(dict[str, float]):
    """The widths of letters in em, asked for once each: a workbook has millions of letters."""

    def __missing__(self, letter: str) -> float:
        wider = (_LATIN if letter.isalnum() else _MARK) if letter.isascii() else 1
        width = self[letter] = text_width(letter, 1) * wider
        return width


_width_of = _Widths().__getitem__


@lru_cache(maxsize=4096)  # units, marks and dates stand in many rows
def _width(words: str) -> float:
    return sum(map(_width_of, words))


def set_height(sheet: Worksheet, row: int, height: float) -> None:
    """Give the row that height, or the greatest that Excel has."""
    if height:
        sheet.row_dimensions[row] = FittedRow(height)
