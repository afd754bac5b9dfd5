"""The trail of a plan: which entries are about it, a table of it, a row of it."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from organisations import trail
from organisations.models import AuditEntry, AuditPerson
from plans.models import ActionPlan, Activity, Heading, PlanPart


@dataclass(frozen=True)
class Wanted(trail.Wanted):
    """What somebody looks for in a plan; ``part`` is one of its tables."""

    part: PlanPart | None = None


def entries_of(plan: ActionPlan, wanted: Wanted) -> QuerySet[AuditEntry]:
    """The plan's entries that are wanted, the latest first. Who may read them is asked of the plan."""
    found = trail.matching(AuditEntry.objects.about(plan), wanted)
    return found.filter(_about_part(wanted.part)) if wanted.part else found


def entries_of_row(activity: Activity) -> QuerySet[AuditEntry]:
    """The entries of one row; also those in which all rows of its table were numbered anew."""
    renumbered = Q(_is(PlanPart), object_id=activity.part_id, before__numbers__has_key=str(activity.pk))
    own = Q(_is(Activity), object_id=activity.pk)
    return AuditEntry.objects.filter(own | renumbered).select_related("person")


def people_of(plan: ActionPlan) -> QuerySet[AuditPerson]:
    """Everybody who did something in the plan."""
    return trail.people_in(AuditEntry.objects.about(plan))


def parts_of(plan: ActionPlan) -> QuerySet[PlanPart]:
    """The plan's tables, also those in the bin: the trail tells of them too."""
    return PlanPart.everything.filter(plan=plan)


def has_row(plan: ActionPlan, pk: int) -> bool:
    """Whether the row is still there, be it in the bin."""
    return Activity.everything.filter(pk=pk, part__plan=plan, part__deleted_at=None).exists()


def entry_of_some_plan(pk: int) -> AuditEntry | None:
    """An entry about something in a plan. Who may read it is asked of the plan, its ``subject_id``."""
    return AuditEntry.objects.filter(pk=pk, subject_type=ActionPlan._meta.label_lower).first()


def _is(model: Any) -> Q:
    return Q(object_type=model._meta.label_lower)


def _about_part(part: PlanPart) -> Q:
    """A table, its headings and its rows, also those in the bin."""
    return (
        Q(_is(PlanPart), object_id=part.pk)
        | Q(_is(Heading), object_id__in=Heading.everything.filter(part=part).values("pk"))
        | Q(_is(Activity), object_id__in=Activity.everything.filter(part=part).values("pk"))
    )
