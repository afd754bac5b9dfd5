"""Writing the organisation tree."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from organisations.access import Permission, require, require_central
from organisations.models import AuditEntry, Organisation, User
from organisations.services.audit import record, values_of

FIELDS = (
    "name",
    "name_en",
    "short_name",
    "code",
    "kind",
    "agency_type",
    "scoring",
    "address",
    "phone",
    "email",
    "website",
    "social_links",
    "letter_prefix",
)


@transaction.atomic
def create_organisation(
    *, by: User | None, parent: Organisation | None, values: dict[str, Any]
) -> Organisation:
    """Add an organisation below its parent; without one it becomes a root (central administrators only).

    ``values`` holds FIELDS. Raises PermissionDenied, or ValidationError where a rule of the model is broken.
    """
    if by is not None and parent is not None:
        require(by, Permission.ORGANISATION_ADD, parent)
    elif by is not None:
        require_central(by)
    organisation = Organisation(**values)
    # The tree gives place and key when it saves.
    organisation.full_clean(exclude=["path", "depth", "numchild", "sort_key"])
    if parent is None:
        Organisation.objects.add_root(instance=organisation)
    else:
        Organisation.objects.add_child(parent, instance=organisation)
    record(
        by=by,
        action=AuditEntry.Action.CREATE,
        target=organisation,
        organisation_id=organisation.pk,
        after=values_of(organisation, FIELDS) | {"parent": parent.pk if parent else None},
    )
    return organisation


@transaction.atomic
def update_organisation(
    *, by: User | None, organisation: Organisation, values: dict[str, Any]
) -> Organisation:
    """Change the organisation's fields; a new name finds its new place among the siblings.

    Raises PermissionDenied or ValidationError.
    """
    if by is not None:
        require(by, Permission.ORGANISATION_EDIT, organisation)
    changed: Organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    before, old_name = values_of(changed, FIELDS), changed.name
    for name, value in values.items():
        setattr(changed, name, value)
    changed.full_clean()
    changed.save()
    if changed.name != old_name:
        _sort_in(changed)
    after = values_of(changed, FIELDS)
    if after != before:
        record(
            by=by,
            action=AuditEntry.Action.UPDATE,
            target=changed,
            organisation_id=changed.pk,
            before=before,
            after=after,
        )
    return changed


def may_close(user: User, organisation: Organisation) -> bool:
    """Whether an organisation in use is one that the user has no role in."""
    own = {membership.organisation_id for membership in user.active_memberships}
    return organisation.is_active and organisation.pk not in own


def _sort_in(organisation: Organisation) -> None:
    """Move a renamed organisation to its place among its siblings."""
    parent = Organisation.objects.get_parent(organisation)
    if parent is None:
        Organisation.objects.move(organisation, Organisation.objects.first(), "sorted-sibling")
    else:
        Organisation.objects.move(organisation, parent, "sorted-child")
    organisation.refresh_from_db()


@transaction.atomic
def set_organisation_active(*, by: User | None, organisation: Organisation, active: bool) -> None:
    """Take an organisation out of use, or into use again; its data stays, its roles rest.

    Raises PermissionDenied; nobody takes out of use where their own right comes from.
    """
    if by is not None:
        require(by, Permission.ORGANISATION_EDIT, organisation)
        if not active and organisation.is_active and not may_close(by, organisation):
            raise PermissionDenied("ท่านมีบทบาทในหน่วยงานนี้อยู่ จึงปิดการใช้งานด้วยตนเองไม่ได้")
    changed = Organisation.objects.filter(pk=organisation.pk, is_active=not active).update(is_active=active)
    if changed:
        organisation.is_active = active
        record(
            by=by,
            action=AuditEntry.Action.STATE,
            target=organisation,
            organisation_id=organisation.pk,
            before={"is_active": not active},
            after={"is_active": active},
        )
