"""Rounds as pages reach them: through the door, with the bar on top set to where one is."""

from urllib.parse import urlencode

from django.shortcuts import get_object_or_404
from django.urls import reverse

from assessments.models import Round
from organisations.access import Permission, require
from organisations.requests import SignedInRequest


def visible_round(request: SignedInRequest, pk: int) -> Round:
    """A round that the person may see, with its organisation and framework."""
    rounds = Round.objects.visible_to(request.user).select_related("organisation", "framework")
    found = get_object_or_404(rounds, pk=pk)
    request.current_organisation = found.organisation  # type: ignore[attr-defined]
    request.current_year = found.fiscal_year  # type: ignore[attr-defined]
    return found


def editable_round(request: SignedInRequest, pk: int) -> Round:
    """A round that the person may see and change now."""
    found = visible_round(request, pk)
    require(request.user, Permission.ASSESSMENT_EDIT, found)
    return found


def crumbs(of_round: Round, here: str = "") -> list[dict[str, str]]:
    """The way from the list of rounds to the round, and to a page of it."""
    query = urlencode({"organisation": of_round.organisation.code, "year": of_round.fiscal_year})
    rounds = {"label": "การประเมิน ITA", "url": f"{reverse('assessments:round-list')}?{query}"}
    if not here:
        return [rounds, {"label": str(of_round)}]
    return [rounds, {"label": str(of_round), "url": of_round.get_absolute_url()}, {"label": here}]
