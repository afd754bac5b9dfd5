"""Years in Thai text, and the text of next year: what belongs to the plan's year moves, the rest stays.

A year moves where the plan speaks of itself ("ต.ค. 68", "ปีงบประมาณ ๒๕๖๙", "ITA 2026"). It stays in the
name of a law or of a plan of several years, and in the number or the date of what was issued (an order, a
letter, a resolution). Amounts, counts and telephone numbers are no years.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache

from ita_portal.thai.dates import FIRST_BUDDHIST_YEAR
from ita_portal.thai.digits import to_arabic
from ita_portal.thai.fiscal import ERA_OFFSET, MAX_FISCAL_YEAR
from ita_portal.thai.months import MONTH_PATTERN
from ita_portal.thai.plain_text import DASHES

_DIGIT = re.compile(r"\d")  # Thai ones too
_CENTURY = 2500  # two digits are years of this Buddhist century
_FIRST_OF_TWO_FIGURES = 40  # smaller ones are counts
_FIRST_GREGORIAN_YEAR = FIRST_BUDDHIST_YEAR - ERA_OFFSET


class YearKind(Enum):
    """What a year in a text belongs to."""

    OWN = auto()  # the work that the text speaks of
    NAME = auto()  # the name of a law, or of a plan of several years
    ISSUED = auto()  # the number or date of an order, a letter, a resolution, a collection of data


@dataclass(frozen=True, slots=True)
class Year:
    """The figures of one year in a text: from ``start`` to ``end``, and the Buddhist-era year they mean."""

    start: int
    end: int
    year: int


@dataclass(frozen=True, slots=True)
class Mention:
    """One year, or several that are named together ("2568-2570"), with what they belong to.

    ``words`` is the text around them that belongs to them ("ต.ค. 68"). ``has_month`` says that they are the
    years of a month or a day, ``is_gregorian`` that the first is a year A.D.
    """

    kind: YearKind
    words: str
    years: tuple[Year, ...]
    has_month: bool = False
    is_gregorian: bool = False

    def is_near(self, fiscal_year: int) -> bool:
        """Whether all its years are the fiscal year, the one before or the one after."""
        return all(abs(year.year - fiscal_year) <= 1 for year in self.years)


@lru_cache(maxsize=4096)  # the same texts are read again whenever a plan is checked
def mentions(text: str) -> tuple[Mention, ...]:
    """Every mention of years in the text, in order."""
    if _DIGIT.search(text) is None:
        return ()
    return tuple(_mentions(text, _readable(text)))


def mentions_in_html(html: str) -> tuple[Mention, ...]:
    """Every mention of years in the words of the HTML; tags and their attributes have none."""
    return tuple(_mentions(html, _readable(_words_of(html))))


def shift_years(text: str, *, fiscal_year: int, by: int) -> str:
    """The text of a plan of ``fiscal_year`` as the plan of ``by`` years later has it.

    Years that are named together move together, and only if all are near. Every digit keeps its script.
    """
    return _shifted(text, mentions(text), fiscal_year, by)


def shift_years_in_html(html: str, *, fiscal_year: int, by: int) -> str:
    """``shift_years`` for the words of the HTML."""
    return _shifted(html, mentions_in_html(html), fiscal_year, by)


def _shifted(text: str, found: tuple[Mention, ...], fiscal_year: int, by: int) -> str:
    for mention in reversed(found):
        if mention.kind is YearKind.OWN and mention.is_near(fiscal_year):
            for year in reversed(mention.years):
                figures = _moved(text[year.start : year.end], by)
                text = text[: year.start] + figures + text[year.end :]
    return text


def _moved(figures: str, by: int) -> str:
    """The figures so many years on; two figures that would leave their century stay as they are."""
    later = str(int(figures) + by).zfill(len(figures))
    if len(later) != len(figures) or later.startswith("-"):
        return figures
    return "".join(
        digit if old.isascii() else chr(ord("๐") + int(digit))
        for old, digit in zip(figures, later, strict=True)
    )


# Reading. The text is read in a form of the same length, so that places in the one are places in the other.

_AS_SPACE = dict.fromkeys(map(ord, "\u00a0\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\t\r"), " ")
_AS_HYPHEN = dict.fromkeys(map(ord, DASHES), "-")
_MARKUP = re.compile(r"<[^>]*>|&[#A-Za-z0-9]+;")


def _readable(text: str) -> str:
    return to_arabic(text).translate(_AS_SPACE | _AS_HYPHEN)


def _words_of(html: str) -> str:
    return _MARKUP.sub(lambda match: " " * len(match[0]), html)


_S = r"\s{0,3}"
_ERA = r"[พค]\.?\s?ศ\.?"
_YEAR_WORD = (
    rf"(?:ปี{_S}(?:งบ(?:ประมาณ|ฯ)?|การศึกษา|ปฏิทิน|บัญชี|ภาษี)?{_S}(?:{_ERA})?|งบประมาณปี|{_ERA}|(?<![A-Za-z])FY){_S}"
)
_UNIT = rf"{_S}(?:บาท|คน|ราย|ครั้ง|แห่ง|ฉบับ|ชุด|เล่ม|แผ่น|รุ่น|วัน|ชั่วโมง|คะแนน|%)(?![ก-๎])"
_FOUR = r"(?<![0-9])[0-9]{4}(?![0-9])"
_TWO = rf"(?<![0-9])[0-9]{{2}}(?![0-9])(?!{_UNIT})"
_YEAR = f"(?:{_FOUR}|{_TWO})"
_AND = rf"{_S}(?:-|ถึง|,|และ|/|&){_S}(?:{_ERA}{_S})?"
_MORE = rf"(?:{_AND}{_FOUR}|[-/]{_TWO})*"
_DAY = rf"[0-9]{{1,2}}{_S}(?:เดือน{_S})?{MONTH_PATTERN}{_S}(?:ปี{_S})?(?:{_ERA})?{_S}"
_DAY_IN_FIGURES = (
    "(?:" + "|".join(rf"(?<![0-9/])[0-9]{{1,2}}{s}[0-9]{{1,2}}{s}" for s in ("/", r"\.", "-")) + ")"
)
_DATE = f"(?:{_DAY}|{_DAY_IN_FIGURES}){_YEAR}"
_LAW = (
    r"(?:พระราช(?:บัญญัติ|กฤษฎีกา|กำหนด)|พ\.?\s?ร\.?\s?[บฎก]\.?|รัฐธรรมนูญ|กฎกระทรวง|กฎ\s?ก\.พ\.|ระเบียบ|ข้อบังคับ"
    r"|ข้อกำหนด|ประกาศ|ประมวล)"
)
_NO_YEAR_YET = r"(?:[^0-9\n]|[0-9](?![0-9]{3})){0,150}?"
_NOT_OF_PLAN = r"(?<!ปี)(?<!ปี )(?<!ประมาณ)(?<!ประมาณ )"
_ISSUED_ON = r"(?:ลงวันที่|ลว\.|เมื่อวันที่|วันที่รับ|ณ\s?วันที่|มติ[^0-9\n]{0,60})[^0-9\n]{0,20}"
_COUNTED = r"(?:จำนวน|วงเงิน|เป็นเงิน|รวม|ร้อยละ|ที่|หมายเลข|=|x|×)"

_FIRST, _LAST, _LAST_TWO, _ALL = slice(1), slice(-1, None), slice(-2, None), slice(None)
# The first that fits wins. Each with which of the numbers in it are years.
_PATTERNS: dict[str, tuple[YearKind | None, slice, str]] = {
    "phone": (
        None,
        _ALL,
        r"โทร(?:ศัพท์|สาร)?[. :]{0,4}[0-9][0-9 -]*(?:ต่อ\s?[0-9]+)?"
        r"|(?<![0-9])0(?:[ -]?[0-9]){8,9}(?![0-9])(?:\s?ต่อ\s?[0-9]+)?",
    ),
    "iso": (YearKind.OWN, _FIRST, r"(?<![0-9])[0-9]{4}-[0-9]{2}-[0-9]{2}(?![0-9])"),
    "letter": (YearKind.ISSUED, _LAST, rf"[0-9][0-9.]*/[0-9]+\)?{_S}(?:ลง)?วันที่{_S}{_DATE}"),
    "issued_on": (YearKind.ISSUED, _LAST, _ISSUED_ON + _DATE),
    "law": (YearKind.NAME, _LAST, rf"{_LAW}{_NO_YEAR_YET}{_NOT_OF_PLAN}{_ERA}{_S}{_FOUR}"),
    "long_plan": (
        YearKind.NAME,
        _LAST_TWO,
        rf"(?:ฉบับ|ระยะ)ที่{_S}[0-9]+{_S}\(?{_S}(?:{_ERA}{_S})?{_FOUR}{_AND}{_FOUR}",
    ),
    "date": (YearKind.OWN, _LAST, _DATE),
    "number": (None, _ALL, r"[0-9]+(?:\.[0-9]+)+(?:/[0-9]+)*|[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?"),
    "ordinal": (
        YearKind.OWN,
        _LAST,
        rf"(?:ครั้ง|ไตรมาส|รอบ|งวด|รุ่น|ลำดับ)(?:ที่)?{_S}[0-9]{{1,2}}{_S}/{_S}{_YEAR}",
    ),
    "issued_number": (
        YearKind.ISSUED,
        _LAST,
        rf"(?:ที่|คำสั่ง|ประกาศ|หนังสือ){_S}[0-9]+{_S}/{_S}{_FOUR}|(?<![0-9])[0-9]{{3,}}/{_FOUR}",
    ),
    "month": (YearKind.OWN, _LAST, rf"{MONTH_PATTERN}{_S}(?:ปี{_S})?(?:{_ERA})?{_S}[/']?{_S}{_YEAR}"),
    "named": (YearKind.OWN, _ALL, rf"{_YEAR_WORD}'?{_YEAR}{_MORE}"),
    "month_in_figures": (YearKind.OWN, _LAST, rf"(?<![0-9/])(?:0?[1-9]|1[0-2])\s?/\s?{_FOUR}"),
    "count": (None, _ALL, rf"{_COUNTED}{_S}[0-9]+|[0-9]+{_UNIT}"),
    "bare": (YearKind.OWN, _ALL, _FOUR + _MORE),
    "other": (None, _ALL, r"[0-9]+"),
}
_WITH_MONTH = {"iso", "letter", "issued_on", "date", "month", "month_in_figures"}
_FOUND = re.compile("|".join(f"(?P<{name}>{pattern})" for name, (_, _, pattern) in _PATTERNS.items()))
_NUMBER = re.compile(r"[0-9]+")


def _mentions(text: str, readable: str) -> Iterator[Mention]:
    for match in _FOUND.finditer(readable):
        kind, which, _ = _PATTERNS[match.lastgroup or "other"]
        if kind is None:
            continue
        numbers = [*_NUMBER.finditer(readable, match.start(), match.end())][which]
        years = [Year(n.start(), n.end(), year) for n in numbers if (year := _meant(n[0]))]
        if len(years) == len(numbers):
            yield Mention(
                kind,
                text[match.start() : match.end()],
                tuple(years),
                has_month=match.lastgroup in _WITH_MONTH,
                is_gregorian=len(numbers[0][0]) == 4 and int(numbers[0][0]) < FIRST_BUDDHIST_YEAR,
            )


def _meant(figures: str) -> int | None:
    """The Buddhist-era year of two or four figures; None for what is no year of our time."""
    number = int(figures)
    if len(figures) == 2:
        return _CENTURY + number if number >= _FIRST_OF_TWO_FIGURES else None
    if FIRST_BUDDHIST_YEAR <= number <= MAX_FISCAL_YEAR:
        return number
    gregorian = _FIRST_GREGORIAN_YEAR <= number <= MAX_FISCAL_YEAR - ERA_OFFSET
    return number + ERA_OFFSET if gregorian else None
