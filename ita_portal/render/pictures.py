"""What a picture is, for documents and for files that people send: made of points, whole, not too large."""

import io
import warnings

from PIL import Image

from ita_portal.tables.facts import PictureContent

NOT_SHOWN = "แสดงภาพไม่ได้"
MOST_PIXELS = 60_000_000
# No drawings of lines: they are programs, with scripts, addresses and entities that grow without end.
FORMATS = ("JPEG", "PNG", "WEBP")
# What Pillow raises for a file that is no picture, or that would fill the memory.
UNREADABLE = (
    *(OSError, ValueError, SyntaxError, EOFError),
    *(Image.DecompressionBombError, Image.DecompressionBombWarning),
)
_END_OF_JPEG = b"\xff\xd9"


def shown_picture(picture: PictureContent) -> bytes | None:
    """The file of a picture as it is; None for one that is lost, broken, far too large or no such picture.

    Looks into the file without unpacking it: what is asked for on a page must not take a second.
    """
    try:
        data = picture.read()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=FORMATS) as image:
                is_small = image.width * image.height <= MOST_PIXELS
                image.verify()
                is_whole = image.format != "JPEG" or data.rfind(_END_OF_JPEG) > len(data) // 2
    except UNREADABLE:
        return None
    return data if is_small and is_whole else None
