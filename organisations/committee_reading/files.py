"""Word and Excel files, as anybody may send them, to rows of text with the place of each."""

import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from typing import Any

from ita_portal.render.text import printable
from ita_portal.thai.dates import format_long
from organisations.committee_reading.words import mended

MAX_BYTES = 5 * 1024 * 1024
MOST_UNPACKED = 30 * 1024 * 1024
MOST_PARTS = 2_000
MAX_ROWS = 2_000
MAX_COLUMNS = 30
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"  # .doc, .xls, and whatever is locked with a password
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# A damaged file fails in whatever part is read first, each with an error of its own.
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    OSError,
    RecursionError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
)


class UnreadableError(Exception):
    """The file is none that can be read; the words are Thai."""


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a row, or a paragraph as a single cell.

    ``place`` says in Thai where it stands; ``table`` numbers the tables and sheets, None for a paragraph;
    ``is_listed`` is a paragraph that the word processor numbers by itself.
    """

    place: str
    cells: tuple[str, ...]
    table: int | None = None
    is_listed: bool = False


def read_rows(content: bytes) -> list[Row]:
    """Every row and paragraph of a .docx or .xlsx file that says something. Raises UnreadableError."""
    read = _reader(content)
    rows: list[Row] = []
    try:
        for row in read(content):
            if any(row.cells):
                rows.append(row)
            if len(rows) > MAX_ROWS:
                raise UnreadableError(f"ไฟล์มีมากกว่า {MAX_ROWS:,} แถว โปรดแยกเฉพาะส่วนรายชื่อคณะ")
    except _BROKEN as error:
        raise UnreadableError("เปิดไฟล์นี้ไม่ได้ ไฟล์อาจเสียหาย โปรดบันทึกเป็น .docx หรือ .xlsx แล้วลองอีกครั้ง") from error
    if not rows:
        raise UnreadableError("ไม่พบข้อความในไฟล์ หากเป็นภาพสแกน โปรดใช้ไฟล์ต้นฉบับ")
    return rows


def _reader(content: bytes) -> Callable[[bytes], Iterator[Row]]:
    if len(content) > MAX_BYTES:
        raise UnreadableError(f"ไฟล์ใหญ่เกิน {MAX_BYTES // 1024 // 1024} MB")
    if content.startswith(_OLD_OFFICE):
        raise UnreadableError("ไฟล์นี้เป็นรูปแบบเก่าหรือมีรหัสผ่าน โปรดบันทึกเป็น .docx หรือ .xlsx ที่ไม่มีรหัสผ่าน")
    try:
        with zipfile.ZipFile(BytesIO(content)) as packed:
            parts = packed.infolist()
    except _BROKEN as error:
        raise UnreadableError("ไฟล์นี้ไม่ใช่ Word (.docx) หรือ Excel (.xlsx) ที่อ่านได้") from error
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise UnreadableError("ไฟล์นี้มีข้อมูลมากเกินไป โปรดแยกเฉพาะส่วนรายชื่อคณะ")
    names = {part.filename for part in parts}
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise UnreadableError("ไฟล์นี้มีแมโคร โปรดบันทึกเป็น .docx หรือ .xlsx ที่ไม่มีแมโคร")
    if "word/document.xml" in names:
        return _word
    if "xl/workbook.xml" in names:
        return _excel
    raise UnreadableError("ไฟล์นี้ไม่ใช่ Word (.docx) หรือ Excel (.xlsx) ที่อ่านได้")


def _excel(content: bytes) -> Iterator[Row]:
    from openpyxl import load_workbook  # slow to import

    book = load_workbook(BytesIO(content), data_only=True, read_only=True, keep_links=False)
    for table, sheet in enumerate(book.worksheets, start=1):
        rows = sheet.iter_rows(max_row=MAX_ROWS + 1, max_col=MAX_COLUMNS, values_only=True)
        for number, values in enumerate(rows, start=1):
            if number > MAX_ROWS:
                raise UnreadableError(f"แผ่นงานมีมากกว่า {MAX_ROWS:,} แถว โปรดแยกเฉพาะส่วนรายชื่อคณะ")
            cells = tuple(_value(value) for value in values)
            yield Row(f"แผ่นงาน “{printable(sheet.title)}” แถวที่ {number}", cells, table)


def _value(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, datetime):
        value = value.date()
    return _text(format_long(value) if isinstance(value, date) else str(value))


def _word(content: bytes) -> Iterator[Row]:
    from docx import Document  # slow to import

    body = Document(BytesIO(content)).element.body
    paragraphs = tables = 0
    for block in _blocks(body):
        if block.tag == f"{_W}p":
            paragraphs += 1
            listed = block.find(f"{_W}pPr/{_W}numPr") is not None
            yield Row(f"ย่อหน้าที่ {paragraphs}", (_written(block),), is_listed=listed)
        else:
            tables += 1
            yield from _table(block, tables)


def _blocks(container: Any) -> Iterator[Any]:
    """The paragraphs and outermost tables, also within content controls."""
    for child in container:
        if child.tag in (f"{_W}p", f"{_W}tbl"):
            yield child
        elif child.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins"):
            yield from _blocks(child)


def _table(table: Any, number: int) -> Iterator[Row]:
    above: list[str] = []
    for place, line in enumerate(table.iter(f"{_W}tr"), start=1):
        cells: list[str] = []
        for cell in line.iterchildren(f"{_W}tc", f"{_W}sdt"):
            merged = cell.find(f"{_W}tcPr/{_W}vMerge")
            goes_on = merged is not None and merged.get(f"{_W}val") != "restart"
            at = len(cells)
            cells.append(above[at] if goes_on and at < len(above) else _written(cell))
            span = cell.find(f"{_W}tcPr/{_W}gridSpan")
            wide = int(span.get(f"{_W}val", "1")) if span is not None else 1
            cells.extend([""] * min(wide - 1, MAX_COLUMNS))
        above = cells
        yield Row(f"ตารางที่ {number} แถวที่ {place}", tuple(cells[:MAX_COLUMNS]), number)


def _written(part: Any) -> str:
    """The text of a paragraph or cell, a line for each paragraph, without what was struck out."""
    marks = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n"}
    pieces: list[str] = []
    for node in part.iter():
        if node.tag == f"{_W}t":
            pieces.append(node.text or "")
        elif node.tag == f"{_W}p":
            pieces.append("\n")
        elif node.tag in marks and node.getparent().tag == f"{_W}r":
            pieces.append(marks[node.tag])
    return _text("".join(pieces))


def _text(text: str) -> str:
    return mended(printable(text)).strip()
