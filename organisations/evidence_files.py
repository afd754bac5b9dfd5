"""Files of evidence: known by what is in them, not by what they are called, and read piece by piece."""

import codecs
import re
from pathlib import PurePosixPath
from typing import BinaryIO

from django.core.exceptions import ValidationError

from ita_portal.render.file_names import safe_name
from ita_portal.render.text import printable
from organisations.chunks import pieces_of, size_of, tail_of
from organisations.evidence_office import ending_of_ole, ending_of_zip
from organisations.scans import MEDIA_TYPES as OF_SCANS
from organisations.scans import ending_of_file

MAX_BYTES = 50 * 1024 * 1024
MAX_HEIC_BYTES = 20 * 1024 * 1024  # what opens them takes the whole file at once
TOO_LARGE = "ไฟล์มีขนาดใหญ่กว่า 50 MB โปรดลดขนาดไฟล์ หรือแบ่งเป็นหลายไฟล์"
EMPTY = "ไฟล์นี้ว่างเปล่า โปรดเลือกไฟล์อื่น"
TAKEN = "PDF, ภาพ (JPEG, PNG, HEIC), Word, Excel, PowerPoint, OpenDocument และข้อความ (TXT, CSV)"
MEDIA_TYPES = OF_SCANS | {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "doc": "application/msword",
    "xls": "application/vnd.ms-excel",
    "ppt": "application/vnd.ms-powerpoint",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "odp": "application/vnd.oasis.opendocument.presentation",
    "txt": "text/plain; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
}
# What a browser offers to choose; some systems know a type by its ending alone.
ACCEPTED = ",".join(
    (*OF_SCANS.values(), "image/heif", *(f".{ending}" for ending in MEDIA_TYPES), ".jpeg", ".heif")
)
NAMES = {
    "pdf": "PDF",
    "jpg": "ภาพ JPEG",
    "png": "ภาพ PNG",
    "heic": "ภาพ HEIC",
    "docx": "Word",
    "doc": "Word รุ่นเดิม (.doc)",
    "xlsx": "Excel",
    "xls": "Excel รุ่นเดิม (.xls)",
    "pptx": "PowerPoint",
    "ppt": "PowerPoint รุ่นเดิม (.ppt)",
    "odt": "OpenDocument (ข้อความ)",
    "ods": "OpenDocument (ตารางคำนวณ)",
    "odp": "OpenDocument (นำเสนอ)",
    "txt": "ข้อความ",
    "csv": "ข้อความ CSV",
}
PHOTOS = ("jpg", "png", "heic")
_SAME = {"jpeg": "jpg", "jpe": "jpg", "jfif": "jpg", "heif": "heic", "text": "txt"}
# Signatures at the start of files that are no evidence of ours, with what they are.
_OTHERS: tuple[tuple[bytes, str], ...] = (
    (b"MZ", "โปรแกรมของ Windows"),
    (b"\x7fELF", "โปรแกรมของ Linux"),
    (b"\xcf\xfa\xed\xfe", "โปรแกรมของ macOS"),
    (b"\xce\xfa\xed\xfe", "โปรแกรมของ macOS"),
    (b"\xca\xfe\xba\xbe", "โปรแกรม"),
    (b"dex\n", "โปรแกรมของ Android"),
    (b"L\x00\x00\x00\x01\x14\x02\x00", "ทางลัดของ Windows"),
    (b"#!", "สคริปต์"),
    (b"Rar!", "ไฟล์บีบอัด RAR"),
    (b"7z\xbc\xaf\x27\x1c", "ไฟล์บีบอัด 7-Zip"),
    (b"\x1f\x8b", "ไฟล์บีบอัด GZIP"),
    (b"BZh", "ไฟล์บีบอัด BZIP2"),
    (b"\xfd7zXZ", "ไฟล์บีบอัด XZ"),
    (b"\x28\xb5\x2f\xfd", "ไฟล์บีบอัด ZSTD"),
    (b"MSCF", "ไฟล์บีบอัด CAB"),
    (b"GIF8", "ภาพ GIF"),
    (b"RIFF", "ภาพ WebP เสียง หรือวิดีโอ"),
    (b"II*\x00", "ภาพ TIFF"),
    (b"MM\x00*", "ภาพ TIFF"),
    (b"BM", "ภาพ BMP"),
    (b"{\\rtf", "เอกสาร RTF"),
    (b"%!PS", "PostScript"),
    (b"ID3", "เสียง MP3"),
)
_PDF, _JPEG, _PNG, _ZIP = b"%PDF-", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEIF_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1")
_END_OF_ZIP, _LONGEST_ZIP_COMMENT = b"PK\x05\x06", 65_535
# Tags that a browser, or a program that opens a file by what is in it, would act upon.
_ACTIVE = (
    (re.compile(rb"<(?:\w+:)?svg[\s>]", re.I), "ภาพ SVG ซึ่งมีคำสั่งอยู่ภายในได้"),
    (
        re.compile(rb"<!doctype\s+html|<(?:html|head|body|script|iframe|object|embed)[\s>/]", re.I),
        "หน้าเว็บ (HTML)",
    ),
    (re.compile(rb"<\?(?:php|=)", re.I), "สคริปต์"),
    (re.compile(rb"<\?xml\s", re.I), "ไฟล์ XML"),
)
_LONGEST_TAG = 32
_UNTEXTLIKE = re.compile("[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f]")


