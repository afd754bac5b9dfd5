"""Followed plans, each with where its reports stand."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count
from django.utils import timezone

from plans.models import ActionPlan, Progress
from plans.monitoring.standing import Standing, in_standing


@dataclass(frozen=True, slots=True)
class Followed:
    """A followed plan, and how many of its reports stand where."""

    plan: ActionPlan
    late: int = 0
    submitted: int = 0
    accepted: int = 0
    reports: int = 0


def with_counts(plans: Iterable[ActionPlan]) -> list[Followed]:
    """The plans with their counts, in one more query for all."""
    plans, today = list(plans), timezone.localdate()
    counted = (
        Progress.objects.of_what_is_there()
        .filter(period__plan__in=plans)
        .order_by()
        .values("period__plan")
        .annotate(
            late=Count("pk", filter=in_standing(Standing.LATE, today)),
            submitted=Count("pk", filter=in_standing(Standing.SUBMITTED, today)),
            accepted=Count("pk", filter=in_standing(Standing.ACCEPTED, today)),
            reports=Count("pk"),
        )
    )
    counts: dict[int, dict[str, Any]] = {line["period__plan"]: dict(line) for line in counted}
    return [_line(plan, counts.get(plan.pk, {})) for plan in plans]


def _line(plan: ActionPlan, counts: Mapping[str, int]) -> Followed:
    numbers = {name: counts.get(name, 0) for name in ("late", "submitted", "accepted", "reports")}
    return Followed(plan, **numbers)
