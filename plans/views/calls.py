"""The caller's pages of a call: opening it, who has answered, reminding, closing, the summary."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from organisations.access import Permission, require
from organisations.models import Organisation
from plans.calling import MOST_PAIRS, answer_lines, members_of, pairs_alike, summary_of
from plans.forms.calls import CallForm, UnitsForm
from plans.models import ActionPlan, Call, CallAnswer
from plans.services import calls
from plans.services.calls import Asked, Reminder
from plans.services.calls_mail import Link
from plans.services.errors import MovedOnError
from plans.views import calls_reach as reach
from plans.views import reach as plans_reach
from plans.views.answers import ask, crumbs_of_calls, refuse
from plans.views.request import PlanRequest

MOST_UNITS = 100
ANSWER_COLUMNS = [
    {"key": "unit", "label": "ส่วนงาน"},
    {"key": "coordinator", "label": "ผู้ประสานงาน"},
    {"key": "state", "label": "สถานะ", "narrow": True},
    {"key": "rows", "label": "รายการ", "numeric": True, "narrow": True},
    {"key": "sent", "label": "ส่งเมื่อ", "narrow": True},
    {"key": "reminded", "label": "เตือนล่าสุด", "narrow": True},
    {"key": "acts", "label": "ดำเนินการ", "narrow": True},
]


@require_http_methods(["GET", "HEAD", "POST"])
def call_new(request: PlanRequest, pk: int) -> HttpResponse:
    """Ask the units for rows of one of the plan's tables."""
    plan = plans_reach.plan(request, pk)
    require(request.user, Permission.PLAN_EDIT, plan.organisation)
    units = _units(request, plan)
    parts = plan.parts.filter(rows_of=None)
    form = CallForm(
        request.POST or None, units=units, people=members_of(units), parts=parts, initial=_beginning(plan)
    )
    if form.is_valid():
        try:
            call = calls.open_call(
                by=request.user, units=_asked(form), link=_link(request), **form.call_values()
            )
        except ValidationError as error:
            refuse(form, error)
        else:
            messages.success(request, f"เปิดคำขอและแจ้งส่วนงานแล้ว {len(form.asked())} แห่ง")
            return redirect(call)
    context = {"form": form, "plan": plan, "parts": parts, "too_many": len(units) == MOST_UNITS}
    return render(request, "plans/call_new.html", context, status=422 if form.is_bound else 200)


