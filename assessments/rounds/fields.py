"""What is typed of a round, and the months of each kind of round."""

from datetime import date

from assessments.models import Round
from ita_portal.thai.fiscal import first_day
from ita_portal.thai.year_month import YearMonth

Kind = Round.Kind
FIELDS = (
    "framework",
    "fiscal_year",
    "kind",
    "label",
    "first_month",
    "last_month",
    "cut_off_on",
    "due_on",
    "confirmer",
    "source",
    "note",
    "plan",
    "target_total",
    "official_total",
    "official_rating",
)
# The months of a kind of round, counted from October as 0.
MONTHS: dict[str, tuple[int, int]] = {
    Kind.ANNUAL: (0, 11),
    Kind.FIRST5: (0, 4),
    Kind.LAST5: (5, 9),
    Kind.MONTHS6: (0, 5),
    Kind.MONTHS9: (0, 8),
    Kind.MONTHS11: (0, 10),
    Kind.MONTHS12: (0, 11),
}


def months_of(kind: str, fiscal_year: int) -> tuple[date | None, date | None]:
    """First days of the first and the last month of a kind of round; none for a round of one's own."""
    if kind not in MONTHS:
        return None, None
    first, last = (month_of(fiscal_year, place) for place in MONTHS[kind])
    return first, last


def month_of(fiscal_year: int, place: int) -> date:
    """The first day of a month counted from October of the fiscal year as 0; 12 is the next October."""
    october = first_day(fiscal_year)
    month = YearMonth(october.year, october.month).plus(place)
    return date(month.year, month.month, 1)
