"""Typed text in the one form that the readers of this room understand."""

import re

from ita_portal.thai.digits import to_arabic

THAI_LETTER = r"[\u0e01-\u0e3a\u0e40-\u0e4e]"
DASHES = (
    "-\u2010\u2011\u2012\u2013\u2014\u2212"  # hyphens, en and em dash, minus: people do not tell them apart
)

_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u2060\ufeff]")
_SPACES_AND_CONTROLS = re.compile(r"[\s\x00-\x1f\x7f-\x9f]+")
_DASH = re.compile(f"[{DASHES}]")


def plain(text: str) -> str:
    """The text in lower case with Arabic digits, single spaces, simple hyphens and nothing invisible."""
    visible = _DASH.sub("-", _INVISIBLE.sub("", to_arabic(text)))
    return _SPACES_AND_CONTROLS.sub(" ", visible).strip().lower()


def closed_up(text: str) -> str:
    """The same without any space: Thai sets spaces as it likes, so texts are compared without them."""
    return plain(text).replace(" ", "")
