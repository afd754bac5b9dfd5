"""Names of files that every system takes."""

import re

_LONGEST = 150  # letters
# What Windows, macOS or Linux takes in no file name.
_REFUSED = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')


def safe_name(words: str, ending: str, *, otherwise: str = "file") -> str:
    """The words as the name of a file, as they are but for what no name may have; ``otherwise`` for none."""
    name = " ".join(_REFUSED.sub(" ", words).split()).lstrip(". ")[:_LONGEST].rstrip(". ")
    return f"{name or otherwise}.{ending}"


def whole_words(words: str, longest: int) -> str:
    """As much as fits in so many letters, cut between words where there is a space."""
    if len(words) <= longest:
        return words
    start, space, _ = words[: longest + 1].rpartition(" ")
    return start if space else words[:longest]
