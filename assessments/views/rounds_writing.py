"""Rounds begun, changed, closed, opened again and taken away; who answered them."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from assessments.forms.rounds import ReopenForm, RoundForm
from assessments.models import Round
from assessments.services.rounds import (
    close_round,
    create_round,
    delete_round,
    has_work,
    reopen_round,
    update_round,
)
from assessments.views.reach import crumbs, editable_round, visible_round
from ita_portal.thai.fiscal import fiscal_year_of
from organisations.access import Permission, require, require_anywhere
from organisations.context import selected_organisation
from organisations.pages.form_page import form_page
from organisations.pages.outcome import carried_out
from organisations.requests import SignedInRequest
from organisations.services.errors import StaleError

STALE = "มีผู้แก้ไขรอบการประเมินนี้ก่อนท่าน ข้อความของท่านยังอยู่ครบ โปรดเทียบกับข้อมูลล่าสุดด้านล่าง แล้วบันทึกอีกครั้งหากต้องการใช้แทน"


@require_http_methods(["GET", "HEAD", "POST"])
def round_new(request: SignedInRequest) -> HttpResponse:
    """One more round of an organisation."""
    require_anywhere(request.user, Permission.ASSESSMENT_EDIT)
    asked = {
        "organisation": selected_organisation(request),
        "fiscal_year": fiscal_year_of(timezone.localdate()),
    }
    form = RoundForm(request.POST if request.method == "POST" else None, user=request.user, initial=asked)
    made = carried_out(
        form,
        lambda: create_round(
            by=request.user, organisation=form.cleaned_data["organisation"], values=form.values()
        ),
    )
    if made:
        messages.success(request, "เพิ่มรอบการประเมินแล้ว")
        return redirect(made)
    rounds = reverse("assessments:round-list")
    return form_page(
        request,
        form,
        title="เพิ่มรอบการประเมิน",
        crumbs=[{"label": "การประเมิน ITA", "url": rounds}, {"label": "เพิ่มรอบการประเมิน"}],
        submit="เพิ่มรอบการประเมิน",
        cancel_url=rounds,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def round_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    """What a round is: its framework, months, dates, targets and what was announced."""
    found = editable_round(request, pk)
    form = RoundForm(request.POST if request.method == "POST" else None, user=request.user, of_round=found)
    current: Round | None = None
    try:
        if carried_out(form, lambda: _updated(request, found, form)):
            messages.success(request, "บันทึกรอบการประเมินแล้ว")
            return redirect(found)
    except StaleError as stale:
        current = stale.current
        form.begin_again(stale.current.version)
        form.add_error(None, STALE)
    return _edit_page(request, found, form, current)


def _updated(request: SignedInRequest, found: Round, form: RoundForm) -> Round:
    version: int = form.cleaned_data["base_version"]
    return update_round(by=request.user, of_round=found, values=form.values(), base_version=version)


def _edit_page(
    request: SignedInRequest, found: Round, form: RoundForm, current: Round | None
) -> HttpResponse:
    context: dict[str, Any] = {
        "title": "แก้ไขรอบการประเมิน",
        "crumbs": crumbs(found, "แก้ไข"),
        "submit": "บันทึก",
        "cancel_url": reverse("assessments:round-detail", args=[found.pk]),
        "form": form,
        "differences": form.differences(current) if current else [],
        "delete_url": "" if has_work(found) else reverse("assessments:round-delete", args=[found.pk]),
    }
    return render(request, "assessments/round_form.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def round_close(request: SignedInRequest, pk: int) -> HttpResponse:
    """Ask, then freeze the round."""
    found = editable_round(request, pk)
    if request.method == "POST":
        close_round(by=request.user, of_round=found)
        messages.success(request, "ปิดรอบการประเมินแล้ว")
        return redirect(found)
    missing = found.result.missing if hasattr(found, "result") else 0
    context = {
        "title": "ปิดรอบการประเมิน",
        "text": f"เมื่อปิด{found.round_name}แล้ว ข้อมูลในรอบนี้แก้ไขไม่ได้ จนกว่าผู้มีอำนาจจะเปิดรอบอีกครั้งพร้อมเหตุผล",
        "items": [f"ยังไม่มีคะแนน {missing} รายการ"] if missing else [],
        "confirm_label": "ปิดรอบการประเมิน",
        "cancel_url": reverse("assessments:round-detail", args=[pk]),
    }
    return render(request, "confirm.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def round_reopen(request: SignedInRequest, pk: int) -> HttpResponse:
    """Open a closed round again, with a reason."""
    found = visible_round(request, pk)
    require(request.user, Permission.ASSESSMENT_REOPEN, found)
    form = ReopenForm(request.POST if request.method == "POST" else None)
    if carried_out(
        form, lambda: reopen_round(by=request.user, of_round=found, reason=form.cleaned_data["reason"])
    ):
        messages.success(request, "เปิดรอบการประเมินอีกครั้งแล้ว")
        return redirect("assessments:round-detail", pk)
    return form_page(
        request,
        form,
        title="เปิดรอบการประเมินอีกครั้ง",
        lead="เหตุผลจะปรากฏในประวัติการดำเนินการ",
        crumbs=crumbs(found, "เปิดรอบอีกครั้ง"),
        submit="เปิดรอบอีกครั้ง",
        cancel_url=reverse("assessments:round-detail", args=[pk]),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def round_delete(request: SignedInRequest, pk: int) -> HttpResponse:
    """Ask, then take away a round into which nothing was written."""
    found = editable_round(request, pk)
    here = reverse("assessments:round-detail", args=[pk])
    if has_work(found):
        messages.error(request, "รอบนี้มีข้อมูลแล้ว จึงลบไม่ได้")
        return redirect(here)
    if request.method == "POST":
        delete_round(by=request.user, of_round=found)
        messages.success(request, "ลบรอบการประเมินแล้ว")
        return redirect("assessments:round-list")
    context = {
        "title": "ลบรอบการประเมิน",
        "text": f"ลบ{found.round_name} ปี {found.fiscal_year} ของ{found.organisation.name} รอบนี้ยังไม่มีข้อมูล",
        "confirm_label": "ลบรอบการประเมิน",
        "cancel_url": here,
        "danger": True,
    }
    return render(request, "confirm.html", context)
