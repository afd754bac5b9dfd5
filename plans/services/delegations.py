"""Who signs for whom: by a standing order of an organisation, or at one step."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from organisations.access import Permission, require
from organisations.models import AuditEntry, Organisation, User
from organisations.services.audit import record, values_of
from organisations.services.errors import StaleError
from plans.models import Delegation, Revision, SignOffStep
from plans.signing import may_delegate, named_by, people_on_line, signs_in_person

Action = AuditEntry.Action
FIELDS = (
    "holder",
    "post",
    "substitute",
    "kind",
    "own_words",
    "order_number",
    "order_on",
    "starts_on",
    "ends_on",
)


@transaction.atomic
def create_delegation(*, by: User, organisation: Organisation, values: dict[str, Any]) -> Delegation:
    """A standing order; ``values`` holds FIELDS. Without ``holder`` the post is vacant.

    It has a number and a date, and nobody records one in favour of the own person.
    """
    require(by, Permission.CHAIN_EDIT, organisation)
    wanting = {name: words for name, words in _OF_AN_ORDER.items() if not values.get(name)}
    if wanting:
        raise ValidationError(wanting)
    delegation = Delegation(organisation=organisation, created_by=by, **values)
    if delegation.substitute_id == by.pk and delegation.holder_id != by.pk:
        raise ValidationError({"substitute": "ท่านบันทึกให้ตนเองเป็นผู้ลงนามแทนไม่ได้ โปรดให้ผู้มีสิทธิ์ท่านอื่นบันทึก"})
    return _written(by, delegation)


@transaction.atomic
def delegate_step(*, by: User, step: SignOffStep, values: dict[str, Any]) -> Delegation:
    """Somebody else signs this step: for one whom it names and who asks, or, by the secretary, for nobody.

    ``values`` holds FIELDS but ``holder``; without one the post is vacant. An order is handed on to nobody.
    """
    may_delegate(by, step)
    holder = by if signs_in_person(step, by) else None
    if holder is None:
        _refuse_where_somebody_is(step)
    if step.state != SignOffStep.State.WAITING or step.revision.state != Revision.State.WAITING:
        raise StaleError(step.revision)
    delegation = Delegation(
        organisation=step.unit or step.organisation, step=step, holder=holder, created_by=by, **values
    )
    if delegation.substitute_id == by.pk:
        raise ValidationError({"substitute": "มอบหมายให้ตนเองลงนามแทนไม่ได้"})
    return _written(by, delegation)


@transaction.atomic
def revoke_delegation(*, by: User, delegation: Delegation, reason: str = "") -> None:
    """The order holds no more, from now on; by the one who gave it, or who keeps such orders."""
    if delegation.holder_id != by.pk:
        require(by, Permission.CHAIN_EDIT, delegation)
    standing = Delegation.objects.filter(pk=delegation.pk, revoked_at=None)
    if standing.update(revoked_at=timezone.now()) != 1:
        raise ValidationError("คำสั่งนี้ยกเลิกไปแล้ว")
    _trail(by, Action.STATE, delegation, before={"revoked": False}, after={"revoked": True}, reason=reason)


_OF_AN_ORDER = {"order_number": "โปรดระบุเลขที่คำสั่ง", "order_on": "โปรดระบุวันที่ของคำสั่ง"}


def _refuse_where_somebody_is(step: SignOffStep) -> None:
    if step.who == SignOffStep.Who.MEETING:
        raise ValidationError("ขั้นตอนนี้ใช้มติที่ประชุม จึงไม่มีผู้ลงนามแทน")
    if named_by(step):
        raise ValidationError(
            "ขั้นตอนนี้มีผู้ดำเนินการอยู่ ผู้นั้นต้องมอบหมายด้วยตนเอง หรือโปรดบันทึกคำสั่งไว้ที่หน้าการลงนามแทนของหน่วยงาน"
        )


def _written(by: User, delegation: Delegation) -> Delegation:
    substitute = delegation.substitute_id
    if not people_on_line(delegation.organisation).filter(pk=substitute).exists():
        raise ValidationError({"substitute": "ผู้ลงนามแทนต้องมีบทบาทในหน่วยงานนี้ หรือในหน่วยงานสายเดียวกัน"})
    delegation.full_clean()
    delegation.save()
    _trail(by, Action.CREATE, delegation, after=values_of(delegation, FIELDS))
    return delegation


def _trail(
    by: User,
    action: AuditEntry.Action,
    delegation: Delegation,
    *,
    before: dict[str, Any] | None = None,
    after: dict[str, Any],
    reason: str = "",
) -> None:
    record(
        by=by,
        action=action,
        target=delegation,
        organisation_id=delegation.organisation_id,
        subject=delegation.step.revision.plan if delegation.step else delegation,
        before=before,
        after=after,
        reason=reason,
    )
