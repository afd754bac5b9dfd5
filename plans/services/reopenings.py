"""An approved plan opened as a whole for a new revision: asked by its secretary, granted by its head.

The approved revision stays the one in force until the next one is approved.
"""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from organisations.access import Permission, require
from organisations.models import AuditEntry, User
from plans.models import ActionPlan, Reopening, Revision
from plans.services import opening, reopenings_mail

Action = AuditEntry.Action
State = Reopening.State


@transaction.atomic
def ask_reopening(*, by: User, plan: ActionPlan, reason: str) -> Reopening:
    """Ask the heads to open the plan; they are told by letter. Raises ValidationError where one waits."""
    reopening = Reopening(plan=plan, reason=reason.strip(), asked_by=by)
    require(by, Permission.PLAN_SUBMIT, reopening)
    in_force = plan.revisions.filter(state=Revision.State.APPROVED).first()
    if in_force is None:
        raise PermissionDenied("แผนนี้ไม่มีฉบับที่ได้รับอนุมัติในระบบ จึงขอเปิดแผนไม่ได้")
    reopening.revision = in_force
    reopening.full_clean()
    reopening.save()
    _trail(by, reopening, Action.CREATE)
    reopenings_mail.tell_heads(reopening)
    return reopening


@transaction.atomic
def decide_reopening(*, by: User, reopening: Reopening, granted: bool, note: str) -> Reopening:
    """Grant it, and the plan is a draft again; or refuse it. Whoever asked is told by letter.

    Raises PermissionDenied where somebody decided before, or the plan is no longer approved.
    """
    require(by, Permission.PLAN_REOPEN, reopening)
    waiting = Reopening.objects.filter(pk=reopening.pk, state=State.WAITING)
    decided = {"decided_at": timezone.now(), "decided_by": by, "note": note.strip()}
    if not waiting.update(state=State.GRANTED if granted else State.REFUSED, **decided):
        reopening.refresh_from_db()
        raise PermissionDenied(reopening.refusal(Permission.PLAN_REOPEN))
    reopening.refresh_from_db()
    reopening.full_clean()
    if granted:
        _open(by, reopening)
    _trail(by, reopening, Action.STATE, {"state": State.WAITING})
    reopenings_mail.tell_who_asked(reopening)
    return reopening


def _open(by: User, reopening: Reopening) -> None:
    plan = reopening.plan
    approved = ActionPlan.objects.filter(pk=plan.pk, state=ActionPlan.State.APPROVED)
    changed = approved.update(state=ActionPlan.State.DRAFT, version=F("version") + 1)
    if not changed or plan.revisions.filter(state=Revision.State.WAITING).exists():
        plan.refresh_from_db()
        raise PermissionDenied(Reopening(plan=plan).refusal(Permission.PLAN_REOPEN))
    plan.refresh_from_db(fields=["state", "version"])
    opening.trail(
        by=by,
        action=Action.STATE,
        target=plan,
        plan=plan,
        before={"state": ActionPlan.State.APPROVED},
        after={"state": plan.state},
        reason=reopening.reason,
    )


def _trail(
    by: User, reopening: Reopening, action: AuditEntry.Action, before: dict[str, str] | None = None
) -> None:
    after = {"state": reopening.state, "reason": reopening.reason, "note": reopening.note}
    opening.trail(by=by, action=action, target=reopening, plan=reopening.plan, before=before, after=after)
