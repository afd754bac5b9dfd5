"""The first page, and the list of activities behind its numbers."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from ita_portal.thai.dates import format_long
from ita_portal.thai.fiscal import fiscal_year_of, quarter_of
from organisations.context import selected_organisation, selected_year
from plans.models import ActionPlan, Activity
from plans.years import address_of_all_years, offer_years
from reports.forms.activities import ActivityFilter
from reports.home import Choice, home_of
from reports.selection import in_quarter, narrowed_to

PAGE_SIZE = 30

PLAN_COLUMNS = [
    {"key": "title", "label": "แผน"},
    {"key": "state", "label": "สถานะ", "narrow": True},
    {"key": "activities", "label": "กิจกรรม", "numeric": True, "narrow": True},
    {"key": "gaps", "label": "ข้อมูลที่ยังขาด"},
    {"key": "files", "label": "ดาวน์โหลด", "narrow": True},
]
OWN_COLUMNS = [
    {"key": "title", "label": "กิจกรรม"},
    {"key": "period", "label": "ระยะเวลา"},
    {"key": "plan", "label": "แผน"},
    {"key": "open", "label": "ดูในแผน", "narrow": True},
]
ACTIVITY_COLUMNS = [
    {"key": "title", "label": "กิจกรรม", "sortable": True},
    {"key": "owners", "label": "ผู้รับผิดชอบ"},
    {"key": "period", "label": "ระยะเวลา", "sortable": True},
    {"key": "budget", "label": "งบประมาณ", "sortable": True, "numeric": True},
    {"key": "plan", "label": "แผน"},
]
EMPTY_DESK = {
    "icon": "clipboard-list",
    "title": "ยังไม่มีแผนในปีงบประมาณนี้",
    "text": "เริ่มจัดทำแผนด้วยตารางที่เตรียมไว้ แล้วเพิ่มกิจกรรม หรือนำเข้าจากไฟล์ที่มีอยู่",
    "action_label": "จัดทำแผน",
}
EMPTY_QUARTER = {
    "icon": "calendar-check",
    "title": "ไม่มีกิจกรรมในไตรมาสนี้",
    "text": "กิจกรรมของไตรมาสอื่นดูได้จากรายการทั้งปี",
}
EMPTY_ACTIVITIES = {
    "icon": "clipboard-list",
    "title": "ยังไม่มีกิจกรรมในปีงบประมาณนี้",
    "text": "กิจกรรมจะปรากฏที่นี่เมื่อมีผู้เพิ่มลงในแผน",
}
ORDERS = {"title": "title", "period": "period_start", "budget": "budget_amount"}


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What is to be done and where things stand, by what the person does."""
    elsewhere = offer_years(request)
    choice = Choice(
        fiscal_year=selected_year(request),
        organisation=selected_organisation(request),
        year_is_chosen="year" in request.GET,
        today=timezone.localdate(),
    )
    context = {
        "home": home_of(request.user, choice),  # type: ignore[arg-type]
        "choice": choice,
        "elsewhere": elsewhere,
        "all_years": address_of_all_years(request),
        "scope": _scope(choice),
        "lead": _today(choice.today),
        "plan_columns": PLAN_COLUMNS,
        "own_columns": OWN_COLUMNS,
        "empty_desk": EMPTY_DESK | {"action_url": reverse("plans:plan-new")},
        "empty_quarter": EMPTY_QUARTER,
    }
    return render(request, "reports/home.html", context)


@require_safe
def activity_list(request: HttpRequest) -> HttpResponse:
    """The activities of a year that the person may see, narrowed to what a number counts."""
    offer_years(request)
    plans = ActionPlan.objects.visible_to(request.user).for_year(selected_year(request))
    plans = plans.below(selected_organisation(request)).in_their_own_right()
    filters = ActivityFilter(request.GET, plans=plans)
    chosen = filters.chosen()
    everything = Activity.objects.visible_to(request.user).of_activity_tables()
    everything = everything.filter(part__plan__in=plans.order_by())
    found = _narrowed(everything, chosen, request)
    context = {
        "page": Paginator(found, PAGE_SIZE).get_page(request.GET.get("page")),
        "filters": filters,
        "filtered": bool(chosen),
        "total": everything.count(),
        "columns": ACTIVITY_COLUMNS,
        "title": f"กิจกรรมในแผน ปีงบประมาณ พ.ศ. {selected_year(request)}",
        "crumbs": [{"label": "หน้าหลัก", "url": reverse("reports:home")}, {"label": "กิจกรรมในแผน"}],
        "empty": EMPTY_ACTIVITIES,
    }
    return render(request, "reports/activity_list.html", context)


def _today(day: date) -> str:
    quarter, year = quarter_of(day.month), fiscal_year_of(day)
    return f"วันนี้ {format_long(day)} อยู่ในไตรมาสที่ {quarter} ของปีงบประมาณ พ.ศ. {year}"


def _scope(choice: Choice) -> str:
    """The organisation and year of the page as part of an address, for links to what its numbers count."""
    chosen = {"organisation": choice.organisation.code} if choice.organisation else {}
    return urlencode({**chosen, "year": choice.fiscal_year})


def _narrowed(activities: Any, chosen: dict[str, Any], request: HttpRequest) -> Any:
    if "q" in chosen:
        activities = activities.filter(title__icontains=chosen["q"])
    if "plan" in chosen:
        activities = activities.filter(part__plan=chosen["plan"])
    if "quarter" in chosen:
        activities = activities.filter(in_quarter(chosen["quarter"]))
    if "only" in chosen:
        activities = activities.filter(narrowed_to(chosen["only"], request.user))
    asked = request.GET.get("sort", "")
    column = ORDERS.get(asked.removeprefix("-"))
    sign = "-" if asked.startswith("-") else ""
    order = [f"{sign}{column}"] if column else ["part__plan__title", "part__plan", "part__position"]
    ordered = activities.order_by(*order, "position", "pk")
    return ordered.select_related("part__plan__organisation").prefetch_related("owners")
