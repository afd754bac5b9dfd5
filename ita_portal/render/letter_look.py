"""Measures of a letter that every format shares."""

from ita_portal.render.letter import LetterContent, LetterForm

_MEMO_TOP = 1.5  # cm above the emblem of a memo
_TEXT_POINTS = 16  # of the rules, to which the sizes of titles belong


def first_top(content: LetterContent) -> float:
    """The margin above the first page in centimetres."""
    top = content.look.portrait.top
    return min(top, _MEMO_TOP) if content.form is LetterForm.MEMO else top


def larger(points: float, text_points: float) -> float:
    """A size beside text of 16 points, beside text of another size."""
    return points * text_points / _TEXT_POINTS
