"""Requests to adjust an approved plan: begun, reworded, dropped. The plan's rows are not touched."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import F

from organisations.access import Permission, require
from organisations.models import AuditEntry, User
from organisations.services.errors import StaleError
from plans.models import ActionPlan, Adjustment, Revision
from plans.services import opening

Action = AuditEntry.Action
State = Adjustment.State


@transaction.atomic
def begin_adjustment(*, by: User, plan: ActionPlan, reason: str) -> Adjustment:
    """A request to adjust the plan's revision in force, without lines yet.

    Raises ValidationError where the plan has one that is not done yet, or no revision in force.
    """
    adjustment = Adjustment(plan=plan, reason=reason.strip(), created_by=by)
    require(by, Permission.PLAN_SUBMIT, adjustment)
    in_force = plan.revisions.filter(state=Revision.State.APPROVED).first()
    if in_force is None:
        raise ValidationError("แผนนี้ไม่มีฉบับที่ได้รับอนุมัติในระบบ จึงยังขอปรับแผนไม่ได้")
    adjustment.based_on = in_force
    adjustment.full_clean()
    adjustment.save()
    _trail(by, adjustment, Action.CREATE, after={"reason": adjustment.reason})
    return adjustment


@transaction.atomic
def reword_adjustment(*, by: User, adjustment: Adjustment, base_version: int, reason: str) -> None:
    """Another reason of the request as a whole. Raises StaleError where it was changed meanwhile."""
    before = adjustment.reason
    claim(adjustment, by, base_version)
    adjustment.reason = reason.strip()
    adjustment.full_clean()
    adjustment.save(update_fields=["reason"])
    _trail(by, adjustment, Action.UPDATE, {"reason": before}, {"reason": adjustment.reason})


@transaction.atomic
def drop_adjustment(*, by: User, adjustment: Adjustment) -> None:
    """The request is given up; it and its lines can still be read."""
    require(by, Permission.PLAN_SUBMIT, adjustment)
    before = adjustment.state
    open_still = Adjustment.objects.filter(pk=adjustment.pk, state__in=Adjustment.OPEN)
    if not open_still.update(state=State.DROPPED, version=F("version") + 1):
        raise _refused(adjustment)
    adjustment.refresh_from_db(fields=["state", "version"])
    _trail(by, adjustment, Action.STATE, {"state": before}, {"state": State.DROPPED})


def claim(adjustment: Adjustment, person: User, base_version: int | None = None) -> None:
    """Raise the request's version, if its state and the person's right allow a change.

    The state of the plan is asked in the same statement. Raises StaleError with the request as it is now
    where it is no longer ``base_version`` (None: whatever it is).
    """
    require(person, Permission.PLAN_SUBMIT, adjustment)
    open_still = Adjustment.objects.filter(
        pk=adjustment.pk, state__in=Adjustment.OPEN, plan__state=ActionPlan.State.APPROVED
    )
    same = open_still if base_version is None else open_still.filter(version=base_version)
    if same.update(version=F("version") + 1):
        adjustment.refresh_from_db(fields=["version"])
        return
    current = open_still.first()
    raise StaleError(current) if current else _refused(adjustment)


def _refused(adjustment: Adjustment) -> PermissionDenied:
    adjustment.refresh_from_db()
    return PermissionDenied(adjustment.refusal(Permission.PLAN_SUBMIT))


def _trail(
    by: User,
    adjustment: Adjustment,
    action: AuditEntry.Action,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> None:
    opening.trail(by=by, action=action, target=adjustment, plan=adjustment.plan, before=before, after=after)
