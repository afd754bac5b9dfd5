"""The words of a period text that carry meaning, in order; every other word is passed over."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from ita_portal.thai.months import MONTH_PATTERN, month_number


class Kind(Enum):
    MONTH = auto()  # a month by name, with the year that follows it
    DATE = auto()  # a day in figures
    MONTH_IN_FIGURES = auto()  # "10/2568"
    QUARTERS = auto()  # "ไตรมาส 1-3", with the year after its slash
    END_OF_QUARTER = auto()
    END_OF_YEAR = auto()  # the last month of the fiscal year
    FISCAL_YEAR = auto()
    YEAR = auto()
    NUMBER = auto()
    RANGE = auto()
    UNTIL = auto()  # "ถึง": between two months a range, before the first an end without a start
    LIST = auto()
    BETWEEN = auto()  # "ระหว่าง X และ Y" is a range
    SINCE = auto()
    ONWARD = auto()
    BEFORE = auto()
    AFTER = auto()


@dataclass(frozen=True)
class Token:
    """A word with its meaning: `month` is the number typed or named; `day` and `year` are digits, or ""."""

    kind: Kind
    text: str = ""
    day: str = ""
    month: int = 0
    year: str = ""


_ERA = r"(?:พ\.? ?ศ\.?|ค\.? ?ศ\.?)"
_YEAR_WORD = rf"(?:ปี ?{_ERA}?|{_ERA}|/|')"
# "2 ครั้ง" is a count, but "68 ครั้งที่ 1" and "68 เดือนละ 1 ครั้ง" begin with a year.
_UNITS = "ครั้ง|คน|รุ่น|วัน|สัปดาห์|ชั่วโมง|เรื่อง|ฉบับ|แห่ง|หน่วยงาน|กิจกรรม|โครงการ|บาท|เดือน|ปี|ไตรมาส|%"
_COUNTED = rf"(?= ?(?:{_UNITS})(?! ?(?:ที่|ละ|งบ|[0-9])))"
_COUNT_AFTER_MONTH = r"[0-9]{1,2} ?(?:ครั้ง|คน|รุ่น|วัน|บาท)(?! ?(?:ที่|ละ))"
_FISCAL_WORD = "ปีงบ(?:ประมาณ|ฯ)?"
_QUARTER_WORD = r"(?:ไตรมาส|ไตรมาศ|ไตมาส|quarter|(?<![a-z])q)\.? ?(?:ที่ ?)?"
_QUARTER_NAME = r"(?:[0-9]++|หนึ่ง|สอง|สาม|สี่|แรก|สุดท้าย)"
_SEPARATOR = r"(?:-|ถึง|จนถึง|,|และ|กับ|/|&|\+)"
_NEXT_QUARTER = rf" ?{_SEPARATOR} ?(?:{_QUARTER_WORD}{_QUARTER_NAME}|[0-9](?![0-9]))(?!{_COUNTED})"

_PATTERNS = {
    # Times of day, ordinals and counts are no dates: they are found only to be passed over.
    "TIME": r"[0-9]{1,2}[.:][0-9]{2}(?: ?(?:-|ถึง) ?[0-9]{1,2}[.:][0-9]{2})? ?(?:น\.|นาฬิกา)",
    "ORDINAL": r"(?:ครั้ง|รอบ|รุ่น|ระยะ|สัปดาห์|งวด|ข้อ|วาระ) ?ที่ ?[0-9]+(?:/[0-9]+)?",
    "DATE": (
        r"(?P<iso_year>[0-9]{4})-(?P<iso_month>[0-9]{2})-(?P<iso_day>[0-9]{2})(?![0-9])"
        r"|(?P<day>[0-9]{1,2})(?P<sign>[/.-])(?P<month>[0-9]{1,2})(?P=sign)(?P<year>[0-9]{2,})"
    ),
    "MONTH": (
        rf"(?P<name>{MONTH_PATTERN})"
        rf"(?: ?{_YEAR_WORD}? ?(?!{_COUNT_AFTER_MONTH})(?P<year_of_month>[0-9]++))?"
    ),
    "END_OF_QUARTER": rf"สิ้น ?{_QUARTER_WORD}(?P<ended_quarter>{_QUARTER_NAME})",
    "QUARTERS": (
        rf"{_QUARTER_WORD}{_QUARTER_NAME}(?!{_COUNTED})(?:{_NEXT_QUARTER})*"
        r"(?: ?/ ?(?P<year_of_quarter>[0-9]{2,}))?"
    ),
    "END_OF_YEAR": rf"สิ้น ?{_FISCAL_WORD} ?{_ERA}? ?(?P<ended_year>[0-9]*)",
    "FISCAL_YEAR": rf"(?:{_FISCAL_WORD}|งบประมาณปี|fy) ?{_ERA}? ?(?P<fiscal_year>[0-9]*)",
    "YEAR": rf"(?:ปี ?{_ERA}?|{_ERA}) ?(?P<plain_year>[0-9]+)",
    "MONTH_IN_FIGURES": r"(?P<month_figure>[0-9]{1,2})/(?P<year_figure>[0-9]{2,})",
    "COUNT": rf"[0-9]+{_COUNTED}",
    "NUMBER": r"[0-9]+",
    "UNTIL": "จนถึง|(?<!เข้า)ถึง",
    "RANGE": r"-|~",
    "LIST": r",|และ|กับ|/|&|\+|;",
    "BETWEEN": "ระหว่าง",
    "SINCE": "ตั้งแต่|เริ่ม",
    "ONWARD": "เป็นต้นไป|ปัจจุบัน",
    "BEFORE": "ก่อน",
    "AFTER": "(?<!ปี)(?<!เดือน)(?<!ครึ่ง)หลัง",
}
_TOKEN = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in _PATTERNS.items()))
_WHOLE_MONTH = re.compile(r"([0-9]{4})-([0-9]{2})")
_SKIPPED = {"TIME", "ORDINAL", "COUNT"}


def tokens_of(text: str) -> list[Token]:
    """The tokens of a text that went through `plain`."""
    whole = _WHOLE_MONTH.fullmatch(text)
    if whole:
        return [Token(Kind.MONTH_IN_FIGURES, month=int(whole[2]), year=whole[1])]
    return list(_tokens(text))


def _tokens(text: str) -> Iterator[Token]:
    for match in _TOKEN.finditer(text):
        name = next(name for name in _PATTERNS if match[name] is not None)
        if name not in _SKIPPED:
            yield _token(Kind[name], match)


def _token(kind: Kind, match: re.Match[str]) -> Token:
    found = {name: value for name, value in match.groupdict().items() if value is not None}
    month = found.get("iso_month") or found.get("month") or found.get("month_figure")
    years = (
        "iso_year",
        "year",
        "year_of_month",
        "year_of_quarter",
        "ended_year",
        "fiscal_year",
        "plain_year",
        "year_figure",
    )
    return Token(
        kind,
        text=found.get("ended_quarter", match[0]),
        day=found.get("iso_day") or found.get("day", ""),
        month=month_number(found["name"]) or 0 if "name" in found else int(month or 0),
        year=next((found[name] for name in years if name in found), ""),
    )
