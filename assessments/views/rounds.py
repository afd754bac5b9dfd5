"""The list of rounds, and the page of one."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from assessments.models import Round
from assessments.rounds.overview import Overview
from assessments.views.comparison import reaches_a_ministry
from assessments.views.reach import crumbs, visible_round
from organisations.access import Permission, check, has_anywhere
from organisations.context import ALL_YEARS, asks_for_all_years, selected_organisation, selected_year
from organisations.pages.lists import page_of
from organisations.requests import SignedInRequest

COLUMNS = [
    {"key": "round", "label": "รอบการประเมิน"},
    {"key": "organisation", "label": "หน่วยงาน"},
    {"key": "framework", "label": "กรอบการประเมิน"},
    {"key": "total", "label": "คะแนนรวม", "numeric": True, "narrow": True},
    {"key": "rating", "label": "ระดับ", "narrow": True},
    {"key": "state", "label": "สถานะ", "narrow": True},
]


@require_safe
def round_list(request: SignedInRequest) -> HttpResponse:
    """The rounds of the organisation, and of the fiscal year or of all years, that the bar on top says."""
    request.has_all_years = True  # type: ignore[attr-defined]
    seen = Round.objects.visible_to(request.user).below(selected_organisation(request))
    request.years_offered = seen.order_by().values_list("fiscal_year", flat=True).distinct()  # type: ignore[attr-defined]
    rounds = seen if asks_for_all_years(request) else seen.for_year(selected_year(request))
    may_write = has_anywhere(request.user, Permission.ASSESSMENT_EDIT)
    context = {
        "columns": COLUMNS,
        "page": page_of(request, rounds.select_related("organisation", "framework", "result")),
        "actions": _list_actions(request, may_write),
        "empty": _empty(request, may_write),
        "all_years_url": _all_years_url(request),
    }
    return render(request, "assessments/round_list.html", context)


@require_safe
def round_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """What a round came to, for two minutes' reading."""
    found = visible_round(request, pk)
    context = {
        "round": found,
        "crumbs": crumbs(found),
        "heading": found.round_name,
        "lead": f"{found.organisation.name} · ปีงบประมาณ พ.ศ. {found.fiscal_year} · {found.framework.name}",
        "overview": Overview(found),
        "actions": _actions(request, found),
        "may_edit": bool(check(request.user, Permission.ASSESSMENT_EDIT, found)),
    }
    return render(request, "assessments/round_detail.html", context)


def _actions(request: SignedInRequest, found: Round) -> list[dict[str, str]]:
    """What the person may do with the round now."""

    def to(name: str, label: str, icon: str, kind: str = "secondary") -> dict[str, str]:
        return {
            "label": label,
            "url": reverse(f"assessments:{name}", args=[found.pk]),
            "icon": icon,
            "kind": kind,
        }

    if check(request.user, Permission.ASSESSMENT_EDIT, found):
        return [
            to("round-scores", "กรอกคะแนน", "pencil-line", "primary"),
            to("round-edit", "แก้ไขรอบ", "pencil"),
            to("round-close", "ปิดรอบ", "lock"),
        ]
    if found.is_closed and check(request.user, Permission.ASSESSMENT_REOPEN, found):
        return [to("round-reopen", "เปิดรอบอีกครั้ง", "lock-open")]
    return []


def _list_actions(request: SignedInRequest, may_write: bool) -> list[dict[str, str]]:
    """The ways on from the list: a new round, and the pages that belong to no single round."""
    actions = [
        {
            "label": "กรอบการประเมิน",
            "url": reverse("assessments:framework-list"),
            "icon": "book-open-check",
        }
    ]
    if reaches_a_ministry(request.user):
        url = reverse("assessments:comparison-national")
        actions.insert(0, {"label": "ภาพรวมทุกหน่วยงาน", "url": url, "icon": "chart-line"})
    if may_write:
        url = reverse("assessments:round-new")
        actions.append({"label": "เพิ่มรอบการประเมิน", "url": url, "icon": "plus", "kind": "primary"})
    return actions


def _all_years_url(request: SignedInRequest) -> str:
    """Where rounds of other years are, when the bar asks for a year; in that year there may be none yet."""
    if asks_for_all_years(request):
        return ""
    organisation = selected_organisation(request)
    asked = {"organisation": organisation.code} if organisation else {}
    return "?" + urlencode({**asked, "year": ALL_YEARS})


def _empty(request: SignedInRequest, may_write: bool) -> dict[str, Any]:
    of_year = "" if asks_for_all_years(request) else f"ในปีงบประมาณ พ.ศ. {selected_year(request)}"
    empty = {"icon": "chart-line", "title": f"ยังไม่มีรอบการประเมิน{of_year}"}
    if not may_write:
        text = "เมื่อเลขานุการคณะทำงานบันทึกรอบการประเมินแล้ว ผลจะปรากฏที่นี่ หรือเลือกปีงบประมาณอื่นจากแถบด้านบน"
        return empty | {"text": text}
    return empty | {
        "text": "เริ่มจากเพิ่มรอบการประเมิน แล้วกรอกหรือนำเข้าคะแนน",
        "action_url": reverse("assessments:round-new"),
        "action_label": "เพิ่มรอบการประเมิน",
    }
