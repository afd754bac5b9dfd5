"""Tables of a Word file: fixed columns, cells merged across and down, header rows that repeat.

Strings all the way: python-docx finds each cell anew, which takes minutes for some hundred rows.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from ita_portal.render.docx_xml import paragraph, twips

MOST_COLUMNS = 63  # that Word opens
HEADER_FILL, HEADING_FILL = "E7E6E6", "F2F2F2"
_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
_LINE = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>' for side in _SIDES)
_PADDING = (20, 70, 40, 70)  # of a cell: top, left, bottom, right, in twentieths of a point
SIDES = 8  # points of a cell's width that are padding and lines
_SMALL_PADDING = '<w:tcMar><w:left w:w="30" w:type="dxa"/><w:right w:w="30" w:type="dxa"/></w:tcMar>'


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell at column ``column`` (from 0); ``content`` are its paragraphs, ``fill`` its colour."""

    column: int
    content: str
    colspan: int = 1
    rowspan: int = 1
    fill: str = ""
    is_middle: bool = False
    is_tight: bool = False


@dataclass(frozen=True, slots=True)
class GridRow:
    """A row. A header row is printed again on each page; only a row that ``may_split`` runs over pages."""

    cells: tuple[GridCell, ...]
    is_header: bool = False
    may_split: bool = False


def grid(
    widths: Sequence[float], rows: Sequence[GridRow], *, is_ruled: bool = True, empty: str = paragraph()
) -> str:
    """A table with columns that wide, in points; ``empty`` is what an empty cell has."""
    places = [twips(place) for place in accumulate(widths, initial=0.0)]
    columns = "".join(f'<w:gridCol w:w="{end - start}"/>' for start, end in pairwise(places))
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{places[-1]}" w:type="dxa"/>'
        f"{f'<w:tblBorders>{_LINE}</w:tblBorders>' if is_ruled else ''}"
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{_margins()}</w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid>{''.join(_Rows(places, empty).rows(rows))}</w:tbl>"
    )


def _margins() -> str:
    sides = zip(("top", "left", "bottom", "right"), _PADDING, strict=True)
    return "".join(f'<w:{side} w:w="{width}" w:type="dxa"/>' for side, width in sides)


class _Rows:
    """The rows of one table, from the top down; ``open`` are the cells that still run on, and how far."""

    def __init__(self, places: Sequence[int], empty: str) -> None:
        self.places, self.empty = places, empty
        self.open: dict[int, tuple[GridCell, int]] = {}

    def rows(self, rows: Sequence[GridRow]) -> Iterator[str]:
        for row in rows:
            split = "" if row.may_split else "<w:cantSplit/>"
            header = "<w:tblHeader/>" if row.is_header else ""
            properties = f"<w:trPr>{split}{header}</w:trPr>" if split or header else ""
            cells = "".join(self._cells({cell.column: cell for cell in row.cells}))
            yield f"<w:tr>{properties}{cells}</w:tr>"

    def _cells(self, given: Mapping[int, GridCell]) -> Iterator[str]:
        """The cells of a row; where none is given, one that runs on from above, or an empty one."""
        column = 0
        while column < len(self.places) - 1:
            if column in self.open:
                cell, left = self.open.pop(column)
                if left > 1:
                    self.open[column] = cell, left - 1
                yield self._cell(cell, "<w:vMerge/>", self.empty)
            else:
                cell = given.get(column) or GridCell(column, self.empty)
                merge = '<w:vMerge w:val="restart"/>' if cell.rowspan > 1 else ""
                if cell.rowspan > 1:
                    self.open[column] = cell, cell.rowspan - 1
                yield self._cell(cell, merge, cell.content)
            column += cell.colspan

    def _cell(self, cell: GridCell, merge: str, content: str) -> str:
        width = self.places[cell.column + cell.colspan] - self.places[cell.column]
        span = f'<w:gridSpan w:val="{cell.colspan}"/>' if cell.colspan > 1 else ""
        fill = f'<w:shd w:val="clear" w:color="auto" w:fill="{cell.fill}"/>' if cell.fill else ""
        middle = '<w:vAlign w:val="center"/>' if cell.is_middle else ""
        return (
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{merge}{fill}'
            f"{_SMALL_PADDING if cell.is_tight else ''}{middle}</w:tcPr>{content}</w:tc>"
        )
