"""Writing many activities of a part in one act: one transaction, one batch in the trail, one undo."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F

from ita_portal.tables.rows import Row
from organisations.models import AuditEntry, User
from organisations.services.audit import Act
from organisations.services.errors import StaleError
from plans import rows
from plans.limits import MAX_ROWS
from plans.models import Activity, Heading, PlanPart
from plans.services import opening
from plans.services.opening import Ground
from plans.services.row_writing import (
    OpenedHeadings,
    changed_belongings,
    create_belongings,
    made_activity,
    own_heading,
    rules_said,
    set_checked,
    snapshot_under,
)

Action = AuditEntry.Action


class _Unchanged:
    """Says that a row stays under its heading, where None would say: under none."""


UNCHANGED: Final = _Unchanged()


@dataclass(frozen=True)
class Change:
    """An activity and the Row it is to be; with ``base_version`` only if it is still that version.

    Under another heading it stands at the ``position``, without one at the end. ``undoes`` is the entry of
    the trail that this takes back.
    """

    activity: Activity
    row: Row
    heading: Heading | _Unchanged | None = UNCHANGED
    base_version: int | None = None
    position: int | None = None
    undoes: int | None = None


def add_rows(
    *,
    by: User | None,
    part: PlanPart,
    rows: Sequence[Row],
    heading: Heading | None = None,
    after: Activity | None = None,
    proposed_by: Any = None,
    reason: str = "",
    ground: Ground = Ground.EDITING,
) -> list[Activity]:
    """New activities in their order, behind ``after`` or at the end of the heading.

    Headings that the rows have of their own are made below ``heading``. ``proposed_by`` is the
    organisation that proposed them. Raises ValidationError for values that cannot be stored; then
    nothing is.
    """
    if len(rows) > MAX_ROWS:
        raise ValidationError(f"เพิ่มได้ครั้งละไม่เกิน {MAX_ROWS:,} แถว")
    with rules_said(), transaction.atomic():
        opening.opened(part.plan, by, ground=ground)
        place = after.heading if after else heading
        made, acts = _added(part, rows, place, after, proposed_by)
        opening.trail_many(by=by, action=Action.CREATE, acts=acts, plan=part.plan, reason=reason)
        return made


def _added(
    part: PlanPart,
    new: Sequence[Row],
    heading: Heading | None,
    after: Activity | None,
    proposed_by: Any,
) -> tuple[list[Activity], list[Act]]:
    start = _room_for(len(new), part, heading, after)
    headings = OpenedHeadings(part, heading)
    made = [
        made_activity(part, headings.at(row.headings), start + place, row, place)
        for place, row in enumerate(new, start=1)
    ]
    for activity in made:
        activity.proposing_organisation = proposed_by
    Activity.objects.bulk_create(made)
    create_belongings(zip(made, new, strict=True))
    acts = [Act(heading, after={"text": heading.text}) for heading in headings.made]
    acts += [Act(a, after=snapshot_under(a, row)) for a, row in zip(made, new, strict=True)]
    return made, acts


@dataclass(frozen=True)
class _Written:
    activity: Activity
    before: Row
    after: Row


def change_rows(
    *,
    by: User | None,
    part: PlanPart,
    changes: Sequence[Change],
    reason: str = "",
    ground: Ground = Ground.EDITING,
) -> None:
    """Every activity as its change says. Raises StaleError for the first that is no longer as it was."""
    with rules_said(), transaction.atomic():
        opening.opened(part.plan, by, ground=ground)
        known = {
            activity.pk: activity
            for activity in rows.activities_with_headings(part, [c.activity.pk for c in changes])
        }
        for change in changes:
            _refuse_stale(change, known)
        for heading in {c.heading for c in changes if not isinstance(c.heading, _Unchanged)}:
            own_heading(part, heading)
        acts = _changed(changes, known)
        opening.trail_many(by=by, action=Action.UPDATE, acts=acts, plan=part.plan, reason=reason)


def _changed(changes: Sequence[Change], known: dict[int, Activity]) -> list[Act]:
    written, acts = [], []
    for place, change in enumerate(changes, start=1):
        activity = known[change.activity.pk]
        before = rows.row_of(activity)
        act_before = snapshot_under(activity, before)
        _place(activity, change, place)
        set_checked(activity, change.row, place)
        activity.version += 1
        written.append(_Written(activity, before, change.row))
        act_after = snapshot_under(activity, replace(change.row, headings=rows.headings_over(activity)))
        acts.append(Act(activity, act_before, act_after, change.undoes))
    _write(written)
    return acts


def _write(written: Sequence[_Written]) -> None:
    if not written:
        return
    columns = [field.name for field in Activity._meta.concrete_fields if not field.primary_key]
    Activity.objects.bulk_update([item.activity for item in written], columns, batch_size=100)
    for name, model in rows.BELONGINGS.items():
        changed = [item for item in written if name in changed_belongings(item.after, item.before)]
        model._default_manager.filter(activity__in=[item.activity.pk for item in changed]).delete()
        create_belongings([(item.activity, item.after) for item in changed], [name])


def bin_rows(
    *,
    by: User,
    part: PlanPart,
    activities: Iterable[Activity],
    undoes: dict[int, int] | None = None,
    reason: str = "",
    ground: Ground = Ground.EDITING,
) -> None:
    """Into the bin, all of them; raises StaleError where one is there already."""
    activities = list(activities)
    with transaction.atomic():
        opening.opened(part.plan, by, ground=ground)
        known = rows.activities_with_headings(part, [activity.pk for activity in activities])
        missing = {activity.pk for activity in activities} - {activity.pk for activity in known}
        if missing:
            raise StaleError(next(activity for activity in activities if activity.pk in missing))
        acts = [
            Act(a, before=snapshot_under(a, rows.row_of(a)), undoes=(undoes or {}).get(a.pk)) for a in known
        ]
        opening.bin_all(known, by)
        opening.trail_many(by=by, action=Action.DELETE, acts=acts, plan=part.plan, reason=reason)


@transaction.atomic
def restore_rows(
    *,
    by: User | None,
    part: PlanPart,
    activities: Sequence[Activity],
    undoes: dict[int, int] | None = None,
    reason: str = "",
) -> None:
    """Back from the bin to where they were; to the top of the part where their heading is gone."""
    opening.opened(part.plan, by)
    opening.unbin_all(activities)
    known = rows.activities_with_headings(part, [activity.pk for activity in activities])
    homeless = [a for a in known if a.heading and a.heading.deleted_at]
    for activity in homeless:
        activity.heading = None
    Activity.objects.bulk_update(homeless, ["heading"])
    acts = [Act(a, after=snapshot_under(a, rows.row_of(a)), undoes=(undoes or {}).get(a.pk)) for a in known]
    opening.trail_many(by=by, action=Action.RESTORE, acts=acts, plan=part.plan, reason=reason)


def _refuse_stale(change: Change, known: dict[int, Activity]) -> None:
    current = known.get(change.activity.pk)
    if current is None:
        raise StaleError(change.activity)
    if change.base_version is not None and current.version != change.base_version:
        raise StaleError(current)


def _place(activity: Activity, change: Change, place: int) -> None:
    """To the end of another heading, if the change names one; ``place`` keeps the order among those moved."""
    heading = change.heading
    if isinstance(heading, _Unchanged) or heading == activity.heading:
        return
    activity.heading = heading
    if change.position is None:
        last = activity.part.activities.filter(heading=heading).order_by("position").last()
        activity.position = (last.position if last else 0) + place
    else:
        activity.position = change.position


def _room_for(count: int, part: PlanPart, heading: Heading | None, after: Activity | None) -> int:
    """The position before the first of ``count`` new rows, making room for them behind ``after``."""
    siblings = part.activities.filter(heading=heading)
    if after is None:
        last = siblings.order_by("position").last()
        return last.position if last else 0
    siblings.filter(position__gt=after.position).update(position=F("position") + count)
    return after.position
