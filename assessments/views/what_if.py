"""What to raise in a round so that a target is reached."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from assessments.forms.what_if import WhatIfForm
from assessments.rounds.raising import first_target, raising_of
from assessments.views.reach import crumbs, visible_round
from organisations.requests import SignedInRequest

HEADING = "ข้อที่ควรยกระดับ"


@require_safe
def round_what_if(request: SignedInRequest, pk: int) -> HttpResponse:
    """All of it in one request: the ways to the target, and every score by the points still to be had."""
    found = visible_round(request, pk)
    form = WhatIfForm.beginning(request.GET.dict(), first_target(found))
    target = form.cleaned_data["target"] if form.is_valid() else first_target(found)
    context = {
        "round": found,
        "crumbs": crumbs(found, HEADING),
        "heading": HEADING,
        "form": form,
        "target": target,
        "raising": raising_of(found, target),
    }
    return render(request, "assessments/round_what_if.html", context, status=200 if form.is_valid() else 422)
