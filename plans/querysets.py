"""Reads of the plans room, each behind the door; what lies in the bin is left out."""

from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Self

from django.db import connection, models
from django.db.models import Count, Exists, OuterRef, Q
from django.db.models.expressions import RawSQL
from django.utils import timezone

from ita_portal.tables.layout import Lists
from ita_portal.tables.layouts import all_layouts
from organisations.access import Permission, scope
from plans import signers

if TYPE_CHECKING:
    from organisations.models import Organisation
    from plans.models import (  # noqa: F401
        ActionPlan,
        Activity,
        AdjustmentLine,
        CallAnswer,
        Chain,
        ChainStep,
        Comment,
        Delegation,
        Heading,
        PlanPart,
        PlanSection,
        SignedScan,
        SignOffStep,
    )


class ActionPlanQuerySet(models.QuerySet["ActionPlan"]):
    def visible_to(self, user: Any, permission: Permission = Permission.PLAN_VIEW) -> Self:
        """Plans of the organisations in reach, those of which there is sight, and those of open calls.

        Who is to sign a step, or signed one, sees the plan of it, wherever the person's own organisation is.
        """
        reached = scope(user, permission, "organisation")
        # An empty condition reaches everything; joined to another by "or" it would be lost.
        if not reached or not (user.is_authenticated and user.is_active):
            return self.filter(reached)
        if permission is Permission.PLAN_VIEW:
            lasting = Q(ends_on=None) | Q(ends_on__gte=timezone.localdate())
            reached |= Q(pk__in=user.plan_sights.filter(lasting).values("plan"))
            reached |= _at_steps_of(self.model, user)
        answers: Any = self.model._meta.get_field("call_answer").related_model._default_manager  # type: ignore[union-attr]
        return self.filter(reached | Q(pk__in=answers.giving(user, permission).values("plan")))

    def below(self, organisation: "Organisation | None") -> Self:
        """Plans of the organisation and of all under it; without one, every plan."""
        return self.filter(organisation__path__startswith=organisation.path) if organisation else self

    def years(self, organisation: "Organisation | None") -> dict[int, int]:
        """The fiscal years that have plans, each with how many of them are ``below`` the organisation."""
        counted = Q(organisation__path__startswith=organisation.path) if organisation else None
        counts = self.order_by().values_list("fiscal_year").annotate(plans=Count("pk", filter=counted))
        return dict(counts)

    def in_their_own_right(self) -> Self:
        """Plans that are no unit's answer to a call: its rows count in the plan that takes them in."""
        return self.filter(call_answer=None)

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
    def of_activity_tables(self) -> Self:
        """Rows that are activities; tables of indicators, risks, money and people list something else."""
        return self.filter(part__layout__in=activity_layouts())

    def visible_to(self, user: Any) -> Self:
        return self.filter(
            part__deleted_at=None, part__plan__in=_plans(self.model, "part", "plan").visible_to(user)
        )


class OfPlanQuerySet(models.QuerySet[Any]):
    """What hangs directly on a plan by its key ``plan``."""

    def visible_to(self, user: Any, permission: Permission = Permission.PLAN_VIEW) -> Self:
        return self.filter(plan__in=_plans(self.model, "plan").visible_to(user, permission))


class CommentQuerySet(models.QuerySet["Comment"]):
    def visible_to(self, user: Any) -> Self:
        """Comments on plans that the person's roles reach (sight is not enough), but on no deleted row."""
        reached = scope(user, Permission.PLAN_VIEW, "plan__organisation")
        there = Q(activity=None) | Q(activity__deleted_at=None, activity__part__deleted_at=None)
        return self.filter(reached, there, plan__deleted_at=None)

    def open(self) -> Self:
        """Those not yet dealt with."""
        return self.filter(resolved_at=None)


def activity_layouts() -> list[str]:
    """The layouts whose rows are activities."""
    return [key for key, layout in all_layouts().items() if layout.lists is Lists.ACTIVITIES]


class CallQuerySet(OfPlanQuerySet):
    def written_by(self, user: Any) -> Self:
        """Calls on plans that the person's role writes, whatever the state of the plan."""
        return self.filter(scope(user, Permission.PLAN_EDIT, "plan__organisation"), plan__deleted_at=None)

    def with_counts(self) -> Self:
        """Each with how many units are asked, and how many have sent."""
        sent = Q(answers__state__in=("sent", "taken"))
        return self.annotate(asked_count=Count("answers"), sent_count=Count("answers", filter=sent))


class CallAnswerQuerySet(models.QuerySet["CallAnswer"]):
    def visible_to(self, user: Any) -> Self:
        """Answers to calls of plans in sight, and those of which the unit's own plan is in sight."""
        plans = _plans(self.model, "plan").visible_to(user)
        return self.filter(Q(call__plan__in=plans) | Q(plan__in=plans))

    def of_units(self, user: Any) -> Self:
        """Answers of the units that the person's roles reach, for the unit's own pages."""
        return self.filter(scope(user, Permission.PLAN_VIEW, "unit"))

    def open(self) -> Self:
        """Those whose call has not been closed, nor its plan deleted."""
        return self.filter(call__closed_at=None, call__plan__deleted_at=None)

    def giving(self, user: Any, permission: Permission) -> Self:
        """The open answers whose plan somebody may read or write by the call alone, whatever the role.

        Who writes the caller's plan reads what was sent. The coordinator, while a member of the unit,
        writes the unit's answer; in which states is asked of the plan itself.
        """
        if permission is Permission.PLAN_VIEW:
            callers = scope(user, Permission.PLAN_EDIT, "call__plan__organisation")
            return self.open().filter(callers, state__in=self.model.WITH_CALLER)
        if permission is Permission.PLAN_EDIT:
            units = [membership.organisation_id for membership in user.active_memberships]
            return self.open().filter(coordinator=user, unit__in=units)
        return self.none()

    def to_do(self, user: Any) -> Self:
        """The open answers that wait for the person: to be written and sent, or to be confirmed."""
        plans = _plans(self.model, "plan").visible_to(user, Permission.PLAN_EDIT)
        write = Q(plan__in=plans, state__in=self.model.WITH_UNIT)
        confirm = scope(user, Permission.ANSWER_CONFIRM, "unit") & Q(state=self.model.State.CONFIRMING)
        return self.open().filter(write | confirm)


