"""The unit's pages of a call: what it is asked for, sending, the word of its head; and sending back."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import F
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from organisations.access import Permission, check, has_anywhere
from plans.calling import look_of
from plans.forms.calls import ReasonForm
from plans.models import Call, CallAnswer
from plans.services.calls_answers import (
    confirm_answer,
    require_returner,
    require_writer,
    return_answer,
    send_answer,
)
from plans.views import calls_reach as reach
from plans.views.answers import ask, crumbs_of_calls, refuse
from plans.views.request import PlanRequest

PER_PAGE = 30
RECEIVED_COLUMNS = [
    {"key": "title", "label": "เรื่อง"},
    {"key": "from", "label": "จาก"},
    {"key": "unit", "label": "ส่วนงาน"},
    {"key": "due", "label": "ส่งภายใน", "narrow": True},
    {"key": "state", "label": "สถานะ", "narrow": True},
]
OPENED_COLUMNS = [
    {"key": "title", "label": "เรื่อง"},
    {"key": "plan", "label": "แผน"},
    {"key": "due", "label": "ส่งภายใน", "narrow": True},
    {"key": "sent", "label": "ส่งแล้ว", "narrow": True},
    {"key": "state", "label": "สถานะ", "narrow": True},
]


@require_safe
def call_answer_list(request: PlanRequest) -> HttpResponse:
    """What one's units are asked for, open calls first; and the calls that one opened."""
    received = CallAnswer.objects.visible_to(request.user).of_units(request.user)
    received = received.select_related("unit", "call__plan__organisation")
    received = received.order_by(F("call__closed_at").desc(nulls_first=True), "call__due_on", "pk")
    context = {
        "columns": RECEIVED_COLUMNS,
        "page": Paginator(received, PER_PAGE).get_page(request.GET.get("page")),
        "opened": _opened(request) if has_anywhere(request.user, Permission.PLAN_EDIT) else None,
        "opened_columns": OPENED_COLUMNS,
        "empty": {"icon": "inbox", "title": "ยังไม่มีคำขอถึงหน่วยงานของท่าน", "text": "คำขอจากหน่วยงานอื่นจะปรากฏที่นี่"},
        "no_opened": {
            "icon": "send",
            "title": "ท่านยังไม่ได้เปิดคำขอ",
            "text": "เปิดคำขอได้จากหน้าของแผน โดยเลือก “ขอข้อมูลจากส่วนงาน”",
        },
    }
    return render(request, "plans/call_answer_list.html", context)


@require_safe
def call_answer(request: PlanRequest, pk: int) -> HttpResponse:
    """The letter, the day it is due, and what can be done now."""
    answer = reach.unit_answer(request, pk)
    context = {
        "answer": answer,
        "call": answer.call,
        "look": look_of(answer),
        "rows": answer.rows.count(),
        "returned": answer.returned_rows,
        "may_write": bool(check(request.user, Permission.PLAN_EDIT, answer.plan)),
        "may_confirm": _may_confirm(request, answer),
        "crumbs": _crumbs(answer),
    }
    return render(request, "plans/call_answer.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@reach.answer_moved_on
def call_answer_send(request: PlanRequest, pk: int) -> HttpResponse:
    """Send the unit's rows, after asking."""
    answer = reach.unit_answer(request, pk)
    if request.method != "POST":
        require_writer(request.user, answer)
        return ask(request, danger=False, cancel_url=answer.get_absolute_url(), **_question(answer))
    send_answer(by=request.user, answer=answer)
    confirming = answer.state == CallAnswer.State.CONFIRMING
    messages.success(request, "ส่งให้หัวหน้าส่วนงานยืนยันแล้ว" if confirming else "ส่งแล้ว")
    return redirect(answer)


@require_POST
@reach.answer_moved_on
def call_answer_confirm(request: PlanRequest, pk: int) -> HttpResponse:
    """The head's word."""
    answer = reach.unit_answer(request, pk)
    confirm_answer(by=request.user, answer=answer)
    messages.success(request, f"ยืนยันและส่งให้{answer.call.organisation}แล้ว")
    return redirect(answer)


@require_http_methods(["GET", "HEAD", "POST"])
@reach.answer_moved_on
def call_answer_return(request: PlanRequest, pk: int) -> HttpResponse:
    """Back to those who write it, with a reason: by the head, or by the caller."""
    answer = reach.unit_answer(request, pk)
    require_returner(request.user, answer)
    by_head = answer.state == CallAnswer.State.CONFIRMING
    back = answer.get_absolute_url() if by_head else answer.call.get_absolute_url()
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        try:
            reason, link = form.cleaned_data["reason"], request.build_absolute_uri
            return_answer(by=request.user, answer=answer, reason=reason, link=link)
        except ValidationError as error:
            refuse(form, error)
        else:
            messages.success(request, "ส่งคืนเพื่อแก้ไขแล้ว")
            return redirect(back)
    context = {"form": form, "answer": answer, "back": back, "crumbs": _crumbs(answer, "ส่งคืนเพื่อแก้ไข")}
    return render(request, "plans/call_answer_return.html", context, status=422 if form.is_bound else 200)


def _opened(request: PlanRequest) -> Any:
    """The calls of the plans that the person writes, open ones first, with how many have sent."""
    calls = (
        Call.objects.visible_to(request.user)
        .written_by(request.user)
        .with_counts()
        .select_related("plan__organisation")
    )
    ordered = calls.order_by(F("closed_at").desc(nulls_first=True), "-due_on", "-pk")
    return Paginator(ordered, PER_PAGE).get_page(request.GET.get("opened"))


def _may_confirm(request: PlanRequest, answer: CallAnswer) -> bool:
    waits = answer.state == CallAnswer.State.CONFIRMING and not answer.call.closed_at
    return waits and bool(check(request.user, Permission.ANSWER_CONFIRM, answer))


def _question(answer: CallAnswer) -> dict[str, str]:
    rows = answer.rows.count()
    to_head = answer.call.needs_confirmation
    what = f"{rows} รายการ" if rows else "โดยแจ้งว่าไม่มีข้อเสนอ"
    whom = "หัวหน้าส่วนงานเพื่อยืนยัน" if to_head else answer.call.organisation.name
    return {
        "title": "ส่งให้หัวหน้ายืนยันหรือไม่" if to_head else "ส่งหรือไม่",
        "text": f"จะส่ง {what} ให้{whom} เมื่อส่งแล้วจะแก้ไขไม่ได้จนกว่าจะมีการส่งคืน",
        "confirm_label": "ส่งให้หัวหน้ายืนยัน" if to_head else "ส่ง",
    }


def _crumbs(answer: CallAnswer, here: str = "") -> list[dict[str, str]]:
    return crumbs_of_calls((answer.call.title, answer.get_absolute_url()), here=here)
