"""The trail as its readers see it: acts in order, the entries of one batch as one of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, F, Max, Q, QuerySet, Window
from django.db.models.functions import RowNumber

from organisations.models import AuditEntry, AuditPerson, Organisation

ACTS_ON_A_PAGE = 20
SHOWN_OF_A_BATCH = 20
MOST_PLANS = 500  # that the filter offers
PLAN = "plans.actionplan"  # what belongs to a plan keeps it as its subject


@dataclass(frozen=True)
class Act:
    """One act: its latest entry, and the first of its entries where it touched several things."""

    entry: AuditEntry
    count: int = 1
    entries: Sequence[AuditEntry] = ()


@dataclass(frozen=True)
class Wanted:
    """What somebody looks for; ``until`` is the last day that counts, ``person`` an AuditPerson's id.

    ``kind`` is a model's label ("organisations.letter"), ``plan`` the id of a plan.
    """

    person: int | None = None
    action: str = ""
    kind: str = ""
    plan: int | None = None
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True)
class NamedPlan:
    """A plan as the trail knows it, be it deleted since."""

    pk: int
    name: str
    is_there: bool


def matching(entries: QuerySet[AuditEntry], wanted: Wanted) -> QuerySet[AuditEntry]:
    """The entries that are wanted, the latest first, with their people."""
    found = entries.select_related("person")
    if wanted.person:
        found = found.filter(person=wanted.person)
    if wanted.action:
        found = found.filter(action=wanted.action)
    if wanted.kind:
        found = found.filter(object_type=wanted.kind)
    if wanted.plan:
        found = found.filter(
            Q(subject_type=PLAN, subject_id=wanted.plan) | Q(object_type=PLAN, object_id=wanted.plan)
        )
    if wanted.since:
        found = found.filter(at__date__gte=wanted.since)
    if wanted.until:
        found = found.filter(at__date__lte=wanted.until)
    return found


def people_in(entries: QuerySet[AuditEntry]) -> QuerySet[AuditPerson]:
    """Everybody who did something there."""
    return AuditPerson.objects.filter(pk__in=entries.order_by().values("person")).order_by("name", "pk")


def kinds_in(entries: QuerySet[AuditEntry]) -> list[str]:
    """The labels of the models of what was touched there."""
    return sorted(entries.order_by().values_list("object_type", flat=True).distinct())


def plans_in(organisation: Organisation) -> dict[int, NamedPlan]:
    """The organisation's plans by id, each as its own latest entry calls it; the latest plans first."""
    own = AuditEntry.objects.filter(organisation=organisation, object_type=PLAN).order_by()
    latest = own.values("object_id").annotate(latest=Max("pk")).values("latest")
    entries = AuditEntry.objects.filter(pk__in=latest).order_by("-object_id")[:MOST_PLANS]
    return {
        entry.object_id or 0: NamedPlan(entry.object_id or 0, entry.object_text, entry.action != "delete")
        for entry in entries
    }


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
