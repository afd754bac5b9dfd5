"""Rounds of a plan that is followed: which one is closed, and what has not come in one."""

from datetime import date

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from ita_portal.tables.json_values import Json
from plans.models import ActionPlan, MonitoringRound, Progress, ReportingPeriod, RoundClosing
from plans.monitoring.figures import Figures
from plans.querysets_monitoring import ProgressQuerySet


def closed_round_of(plan: ActionPlan, day: date) -> MonitoringRound | None:
    """The round of the plan that holds the day and is closed now; the widest where several are."""
    holding = closed_rounds(plan).filter(starts_on__lte=day, ends_on__gte=day)
    return holding.order_by("starts_on", "-ends_on").first()


def closed_rounds(plan: ActionPlan) -> QuerySet[MonitoringRound]:
    """The rounds of the plan that are closed now."""
    in_force = RoundClosing.objects.filter(reopened_at=None).values("round")
    return plan.monitoring_rounds.filter(pk__in=in_force)


def in_force(round: MonitoringRound) -> RoundClosing | None:
    """The closing by which the round is closed now, None while it is open."""
    closing: RoundClosing | None = round.closings.filter(reopened_at=None).select_related("closed_by").first()
    return closing


def overview(plan: ActionPlan) -> list[MonitoringRound]:
    """The plan's rounds in order, in two queries.

    Each has ``closed``, its closing in force without the figures (None while it is open), and counts of its
    expected reports: ``expected``, ``missing`` and ``unchecked``.
    """
    of_round = Progress.objects.of_what_is_there().filter(
        is_expected=True,
        period__plan=OuterRef("plan"),
        period__ends_on__gte=OuterRef("starts_on"),
        period__ends_on__lte=OuterRef("ends_on"),
    )
    counts = {
        "expected": _count(of_round),
        "missing": _count(of_round.filter(state__in=Progress.WITH_OWNER)),
        "unchecked": _count(of_round.filter(state=Progress.State.SUBMITTED)),
    }
    rounds = list(plan.monitoring_rounds.select_related("plan").annotate(**counts))
    closings = RoundClosing.objects.filter(round__in=[one.pk for one in rounds], reopened_at=None)
    by_round = {closing.round_id: closing for closing in closings.defer("figures")}
    for one in rounds:
        one.closed = by_round.get(one.pk)  # type: ignore[attr-defined]
    return rounds


def _count(reports: ProgressQuerySet) -> Coalesce:
    counted = reports.order_by().values("period__plan").annotate(count=Count("pk")).values("count")
    return Coalesce(Subquery(counted), 0)


def periods_of(round: MonitoringRound) -> QuerySet[ReportingPeriod]:
    """The periods that end within the round: they are reported on in it, and locked with it."""
    return round.plan.periods.filter(ends_on__range=(round.starts_on, round.ends_on))


def expected_in(round: MonitoringRound) -> ProgressQuerySet:
    """The reports that the plan expects in the round, on what is still there, in the order of the plan."""
    found: ProgressQuerySet = Progress.objects.of_what_is_there()
    found = found.filter(is_expected=True, period__in=periods_of(round))
    return found.order_by("period__position", "activity__part__position", "activity__position", "pk")


def missing_of(round: MonitoringRound) -> list[Progress]:
    """The expected reports that still wait for their owner, each with its activity, period and reporters."""
    missing = expected_in(round).with_owner().select_related("activity__part", "period")
    return list(missing.prefetch_related("activity__reporters__user", "activity__reporters__unit"))


def figures_of(round: MonitoringRound) -> Json:
    """What the round comes to as it is now; ``Figures`` says in which shape."""
    return Figures(round).to_json()
