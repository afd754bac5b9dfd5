"""The fiscal year, October to September, and its quarters. A fiscal year is its Buddhist-era number: 2569.

Source: the Budget Procedure Act. 2569 runs from 1 October 2025 to 30 September 2026; Q1 is October to
December.
"""

from datetime import date

from ita_portal.thai.year_month import YearMonth

ERA_OFFSET = 543  # Buddhist era minus Gregorian, since the Thai new year moved to 1 January in 1941
FIRST_MONTH = 10
QUARTERS = (1, 2, 3, 4)
MONTHS_IN_ORDER = (10, 11, 12, 1, 2, 3, 4, 5, 6, 7, 8, 9)


# The fiscal years that plans may be of; wide enough for every archive, narrow enough to catch an A.D. year.
MIN_FISCAL_YEAR = 2500
MAX_FISCAL_YEAR = 2700


def buddhist_year(gregorian: int) -> int:
    return gregorian + ERA_OFFSET


def gregorian_year(buddhist: int) -> int:
    return buddhist - ERA_OFFSET


def fiscal_year_of(day: date) -> int:
    """The fiscal year that the day falls into."""
    return fiscal_year_of_month(YearMonth(day.year, day.month))


def fiscal_year_of_month(month: YearMonth) -> int:
    return buddhist_year(month.year) + (1 if month.month >= FIRST_MONTH else 0)


def first_day(fiscal_year: int) -> date:
    return date(gregorian_year(fiscal_year) - 1, FIRST_MONTH, 1)


def last_day(fiscal_year: int) -> date:
    return date(gregorian_year(fiscal_year), 9, 30)


def quarter_of(month: int) -> int:
    """The fiscal quarter, 1 to 4, of a calendar month, 1 to 12."""
    return MONTHS_IN_ORDER.index(month) // 3 + 1


def months_of_quarter(quarter: int) -> tuple[int, int, int]:
    """The three calendar months of the fiscal quarter, in order."""
    first = (quarter - 1) * 3
    return MONTHS_IN_ORDER[first], MONTHS_IN_ORDER[first + 1], MONTHS_IN_ORDER[first + 2]


def month_in_year(fiscal_year: int, month: int) -> YearMonth:
    """The calendar month (1 to 12) as it occurs in the fiscal year: October of 2569 is 2025-10."""
    return YearMonth(gregorian_year(fiscal_year) - (1 if month >= FIRST_MONTH else 0), month)


def months_of_year(fiscal_year: int) -> list[YearMonth]:
    """The twelve months of the fiscal year, October first."""
    return [month_in_year(fiscal_year, month) for month in MONTHS_IN_ORDER]
