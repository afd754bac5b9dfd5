"""Files as people send them to the library, good and bad, made on the spot."""

import io
import struct
import zipfile
from typing import Any

from PIL import Image

_MAIN = {
    "docx": ("wordprocessingml.document.main", "word/document.xml"),
    "xlsx": ("spreadsheetml.sheet.main", "xl/workbook.xml"),
    "pptx": ("presentationml.presentation.main", "ppt/presentation.xml"),
}
PDF = b"%PDF-1.7\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n"


def zipped(entries: dict[str, bytes], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", packing) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return target.getvalue()


def office(ending: str, more: dict[str, bytes] | None = None) -> bytes:
    """The least that an OOXML file is."""
    kind, part = _MAIN[ending]
    media = f"application/vnd.openxmlformats-officedocument.{kind}+xml"
    override = f'<Override PartName="/{part}" ContentType="{media}"/>'
    return zipped(
        {"[Content_Types].xml": f"<Types>{override}</Types>".encode(), part: b"<w/>", **(more or {})}
    )


def open_document(kind: str, more: dict[str, bytes] | None = None) -> bytes:
    media = f"application/vnd.oasis.opendocument.{kind}".encode()
    return zipped({"mimetype": media, "content.xml": b"<c/>", **(more or {})})


def locked_zip() -> bytes:
    """An OOXML file whose entries say that they are encrypted."""
    content = bytearray(office("docx"))
    at = content.find(b"PK\x01\x02")
    content[at + 8] |= 1
    return bytes(content)


def broken_lzma() -> bytes:
    """An OOXML file whose types are packed as no office packs them, and cannot be unpacked."""
    packed = bytearray(zipped({"[Content_Types].xml": b"x" * 1_000}, zipfile.ZIP_LZMA))
    at = 30 + len("[Content_Types].xml") + 9
    packed[at : at + 8] = b"\xff" * 8
    return bytes(packed)


def long_list() -> bytes:
    """An OOXML file that says its list of entries is longer than anybody holds in memory."""
    content = bytes(5 * 1024 * 1024) + office("docx")
    at = content.rfind(b"PK\x05\x06") + 12
    return b"PK\x03\x04" + content[4:at] + struct.pack("<I", 5 * 1024 * 1024) + content[at + 4 :]


def ole(*streams: str) -> bytes:
    """The least that a compound file of OLE is: a table of sectors and a directory with these streams."""
    sector = 512
    names = ["Root Entry", *streams]
    directory = b"".join(_entry(name, number, len(names)) for number, name in enumerate(names))
    directory += bytes(-len(directory) % sector)
    count = len(directory) // sector
    chain = [*range(2, count + 1), 0xFFFFFFFE]
    table = [0xFFFFFFFD, *chain]
    table += [0xFFFFFFFF] * (128 - len(table))
    head = struct.pack(
        "<8s16sHHHHH6xIIIIIIIIII",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        bytes(16),
        *(0x3E, 3, 0xFFFE, 9, 6),
        *(0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0, 0),
    )
    head += struct.pack("<108I", *[0xFFFFFFFF] * 108)
    return head + struct.pack("<128I", *table) + directory


def _entry(name: str, number: int, count: int) -> bytes:
    words = name.encode("utf-16-le")
    is_root = number == 0
    right = number + 1 if not is_root and number + 1 < count else 0xFFFFFFFF
    child = 1 if is_root and count > 1 else 0xFFFFFFFF
    return struct.pack(
        "<64sHBBIII16sIQQIQ",
        words.ljust(64, b"\0"),
        len(words) + 2,
        5 if is_root else 2,
        1,
        0xFFFFFFFF,
        right,
        child,
        bytes(16),
        *(0, 0, 0, 0xFFFFFFFE, 0),
    )


def photo(size: tuple[int, int] = (40, 20), kind: str = "JPEG", **saved: Any) -> bytes:
    """Red on the left, blue on the right."""
    image = Image.new("RGB", size, "blue")
    image.paste("red", (0, 0, size[0] // 2, size[1]))
    target = io.BytesIO()
    image.save(target, kind, **saved)
    return target.getvalue()


def from_a_phone(size: tuple[int, int] = (4000, 2000)) -> bytes:
    """Lying on its side, with the day and the place at which it was taken."""
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned by a quarter
    exif.get_ifd(0x8769)[0x9003] = "2026:01:15 10:39:00"
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[2] = (13.0, 45.0, 0.0)
    return photo(size, exif=exif)
