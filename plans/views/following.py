"""The plans that are followed, each with where its reports stand: where the secretary begins the day."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from organisations.context import (
    asks_for_all_years,
    selected_organisation,
    selected_year,
    shown_organisation,
)
from plans.models import ActionPlan, Progress
from plans.monitoring.standing import Standing, in_standing
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


@dataclass(frozen=True, slots=True)
class Followed:
    """A followed plan, and how many of its reports stand where."""

    plan: ActionPlan
    late: int = 0
    submitted: int = 0
    accepted: int = 0
    reports: int = 0


@require_safe
def followed_list(request: PlanRequest) -> HttpResponse:
    """Followed plans of the organisation and year that the bar on top says; the latest year first."""
    request.has_all_years = True
    elsewhere = offer_years(request)
    page: Any = Paginator(_followed(request), PER_PAGE).get_page(request.GET.get("page"))
    page.object_list = _with_counts(page.object_list)
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


def _with_counts(plans: Iterable[ActionPlan]) -> list[Followed]:
    """The plans with their counts, in one more query for all."""
    plans, today = list(plans), timezone.localdate()
    counted = (
        Progress.objects.of_what_is_there()
        .filter(period__plan__in=plans)
        .order_by()
        .values("period__plan")
        .annotate(
            late=Count("pk", filter=in_standing(Standing.LATE, today)),
            submitted=Count("pk", filter=in_standing(Standing.SUBMITTED, today)),
            accepted=Count("pk", filter=in_standing(Standing.ACCEPTED, today)),
            reports=Count("pk"),
        )
    )
    counts: dict[int, dict[str, Any]] = {line["period__plan"]: dict(line) for line in counted}
    return [_line(plan, counts.get(plan.pk, {})) for plan in plans]


def _line(plan: ActionPlan, counts: Mapping[str, int]) -> Followed:
    numbers = {name: counts.get(name, 0) for name in ("late", "submitted", "accepted", "reports")}
    return Followed(plan, **numbers)


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
