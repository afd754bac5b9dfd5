"""A file that somebody sent, on its way into the library: looked into, photos made fit, hashed."""

import io
from dataclasses import dataclass
from datetime import date
from typing import BinaryIO, cast

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.core.files.uploadedfile import UploadedFile

from organisations.chunks import sha256_of, size_of
from organisations.evidence_files import EMPTY, MAX_BYTES, PHOTOS, TOO_LARGE, kind_of, safe_file_name, stem_of
from organisations.photos import photo_of
from organisations.virus_scan import refuse_viruses

LONGEST_SIDE = 2_560  # pixels: a photo for a full screen, a page scanned at 220 to the inch
_FORMATS = ("JPEG", "PNG", "HEIF")
_BROKEN_PICTURE = "ไฟล์ภาพนี้ไม่สมบูรณ์หรือเปิดไม่ได้ โปรดถ่ายหรือบันทึกใหม่"


@dataclass(frozen=True)
class ReadyFile:
    """What is kept: ``content`` from its start, its size in bytes and SHA-256 in hexadecimal digits.

    ``name`` is safe to offer for keeping, ``stem`` its words; ``taken_on`` the day that a camera noted.
    """

    content: File[bytes]
    name: str
    stem: str
    ending: str
    size: int
    sha256: str
    was_shrunk: bool = False
    taken_on: date | None = None


def ready_file(upload: UploadedFile) -> ReadyFile:
    """The upload as it will be kept; a large one is read piece by piece and stays where it was put.

    Raises ValidationError with the key ``file`` for nothing in it, more than 50 MB, a virus, and whatever
    ``evidence_files.kind_of`` takes not.
    """
    file = cast(BinaryIO, upload.file)
    name = upload.name or ""
    if not (size := size_of(file)):
        raise ValidationError({"file": EMPTY})
    if size > MAX_BYTES:
        raise ValidationError({"file": TOO_LARGE})
    refuse_viruses(file)
    ending = kind_of(file, name)
    if ending in PHOTOS:
        return _ready_photo(file, upload, name)
    return _ready(upload, name, ending, size, sha256_of(file))


def _ready_photo(file: BinaryIO, upload: UploadedFile, name: str) -> ReadyFile:
    try:
        photo = photo_of(file, formats=_FORMATS, longest_side=LONGEST_SIDE, refusal=_BROKEN_PICTURE)
    except ValidationError as error:
        raise ValidationError({"file": error.messages}) from None
    if photo.content is None:
        return _ready(upload, name, photo.ending, size_of(file), sha256_of(file), taken_on=photo.taken_on)
    content: File[bytes] = ContentFile(photo.content)
    digest = sha256_of(io.BytesIO(photo.content))
    size = len(photo.content)
    return _ready(content, name, photo.ending, size, digest, was_shrunk=True, taken_on=photo.taken_on)


def _ready(
    content: File[bytes],
    name: str,
    ending: str,
    size: int,
    digest: str,
    *,
    was_shrunk: bool = False,
    taken_on: date | None = None,
) -> ReadyFile:
    content.seek(0)
    safe = safe_file_name(name, ending)
    stem = stem_of(safe)
    return ReadyFile(content, safe, stem, ending, size, digest, was_shrunk, taken_on)
