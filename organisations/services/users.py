"""Writing people's accounts. The trail names which fields changed, never what a person's data was."""

from typing import Any

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string

from organisations.access import Permission, is_central, require, require_person
from organisations.invitations import days_valid
from organisations.models import AuditEntry, Membership, Organisation, User
from organisations.services.audit import Json, record
from organisations.services.memberships import add_membership

FIELDS = ("username", "prefix", "first_name", "last_name", "email", "position", "phone", "is_central_admin")
PROFILE_FIELDS = ("prefix", "first_name", "last_name", "position", "phone")


@transaction.atomic
def create_user(
    *,
    by: User | None,
    values: dict[str, Any],
    organisation: Organisation,
    role: str,
    starts_on: Any,
    ends_on: Any = None,
) -> User:
    """Make an account without a password, with its first role; ``values`` holds FIELDS.

    Raises PermissionDenied or ValidationError.
    """
    if by is not None:
        require(by, Permission.USER_MANAGE, organisation)
        _refuse_making_central(by, bool(values.get("is_central_admin")))
    user = User(**values)
    user.set_unusable_password()
    user.full_clean()
    user.save()
    _record(by, AuditEntry.Action.CREATE, user, organisation.pk, after={"fields": sorted(values)})
    add_membership(
        by=by, user=user, organisation=organisation, role=role, starts_on=starts_on, ends_on=ends_on
    )
    return user


@transaction.atomic
def update_user(*, by: User | None, user: User, values: dict[str, Any]) -> User:
    """Change an account; whoever has the old e-mail address can no longer use it to sign in.

    Raises PermissionDenied or ValidationError.
    """
    changed = _opened(by, user)
    if by is not None:
        now = bool(values.get("is_central_admin", changed.is_central_admin))
        if now != changed.is_central_admin:
            _refuse_making_central(by, True)
            _refuse_self(by, changed)
    return _write(by, changed, values)


@transaction.atomic
def update_profile(*, by: User, values: dict[str, Any]) -> User:
    """Change one's own name, position and telephone. Raises ValidationError."""
    own = {name: value for name, value in values.items() if name in PROFILE_FIELDS}
    return _write(by, User.objects.select_for_update().get(pk=by.pk), own)


@transaction.atomic
def set_user_active(*, by: User | None, user: User, active: bool) -> None:
    """Close an account, or open it again; one's own cannot be closed. Raises PermissionDenied."""
    changed = _opened(by, user)
    if by is not None:
        _refuse_self(by, changed)
    if changed.is_active == active:
        return
    changed.is_active = active
    changed.save(update_fields=["is_active"])
    _record(
        by,
        AuditEntry.Action.STATE,
        changed,
        _place(changed),
        before={"is_active": not active},
        after={"is_active": active},
    )


@transaction.atomic
def invite_user(*, by: User, user: User, url: str) -> None:
    """Send the person the link at which to set a password, and keep in the trail that it was made.

    Raises PermissionDenied; also for a closed account, whose link would open nothing.
    """
    invited = _opened(by, user)
    if not invited.is_active:
        raise PermissionDenied("บัญชีนี้ปิดการใช้งานอยู่ โปรดเปิดใช้งานก่อน")
    _record(by, AuditEntry.Action.UPDATE, invited, _place(invited), after={"fields": ["password_link"]})
    if invited.email:
        # Robust: the link is on the administrator's screen too, so a silent mail server stops nobody.
        transaction.on_commit(lambda: _send_invitation(invited, url), robust=True)


def _send_invitation(user: User, url: str) -> None:
    send_mail(
        "ลิงก์ตั้งรหัสผ่าน ระบบแผนส่งเสริมคุณธรรมและความโปร่งใส",
        render_to_string(
            "organisations/email/invitation.txt", {"user": user, "url": url, "days": days_valid()}
        ),
        settings.DEFAULT_FROM_EMAIL,
        [user.email],
    )


def _opened(by: User | None, user: User) -> User:
    """The account as it is now, if the person may edit it."""
    current: User = User.objects.select_for_update().get(pk=user.pk)
    if by is not None:
        require_person(by, Permission.ACCOUNT_EDIT, current)
    return current


def _write(by: User | None, user: User, values: dict[str, Any]) -> User:
    changed = sorted(name for name, value in values.items() if getattr(user, name) != value)
    for name in changed:
        setattr(user, name, values[name])
    user.full_clean()
    user.save()
    if "email" in changed:
        # allauth keeps addresses of its own, to which it sends its notices.
        EmailAddress.objects.filter(user=user).exclude(email__iexact=user.email).delete()
    if changed:
        _record(by, AuditEntry.Action.UPDATE, user, _place(user), after={"fields": changed})
    return user


def _refuse_making_central(by: User, wanted: bool) -> None:
    if wanted and not is_central(by):
        raise PermissionDenied("เฉพาะผู้ดูแลระบบส่วนกลางเท่านั้นที่กำหนดผู้ดูแลระบบส่วนกลางได้")


def _refuse_self(by: User, user: User) -> None:
    if by.pk == user.pk:
        raise PermissionDenied("ท่านปิดบัญชีหรือถอนสิทธิ์ดูแลระบบของตนเองไม่ได้ โปรดให้ผู้ดูแลระบบท่านอื่นดำเนินการ")


def _place(user: User) -> int | None:
    """The organisation in whose trail an act on the account stands: that of the latest role."""
    return (
        Membership.objects.filter(user=user)
        .order_by("-starts_on", "-pk")
        .values_list("organisation", flat=True)
        .first()
    )


def _record(
    by: User | None,
    action: AuditEntry.Action,
    user: User,
    organisation_id: int | None,
    before: Json | None = None,
    after: Json | None = None,
) -> None:
    record(
        by=by,
        action=action,
        target=user,
        organisation_id=organisation_id,
        before=before,
        after=after,
        text=f"ผู้ใช้งานหมายเลข {user.pk}",
    )
