"""Chains of sign-off, laid down for an organisation. What was submitted keeps a copy of its steps."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from organisations.access import Permission, Role, require
from organisations.models import AuditEntry, Organisation, User
from organisations.services.audit import record, values_of
from plans.models import Act, Chain, ChainStep
from plans.services.opening import claim, numbered, shifted

Action = AuditEntry.Action
Who = ChainStep.Who
STEP_FIELDS = (
    "act",
    "who",
    "role",
    "unit",
    "member",
    "user",
    "post",
    "committee",
    "label",
    "label_at",
)
MOST_STEPS = 20

# The chain that most organisations begin with.
READY: tuple[dict[str, Any], ...] = (
    {"act": Act.PROPOSE, "role": Role.SECRETARY, "label": "ผู้เสนอ"},
    {"act": Act.ENDORSE, "role": Role.APPROVER, "label": "ผู้เห็นชอบ"},
    {"act": Act.APPROVE, "role": Role.EXECUTIVE, "label": "ผู้อนุมัติ"},
)
# Which fields name the one to act, and what is wrong where none of the first ones does.
_NAMING: dict[str, tuple[tuple[str, ...], str]] = {
    Who.ROLE: (("role",), "โปรดเลือกบทบาท"),
    Who.PERSON: (("member", "user"), "โปรดเลือกบุคคลในรายชื่อคณะ หรือผู้ใช้งาน"),
    Who.POST: (("post",), "โปรดระบุตำแหน่ง"),
    Who.UNIT: (("unit",), "โปรดเลือกหน่วยงาน"),
    Who.MEETING: (("committee", "post"), "โปรดเลือกคณะ หรือระบุชื่อที่ประชุม"),
}
_ALSO: dict[str, tuple[str, ...]] = {
    Who.ROLE: ("unit", "post"),
    Who.PERSON: ("post",),
    Who.POST: ("user", "unit"),
    Who.UNIT: ("post",),
}


@transaction.atomic
def create_chain(
    *, by: User, organisation: Organisation, subject: str, name: str, is_usual: bool, is_ready: bool
) -> Chain:
    """A chain without steps, or with the ready ones. The usual one takes the place of the one before."""
    require(by, Permission.CHAIN_EDIT, organisation)
    if is_usual:
        _none_usual(organisation, subject)
    chain = Chain(organisation=organisation, subject=subject, name=name, is_usual=is_usual)
    chain.full_clean()
    chain.save()
    if is_ready:
        ready = [ChainStep(chain=chain, position=n, **step) for n, step in enumerate(READY, start=1)]
        ChainStep.objects.bulk_create(ready)
    _trail(by, Action.CREATE, chain, after=_snapshot(chain))
    return chain


@transaction.atomic
def update_chain(*, by: User, chain: Chain, name: str, is_usual: bool, base_version: int) -> Chain:
    """Its name, and whether it is offered first; raises StaleError where somebody was quicker."""
    require(by, Permission.CHAIN_EDIT, chain)
    before = values_of(chain, ("name", "is_usual"))
    claim(chain, base_version)
    if is_usual and not chain.is_usual:
        _none_usual(chain.organisation, chain.subject)
    chain.name, chain.is_usual = name, is_usual
    chain.full_clean()
    chain.save(update_fields=["name", "is_usual"])
    _trail(by, Action.UPDATE, chain, before=before, after=values_of(chain, ("name", "is_usual")))
    return chain


@transaction.atomic
def delete_chain(*, by: User, chain: Chain) -> None:
    """Away with the chain and its steps; revisions keep theirs."""
    require(by, Permission.CHAIN_EDIT, chain)
    _trail(by, Action.DELETE, chain, before=_snapshot(chain))
    chain.delete()


@transaction.atomic
def add_step(*, by: User, chain: Chain, values: dict[str, Any]) -> ChainStep:
    """One more step at the end; ``values`` holds some of STEP_FIELDS."""
    require(by, Permission.CHAIN_EDIT, chain)
    count = chain.steps.count()
    if count >= MOST_STEPS:
        raise ValidationError(f"ลำดับการพิจารณาหนึ่งมีได้ไม่เกิน {MOST_STEPS} ขั้นตอน")
    claim(chain, None)
    step = ChainStep(chain=chain, position=count + 1)
    _write(step, values)
    _trail(by, Action.CREATE, chain, target=step, after=values_of(step, STEP_FIELDS))
    return step


@transaction.atomic
def update_step(*, by: User, step: ChainStep, values: dict[str, Any]) -> ChainStep:
    """The step with other values; ``values`` holds some of STEP_FIELDS."""
    require(by, Permission.CHAIN_EDIT, step.chain)
    before = values_of(step, STEP_FIELDS)
    claim(step.chain, None)
    _write(step, values)
    _trail(by, Action.UPDATE, step.chain, target=step, before=before, after=values_of(step, STEP_FIELDS))
    return step


@transaction.atomic
def move_step(*, by: User, step: ChainStep, places: int) -> None:
    """The step so many places later (1) or earlier (-1)."""
    require(by, Permission.CHAIN_EDIT, step.chain)
    claim(step.chain, None)
    before = step.position
    ordered: Sequence[Any] = shifted(list(step.chain.steps.all()), step, places)
    numbered(ordered)
    step.refresh_from_db(fields=["position"])
    _trail(
        by,
        Action.MOVE,
        step.chain,
        target=step,
        before={"position": before},
        after={"position": step.position},
    )


@transaction.atomic
def remove_step(*, by: User, step: ChainStep) -> None:
    """The chain without the step."""
    require(by, Permission.CHAIN_EDIT, step.chain)
    claim(step.chain, None)
    _trail(by, Action.DELETE, step.chain, target=step, before=values_of(step, STEP_FIELDS))
    step.delete()
    numbered(step.chain.steps.all())


def _write(step: ChainStep, values: dict[str, Any]) -> None:
    """The step with what its kind of ``who`` needs, and nothing of another kind."""
    for name, value in values.items():
        setattr(step, name, value)
    naming, otherwise = _NAMING[step.who]
    if not any(getattr(step, name) for name in naming):
        raise ValidationError({naming[0]: otherwise})
    for name in {"role", "unit", "member", "user", "post", "committee"} - {*naming, *_ALSO.get(step.who, ())}:
        setattr(step, name, "" if name in ("role", "post") else None)
    if step.member:
        step.user = None
    step.full_clean()
    step.save()


def _none_usual(organisation: Organisation, subject: str) -> None:
    Chain.objects.filter(organisation=organisation, subject=subject, is_usual=True).update(is_usual=False)


def _snapshot(chain: Chain) -> dict[str, Any]:
    steps = [str(step) for step in chain.steps.all()]
    return values_of(chain, ("subject", "name", "is_usual")) | {"steps": steps}


def _trail(
    by: User,
    action: AuditEntry.Action,
    chain: Chain,
    *,
    target: Any = None,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> None:
    record(
        by=by,
        action=action,
        target=target or chain,
        organisation_id=chain.organisation_id,
        subject=chain,
        before=before,
        after=after,
    )
