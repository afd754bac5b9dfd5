"""The text of a PDF as four readers give it back: Chrome's, MuPDF, pypdf and poppler."""

import io
import subprocess
from collections.abc import Callable

import pymupdf
import pypdf
import pypdfium2

Reader = Callable[[bytes], str]


def pdfium(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return "\n".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


def mupdf(pdf: bytes) -> str:
    with pymupdf.open(stream=pdf) as document:
        return "\n".join(page.get_text() for page in document)


def pypdf_text(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)


def poppler(pdf: bytes) -> str:
    """In the order of the file: by place, pdftotext takes vowels and tones for each other."""
    command = ["pdftotext", "-raw", "-", "-"]
    return subprocess.run(command, input=pdf, capture_output=True, check=True).stdout.decode()


READERS: dict[str, Reader] = {"pdfium": pdfium, "mupdf": mupdf, "pypdf": pypdf_text, "poppler": poppler}


def without_space(text: str) -> str:
    return "".join(text.split())


def words_on(pdf: bytes) -> list[list[tuple[str, float, float]]]:
    """The words of each page with how far from the left and the top they begin, in points."""
    with pymupdf.open(stream=pdf) as document:
        return [[(word, x, y) for x, y, _, _, word, *_ in page.get_text("words")] for page in document]
