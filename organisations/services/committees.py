"""Committees from their appointing order to the one that ends them."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ProtectedError

from organisations.access import Permission, require
from organisations.models import AuditEntry, Committee, CommitteeMember, CommitteeOrder, Organisation, User
from organisations.services.audit import Act, record_many
from organisations.services.committees_keeping import (
    claim,
    clean_powers,
    committee_kept,
    member_kept,
    order_kept,
    refuse_disorder,
    refuse_revoked,
    refuse_too_many,
    trail,
)

Action = AuditEntry.Action


@transaction.atomic
def add_committee(
    *,
    by: User,
    organisation: Organisation,
    values: dict[str, Any],
    order: dict[str, Any],
    members: Sequence[dict[str, Any]] = (),
) -> Committee:
    """A committee with the order that appoints it and those whom it names, in order of precedence.

    ``values`` holds some of ``committees_keeping.FIELDS``, ``order`` of ORDER_FIELDS, each of ``members``
    of MEMBER_FIELDS. Raises PermissionDenied, or ValidationError where a rule of the models is broken.
    """
    require(by, Permission.COMMITTEE_EDIT, organisation)
    committee = Committee(organisation=organisation, created_by=by, **values)
    _clean(committee)
    committee.save()
    appointing = CommitteeOrder(committee=committee, kind=CommitteeOrder.Kind.APPOINT, **order)
    appointing.full_clean()
    appointing.save()
    trail(by, Action.CREATE, committee, after=committee_kept(committee))
    trail(by, Action.CREATE, committee, target=appointing, after=order_kept(appointing))
    _bring_in(by, committee, appointing, members)
    return committee


@transaction.atomic
def update_committee(
    *, by: User, committee: Committee, values: dict[str, Any], base_version: int | None
) -> Committee:
    """The fields that ``values`` holds. Raises StaleError where somebody was faster than ``base_version``."""
    require(by, Permission.COMMITTEE_EDIT, committee)
    before = committee_kept(committee)
    claim(committee, base_version)
    for name, value in values.items():
        setattr(committee, name, value)
    _clean(committee)
    committee.save(update_fields=list(values))
    trail(by, Action.UPDATE, committee, before=before, after=committee_kept(committee))
    return committee


@transaction.atomic
def revoke_committee(*, by: User, committee: Committee, values: dict[str, Any]) -> CommitteeOrder:
    """The order that ends the committee; everybody still in goes out by it."""
    require(by, Permission.COMMITTEE_EDIT, committee)
    refuse_revoked(committee)
    claim(committee, None)
    order = CommitteeOrder(committee=committee, kind=CommitteeOrder.Kind.REVOKE, **values)
    order.full_clean()
    order.save()
    committee.members.filter(left_by=None).update(left_by=order)
    refuse_disorder(committee)
    trail(by, Action.STATE, committee, target=order, after=order_kept(order))
    return order


@transaction.atomic
def delete_committee(*, by: User, committee: Committee) -> None:
    """Away with a committee that was written down by mistake; never one that met or stands in a chain."""
    require(by, Permission.COMMITTEE_EDIT, committee)
    before = committee_kept(committee) | {"members": [str(member) for member in committee.members.all()]}
    trail(by, Action.DELETE, committee, before=before)
    try:
        committee.members.all().delete()
        committee.delete()
    except ProtectedError:
        raise ValidationError("คณะนี้มีการประชุมหรือใช้ในลำดับการพิจารณาแล้ว จึงลบไม่ได้ โปรดบันทึกคำสั่งยกเลิกแทน") from None


def _clean(committee: Committee) -> None:
    clean_powers(committee.powers)
    committee.full_clean(exclude=["created_by"])


def _bring_in(
    by: User, committee: Committee, order: CommitteeOrder, members: Sequence[dict[str, Any]]
) -> None:
    refuse_too_many(committee, len(members))
    for position, values in enumerate(members, start=1):
        member = CommitteeMember(committee=committee, joined_by=order, position=position, **values)
        try:
            member.full_clean(exclude=["committee", "joined_by"])
        except ValidationError as error:
            raise ValidationError([f"ลำดับที่ {position}: {text}" for text in error.messages]) from None
        member.save()
    if members:
        acts = [Act(member, after=member_kept(member)) for member in committee.members.all()]
        record_many(
            by=by,
            action=Action.CREATE,
            acts=acts,
            organisation_id=committee.organisation_id,
            subject=committee,
        )
