"""Scanned files that people send: known by what is in them, not by what they are called."""

import io
import re
import warnings
from pathlib import PurePosixPath
from typing import BinaryIO

from django.core.exceptions import ValidationError
from PIL import Image
from pillow_heif import register_heif_opener

from ita_portal.render.file_names import safe_name
from ita_portal.render.pictures import UNREADABLE
from ita_portal.render.text import printable
from organisations.chunks import size_of, tail_of

MAX_BYTES = 20 * 1024 * 1024
MEDIA_TYPES = {"pdf": "application/pdf", "jpg": "image/jpeg", "png": "image/png", "heic": "image/heic"}
ACCEPTED = ",".join(
    (*MEDIA_TYPES.values(), "image/heif", ".heic", ".heif")
)  # what a browser offers to choose
KINDS = "PDF, JPEG, PNG หรือ HEIC"
TOO_LARGE = "ไฟล์มีขนาดใหญ่กว่า 20 MB โปรดสแกนด้วยความละเอียดที่ต่ำลง"
IMAGES = ("jpg", "png")  # that every browser shows
_OPENED = ("JPEG", "PNG", "HEIF")
# A telephone's JPEG of several pictures is called MPO by what opens it.
_ENDINGS = {"JPEG": "jpg", "MPO": "jpg", "PNG": "png", "HEIF": "heic"}
_TAIL = 2048  # bytes at the end of a file, in which its end is said
_END_OF_JPEG = b"\xff\xd9"

register_heif_opener()


def ending_of(content: bytes) -> str:
    """What the file is: "pdf", "jpg", "png" or "heic". Raises ValidationError in Thai for anything else."""
    if len(content) > MAX_BYTES:
        raise ValidationError({"file": TOO_LARGE})
    return ending_of_file(io.BytesIO(content))


def ending_of_file(file: BinaryIO) -> str:
    """As ``ending_of``, of a file of any size that is read piece by piece."""
    file.seek(0)
    if file.read(5) == b"%PDF-":
        if b"%%EOF" in tail_of(file, _TAIL):
            return "pdf"
        raise ValidationError({"file": "ไฟล์ PDF นี้ไม่สมบูรณ์ โปรดสแกนหรือบันทึกใหม่"})
    file.seek(0)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(file, formats=tuple(_OPENED)) as image:
                ending = _ENDINGS[str(image.format)]
                image.verify()
    except UNREADABLE:
        raise ValidationError({"file": f"ไฟล์นี้ไม่ใช่ {KINDS} ที่อ่านได้ โปรดเลือกไฟล์อื่น"}) from None
    # Pillow verifies a PNG to its end, of the others nothing but the head.
    is_cut = (ending == "jpg" and _END_OF_JPEG not in tail_of(file, _TAIL)) or (
        ending == "heic" and not _has_all_boxes(file)
    )
    if is_cut:
        raise ValidationError({"file": "ไฟล์ภาพนี้ไม่สมบูรณ์ โปรดสแกนหรือบันทึกใหม่"})
    return ending


def _has_all_boxes(file: BinaryIO) -> bool:
    """Whether a HEIC file ends where the last of its boxes does; each says its length (ISO/IEC 14496-12)."""
    at, size = 0, size_of(file)
    while at + 8 <= size:
        file.seek(at)
        head = file.read(16)
        length = int.from_bytes(head[:4])
        if length == 1:
            length = int.from_bytes(head[8:16])
        if length == 0:
            return True  # to the end of the file
        if length < 8:
            return False
        at += length
    return at == size


def name_of(name: str, ending: str) -> str:
    """The name without folders, with the ending of what the file is."""
    bare = PurePosixPath(printable(name).replace("\\", "/")).name
    stem = re.sub(r"\.(pdf|jpe?g|png|hei[cf])$", "", bare, flags=re.IGNORECASE)
    return safe_name(stem, ending, otherwise="scan")
