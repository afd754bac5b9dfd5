"""The trail of a plan as its readers see it: acts in order, the entries of one batch as one of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, F, Max, Q, QuerySet, Window
from django.db.models.functions import RowNumber

from organisations.models import AuditEntry, AuditPerson
from plans.models import ActionPlan, Activity, Heading, PlanPart

ACTS_ON_A_PAGE = 20
SHOWN_OF_A_BATCH = 20


@dataclass(frozen=True)
class Act:
    """One act: its latest entry, and the first of its entries where it touched several things."""

    entry: AuditEntry
    count: int = 1
    entries: Sequence[AuditEntry] = ()


@dataclass(frozen=True)
class Wanted:
    """What somebody looks for; ``until`` is the last day that counts, ``person`` an AuditPerson's id."""

    person: int | None = None
    action: str = ""
    part: PlanPart | None = None
    since: date | None = None
    until: date | None = None


def entries_of(plan: ActionPlan, wanted: Wanted) -> QuerySet[AuditEntry]:
    """The plan's entries that are wanted, the latest first. Who may read them is asked of the plan."""
    found = AuditEntry.objects.about(plan).select_related("person")
    if wanted.person:
        found = found.filter(person=wanted.person)
    if wanted.action:
        found = found.filter(action=wanted.action)
    if wanted.since:
        found = found.filter(at__date__gte=wanted.since)
    if wanted.until:
        found = found.filter(at__date__lte=wanted.until)
    return found.filter(_about_part(wanted.part)) if wanted.part else found


def entries_of_row(activity: Activity) -> QuerySet[AuditEntry]:
    """The entries of one row; also those in which all rows of its table were numbered anew."""
    renumbered = Q(_is(PlanPart), object_id=activity.part_id, before__numbers__has_key=str(activity.pk))
    own = Q(_is(Activity), object_id=activity.pk)
    return AuditEntry.objects.filter(own | renumbered).select_related("person")


def people_of(plan: ActionPlan) -> QuerySet[AuditPerson]:
    """Everybody who did something in the plan."""
    entries = AuditEntry.objects.about(plan).order_by()
    return AuditPerson.objects.filter(pk__in=entries.values("person")).order_by("name", "pk")


def parts_of(plan: ActionPlan) -> QuerySet[PlanPart]:
    """The plan's tables, also those in the bin: the trail tells of them too."""
    return PlanPart.everything.filter(plan=plan)


def has_row(plan: ActionPlan, pk: int) -> bool:
    """Whether the row is still there, be it in the bin."""
    return Activity.everything.filter(pk=pk, part__plan=plan, part__deleted_at=None).exists()


def entry_of_some_plan(pk: int) -> AuditEntry | None:
    """An entry about something in a plan. Who may read it is asked of the plan, its ``subject_id``."""
    return AuditEntry.objects.filter(pk=pk, subject_type=ActionPlan._meta.label_lower).first()


def page_of_acts(entries: QuerySet[AuditEntry], page: str | None) -> tuple[Page[AuditEntry], list[Act]]:
    """One page of the acts to which the entries belong."""
    latest = entries.exclude(batch=None).order_by().values("batch").annotate(latest=Max("pk"))
    heads = entries.filter(Q(batch=None) | Q(pk__in=latest.values("latest")))
    shown = Paginator(heads, ACTS_ON_A_PAGE).get_page(page)
    batches = {entry.batch for entry in shown if entry.batch}
    members: dict[Any, list[AuditEntry]] = {batch: [] for batch in batches}
    for member in _first_of_each(entries.filter(batch__in=batches)) if batches else ():
        members[member.batch].append(member)
    return shown, [_act(entry, members.get(entry.batch, [])) for entry in shown]


def _first_of_each(entries: QuerySet[AuditEntry]) -> QuerySet[AuditEntry]:
    """The first entries of every batch, each with the ``size`` of its batch."""
    of_batch = [F("batch")]
    numbered = entries.order_by("pk").annotate(
        place=Window(RowNumber(), partition_by=of_batch, order_by="pk"),
        size=Window(Count("pk"), partition_by=of_batch),
    )
    return numbered.filter(place__lte=SHOWN_OF_A_BATCH)


def _act(entry: AuditEntry, members: Sequence[AuditEntry]) -> Act:
    if not members or members[0].size == 1:  # type: ignore[attr-defined]
        return Act(entry)
    return Act(entry, members[0].size, members)  # type: ignore[attr-defined]


def _is(model: Any) -> Q:
    return Q(object_type=model._meta.label_lower)


def _about_part(part: PlanPart) -> Q:
    """A table, its headings and its rows, also those in the bin."""
    return (
        Q(_is(PlanPart), object_id=part.pk)
        | Q(_is(Heading), object_id__in=Heading.everything.filter(part=part).values("pk"))
        | Q(_is(Activity), object_id__in=Activity.everything.filter(part=part).values("pk"))
    )
