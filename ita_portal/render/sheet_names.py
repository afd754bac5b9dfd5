"""Names that a workbook accepts for its sheets."""

import re
import unicodedata

from ita_portal.render.text import printable

ROWS_SHEET = "_rows"  # the hidden sheet of row ids
_LONGEST = 31
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]")


def sheet_names(titles: list[str]) -> list[str]:
    """A name for each title, in order: short, without forbidden marks, no two alike (case apart)."""
    names: list[str] = []
    taken = {"history", ROWS_SHEET.lower()}
    for at, title in enumerate(titles, start=1):
        base = " ".join(_FORBIDDEN.sub(" ", printable(title)).split()).strip("' ") or f"ตาราง {at}"
        name, count = _cut(base, _LONGEST), 1
        while name.lower() in taken:
            count += 1
            suffix = f" ({count})"
            name = _cut(base, _LONGEST - len(suffix)) + suffix
        taken.add(name.lower())
        names.append(name)
    return names


def _cut(name: str, length: int) -> str:
    """At most ``length`` characters, no letter parted from its vowel or tone."""
    if len(name) <= length:
        return name
    while length and (unicodedata.category(name[length]) == "Mn" or name[length] == "ำ"):
        length -= 1
    return name[:length].strip("' ")
