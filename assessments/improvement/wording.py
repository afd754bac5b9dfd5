"""Whether a measure and a heading of the plan say the same, whatever number stands before them."""

import re
from collections.abc import Iterable
from difflib import SequenceMatcher
from typing import TypeVar

from ita_portal.thai.digits import to_arabic

_NUMBER = re.compile(
    r"\s*(?:มาตรการ(?:ที่)?\s*\d+(?:\.\d+)*\s*[.):]?\s+|\d+(?:\.\d+)*\s*[.)](?!\d)\s*|\d+(?:\.\d+)+\s+)"
)
_ALIKE = 0.6
Named = TypeVar("Named")


def parted(text: str) -> tuple[str, str]:
    """The number before a title as typed ("1. ", "มาตรการที่ ๒ "), "" for none, and the title itself."""
    found = _NUMBER.match(to_arabic(text))
    at = found.end() if found else 0
    return text[:at], text[at:].strip()


def without_number(text: str) -> str:
    """The title without the number before it."""
    return parted(text)[1]


def same_words(one: str, other: str) -> bool:
    """Whether two titles are the same but for their numbers and how they are spaced."""
    return _plain(one) == _plain(other)


def nearest(title: str, named: Iterable[Named]) -> Named | None:
    """Whichever of the things is worded most like the title, by ``str``; None where none is alike."""
    wanted = _plain(title)
    likeness = [(SequenceMatcher(None, wanted, _plain(str(one))).ratio(), one) for one in named]
    best = max(likeness, key=lambda pair: pair[0], default=None)
    return best[1] if best and best[0] >= _ALIKE else None


def _plain(text: str) -> str:
    return "".join(to_arabic(without_number(text)).split())
