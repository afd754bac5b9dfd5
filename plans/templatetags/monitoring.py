"""Numbers of monitoring in templates."""

from decimal import Decimal

from django import template

from ita_portal.tables.columns import plain

register = template.Library()


@register.filter
def count(number: Decimal | None) -> str:
    """A count without the zeros that its column adds; "–" where there is none."""
    return "–" if number is None else plain(number)
