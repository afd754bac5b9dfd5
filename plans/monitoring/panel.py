"""What the page of a plan says of its monitoring."""

from dataclasses import dataclass

from django.utils import timezone

from organisations.access import Permission, check
from organisations.models import User
from plans.models import ActionPlan
from plans.monitoring.grid import counts_of, without_reporter
from plans.monitoring.standing import Standing


@dataclass(frozen=True, slots=True)
class Panel:
    """How many reports stand where, and how many activities nobody reports; none where none is expected."""

    is_followed: bool
    may_start: bool = False
    may_edit: bool = False
    counts: tuple[tuple[Standing, int], ...] = ()
    without: int = 0


def panel_of(plan: ActionPlan, user: User) -> Panel:
    """For whoever may see the plan, in two queries where it is followed."""
    may_edit = bool(check(user, Permission.MONITORING_EDIT, plan))
    if not hasattr(plan, "monitoring"):
        return Panel(is_followed=False, may_start=may_edit and not plan.approved_refusal)
    counts = counts_of(plan, timezone.localdate())
    return Panel(
        is_followed=True,
        may_edit=may_edit,
        counts=tuple((standing, counts[standing]) for standing in Standing if counts[standing]),
        without=without_reporter(plan) if may_edit else 0,
    )
