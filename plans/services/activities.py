"""Writing activities: a Row in, a Row in the trail."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, QuerySet

from ita_portal.tables.rows import Row
from ita_portal.tables.to_json import row_to_json
from organisations.models import AuditEntry, User
from plans import rows
from plans.models import Activity, Heading, PlanPart
from plans.services import opening
from plans.services.errors import StaleError

Action = AuditEntry.Action


@transaction.atomic
def add_activity(
    *,
    by: User | None,
    part: PlanPart,
    heading: Heading | None,
    row: Row,
    after: Activity | None = None,
    token: str = "",
) -> Activity:
    """A new activity under the heading, behind ``after`` or at the heading's end.

    ``token`` is of the form: one that comes twice, because its answer was lost, adds one activity, and
    what was typed since is written over it.
    """
    opening.opened(part.plan, by)
    if token and (known := _added_with(token, by, part)):
        return save_activity(by=by, activity=known, row=row, heading=known.heading, base_version=None)
    activity = Activity(part=part, heading=_own_heading(part, heading))
    activity.position = _place_for(activity, after)
    rows.set_fields(activity, row)
    activity.full_clean()
    activity.save()
    _write_belongings(activity, row, Row())
    after_act = snapshot(activity, row) | ({"token": token} if token else {})
    opening.trail(by=by, action=Action.CREATE, target=activity, plan=part.plan, after=after_act)
    return activity


@transaction.atomic
def save_activity(
    *, by: User | None, activity: Activity, row: Row, heading: Heading | None, base_version: int | None
) -> Activity:
    """The activity as the row says; raises StaleError where somebody changed it since ``base_version``."""
    plan = activity.part.plan
    opening.opened(plan, by)
    known = rows.row_of(activity)
    before = snapshot(activity, known)
    opening.claim(activity, base_version)
    # Moving a row does not raise its version: its place may be another than when it was read.
    activity.refresh_from_db(fields=["heading", "position"])
    if heading != activity.heading:
        activity.heading = _own_heading(activity.part, heading)
        activity.position = _place_for(activity, None)
    rows.set_fields(activity, row)
    activity.full_clean()
    activity.save()
    _write_belongings(activity, row, known)
    after = snapshot(activity, row)
    opening.trail(by=by, action=Action.UPDATE, target=activity, plan=plan, before=before, after=after)
    return activity


@transaction.atomic
def place_activity(
    *, by: User | None, activity: Activity, heading: Heading | None, after: Activity | None
) -> None:
    """Move the activity under a heading, behind ``after`` or to the heading's beginning.

    Raises StaleError where it was deleted meanwhile.
    """
    plan = activity.part.plan
    opening.opened(plan, by)
    _read_place(activity)
    row = rows.row_of(activity)
    before = snapshot(activity, row) | {"after_id": _previous_id(activity)}
    opening.claim(activity, None)
    activity.heading = _own_heading(activity.part, heading)
    activity.save(update_fields=["heading"])
    siblings = [sibling for sibling in _under(activity.part, heading) if sibling != activity]
    siblings.insert(siblings.index(after) + 1 if after in siblings else 0, activity)
    opening.numbered(siblings)
    moved = snapshot(activity, row)
    opening.trail(by=by, action=Action.MOVE, target=activity, plan=plan, before=before, after=moved)


@transaction.atomic
def move_activity(*, by: User | None, activity: Activity, step: int) -> None:
    """Move the activity one place up (-1) or down (1); from the edge of its heading into the next one.

    Raises StaleError where it was deleted meanwhile.
    """
    _read_place(activity)
    siblings = list(_under(activity.part, activity.heading))
    order = opening.shifted(siblings, activity, step)
    if order != siblings:
        at = order.index(activity)
        after = order[at - 1] if at else None
        place_activity(by=by, activity=activity, heading=activity.heading, after=after)
        return
    headings: list[Heading | None] = [None]
    headings += [heading for heading, _ in rows.ordered_headings(activity.part.headings.all())]
    to = headings.index(activity.heading) + step
    if 0 <= to < len(headings):
        after = _under(activity.part, headings[to]).last() if step < 0 else None
        place_activity(by=by, activity=activity, heading=headings[to], after=after)


@transaction.atomic
def duplicate_activity(*, by: User | None, activity: Activity) -> Activity:
    """A copy right behind the activity, without its typed number. Raises StaleError where it was deleted."""
    _read_place(activity)
    copy = replace(rows.row_of(activity), number="")
    return add_activity(by=by, part=activity.part, heading=activity.heading, row=copy, after=activity)


@transaction.atomic
def bin_activity(*, by: User, activity: Activity) -> None:
    """Into the bin, from which an undo takes it back. Raises StaleError where it is there already."""
    plan = activity.part.plan
    opening.opened(plan, by)
    _read_place(activity)
    before = snapshot(activity, rows.row_of(activity))
    opening.bin_row(activity, by)
    opening.trail(by=by, action=Action.DELETE, target=activity, plan=plan, before=before)


@transaction.atomic
def restore_activity(*, by: User | None, activity: Activity) -> None:
    """Back from the bin to where it was; to the top of its part where its heading is gone."""
    plan = activity.part.plan
    opening.opened(plan, by)
    opening.unbin_row(activity)
    if activity.heading and activity.heading.deleted_at:
        activity.heading = None
        activity.save(update_fields=["heading"])
    after = snapshot(activity, rows.row_of(activity))
    opening.trail(by=by, action=Action.RESTORE, target=activity, plan=plan, after=after)


def snapshot(activity: Activity, row: Row) -> dict[str, Any]:
    """The activity in the contract's JSON, with its place and its version."""
    place = {"heading_id": activity.heading_id, "position": activity.position, "version": activity.version}
    return row_to_json(replace(row, headings=rows.headings_over(activity))) | place


