"""Workbooks that were damaged, locked, or packed to fill the memory."""

import io
import zipfile
from collections.abc import Callable

import openpyxl
import pytest

from assessments.loading.entries import FactsError
from assessments.loading.files import facts_in
from assessments.reading.files import UnreadableError, read_tables
from assessments.reading.workbooks import MOST_UNPACKED

READERS: dict[str, Callable[[bytes], object]] = {
    "scores": lambda content: read_tables("a.xlsx", content),
    "framework": facts_in,
}
DIRECTORY, HEADER = b"PK\x01\x02", b"PK\x03\x04"


def workbook() -> bytes:
    book = openpyxl.Workbook()
    book.active.append(["ข้อ", "คะแนน"])  # type: ignore[union-attr]
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def with_byte(content: bytes, *, of_directory: int, of_header: int, value: int) -> bytes:
    """The archive with one byte of each part's head set, in both places where the head stands."""
    changed = bytearray(content)
    for mark, offset in ((DIRECTORY, of_directory), (HEADER, of_header)):
        at = content.find(mark)
        while at >= 0:
            changed[at + offset] = value
            at = content.find(mark, at + 1)
    return bytes(changed)


def encrypted() -> bytes:
    return with_byte(workbook(), of_directory=8, of_header=6, value=1)


def packed_strangely() -> bytes:
    return with_byte(workbook(), of_directory=10, of_header=8, value=99)


def damaged() -> bytes:
    """Packed bytes of a part overwritten, so that they do not unpack."""
    content = workbook()
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        part = packed.getinfo("xl/workbook.xml")
    start = part.header_offset + 30 + len(part.filename)
    return content[:start] + b"\xff" * 40 + content[start + 40 :]


def bomb() -> bytes:
    content = io.BytesIO(workbook())
    with zipfile.ZipFile(content, "a", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/more.xml", b" " * (MOST_UNPACKED + 1))
    return content.getvalue()


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("made", [encrypted, packed_strangely, damaged, bomb])
def test_workbook_that_cannot_be_read_is_refused_in_thai(made: Callable[[], bytes], reader: str) -> None:
    with pytest.raises((UnreadableError, FactsError), match=r"Excel นี้"):
        READERS[reader](made())
