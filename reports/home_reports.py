"""What the home page says of monitoring: reports the person owes, and what waits for the secretary."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import Count, Q
from django.urls import reverse

from ita_portal.thai.dates import format_long
from organisations.access import Permission, has_anywhere
from organisations.models import User
from plans.models import Progress
from plans.monitoring.standing import Standing, in_standing, standing_of
from reports.steps import Step

_SOON = timedelta(days=14)


def owed_reports(user: User, today: date, most: int) -> Iterator[Step]:
    """The reports that the person's own activities owe by the next two weeks, or that came back."""
    own = Progress.objects.of(user).with_owner().filter(period__closed_at=None)
    due = Q(is_expected=True, period__due_on__lte=today + _SOON) | Q(state=Progress.State.RETURNED)
    related = ("activity", "period__plan")
    for progress in own.filter(due).select_related(*related).order_by("period__due_on", "pk")[:most]:
        standing = standing_of(progress, today)
        period = progress.period
        text = f"{standing.word} · {period} {period.plan} · ส่งภายในวันที่ {format_long(period.due_on)}"
        state = "returned" if standing is Standing.RETURNED else "current"
        yield Step(f"รายงานผล {progress.activity}", state, text, progress.get_absolute_url())


def reports_to_accept(user: User, today: date, most: int) -> Iterator[Step]:
    """The plans whose reports wait for the secretary, or are late, each with how many."""
    if not has_anywhere(user, Permission.PROGRESS_ACCEPT):
        return
    reach = Progress.objects.accepted_by(user)
    counted = (
        reach.order_by()
        .values("period__plan", "period__plan__title", "period__plan__fiscal_year")
        .annotate(
            submitted=Count("pk", filter=in_standing(Standing.SUBMITTED, today)),
            late=Count("pk", filter=in_standing(Standing.LATE, today)),
        )
        .filter(Q(submitted__gt=0) | Q(late__gt=0))
        .order_by("-period__plan__fiscal_year", "period__plan")
    )
    for line in counted[:most]:
        parts = [
            f"รอตรวจสอบ {line['submitted']:,} รายการ" if line["submitted"] else "",
            f"เกินกำหนด {line['late']:,} รายการ" if line["late"] else "",
        ]
        yield Step(
            f"รายงานผล {line['period__plan__title']}",
            "current",
            " · ".join(filter(None, parts)),
            reverse("plans:monitoring-grid", args=[line["period__plan"]]),
        )
