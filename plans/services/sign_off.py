"""Sign-off: a plan is submitted as a frozen revision, signed step by step, returned or withdrawn.

Every decision claims the revision by its state and version in the statement that writes, so that of two at
the same moment one is refused (StaleError with the revision as it is now); each leaves an entry in the
trail of the plan. What a step is signed with is in ``sign_off_steps``.
"""

from hashlib import sha256
from typing import Any
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from organisations.access import Permission, require
from organisations.models import AuditEntry, User
from organisations.services.errors import StaleError
from plans.adjusting import unready
from plans.completeness import missing, missing_in_chain
from plans.models import Act, ActionPlan, Adjustment, Chain, Revision, SignOffStep
from plans.papers import Paper
from plans.revisions import fingerprint, sha256_of
from plans.services import opening, sign_off_mail
from plans.services.deciding import claim, release, sign
from plans.signing import (
    current_step,
    is_last,
    may_act,
    next_adjustment,
    next_number,
    signature_values,
    signs_in_person,
    steps_of,
)

Action = AuditEntry.Action
PlanState = ActionPlan.State
State = Revision.State


@transaction.atomic
def submit(
    *,
    by: User,
    plan: ActionPlan,
    base_version: int,
    chain: Chain,
    paper: Paper,
    reason: str = "",
    adjustment: Adjustment | None = None,
) -> Revision:
    """The plan as a frozen revision that waits for the steps of the chain; the plan itself is locked.

    With ``adjustment`` the revision holds the plan as it would be, and the plan stays in force. A first step
    at which the submitter proposes is signed at once. Raises PermissionDenied, StaleError where the plan is
    no longer at ``base_version``, and ValidationError where the chain does not fit or has nobody at a step.
    """
    require(by, Permission.PLAN_SUBMIT, adjustment or plan)
    steps = _fitting_steps(plan, chain, adjustment)
    before = _locked(plan, base_version, adjustment)
    revision = _frozen(by, plan, base_version, paper, reason, adjustment)
    for step in steps:
        step.revision = revision
        step.full_clean(exclude=["revision"])
    SignOffStep.objects.bulk_create(steps)
    if adjustment:
        _hand_in(adjustment, revision)
    opening.trail(
        by=by,
        action=Action.STATE,
        target=revision,
        plan=plan,
        before={"state": before},
        after={
            "state": State.WAITING,
            "number": str(revision),
            "content_sha256": revision.content_sha256,
            "paper_sha256": revision.paper_sha256,
        },
        reason=reason,
    )
    _propose(by, revision)
    sign_off_mail.tell_next(revision)
    return revision


@transaction.atomic
def return_revision(*, by: User, step: SignOffStep, base_version: int, reason: str) -> Revision:
    """Back to whoever submitted, to be mended, by one who may sign the current step; with the reason.

    For a meeting, the secretary returns what it did not agree to.
    """
    may_act(by, step)
    reason = _said(reason, "โปรดระบุเหตุผลที่ส่งคืนเพื่อแก้ไข")
    claim(step, base_version)
    before, now = step.state, timezone.now()
    step.state, step.acted_by, step.acted_at, step.note = SignOffStep.State.RETURNED, by, now, reason
    step.full_clean()
    step.save(update_fields=["state", "acted_by", "acted_at", "note"])
    revision = release(step.revision, State.RETURNED, PlanState.RETURNED, Adjustment.State.RETURNED)
    opening.trail(
        by=by,
        action=Action.STATE,
        target=step,
        plan=revision.plan,
        before={"state": before},
        after={"state": step.state},
        reason=reason,
    )
    sign_off_mail.tell_submitter(revision, sign_off_mail.RETURNED, reason)
    return revision


@transaction.atomic
def withdraw_revision(*, by: User, revision: Revision, reason: str) -> Revision:
    """Taken back by the secretary before it is decided; the plan is a draft again."""
    require(by, Permission.PLAN_SUBMIT, revision.plan.organisation)
    reason = _said(reason, "โปรดระบุเหตุผลที่ถอนเรื่องคืน")
    step, before = current_step(revision), revision.state
    revision = release(revision, State.WITHDRAWN, PlanState.DRAFT, Adjustment.State.DRAFT)
    opening.trail(
        by=by,
        action=Action.STATE,
        target=revision,
        plan=revision.plan,
        before={"state": before},
        after={"state": revision.state},
        reason=reason,
    )
    sign_off_mail.tell_withdrawn(revision, step, reason)
    return revision


