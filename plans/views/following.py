"""The plans that are followed, each with where its reports stand: where the secretary begins the day."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from organisations.context import (
    asks_for_all_years,
    selected_organisation,
    selected_year,
    shown_organisation,
)
from plans.models import ActionPlan
from plans.monitoring.following import with_counts
from plans.views.request import PlanRequest
from plans.years import address_of_all_years, offer_years

PER_PAGE = 30
COLUMNS = [
    {"key": "title", "label": "แผน"},
    {"key": "organisation", "label": "หน่วยงาน"},
    {"key": "late", "label": "เกินกำหนด", "numeric": True, "narrow": True},
    {"key": "submitted", "label": "รอตรวจสอบ", "numeric": True, "narrow": True},
    {"key": "accepted", "label": "ผ่านการตรวจสอบ", "numeric": True, "narrow": True},
    {"key": "places", "label": "เปิดดู"},
]


@require_safe
def followed_list(request: PlanRequest) -> HttpResponse:
    """Followed plans of the organisation and year that the bar on top says; the latest year first."""
    request.has_all_years = True
    elsewhere = offer_years(request)
    page: Any = Paginator(_followed(request), PER_PAGE).get_page(request.GET.get("page"))
    page.object_list = with_counts(page.object_list)
    context = {
        "columns": COLUMNS,
        "page": page,
        "elsewhere": 0 if asks_for_all_years(request) else elsewhere,
        "all_years": address_of_all_years(request),
        "actions": _actions(request),
        "empty": {
            "icon": "activity",
            "title": "ยังไม่มีแผนที่ติดตามในปีนี้",
            "text": "เมื่อแผนได้รับอนุมัติแล้ว เลขานุการเริ่มติดตามได้จากหน้าของแผน",
            "action_url": reverse("plans:plan-list"),
            "action_label": "เปิดรายการแผน",
        },
    }
    return render(request, "plans/followed_list.html", context)


def _followed(request: PlanRequest) -> QuerySet[ActionPlan]:
    plans = ActionPlan.objects.visible_to(request.user).below(selected_organisation(request))
    plans = plans if asks_for_all_years(request) else plans.for_year(selected_year(request))
    followed = plans.exclude(monitoring=None).select_related("organisation")
    return followed.order_by("-fiscal_year", "title", "pk")


def _actions(request: PlanRequest) -> list[dict[str, str]]:
    own = reverse("plans:own-reports")
    actions = [{"label": "รายงานผลของฉัน", "url": own, "icon": "clipboard-check", "kind": "secondary"}]
    if organisation := shown_organisation(request):
        library = reverse("organisations:evidence-list", args=[organisation.pk])
        money = reverse("plans:money-below", args=[organisation.pk])
        actions += [
            {"label": "คลังหลักฐาน", "url": library, "icon": "folder-open", "kind": "secondary"},
            {"label": "การใช้จ่ายรวม", "url": money, "icon": "coins", "kind": "link"},
        ]
    return actions
