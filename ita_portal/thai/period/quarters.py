"""Periods that name quarters of the fiscal year: "ไตรมาส 1-3", "ไตรมาสที่ ๒", "Q1, Q3"."""

import re
from collections.abc import Iterator, Sequence

from ita_portal.thai.fiscal import month_in_year, months_of_quarter
from ita_portal.thai.period.model import DoubtfulError, Reading
from ita_portal.thai.period.tokens import Kind, Token
from ita_portal.thai.period.years import fiscal_year_meant, refuse_other_numbers
from ita_portal.thai.year_month import YearMonth

_QUARTER_NAMES = {"1": 1, "2": 2, "3": 3, "4": 4} | {
    "หนึ่ง": 1,
    "สอง": 2,
    "สาม": 3,
    "สี่": 4,
    "แรก": 1,
    "สุดท้าย": 4,
}
_PART = re.compile(r"(?P<range>-|ถึง)|(?P<name>[0-9]+|หนึ่ง|สอง|สาม|สี่|แรก|สุดท้าย)")

_NO_SUCH_QUARTER = "ไม่มีไตรมาสที่ {} โปรดระบุ 1 ถึง 4"
_BACKWARDS = "ไตรมาสสิ้นสุดมาก่อนไตรมาสเริ่มต้น โปรดตรวจสอบ"
_UNCERTAIN = "ไม่แน่ชัดว่าเป็นไตรมาสใด โปรดระบุ เช่น ไตรมาส 1-3"
_NO_END = "ไม่ได้ระบุไตรมาสสิ้นสุด"
_NO_START = "ไม่ได้ระบุไตรมาสเริ่มต้น"


def read(tokens: Sequence[Token], fiscal_year: int) -> Reading | None:
    """The quarters that the text names; None when it names none. Raises DoubtfulError."""
    kinds = [token.kind for token in tokens]
    if Kind.QUARTERS not in kinds:
        return None
    if Kind.BEFORE in kinds or Kind.AFTER in kinds:
        raise DoubtfulError(_UNCERTAIN)
    parts = list(_parts(tokens))
    quarters = _quarters(parts)
    refuse_other_numbers(tokens)
    year = fiscal_year_meant(tokens, fiscal_year)
    months = frozenset(month for quarter in quarters for month in _months(year, quarter))
    no_start = Kind.UNTIL in kinds[: kinds.index(Kind.QUARTERS)]
    no_end = Kind.ONWARD in kinds or parts[-1] is None
    if no_start and no_end:
        raise DoubtfulError(_UNCERTAIN)
    if no_start:
        return Reading(until=max(months), notices=(_NO_START,))
    if no_end or (Kind.SINCE in kinds and None not in parts):
        return Reading(since=min(months), notices=(_NO_END,))
    return Reading(months)


def quarter_number(name: str) -> int:
    """The quarter that "1" or "แรก" names. Raises DoubtfulError when there is no such quarter."""
    if name not in _QUARTER_NAMES:
        raise DoubtfulError(_NO_SUCH_QUARTER.format(name[:20]))
    return _QUARTER_NAMES[name]


def _months(fiscal_year: int, quarter: int) -> list[YearMonth]:
    return [month_in_year(fiscal_year, month) for month in months_of_quarter(quarter)]


def _parts(tokens: Sequence[Token]) -> Iterator[int | None]:
    """Quarter numbers in order from the first on, with None where a range links two of them."""
    started = False
    for token in tokens:
        if token.kind is Kind.QUARTERS:
            started = True
            named = token.text.rpartition("/")[0] if token.year else token.text
            for part in _PART.finditer(named):
                yield None if part["range"] else quarter_number(part["name"])
        elif started and token.kind in (Kind.RANGE, Kind.UNTIL):
            yield None


def _quarters(parts: Sequence[int | None]) -> set[int]:
    quarters = {part for part in parts if part is not None}
    for first, link, last in zip(parts, parts[1:], parts[2:], strict=False):
        if link is None and first is not None and last is not None:
            if last < first:
                raise DoubtfulError(_BACKWARDS)
            quarters.update(range(first, last + 1))
    return quarters