def kind_of(file: BinaryIO, name: str = "") -> str:
    """What the file is, as an ending of MEDIA_TYPES; ``name``, where given, must say the same.

    Raises ValidationError in Thai, key ``file``: for nothing in it, more than MAX_BYTES, another type than
    its name says, and whatever is no evidence (says what it is).
    """
    size = size_of(file)
    if not size:
        raise ValidationError({"file": EMPTY})
    if size > MAX_BYTES:
        raise ValidationError({"file": TOO_LARGE})
    said = _said(name)
    ending = _by_content(file, said)
    if ending == "heic" and size > MAX_HEIC_BYTES:
        raise ValidationError({"file": "ภาพ HEIC มีขนาดใหญ่กว่า 20 MB โปรดบันทึกเป็น JPEG ก่อน"})
    if said != ending and (said or ending in ("txt", "csv")):
        shown = f"“{_bare(name)[:100]}”" if name else "นี้"
        raise ValidationError(
            {
                "file": f"ไฟล์ {shown} มีเนื้อหาเป็น{NAMES[ending]} ไม่ตรงกับชนิดตามชื่อไฟล์ "
                "โปรดตรวจสอบว่าเลือกถูกไฟล์ แล้วบันทึกด้วยชนิดที่ถูกต้อง"
            }
        )
    return ending


def safe_file_name(name: str, ending: str) -> str:
    """The name without folders and what no name may have, with the ending of what the file is."""
    return safe_name(stem_of(name), ending, otherwise="evidence")


def stem_of(name: str) -> str:
    """The words of a file's name: no folders, no known ending, no letters that hide or turn others."""
    bare = _bare(name)
    return bare.rpartition(".")[0] if _said(bare) in MEDIA_TYPES else bare


def _bare(name: str) -> str:
    shown = "".join(letter for letter in printable(name) if letter not in _HIDDEN)
    return PurePosixPath(shown.replace("\\", "/")).name.strip()


# Letters without a width, and those that turn the direction of what follows: "gpj.exe" reads "exe.jpg".
_HIDDEN = frozenset(
    "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069\ufeff"
)


def _said(name: str) -> str:
    """The type that the name says; "" for a name without an ending."""
    bare = _bare(name)
    ending = bare.rpartition(".")[2].lower() if "." in bare else ""
    return _SAME.get(ending, ending) if re.fullmatch(r"[a-z0-9]{1,8}", ending) else ""


def _by_content(file: BinaryIO, said: str) -> str:
    file.seek(0)
    head = file.read(512)
    if head.startswith((_PDF, _JPEG, _PNG)) or _is_heif(head):
        return _pdf_or_picture(file)
    if head.startswith(_ZIP):
        return ending_of_zip(file)
    if head.startswith(_OLE):
        return ending_of_ole(file)
    for signature, words in _OTHERS:
        # Text may begin with two letters of those; a program or a picture has zeros near its start.
        if head.startswith(signature) and (len(signature) > 2 or signature == b"#!" or b"\0" in head):
            raise _not_taken(words)
    if head[257:262] == b"ustar":
        raise _not_taken("ไฟล์บีบอัด TAR")
    if head[4:8] == b"ftyp":
        raise _not_taken("วิดีโอ")
    _require_text(file)
    return "csv" if said == "csv" else "txt"


def _is_heif(head: bytes) -> bool:
    return head[4:8] == b"ftyp" and head[8:12] in _HEIF_BRANDS


def _pdf_or_picture(file: BinaryIO) -> str:
    ending = ending_of_file(file)
    # A ZIP is read from its end: whatever program opens it as one would find another file in this one.
    end = tail_of(file, _LONGEST_ZIP_COMMENT + 22)
    at = end.rfind(_END_OF_ZIP)
    if ending == "pdf" and at >= 0 and at + 22 + int.from_bytes(end[at + 20 : at + 22], "little") == len(end):
        raise _not_taken("PDF ที่มีไฟล์บีบอัดต่อท้าย")
    return ending


def _require_text(file: BinaryIO) -> None:
    """Raise ValidationError for what is no plain text in UTF-8, UTF-16 or Windows Thai, or has tags in it."""
    file.seek(0)
    encoding = "utf-16" if file.read(2) in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE) else "utf-8"
    if not (_reads_as(file, encoding) or (encoding == "utf-8" and _reads_as(file, "cp874"))):
        raise _not_taken("ไฟล์ชนิดที่ระบบไม่รู้จัก")
    end = b""
    for piece in pieces_of(file):
        window = end + (piece.replace(b"\x00", b"") if encoding == "utf-16" else piece)
        for pattern, words in _ACTIVE:
            if pattern.search(window):
                raise _not_taken(words)
        end = window[-_LONGEST_TAG:]


def _reads_as(file: BinaryIO, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        texts = (decoder.decode(piece) for piece in pieces_of(file))
        is_text = not any(_UNTEXTLIKE.search(text) for text in texts)
        decoder.decode(b"", final=is_text)
    except UnicodeDecodeError:
        return False
    return is_text


def _not_taken(words: str) -> ValidationError:
    return ValidationError({"file": f"ไฟล์นี้เป็น{words} ซึ่งคลังหลักฐานไม่รับ ระบบรับ {TAKEN}"})