def _write_belongings(activity: Activity, row: Row, known: Row) -> None:
    """Owners, indicators, cells and cost lines as the row has them; what did not change is left alone."""
    changed = {
        "owners": row.owners != known.owners,
        "indicators": row.indicators != known.indicators,
        "cells": (row.quarters, row.months) != (known.quarters, known.months),
        "cost_lines": row.cost_lines != known.cost_lines,
    }
    for name, objects in rows.belongings(activity, row).items():
        if changed[name]:
            check_belongings(name, objects)
            getattr(activity, name).all().delete()
            getattr(activity, name).bulk_create(objects)


def check_belongings(name: str, objects: Iterable[Any]) -> None:
    """Raise ValidationError, under the name of the form's field, for what the columns cannot hold.

    ``bulk_create`` asks nobody, and SQLite stores a number so long that it can never be read again.
    """
    for item in objects:
        try:
            item.clean_fields(exclude={"activity"})
        except ValidationError as error:
            raise ValidationError({_field_of(name, item): error.messages}) from None


def _field_of(name: str, item: Any) -> str:
    if name == "cells":
        return f"{item.span}_{item.number}"
    return f"indicator_{item.aspect}" if name == "indicators" else name


def _added_with(token: str, by: User | None, part: PlanPart) -> Activity | None:
    """The activity that the person added with the form's token, unless it is in the bin."""
    added = AuditEntry.objects.about(part.plan).filter(action=Action.CREATE, after__token=token)
    own = added.filter(person__user_id=by.pk if by else None, object_type=Activity._meta.label_lower)
    return part.activities.filter(pk__in=own.values("object_id")).select_related("part__plan").first()


def _own_heading(part: PlanPart, heading: Heading | None) -> Heading | None:
    if heading is not None and not part.headings.filter(pk=heading.pk).exists():
        raise ValidationError({"heading": "ไม่พบหัวข้อนี้ในตาราง โปรดเลือกใหม่"})
    return heading


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
