"""Pictures that people send for a plan: how large they may be, and what becomes of them."""

import io
from typing import NamedTuple

from django.core.exceptions import ValidationError

from ita_portal.render.pictures import FORMATS
from organisations.photos import photo_of

MAX_BYTES = 10 * 1024 * 1024
LONGEST_SIDE = 2_000  # pixels: 300 to the inch on the width of a page


class Prepared(NamedTuple):
    """A file that may be kept; ``ending`` is jpg or png, the sizes are pixels."""

    content: bytes
    ending: str
    width: int
    height: int


def prepared(data: bytes) -> Prepared:
    """The picture as it is kept: JPEG or PNG, at most LONGEST_SIDE wide and high, without other data.

    A file that is so already is kept byte for byte. Raises ValidationError in Thai for a file that is too
    large or that is no picture.
    """
    if len(data) > MAX_BYTES:
        raise ValidationError("ภาพมีขนาดใหญ่กว่า 10 MB โปรดย่อภาพก่อนแล้วเลือกใหม่")
    photo = photo_of(
        io.BytesIO(data),
        formats=FORMATS,
        longest_side=LONGEST_SIDE,
        refusal="ไฟล์นี้ไม่ใช่ภาพที่อ่านได้ โปรดใช้ไฟล์ JPEG, PNG หรือ WebP",
    )
    return Prepared(photo.content or data, photo.ending, photo.width, photo.height)
