"""Pictures that people send: turned upright, made small, and rid of all but the picture."""

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from typing import BinaryIO, NamedTuple

from django.core.exceptions import ValidationError
from django.utils import timezone
from PIL import Image, ImageFile, ImageOps
from pillow_heif import register_heif_opener

from ita_portal.render.pictures import MOST_PIXELS, UNREADABLE
from organisations.chunks import find_in, size_of

_ENDINGS = {"JPEG": "jpg", "PNG": "png"}
# What a file may say beside its pixels and be kept as it is: no place, no time, no name of a camera.
_PLAIN = {"jfif", "jfif_version", "jfif_unit", "jfif_density", "progressive", "progression"}
# What follows these bytes is no part of the picture, whatever it is.
_ENDS = {"JPEG": b"\xff\xd9", "PNG": b"IEND\xaeB`\x82"}
_QUALITY = 85
_TOO_MANY_PIXELS = "ภาพมีจำนวนจุดภาพมากเกินไป โปรดย่อภาพก่อนแล้วเลือกใหม่"
_EXIF, _TAKEN, _CHANGED = 0x8769, 0x9003, 0x0132  # the block of a camera, and its two moments
_FIRST_CAMERAS = date(1990, 1, 1)

register_heif_opener()


class Photo(NamedTuple):
    """A picture as it may be kept; ``content`` is None where the file may stay byte for byte.

    ``ending`` is jpg or png, the sizes are pixels, ``taken_on`` the day that the camera noted.
    """

    content: bytes | None
    ending: str
    width: int
    height: int
    taken_on: date | None


def photo_of(file: BinaryIO, *, formats: tuple[str, ...], longest_side: int, refusal: str) -> Photo:
    """The picture as JPEG or PNG, at most ``longest_side`` pixels wide and high, without other data.

    A file that is so already stays as it is, so that it survives export and import unchanged. Raises
    ValidationError in Thai: ``refusal`` for what is no whole picture of these formats of Pillow.
    """
    try:
        with warnings.catch_warnings(), _whole_files_only():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            return _photo_of(file, formats, longest_side)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise ValidationError(_TOO_MANY_PIXELS) from None
    except UNREADABLE:
        raise ValidationError(refusal) from None


@contextmanager
def _whole_files_only() -> Iterator[None]:
    """WeasyPrint lets Pillow fill files that are cut off with grey, for the whole process."""
    before = ImageFile.LOAD_TRUNCATED_IMAGES
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


def _photo_of(file: BinaryIO, formats: tuple[str, ...], longest_side: int) -> Photo:
    file.seek(0)
    with Image.open(file, formats=formats) as image:
        if image.width * image.height > MOST_PIXELS:
            raise ValidationError(_TOO_MANY_PIXELS)
        taken_on = _taken_on(image)
        if max(image.size) > longest_side:
            # A JPEG is unpacked no larger than it will be needed.
            image.draft(None, (longest_side, longest_side))
        size = image.size
        image.load()
        kind = "PNG" if image.format == "PNG" else "JPEG"
        if _is_ready(image, longest_side) and _is_all(file, _ENDS[kind]):
            return Photo(None, _ENDINGS[kind], *size, taken_on)
        upright = ImageOps.exif_transpose(image)
        upright.thumbnail((longest_side, longest_side))
        content = _encoded(upright, kind)
        return Photo(content, _ENDINGS[kind], upright.width, upright.height, taken_on)


def _is_ready(image: Image.Image, longest_side: int) -> bool:
    return (
        image.format in _ENDINGS
        and set(image.info) <= _PLAIN
        and not image.getexif()
        and {name for name, _ in getattr(image, "applist", ())} <= {"APP0"}
        and not getattr(image, "private_chunks", ())
        and max(image.size) <= longest_side
        and getattr(image, "n_frames", 1) == 1
    )


def _is_all(file: BinaryIO, end: bytes) -> bool:
    """Whether the file is over where its picture is."""
    return find_in(file, end) == size_of(file) - len(end)


def _taken_on(image: Image.Image) -> date | None:
    """The day in the camera's own words ("2026:01:15 10:39:00"); None for none, or for one that cannot be."""
    try:
        exif = image.getexif()
        words = exif.get_ifd(_EXIF).get(_TAKEN) or exif.get(_CHANGED) or ""
        day = datetime.strptime(str(words)[:10], "%Y:%m:%d").date()  # noqa: DTZ007
    except (*UNREADABLE, LookupError, TypeError):
        return None
    return day if _FIRST_CAMERAS <= day <= timezone.localdate() + timedelta(days=1) else None


def _encoded(image: Image.Image, kind: str) -> bytes:
    target = io.BytesIO()
    if kind == "PNG":
        clean = image if image.mode in ("1", "L", "LA", "RGB", "RGBA") else image.convert("RGBA")
        clean.info = {}
        clean.save(target, "PNG", optimize=True)
    else:
        clean = _on_white(image)
        clean.info = {}
        clean.save(target, "JPEG", quality=_QUALITY)
    return target.getvalue()


def _on_white(image: Image.Image) -> Image.Image:
    """JPEG knows nothing transparent."""
    if not image.has_transparency_data:
        return image if image.mode in ("L", "RGB") else image.convert("RGB")
    ground = Image.new("RGBA", image.size, "white")
    ground.alpha_composite(image.convert("RGBA"))
    return ground.convert("RGB")
