"""One member of a committee: in by an order, out by a later one, mended, moved."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, ProtectedError

from organisations.access import Permission, require
from organisations.committees import members_on
from organisations.models import AuditEntry, Committee, CommitteeMember, CommitteeOrder, User
from organisations.services.committees_keeping import (
    claim,
    member_kept,
    refuse_disorder,
    refuse_foreign_order,
    refuse_revoked,
    refuse_too_many,
    trail,
)
from organisations.services.errors import StaleError

Action = AuditEntry.Action


@transaction.atomic
def add_member(
    *,
    by: User,
    committee: Committee,
    order: CommitteeOrder,
    values: dict[str, Any],
    position: int | None = None,
) -> CommitteeMember:
    """Somebody whom the order brings in, at a place in the order of precedence (None: the last).

    ``values`` holds some of ``committees_keeping.MEMBER_FIELDS``. Raises PermissionDenied or
    ValidationError.
    """
    require(by, Permission.COMMITTEE_EDIT, committee)
    refuse_revoked(committee)
    refuse_foreign_order(committee, order)
    refuse_too_many(committee, 1)
    claim(committee, None)
    last = committee.members.last()
    place = last.position + 1 if last else 1
    if position is not None and position < place:
        place = position
        committee.members.filter(position__gte=place).update(position=F("position") + 1)
    member = CommitteeMember(committee=committee, joined_by=order, position=place, **values)
    member.full_clean()
    member.save()
    trail(by, Action.CREATE, committee, target=member, after=member_kept(member))
    return member


@transaction.atomic
def update_member(
    *, by: User, member: CommitteeMember, values: dict[str, Any], base_version: int | None
) -> CommitteeMember:
    """Mend what was written of a member. Raises StaleError where somebody was faster."""
    require(by, Permission.COMMITTEE_EDIT, member)
    before = member_kept(member)
    same = CommitteeMember.objects.filter(pk=member.pk)
    if base_version is not None:
        same = same.filter(version=base_version)
    if not same.update(version=F("version") + 1):
        raise StaleError(CommitteeMember.objects.get(pk=member.pk))
    member.refresh_from_db(fields=["version"])
    for name, value in values.items():
        setattr(member, name, value)
    member.full_clean()
    member.save(update_fields=list(values))
    trail(by, Action.UPDATE, member.committee, target=member, before=before, after=member_kept(member))
    return member


@transaction.atomic
def end_membership(*, by: User, member: CommitteeMember, order: CommitteeOrder | None) -> CommitteeMember:
    """Out by a later order of the committee; without one, the end that was written down is taken back."""
    require(by, Permission.COMMITTEE_EDIT, member)
    committee = member.committee
    refuse_revoked(committee)
    if order is not None:
        refuse_foreign_order(committee, order)
    before = member_kept(member)
    claim(committee, None)
    member.left_by = order
    member.version += 1
    member.full_clean()
    member.save(update_fields=["left_by", "version"])
    refuse_disorder(committee)
    trail(by, Action.UPDATE, committee, target=member, before=before, after=member_kept(member))
    return member


@transaction.atomic
def move_member(*, by: User, member: CommitteeMember, up: bool) -> None:
    """One place up or down among those in today; nothing happens at either end."""
    require(by, Permission.COMMITTEE_EDIT, member)
    committee = member.committee
    refuse_revoked(committee)
    claim(committee, None)
    present = list(members_on(committee))
    places = {one.pk: place for place, one in enumerate(present)}
    here = places.get(member.pk, -1)
    there = here - 1 if up else here + 1
    if here < 0 or not 0 <= there < len(present):
        return
    before = member_kept(member)
    present[here], present[there] = present[there], present[here]
    put_in_order(committee, present)
    member.refresh_from_db()
    trail(by, Action.UPDATE, committee, target=member, before=before, after=member_kept(member))


@transaction.atomic
def delete_member(*, by: User, member: CommitteeMember) -> None:
    """Away with somebody who was written down by mistake; never one whose presence was recorded."""
    require(by, Permission.COMMITTEE_EDIT, member)
    claim(member.committee, None)
    trail(by, Action.DELETE, member.committee, target=member, before=member_kept(member))
    try:
        member.delete()
    except ProtectedError:
        raise ValidationError(
            "มีการบันทึกการเข้าประชุมหรือการลงนามของท่านนี้แล้ว จึงลบไม่ได้ โปรดบันทึกการพ้นจากหน้าที่โดยคำสั่งแทน"
        ) from None


def put_in_order(committee: Committee, first: list[CommitteeMember]) -> None:
    """Number the members: these first, in this order, then those of other days as they stood."""
    named = {member.pk for member in first}
    others = [member for member in committee.members.all() if member.pk not in named]
    for position, member in enumerate([*first, *others], start=1):
        if member.position != position:
            CommitteeMember.objects.filter(pk=member.pk).update(position=position)
            member.position = position