def _fitting_steps(plan: ActionPlan, chain: Chain, adjustment: Adjustment | None) -> list[SignOffStep]:
    """The steps that the chain gives this plan; raises ValidationError where it does not fit."""
    subject = Chain.Subject.ADJUSTMENT if adjustment else Chain.Subject.PLAN
    if chain.organisation_id != plan.organisation_id or chain.subject != subject:
        raise ValidationError({"chain": "โปรดเลือกลำดับการพิจารณาของหน่วยงานนี้สำหรับเรื่องที่เสนอ"})
    lacking = missing_in_chain(chain, plan) if adjustment else missing(plan, chain)
    if needed := [one.words for one in lacking if one.needed]:
        raise ValidationError(needed)
    return steps_of(chain, plan)


def _locked(plan: ActionPlan, base_version: int, adjustment: Adjustment | None) -> str:
    """Lock the plan at the version that is submitted; the state in which it was.

    Its version names its content, which a decision leaves as it is. A request leaves the plan in force.
    """
    before = PlanState.APPROVED if adjustment else plan.state
    after = PlanState.APPROVED if adjustment else PlanState.WAITING
    open_states = [PlanState.APPROVED] if adjustment else [PlanState.DRAFT, PlanState.RETURNED]
    same = ActionPlan.objects.filter(pk=plan.pk, version=base_version, state__in=open_states)
    if same.update(state=after) != 1:
        raise StaleError(ActionPlan.everything.get(pk=plan.pk))
    plan.refresh_from_db(fields=["state", "version"])
    return before


def _frozen(
    by: User, plan: ActionPlan, base_version: int, paper: Paper, reason: str, adjustment: Adjustment | None
) -> Revision:
    last = plan.revisions.order_by("-number").first()
    number, year = next_adjustment(plan) if adjustment else (None, None)
    revision = Revision(
        plan=plan,
        number=next_number(plan),
        adjustment_number=number,
        adjustment_year=year,
        token=paper.token,
        document=paper.document,
        content=paper.content,
        content_sha256=sha256_of(paper.content),
        previous_sha256=fingerprint(last) if last else "",
        plan_version=base_version,
        paper_sha256=sha256(paper.pdf).hexdigest(),
        paper_size=len(paper.pdf),
        made_by=by,
        reason=reason,
    )
    revision.full_clean(exclude=["paper", "content", "made_by"])
    revision.paper.save(f"{uuid4().hex}.pdf", ContentFile(paper.pdf), save=False)
    revision.save()
    return revision


def _hand_in(adjustment: Adjustment, revision: Revision) -> None:
    """The request waits with its revision; it must still ask to change what is in force."""
    if adjustment.plan_id != revision.plan_id:
        raise ValidationError("คำขอปรับแผนนี้มิใช่ของแผนที่เสนอ โปรดเปิดหน้าคำขอแล้วเสนออีกครั้ง")
    if lacking := unready(adjustment):
        raise ValidationError(lacking)
    if not Revision.objects.filter(pk=adjustment.based_on_id, state=State.APPROVED).exists():
        raise ValidationError("แผนมีฉบับใหม่แทนฉบับที่ขอปรับแล้ว โปรดจัดทำคำขอปรับแผนใหม่จากฉบับปัจจุบัน")
    open_states = [Adjustment.State.DRAFT, Adjustment.State.RETURNED]
    same = Adjustment.objects.filter(pk=adjustment.pk, version=adjustment.version, state__in=open_states)
    handed_in: dict[str, Any] = {"state": Adjustment.State.WAITING, "revision": revision}
    if same.update(version=F("version") + 1, **handed_in) != 1:
        raise StaleError(Adjustment.objects.get(pk=adjustment.pk))
    adjustment.refresh_from_db()


def _propose(by: User, revision: Revision) -> None:
    """Who submits and is to propose has proposed."""
    step = current_step(revision)
    if step and step.act == Act.PROPOSE and not is_last(step) and signs_in_person(step, by):
        sign(step, revision.version, by, signature_values(by, None))
        revision.refresh_from_db(fields=["version"])


def _said(reason: str, otherwise: str) -> str:
    if not reason.strip():
        raise ValidationError({"reason": otherwise})
    return reason.strip()