class ChainQuerySet(models.QuerySet["Chain"]):
    def visible_to(self, user: Any, permission: Permission = Permission.PLAN_VIEW) -> Self:
        return self.filter(scope(user, permission, "organisation"))


class ChainStepQuerySet(models.QuerySet["ChainStep"]):
    def visible_to(self, user: Any) -> Self:
        return self.filter(scope(user, Permission.PLAN_VIEW, "chain__organisation"))


class DelegationQuerySet(models.QuerySet["Delegation"]):
    def visible_to(self, user: Any) -> Self:
        return self.filter(scope(user, Permission.PLAN_VIEW, "organisation"))

    def in_force(self, on: date | None = None) -> Self:
        """Those that hold on a day (today in Thailand)."""
        day = on or timezone.localdate()
        lasting = Q(ends_on=None) | Q(ends_on__gte=day)
        return self.filter(lasting, starts_on__lte=day, revoked_at=None)


class SignOffStepQuerySet(models.QuerySet["SignOffStep"]):
    def visible_to(self, user: Any) -> Self:
        return self.filter(revision__plan__in=_plans(self.model, "revision", "plan").visible_to(user))

    def current(self) -> Self:
        """The step at which each waiting revision stands."""
        earlier = self.model._default_manager.filter(
            revision=OuterRef("revision"), position__lt=OuterRef("position"), state="waiting"
        )
        return self.filter(~Exists(earlier), state="waiting", revision__state="waiting")

    def for_signer(self, user: Any) -> Self:
        """Steps that the person may sign today: in the person's own right, or for another by order."""
        if not (user.is_authenticated and user.is_active and user.active_memberships):
            return self.none()
        built = _signable(self.model, connection.vendor, timezone.localdate())
        return self.filter(pk__in=_for(user, built))


class SignedScanQuerySet(models.QuerySet["SignedScan"]):
    def visible_to(self, user: Any, permission: Permission = Permission.PLAN_VIEW) -> Self:
        """Those of the organisations in reach, and those filed on plans of which there is sight."""
        reached = scope(user, permission, "organisation")
        if not reached:
            return self.filter(reached)
        filed = Q(revision__plan__in=_plans(self.model, "revision", "plan").visible_to(user, permission))
        return self.filter(reached | filed)


class AdjustmentLineQuerySet(models.QuerySet["AdjustmentLine"]):
    def visible_to(self, user: Any) -> Self:
        return self.filter(adjustment__plan__in=_plans(self.model, "adjustment", "plan").visible_to(user))


def _plans(model: type[models.Model], *path: str) -> Any:
    """The plans a model belongs to, found along its keys, without those in the bin."""
    for name in path:
        model = model._meta.get_field(name).related_model  # type: ignore[assignment]
    return model._default_manager


Built = tuple[str, tuple[Any, ...]]  # a query as SQL with its parameters
_ANYBODY = -1  # stands for a person in a query that is built once for all


# Every read of a plan asks who may sign its steps, and building that query takes Django many times what the
# database takes to answer it. It is one condition, not a query within a query: SQLite's parser stops at a
# stack of 100, and whoever reads what is in plans nests this query in others.


@lru_cache(maxsize=4)
def _signable(steps: type[models.Model], vendor: str, day: date) -> Built:
    """The steps that somebody with a membership in force may sign on a day."""
    return _built(steps._default_manager.filter(_may_sign(steps)).order_by().values("pk"))


def _at_steps_of(plans: type[models.Model], user: Any) -> Q:
    """The plans of which a step waits for the person, or was done by the person, who may still sign it."""
    if not user.active_memberships:
        return Q(pk__in=[])
    return Q(pk__in=_for(user, _sighted(plans, connection.vendor, timezone.localdate())))


@lru_cache(maxsize=4)
def _sighted(plans: type[models.Model], vendor: str, day: date) -> Built:
    """``_at_steps_of`` somebody on a day."""
    revisions: Any = plans._meta.get_field("revisions").related_model
    steps = revisions._meta.get_field("steps").related_model
    now_or_then = Q(pk__in=steps.objects.current().order_by().values("pk")) | Q(acted_by=_ANYBODY)
    return _built(steps.objects.filter(now_or_then, _may_sign(steps)).order_by().values("revision__plan"))


def _may_sign(steps: type[models.Model]) -> Q:
    """The condition that somebody may sign a step, in the person's own right or by order."""
    person = signers.this(_ANYBODY)
    place = steps.PLACE  # type: ignore[attr-defined]
    return signers.in_own_right(place, person) | signers.by_order(place, signers.orders_of(person))


def _built(found: Any) -> Built:
    sql, params = found.query.sql_with_params()
    return sql, tuple(params)


def _for(user: Any, built: Built) -> RawSQL:
    """The condition for this person."""
    sql, params = built
    person = [user.pk if param == _ANYBODY else param for param in params]
    return RawSQL(sql, person)  # noqa: S611 - SQL that Django itself wrote


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
