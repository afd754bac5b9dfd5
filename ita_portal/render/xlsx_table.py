"""One table as a sheet of a workbook, from the top down."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import zip_longest

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from ita_portal.render.blocks import TableBlock
from ita_portal.render.document import Document
from ita_portal.render.paper import header_points, table_points
from ita_portal.render.signing import signature_lines
from ita_portal.render.whole import header_lines
from ita_portal.render.xlsx_cells import CellWriter, Kind
from ita_portal.render.xlsx_choices import add_choices, date_columns
from ita_portal.render.xlsx_heights import COLUMN_UNIT, Heights, set_height
from ita_portal.render.xlsx_page import printed_width, set_up_page
from ita_portal.tables.content import Signature
from ita_portal.tables.layout import Align
from ita_portal.tables.table import Cell, Line, LineKind

_HEADER_FILL = "E7E6E6"
_HEADING_FILL = "F2F2F2"
_ABREAST = 3  # signature blocks side by side

_Row = tuple[Sequence[Cell], Kind]


class TableSheet:
    """A sheet while it is being written; ``row`` is the last row written, ``first`` the first of the body."""

    def __init__(self, sheet: Worksheet, block: TableBlock, document: Document, writer: CellWriter) -> None:
        self.sheet, self.block, self.document, self.writer = sheet, block, document, writer
        self.table = block.table
        self.points = table_points(self.table, document.look)
        self.columns = len(self.table.columns)
        total = printed_width(document.look, self.table.orientation)
        self.widths = [column.width * total for column in self.table.columns]
        self.heights = Heights(self.widths)
        self.row = self.first = 0

    def write(self) -> None:
        for at, width in enumerate(self.widths, start=1):
            self.sheet.column_dimensions[get_column_letter(at)].width = round(width / COLUMN_UNIT, 2)
        self._above()
        header_at = self.row + 1
        self._header()
        self.first = self.row + 1
        self._body()
        add_choices(self.sheet, self.table, self.first, self.row)
        for note in self.table.notes:
            self._full_width(note, Align.START)
        self._signatures()
        set_up_page(self.sheet, self.document, self.table.orientation)
        if self.first > header_at:
            self.sheet.print_title_rows = f"{header_at}:{self.first - 1}"
        self.sheet.print_area = f"A1:{get_column_letter(self.columns)}{self.row}"
        self.sheet.freeze_panes = f"A{self.first}"

    # Around the table

    def _above(self) -> None:
        if self.block.heading:
            self._full_width(self.block.heading, Align.START, is_bold=True)
        if not self.table.title_in_table and self.table.title:
            self._full_width(self.table.title, Align.CENTER, is_bold=True)
        for words in self.table.lines:
            self._full_width(words, Align.CENTER)

    def _full_width(self, text: str, align: Align, *, is_bold: bool = False) -> None:
        kind = Kind(self.document.look.text_points, is_bold)
        self._write_rows([([Cell(0, text, align, colspan=self.columns)], kind)])

    def _signatures(self) -> None:
        signatures = self.table.signatures
        for at in range(0, len(signatures), _ABREAST):
            self._signature_row(signatures[at : at + _ABREAST])

    def _signature_row(self, signatures: Sequence[Signature]) -> None:
        """Up to three blocks side by side, the last at the right edge."""
        blocks = [signature_lines(signature) for signature in signatures]
        places = self._thirds(len(blocks))
        self.row += 1
        for texts in zip_longest(*blocks, fillvalue=""):
            cells = [
                Cell(first, text, Align.CENTER, colspan=count)
                for text, (first, count) in zip(texts, places, strict=True)
            ]
            self._write_rows([(cells, Kind(self.document.look.text_points, keeps_lines=True))])

    def _thirds(self, count: int) -> list[tuple[int, int]]:
        """The last ``count`` thirds of the table's width as first column and number of columns."""
        total, passed = sum(self.widths), 0.0
        third_of = []
        for width in self.widths:
            third_of.append(min(int((passed + width / 2) / total * _ABREAST), _ABREAST - 1))
            passed += width
        thirds = [(third_of.index(n), third_of.count(n)) for n in range(_ABREAST) if n in third_of]
        return thirds[-count:] if len(thirds) >= count else [(0, self.columns)] * count

    # The table

    def _header(self) -> None:
        if self.table.title_in_table and self.table.title:
            title = Cell(0, self.table.title, Align.CENTER, colspan=self.columns)
            kind = Kind(self.points, is_bold=True, has_border=True, is_middle=True)
            self._write_rows([([title], kind)])
        points = header_points(self.table, self.document.look)
        kind = Kind(
            points, is_bold=True, has_border=True, fill=_HEADER_FILL, is_middle=True, keeps_lines=True
        )
        self._write_rows([([_header_cell(cell) for cell in row], kind) for row in self.table.header])

    def _body(self) -> None:
        plain = Kind(self.points, has_border=True)
        total = replace(plain, is_bold=True)
        kinds = {LineKind.ROW: plain, LineKind.TOTAL: total}
        lines = [(line.cells, kinds.get(line.kind) or self._heading(line)) for line in self.table.body]
        self._write_rows(lines, date_columns(self.table))

    def _heading(self, line: Line) -> Kind:
        fill = "" if line.depth else _HEADING_FILL
        return Kind(self.points, is_bold=True, has_border=True, fill=fill, indent=line.depth)

    def _write_rows(self, rows: Sequence[_Row], dates: frozenset[int] = frozenset()) -> None:
        """Write rows that belong together: some of their cells may reach over several."""
        for (cells, kind), height in zip(rows, self.heights.of_rows(rows), strict=True):
            self.row += 1
            if kind.keeps_lines:
                broken = [cell for cell in cells if not self.heights.is_one_line(cell, kind)]
                self.writer.put_row(self.sheet, self.row, broken, replace(kind, keeps_lines=False))
                cells = [cell for cell in cells if cell not in broken]
            self.writer.put_row(self.sheet, self.row, cells, kind, dates)
            set_height(self.sheet, self.row, height)


def _header_cell(cell: Cell) -> Cell:
    return cell if cell.colspan > 1 else replace(cell, text=header_lines(cell.text))
