"""The one font of our documents, in four faces, and its sizes.

Offices know sizes in points of TH Sarabun. Sarabun is drawn 1.47 times as large (the letter ก is 0.586 em
high against 0.400 em), so the same look on paper is a smaller size on the same line.
"""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from html import unescape
from importlib.resources import files

from fontTools.ttLib import TTFont

from ita_portal.render.exact_font import exact_font, glyph_texts, letters_of, with_frames

FAMILY = "Sarabun"
SCHEME = "sarabun:"
_SCALE = 11 / 16
_LINE = 1.3  # line height of TH Sarabun in em
_INVISIBLE = {"Cc", "Cf", "Cs", "Zl", "Zp", "Zs"}  # categories of characters that are never drawn
_VARIATIONS = range(0xFE00, 0xFE10)  # signs that choose how the letter before them is drawn


@dataclass(frozen=True, slots=True)
class Face:
    """One file of the font; ``name`` is what a PDF calls it."""

    weight: int
    style: str
    file: str
    name: bytes


_FACES = (
    Face(400, "normal", "Sarabun-Regular.ttf", b"Sarabun"),
    Face(700, "normal", "Sarabun-Bold.ttf", b"Sarabun-Bold"),
    Face(400, "italic", "Sarabun-Italic.ttf", b"Sarabun-Italic"),
    Face(700, "italic", "Sarabun-BoldItalic.ttf", b"Sarabun-Bold-Italic"),
)


def paper_points(office_points: float) -> float:
    """A size in points of TH Sarabun as points of our Sarabun: 16 → 11."""
    return office_points * _SCALE


def line_points(office_points: float) -> float:
    """The height of a line of TH Sarabun of that size, in points: 16 → 20.8."""
    return office_points * _LINE


def font_face_css() -> str:
    """``@font-face`` rules whose addresses ``PaperFonts`` answers."""
    return "".join(
        f'@font-face{{font-family:"{FAMILY}";font-weight:{face.weight};font-style:{face.style};'
        f'src:url("{SCHEME}{face.file}")}}'
        for face in _FACES
    )


class PaperFonts:
    """The faces that one page of HTML is printed with, and what their glyphs mean.

    Letters that Sarabun lacks are drawn as a frame, and mean themselves all the same.
    """

    def __init__(self, html: str = "") -> None:
        self.missing = letters_without_glyph(unescape(html))
        self._files: dict[Face, bytes] = {}

    def file(self, address: str) -> bytes | None:
        """The font at an address of ``font_face_css``; None for every other address."""
        face = next((face for face in _FACES if SCHEME + face.file == address), None)
        return self._file(face) if face else None

    def texts(self, name: bytes) -> Mapping[int, str]:
        """What the glyphs of a face mean, by the name that a PDF gives it; nothing of any other font."""
        face = next((face for face in _FACES if face.name == name), None)
        if face is None:
            return {}
        return glyph_texts(self._file(face)) if self.missing else _texts(face.file)

    def _file(self, face: Face) -> bytes:
        if face not in self._files:
            exact = _exact(face.file)
            self._files[face] = with_frames(exact, self.missing) if self.missing else exact
        return self._files[face]


def letters_without_glyph(text: str) -> frozenset[str]:
    """The letters of a text that our font can only draw a frame for."""
    return frozenset(letter for letter in set(text) - _letters() if not _is_invisible(letter))


def _is_invisible(letter: str) -> bool:
    return unicodedata.category(letter) in _INVISIBLE or ord(letter) in _VARIATIONS


@cache
def _letters() -> frozenset[str]:
    return letters_of(_exact(_FACES[0].file))


@cache
def _exact(file: str) -> bytes:
    """One of our fonts with exact text: derived once in a process, in about a fifth of a second."""
    return exact_font(files("fontpkg_sarabun").joinpath("files", file).read_bytes())


@cache
def _texts(file: str) -> dict[int, str]:
    return glyph_texts(_exact(file))


def text_width(text: str, office_points: float) -> float:
    """About how wide a line of text is in TH Sarabun of that size, in points."""
    advances = _advances()
    return sum(advances.get(ord(letter), 0.6) for letter in text) * paper_points(office_points)


@cache
def _advances() -> dict[int, float]:
    """The width of each character of our font, in em."""
    with TTFont(files("fontpkg_sarabun").joinpath("files", _FACES[0].file)) as font:
        units, widths = font["head"].unitsPerEm, font["hmtx"]
        return {code: widths[glyph][0] / units for code, glyph in font.getBestCmap().items()}
