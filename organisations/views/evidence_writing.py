"""Writing the library: files and links added, what is said changed, new versions, the bin and out of it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from organisations.access import Permission, require
from organisations.context import selected_year
from organisations.evidence_uses import uses_of
from organisations.forms.evidence import (
    EvidenceFilesForm,
    EvidenceForm,
    EvidenceLinkForm,
    EvidenceVersionForm,
)
from organisations.models import Evidence, Organisation
from organisations.pages.form_page import form_page
from organisations.pages.outcome import carried_out
from organisations.requests import SignedInRequest
from organisations.services.errors import StaleError
from organisations.services.evidence import (
    add_version,
    bin_evidence,
    change_evidence,
    keep_file,
    keep_link,
    restore_evidence,
)
from organisations.services.evidence_bin import DAYS_IN_BIN
from organisations.views.evidence import (
    crumbs,
    library_crumbs,
    library_url,
    visible_evidence,
    visible_library,
)

FILE_FORM = "organisations/evidence_form.html"
STALE = "มีผู้แก้ไขหลักฐานนี้ก่อนท่าน ข้อความของท่านยังอยู่ครบ หากต้องการใช้ข้อความของท่าน โปรดบันทึกอีกครั้ง"


@require_http_methods(["GET", "HEAD", "POST"])
def evidence_new(request: SignedInRequest, pk: int) -> HttpResponse:
    """Files from a computer or a phone, each kept by itself."""
    organisation = _addable(request, pk)
    year = selected_year(request)
    if request.method == "POST":
        form = EvidenceFilesForm(request.POST, request.FILES)
        if form.is_valid() and _kept_all(request, form, organisation):
            return redirect(library_url(organisation, form.cleaned_data["fiscal_year"]))
    else:
        form = EvidenceFilesForm(initial={"fiscal_year": year})
    return form_page(
        request,
        form,
        FILE_FORM,
        title="เพิ่มไฟล์หลักฐาน",
        lead=organisation.name,
        crumbs=[*library_crumbs(organisation, year), {"label": "เพิ่มไฟล์"}],
        submit="เพิ่มหลักฐาน",
        cancel_url=library_url(organisation, year),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def evidence_link_new(request: SignedInRequest, pk: int) -> HttpResponse:
    """An address of the public net."""
    organisation = _addable(request, pk)
    year = selected_year(request)
    form = EvidenceLinkForm(request.POST if request.method == "POST" else None, initial={"fiscal_year": year})
    kept = carried_out(
        form, lambda: keep_link(by=request.user, organisation=organisation, **form.cleaned_data)
    )
    if kept:
        messages.success(request, f"เพิ่ม “{kept}” แล้ว")
        return redirect(kept)
    return form_page(
        request,
        form,
        title="เพิ่มลิงก์หลักฐาน",
        lead=organisation.name,
        crumbs=[*library_crumbs(organisation, year), {"label": "เพิ่มลิงก์"}],
        submit="เพิ่มหลักฐาน",
        cancel_url=library_url(organisation, year),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def evidence_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    """What is said of the evidence."""
    evidence = editable_evidence(request, pk)
    initial = {name: getattr(evidence, name) for name in ("title", "dated_on", "note", "sight")}
    initial["base_version"] = evidence.version
    form = EvidenceForm(request.POST if request.method == "POST" else None, initial=initial)
    try:
        if carried_out(
            form, lambda: change_evidence(by=request.user, evidence=evidence, **form.cleaned_data)
        ):
            messages.success(request, "บันทึกแล้ว")
            return redirect(evidence)
    except StaleError as stale:
        form.begin_again(stale.current.version)
        form.add_error(None, STALE)
    return form_page(
        request,
        form,
        title="แก้ไขข้อมูลหลักฐาน",
        lead=evidence.title,
        crumbs=crumbs(evidence, "แก้ไข"),
        submit="บันทึก",
        cancel_url=evidence.get_absolute_url(),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def evidence_version_new(request: SignedInRequest, pk: int) -> HttpResponse:
    """A newer file or link of the same evidence; the older ones stay."""
    evidence = editable_evidence(request, pk)
    given = (request.POST, request.FILES) if request.method == "POST" else ()
    form = EvidenceVersionForm(*given, is_link=evidence.newest.is_link)
    if version := carried_out(form, lambda: _version_added(request, evidence, form.cleaned_data)):
        messages.success(request, f"เพิ่มฉบับที่ {version.number} แล้ว ฉบับก่อนหน้ายังเปิดดูได้")
        return redirect(evidence)
    return form_page(
        request,
        form,
        FILE_FORM,
        title="เพิ่มฉบับใหม่",
        lead=evidence.title,
        crumbs=crumbs(evidence, "เพิ่มฉบับใหม่"),
        submit="เพิ่มฉบับใหม่",
        cancel_url=evidence.get_absolute_url(),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def evidence_delete(request: SignedInRequest, pk: int) -> HttpResponse:
    """Into the bin, after asking; while it is used, where."""
    evidence = editable_evidence(request, pk)
    if request.method == "POST":
        try:
            bin_evidence(by=request.user, evidence=evidence)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return redirect(evidence)
        messages.success(request, f"ลบ “{evidence}” แล้ว นำกลับคืนได้ภายใน {DAYS_IN_BIN} วัน")
        return redirect(library_url(evidence.organisation, evidence.fiscal_year))
    uses = uses_of(evidence, request.user)
    context = {
        "title": f"ลบ “{evidence}” หรือไม่",
        "text": "หลักฐานนี้ใช้อยู่ที่ต่อไปนี้ จึงยังลบไม่ได้ โปรดนำออกจากที่นั้นก่อน"
        if uses
        else f"นำกลับคืนได้ภายใน {DAYS_IN_BIN} วัน เมื่อพ้นกำหนดระบบจะลบถาวรพร้อมไฟล์ทุกฉบับ",
        "items": [f"{use.kind} {use.words}" for use in uses.seen],
        "danger": True,
        "confirm_label": "ลบ",
        "cancel_url": evidence.get_absolute_url(),
    }
    return render(request, "confirm.html", context)


@require_POST
def evidence_restore(request: SignedInRequest, pk: int) -> HttpResponse:
    """Out of the bin."""
    seen = Evidence.everything.visible_to(request.user).select_related("organisation")
    evidence: Evidence = get_object_or_404(seen, pk=pk)
    require(request.user, Permission.EVIDENCE_EDIT, evidence)
    try:
        restore_evidence(by=request.user, evidence=evidence)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect(reverse("organisations:evidence-bin", args=[evidence.organisation_id]))
    messages.success(request, f"นำ “{evidence}” กลับคืนแล้ว")
    return redirect(evidence)


def editable_evidence(request: SignedInRequest, pk: int) -> Evidence:
    """Evidence that the person may see and change."""
    evidence = visible_evidence(request, pk)
    require(request.user, Permission.EVIDENCE_EDIT, evidence)
    return evidence


def _addable(request: SignedInRequest, pk: int) -> Organisation:
    organisation = visible_library(request, pk)
    require(request.user, Permission.EVIDENCE_EDIT, organisation)
    return organisation


def _kept_all(request: SignedInRequest, form: EvidenceFilesForm, organisation: Organisation) -> bool:
    """Keep the files one after another, and say of each what became of it; whether none was refused."""
    for number, upload in enumerate(form.sent(), start=1):
        try:
            kept = keep_file(
                by=request.user, organisation=organisation, upload=upload, **form.said_of(number)
            )
        except ValidationError as error:
            form.add_error("chosen", [f"“{upload.name}”: {words}" for words in error.messages])
        else:
            messages.success(request, f"เพิ่ม “{kept}” แล้ว")
    return not form.errors


def _version_added(request: SignedInRequest, evidence: Evidence, said: dict[str, Any]) -> Any:
    return add_version(
        by=request.user,
        evidence=evidence,
        reason=said["reason"],
        upload=said.get("file"),
        url=said.get("url", ""),
    )
