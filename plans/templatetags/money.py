"""Money on a page: baht with two decimals, percentages as they were rounded."""

from decimal import Decimal

from django import template

from ita_portal.thai.amounts import format_baht
from plans.models import MoneyEntry
from plans.monitoring import money_files

register = template.Library()


@register.filter
def baht(amount: Decimal | None) -> str:
    """ "1,234.50", a negative amount with "−"; "" for None."""
    return "" if amount is None else format_baht(amount)


@register.filter
def percent(share: Decimal | None) -> str:
    """ "33.33"; "–" where there is nothing to have a share of."""
    return "–" if share is None else format_baht(share)


@register.filter
def bar_width(share: Decimal | None) -> str:
    """The width of a bar from 0 to 100, without a comma in any language."""
    return f"{min(max(share or Decimal(0), Decimal(0)), Decimal(100)):.2f}"


@register.filter
def day_words(entry: MoneyEntry) -> str:
    """ "15 ต.ค. 68"; "ต.ค. 2568" where only the month is known."""
    return money_files.day_words(entry)
