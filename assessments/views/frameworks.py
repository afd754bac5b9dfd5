"""Frameworks to read: their list, their page, a topic through the years, and their files."""

import json

from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from assessments.forms.frameworks import FrameworkFilter
from assessments.framework_pages import (
    calendar_of,
    facts_of,
    instrument_blocks,
    listed,
    notes_of,
    scoring_of,
    topic_items,
)
from assessments.loading.stored import stored_plan
from assessments.loading.to_facts import facts_of as facts_to_export
from assessments.loading.workbook_writing import workbook_of
from assessments.models import Framework, Topic
from assessments.querysets import FrameworkQuerySet
from ita_portal.render import xlsx
from organisations.access import is_central
from organisations.pages.lists import Columns, page_of
from organisations.requests import SignedInRequest

COLUMNS: Columns = [
    {"key": "name", "label": "กรอบการประเมิน"},
    {"key": "fiscal_year", "label": "ปีงบประมาณ พ.ศ.", "narrow": True},
    {"key": "instruments", "label": "เครื่องมือ"},
    {"key": "items", "label": "ข้อที่มีในระบบ", "numeric": True, "narrow": True},
    {"key": "ratings", "label": "เกณฑ์ระดับ", "narrow": True},
    {"key": "version", "label": "ฉบับ", "narrow": True},
]
EMPTY = {
    "icon": "book-open-check",
    "title": "ยังไม่มีกรอบการประเมิน",
    "text": "เมื่อผู้ดูแลระบบส่วนกลางนำเข้ากรอบการประเมินแล้ว กรอบจะปรากฏที่นี่",
}
CRUMB = "กรอบการประเมิน"


@require_safe
def framework_list(request: SignedInRequest) -> HttpResponse:
    """Every framework, the latest year first."""
    seen = Framework.objects.visible_to(request.user)
    filters = FrameworkFilter(
        request.GET,
        families=seen.order_by("family").values_list("family", flat=True).distinct(),
        years=seen.order_by("-fiscal_year").values_list("fiscal_year", flat=True).distinct(),
    )
    conditions = filters.conditions()
    context = {
        "page": page_of(request, listed(_found(seen, conditions))),
        "columns": COLUMNS,
        "empty": EMPTY,
        "filters": filters,
        "filtered": bool(conditions),
        "total": seen.count() if conditions else None,
        "actions": _list_actions() if is_central(request.user) else [],
    }
    return render(request, "assessments/framework_list.html", context)


def _found(seen: FrameworkQuerySet, conditions: dict[str, object]) -> FrameworkQuerySet:
    words = str(conditions.pop("q", ""))
    return seen.filter(Q(name__icontains=words) | Q(code__icontains=words), **conditions)


def _list_actions() -> list[dict[str, str]]:
    return [
        {
            "label": "นำเข้ากรอบการประเมิน",
            "url": reverse("assessments:framework-load"),
            "icon": "upload",
            "kind": "primary",
        }
    ]


@require_safe
def framework_detail(request: SignedInRequest, code: str) -> HttpResponse:
    """All that is known of a framework, and what is not established."""
    framework = _framework(request, code)
    blocks = instrument_blocks(framework)
    context = {
        "framework": framework,
        "facts": facts_of(framework, sum(block.known for block in blocks)),
        "blocks": blocks,
        "scales": framework.scales.all(),
        "ratings": framework.rating_rules.all(),
        "survey_rules": framework.survey_rules.select_related("instrument", "part"),
        "calendar": calendar_of(framework),
        "gaps": framework.facts.get("gaps", []),
        "sources": framework.facts.get("source", []),
        "notes": notes_of(framework),
        "scoring": scoring_of(framework),
        "versions": framework.versions.select_related("loaded_by"),
        "crumbs": [_list_crumb(), {"label": framework.code}],
    }
    return render(request, "assessments/framework_detail.html", context)


@require_safe
def framework_topic(request: SignedInRequest, key: str) -> HttpResponse:
    """What a topic was called and coded in every year and family."""
    topic = get_object_or_404(Topic.objects.visible_to(request.user), key=key)
    context = {
        "topic": topic,
        "items": topic_items(topic),
        "crumbs": [_list_crumb(), {"label": topic.label}],
    }
    return render(request, "assessments/framework_topic.html", context)


@require_safe
def framework_file(request: SignedInRequest, code: str, kind: str) -> HttpResponse:
    """The framework as a file that can be changed and loaded again."""
    framework = _framework(request, code)
    plan = stored_plan(framework)
    if kind == "xlsx":
        return _file(workbook_of(plan), xlsx.MEDIA_TYPE, f"{code}.xlsx")
    if kind == "json":
        words = json.dumps(facts_to_export(plan), ensure_ascii=False, indent=1)
        return _file(words.encode(), "application/json", f"{code}.json")
    raise Http404


@require_safe
def framework_template(request: SignedInRequest) -> HttpResponse:
    """The empty workbook for a new framework."""
    return _file(workbook_of(None), xlsx.MEDIA_TYPE, "แบบกรอบการประเมิน.xlsx")


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = content_disposition_header(True, name)
    return response


def _framework(request: SignedInRequest, code: str) -> Framework:
    return get_object_or_404(Framework.objects.visible_to(request.user), code=code)


def _list_crumb() -> dict[str, str]:
    return {"label": CRUMB, "url": reverse("assessments:framework-list")}
