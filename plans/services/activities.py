"""Writing activities: a Row in, a Row in the trail."""

from dataclasses import replace

from django.db import transaction
from django.db.models import F, QuerySet

from ita_portal.tables.rows import Row
from ita_portal.tables.tree import DEEPEST, TOP, block_of, depth_of
from organisations.models import AuditEntry, User
from organisations.services.errors import StaleError
from plans import rows
from plans.models import Activity, Heading, PlanPart
from plans.services import bulk, opening
from plans.services.row_writing import changed_belongings, check_belongings, own_heading, snapshot

Action = AuditEntry.Action
_OF_PLACE = frozenset({"heading", "position"})
_OF_ROW = frozenset(field.name for field in Activity._meta.concrete_fields if not field.primary_key) - {
    *_OF_PLACE,
    "part",
    "version",
    "deleted_at",
    "deleted_by",
}


@transaction.atomic
def add_activity(
    *,
    by: User | None,
    part: PlanPart,
    heading: Heading | None,
    row: Row,
    after: Activity | None = None,
    token: str = "",
    reason: str = "",
) -> Activity:
    """A new activity behind ``after`` and what stands under that, or at the end of the heading.

    Behind another it has its level where the row says none.
    ``token`` is of the form: one that comes twice, because its answer was lost, adds one activity, and
    what was typed since is written over it.
    """
    opening.opened(part.plan, by)
    if token and (known := _added_with(token, by, part)):
        return save_activity(by=by, activity=known, row=row, heading=known.heading, base_version=None)
    if after is not None:
        row = replace(row, level=row.level or after.level)
        after = block_of(list(_under(part, after.heading)), after)[-1]
    activity = Activity(part=part, heading=own_heading(part, heading))
    activity.position = _place_for(activity, after)
    rows.set_fields(activity, row)
    activity.full_clean()
    activity.save()
    _write_belongings(activity, row, Row())
    after_act = snapshot(activity, row) | ({"token": token} if token else {})
    opening.trail(
        by=by, action=Action.CREATE, target=activity, plan=part.plan, after=after_act, reason=reason
    )
    return activity


@transaction.atomic
def save_activity(
    *,
    by: User | None,
    activity: Activity,
    row: Row,
    heading: Heading | None,
    base_version: int | None,
    reason: str = "",
    undoes: int | None = None,
) -> Activity:
    """The activity as the row says; raises StaleError where somebody changed it since ``base_version``.

    ``reason`` is kept in the trail; ``undoes`` is the entry that this act takes back.
    """
    plan = activity.part.plan
    opening.opened(plan, by)
    known = rows.row_of(activity)
    before = snapshot(activity, known)
    opening.claim(activity, base_version)
    columns = set(_OF_ROW)
    if heading != activity.heading:
        activity.heading = own_heading(activity.part, heading)
        activity.position = _place_for(activity, None)
        columns |= _OF_PLACE
    rows.set_fields(activity, row)
    activity.full_clean(exclude=_OF_PLACE | {"part"})
    # A move by somebody else meanwhile stays: it raises no version of the rows it pushes aside.
    activity.save(update_fields=columns)
    _write_belongings(activity, row, known)
    after = snapshot(activity, row)
    opening.trail(
        by=by,
        action=Action.UPDATE,
        target=activity,
        plan=plan,
        before=before,
        after=after,
        reason=reason,
        undoes=undoes,
    )
    return activity


@transaction.atomic
def place_activity(
    *,
    by: User | None,
    activity: Activity,
    heading: Heading | None,
    after: Activity | None,
    undoes: int | None = None,
) -> None:
    """Move the activity with all that stands under it below a heading, behind ``after`` or to its beginning.

    Raises StaleError where it was deleted meanwhile.
    """
    plan = activity.part.plan
    opening.opened(plan, by)
    _read_place(activity)
    row = rows.row_of(activity)
    before = snapshot(activity, row) | {"after_id": _previous_id(activity)}
    opening.claim(activity, None)
    block = block_of(list(_under(activity.part, activity.heading)), activity)
    target = own_heading(activity.part, heading)
    for moved in block:
        moved.heading = target
    Activity.objects.bulk_update(block, ["heading"])
    siblings = [sibling for sibling in _under(activity.part, target) if sibling not in block]
    at = siblings.index(after) + 1 if after in siblings else 0
    opening.numbered([*siblings[:at], *block, *siblings[at:]])
    activity.refresh_from_db(fields=["heading", "position"])
    opening.trail(
        by=by,
        action=Action.MOVE,
        target=activity,
        plan=plan,
        before=before,
        after=snapshot(activity, row),
        undoes=undoes,
    )


