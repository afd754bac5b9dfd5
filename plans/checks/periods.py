"""When: periods that were not understood, and work outside the fiscal year or the plan's own period."""

from collections.abc import Iterator
from functools import lru_cache

from ita_portal.tables.content import PlanContent
from ita_portal.thai.fiscal import MONTHS_IN_ORDER, buddhist_year, month_in_year
from ita_portal.thai.months import format_month
from ita_portal.thai.period import Period, read_period
from ita_portal.thai.year_month import YearMonth
from plans.checks.facts import PlanFacts
from plans.checks.reading import own_rows
from plans.checks.registry import Finding, Severity, check

_Span = tuple[YearMonth, YearMonth]


@check("period_unread", "ระยะเวลาที่ระบบอ่านไม่ได้")
def periods_not_understood(content: PlanContent, facts: PlanFacts) -> Iterator[Finding]:
    for part, row in own_rows(content):
        if row.period is not None and (notices := _notices(row.period, content.fiscal_year)):
            yield Finding("period_unread", "; ".join(notices), part.id, row.id, "period")


def _notices(period: Period, fiscal_year: int) -> tuple[str, ...]:
    """A stored period does not keep its notices, so one whose months are not known is read once more."""
    if period.notices or not period.open:
        return period.notices
    return _read_again(period.text, fiscal_year)


@lru_cache(maxsize=1024)
def _read_again(text: str, fiscal_year: int) -> tuple[str, ...]:
    return read_period(text, fiscal_year).notices


@check("outside_year", "ระยะเวลานอกปีงบประมาณหรือนอกช่วงของแผน")
def periods_outside(content: PlanContent, facts: PlanFacts) -> Iterator[Finding]:
    """Work after the fiscal year may be meant so; work outside what the plan says of itself is a slip."""
    year = (month_in_year(content.fiscal_year, MONTHS_IN_ORDER[0]), month_in_year(content.fiscal_year, 9))
    own = _own_span(content)
    for part, row in own_rows(content):
        span = _span(row.period)
        if span is None:
            continue
        if own is not None and not _within(span, own):
            message = f"ระยะเวลา {_said(span)} อยู่นอกช่วงดำเนินการของแผน ({_said(own)})"
            yield Finding("outside_year", message, part.id, row.id, "period")
        elif own is None and not _within(span, year):
            message = f"ระยะเวลา {_said(span)} อยู่นอกปีงบประมาณ พ.ศ. {content.fiscal_year} ระบบเก็บไว้ตามที่พิมพ์"
            yield Finding("outside_year", message, part.id, row.id, "period", severity=Severity.NOTE)


def _own_span(content: PlanContent) -> _Span | None:
    start, end = content.starts_on, content.ends_on
    if start is None or end is None:
        return None
    return YearMonth(start.year, start.month), YearMonth(end.year, end.month)


def _span(period: Period | None) -> _Span | None:
    """First and last month, as far as one of them is known."""
    known = [YearMonth.from_text(month) for month in (period.start, period.end) if month] if period else []
    return (known[0], known[-1]) if known else None


def _within(span: _Span, outer: _Span) -> bool:
    return outer[0] <= span[0] and span[1] <= outer[1]


def _said(span: _Span) -> str:
    first, last = (f"{format_month(month)} {buddhist_year(year)}" for year, month in span)
    return first if first == last else f"{first} – {last}"
