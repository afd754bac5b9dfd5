"""Closing a round, and opening it again: each asked on a page of its own."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from organisations.access import Permission, require
from organisations.pages.form_page import form_page
from organisations.pages.outcome import carried_out
from organisations.services.errors import StaleError
from plans.forms.rounds import CloseForm, ReopenForm
from plans.models import MonitoringRound, Progress, RoundClosing
from plans.monitoring.rounds import expected_in, figures_of, in_force
from plans.services.rounds import CLOSED, NOT_CLOSED, close_round, reopen_round
from plans.views.request import PlanRequest
from plans.views.rounds import crumbs, visible_round, writable_round

CHANGED = "มีผู้แก้ไขรอบนี้ก่อนท่าน โปรดตรวจสอบข้อมูลอีกครั้งแล้วปิดรอบ"


@require_http_methods(["GET", "HEAD", "POST"])
def round_close(request: PlanRequest, pk: int) -> HttpResponse:
    """What is missing and what waits to be checked, and the question whether to close all the same."""
    found = writable_round(request, pk)
    if in_force(found):
        raise PermissionDenied(CLOSED)
    missing = figures_of(found)["missing"]
    data = request.POST if request.method == "POST" else None
    form = CloseForm(data, count=len(missing), initial={"base_version": found.version})
    if form.is_bound and form.is_valid():
        return _closed(request, found, form)
    context = {
        "form": form,
        "round": found,
        "missing": missing,
        "unchecked": expected_in(found).filter(state=Progress.State.SUBMITTED).count(),
        "is_early": found.ends_on >= timezone.localdate(),
        "crumbs": crumbs(found.plan, (str(found), found.get_absolute_url()), here="ปิดรอบ"),
    }
    return render(request, "plans/round_close.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def round_reopen(request: PlanRequest, pk: int) -> HttpResponse:
    """Why the closed round is opened again."""
    found = visible_round(request, pk)
    require(request.user, Permission.MONITORING_REOPEN, found)
    if not in_force(found):
        messages.info(request, NOT_CLOSED)
        return redirect(found)
    form = ReopenForm(request.POST if request.method == "POST" else None)
    if form.is_bound and carried_out(form, lambda: _reopened(request, found, form)):
        messages.success(request, "เปิดรอบอีกครั้งแล้ว ตัวเลขที่ปิดไว้ยังเปิดดูได้ในประวัติการปิดรอบ")
        return redirect(found)
    return form_page(
        request,
        form,
        title=f"เปิด{found}อีกครั้ง",
        lead="งวดรายงานในรอบนี้จะแก้ไขได้อีก ตัวเลขที่ปิดไว้แล้วยังเก็บไว้ในประวัติ",
        submit="เปิดรอบอีกครั้ง",
        crumbs=crumbs(found.plan, (str(found), found.get_absolute_url()), here="เปิดรอบอีกครั้ง"),
        cancel_url=found.get_absolute_url(),
    )


def _closed(request: PlanRequest, found: MonitoringRound, form: CloseForm) -> HttpResponse:
    """Back to the question, which tells what has changed, where something came between."""
    base = form.cleaned_data["base_version"]
    confirmed = form.missing_confirmed
    try:
        close_round(by=request.user, round=found, base_version=base, missing_confirmed=confirmed)
    except StaleError:
        messages.error(request, CHANGED)
        return redirect("plans:round-close", found.pk)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("plans:round-close", found.pk)
    messages.success(request, "ปิดรอบแล้ว ตัวเลขของรอบนี้จะไม่เปลี่ยนแปลงอีก")
    return redirect(found)


def _reopened(request: PlanRequest, found: MonitoringRound, form: ReopenForm) -> RoundClosing:
    return reopen_round(by=request.user, round=found, reason=form.cleaned_data["reason"])
