"""Reads of monitoring, behind the door: with the plan, or by whoever reports the activity."""

from datetime import date
from typing import TYPE_CHECKING, Any, Self

from django.apps import apps
from django.db import models
from django.db.models import Q
from django.utils import timezone

from organisations.access import Permission, Role, scope

if TYPE_CHECKING:
    from plans.models import ActivityReporter, BudgetLine, MoneyEntry, Progress  # noqa: F401

# Members of a unit who report what is the unit's.
REPORT_FOR_UNITS = (Role.SECRETARY, Role.ACTIVITY_OWNER)


def reported_by(user: Any, activity: str = "") -> Q:
    """Activities that a person reports, in the person's own name or for a unit, while a member of any.

    ``activity`` is the path from what is filtered to its activity ("" for the activity itself).
    """
    prefix = f"{activity}__" if activity else ""
    if not (user.is_authenticated and user.is_active and user.active_memberships):
        return Q(pk__in=[])
    units = [m.organisation_id for m in user.active_memberships if m.role in REPORT_FOR_UNITS]
    # A condition on many reporters would give an activity as often as it has any: asked within.
    reporters: Any = _model("plans", "ActivityReporter")._default_manager
    own = reporters.filter(Q(user=user) | Q(unit__in=units)).order_by().values("activity")
    return Q(**{f"{prefix}pk__in": own})


class ReporterQuerySet(models.QuerySet["ActivityReporter"]):
    def visible_to(self, user: Any) -> Self:
        return self.filter(_of_plans_seen(user, "activity__part__plan"))


class MonitoringRoundQuerySet(models.QuerySet[Any]):
    """Rounds, their closings and their evidence."""

    def visible_to(self, user: Any) -> Self:
        is_round = hasattr(self.model, "plan")
        return self.filter(_of_plans_seen(user, "plan" if is_round else "round__plan"))


class ProgressQuerySet(models.QuerySet["Progress"]):
    def visible_to(self, user: Any) -> Self:
        """Reports on plans in sight and on activities that the person reports; none on what is deleted."""
        seen = _of_plans_seen(user, "activity__part__plan") | reported_by(user, "activity")
        return self.of_what_is_there().filter(seen)

    def of_what_is_there(self) -> Self:
        """Without reports on rows, tables and plans in the bin."""
        return self.filter(
            activity__deleted_at=None,
            activity__part__deleted_at=None,
            activity__part__plan__deleted_at=None,
        )

    def of(self, user: Any) -> Self:
        """Those of the activities that the person reports."""
        return self.of_what_is_there().filter(reported_by(user, "activity"))

    def accepted_by(self, user: Any) -> Self:
        """Those that the person may accept or return by role."""
        reached = scope(user, Permission.PROGRESS_ACCEPT, "activity__part__plan__organisation")
        return self.of_what_is_there().filter(reached)

    def with_owner(self) -> Self:
        """Those that still wait for their owner."""
        return self.filter(state__in=self.model.WITH_OWNER)

    def late(self, on: date | None = None) -> Self:
        """Expected reports whose day has passed without their being submitted (today in Thailand)."""
        day = on or timezone.localdate()
        return self.with_owner().filter(is_expected=True, period__due_on__lt=day, period__closed_at=None)


class OfProgressQuerySet(models.QuerySet[Any]):
    """What belongs to a report."""

    def visible_to(self, user: Any) -> Self:
        reports: Any = _model("plans", "Progress")._default_manager
        return self.filter(progress__in=reports.visible_to(user).order_by())


class BudgetLineQuerySet(models.QuerySet["BudgetLine"]):
    def visible_to(self, user: Any) -> Self:
        return self.filter(_of_plans_seen(user, "plan") | reported_by(user, "activity"))


class MoneyEntryQuerySet(models.QuerySet["MoneyEntry"]):
    def visible_to(self, user: Any) -> Self:
        return self.filter(_of_plans_seen(user, "line__plan") | reported_by(user, "line__activity"))

    def counted(self) -> Self:
        """Without what was cancelled."""
        return self.filter(cancelled_at=None)


def _of_plans_seen(user: Any, path: str) -> Q:
    plans: Any = _model("plans", "ActionPlan")._default_manager
    return Q(**{f"{path}__in": plans.visible_to(user).order_by()})


def _model(room: str, name: str) -> type[models.Model]:
    return apps.get_model(room, name)
