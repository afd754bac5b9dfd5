"""Choosing evidence of the library for a report: what others added is used without a second upload."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from organisations.evidence_list import found, library_of
from organisations.pages.lists import ListFilter, page_of
from organisations.querysets_evidence import EvidenceQuerySet
from organisations.requests import asked_id
from plans.services.progress_evidence import MOST_EVIDENCE, attach_to_report
from plans.views.open_report import OpenReport
from plans.views.progress import opened_report
from plans.views.request import PlanRequest

NOTHING_CHOSEN = "โปรดเลือกหลักฐานอย่างน้อยหนึ่งรายการ"


@require_http_methods(["GET", "HEAD", "POST"])
def progress_evidence_choose(request: PlanRequest, pk: int) -> HttpResponse:
    """Evidence of the year that the report does not use yet; what is ticked is put to it."""
    opened = opened_report(request, pk)
    back = f"{reverse('plans:progress-edit', args=[pk])}#evidence"
    if opened.refused:
        messages.info(request, opened.refused)
        return redirect("plans:progress-detail", pk)
    offered, error = _offered(opened), ""
    if request.method == "POST":
        ticked = [asked_id(text) for text in request.POST.getlist("evidence")[:MOST_EVIDENCE]]
        error = _attach(opened, offered.filter(pk__in=ticked))
        if not error:
            messages.success(request, "แนบหลักฐานแล้ว")
            return redirect(back)
    return _page(request, opened, offered, error, back)


def _offered(opened: OpenReport) -> EvidenceQuerySet:
    plan = opened.progress.activity.part.plan
    library = library_of(plan.organisation, opened.user).for_year(plan.fiscal_year)
    return library.exclude(progress_uses__progress=opened.progress)


def _attach(opened: OpenReport, chosen: EvidenceQuerySet) -> str:
    """What keeps the chosen evidence from being used, in Thai; "" once it is."""
    ticked = list(chosen)
    try:
        for evidence in ticked:
            attach_to_report(by=opened.user, progress=opened.progress, evidence=evidence)
    except ValidationError as refused:
        return refused.messages[0]
    return "" if ticked else NOTHING_CHOSEN


def _page(
    request: PlanRequest, opened: OpenReport, offered: EvidenceQuerySet, error: str, back: str
) -> HttpResponse:
    search = ListFilter(request.GET)
    context: dict[str, Any] = {
        "progress": opened.progress,
        "page": page_of(request, found(offered, search.conditions())),
        "search": search,
        "error": error,
        "back": back,
        "crumbs": [
            {"label": "รายงานผลของฉัน", "url": reverse("plans:own-reports")},
            {"label": str(opened.progress.period), "url": back},
            {"label": "เลือกหลักฐาน"},
        ],
    }
    return render(request, "plans/progress_choose.html", context, status=422 if error else 200)
