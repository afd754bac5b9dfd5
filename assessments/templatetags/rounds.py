"""Rounds on a page."""

from django import template

from assessments.models import Round
from ita_portal.thai.fiscal import buddhist_year
from ita_portal.thai.months import format_month

register = template.Library()


@register.filter
def months(of_round: Round) -> str:
    """The months of a round: "ต.ค. 68 – ก.พ. 69"; "" where they are not known."""
    days = [day for day in (of_round.first_month, of_round.last_month) if day]
    return " – ".join(
        dict.fromkeys(f"{format_month(d.month)} {buddhist_year(d.year) % 100:02d}" for d in days)
    )
