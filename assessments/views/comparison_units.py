"""The units of an organisation side by side."""

from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from assessments.comparison.many import (
    CountedRounds,
    Offer,
    chosen,
    counted,
    in_order,
    instrument_codes,
    lines_of,
    of_offer,
    offers,
)
from assessments.comparison.units import details
from assessments.models import Round
from assessments.querysets import RoundQuerySet
from assessments.small_numbers import CONCLUSION_WARNING, WARNING
from assessments.views.comparison import crumbs, visible_organisation
from organisations.requests import SignedInRequest

ROWS_ON_A_PAGE = 50


class Chosen:
    """Of which year, family and kind the page tells: what the address says, or what came last."""

    def __init__(self, request: HttpRequest, rounds: RoundQuerySet) -> None:
        self.offers: list[Offer] = offers(rounds)
        self.offer = chosen(self.offers, request.GET.get("of", ""), request.GET.get("year", ""))
        self.rounds: CountedRounds = of_offer(rounds, self.offer) if self.offer else counted(rounds.none())
        self.codes: list[str] = instrument_codes(self.rounds) if self.offer else []
        if self.offer:
            request.current_year = self.offer.fiscal_year  # type: ignore[attr-defined]


@require_safe
def comparison_units(request: SignedInRequest, pk: int) -> HttpResponse:
    """All units with a round of the year and the kind: their totals and instruments, or one instrument in
    its indicators and items.
    """
    organisation = visible_organisation(request, pk)
    below = Round.objects.visible_to(request.user).below(organisation).exclude(organisation=organisation)
    picked = Chosen(request, below)
    sort = request.GET.get("sort", "name")
    page = page_of(request, in_order(picked.rounds, sort, picked.codes))
    lines = lines_of(page)
    instrument = request.GET.get("instrument", "")
    instrument = instrument if instrument in picked.codes else ""
    context = {
        "organisation": organisation,
        "crumbs": crumbs(organisation, "เปรียบเทียบส่วนงาน"),
        "picked": picked,
        "sort": sort,
        "page": page,
        "rows": [(line, line.values_of(picked.codes)) for line in lines],
        "instrument": instrument,
        "details": details(lines, instrument) if instrument else None,
        "tabs": _tabs(request, picked, instrument),
        "few_words": WARNING if instrument else CONCLUSION_WARNING,
        "page_wide": bool(instrument),
    }
    return render(request, "assessments/comparison_units.html", context)


def page_of(request: HttpRequest, rounds: CountedRounds) -> Page[Any]:
    """The page that the address asks for, with the organisations."""
    return Paginator(rounds.select_related("organisation"), ROWS_ON_A_PAGE).get_page(request.GET.get("page"))


def _tabs(request: SignedInRequest, picked: Chosen, instrument: str) -> list[dict[str, Any]]:
    of = {"of": picked.offer.key} if picked.offer else {}
    return [
        {
            "label": f"ราย{'ตัวชี้วัดและรายข้อของ ' + code if code else 'เครื่องมือ'}",
            "url": f"?{urlencode(of | ({'instrument': code} if code else {}))}",
            "current": code == instrument,
        }
        for code in ("", *picked.codes)
    ]
