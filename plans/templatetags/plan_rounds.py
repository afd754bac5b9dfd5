"""What pages of monitoring print of rounds: banners of closed ones, and frozen figures in words."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import template

from ita_portal.tables.columns import plain
from ita_portal.thai.amounts import format_baht
from plans.models import ActionPlan, RoundClosing
from plans.monitoring.round_differences import work_word
from plans.monitoring.standing import Standing

register = template.Library()
register.filter("work_word", work_word)


@register.inclusion_tag("plans/round_banner.html")
def round_banner(plan: ActionPlan, day: date | None = None) -> dict[str, Any]:
    """That rounds of the plan are closed: those that hold the day, all of them without one. One query."""
    closings = RoundClosing.objects.filter(round__plan=plan, reopened_at=None).select_related("round")
    if day:
        closings = closings.filter(round__starts_on__lte=day, round__ends_on__gte=day)
    return {"closings": closings.defer("figures").order_by("round__ends_on", "round__starts_on")}


@register.inclusion_tag("components/state_chip.html")
def standing_chip(key: str) -> dict[str, object]:
    """The chip of a standing by its key in frozen figures ("late")."""
    standing = Standing(key)
    return {"look": standing, "word": standing.word}


@register.filter
def frozen_baht(amount: str) -> str:
    """ "1,250.50" of "1250.50"."""
    return format_baht(Decimal(amount))


@register.filter
def frozen_number(number: str | None) -> str:
    """ "12,000" of "12000"; "" where nobody said a number."""
    return plain(Decimal(number)) if number else ""


@register.filter
def frozen_day(day: str) -> date:
    """The day of "2026-03-31"."""
    return date.fromisoformat(day)
