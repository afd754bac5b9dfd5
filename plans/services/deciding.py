"""What the decisions on a revision share: claiming it, signing a step, and what follows from the last."""

from hashlib import sha256
from typing import Any
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db.models import F
from django.utils import timezone

from organisations.models import AuditEntry, User
from organisations.services.audit import values_of
from organisations.services.errors import StaleError
from plans.models import ActionPlan, Adjustment, Revision, SignOffStep
from plans.papers import ApprovedPaper
from plans.services import adjusting, opening
from plans.services.expected_reports import synchronise
from plans.signing import current_step, is_last

State = Revision.State
_TOLD = (
    "state",
    "signed_name",
    "signed_post",
    "acting_words",
    "acting_order",
    "signed_on",
    "resolution_text",
)


def claim(step: SignOffStep, base_version: int) -> None:
    """Raise the revision's version, if it still waits as its reader saw it, at this step; else StaleError."""
    same = Revision.objects.filter(pk=step.revision_id, state=State.WAITING, version=base_version)
    if same.update(version=F("version") + 1) != 1:
        raise StaleError(Revision.objects.get(pk=step.revision_id))
    step.revision.refresh_from_db()
    if current_step(step.revision) != step:
        raise ValidationError(f"ขั้นตอน “{step}” มิใช่ขั้นตอนที่รอดำเนินการในขณะนี้ โปรดดำเนินการตามลำดับ")


def sign(
    step: SignOffStep,
    base_version: int,
    person: User,
    values: dict[str, Any],
    approved: ApprovedPaper | None = None,
) -> None:
    """The step is done with these values, and with the last one the revision approved.

    Raises StaleError where the revision went on meanwhile, ValueError where the last step comes without the
    approved paper.
    """
    claim(step, base_version)
    before = {"state": step.state}
    done = values | {"state": SignOffStep.State.SIGNED, "acted_by": person, "acted_at": timezone.now()}
    for name, value in done.items():
        setattr(step, name, value)
    last = is_last(step)
    step.full_clean()
    step.save(update_fields=list(done))
    if last:
        if approved is None:
            raise ValueError("the last step needs the approved paper")
        _approve(step.revision, approved, person)
    told = values_of(step, _TOLD) | ({"approved_sha256": step.revision.approved_sha256} if last else {})
    opening.trail(
        by=person,
        action=AuditEntry.Action.STATE,
        target=step,
        plan=step.revision.plan,
        before=before,
        after={name: value for name, value in told.items() if value},
        reason=step.note,
    )


def release(revision: Revision, state: str, plan_state: str, adjustment_state: str) -> Revision:
    """A waiting revision ends undecided, and what it locked may be written again; else StaleError."""
    ended: dict[str, Any] = {"state": state, "decided_at": timezone.now(), "version": F("version") + 1}
    if Revision.objects.filter(pk=revision.pk, state=State.WAITING).update(**ended) != 1:
        raise StaleError(Revision.objects.get(pk=revision.pk))
    revision.refresh_from_db()
    request = _request_of(revision)
    if request:
        _moved(Adjustment.objects.filter(pk=request.pk), adjustment_state)
    else:
        locked = ActionPlan.objects.filter(pk=revision.plan_id, state=ActionPlan.State.WAITING)
        locked.update(state=plan_state)
        revision.plan.refresh_from_db(fields=["state", "version"])
    return revision


def _approve(revision: Revision, paper: ApprovedPaper, person: User) -> None:
    """The revision is in force, with the plan or the rows of the request, in place of the one before."""
    if request := _request_of(revision):
        _apply(request, person)
        _moved(Adjustment.objects.filter(pk=request.pk), Adjustment.State.APPROVED)
    else:
        _approve_plan(revision)
    plan = revision.plan
    plan.refresh_from_db(fields=["state", "version"])
    synchronise(plan)
    replaced = plan.revisions.filter(state=State.APPROVED)
    replaced.update(state=State.REPLACED, version=F("version") + 1)
    revision.approved_paper.save(f"{uuid4().hex}.pdf", ContentFile(paper.pdf), save=False)
    revision.state, revision.decided_at = State.APPROVED, timezone.now()
    revision.approved_version = plan.version
    revision.approved_sha256, revision.is_sealed = sha256(paper.pdf).hexdigest(), paper.is_sealed
    changed = ["state", "decided_at", "approved_version", "approved_paper", "approved_sha256", "is_sealed"]
    revision.save(update_fields=changed)


def _apply(request: Adjustment, person: User) -> None:
    """The rows of the request are written; a row that was mended since it was handed in stands in the way."""
    try:
        adjusting.apply(request, person)
    except StaleError as error:
        raise ValidationError(
            f"รายการ “{error.current}” มีการแก้ไขหลังจากเสนอคำขอปรับแผน จึงอนุมัติไม่ได้ โปรดส่งคืนเพื่อแก้ไขคำขอ"
        ) from None


def _approve_plan(revision: Revision) -> None:
    """Nobody approves another version of the plan than the one that was submitted."""
    same = ActionPlan.objects.filter(
        pk=revision.plan_id, state=ActionPlan.State.WAITING, version=revision.plan_version
    )
    if same.update(state=ActionPlan.State.APPROVED) != 1:
        raise StaleError(revision)


def _request_of(revision: Revision) -> Adjustment | None:
    return revision.adjustments.filter(state=Adjustment.State.WAITING).first()


def _moved(requests: Any, state: str) -> None:
    requests.update(state=state, version=F("version") + 1)
