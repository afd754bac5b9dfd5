"""Pictures in a Word file: in the middle of a paragraph of their own, never larger than the page."""

import io

from docx.document import Document as WordDocument
from docx.image.exceptions import (
    InvalidImageStreamError,
    UnexpectedEndOfFileError,
    UnrecognizedImageError,
)
from docx.image.image import Image as WordImage
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Pt
from PIL import Image

from ita_portal.render.docx_xml import element, one_line, paragraph
from ita_portal.render.pictures import UNREADABLE, shown_picture
from ita_portal.tables.facts import PictureContent

_PIXEL = 0.75  # points
_TALLEST = 18 / 2.54 * 72  # points
_AS_IT_IS = ("PNG", "JPEG")
# Pillow may be set to fill up what is cut off; python-docx looks for the end.
_BROKEN = (*UNREADABLE, InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError)


def picture(
    document: WordDocument, content: PictureContent, words: str, *, width: float, height: float = 0
) -> list[BaseOxmlElement]:
    """The paragraph with the picture; ``words`` are read aloud in its place. Nothing for a file that is none.

    It is ``height`` points high, else as its pixels are, but at most ``width`` wide.
    """
    data = word_picture(content)
    if data is None:
        return []
    with Image.open(io.BytesIO(data)) as image:
        size = _fitted(image.width, image.height, width, height)
    inline = document.part.new_pic_inline(io.BytesIO(data), Pt(size[0]), Pt(size[1]))
    inline.docPr.set("descr", one_line(words))
    inline.docPr.set("name", f"picture {inline.docPr.get('id')}")
    made = element(paragraph("<w:r/>", properties='<w:keepNext/><w:jc w:val="center"/>'))
    made.r_lst[0].add_drawing(inline)
    return [made]


def _fitted(pixels_wide: int, pixels_high: int, width: float, height: float) -> tuple[float, float]:
    """Width and height in points."""
    wanted = height / pixels_high if height else _PIXEL
    scale = min(wanted, width / pixels_wide, _TALLEST / pixels_high)
    return pixels_wide * scale, pixels_high * scale


def word_picture(content: PictureContent) -> bytes | None:
    """The file as Word can show it: PNG or JPEG. None for one that no document can show."""
    data = shown_picture(content)
    if data is None:
        return None
    try:
        with Image.open(io.BytesIO(data)) as image:
            image.load()
            if image.format in _AS_IT_IS:
                WordImage.from_blob(data)
                return data
            target = io.BytesIO()
            image.convert("RGBA").save(target, "PNG")
            return target.getvalue()
    except _BROKEN:
        return None
