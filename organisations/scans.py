"""Scanned files that people send: known by what is in them, not by what they are called."""

import io
import re
import warnings
from pathlib import PurePosixPath

from django.core.exceptions import ValidationError
from PIL import Image

from ita_portal.render.file_names import safe_name
from ita_portal.render.pictures import UNREADABLE
from ita_portal.render.text import printable

MAX_BYTES = 20 * 1024 * 1024
MEDIA_TYPES = {"pdf": "application/pdf", "jpg": "image/jpeg", "png": "image/png"}
IMAGES = ("jpg", "png")
_FORMATS = {"JPEG": "jpg", "PNG": "png"}
_TAIL = 2048  # bytes at the end of a file, in which its end is said
_END_OF_JPEG = b"\xff\xd9"


def ending_of(content: bytes) -> str:
    """What the file is: "pdf", "jpg" or "png". Raises ValidationError in Thai for anything else."""
    if len(content) > MAX_BYTES:
        raise ValidationError({"file": "ไฟล์มีขนาดใหญ่กว่า 20 MB โปรดสแกนด้วยความละเอียดที่ต่ำลง"})
    if content.startswith(b"%PDF-"):
        if b"%%EOF" in content[-_TAIL:]:
            return "pdf"
        raise ValidationError({"file": "ไฟล์ PDF นี้ไม่สมบูรณ์ โปรดสแกนหรือบันทึกใหม่"})
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=tuple(_FORMATS)) as image:
                image.verify()
                ending = _FORMATS[str(image.format)]
    except UNREADABLE:
        raise ValidationError({"file": "ไฟล์นี้ไม่ใช่ PDF, JPEG หรือ PNG ที่อ่านได้ โปรดเลือกไฟล์อื่น"}) from None
    # Pillow verifies a PNG to its end, of a JPEG nothing but its head.
    if ending == "jpg" and _END_OF_JPEG not in content[-_TAIL:]:
        raise ValidationError({"file": "ไฟล์ภาพนี้ไม่สมบูรณ์ โปรดสแกนหรือบันทึกใหม่"})
    return ending


def name_of(name: str, ending: str) -> str:
    """The name without folders, with the ending of what the file is."""
    bare = PurePosixPath(printable(name).replace("\\", "/")).name
    stem = re.sub(r"\.(pdf|jpe?g|png)$", "", bare, flags=re.IGNORECASE)
    return safe_name(stem, ending, otherwise="scan")
