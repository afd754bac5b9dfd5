"""Dates on a page, in the Buddhist era."""

from datetime import date, datetime

from django import template
from django.utils import timezone

from ita_portal.thai.dates import format_long, format_short, format_time

register = template.Library()


@register.filter
def thai_date(day: date | None) -> str:
    """ "19 ตุลาคม 2568"; "" for None."""
    return format_long(_local(day)) if day else ""


@register.filter
def thai_date_short(day: date | None) -> str:
    """ "19 ต.ค. 68"; "" for None."""
    return format_short(_local(day)) if day else ""


@register.filter
def thai_moment(moment: datetime | None) -> str:
    """ "19 ตุลาคม 2568 เวลา 10.42 น."; "" for None."""
    if not moment:
        return ""
    local = timezone.localtime(moment)
    return f"{format_long(local)} เวลา {format_time(local.time())}"


def _local(day: date) -> date:
    return timezone.localtime(day) if isinstance(day, datetime) else day
