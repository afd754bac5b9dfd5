"""Taking back the last act on an activity, from the trail."""

from django.db import transaction
from django.db.models import QuerySet

from ita_portal.tables.from_json import row_from_json
from organisations.models import AuditEntry, User
from plans.models import ActionPlan, Activity, Heading
from plans.services import activities
from plans.services.errors import NotUndoableError

Action = AuditEntry.Action
_UNDOABLE = (Action.CREATE, Action.UPDATE, Action.MOVE, Action.DELETE)


def last_undoable(user: User, plan: ActionPlan) -> AuditEntry | None:
    """The person's latest act on an activity of the plan, if nothing else has happened to it since."""
    entry = (
        AuditEntry.objects.about(plan)
        .filter(person__user_id=user.pk, object_type=Activity._meta.label_lower)
        .first()
    )
    return entry if entry and entry.action in _UNDOABLE and _still_so(entry) else None


@transaction.atomic
def undo(*, by: User, entry: AuditEntry) -> None:
    """Take the act back; raises NotUndoableError where something else has happened to the row since."""
    activity = _row(entry).select_related("part__plan").first()
    if activity is None or entry.action not in _UNDOABLE or not _still_so(entry):
        raise NotUndoableError("เลิกทำไม่ได้ เนื่องจากรายการนี้มีการเปลี่ยนแปลงภายหลัง")
    if entry.action == Action.CREATE:
        activities.bin_activity(by=by, activity=activity)
    elif entry.action == Action.DELETE:
        activities.restore_activity(by=by, activity=activity)
    elif entry.action == Action.MOVE:
        _put_back(by, activity, entry)
    else:
        _write_back(by, activity, entry)


def _row(entry: AuditEntry) -> QuerySet[Activity]:
    """The activity that the entry is about; none for an act on anything else."""
    is_activity = entry.object_type == Activity._meta.label_lower
    return Activity.everything.filter(pk__in=[entry.object_id] if is_activity else [])


def _still_so(entry: AuditEntry) -> bool:
    """Whether the row is still as the act left it."""
    activity = _row(entry).values("version", "deleted_at").first()
    if activity is None or (activity["deleted_at"] is not None) != (entry.action == Action.DELETE):
        return False
    left = entry.after or entry.before or {}
    return bool(activity["version"] == left.get("version"))


def _put_back(by: User, activity: Activity, entry: AuditEntry) -> None:
    after = activity.part.activities.filter(pk__in=[(entry.before or {}).get("after_id")]).first()
    heading = _heading_before(activity, entry)
    activities.place_activity(by=by, activity=activity, heading=heading, after=after)


def _write_back(by: User, activity: Activity, entry: AuditEntry) -> None:
    row, heading = row_from_json(entry.before or {}), _heading_before(activity, entry)
    activities.save_activity(
        by=by, activity=activity, row=row, heading=heading, base_version=activity.version
    )


def _heading_before(activity: Activity, entry: AuditEntry) -> Heading | None:
    """The heading it stood under; where that is gone, the one to which its rows have gone."""
    heading_id = (entry.before or {}).get("heading_id")
    if heading_id is None:
        return None
    return activity.part.headings.filter(pk=heading_id).first() or activity.heading
