"""What every write of a plan shares: its state and version, the row's version, the trail, the order."""

from collections.abc import Iterable, Sequence
from enum import Enum
from typing import Any, TypeVar
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import F
from django.utils import timezone

from organisations.access import Permission, require
from organisations.models import AuditEntry, User
from organisations.services.audit import Act, record, record_many
from organisations.services.errors import StaleError
from plans.models import ActionPlan

Model = TypeVar("Model", bound=models.Model)


class Ground(Enum):
    """On what ground rows are written: somebody edits the plan, or a decision changes an approved one.

    Whoever writes a decision (an adjustment that is approved, a misprint mended) has asked for its right.
    """

    EDITING = (ActionPlan.State.DRAFT, ActionPlan.State.RETURNED)
    DECISION = (ActionPlan.State.APPROVED,)


def opened(
    plan: ActionPlan, by: User | None, base_version: int | None = None, ground: Ground = Ground.EDITING
) -> None:
    """Raise the plan's version, if its state and the person's right allow a change on this ground.

    With ``base_version`` the plan must still be that version; else StaleError has it as it is now. State
    and version are asked in the same statement that writes, because SQLite ignores ``select_for_update``.
    """
    if by is not None and ground is Ground.EDITING:
        require(by, Permission.PLAN_EDIT, plan)
    editable = ActionPlan.objects.filter(pk=plan.pk, state__in=ground.value)
    same = editable if base_version is None else editable.filter(version=base_version)
    if same.update(version=F("version") + 1, updated_at=timezone.now()):
        return
    plan.refresh_from_db(fields=["state"])
    current = editable.first()
    if current is None:
        raise PermissionDenied(plan.refusal(Permission.PLAN_EDIT) or _GONE[ground])
    raise StaleError(current)


_GONE = {
    Ground.EDITING: "แผนฉบับนี้ถูกลบแล้ว",
    Ground.DECISION: "แผนฉบับนี้มิได้อยู่ในสถานะอนุมัติแล้ว จึงปรับรายการตามคำขอไม่ได้",
}


def claim(row: Any, base_version: int | None) -> None:
    """Raise the row's version, if it is still the one its writer saw (None: whatever it is).

    Raises StaleError with the row as it is now.
    """
    manager = type(row)._default_manager
    matching = manager.filter(pk=row.pk)
    if base_version is not None:
        matching = matching.filter(version=base_version)
    if matching.update(version=F("version") + 1) != 1:
        raise StaleError(manager.filter(pk=row.pk).first() or row)
    if base_version is None:
        row.version = manager.values_list("version", flat=True).get(pk=row.pk)
    else:
        row.version = base_version + 1


def trail(
    *,
    by: User | None,
    action: AuditEntry.Action,
    target: models.Model,
    plan: ActionPlan,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    reason: str = "",
    undoes: int | None = None,
) -> AuditEntry:
    """Write an entry about something in a plan."""
    return record(
        by=by,
        action=action,
        target=target,
        organisation_id=plan.organisation_id,
        subject=plan,
        before=before,
        after=after,
        reason=reason,
        undoes=undoes,
    )


def trail_many(
    *,
    by: User | None,
    action: AuditEntry.Action,
    acts: Iterable[Act],
    plan: ActionPlan,
    reason: str = "",
) -> UUID:
    """Write the entries of one act on many things in a plan; their batch."""
    return record_many(
        by=by, action=action, acts=acts, organisation_id=plan.organisation_id, subject=plan, reason=reason
    )


def numbered(items: Iterable[Any]) -> None:
    """Give the items the positions 1, 2, 3 … in the order in which they come, in one statement."""
    changed = []
    for position, item in enumerate(items, start=1):
        if item.position != position:
            item.position = position
            changed.append(item)
    if changed:
        type(changed[0])._default_manager.bulk_update(changed, ["position"])


def shifted(items: list[Model], item: Model, step: int) -> list[Model]:
    """The items with one of them a step earlier (-1) or later (1); the same where it cannot go further."""
    items = list(items)
    at = items.index(item)
    to = at + step
    if 0 <= to < len(items):
        items[at], items[to] = items[to], items[at]
    return items


def bin_row(row: Any, by: User) -> None:
    """Mark the row as deleted."""
    bin_all([row], by)


def bin_all(rows: Sequence[Any], by: User) -> None:
    """Mark rows of one kind as deleted."""
    if rows:
        present = type(rows[0]).objects.filter(pk__in=[row.pk for row in rows])
        present.update(deleted_at=timezone.now(), deleted_by=by)


def unbin_row(row: Any) -> None:
    """Bring the row back from the bin."""
    unbin_all([row])


def unbin_all(rows: Sequence[Any]) -> None:
    """Bring rows of one kind back from the bin."""
    if rows:
        binned = type(rows[0]).everything.filter(pk__in=[row.pk for row in rows])
        binned.update(deleted_at=None, deleted_by=None)
