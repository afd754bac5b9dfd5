"""A document as a workbook that prints like the office's own: one sheet for each table.

Every row has a height, estimated: LibreOffice does not fit rows when it opens a file, and no program fits
rows whose text stands in merged cells. The estimate leaves room for a computer without the office font, where
a wider one takes its place: loose rows can be drawn closer, clipped text is lost on paper.
"""

import io
import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import zip_longest

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from ita_portal.render.document import Document
from ita_portal.render.fonts import OFFICE_FAMILY, text_width
from ita_portal.render.html import signature_lines
from ita_portal.render.paper import FOOT_POINTS, TEXT_POINTS, foot_text, header_points, table_points
from ita_portal.render.sheet_names import ROWS_SHEET, sheet_names
from ita_portal.render.text import printable
from ita_portal.render.whole import header_lines
from ita_portal.tables.content import Signature
from ita_portal.tables.layout import Align, Orientation
from ita_portal.tables.table import Cell, Line, LineKind, Table
from ita_portal.thai.digits import to_arabic

LONGEST_CELL = 32_767  # characters; Excel refuses a file with more in one cell
_TALLEST_ROW = 409  # points, of Excel
_LINE = 1.4  # row height per line, in em
_WIDER = 1.4  # than TH Sarabun is the font that takes its place
_LEFT_EMPTY = 0.4  # of each line, in em, where it breaks between words
_NARROW = 4  # em: in narrower columns words break too
_COLUMN_UNIT = 5.25  # points in one unit of column width
_MARGIN = 1.5 / 2.54  # inches
_PRINTED_WIDTH = {Orientation.LANDSCAPE: 757, Orientation.PORTRAIT: 510}  # points between the margins of A4
_FOOT_LENGTH = 100

_THIN = Side(style="thin", color="000000")
_BOX = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_HEADER_FILL = PatternFill("solid", fgColor="E7E6E6")
_HEADING_FILL = PatternFill("solid", fgColor="F2F2F2")
_HORIZONTAL = {Align.START: "left", Align.CENTER: "center", Align.END: "right"}
_NUMBER = re.compile(r"(?P<whole>\d{1,3}(,\d{3})+|\d+)(?P<decimals>\.\d+)?")
_THAI_DIGIT = re.compile("[๐-๙]")


def document_xlsx(document: Document) -> bytes:
    """The workbook of a document's tables."""
    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.title = printable(document.title)
    book.properties.creator = printable(document.organisation)
    book.properties.language = document.lang
    names = sheet_names([table.title for table in document.tables] or [document.title])
    ids: list[tuple[str, int, int | None, int]] = []
    for name, table in zip(names, document.tables, strict=False):
        first = _TableSheet(book.create_sheet(name), table, document).write()
        ids += [
            (name, first + at, table.part_id, line.row_id)
            for at, line in enumerate(table.body)
            if line.row_id is not None
        ]
    if not document.tables:
        book.create_sheet(names[0])["A1"] = printable(document.title)
    _write_ids(book, ids)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _write_ids(book: Workbook, ids: Iterable[Sequence[object]]) -> None:
    """The hidden sheet by which a workbook that comes back updates rather than doubles."""
    sheet = book.create_sheet(ROWS_SHEET)
    sheet.sheet_state = "hidden"
    sheet.append(["sheet", "row", "part", "activity"])
    for row in ids:
        sheet.append(row)


