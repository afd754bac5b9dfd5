"""The library of evidence: its list, one evidence with versions and uses, the bin, the files themselves."""

from typing import Any

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from organisations.access import Permission, check, require
from organisations.context import selected_year
from organisations.evidence_list import found, library_of, people_of, years_of
from organisations.evidence_thumbnails import thumbnail_of
from organisations.evidence_uses import uses_of
from organisations.forms.evidence import EvidenceFilter
from organisations.models import Evidence, EvidenceVersion, Organisation
from organisations.pages.kept_file import kept_file, kept_picture
from organisations.pages.lists import Columns, page_of
from organisations.requests import SignedInRequest, asked_id
from organisations.services.evidence_bin import DAYS_IN_BIN

ON_A_PAGE = 30
HEADING = "คลังหลักฐาน"
COLUMNS: Columns = [
    {"key": "evidence", "label": "หลักฐาน"},
    {"key": "dated_on", "label": "วันที่ของหลักฐาน", "narrow": True},
    {"key": "added", "label": "เพิ่มเมื่อ"},
    {"key": "sight", "label": "ผู้มีสิทธิ์ดู"},
    {"key": "used", "label": "การใช้งาน", "narrow": True},
]
BIN_COLUMNS: Columns = [
    {"key": "title", "label": "หลักฐาน"},
    {"key": "fiscal_year", "label": "ปีงบประมาณ", "narrow": True},
    {"key": "deleted_at", "label": "ลบเมื่อ"},
    {"key": "deleted_by", "label": "ลบโดย"},
    {"key": "restore", "label": "นำกลับคืน", "narrow": True},
]


@require_safe
def evidence_list(request: SignedInRequest, pk: int) -> HttpResponse:
    """The library of an organisation in one fiscal year."""
    organisation = visible_library(request, pk)
    library = library_of(organisation, request.user)
    year = asked_id(request.GET.get("fiscal_year", "")) or selected_year(request)
    of_year = library.for_year(year)
    filters = EvidenceFilter(request.GET, years=years_of(library), year=year, people=people_of(of_year))
    conditions = filters.conditions()
    may_add = bool(check(request.user, Permission.EVIDENCE_EDIT, organisation))
    context = {
        "page": page_of(request, found(of_year, conditions), ON_A_PAGE),
        "columns": COLUMNS,
        "heading": HEADING,
        "lead": f"{organisation.name} ปีงบประมาณ พ.ศ. {year}",
        "filters": filters,
        "filtered": bool(conditions),
        "total": of_year.count() if conditions else None,
        "all_url": f"?fiscal_year={year}",
        "actions": _list_actions(organisation, year) if may_add else [],
        "empty": _empty(may_add),
    }
    return render(request, "organisations/evidence_list.html", context)


@require_safe
def evidence_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """One evidence: what is said of it, all its versions, and where it is used."""
    evidence = visible_evidence(request, pk)
    context = {
        "evidence": evidence,
        "versions": evidence.versions.select_related("added_by"),
        "uses": uses_of(evidence, request.user),
        "may_edit": bool(check(request.user, Permission.EVIDENCE_EDIT, evidence)),
        "crumbs": crumbs(evidence),
    }
    return render(request, "organisations/evidence_detail.html", context)


@require_safe
def evidence_bin(request: SignedInRequest, pk: int) -> HttpResponse:
    """What was deleted and can be taken back, of every year."""
    organisation = visible_library(request, pk)
    require(request.user, Permission.EVIDENCE_EDIT, organisation)
    seen = Evidence.everything.visible_to(request.user, Permission.EVIDENCE_EDIT)
    binned = seen.filter(organisation=organisation).exclude(deleted_at=None)
    context = {
        "page": page_of(request, binned.select_related("deleted_by").order_by("-deleted_at"), ON_A_PAGE),
        "columns": BIN_COLUMNS,
        "lead": f"นำกลับคืนได้ภายใน {DAYS_IN_BIN} วัน เมื่อพ้นกำหนดระบบจะลบถาวรพร้อมไฟล์",
        "crumbs": [*library_crumbs(organisation), {"label": "หลักฐานที่ลบแล้ว"}],
        "empty": {"icon": "trash-2", "title": "ไม่มีหลักฐานที่ลบแล้ว", "text": "หลักฐานที่ลบจะปรากฏที่นี่"},
    }
    return render(request, "organisations/evidence_bin.html", context)


