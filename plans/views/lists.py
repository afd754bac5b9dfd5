"""Lists of plans: those in use, and those in the bin."""

from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from organisations.access import Permission, has_anywhere, require_anywhere
from organisations.context import asks_for_all_years, selected_organisation, selected_year
from plans.forms.plan import PlanFilterForm
from plans.models import ActionPlan
from plans.querysets import activity_layouts
from plans.services.bin import DAYS_IN_BIN
from plans.standing import with_standing
from plans.views.request import PlanRequest
from plans.years import address_of_all_years, offer_years

PER_PAGE = 30
COLUMNS = [
    {"key": "title", "label": "ชื่อแผน"},
    {"key": "organisation", "label": "หน่วยงาน", "sortable": True},
    {"key": "year", "label": "ปีงบประมาณ", "sortable": True, "narrow": True},
    {"key": "kind", "label": "ประเภทแผน"},
    {"key": "activities", "label": "กิจกรรม", "sortable": True, "numeric": True, "narrow": True},
    {"key": "checks", "label": "ข้อตรวจสอบ", "numeric": True, "narrow": True},
    {"key": "updated", "label": "แก้ไขล่าสุด", "sortable": True, "narrow": True},
    {"key": "state", "label": "สถานะ", "sortable": True, "narrow": True},
]
BIN_COLUMNS = [
    {"key": "title", "label": "ชื่อแผน"},
    {"key": "organisation", "label": "หน่วยงาน"},
    {"key": "year", "label": "ปีงบประมาณ", "narrow": True},
    {"key": "deleted", "label": "ลบเมื่อ"},
    {"key": "person", "label": "ลบโดย"},
    {"key": "restore", "label": "นำกลับคืน", "narrow": True},
]
_ORDERS = {
    "organisation": "organisation__path",
    "year": "fiscal_year",
    "activities": "activity_count",
    "updated": "updated_at",
    "state": "state",
}


@require_safe
def plan_list(request: PlanRequest) -> HttpResponse:
    """The plans of the organisation, and of the fiscal year or of all years, that the bar on top says."""
    request.has_all_years = True
    elsewhere = offer_years(request)
    plans = _plans_of_the_bar(request)
    filters = PlanFilterForm(request.GET)
    found = _filtered(plans, filters.chosen).order_by(_order(request.GET.get("sort", "")), "pk")
    may_write = has_anywhere(request.user, Permission.PLAN_EDIT)
    page = Paginator(with_standing(found), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "columns": COLUMNS,
        "page": page,
        "filters": filters if page or filters.chosen else None,
        "filtered": bool(filters.chosen),
        "total": plans.count() if filters.chosen else None,
        "elsewhere": 0 if asks_for_all_years(request) else elsewhere,
        "all_years": address_of_all_years(request),
        "actions": _list_actions() if may_write else [],
        "empty": _empty(request, may_write),
    }
    return render(request, "plans/plan_list.html", context)


@require_safe
def plan_bin(request: PlanRequest) -> HttpResponse:
    """The plans that were deleted and can be taken back, of every year."""
    require_anywhere(request.user, Permission.PLAN_EDIT)
    binned = ActionPlan.everything.visible_to(request.user, Permission.PLAN_EDIT).exclude(deleted_at=None)
    found = binned.select_related("organisation", "deleted_by").order_by("-deleted_at", "pk")
    context = {
        "columns": BIN_COLUMNS,
        "page": Paginator(found, PER_PAGE).get_page(request.GET.get("page")),
        "lead": f"แผนที่ลบแล้วนำกลับคืนได้ภายใน {DAYS_IN_BIN} วัน เมื่อพ้นกำหนดระบบจะลบถาวร",
        "crumbs": [{"label": "แผนปฏิบัติการ", "url": reverse("plans:plan-list")}, {"label": "แผนที่ลบแล้ว"}],
        "empty": {"icon": "trash-2", "title": "ไม่มีแผนที่ลบแล้ว", "text": "แผนที่ท่านลบจะปรากฏที่นี่"},
    }
    return render(request, "plans/plan_bin.html", context)


def _plans_of_the_bar(request: PlanRequest) -> QuerySet[ActionPlan]:
    plans = ActionPlan.objects.visible_to(request.user).below(selected_organisation(request))
    return plans if asks_for_all_years(request) else plans.for_year(selected_year(request))


def _filtered(plans: QuerySet[ActionPlan], chosen: dict[str, str]) -> QuerySet[ActionPlan]:
    present = Q(
        parts__deleted_at=None,
        parts__activities__deleted_at=None,
        parts__layout__in=activity_layouts(),
    )
    plans = plans.select_related("organisation", "call_answer__call__plan__organisation").annotate(
        activity_count=Count("parts__activities", filter=present)
    )
    if words := chosen.get("q"):
        plans = plans.filter(Q(title__icontains=words) | Q(organisation__name__icontains=words))
    return plans.filter(**{name: chosen[name] for name in ("state", "kind") if name in chosen})


def _order(sort: str) -> str:
    column = _ORDERS.get(sort.removeprefix("-"))
    if column is None:
        return "-updated_at"
    return f"-{column}" if sort.startswith("-") else column


def _list_actions() -> list[dict[str, str]]:
    return [
        {"label": "จัดทำแผน", "url": reverse("plans:plan-new"), "icon": "plus", "kind": "primary"},
        {"label": "นำเข้าจากไฟล์", "url": reverse("plans:plan-import"), "icon": "upload", "kind": "secondary"},
        {"label": "แผนที่ลบแล้ว", "url": reverse("plans:plan-bin"), "icon": "trash-2", "kind": "link"},
    ]


def _empty(request: PlanRequest, may_write: bool) -> dict[str, str]:
    of_year = "" if asks_for_all_years(request) else f"ในปีงบประมาณ พ.ศ. {selected_year(request)}"
    empty = {"icon": "clipboard-list", "title": f"ยังไม่มีแผน{of_year}"}
    if not may_write:
        text = "เมื่อเลขานุการคณะทำงานจัดทำแผนแล้ว แผนจะปรากฏที่นี่ หรือเลือกปีงบประมาณอื่นจากแถบด้านบน"
        return empty | {"text": text}
    return empty | {
        "text": "เริ่มจากจัดทำแผนใหม่ แล้วเพิ่มกิจกรรมลงในตาราง หรือนำเข้าแผนที่มีอยู่จากไฟล์",
        "action_url": reverse("plans:plan-new"),
        "action_label": "จัดทำแผน",
    }
