"""The list of rounds, and the page of one."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from assessments.models import Round
from assessments.views.reach import crumbs, visible_round
from organisations.context import asks_for_all_years, selected_organisation, selected_year
from organisations.requests import SignedInRequest
from organisations.views.lists import page_of

COLUMNS = [
    {"key": "round", "label": "รอบการประเมิน"},
    {"key": "organisation", "label": "หน่วยงาน"},
    {"key": "state", "label": "สถานะ", "narrow": True},
]


@require_safe
def round_list(request: SignedInRequest) -> HttpResponse:
    """The rounds of the organisation, and of the fiscal year or of all years, that the bar on top says."""
    request.has_all_years = True  # type: ignore[attr-defined]
    rounds = Round.objects.visible_to(request.user).below(selected_organisation(request))
    if not asks_for_all_years(request):
        rounds = rounds.for_year(selected_year(request))
    context = {"columns": COLUMNS, "page": page_of(request, rounds.select_related("organisation"))}
    return render(request, "assessments/round_list.html", context)


@require_safe
def round_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """What a round came to, for two minutes' reading."""
    found = visible_round(request, pk)
    return render(request, "assessments/round_detail.html", {"round": found, "crumbs": crumbs(found)})
