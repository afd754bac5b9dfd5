"""Which activities a number on a page counts: the same conditions count them and list them."""

from typing import Any

from django.db.models import Exists, OuterRef, Q, TextChoices

from ita_portal.thai.fiscal import months_of_quarter
from plans.models import ActivityOwner, Indicator, PlanCell
from plans.models.activity import ALL_QUARTERS

_ACTIVITY = OuterRef("pk")


class Only(TextChoices):
    """What a list of activities is narrowed to."""

    NO_OWNER = "no-owner", "ยังไม่ระบุผู้รับผิดชอบ"
    NO_INDICATOR = "no-indicator", "ยังไม่ระบุตัวชี้วัด"
    NO_PERIOD = "no-period", "ยังไม่ระบุระยะเวลา"
    WITH_AMOUNT = "with-amount", "ระบุจำนวนเงินงบประมาณ"
    MINE = "mine", "ที่ท่านรับผิดชอบ"


GAPS = (Only.NO_OWNER, Only.NO_INDICATOR, Only.NO_PERIOD)


def narrowed_to(only: Only, user: Any) -> Q:
    """The condition on activities; ``MINE`` are those that name the user, by account or by name."""
    if only is Only.NO_OWNER:
        return Q(~Exists(ActivityOwner.objects.filter(activity=_ACTIVITY)))
    if only is Only.NO_INDICATOR:
        return Q(~Exists(Indicator.objects.filter(activity=_ACTIVITY)))
    if only is Only.NO_PERIOD:
        return Q(~Exists(PlanCell.objects.filter(activity=_ACTIVITY)), period_text="", period_start=None)
    if only is Only.WITH_AMOUNT:
        return Q(budget_amount__isnull=False)
    named = Q(user=user) | Q(text=user.full_name)
    return Q(Exists(ActivityOwner.objects.filter(named, activity=_ACTIVITY)))


def in_quarter(quarter: int) -> Q:
    """Activities with work in the quarter: by their month and quarter cells, else by their period."""
    cells = PlanCell.objects.filter(activity=_ACTIVITY)
    in_this = Q(span=PlanCell.Span.QUARTER, number=quarter) | Q(
        span=PlanCell.Span.MONTH, number__in=months_of_quarter(quarter)
    )
    bit = 1 << (quarter - 1)
    by_period = Q(period_quarters__in=[bits for bits in range(ALL_QUARTERS + 1) if bits & bit])
    return Q(Exists(cells.filter(in_this))) | (by_period & ~Q(Exists(cells)))
