"""The whole roster of a committee, written at once as it stands on a grid."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from organisations.access import Permission, require
from organisations.committees import members_on
from organisations.models import AuditEntry, Committee, CommitteeMember, CommitteeOrder, User
from organisations.services.audit import Act, record_many
from organisations.services.committees_keeping import (
    claim,
    member_kept,
    refuse_foreign_order,
    refuse_revoked,
    refuse_too_many,
)
from organisations.services.committees_members import put_in_order

Action = AuditEntry.Action


@dataclass(frozen=True, slots=True)
class RosterLine:
    """One line of the grid: somebody in today, mended (``member``), or somebody new."""

    values: dict[str, Any]
    member: int | None = None


@transaction.atomic
def write_roster(
    *,
    by: User,
    committee: Committee,
    order: CommitteeOrder,
    lines: Sequence[RosterLine],
    base_version: int | None,
) -> None:
    """Those in today as the lines say, in their order; who is new comes in by ``order``.

    Whoever is in today and has no line stays, behind the others: the grid sends nobody out. Raises
    PermissionDenied, StaleError, or ValidationError with the number of the line.
    """
    require(by, Permission.COMMITTEE_EDIT, committee)
    refuse_revoked(committee)
    refuse_foreign_order(committee, order)
    refuse_too_many(committee, sum(line.member is None for line in lines))
    claim(committee, base_version)
    present = {member.pk: member for member in members_on(committee)}
    before = {pk: member_kept(member) for pk, member in present.items()}
    written = [
        _written(committee, order, present, line, number) for number, line in enumerate(lines, start=1)
    ]
    named = {member.pk for member in written}
    put_in_order(committee, [*written, *(one for pk, one in present.items() if pk not in named)])
    _record(by, committee, before, [*written])


def _written(
    committee: Committee,
    order: CommitteeOrder,
    present: dict[int, CommitteeMember],
    line: RosterLine,
    number: int,
) -> CommitteeMember:
    if line.member is None:
        member = CommitteeMember(committee=committee, joined_by=order)
    elif line.member in present:
        member = present[line.member]
    else:
        raise ValidationError(f"ลำดับที่ {number}: กรรมการท่านนี้พ้นจากหน้าที่แล้ว โปรดเปิดหน้านี้ใหม่")
    changed = member.pk is None or any(getattr(member, name) != value for name, value in line.values.items())
    if not changed:
        return member
    for name, value in line.values.items():
        setattr(member, name, value)
    try:
        member.full_clean()
    except ValidationError as error:
        raise ValidationError([f"ลำดับที่ {number}: {text}" for text in error.messages]) from None
    if member.pk is not None:
        member.version += 1
    member.save()
    return member


def _record(
    by: User, committee: Committee, before: dict[int, dict[str, Any]], members: list[CommitteeMember]
) -> None:
    for action in (Action.CREATE, Action.UPDATE):
        acts = [
            Act(member, before=before.get(member.pk), after=member_kept(member))
            for member in members
            if (member.pk in before) == (action == Action.UPDATE)
            and before.get(member.pk) != member_kept(member)
        ]
        if acts:
            record_many(
                by=by,
                action=action,
                acts=acts,
                organisation_id=committee.organisation_id,
                subject=committee,
            )
