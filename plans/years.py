"""The fiscal years that have plans: what the bar on top offers, and what a page of one year leaves out."""

from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse

from organisations.context import ALL_YEARS, selected_organisation, selected_year
from plans.models import ActionPlan


def offer_years(request: HttpRequest) -> int:
    """Let the bar offer every year of which the person sees plans; one query.

    The result is how many plans of the bar's organisation are of other years than the bar's.
    """
    counts = ActionPlan.objects.visible_to(request.user).years(selected_organisation(request))
    request.years_offered = tuple(counts)  # type: ignore[attr-defined]
    return sum(counts.values()) - counts.get(selected_year(request), 0)


def address_of_all_years(request: HttpRequest) -> str:
    """The list of the bar's organisation with the plans of every year."""
    organisation = selected_organisation(request)
    chosen = {"organisation": organisation.code} if organisation else {}
    return f"{reverse('plans:plan-list')}?{urlencode({**chosen, 'year': ALL_YEARS})}"
