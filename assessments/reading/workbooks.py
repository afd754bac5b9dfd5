"""Excel files as anybody may send them: damaged, encrypted, or packed to fill the memory."""

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

MOST_UNPACKED = 50 * 1024 * 1024
# A damaged workbook fails in whatever part is read first, each with an error of its own; one that is
# encrypted, or packed in a way that nobody knows, with a RuntimeError.
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    InvalidFileException,
    ArithmeticError,
    AttributeError,
    EOFError,
    LookupError,
    OSError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
)


class BrokenWorkbookError(Exception):
    """The workbook cannot be read; the words are Thai."""


@contextmanager
def opened_workbook(content: bytes) -> Iterator[Any]:
    """The workbook, read cell by cell within the block, formulas as their results.

    Raises BrokenWorkbookError, also for what comes to light only within.
    """
    try:
        _refuse_bombs(content)
        yield load_workbook(BytesIO(content), data_only=True, read_only=True, keep_links=False)
    except _BROKEN as error:
        raise BrokenWorkbookError("เปิดไฟล์ Excel นี้ไม่ได้ โปรดบันทึกเป็นไฟล์ .xlsx แล้วลองอีกครั้ง") from error


def _refuse_bombs(content: bytes) -> None:
    with zipfile.ZipFile(BytesIO(content)) as packed:
        if sum(part.file_size for part in packed.infolist()) > MOST_UNPACKED:
            raise BrokenWorkbookError("ไฟล์ Excel นี้มีข้อมูลมากเกินไป โปรดแบ่งเป็นหลายไฟล์")
