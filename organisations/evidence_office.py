"""Office files by what is in them: OOXML and OpenDocument, which are ZIP files, and old files of OLE."""

import re
import zlib
from itertools import pairwise
from typing import Any, BinaryIO, cast
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, LargeZipFile, ZipFile

import olefile
from django.core.exceptions import ValidationError

MOST_ENTRIES = 10_000
MOST_UNPACKED = 600 * 1024 * 1024  # bytes
MOST_TIMES = 200  # an honest document of more than 20 MB unpacked is not this much larger than its file
_SURELY_SMALL = 20 * 1024 * 1024
_MOST_READ = 2 * 1024 * 1024  # of one entry that we look into
_MOST_AT_ONCE = 4 * 1024 * 1024  # the list of MOST_ENTRIES is far shorter

ARCHIVE = "ไฟล์นี้เป็นไฟล์บีบอัด (ZIP) ซึ่งคลังหลักฐานไม่รับ โปรดแตกไฟล์แล้วเพิ่มทีละไฟล์"
LOCKED = "ไฟล์นี้ตั้งรหัสผ่านหรือเข้ารหัสไว้ โปรดบันทึกใหม่โดยไม่ตั้งรหัสผ่าน"
MACROS = "ไฟล์นี้มีแมโครหรือโปรแกรมอยู่ภายใน ซึ่งคลังหลักฐานไม่รับ โปรดบันทึกเป็นชนิดที่ไม่มีแมโคร เช่น .docx หรือ .xlsx"
BOMB = "ไฟล์นี้เมื่อคลายออกมีขนาดใหญ่ผิดปกติ ระบบจึงไม่รับ"
BROKEN = "ไฟล์เอกสารนี้ไม่สมบูรณ์หรือเปิดไม่ได้ โปรดบันทึกใหม่แล้วเพิ่มอีกครั้ง"
UNKNOWN_OLE = "ไฟล์นี้ไม่ใช่เอกสาร Word, Excel หรือ PowerPoint ที่ระบบรู้จัก โปรดบันทึกเป็น .docx, .xlsx หรือ .pptx"

_OOXML = (
    ("wordprocessingml.document.main+xml", "docx"),
    ("spreadsheetml.sheet.main+xml", "xlsx"),
    ("presentationml.presentation.main+xml", "pptx"),
    ("presentationml.slideshow.main+xml", "pptx"),
)
_OPEN_DOCUMENT = {
    "application/vnd.oasis.opendocument.text": "odt",
    "application/vnd.oasis.opendocument.spreadsheet": "ods",
    "application/vnd.oasis.opendocument.presentation": "odp",
}
_PROGRAM = re.compile(
    r"(?:^|/)vba(?:project|data)[^/]*$|^(?:Basic|Scripts)/|\.(?:exe|dll|scr|bat|cmd|com|ps1|vbs|js|jar|class|hta|lnk)$",
    re.I,
)
_UNREADABLE = (
    BadZipFile,
    LargeZipFile,
    NotImplementedError,
    EOFError,
    OSError,
    ValueError,
    RuntimeError,
    zlib.error,
)


def ending_of_zip(file: BinaryIO) -> str:
    """ "docx", "xlsx", "pptx", "odt", "ods" or "odp".

    Raises ValidationError in Thai for any other ZIP, one with macros or programs, one that is locked, and one
    that would unpack to far more than it is.
    """
    file.seek(0)
    try:
        with ZipFile(cast(BinaryIO, _Sparing(file))) as archive:
            return _ending_of(archive)
    except _UNREADABLE:
        raise ValidationError({"file": BROKEN}) from None


def ending_of_ole(file: BinaryIO) -> str:
    """ "doc", "xls" or "ppt". Raises ValidationError in Thai for anything else, macros, and locked files."""
    file.seek(0)
    try:
        with olefile.OleFileIO(file) as found:
            names = {path[-1].lower() for path in found.listdir(streams=True, storages=True)}
            top = {path[0] for path in found.listdir(streams=True, storages=False) if len(path) == 1}
    except (OSError, ValueError, IndexError, RecursionError, MemoryError):
        raise ValidationError({"file": BROKEN}) from None
    if top & {"EncryptedPackage", "EncryptionInfo", "EncryptedSummary"}:
        raise ValidationError({"file": LOCKED})
    if names & {"vba", "_vba_project", "_vba_project_cur", "macros"}:
        raise ValidationError({"file": MACROS})
    for name, ending in (
        ("WordDocument", "doc"),
        ("Workbook", "xls"),
        ("Book", "xls"),
        ("PowerPoint Document", "ppt"),
    ):
        if name in top:
            return ending
    raise ValidationError({"file": UNKNOWN_OLE})


class _Sparing:
    """Gives no more of a file at once: the list of a ZIP's entries is read whole before it is counted."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file

    def read(self, size: int = -1) -> bytes:
        if size > _MOST_AT_ONCE:
            raise ValidationError({"file": BOMB})
        return self._file.read(size)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)


def _ending_of(archive: ZipFile) -> str:
    entries = archive.infolist()
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise ValidationError({"file": LOCKED})
    # No program of an office packs otherwise, and what unpacks the rest takes as much memory as a file says.
    if any(entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED) for entry in entries):
        raise ValidationError({"file": BROKEN})
    if (
        len(entries) > MOST_ENTRIES
        or unpacked > MOST_UNPACKED
        or unpacked > max(_SURELY_SMALL, packed * MOST_TIMES)
        or _overlap(archive)
    ):
        raise ValidationError({"file": BOMB})
    names = {entry.filename for entry in entries}
    if "[Content_Types].xml" in names:
        ending = _of_ooxml(_start_of(archive, "[Content_Types].xml"))
    elif "mimetype" in names:
        ending = _OPEN_DOCUMENT.get(_start_of(archive, "mimetype").strip(), "")
    else:
        ending = ""
    if not ending:
        raise ValidationError({"file": ARCHIVE})
    if any(_PROGRAM.search(name) for name in names):
        raise ValidationError({"file": MACROS})
    if "META-INF/manifest.xml" in names and "encryption-data" in _start_of(archive, "META-INF/manifest.xml"):
        raise ValidationError({"file": LOCKED})
    return ending


def _overlap(archive: ZipFile) -> bool:
    """Whether entries share the same packed bytes, as in a ZIP that unpacks to millions of times its size."""
    ranges = sorted(
        (one.header_offset, one.header_offset + 30 + one.compress_size) for one in archive.infolist()
    )
    return any(end > start for (_, end), (start, _) in pairwise(ranges))


def _of_ooxml(types: str) -> str:
    if "macroEnabled" in types or "vbaProject" in types:
        raise ValidationError({"file": MACROS})
    return next((ending for words, ending in _OOXML if words in types), "")


def _start_of(archive: ZipFile, name: str) -> str:
    with archive.open(name) as entry:
        return entry.read(_MOST_READ).decode("utf-8", "replace")
