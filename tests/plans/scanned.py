"""Paper as it comes back: our own PDF printed, held under a scanner or a camera, and kept as a file."""

import io
from dataclasses import replace
from functools import cache

import pypdfium2
from PIL import Image, ImageChops, ImageFilter

from ita_portal.render.arrangement import plan_document
from ita_portal.render.look import Mark
from ita_portal.render.pdf import document_pdf
from tests.render.sample_plans import sample_plan

ADDRESS = "https://portal.example.go.th/check/ABCDEFGHIJ234567KLMN/"
_PAPER = 215  # grey of the table around the paper


@cache
def printed() -> bytes:
    """A plan with a mark and its QR in the foot of every page."""
    document = plan_document(sample_plan())
    look = replace(document.look, mark=Mark("ฉบับที่ 2 · หน้าละหนึ่ง QR", ADDRESS))
    return document_pdf(replace(document, look=look))


@cache
def page_at(dpi: int) -> Image.Image:
    """The first page as a grey image."""
    return pypdfium2.PdfDocument(printed())[0].render(scale=dpi / 72, grayscale=True).to_pil().convert("L")


def scanned(
    dpi: int = 200,
    *,
    angle: float = 0,
    blur: float = 0,
    noise: float = 0,
    light: float = 1,
    slant: float = 0,
) -> Image.Image:
    """The page turned by ``angle`` degrees, seen from aside (``slant`` as a part of its width), out of focus
    (``blur`` in pixels), in little ``light`` (0 to 1) and with the ``noise`` of a sensor (σ of 256 levels).
    """
    page = page_at(dpi)
    if slant:
        w, h = page.size
        d = slant * w
        corners = (-d, -d / 2, -d / 4, h + d / 4, w + d, h + d, w + d / 4, -d)
        page = page.transform(
            page.size, Image.Transform.QUAD, corners, Image.Resampling.BICUBIC, fillcolor=_PAPER
        )
    if angle:
        page = page.rotate(angle, Image.Resampling.BICUBIC, expand=True, fillcolor=_PAPER)
    if blur:
        page = page.filter(ImageFilter.GaussianBlur(blur))
    page = page.point(lambda grey: grey * light)
    return ImageChops.add(page, Image.effect_noise(page.size, noise), offset=-128) if noise else page


def as_file(image: Image.Image, format: str = "JPEG", **options: object) -> bytes:
    """The image as a JPEG of middling quality, or as another file."""
    file = io.BytesIO()
    image.save(file, format, **({"quality": 55} | options if format == "JPEG" else options))
    return file.getvalue()
