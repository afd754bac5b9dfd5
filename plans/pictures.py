"""Pictures that people send: looked into, turned upright, made small, and rid of all but the picture."""

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from django.core.exceptions import ValidationError
from PIL import Image, ImageFile, ImageOps

from ita_portal.render.pictures import FORMATS, MOST_PIXELS, UNREADABLE

MAX_BYTES = 10 * 1024 * 1024
LONGEST_SIDE = 2_000  # pixels: 300 to the inch on the width of a page
_ENDINGS = {"JPEG": "jpg", "PNG": "png"}
# What a file may say beside its pixels and be kept as it is: no place, no time, no name of a camera.
_PLAIN = {"jfif", "jfif_version", "jfif_unit", "jfif_density", "progressive", "progression"}
# What follows these bytes is no part of the picture, whatever it is.
_ENDS = {"JPEG": b"\xff\xd9", "PNG": b"IEND\xaeB`\x82"}
_QUALITY = 85


class Prepared(NamedTuple):
    """A file that may be kept; ``ending`` is jpg or png, the sizes are pixels."""

    content: bytes
    ending: str
    width: int
    height: int


def prepared(data: bytes) -> Prepared:
    """The picture as it is kept: JPEG or PNG, at most LONGEST_SIDE wide and high, without other data.

    A file that is so already is kept byte for byte, so that it survives export and import unchanged.
    Raises ValidationError in Thai for a file that is too large or that is no picture.
    """
    if len(data) > MAX_BYTES:
        raise ValidationError("ภาพมีขนาดใหญ่กว่า 10 MB โปรดย่อภาพก่อนแล้วเลือกใหม่")
    try:
        with warnings.catch_warnings(), _whole_files_only():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            return _prepared(data)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise ValidationError(_TOO_MANY_PIXELS) from None
    except UNREADABLE:
        raise ValidationError("ไฟล์นี้ไม่ใช่ภาพที่อ่านได้ โปรดใช้ไฟล์ JPEG, PNG หรือ WebP") from None


@contextmanager
def _whole_files_only() -> Iterator[None]:
    """WeasyPrint lets Pillow fill files that are cut off with grey, for the whole process."""
    before = ImageFile.LOAD_TRUNCATED_IMAGES
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


_TOO_MANY_PIXELS = "ภาพมีจำนวนจุดภาพมากเกินไป โปรดย่อภาพก่อนแล้วเลือกใหม่"


def _prepared(data: bytes) -> Prepared:
    with Image.open(io.BytesIO(data), formats=FORMATS) as image:
        if image.width * image.height > MOST_PIXELS:
            raise ValidationError(_TOO_MANY_PIXELS)
        image.load()
        kind = "PNG" if image.format == "PNG" else "JPEG"
        if _is_ready(image) and _is_all(data, _ENDS[kind]):
            return Prepared(data, _ENDINGS[kind], image.width, image.height)
        upright = ImageOps.exif_transpose(image)
        upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
        return _encoded(upright, kind)


def _is_ready(image: Image.Image) -> bool:
    return (
        image.format in _ENDINGS
        and set(image.info) <= _PLAIN
        and not image.getexif()
        and {name for name, _ in getattr(image, "applist", ())} <= {"APP0"}
        and not getattr(image, "private_chunks", ())
        and max(image.size) <= LONGEST_SIDE
        and getattr(image, "n_frames", 1) == 1
    )


def _is_all(data: bytes, end: bytes) -> bool:
    """Whether the file is over where its picture is."""
    return data.find(end) == len(data) - len(end)


def _encoded(image: Image.Image, kind: str) -> Prepared:
    target = io.BytesIO()
    if kind == "PNG":
        clean = image if image.mode in ("1", "L", "LA", "RGB", "RGBA") else image.convert("RGBA")
        clean.info = {}
        clean.save(target, "PNG", optimize=True)
    else:
        clean = _on_white(image)
        clean.info = {}
        clean.save(target, "JPEG", quality=_QUALITY)
    return Prepared(target.getvalue(), _ENDINGS[kind], clean.width, clean.height)


def _on_white(image: Image.Image) -> Image.Image:
    """JPEG knows nothing transparent."""
    if not image.has_transparency_data:
        return image if image.mode in ("L", "RGB") else image.convert("RGB")
    ground = Image.new("RGBA", image.size, "white")
    ground.alpha_composite(image.convert("RGBA"))
    return ground.convert("RGB")
