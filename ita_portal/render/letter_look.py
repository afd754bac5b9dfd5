"""Measures of a letter that every format shares."""

from ita_portal.render.fonts import text_width
from ita_portal.render.letter import LetterContent, LetterForm

_MEMO_TOP = 1.5  # cm above the emblem of a memo
_BOLDER = 1.06  # times as wide as the same text are bold letters
_TEXT_POINTS = 16  # of the rules, to which the sizes of titles belong


def first_top(content: LetterContent) -> float:
    """The margin above the first page in centimetres."""
    top = content.look.portrait.top
    return min(top, _MEMO_TOP) if content.form is LetterForm.MEMO else top


def label_width(label: str, points: float) -> float:
    """How wide a label is printed in bold, in points."""
    return text_width(label, points) * _BOLDER


def larger(points: float, text_points: float) -> float:
    """A size beside text of 16 points, beside text of another size."""
    return points * text_points / _TEXT_POINTS
