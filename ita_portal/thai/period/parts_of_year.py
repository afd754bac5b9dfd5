"""Periods that name a part of the fiscal year or all of it: "ครึ่งปีแรก", "6 เดือนหลัง", "ตลอดปีงบประมาณ"."""

import re
from collections.abc import Sequence

from ita_portal.thai.fiscal import months_of_year
from ita_portal.thai.period.model import DoubtfulError, Reading
from ita_portal.thai.period.tokens import Kind, Token
from ita_portal.thai.period.years import fiscal_year_meant, refuse_other_numbers

_HALF = re.compile(
    r"ครึ่ง ?(?:ปี)?(?:งบประมาณ)? ?(?:(?P<first>แรก|ที่ ?1(?![0-9]))|(?P<second>หลัง|ที่ ?2(?![0-9])))"
)
_MONTHS = re.compile(
    r"(?<![0-9])(?P<count>[0-9]{1,2}) ?เดือน ?(?:(?P<first>แรก)|(?P<rest>หลัง)|(?P<last>สุดท้าย|ท้าย))"
)
_WHOLE = re.compile(r"(?:ตลอดทั้ง|ตลอด|ทั้ง) ?(?:ปี|12 ?เดือน)")
_EDGE = re.compile(r"(?:ต้น|กลาง|ปลาย|สิ้น) ?ปี")

_UNCERTAIN = "ไม่แน่ชัดว่าเป็นเดือนใดของปี โปรดระบุเดือนหรือไตรมาส"


def read_part(text: str, tokens: Sequence[Token], fiscal_year: int) -> Reading | None:
    """The months of the halves or other parts that the text names, None for none. Raises DoubtfulError."""
    parts = [*_HALF.finditer(text), *_MONTHS.finditer(text)]
    if not parts:
        return None
    year = months_of_year(fiscal_year_meant(tokens, fiscal_year))
    return Reading(frozenset(month for part in parts for month in year[_slice(part)]))


def read_whole(text: str, tokens: Sequence[Token], fiscal_year: int) -> Reading | None:
    """Every month of the year where the text says that it takes the whole of it. Raises DoubtfulError."""
    return _whole_year(tokens, fiscal_year) if _WHOLE.search(text) else None


def read_year(text: str, tokens: Sequence[Token], fiscal_year: int) -> Reading | None:
    """Every month of the year where the text names a year and nothing in it. Raises DoubtfulError."""
    if _EDGE.search(text):
        raise DoubtfulError(_UNCERTAIN)
    named = {token.kind for token in tokens} & {Kind.FISCAL_YEAR, Kind.YEAR}
    return _whole_year(tokens, fiscal_year) if named else None


def _whole_year(tokens: Sequence[Token], fiscal_year: int) -> Reading:
    if any(token.kind in (Kind.BEFORE, Kind.AFTER, Kind.SINCE, Kind.ONWARD) for token in tokens):
        raise DoubtfulError(_UNCERTAIN)
    refuse_other_numbers(tokens)
    return Reading(frozenset(months_of_year(fiscal_year_meant(tokens, fiscal_year))))


def _slice(part: re.Match[str]) -> slice:
    count = int(part.groupdict().get("count") or 6)
    is_half = count == 6
    if not 1 <= count <= 12:
        raise DoubtfulError(_UNCERTAIN)
    if part["first"]:
        return slice(0, count)
    # "5 เดือนหลัง" is March to July in one office and May to September in another.
    if is_half or part.groupdict().get("last"):
        return slice(12 - count, 12)
    raise DoubtfulError(_UNCERTAIN)
