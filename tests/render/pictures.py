"""Pictures for tests of documents."""

import io

from PIL import Image

from ita_portal.tables.facts import PictureContent


def png(size: tuple[int, int] = (30, 20)) -> bytes:
    target = io.BytesIO()
    Image.new("1", size, 1).save(target, "PNG")
    return target.getvalue()


def picture(data: bytes | None = None, media_type: str = "image/png") -> PictureContent:
    """A picture of 30 by 20 pixels, or of the data."""
    content = png() if data is None else data
    return PictureContent("แผนภูมิ", media_type, 30, 20, lambda: content)
