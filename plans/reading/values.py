"""What a cell says: its number and title, owners, indicators, cost lines, heading."""

import re
from collections.abc import Iterable
from decimal import Decimal

from ita_portal.tables.rows import Aspect, CostLine, Indicator
from ita_portal.thai.amounts import read_amount
from ita_portal.thai.digits import read_decimal
from ita_portal.thai.plain_text import THAI_LETTER

CONTINUED = re.compile(r"\s*\((?:ต่อ|continued)\)\s*$")
_DIGITS = r"[0-9\u0e50-\u0e59]{1,3}"
# "1.", "1)", "(1)" and "1.1" before words; a bare "5" may be part of the words.
_NUMBER = re.compile(
    rf"(?P<number>\({_DIGITS}\)|{_DIGITS}\)|{_DIGITS}(?:\.{_DIGITS})+(?:[.)]|(?=\s|[^0-9\u0e50-\u0e59%.])))\s*(?=\S)"
    rf"|(?P<first>{_DIGITS})\.(?:\s+(?=\S)|(?=[^0-9\u0e50-\u0e59\s]))"
)
_ONLY_NUMBER = re.compile(rf"\(?{_DIGITS}(?:\.{_DIGITS})*[.)]?")
_BULLET = r"[-–—•●▪◦*·➢➤✓❖]"
_ITEM = re.compile(
    rf"(?P<bullet>{_BULLET}+(?:\s+(?=\S)|(?=[^\s0-9\u0e50-\u0e59])))"
    rf"|[(]?{_DIGITS}(?:\.{_DIGITS})*[.)](?:\s+(?=\S)|(?=[^0-9\u0e50-\u0e59\s]))"
)
_NOTHING = frozenset({"-", "–", "—", "ไม่มี"})
_COST = re.compile(r"\([^()]*[x×X*][^()]*=[^()]*\)")
_TOTAL = re.compile(r"=\s*(?P<total>[0-9\u0e50-\u0e59,.]+)")
_BETWEEN_THAI = re.compile(rf"(?<={THAI_LETTER})\n(?={THAI_LETTER}|[\u0e2f\u0e40-\u0e44])")


def part_number(title: str) -> tuple[str, str]:
    """ "1. …" → ("1", "…"), as numbers are stored: without the dot that print puts there."""
    found = _NUMBER.match(title)
    if found is None:
        return "", title
    return stored_number(found["number"] or found["first"]), title[found.end() :]


def is_number(text: str) -> bool:
    """Whether a cell says nothing but an ordinal."""
    return _ONLY_NUMBER.fullmatch(text.strip()) is not None


def stored_number(text: str) -> str:
    return text.strip().rstrip(".")


def one_line(text: str) -> str:
    """Words that a narrow column broke into lines; Thai has no space where it was broken."""
    return " ".join(_BETWEEN_THAI.sub("", text).split())


def heading_text(text: str) -> str:
    """A heading in one line, without the "(ต่อ)" of a later page."""
    return CONTINUED.sub("", one_line(text))


class Owners:
    """Owners parted by "/" and by list marks; a line break alone parts none.

    An owner that a line break divides is spelt as another cell spells it, if there is one.
    """

    def __init__(self, cells: Iterable[str]) -> None:
        whole = (owner for cell in cells for owner in _owners(cell) if "\n" not in owner)
        self.spellings = {_without_spaces(owner): owner for owner in whole}

    def of(self, text: str) -> tuple[str, ...]:
        found = [
            self.spellings.get(_without_spaces(owner)) or " ".join(owner.split()) for owner in _owners(text)
        ]
        return tuple(dict.fromkeys(owner for owner in found if owner not in _NOTHING))


def _owners(text: str) -> list[str]:
    return [
        part.strip()
        for item in list_items(text, keep_numbers=False)
        for part in _parted(item)
        if part.strip()
    ]


def _parted(text: str) -> list[str]:
    """Parted at every "/" outside brackets that is not of "และ/หรือ" or of a number."""
    parts, depth, start = [], 0, 0
    for at, character in enumerate(text):
        depth = max(0, depth + (character == "(") - (character == ")"))
        if character == "/" and not depth and not _belongs_together(text, at):
            parts.append(text[start:at])
            start = at + 1
    return [*parts, text[start:]]


def _belongs_together(text: str, at: int) -> bool:
    before, after = text[:at].rstrip(), text[at + 1 :].lstrip()
    return (before[-1:].isdigit() and after[:1].isdigit()) or (
        before.endswith("และ") and after.startswith("หรือ")
    )


def _without_spaces(text: str) -> str:
    return "".join(text.split())


def indicators_of(text: str, aspect: Aspect) -> tuple[Indicator, ...]:
    """The statements of a cell, parted by bullets and numbers; a dash says that there is none."""
    items = [item for item in list_items(text) if item.strip() not in _NOTHING]
    return tuple(Indicator(item, aspect) for item in items)


def list_items(text: str, *, keep_numbers: bool = True) -> list[str]:
    """The text parted where a line begins with a bullet or number; bullets are taken off."""
    items: list[str] = []
    for line in text.split("\n"):
        mark = _ITEM.match(line)
        if mark and (mark["bullet"] or not keep_numbers):
            line = line[mark.end() :]
        if mark or not items:
            items.append(line)
        else:
            items[-1] += f"\n{line}"
    return [item for item in items if item.strip()]


def part_cost_lines(title: str) -> tuple[str, tuple[CostLine, ...]]:
    """The arithmetic in brackets under a title, where all that stands there is such; else it stays."""
    words, *below = title.split("\n")
    found = [_COST.fullmatch(line.strip()) for line in below]
    lines = tuple(CostLine(cost[0], _total(cost[0])) for cost in found if cost)
    return (words, lines) if lines and len(lines) == len(below) else (title, ())


def _total(words: str) -> Decimal | None:
    total = _TOTAL.search(words)
    return read_amount(total["total"]).amount if total else None


def weight_of(text: str) -> Decimal | None:
    """A weight, with or without "ร้อยละ" and "%"; None where the text is no number from 0 to 100."""
    bare = text.replace("ร้อยละ", "").replace("%", "").strip()
    try:
        weight = read_decimal(bare)
    except ValueError:
        return None
    return weight if 0 <= weight <= 100 else None
