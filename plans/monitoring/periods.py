"""The reporting periods of a plan's year: quarters, months, halves, or rounds of its own. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from ita_portal.thai.fiscal import QUARTERS, buddhist_year, first_day, last_day, months_of_year
from ita_portal.thai.months import MonthStyle, format_month
from ita_portal.thai.year_month import YearMonth
from plans.models import Monitoring

Basis = Monitoring.Basis
MOST_ROUNDS = 24


@dataclass(frozen=True, slots=True)
class PeriodDays:
    """A period by its name, its first and last day, and the last day on which its reports are due."""

    name: str
    starts_on: date
    ends_on: date
    due_on: date


@dataclass(frozen=True, slots=True)
class RoundDays:
    """A round that the agency named itself."""

    name: str
    starts_on: date
    ends_on: date


def periods_of(
    basis: str, fiscal_year: int, due_after: int, rounds: Sequence[RoundDays] = ()
) -> list[PeriodDays]:
    """The periods in order, each due ``due_after`` days after it ends; own ``rounds`` only for that basis."""
    return [
        PeriodDays(one.name, one.starts_on, one.ends_on, one.ends_on + timedelta(days=due_after))
        for one in _rounds_of(basis, fiscal_year, rounds)
    ]


def _rounds_of(basis: str, fiscal_year: int, rounds: Sequence[RoundDays]) -> list[RoundDays]:
    months = months_of_year(fiscal_year)
    match basis:
        case Basis.MONTH:
            return [_through(_month_name(month), month, month) for month in months]
        case Basis.HALF:
            return [_through(f"รอบ 6 เดือน{half}", *ends) for half, ends in _halves(months)]
        case Basis.ROUND:
            return sorted(rounds, key=lambda one: (one.starts_on, one.ends_on))
        case _:
            return [
                _through(f"ไตรมาสที่ {quarter}", months[3 * quarter - 3], months[3 * quarter - 1])
                for quarter in QUARTERS
            ]


def _halves(months: list[YearMonth]) -> list[tuple[str, tuple[YearMonth, YearMonth]]]:
    return [("แรก", (months[0], months[5])), ("หลัง", (months[6], months[11]))]


def _month_name(month: YearMonth) -> str:
    return f"{format_month(month.month, MonthStyle.FULL)} {buddhist_year(month.year)}"


def _through(name: str, first: YearMonth, last: YearMonth) -> RoundDays:
    after = last.plus(1)
    return RoundDays(name, date(*first, 1), date(*after, 1) - timedelta(days=1))


def round_faults(rounds: Sequence[RoundDays], fiscal_year: int) -> list[str]:
    """What is wrong with rounds of the agency's own, in Thai: none, in no order, overlapping, elsewhere."""
    if not rounds:
        return ["โปรดระบุงวดรายงานอย่างน้อยหนึ่งงวด"]
    if len(rounds) > MOST_ROUNDS:
        return [f"กำหนดงวดรายงานได้ไม่เกิน {MOST_ROUNDS} งวด"]
    ordered = _rounds_of(Basis.ROUND, fiscal_year, rounds)
    backwards = [f"“{one.name}” ต้องสิ้นสุดไม่ก่อนวันเริ่ม" for one in ordered if one.ends_on < one.starts_on]
    overlapping = [
        f"“{earlier.name}” และ “{later.name}” มีวันซ้อนกัน โปรดแก้ไขวันเริ่มหรือวันสิ้นสุด"
        for earlier, later in pairwise(ordered)
        if later.starts_on <= earlier.ends_on
    ]
    year = (first_day(fiscal_year), last_day(fiscal_year + 1))
    elsewhere = [
        f"“{one.name}” อยู่นอกปีงบประมาณ พ.ศ. {fiscal_year}"
        for one in ordered
        if one.ends_on < year[0] or one.starts_on > year[1]
    ]
    return backwards or elsewhere or overlapping
