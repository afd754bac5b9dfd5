"""Reads of the organisations room, each behind the door."""

from datetime import date
from typing import TYPE_CHECKING, Any, Self

from django.contrib.auth.models import UserManager as DjangoUserManager
from django.db import models
from django.db.models import Q
from django.utils import timezone
from treebeard.mp_tree import MP_NodeManager, MP_NodeQuerySet

from ita_portal.thai.collation import sort_key
from organisations.access import Permission, scope

if TYPE_CHECKING:
    from organisations.models import AuditEntry, Membership, User  # noqa: F401


class OrganisationQuerySet(MP_NodeQuerySet):
    def visible_to(self, user: Any, permission: Permission = Permission.ORGANISATION_VIEW) -> Self:
        """Organisations in which the user has the permission."""
        return self.filter(scope(user, permission))

    def active(self) -> Self:
        return self.filter(is_active=True)

    def search(self, words: str) -> Self:
        """Organisations whose name, short name or code holds the words."""
        return self.filter(
            Q(name__icontains=words) | Q(short_name__icontains=words) | Q(code__icontains=words)
        )


class OrganisationManager(MP_NodeManager.from_queryset(OrganisationQuerySet)):  # type: ignore[misc]
    def get_queryset(self) -> OrganisationQuerySet:
        return OrganisationQuerySet(self.model, using=self._db).order_by("path")

    def get_sorted_pos_queryset(self, siblings: Any, newobj: Any) -> Any:
        """The siblings after a node that is being placed; its key must be there before it is saved."""
        newobj.sort_key = sort_key(newobj.name)
        return super().get_sorted_pos_queryset(siblings, newobj)


class UserQuerySet(models.QuerySet["User"]):
    def visible_to(self, user: Any, permission: Permission = Permission.USER_MANAGE) -> Self:
        """People with a membership in an organisation in which the user has the permission.

        Central administrators also see people who have no membership.
        """
        reached = scope(user, permission, "memberships__organisation")
        return self.filter(reached).distinct() if reached else self


class UserManager(DjangoUserManager.from_queryset(UserQuerySet)):  # type: ignore[misc]
    """Django's manager (create_user) over our queryset."""


class MembershipQuerySet(models.QuerySet["Membership"]):
    def visible_to(self, user: Any, permission: Permission = Permission.USER_MANAGE) -> Self:
        return self.filter(scope(user, permission, "organisation"))

    def active(self, on: date | None = None) -> Self:
        """Memberships in force on a day (today in Thailand) in organisations that are in use."""
        day = on or timezone.localdate()
        return self.filter(
            Q(ends_on=None) | Q(ends_on__gte=day), starts_on__lte=day, organisation__is_active=True
        )


class AuditEntryQuerySet(models.QuerySet["AuditEntry"]):
    def visible_to(self, user: Any) -> Self:
        """Entries of the organisations whose trail the user may read."""
        return self.filter(scope(user, Permission.TRAIL_VIEW, "organisation"))

    def about(self, subject: models.Model) -> Self:
        """Entries of an object and of everything that belongs to it."""
        label, pk = subject._meta.label_lower, subject.pk
        return self.filter(Q(subject_type=label, subject_id=pk) | Q(object_type=label, object_id=pk))
