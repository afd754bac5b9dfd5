"""Fetching calls and answers: 404 for what the person may not see, 403 with the reason for the rest."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from organisations.access import Permission, require
from plans.models import ActionPlan, Activity, Call, CallAnswer
from plans.services.errors import MovedOnError
from plans.views.reach import shown
from plans.views.request import PlanRequest

_ANSWER = ("unit", "coordinator", "plan__organisation", "call__plan__organisation", "call__part")


def call(request: PlanRequest, pk: int) -> Call:
    """A call of a plan that the person writes, in whatever state the plan is."""
    calls = Call.objects.visible_to(request.user).select_related("plan__organisation", "part")
    found: Call = get_object_or_404(calls, pk=pk)
    require(request.user, Permission.PLAN_EDIT, found.plan.organisation)
    shown(request, found.plan)
    return found


def unit_answer(request: PlanRequest, pk: int) -> CallAnswer:
    """An answer whose plan the person may see."""
    answers = CallAnswer.objects.visible_to(request.user).select_related(*_ANSWER)
    plans = ActionPlan.objects.visible_to(request.user).order_by().values("pk")
    found = get_object_or_404(answers.filter(plan__in=plans), pk=pk)
    shown(request, found.plan)
    return found


def callers_answer(request: PlanRequest, pk: int) -> CallAnswer:
    """An answer that was sent to the person, who writes the caller's plan."""
    answers = CallAnswer.objects.visible_to(request.user).select_related(*_ANSWER)
    found = get_object_or_404(answers, pk=pk)
    require(request.user, Permission.PLAN_EDIT, found.call.plan.organisation)
    if found.state not in CallAnswer.WITH_CALLER:
        raise PermissionDenied(f"{found.unit} ยังไม่ได้ส่งรายการ หรือรายการถูกส่งคืนเพื่อแก้ไขแล้ว")
    if found.call.closed_at:
        raise PermissionDenied("ปิดรับข้อมูลตามคำขอนี้แล้ว หากต้องการดำเนินการต่อ โปรดเปิดรับอีกครั้ง")
    shown(request, found.call.plan)
    return found


def callers_row(request: PlanRequest, pk: int) -> tuple[CallAnswer, Activity]:
    """A row of an answer that was sent to the person."""
    rows = Activity.objects.visible_to(request.user).filter(part__plan__call_answer__isnull=False)
    row = get_object_or_404(rows.select_related("part__plan__call_answer", "heading"), pk=pk)
    return callers_answer(request, row.part.plan.call_answer.pk), row


def answer_moved_on(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Say where things stand, above the list of calls, where somebody was faster."""

    @wraps(view)
    def answered(request: PlanRequest, pk: int) -> HttpResponse:
        try:
            return view(request, pk)
        except MovedOnError as error:
            messages.error(request, str(error))
            return redirect("plans:call-answer-list")

    return answered