@require_safe
def evidence_file(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """The file of a version, piece by piece, for those who may see the evidence."""
    version = _visible_version(request, pk)
    return kept_file(request, version.file, version.name)


@require_safe
def evidence_thumbnail(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """The small picture of a photo, for those who may see the evidence."""
    small = thumbnail_of(_visible_version(request, pk))
    if small is None:
        raise Http404
    return kept_picture(small)


def visible_library(request: SignedInRequest, pk: int) -> Organisation:
    """An organisation whose evidence the person may see; the page is of it."""
    seen = Organisation.objects.visible_to(request.user, Permission.EVIDENCE_VIEW)
    organisation: Organisation = get_object_or_404(seen, pk=pk)
    request.current_organisation = organisation  # type: ignore[attr-defined]
    return organisation


def visible_evidence(request: SignedInRequest, pk: int) -> Evidence:
    """Evidence that the person may see; the page is of its organisation and year."""
    seen = Evidence.objects.visible_to(request.user).select_related("organisation", "added_by")
    evidence: Evidence = get_object_or_404(seen, pk=pk)
    request.current_organisation = evidence.organisation  # type: ignore[attr-defined]
    request.current_year = evidence.fiscal_year  # type: ignore[attr-defined]
    return evidence


def library_url(organisation: Organisation, year: int | None = None) -> str:
    """The list of an organisation, of one year if said."""
    url = reverse("organisations:evidence-list", args=[organisation.pk])
    return f"{url}?fiscal_year={year}" if year else url


def library_crumbs(organisation: Organisation, year: int | None = None) -> list[dict[str, str]]:
    """The way to the library."""
    return [{"label": HEADING, "url": library_url(organisation, year)}]


def crumbs(evidence: Evidence, here: str = "") -> list[dict[str, str]]:
    """The way from the library to the evidence, and to a page of it."""
    way = library_crumbs(evidence.organisation, evidence.fiscal_year)
    name = evidence.title[:60]
    if not here:
        return [*way, {"label": name}]
    return [*way, {"label": name, "url": evidence.get_absolute_url()}, {"label": here}]


def _visible_version(request: SignedInRequest, pk: int) -> EvidenceVersion:
    version: EvidenceVersion = get_object_or_404(EvidenceVersion.objects.visible_to(request.user), pk=pk)
    if version.is_link:
        raise Http404
    return version


def _list_actions(organisation: Organisation, year: int) -> list[dict[str, str]]:
    def to(name: str, label: str, icon: str, kind: str) -> dict[str, str]:
        url = reverse(f"organisations:{name}", args=[organisation.pk])
        return {"label": label, "url": f"{url}?year={year}", "icon": icon, "kind": kind}

    return [
        to("evidence-new", "เพิ่มไฟล์", "upload", "primary"),
        to("evidence-link-new", "เพิ่มลิงก์", "link", "secondary"),
        to("evidence-bin", "หลักฐานที่ลบแล้ว", "trash-2", "link"),
    ]


def _empty(may_add: bool) -> dict[str, Any]:
    text = "เพิ่มไฟล์หรือลิงก์ครั้งเดียว แล้วใช้กับรายงานผลและข้อของการประเมินได้หลายแห่ง"
    return {
        "icon": "folder-open",
        "title": "ยังไม่มีหลักฐานในปีนี้",
        "text": text if may_add else "เมื่อผู้รับผิดชอบเพิ่มหลักฐานแล้ว หลักฐานจะปรากฏที่นี่",
    }
