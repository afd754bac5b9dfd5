"""Reads of the assessments room. Frameworks are everybody's; all else passes through the door."""

from typing import TYPE_CHECKING, Any, Self

from django.db import models

from organisations.access import Permission, scope

if TYPE_CHECKING:
    from assessments.models import Framework, Round  # noqa: F401
    from organisations.models import Organisation


class FactQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: Any) -> Self:
        """All of it to whoever is signed in: frameworks are published facts."""
        return self if user.is_authenticated and user.is_active else self.none()


class FrameworkQuerySet(FactQuerySet):
    def for_year(self, fiscal_year: int) -> Self:
        return self.filter(fiscal_year=fiscal_year)


class RoundQuerySet(models.QuerySet["Round"]):
    def visible_to(self, user: Any, permission: Permission = Permission.ASSESSMENT_VIEW) -> Self:
        return self.filter(scope(user, permission, "organisation"))

    def below(self, organisation: "Organisation | None") -> Self:
        """Rounds of the organisation and of all under it; without one, every round."""
        return self.filter(organisation__path__startswith=organisation.path) if organisation else self

    def for_year(self, fiscal_year: int) -> Self:
        return self.filter(fiscal_year=fiscal_year)


class OfRoundQuerySet(models.QuerySet[Any]):
    """Rows of a round, or of an organisation itself."""

    def visible_to(self, user: Any, permission: Permission = Permission.ASSESSMENT_VIEW) -> Self:
        names = {field.name for field in self.model._meta.get_fields()}
        return self.filter(
            scope(user, permission, "round__organisation" if "round" in names else "organisation")
        )
