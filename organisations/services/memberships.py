"""Giving and ending roles."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction

from organisations.access import Permission, Role, require
from organisations.models import AuditEntry, Membership, Organisation, User
from organisations.services.audit import Json, record, values_of

FIELDS = ("user", "organisation", "role", "starts_on", "ends_on")


@transaction.atomic
def add_membership(
    *,
    by: User | None,
    user: User,
    organisation: Organisation,
    role: str,
    starts_on: date,
    ends_on: date | None = None,
) -> Membership:
    """Give a person a role in an organisation from a day on, until and including another if one is named.

    Raises PermissionDenied, also for one's own right to manage, or ValidationError for dates out of order
    and the same role twice.
    """
    if by is not None:
        require(by, Permission.USER_MANAGE, organisation)
        _refuse_own_right(by, user, role)
    membership = Membership(
        user=user, organisation=organisation, role=role, starts_on=starts_on, ends_on=ends_on
    )
    membership.full_clean()
    membership.save()
    _record(by, AuditEntry.Action.CREATE, membership, after=values_of(membership, FIELDS))
    return membership


@transaction.atomic
def change_membership(
    *, by: User | None, membership: Membership, role: str, starts_on: date, ends_on: date | None
) -> Membership:
    """Change a role or its dates; ending it is setting its last day.

    Raises PermissionDenied, also for one's own right to manage, or ValidationError.
    """
    changed = _opened(by, membership)
    _refuse_own_right(by, changed.user, role)
    before = values_of(changed, FIELDS)
    changed.role, changed.starts_on, changed.ends_on = role, starts_on, ends_on
    changed.full_clean()
    changed.save()
    after = values_of(changed, FIELDS)
    if after != before:
        _record(by, AuditEntry.Action.UPDATE, changed, before=before, after=after)
    return changed


@transaction.atomic
def remove_membership(*, by: User | None, membership: Membership) -> None:
    """Take back a role that was given by mistake; the trail keeps it. Raises PermissionDenied."""
    removed = _opened(by, membership)
    _record(by, AuditEntry.Action.DELETE, removed, before=values_of(removed, FIELDS))
    removed.delete()


def _opened(by: User | None, membership: Membership) -> Membership:
    """The membership as it is now, if the person may change it."""
    if by is not None:
        require(by, Permission.USER_MANAGE, membership)
        _refuse_own_right(by, membership.user, membership.role)
    return Membership.objects.select_for_update().get(pk=membership.pk)


def _refuse_own_right(by: User | None, user: User, role: str) -> None:
    """Nobody prolongs or ends their own right to manage: another administrator decides on it."""
    if user == by and role == Role.UNIT_ADMIN:
        raise PermissionDenied("ท่านกำหนดบทบาทผู้ดูแลระบบของตนเองไม่ได้ โปรดให้ผู้ดูแลระบบท่านอื่นดำเนินการ")


def _record(
    by: User | None,
    action: AuditEntry.Action,
    membership: Membership,
    before: Json | None = None,
    after: Json | None = None,
) -> None:
    record(
        by=by,
        action=action,
        target=membership,
        organisation_id=membership.organisation_id,
        before=before,
        after=after,
        text=f"{membership.get_role_display()} (ผู้ใช้งานหมายเลข {membership.user_id})",
    )
