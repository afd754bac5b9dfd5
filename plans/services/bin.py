"""Emptying the bin: what nobody took back in time is really deleted."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet

from organisations.models import AuditEntry, User
from plans.models import ActionPlan, Activity, Heading, PlanPart, Progress
from plans.services import opening
from plans.services.pictures import forget_files

DAYS_IN_BIN = 30
REASON = f"อยู่ในรายการที่ลบแล้วเกิน {DAYS_IN_BIN} วัน"


@transaction.atomic
def empty_bin(*, by: User | None, now: datetime) -> int:
    """Delete what lies in the bin for more than ``DAYS_IN_BIN`` days, with an entry for each; how many.

    What was deleted together with something greater goes with it and is not counted. A plan or a table with
    a call stays: the answers of the units hang on it, and without them nobody could open their plans again.
    So does what was reported on or has money: reports, evidence and the ledger tell of it.
    """
    overdue = {"deleted_at__lt": now - timedelta(days=DAYS_IN_BIN)}
    count = 0
    for plan in ActionPlan.everything.filter(**overdue, calls=None, monitoring=None):
        forget_files(plan.pictures.all())
        count += _delete(plan, plan, by)
    # No table goes with the one whose rows it shows.
    told = _told_of()
    whole = PlanPart.everything.filter(**overdue, calls=None).exclude(activities__in=told)
    parts = _parted(whole, PlanPart.everything, "rows_of")
    for part in parts.select_related("plan"):
        count += _delete(part, part.plan, by)
    activities = Activity.everything.filter(**overdue).exclude(pk__in=told)
    for activity in activities.select_related("part__plan"):
        count += _delete(activity, activity.part.plan, by)
    # Nothing in use goes with a heading over it.
    headings = _parted(Heading.everything.filter(**overdue), Heading.everything, "parent")
    _parted(headings, Activity.everything, "heading")
    for heading in headings.select_related("part__plan"):
        count += _delete(heading, heading.part.plan, by)
    return count


def _told_of() -> QuerySet[Any]:
    """Rows with a report that somebody wrote, or with a line of the budget."""
    written = Q(progress__isnull=False) & ~Q(progress__state=Progress.State.WAITING)
    return Activity.everything.filter(written | Q(budget_lines__isnull=False)).order_by().values("pk")


def _parted(overdue: QuerySet[Any], rows: Any, key: str) -> QuerySet[Any]:
    """The overdue rows, after no other row points to one of them."""
    rows.filter(**{f"{key}__in": overdue.values("pk")}).update(**{key: None})
    return overdue


def _delete(row: Any, plan: ActionPlan, by: User | None) -> int:
    opening.trail(by=by, action=AuditEntry.Action.DELETE, target=row, plan=plan, reason=REASON)
    row.delete()
    return 1
