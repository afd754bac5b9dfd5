"""Reads of the library of evidence, behind the door; what lies in the bin is left out."""

from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Q

from organisations.access import Permission, scope

if TYPE_CHECKING:
    from organisations.models import Evidence, EvidenceVersion  # noqa: F401


class EvidenceQuerySet(models.QuerySet["Evidence"]):
    def visible_to(self, user: Any, permission: Permission = Permission.EVIDENCE_VIEW) -> Self:
        """What the person's roles reach; of what only its keepers see, what they added or keep watch over."""
        reached = scope(user, permission, "organisation")
        open_to_all = Q(sight=self.model.Sight.ORGANISATION)
        kept = scope(user, Permission.EVIDENCE_ALL, "organisation")
        own = _own(user)
        return self.filter(own | (reached & open_to_all) | (reached & kept))

    def for_year(self, fiscal_year: int) -> Self:
        return self.filter(fiscal_year=fiscal_year)

    def with_versions(self) -> Self:
        return self.prefetch_related("versions")


class EvidenceVersionQuerySet(models.QuerySet["EvidenceVersion"]):
    def visible_to(self, user: Any) -> Self:
        evidence: Any = self.model._meta.get_field("evidence").related_model._default_manager  # type: ignore[union-attr]
        return self.filter(evidence__in=evidence.visible_to(user))


class EvidenceManager(models.Manager.from_queryset(EvidenceQuerySet)):  # type: ignore[misc]
    def get_queryset(self) -> Any:
        return super().get_queryset().filter(deleted_at=None)


def _own(user: Any) -> Q:
    """What the person added, while the person is still a member of any organisation."""
    if user.is_authenticated and user.is_active and user.active_memberships:
        return Q(added_by=user)
    return Q(pk__in=[])
