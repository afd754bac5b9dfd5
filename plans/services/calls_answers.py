"""The way of an answer: sent by the unit, confirmed by its head, returned with a reason."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from organisations.access import Denied, Permission, check, require
from organisations.models import AuditEntry, User
from plans.models import ActionPlan, CallAnswer, ProposedRow
from plans.services import calls_mail, opening
from plans.services.calls import refuse_closed
from plans.services.calls_mail import Link
from plans.services.errors import MovedOnError

State = CallAnswer.State
PlanState = ActionPlan.State
NO_REASON = "โปรดระบุเหตุผลที่ส่งคืน"
SEE_ROWS = "โปรดแก้ไขรายการที่ส่งคืนตามเหตุผลที่ระบุไว้ในแต่ละรายการ"
_EMPTY_SIGNS: dict[str, Any] = dict.fromkeys(("sent_at", "sent_by", "confirmed_at", "confirmed_by"))


@transaction.atomic
def send_answer(*, by: User, answer: CallAnswer) -> CallAnswer:
    """Send the unit's rows, to its head where the call wants that; from then on the plan is locked."""
    require_writer(by, answer)
    refuse_closed(answer.call)
    to = State.CONFIRMING if answer.call.needs_confirmation else State.SENT
    signs = _EMPTY_SIGNS | {"sent_at": timezone.now(), "sent_by": by, "reason": ""}
    _step(answer, CallAnswer.WITH_UNIT, to, **signs)
    _lock(answer, (PlanState.DRAFT, PlanState.RETURNED), PlanState.WAITING)
    answer.proposals.filter(state=ProposedRow.State.RETURNED).delete()
    _trail(by, answer)
    return answer


@transaction.atomic
def confirm_answer(*, by: User, answer: CallAnswer) -> CallAnswer:
    """The head's word; with it the answer is sent."""
    require(by, Permission.ANSWER_CONFIRM, answer)
    refuse_closed(answer.call)
    _step(answer, (State.CONFIRMING,), State.SENT, confirmed_at=timezone.now(), confirmed_by=by)
    _trail(by, answer)
    return answer


@transaction.atomic
def return_answer(*, by: User, answer: CallAnswer, reason: str, link: Link) -> CallAnswer:
    """Back to the unit with a reason: by its head before it is sent, by the caller afterwards."""
    reason = _required(reason)
    require_returner(by, answer)
    refuse_closed(answer.call)
    was = (State.CONFIRMING,) if answer.state == State.CONFIRMING else CallAnswer.WITH_CALLER
    _return(by, answer, was, reason, link)
    return answer


@transaction.atomic
def return_rows(
    *, by: User, answer: CallAnswer, reasons: Mapping[int, str], link: Link, reason: str = ""
) -> CallAnswer:
    """Back to the unit because of some rows; ``reasons`` has one for each, by the id of the row."""
    require_caller(by, answer)
    refuse_closed(answer.call)
    rows = list(answer.rows.filter(pk__in=reasons))
    if not rows or {row.pk for row in rows} != set(reasons):
        raise ValidationError("ไม่พบรายการที่เลือก โปรดเลือกใหม่")
    words = {pk: _required(text) for pk, text in reasons.items()}
    # First the step of the answer, which whoever takes rows in waits for: then nobody else marks its rows.
    _return(by, answer, CallAnswer.WITH_CALLER, reason.strip() or SEE_ROWS, link)
    forget_fallen(answer, list(reasons))
    if done := answer.proposals.filter(activity__in=rows).select_related("activity").first():
        raise MovedOnError(f"“{done.activity}” {done.get_state_display()}ไปก่อนแล้ว")
    ProposedRow.objects.bulk_create(
        ProposedRow(answer=answer, activity=row, state=ProposedRow.State.RETURNED, reason=words[row.pk])
        for row in rows
    )
    return answer


def require_writer(by: User, answer: CallAnswer) -> None:
    """Raise PermissionDenied without the right, MovedOnError where only the state is against it."""
    answer.plan.refresh_from_db(fields=["state"])
    allowed = check(by, Permission.PLAN_EDIT, answer.plan)
    if isinstance(allowed, Denied):
        if allowed.reason == answer.plan.refusal(Permission.PLAN_EDIT):
            raise MovedOnError(allowed.reason)
        raise PermissionDenied(allowed.reason)


def forget_fallen(answer: CallAnswer, pks: Sequence[int]) -> None:
    """Open again those of the rows that were taken and then deleted from the caller's table."""
    gone = Q(taken_as__deleted_at__isnull=False) | (Q(taken_as=None) & ~Q(state=ProposedRow.State.RETURNED))
    answer.proposals.filter(gone, activity__in=pks).delete()


def require_returner(by: User, answer: CallAnswer) -> None:
    """Raise PermissionDenied unless the person may send the answer back from where it is."""
    if answer.state == State.CONFIRMING:
        require(by, Permission.ANSWER_CONFIRM, answer)
    else:
        require_caller(by, answer)


def require_caller(by: User, answer: CallAnswer) -> None:
    """Raise PermissionDenied unless the person writes the plan for which the call asks."""
    require(by, Permission.PLAN_EDIT, answer.call.plan.organisation)


def _return(by: User, answer: CallAnswer, was: Sequence[str], reason: str, link: Link) -> None:
    _step(answer, was, State.RETURNED, reason=reason, **_EMPTY_SIGNS)
    _lock(answer, (PlanState.WAITING,), PlanState.RETURNED)
    _trail(by, answer, reason)
    calls_mail.send_on_commit(answer, calls_mail.RETURNED, link)


def _step(answer: CallAnswer, was: Sequence[str], to: str, **values: Any) -> None:
    """The answer into its next state, if it is still in the one before."""
    waiting = CallAnswer.objects.filter(pk=answer.pk, state__in=was)
    if waiting.update(state=to, **values) != 1:
        answer.refresh_from_db(fields=["state"])
        raise MovedOnError(f"คำตอบนี้เปลี่ยนเป็น “{answer.get_state_display()}” แล้ว โปรดตรวจสอบอีกครั้ง")
    for name, value in {"state": to, **values}.items():
        setattr(answer, name, value)


def _lock(answer: CallAnswer, was: Sequence[str], to: str) -> None:
    plans = ActionPlan.objects.filter(pk=answer.plan_id, state__in=was)
    if plans.update(state=to, version=F("version") + 1, updated_at=timezone.now()) != 1:
        raise MovedOnError("แผนของส่วนงานมีการเปลี่ยนแปลงไปก่อนแล้ว โปรดตรวจสอบอีกครั้ง")


def _required(reason: str) -> str:
    if not reason.strip():
        raise ValidationError({"reason": NO_REASON})
    return reason.strip()


def _trail(by: User, answer: CallAnswer, reason: str = "") -> None:
    opening.trail(
        by=by,
        action=AuditEntry.Action.STATE,
        target=answer,
        plan=answer.plan,
        after={"state": str(answer.state)},
        reason=reason,
    )
