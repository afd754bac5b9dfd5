"""The trail of an organisation: who did what, when, from what to what, and why."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from organisations.access import Permission, require
from organisations.forms.trails import TrailFilterForm
from organisations.models import AuditEntry, Organisation
from organisations.pages.trail_file import trail_file, trail_files
from organisations.requests import SignedInRequest
from organisations.trail import (
    PLAN,
    Act,
    NamedPlan,
    kinds_in,
    matching,
    page_of_acts,
    people_in,
    plans_in,
)
from organisations.trail_words import Teller, Told


@require_safe
def trail(request: SignedInRequest, pk: int) -> HttpResponse:
    """Every act in the organisation, the latest first; the entries of one batch as one act."""
    organisation, filters, plans = _asked(request, pk)
    entries = matching(_entries(request, organisation), filters.wanted())
    page, acts = page_of_acts(entries, request.GET.get("page"))
    teller = Teller([entry for act in acts for entry in (act.entry, *act.entries)])
    context = {
        "organisation": organisation,
        "filters": filters,
        "filtered": bool(filters.changed_data),
        "page": page,
        "acts": [_shown(act, teller, plans) for act in acts],
        "files": trail_files(request, reverse("organisations:trail-export", args=[pk]), entries),
        "crumbs": [
            {"label": organisation.name, "url": organisation.get_absolute_url()},
            {"label": "ประวัติการดำเนินการ"},
        ],
    }
    return render(request, "organisations/trail.html", context)


@require_safe
def trail_export(request: SignedInRequest, pk: int) -> HttpResponse:
    """What the page shows with the same filters, as a workbook or as CSV."""
    organisation, filters, plans = _asked(request, pk)
    entries = matching(_entries(request, organisation), filters.wanted())
    return trail_file(request, entries, plans, f"ประวัติการดำเนินการ {organisation.name}")


@dataclass(frozen=True)
class ShownAct:
    """An act in words; ``plan`` is what it belongs to."""

    act: Act
    told: Told
    members: list[Told]
    plan: NamedPlan | None


def _asked(
    request: SignedInRequest, pk: int
) -> tuple[Organisation, TrailFilterForm, Mapping[int, NamedPlan]]:
    """The organisation whose trail the person may read, and what of it is looked for."""
    organisation = get_object_or_404(Organisation.objects.visible_to(request.user), pk=pk)
    require(request.user, Permission.TRAIL_VIEW, organisation)
    request.current_organisation = organisation  # type: ignore[attr-defined]
    entries, plans = _entries(request, organisation), plans_in(organisation)
    filters = TrailFilterForm(request.GET, people=people_in(entries), kinds=kinds_in(entries), plans=plans)
    return organisation, filters, plans


def _entries(request: SignedInRequest, organisation: Organisation) -> QuerySet[AuditEntry]:
    return AuditEntry.objects.visible_to(request.user).filter(organisation=organisation)


def _shown(act: Act, teller: Teller, plans: Mapping[int, NamedPlan]) -> ShownAct:
    plan = plans.get(act.entry.subject_id or 0) if act.entry.subject_type == PLAN else None
    return ShownAct(act, teller.tell(act.entry), [teller.tell(entry) for entry in act.entries], plan)
