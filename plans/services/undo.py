"""Taking back one's last acts on the rows of a plan, one after the other, from the trail.

An undo is an act like any other, with entries of its own; these name the entries they take back, so that
the next undo goes on with the act before.
"""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import QuerySet

from ita_portal.tables.from_json import row_from_json
from ita_portal.tables.rows import Row
from organisations.models import AuditEntry, User
from plans import rows
from plans.models import ActionPlan, Activity, Heading, PlanPart
from plans.services import activities, bulk
from plans.services.errors import NotUndoableError
from plans.services.headings import bin_heading
from plans.services.row_writing import snapshot

Action = AuditEntry.Action
_UNDOABLE = (Action.CREATE, Action.UPDATE, Action.MOVE, Action.DELETE)
_PLACE = frozenset({"heading_id", "position", "version", "after_id", "token"})
_CHANGED_SINCE = "เลิกทำไม่ได้ เนื่องจากรายการนี้มีการเปลี่ยนแปลงภายหลัง"


def undoable(user: User, plan: ActionPlan) -> AuditEntry | None:
    """The person's latest act on rows of the plan that has not been taken back; of a batch its last entry."""
    acts = _acts_of(user.pk, plan)
    taken_back = acts.filter(undoes__isnull=False)
    left = acts.filter(undoes=None, action__in=_UNDOABLE).exclude(pk__in=taken_back.values("undoes"))
    return left.select_related("person").first()


def rows_of_act(entry: AuditEntry) -> int:
    """How many rows the act was on."""
    return _of_rows(AuditEntry.objects.filter(batch=entry.batch)).count() if entry.batch else 1


@transaction.atomic
def undo(*, by: User, entry: AuditEntry) -> int:
    """Take the act back, a batch as a whole; on how many rows.

    Raises NotUndoableError where something else has happened to one of the rows since.
    """
    entries = _entries(entry)
    found = {a.pk: a for a in Activity.everything.filter(pk__in=[e.object_id for e in entries])}
    if entry.action not in _UNDOABLE or not entries or len(found) < len(entries):
        raise NotUndoableError(_CHANGED_SINCE)
    if AuditEntry.objects.filter(undoes__in=[e.pk for e in entries]).exists():
        raise NotUndoableError("เลิกทำรายการนี้ไปแล้ว")
    part = next(iter(found.values())).part
    _take_back(by, part, entries, found)
    return len(entries)


def _acts_of(user_id: int, plan: ActionPlan) -> QuerySet[AuditEntry]:
    acts = _of_rows(AuditEntry.objects.about(plan))
    return acts.filter(person__user_id=user_id).order_by("-pk")


def _of_rows(entries: QuerySet[AuditEntry]) -> QuerySet[AuditEntry]:
    return entries.filter(object_type=Activity._meta.label_lower)


def _entries(entry: AuditEntry) -> list[AuditEntry]:
    if not entry.batch:
        is_activity = entry.object_type == Activity._meta.label_lower
        return [entry] if is_activity else []
    return list(_of_rows(AuditEntry.objects.filter(batch=entry.batch)).order_by("pk"))


def _take_back(by: User, part: PlanPart, entries: Sequence[AuditEntry], found: dict[int, Activity]) -> None:
    undoes = {entry.object_id: entry.pk for entry in entries if entry.object_id}
    action = entries[0].action
    if action == Action.DELETE:
        _refuse_unless(all(activity.deleted_at for activity in found.values()))
        bulk.restore_rows(by=by, part=part, activities=list(found.values()), undoes=undoes)
        return
    present = {a.pk: a for a in rows.activities_with_headings(part, list(found))}
    _refuse_unless(all(pk in present and _is_still(present[pk], entry) for pk, entry in _by_row(entries)))
    if action == Action.CREATE:
        bulk.bin_rows(by=by, part=part, activities=present.values(), undoes=undoes)
        _bin_empty_headings(by, entries[0])
    elif action == Action.MOVE:
        _put_back(by, present[entries[0].object_id or 0], entries[0])
    else:
        changes = [_change_back(present[pk], entry) for pk, entry in _by_row(entries)]
        bulk.change_rows(by=by, part=part, changes=changes)


def _bin_empty_headings(by: User, entry: AuditEntry) -> None:
    """Take away the headings that were made with the rows and now have nothing under them, inner first."""
    with_rows = AuditEntry.objects.filter(batch=entry.batch, object_type=Heading._meta.label_lower)
    made = Heading.objects.filter(pk__in=with_rows.values("object_id")) if entry.batch else []
    for heading in sorted(made, key=lambda heading: heading.pk, reverse=True):
        inner = heading.children.filter(deleted_at=None)
        if not heading.activities.filter(deleted_at=None).exists() and not inner.exists():
            bin_heading(by=by, heading=heading)


def _by_row(entries: Sequence[AuditEntry]) -> list[tuple[int, AuditEntry]]:
    return [(entry.object_id or 0, entry) for entry in entries]


def _refuse_unless(still_so: bool) -> None:
    if not still_so:
        raise NotUndoableError(_CHANGED_SINCE)


def _is_still(activity: Activity, entry: AuditEntry) -> bool:
    """Whether the row says what the act left; where it stands may have changed."""
    return _content(row_from_json(entry.after or {}), activity) == _content(rows.row_of(activity), activity)


def _content(row: Row, activity: Activity) -> dict[str, object]:
    said = snapshot(activity, row)
    return {key: value for key, value in said.items() if key not in _PLACE}


def _put_back(by: User, activity: Activity, entry: AuditEntry) -> None:
    after = activity.part.activities.filter(pk__in=[(entry.before or {}).get("after_id")]).first()
    heading = _heading_before(activity, entry)
    activities.place_activity(by=by, activity=activity, heading=heading, after=after, undoes=entry.pk)


def _change_back(activity: Activity, entry: AuditEntry) -> bulk.Change:
    before = entry.before or {}
    return bulk.Change(
        activity,
        row_from_json(before),
        heading=_heading_before(activity, entry),
        position=before.get("position"),
        undoes=entry.pk,
    )


def _heading_before(activity: Activity, entry: AuditEntry) -> Heading | None:
    """The heading it stood under; where that is gone, the one to which its rows have gone."""
    heading_id = (entry.before or {}).get("heading_id")
    if heading_id is None:
        return None
    return activity.part.headings.filter(pk=heading_id).first() or activity.heading
