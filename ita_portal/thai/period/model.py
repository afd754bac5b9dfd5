"""What was understood of a period, and the doubt that ends a reading."""

from collections.abc import Iterable
from dataclasses import dataclass

from ita_portal.thai.fiscal import fiscal_year_of_month, quarter_of
from ita_portal.thai.year_month import YearMonth


@dataclass(frozen=True)
class Period:
    """A period as typed and as understood.

    `start` and `end` are Gregorian year-months ("2026-03"), None where not known for sure; `quarters` are
    those of the fiscal year that it touches, in order. `open` means that its months are not known: a
    statement of frequency, only one end known, or not understood. `notices` are Thai and say what is
    doubtful.
    """

    text: str
    start: str | None
    end: str | None
    quarters: tuple[int, ...]
    open: bool
    notices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Reading:
    """What one statement says: the months it touches, or only one end of it where the other is not known."""

    months: frozenset[YearMonth] = frozenset()
    since: YearMonth | None = None
    until: YearMonth | None = None
    notices: tuple[str, ...] = ()

    def as_period(self, text: str, fiscal_year: int) -> Period:
        start = min(self.months, default=self.since)
        end = max(self.months, default=self.until)
        return Period(
            text=text,
            start=str(start) if start else None,
            end=str(end) if end else None,
            quarters=touched_quarters(self.months, fiscal_year),
            open=not self.months,
            notices=self.notices,
        )


class DoubtfulError(Exception):
    """The period cannot be known for sure; the message is Thai and says why."""


def touched_quarters(months: Iterable[YearMonth], fiscal_year: int) -> tuple[int, ...]:
    """The quarters of the fiscal year that the months touch, in order; months outside it touch none."""
    inside = {quarter_of(month.month) for month in months if fiscal_year_of_month(month) == fiscal_year}
    return tuple(sorted(inside))