@transaction.atomic
def move_activity(*, by: User | None, activity: Activity, step: int) -> None:
    """Move the activity one place up (-1) or down (1) among its like, with all that stands under it.

    From the edge of its heading it goes into the next one. Raises StaleError where it was deleted meanwhile.
    """
    _read_place(activity)
    siblings = list(_under(activity.part, activity.heading))
    block = block_of(siblings, activity)
    at = siblings.index(activity)
    if step < 0 and at:
        before = next(row for row in reversed(siblings[:at]) if depth_of(row) <= depth_of(activity))
        earlier = siblings.index(before)
        after = siblings[earlier - 1] if earlier else None
        place_activity(by=by, activity=activity, heading=activity.heading, after=after)
    elif step > 0 and at + len(block) < len(siblings):
        after = block_of(siblings, siblings[at + len(block)])[-1]
        place_activity(by=by, activity=activity, heading=activity.heading, after=after)
    else:
        _move_to_next_heading(by, activity, step)


def _move_to_next_heading(by: User | None, activity: Activity, step: int) -> None:
    headings: list[Heading | None] = [None]
    headings += [heading for heading, _ in rows.ordered_headings(activity.part.headings.all())]
    to = headings.index(activity.heading) + step
    if 0 <= to < len(headings):
        after = _under(activity.part, headings[to]).last() if step < 0 else None
        place_activity(by=by, activity=activity, heading=headings[to], after=after)


@transaction.atomic
def indent_activity(*, by: User | None, activity: Activity, step: int) -> bool:
    """One level deeper (1) or higher (-1), with all that stands under it; whether that could be done.

    A row can be one level below the row before it at most. Raises StaleError where it was deleted meanwhile.
    """
    _read_place(activity)
    siblings = list(_under(activity.part, activity.heading))
    at = siblings.index(activity)
    block = block_of(siblings, activity)
    deepest = min(depth_of(siblings[at - 1]) + 1, DEEPEST) if at else TOP
    if not TOP <= depth_of(activity) + step <= deepest or max(map(depth_of, block)) + step > DEEPEST:
        return False
    changes = [
        bulk.Change(row, replace(rows.row_of(row), level=depth_of(row) + step))
        for row in rows.activities_with_headings(activity.part, [row.pk for row in block])
    ]
    bulk.change_rows(by=by, part=activity.part, changes=changes)
    return True


@transaction.atomic
def duplicate_activity(*, by: User | None, activity: Activity) -> Activity:
    """A copy of the activity with all that stands under it, right behind these, without typed numbers.

    Raises StaleError where it was deleted.
    """
    _read_place(activity)
    block = block_of(list(_under(activity.part, activity.heading)), activity)
    known = rows.activities_with_headings(activity.part, [row.pk for row in block])
    copies = [replace(rows.row_of(row), number="", headings=()) for row in known]
    return bulk.add_rows(by=by, part=activity.part, rows=copies, after=block[-1])[0]


@transaction.atomic
def bin_activity(*, by: User, activity: Activity) -> int:
    """Into the bin with all that stands under it; how many rows. An undo takes them back.

    Raises StaleError where it is there already.
    """
    _read_place(activity)
    block = block_of(list(_under(activity.part, activity.heading)), activity)
    bulk.bin_rows(by=by, part=activity.part, activities=block)
    return len(block)


@transaction.atomic
def restore_activity(*, by: User | None, activity: Activity, reason: str = "") -> None:
    """Back from the bin to where it was; to the top of its part where its heading is gone."""
    bulk.restore_rows(by=by, part=activity.part, activities=[activity], reason=reason)


def _write_belongings(activity: Activity, row: Row, known: Row) -> None:
    """Owners, indicators, cells and cost lines as the row has them; what did not change is left alone."""
    made = rows.belongings(activity, row)
    for name in changed_belongings(row, known):
        check_belongings(name, made[name])
        getattr(activity, name).all().delete()
        getattr(activity, name).bulk_create(made[name])


def _added_with(token: str, by: User | None, part: PlanPart) -> Activity | None:
    """The activity that the person added with the form's token, unless it is in the bin."""
    added = AuditEntry.objects.about(part.plan).filter(action=Action.CREATE, after__token=token)
    own = added.filter(person__user_id=by.pk if by else None, object_type=Activity._meta.label_lower)
    return part.activities.filter(pk__in=own.values("object_id")).select_related("part__plan").first()


def _read_place(activity: Activity) -> None:
    """Where the activity stands by now; raises StaleError where it is in the bin."""
    if not Activity.objects.filter(pk=activity.pk).exists():
        raise StaleError(activity)
    activity.refresh_from_db(fields=["heading", "position", "version"])


def _under(part: PlanPart, heading: Heading | None) -> QuerySet[Activity]:
    return part.activities.filter(heading=heading).order_by("position", "pk")


def _place_for(activity: Activity, after: Activity | None) -> int:
    """The position behind ``after``, making room there; without it, the end of the activity's heading."""
    siblings = _under(activity.part, activity.heading)
    if after is None:
        last = siblings.last()
        return last.position + 1 if last else 1
    siblings.filter(position__gt=after.position).update(position=F("position") + 1)
    return after.position + 1


def _previous_id(activity: Activity) -> int | None:
    siblings = list(_under(activity.part, activity.heading).values_list("pk", flat=True))
    at = siblings.index(activity.pk)
    return siblings[at - 1] if at else None
