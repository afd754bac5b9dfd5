"""QR codes on images of pages: as they come from scanners, and as people photograph paper.

Asks no database and needs no Django: ``scanning`` does it in a process of its own.
"""

import io
import math
import time
from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice

import pypdfium2
import zxingcpp
from PIL import Image, ImageFilter, ImageOps
from pillow_heif import register_heif_opener

FORMATS = ("JPEG", "PNG", "HEIF")
SECONDS = 20  # after which no further attempt is begun
MOST_PAGES = 60
MOST_HARD_PAGES = 6  # of which every way is tried when no page has answered at first sight
MOST_PIXELS = 60_000_000  # of a picture that is unpacked
_DPI, _FINE_DPI = 200, 300
_LONGEST = 4000  # pixels along a page: A4 at some 340 dpi, more only takes time
_SHORTEST = 1600  # below it a page is enlarged
_LEAST = 60  # pixels, fewer hold no QR however enlarged
_POINTS_OF_AN_INCH = 72
_QR = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)

# A page as a grey image, small for the first look or as fine as it gets.
Page = Callable[[bool], Image.Image]
Attempt = Callable[[Image.Image], Image.Image]

register_heif_opener()


def texts_in(content: bytes, ending: str) -> Iterator[str]:
    """The texts of the QR codes, each once, while they are found: page by page, then with more effort.

    ``ending`` is "pdf", or that of an image. Raises what the libraries raise for what they cannot read.
    """
    until = time.monotonic() + SECONDS
    picture: Page = partial(_picture, content)
    pages = _pages_of_pdf(content) if ending == "pdf" else iter([picture])
    seen: set[str] = set()
    tried: list[Page] = []
    for page in islice(pages, MOST_PAGES):
        tried.append(page)
        yield from _new(_read(page(False)), seen)
        if time.monotonic() > until:
            return
    for page in [] if seen else tried[:MOST_HARD_PAGES]:
        image = page(True)
        for attempt in ATTEMPTS if max(image.size) >= _LEAST else ():
            yield from _new(_read(attempt(image)), seen)
            if seen or time.monotonic() > until:
                return


def _new(texts: list[str], seen: set[str]) -> Iterator[str]:
    for text in texts:
        if text not in seen:
            seen.add(text)
            yield text


def _read(image: Image.Image) -> list[str]:
    """zxing looks in all directions and at smaller sizes by itself."""
    return [found.text for found in zxingcpp.read_barcodes(image, formats=_QR)]


def _pages_of_pdf(content: bytes) -> Iterator[Page]:
    document = pypdfium2.PdfDocument(content)
    for number in range(len(document)):
        yield partial(_page_of_pdf, document[number])


def _page_of_pdf(page: pypdfium2.PdfPage, is_fine: bool) -> Image.Image:
    """The page as printed, however large the file says that its paper is."""
    dots = (_FINE_DPI if is_fine else _DPI) / _POINTS_OF_AN_INCH
    scale = min(dots, _LONGEST / max(page.get_size()))
    return page.render(scale=scale, grayscale=True).to_pil().convert("L")


def _picture(content: bytes, is_fine: bool) -> Image.Image:
    """The picture upright, as its EXIF says, and no larger than a page needs."""
    with Image.open(io.BytesIO(content), formats=FORMATS) as image:
        if image.format == "JPEG":
            image.draft("L", (_LONGEST, _LONGEST))  # unpacked at a half or a quarter where that is enough
        if image.width * image.height > MOST_PIXELS:
            raise ValueError("too many pixels")
        grey = ImageOps.exif_transpose(image).convert("L")
    grey.thumbnail((_LONGEST, _LONGEST))
    longest = max(grey.size)
    is_small = _LEAST <= longest < _SHORTEST
    return _scaled(grey, math.ceil(_SHORTEST / longest)) if is_fine and is_small else grey


def _scaled(image: Image.Image, times: float) -> Image.Image:
    times = min(times, 2 * _LONGEST / max(image.size))
    size = (max(1, round(image.width * times)), max(1, round(image.height * times)))
    return image.resize(size, Image.Resampling.LANCZOS)


def _sharpened(image: Image.Image, radius: float) -> Image.Image:
    return image.filter(ImageFilter.UnsharpMask(radius=radius, percent=250, threshold=0))


# What is done to a page that says nothing at first sight: as fine as it gets, then against dim light,
# blur, noise, too few pixels, and several of these together.
ATTEMPTS: tuple[Attempt, ...] = (
    lambda image: image,
    lambda image: ImageOps.autocontrast(image, cutoff=2),
    lambda image: _sharpened(image, 3),
    lambda image: image.filter(ImageFilter.GaussianBlur(1.2)),
    lambda image: _scaled(image, 0.5),
    lambda image: _scaled(image, 2),
    lambda image: _sharpened(_scaled(image, 2), 6),
    lambda image: image.filter(ImageFilter.MedianFilter(3)),
    lambda image: _sharpened(_scaled(image, 3), 8),
)
