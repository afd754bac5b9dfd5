"""Periods that name months or days: "เมย.-พ.ค. 69", "31 ก.ค.69", "ต.ค., ม.ค. และ เม.ย."."""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from ita_portal.thai.fiscal import fiscal_year_of_month, month_in_year, months_of_quarter
from ita_portal.thai.period.model import DoubtfulError, Reading
from ita_portal.thai.period.quarters import quarter_number
from ita_portal.thai.period.tokens import Kind, Token
from ita_portal.thai.period.years import gregorian, stated_fiscal_year, uncertain_number
from ita_portal.thai.year_month import YearMonth

POINTS = {Kind.MONTH, Kind.DATE, Kind.MONTH_IN_FIGURES, Kind.END_OF_QUARTER, Kind.END_OF_YEAR}

_A_LEAP_YEAR = 2024

_NO_SUCH_MONTH = "ไม่มีเดือนที่ {} โปรดตรวจสอบ"
_NO_SUCH_DAY = "ไม่มีวันที่ {} ในเดือนที่ระบุ โปรดตรวจสอบ"
_BACKWARDS = "เดือนสิ้นสุดมาก่อนเดือนเริ่มต้น โปรดตรวจสอบปีที่ระบุ"
_OUTSIDE_STATED_YEAR = "เดือนที่ระบุไม่อยู่ในปีงบประมาณที่ระบุ โปรดตรวจสอบ"
_UNCERTAIN_SIDE = "ไม่แน่ชัดว่าเป็นเดือนใด โปรดระบุเดือนเริ่มต้นและเดือนสิ้นสุด"
_NO_END = "ไม่ได้ระบุเดือนสิ้นสุด"
_NO_START = "ไม่ได้ระบุเดือนเริ่มต้น"


@dataclass(frozen=True)
class _Point:
    """One month as typed: `year` is Gregorian or None, `link` how it follows the point before."""

    month: int
    year: int | None
    link: Kind | None = None


@dataclass
class _Points:
    """Gathers the points of a text, each with the days before it and the year after it."""

    fiscal_year: int
    points: list[_Point] = field(default_factory=list)
    days: list[str] = field(default_factory=list)
    link: Kind | None = None
    side: Kind | None = None
    between: bool = False

    def take(self, token: Token) -> None:
        if token.kind in POINTS:
            self._add(token)
        elif token.kind is Kind.NUMBER:
            self.days.append(token.text)
        elif token.kind is Kind.YEAR:
            self._give_year(token)
        elif token.kind in (Kind.BEFORE, Kind.AFTER):
            self.side = token.kind
        elif token.kind is Kind.BETWEEN:
            self.between = True
        elif not self.days:  # "15-20 มี.ค.": what stands between days links no months
            self._link(token.kind)

    def _link(self, kind: Kind) -> None:
        if kind is Kind.LIST and self.between:
            self.link = Kind.RANGE
        elif kind in (Kind.RANGE, Kind.UNTIL):
            self.link = kind
        elif kind is Kind.LIST:
            self.link = self.link or Kind.LIST

    def _add(self, token: Token) -> None:
        month = _month_of(token)
        year = gregorian(token.year, self.fiscal_year) if token.year else None
        days = [*self.days, token.day] if token.day else self.days
        _check_days(days, month, year)
        # "ก่อน 1 ต.ค." ends in September: only a later day of the month says that the month is touched.
        if self.side is Kind.AFTER or (self.side is Kind.BEFORE and (not days or int(days[0]) == 1)):
            raise DoubtfulError(_UNCERTAIN_SIDE)
        self.points.append(_Point(month, year, self.link))
        self.days, self.link, self.side = [], None, None

    def _give_year(self, token: Token) -> None:
        if not self.points or self.points[-1].year is not None:
            raise DoubtfulError(uncertain_number(token.year))
        self.points[-1] = replace(self.points[-1], year=gregorian(token.year, self.fiscal_year))


def read(tokens: Sequence[Token], fiscal_year: int) -> Reading | None:
    """The months that the text names; None when it names none. Raises DoubtfulError."""
    if not any(token.kind in POINTS for token in tokens):
        return None
    gathered = _Points(fiscal_year)
    for token in tokens:
        gathered.take(token)
    if gathered.days:
        raise DoubtfulError(uncertain_number(gathered.days[0]))
    months = _dated(gathered.points, fiscal_year, stated_fiscal_year(tokens, fiscal_year))
    return _reading(gathered, months, {token.kind for token in tokens})


