"""The one font of our documents, and its sizes.

Offices know sizes in points of TH Sarabun. Sarabun is drawn 1.47 times as large (the letter ก is 0.586 em
high against 0.400 em), so the same look on paper is a smaller size on the same line.
"""

from functools import cache
from importlib.resources import files
from pathlib import Path

from fontTools.ttLib import TTFont

from ita_portal.render.exact_font import exact_font, glyph_texts

FAMILY = "Sarabun"
OFFICE_FAMILY = "TH SarabunPSK"  # what offices have: named in workbooks, never embedded
SCHEME = "sarabun:"
_WEIGHTS = {400: "Sarabun-Regular.ttf", 700: "Sarabun-Bold.ttf"}
_SCALE = 11 / 16
_LINE = 1.3  # line height of TH Sarabun in em


def paper_points(office_points: float) -> float:
    """A size in points of TH Sarabun as points of our Sarabun: 16 → 11."""
    return office_points * _SCALE


def line_points(office_points: float) -> float:
    """The height of a line of TH Sarabun of that size, in points: 16 → 20.8."""
    return office_points * _LINE


def font_face_css() -> str:
    """``@font-face`` rules whose addresses ``font_file`` answers."""
    return "".join(
        f'@font-face{{font-family:"{FAMILY}";font-weight:{weight};src:url("{SCHEME}{name}")}}'
        for weight, name in _WEIGHTS.items()
    )


def font_file(address: str) -> bytes | None:
    """The font at an address of ``font_face_css``; None for every other address."""
    name = address.removeprefix(SCHEME)
    return _exact(name) if address != name and name in _WEIGHTS.values() else None


@cache
def exact_texts() -> dict[bytes, dict[int, str]]:
    """What the glyphs of our fonts mean, by the name that a PDF gives the font."""
    return {
        Path(name).stem.removesuffix("-Regular").encode(): glyph_texts(_exact(name))
        for name in _WEIGHTS.values()
    }


@cache
def _exact(name: str) -> bytes:
    """One of our fonts with exact text: derived once in a process, in about a fifth of a second."""
    return exact_font(files("fontpkg_sarabun").joinpath("files", name).read_bytes())


def text_width(text: str, office_points: float) -> float:
    """About how wide a line of text is in TH Sarabun of that size, in points."""
    advances = _advances()
    return sum(advances.get(ord(letter), 0.6) for letter in text) * paper_points(office_points)


@cache
def _advances() -> dict[int, float]:
    """The width of each character of our font, in em."""
    with TTFont(files("fontpkg_sarabun").joinpath("files", _WEIGHTS[400])) as font:
        units, widths = font["head"].unitsPerEm, font["hmtx"]
        return {code: widths[glyph][0] / units for code, glyph in font.getBestCmap().items()}
