"""Reads of the reports room, each behind the door."""

from typing import TYPE_CHECKING, Any, Self

from django.db import models

from organisations.access import Permission, scope

if TYPE_CHECKING:
    from organisations.models import Organisation
    from reports.models import DocumentTemplate, PlanDocument  # noqa: F401


class DocumentTemplateQuerySet(models.QuerySet["DocumentTemplate"]):
    def visible_to(self, user: Any, permission: Permission = Permission.PLAN_VIEW) -> Self:
        return self.filter(scope(user, permission, "organisation"))

    def usable_by(self, organisation: "Organisation") -> Self:
        """Templates of the organisation itself and of those above it, the nearest first."""
        above = [organisation.path[: n * organisation.steplen] for n in range(1, organisation.depth + 1)]
        return self.filter(organisation__path__in=above).order_by("-organisation__depth", "name", "pk")


class PlanDocumentQuerySet(models.QuerySet["PlanDocument"]):
    def visible_to(self, user: Any, permission: Permission = Permission.PLAN_VIEW) -> Self:
        plans: Any = self.model._meta.get_field("plan").related_model._default_manager  # type: ignore[union-attr]
        return self.filter(plan__in=plans.visible_to(user, permission))