def has_year(tokens: Sequence[Token]) -> bool:
    """Whether a month that the text names has its own year, from which its neighbours' follow."""
    return any(token.year for token in tokens if token.kind in POINTS)


def _month_of(token: Token) -> int:
    if token.kind is Kind.END_OF_YEAR:
        return 9
    if token.kind is Kind.END_OF_QUARTER:
        return months_of_quarter(quarter_number(token.text))[-1]
    if not 1 <= token.month <= 12:
        raise DoubtfulError(_NO_SUCH_MONTH.format(token.month))
    return token.month


def _check_days(days: Sequence[str], month: int, year: int | None) -> None:
    longest = monthrange(year or _A_LEAP_YEAR, month)[1]
    for day in days:
        if len(day) > 2:
            raise DoubtfulError(uncertain_number(day))
        if not 1 <= int(day) <= longest:
            raise DoubtfulError(_NO_SUCH_DAY.format(day))


def _dated(points: Sequence[_Point], fiscal_year: int, stated: int | None) -> list[YearMonth]:
    """Every point with its year: its own, else from the year of a neighbour, else from the fiscal year.

    People write the year once, after the last month: the next point's year comes before the previous one's.
    """
    dated = [YearMonth(point.year, point.month) if point.year is not None else None for point in points]
    if stated is None:
        for index in reversed(range(len(points) - 1)):
            dated[index] = dated[index] or _before(
                points[index], points[index + 1], dated[index + 1], fiscal_year
            )
        for index in range(1, len(points)):
            dated[index] = dated[index] or _after(points[index], dated[index - 1])
    months = [
        month or month_in_year(stated or fiscal_year, point.month)
        for month, point in zip(dated, points, strict=True)
    ]
    if stated is not None and any(fiscal_year_of_month(month) != stated for month in months):
        raise DoubtfulError(_OUTSIDE_STATED_YEAR)
    return months


def _before(point: _Point, following: _Point, anchor: YearMonth | None, fiscal_year: int) -> YearMonth | None:
    """The last such month that is not after the anchor: "ธ.ค.-ม.ค. 69" begins in December 2568."""
    if anchor is None:
        return None
    same_year = YearMonth(anchor.year, point.month)
    if same_year <= anchor:
        return same_year
    earlier = same_year.plus(-12)
    # A list need not be in order: "ก.ย., มี.ค. 69" of 2569 is two months of 2569.
    in_disorder = following.link not in (Kind.RANGE, Kind.UNTIL) and (
        fiscal_year_of_month(earlier) != fiscal_year == fiscal_year_of_month(same_year)
    )
    return same_year if in_disorder else earlier


def _after(point: _Point, anchor: YearMonth | None) -> YearMonth | None:
    """The first such month that is not before the anchor: "ต.ค. 68-มี.ค." ends in March 2569."""
    if anchor is None:
        return None
    same_year = YearMonth(anchor.year, point.month)
    return same_year if same_year >= anchor else same_year.plus(12)


def _reading(gathered: _Points, months: Sequence[YearMonth], kinds: set[Kind]) -> Reading:
    links = [point.link in (Kind.RANGE, Kind.UNTIL) for point in gathered.points[1:]]
    no_start = gathered.points[0].link is Kind.UNTIL
    no_end = gathered.link in (Kind.RANGE, Kind.UNTIL) or Kind.ONWARD in kinds
    begins_only = Kind.SINCE in kinds and not any(links) and not no_start
    if (no_start and no_end) or ((no_start or no_end or begins_only) and len(months) > 1):
        raise DoubtfulError(_UNCERTAIN_SIDE)
    if no_start:
        return Reading(until=months[0], notices=(_NO_START,))
    if no_end or begins_only:
        return Reading(since=months[0], notices=(_NO_END,))
    return Reading(frozenset(_touched(months, links)))


def _touched(months: Sequence[YearMonth], links: Sequence[bool]) -> set[YearMonth]:
    touched = set(months)
    for is_range, (first, last) in zip(links, pairwise(months), strict=True):
        if is_range and last < first:
            raise DoubtfulError(_BACKWARDS)
        if is_range:
            touched.update(first.through(last))
    return touched
