"""Excel and CSV files to tables of text, as they stand."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from assessments.reading.workbooks import BrokenWorkbookError, opened_workbook
from ita_portal.render.text import printable

MAX_BYTES = 5 * 1024 * 1024
MAX_ROWS = 5_000
MAX_COLUMNS = 100
_CODINGS = ("utf-8-sig", "cp874")
_TWELVE = Decimal(1).scaleb(-12)


class UnreadableError(Exception):
    """The file is none that can be read; the words are Thai."""


@dataclass(frozen=True)
class Table:
    """The rows of a sheet; ``name`` is the sheet's, "" for a CSV file."""

    name: str
    rows: tuple[tuple[str, ...], ...]


def read_tables(name: str, content: bytes) -> list[Table]:
    """The tables of an Excel or CSV file. Raises UnreadableError."""
    if len(content) > MAX_BYTES:
        raise UnreadableError(f"ไฟล์ใหญ่เกิน {MAX_BYTES // 1024 // 1024} MB")
    if content[:2] == b"PK":
        tables = list(_sheets(content))
    elif name.lower().endswith((".xls", ".xlsx", ".xlsm")):
        raise UnreadableError("เปิดไฟล์ Excel นี้ไม่ได้ โปรดบันทึกเป็นไฟล์ .xlsx แล้วลองอีกครั้ง")
    else:
        tables = [Table("", tuple(_csv_rows(content)))]
    if not any(any(row) for table in tables for row in table.rows):
        raise UnreadableError("ไม่พบข้อมูลในไฟล์")
    return tables


def _sheets(content: bytes) -> Iterator[Table]:
    try:
        with opened_workbook(content) as book:
            for sheet in book.worksheets:
                rows = sheet.iter_rows(max_row=MAX_ROWS + 1, max_col=MAX_COLUMNS)
                yield Table(sheet.title, _not_too_many([tuple(map(_text, row)) for row in rows]))
    except BrokenWorkbookError as error:
        raise UnreadableError(str(error)) from error


def _text(cell: Any) -> str:
    """A cell as it reads: a number with twelve decimals at most; those after are Excel's own noise."""
    value = cell.value
    if value is None or isinstance(value, bool):
        return "" if value is None else str(value)
    if isinstance(value, int | float):
        number = Decimal(repr(value))
        if "%" in (cell.number_format or ""):
            number *= 100
        if number.is_finite() and abs(number) < Decimal(10) ** 12:
            text = f"{number.quantize(_TWELVE):f}"
            return text.rstrip("0").rstrip(".")
    return printable(str(value)).strip()


def _csv_rows(content: bytes) -> tuple[tuple[str, ...], ...]:
    text = _decoded(content)
    try:
        dialect: Any = csv.Sniffer().sniff(text[:4000], delimiters=",;\t")
    except csv.Error:
        dialect = csv.excel
    try:
        rows = [tuple(printable(cell).strip() for cell in row[:MAX_COLUMNS]) for row in _lines(text, dialect)]
    except csv.Error as error:
        raise UnreadableError("อ่านไฟล์ CSV นี้ไม่ได้ โปรดตรวจสอบเครื่องหมายคำพูดในไฟล์") from error
    return _not_too_many(rows)


def _lines(text: str, dialect: Any) -> Iterator[list[str]]:
    return csv.reader(io.StringIO(text, newline=""), dialect)


def _decoded(content: bytes) -> str:
    for coding in _CODINGS:
        try:
            return content.decode(coding)
        except UnicodeDecodeError:
            continue
    raise UnreadableError("อ่านไฟล์นี้ไม่ได้ โปรดใช้ไฟล์ Excel (.xlsx) หรือ CSV")


def _not_too_many(rows: list[tuple[str, ...]]) -> tuple[tuple[str, ...], ...]:
    """The rows, as wide as the last column that says something."""
    if len(rows) > MAX_ROWS:
        raise UnreadableError(f"ไฟล์มีมากกว่า {MAX_ROWS:,} แถว โปรดแบ่งเป็นหลายไฟล์")
    width = max((place for row in rows for place, cell in enumerate(row, start=1) if cell), default=0)
    return tuple(row[:width] for row in rows)
