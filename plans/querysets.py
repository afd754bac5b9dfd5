"""Reads of the plans room, each behind the door; what lies in the bin is left out."""

from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Count, Q
from django.utils import timezone

from organisations.access import Permission, scope

if TYPE_CHECKING:
    from organisations.models import Organisation
    from plans.models import ActionPlan, Activity, CallAnswer, Heading, PlanPart, PlanSection  # noqa: F401


class ActionPlanQuerySet(models.QuerySet["ActionPlan"]):
    def visible_to(self, user: Any, permission: Permission = Permission.PLAN_VIEW) -> Self:
        """Plans of the organisations in reach, and for reading also plans of which there is sight."""
        reached = scope(user, permission, "organisation")
        # An empty condition reaches everything; joined to another by "or" it would be lost.
        if reached and permission is Permission.PLAN_VIEW and user.is_authenticated and user.is_active:
            lasting = Q(ends_on=None) | Q(ends_on__gte=timezone.localdate())
            reached |= Q(pk__in=user.plan_sights.filter(lasting).values("plan"))
        return self.filter(reached)

    def below(self, organisation: "Organisation | None") -> Self:
        """Plans of the organisation and of all under it; without one, every plan."""
        return self.filter(organisation__path__startswith=organisation.path) if organisation else self

    def years(self, organisation: "Organisation | None") -> dict[int, int]:
        """The fiscal years that have plans, each with how many of them are ``below`` the organisation."""
        counted = Q(organisation__path__startswith=organisation.path) if organisation else None
        counts = self.order_by().values_list("fiscal_year").annotate(plans=Count("pk", filter=counted))
        return dict(counts)

    def for_year(self, fiscal_year: int) -> Self:
        return self.filter(fiscal_year=fiscal_year)


class SectionQuerySet(models.QuerySet["PlanSection"]):
    def visible_to(self, user: Any) -> Self:
        return self.filter(plan__in=_plans(self.model, "plan").visible_to(user))

    def narrative(self) -> Self:
        """The plan's own sections, without those of its project charters."""
        return self.filter(charter=None)


class PartQuerySet(models.QuerySet["PlanPart"]):
    def visible_to(self, user: Any) -> Self:
        return self.filter(plan__in=_plans(self.model, "plan").visible_to(user))


class HeadingQuerySet(models.QuerySet["Heading"]):
    def visible_to(self, user: Any) -> Self:
        return self.filter(
            part__deleted_at=None, part__plan__in=_plans(self.model, "part", "plan").visible_to(user)
        )


class ActivityQuerySet(models.QuerySet["Activity"]):
    def visible_to(self, user: Any) -> Self:
        return self.filter(
            part__deleted_at=None, part__plan__in=_plans(self.model, "part", "plan").visible_to(user)
        )


class OfPlanQuerySet(models.QuerySet[Any]):
    """What hangs directly on a plan by its key ``plan``."""

    def visible_to(self, user: Any) -> Self:
        return self.filter(plan__in=_plans(self.model, "plan").visible_to(user))


class CallAnswerQuerySet(models.QuerySet["CallAnswer"]):
    def visible_to(self, user: Any) -> Self:
        """Answers to calls of plans in sight, and those of which the unit's own plan is in sight."""
        plans = _plans(self.model, "plan").visible_to(user)
        return self.filter(Q(call__plan__in=plans) | Q(plan__in=plans))


def _plans(model: type[models.Model], *path: str) -> Any:
    """The plans a model belongs to, found along its keys, without those in the bin."""
    for name in path:
        model = model._meta.get_field(name).related_model  # type: ignore[assignment]
    return model._default_manager


class _Present:
    """Leaves out what lies in the bin."""

    def get_queryset(self) -> Any:
        return super().get_queryset().filter(deleted_at=None)  # type: ignore[misc]


class ActionPlanManager(_Present, models.Manager.from_queryset(ActionPlanQuerySet)):  # type: ignore[misc]
    pass


class PartManager(_Present, models.Manager.from_queryset(PartQuerySet)):  # type: ignore[misc]
    pass


class HeadingManager(_Present, models.Manager.from_queryset(HeadingQuerySet)):  # type: ignore[misc]
    pass


class ActivityManager(_Present, models.Manager.from_queryset(ActivityQuerySet)):  # type: ignore[misc]
    pass
