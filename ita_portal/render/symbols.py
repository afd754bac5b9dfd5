"""Signs of forms that Sarabun lacks, drawn in it: no other font of a server has to lend them."""

from collections.abc import Iterable
from math import cos, pi, sin

from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib.tables._g_l_y_f import Glyph

Contour = tuple[tuple[int, int], ...]

_CHECK: Contour = ((60, 330), (130, 390), (225, 235), (490, 660), (560, 620), (235, 60))  # 1,000 to an em
_SMALL_CHECK: Contour = ((190, 330), (235, 365), (300, 260), (470, 540), (515, 510), (305, 150))
_CROSS: tuple[Contour, ...] = (
    ((175, 170), (525, 560), (570, 520), (220, 130)),
    ((525, 130), (175, 520), (220, 560), (570, 170)),
)


def _frame(left: int, bottom: int, right: int, top: int, thick: int) -> tuple[Contour, ...]:
    inside = (left + thick, bottom + thick), (right - thick, bottom + thick)
    return (
        ((left, bottom), (left, top), (right, top), (right, bottom)),
        (*inside, (right - thick, top - thick), (left + thick, top - thick)),
    )


_BOX = _frame(70, 30, 675, 660, 50)
_UNKNOWN = _frame(60, 0, 440, 700, 30)
_STRAIGHT = {
    "✓": (620, (_CHECK,)),
    "✔": (620, (_CHECK,)),
    "☐": (745, _BOX),
    "□": (745, _BOX),
    "☑": (745, (*_BOX, _SMALL_CHECK)),
    "☒": (745, (*_BOX, *_CROSS)),
    "▪": (400, (((90, 220), (90, 440), (310, 440), (310, 220)),)),
}
# The radii of discs, each cut out of the one before.
_ROUND = {"●": (600, (240,)), "○": (600, (240, 190)), "◦": (400, (120, 80))}
SYMBOLS = frozenset(_STRAIGHT) | frozenset(_ROUND)


def symbol(sign: str) -> tuple[Glyph, int]:
    """The glyph of one of ``SYMBOLS`` and its width, in thousandths of an em."""
    if sign in _ROUND:
        width, radii = _ROUND[sign]
        return _round_glyph(width // 2, radii), width
    width, contours = _STRAIGHT[sign]
    return _straight_glyph(contours), width


def unknown() -> tuple[Glyph, int]:
    """The frame that is drawn for a character without a glyph, and its width."""
    return _straight_glyph(_UNKNOWN), 500


def _straight_glyph(contours: Iterable[Contour]) -> Glyph:
    pen = TTGlyphPen(None)
    for first, *others in contours:
        pen.moveTo(first)
        for point in others:
            pen.lineTo(point)
        pen.closePath()
    return pen.glyph()


def _round_glyph(centre: int, radii: Iterable[int]) -> Glyph:
    """Discs around the middle of a letter's height, as octants of quadratic curves."""
    pen = TTGlyphPen(None)
    for at, radius in enumerate(radii):
        corner = radius / cos(pi / 8)
        turn = 1 if at % 2 else -1
        angles = [turn * (pi / 8 + step * pi / 4) for step in range(8)]
        points = [(round(centre + corner * cos(a)), round(330 + corner * sin(a))) for a in angles]
        pen.qCurveTo(*points, None)
        pen.closePath()
    return pen.glyph()