class _TableSheet:
    """One sheet while it is being written, from the top down; ``self.row`` is the last row written."""

    def __init__(self, sheet: Worksheet, table: Table, document: Document) -> None:
        self.sheet, self.table, self.document = sheet, table, document
        self.points = table_points(table)
        self.width = len(table.columns)
        self.row = 0
        total = _PRINTED_WIDTH[table.orientation] / _COLUMN_UNIT
        self.widths = [column.width * total for column in table.columns]

    def write(self) -> int:
        """Write everything; the number of the first body row."""
        for at, width in enumerate(self.widths, start=1):
            self.sheet.column_dimensions[get_column_letter(at)].width = round(width, 2)
        if not self.table.title_in_table and self.table.title:
            self._full_width(self.table.title, Align.CENTER, bold=True)
        for words in self.table.lines:
            self._full_width(words, Align.CENTER)
        header_at = self.row + 1
        self._header()
        first = self.row + 1
        for at, line in enumerate(self.table.body):
            self._line(line, self.table.body[at:])
        for note in self.table.notes:
            self._full_width(note, Align.START)
        self._signatures()
        self._page_setup(header_at, first)
        return first

    # Around the table

    def _full_width(self, text: str, align: Align, *, bold: bool = False) -> None:
        self.row += 1
        cell = Cell(0, text, align, colspan=self.width)
        self._put(cell, font=self._font(TEXT_POINTS, bold=bold))
        self._fit([cell], TEXT_POINTS)

    def _signatures(self) -> None:
        signatures = self.table.signatures
        for at in range(0, len(signatures), 3):
            self._signature_row(signatures[at : at + 3])

    def _signature_row(self, signatures: Sequence[Signature]) -> None:
        """Up to three blocks side by side, the last at the right edge."""
        blocks = [signature_lines(signature) for signature in signatures]
        places = self._thirds(len(blocks))
        self.row += 1
        for texts in zip_longest(*blocks, fillvalue=""):
            self.row += 1
            cells = [
                Cell(first, text, Align.CENTER, colspan=count)
                for text, (first, count) in zip(texts, places, strict=True)
            ]
            for cell in cells:
                self._put(cell, font=self._font(TEXT_POINTS))
            self._fit(cells, TEXT_POINTS)

    def _thirds(self, count: int) -> list[tuple[int, int]]:
        """The last ``count`` thirds of the table's width as first column and number of columns."""
        total, passed = sum(self.widths), 0.0
        third_of = []
        for width in self.widths:
            third_of.append(min(int((passed + width / 2) / total * 3), 2))
            passed += width
        thirds = [(third_of.index(n), third_of.count(n)) for n in range(3) if n in third_of]
        return thirds[-count:] if len(thirds) >= count else [(0, self.width)] * count

    # The table

    def _header(self) -> None:
        if self.table.title_in_table and self.table.title:
            self.row += 1
            title = Cell(0, self.table.title, Align.CENTER, colspan=self.width)
            self._put(title, font=self._font(self.points, bold=True), border=_BOX, middle=True)
            self._fit([title], self.points)
        points = header_points(self.table)
        font = self._font(points, bold=True)
        top = self.row + 1
        header = [[self._header_cell(cell) for cell in row] for row in self.table.header]
        for row in header:
            self.row += 1
            for cell in row:
                self._put(cell, font=font, border=_BOX, fill=_HEADER_FILL, middle=True)
            self._fit([cell for cell in row if cell.rowspan == 1], points)
        heights = [self.sheet.row_dimensions[row].height or 0 for row in range(top, self.row + 1)]
        tallest = max(self._needed(cell, points) for row in header for cell in row)
        self._make_room(heights, self.row, tallest)

    @staticmethod
    def _header_cell(cell: Cell) -> Cell:
        return cell if cell.colspan > 1 else replace(cell, text=header_lines(cell.text))

    def _line(self, line: Line, onward: Sequence[Line]) -> None:
        self.row += 1
        if line.kind is LineKind.HEADING:
            font, fill = self._font(self.points, bold=True), None if line.depth else _HEADING_FILL
            self._put(line.cells[0], font=font, border=_BOX, fill=fill, indent=line.depth)
            self._fit(line.cells, self.points)
            return
        font = self._font(self.points, bold=line.kind is LineKind.TOTAL)
        for cell in line.cells:
            self._put(cell, font=font, border=_BOX)
        self._fit([cell for cell in line.cells if cell.rowspan == 1], self.points)
        for cell in line.cells:
            if cell.rowspan > 1:
                heights = [self._line_height(covered) for covered in onward[: cell.rowspan]]
                self._make_room(heights, self.row + cell.rowspan - 1, self._needed(cell, self.points))

    def _put(
        self,
        cell: Cell,
        *,
        font: Font,
        border: Border | None = None,
        fill: PatternFill | None = None,
        middle: bool = False,
        indent: int = 0,
    ) -> None:
        target = self.sheet.cell(self.row, cell.column + 1)
        number_format = number_format_of(cell)
        if number_format:
            target.value, target.number_format = cell.number, number_format
        else:
            text = printable(cell.text)[:LONGEST_CELL]
            target.value = text or None
            if text:
                target.data_type = "s"  # never a formula, whatever it begins with
                target.quotePrefix = text[0] in "=+-@"  # nor when somebody edits it
        target.font = font
        target.alignment = Alignment(
            horizontal=_HORIZONTAL[cell.align],
            vertical="center" if middle else "top",
            wrap_text=not number_format,
            shrink_to_fit=bool(number_format),  # where another font is wider, rather small than "###"
            indent=indent,
        )
        if border:
            target.border = border
        if fill:
            target.fill = fill
        if cell.colspan > 1 or cell.rowspan > 1:
            self.sheet.merge_cells(
                start_row=self.row,
                start_column=cell.column + 1,
                end_row=self.row + cell.rowspan - 1,
                end_column=cell.column + cell.colspan,
            )

    def _font(self, points: float, *, bold: bool = False) -> Font:
        return Font(name=OFFICE_FAMILY, size=points, bold=bold)

    # Heights

    def _fit(self, cells: Iterable[Cell], points: float) -> None:
        """Make the row high enough for its cells, or leave it higher if it has been raised already."""
        dimensions = self.sheet.row_dimensions[self.row]
        needed = max((self._needed(cell, points) for cell in cells), default=0)
        dimensions.height = min(max(needed, dimensions.height or 0), _TALLEST_ROW) or None

    def _make_room(self, heights: Sequence[float], last: int, needed: float) -> None:
        """Raise the last row of a run whose rows together are lower than what stands over all of them."""
        missing = needed - sum(heights)
        if missing > 0:
            self.sheet.row_dimensions[last].height = min(heights[-1] + missing, _TALLEST_ROW)

    def _line_height(self, line: Line) -> float:
        return max((self._needed(cell, self.points) for cell in line.cells if cell.rowspan == 1), default=0)

    def _needed(self, cell: Cell, points: float) -> float:
        """About the height of a cell's text in points."""
        width = sum(self.widths[cell.column : cell.column + cell.colspan]) * _COLUMN_UNIT - 6
        width -= points * (_LEFT_EMPTY if width > points * _NARROW else 2 * _LEFT_EMPTY)
        paragraphs = printable(cell.text).split("\n")
        lines = sum(max(1, math.ceil(text_width(words, points) / (width * 0.875))) for words in paragraphs)
        return lines * points * _LINE + 3

    # The page

    def _page_setup(self, header_at: int, first: int) -> None:
        sheet = self.sheet
        sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
        sheet.page_setup.orientation = self.table.orientation.value
        sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        for side in ("left", "right", "top", "bottom"):
            setattr(sheet.page_margins, side, _MARGIN)
        sheet.page_margins.footer = 0.3
        sheet.print_options.horizontalCentered = True
        sheet.print_title_rows = f"{header_at}:{first - 1}"
        sheet.print_area = f"A1:{get_column_letter(self.width)}{self.row}"
        sheet.freeze_panes = f"A{first}"
        # Workbooks count pages in Arabic digits only; the words beside the number use the same.
        foot = to_arabic(foot_text(self.document, _FOOT_LENGTH)).replace("&", "&&")
        footer = HeaderFooterItem()
        for part, text in ((footer.left, foot), (footer.right, "หน้า &P / &N")):
            part.text, part.font, part.size = text, f"{OFFICE_FAMILY},Regular", FOOT_POINTS
        sheet.HeaderFooter.oddFooter = footer


def number_format_of(cell: Cell) -> str | None:
    """The format that shows a cell's number just as it was typed; None where the cell stays text."""
    typed = cell.text.strip()
    match = _NUMBER.fullmatch(to_arabic(typed))
    if cell.number is None or not match or (_THAI_DIGIT.search(typed) and re.search("[0-9]", typed)):
        return None
    whole, decimals = match["whole"], match["decimals"] or ""
    if Decimal(whole.replace(",", "") + decimals) != cell.number or (len(whole) > 1 and whole[0] == "0"):
        return None
    grouped = "," in whole or int(whole.replace(",", "")) < 1000
    thai = "[$-D00041E]" if _THAI_DIGIT.search(typed) else ""
    return thai + ("#,##0" if grouped else "0") + decimals[:1] + "0" * (len(decimals) - 1)
