"""Bringing a row back to what it was: an act like any other, with its entry in the trail and its undo."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction

from ita_portal.tables.row_json import row_to_json
from ita_portal.tables.rows import Row
from organisations.models import User
from organisations.services.errors import StaleError
from plans import rows
from plans.models import ActionPlan, Activity, Heading, PlanPart
from plans.services import activities
from plans.services.headings import add_heading, deepest_heading


@dataclass(frozen=True)
class PastRow:
    """A row as it was: its values, and the ids that it and its innermost heading had.

    ``part_id`` is None where nobody kept in which table it stood.
    """

    row: Row
    activity_id: int
    heading_id: int | None = None
    part_id: int | None = None


def stored(plan: ActionPlan, past: PastRow) -> Activity | None:
    """The activity that the row was, in the bin or not; None where it or its table is gone."""
    found = Activity.everything.filter(pk=past.activity_id, part__plan=plan, part__deleted_at=None)
    return found.select_related("part__plan", "heading").first()


@transaction.atomic
def bring_row_back(
    *, by: User, plan: ActionPlan, past: PastRow, part: PlanPart | None, base_version: int, reason: str
) -> Activity:
    """The row as it was: written over what it is now, taken out of the bin, or added anew to ``part``.

    A heading that is gone is made again. Raises StaleError where somebody changed the row since
    ``base_version`` (0: it was not there), ValidationError where it would need a table and there is none.
    """
    activity = stored(plan, past)
    if activity is None:
        return _added(by, part, past, reason)
    if activity.version != base_version:
        raise StaleError(activity)
    if activity.deleted_at:
        activities.restore_activity(by=by, activity=activity, reason=reason)
        restored: Activity = Activity.objects.select_related("part__plan", "heading").get(pk=activity.pk)
        if is_so(restored, past):
            return restored
        activity = restored
    return activities.save_activity(
        by=by,
        activity=activity,
        row=past.row,
        heading=_heading(by, activity.part, past),
        base_version=activity.version,
        reason=reason,
    )


def _added(by: User, part: PlanPart | None, past: PastRow, reason: str) -> Activity:
    if part is None:
        raise ValidationError({"part": "ตารางเดิมของแถวนี้ถูกลบแล้ว โปรดเลือกตารางที่จะนำแถวไปไว้"})
    heading = _heading(by, part, past)
    return activities.add_activity(by=by, part=part, heading=heading, row=past.row, reason=reason)


def is_so(activity: Activity, past: PastRow) -> bool:
    """Whether the row says now what it said then, under the same headings."""
    return row_to_json(rows.row_of(activity)) == row_to_json(past.row)


def _heading(by: User, part: PlanPart, past: PastRow) -> Heading | None:
    """The heading of then, whatever it is called by now; else one of the same words; else a new one."""
    same = part.headings.filter(pk=past.heading_id).first() if past.heading_id else None
    if same or not past.row.headings:
        return same
    heading, missing = deepest_heading(part, past.row.headings)
    for text in missing:
        heading = add_heading(by=by, part=part, parent=heading, text=text)
    return heading