@require_safe
def call_detail(request: PlanRequest, pk: int) -> HttpResponse:
    """Who has sent and who has not, and which rows look alike."""
    call = reach.call(request, pk)
    lines = answer_lines(call)
    pairs = [] if call.closed_at else pairs_alike(call)
    sent = sum(line.sent is not None for line in lines)
    context = {
        "call": call,
        "columns": ANSWER_COLUMNS,
        "lines": lines,
        "sent": sent,
        "progress": f"{sent} จาก {len(lines)} ส่วนงาน",
        "waiting": len(lines) - sent,
        "late": sum(line.sent is None and line.answer.is_late for line in lines),
        "pairs": pairs[:MOST_PAIRS],
        "more_pairs": max(len(pairs) - MOST_PAIRS, 0),
        "crumbs": _crumbs(call),
    }
    return render(request, "plans/call_detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def call_units(request: PlanRequest, pk: int) -> HttpResponse:
    """Ask more units; ``?q=`` searches among all that may be asked."""
    call = reach.call(request, pk)
    units = _units(request, call.plan, call)
    form = UnitsForm(request.POST or None, units=units, people=members_of(units))
    if form.is_valid():
        try:
            calls.add_units(by=request.user, call=call, units=_asked(form), link=_link(request))
        except (ValidationError, MovedOnError) as error:
            form.add_error(None, error.messages if isinstance(error, ValidationError) else str(error))
        else:
            messages.success(request, f"เพิ่มส่วนงานแล้ว {len(form.asked())} แห่ง")
            return redirect(call)
    context = {
        "form": form,
        "call": call,
        "q": request.GET.get("q", ""),
        "crumbs": _crumbs(call, "เพิ่มส่วนงาน"),
    }
    context["too_many"] = len(units) == MOST_UNITS
    return render(request, "plans/call_units.html", context, status=422 if form.is_bound else 200)


@require_POST
@reach.answer_moved_on
def call_remind(request: PlanRequest, pk: int) -> HttpResponse:
    """Write to all who have not sent; once a day."""
    call = reach.call(request, pk)
    _say(request, calls.remind(by=request.user, call=call, link=_link(request)))
    return redirect(call)


@require_http_methods(["GET", "HEAD", "POST"])
@reach.answer_moved_on
def call_close(request: PlanRequest, pk: int) -> HttpResponse:
    """Take nothing more, after asking."""
    call = reach.call(request, pk)
    if request.method != "POST":
        waiting = call.answers.exclude(state__in=CallAnswer.WITH_CALLER).count()
        return ask(
            request,
            title="ปิดรับข้อมูลหรือไม่",
            text=f"ส่วนงานจะแก้ไขหรือส่งรายการไม่ได้อีก ขณะนี้ยังไม่ส่ง {waiting} แห่ง เปิดรับอีกครั้งได้ภายหลัง",
            confirm_label="ปิดรับข้อมูล",
            cancel_url=call.get_absolute_url(),
        )
    calls.close_call(by=request.user, call=call)
    messages.success(request, "ปิดรับข้อมูลแล้ว")
    return redirect(call)


@require_POST
@reach.answer_moved_on
def call_reopen(request: PlanRequest, pk: int) -> HttpResponse:
    """Take answers again."""
    call = reach.call(request, pk)
    calls.reopen_call(by=request.user, call=call)
    messages.success(request, "เปิดรับข้อมูลอีกครั้งแล้ว")
    return redirect(call)


@require_safe
def call_summary(request: PlanRequest, pk: int) -> HttpResponse:
    """What the units sent, unit by unit, for print."""
    call = reach.call(request, pk)
    units = summary_of(call)
    context = {
        "call": call,
        "units": units,
        "count": sum(len(unit.rows) for unit in units),
        "budget": sum((unit.budget for unit in units), Decimal(0)),
        "sent": sum(unit.answer.state in CallAnswer.WITH_CALLER for unit in units),
        "crumbs": _crumbs(call, "สรุปตามส่วนงาน"),
    }
    return render(request, "plans/call_summary.html", context)


def _units(request: PlanRequest, plan: ActionPlan, call: Call | None = None) -> list[Organisation]:
    """Whom one may ask, by what is searched for, own units first; of a call those not yet asked."""
    found = calls.units_to_ask(request.user, plan.organisation)
    if call:
        found = found.exclude(pk__in=call.answers.order_by().values("unit"))
    if words := request.GET.get("q", "").replace("\x00", "").strip():
        found = found.search(words[:200])
    own = list(found.filter(path__startswith=plan.organisation.path)[:MOST_UNITS])
    others = found.exclude(path__startswith=plan.organisation.path)
    return own + list(others[: MOST_UNITS - len(own)])


def _asked(form: UnitsForm) -> Sequence[Asked]:
    return [Asked(unit, coordinator) for unit, coordinator in form.asked()]


def _link(request: PlanRequest) -> Link:
    return request.build_absolute_uri


def _beginning(plan: ActionPlan) -> dict[str, Any]:
    return {"title": f"ขอให้ส่วนงานเสนอโครงการ/กิจกรรม ประจำปีงบประมาณ พ.ศ. {plan.fiscal_year}"}


def _crumbs(call: Call, here: str = "") -> list[dict[str, str]]:
    return crumbs_of_calls((call.title, call.get_absolute_url()), here=here)


def _say(request: PlanRequest, reminder: Reminder) -> None:
    if reminder.sent:
        messages.success(request, f"ส่งอีเมลเตือนแล้ว {len(reminder.sent)} ส่วนงาน")
    if reminder.failed:
        names = ", ".join(answer.unit.name for answer in reminder.failed)
        messages.error(request, f"ส่งอีเมลไม่สำเร็จ: {names} โปรดลองอีกครั้งภายหลัง")
    if reminder.unknown:
        names = ", ".join(answer.unit.name for answer in reminder.unknown)
        messages.warning(request, f"ไม่มีอีเมลของผู้รับ: {names} โปรดแจ้งส่วนงานด้วยวิธีอื่น")
    if not (reminder.sent or reminder.failed or reminder.unknown):
        messages.info(request, "วันนี้เตือนครบทุกส่วนงานที่ยังไม่ส่งแล้ว")
