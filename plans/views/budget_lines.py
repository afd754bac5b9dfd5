"""Budget lines: a new one, its words, taking away one on which no money moved."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from organisations.access import Permission, require
from organisations.pages.form_page import form_page
from organisations.pages.outcome import carried_out
from organisations.requests import asked_id
from organisations.services.errors import StaleError
from plans.forms.money import LineForm
from plans.models import ActionPlan, Activity, BudgetLine
from plans.services.budget_lines import add_line, change_line, remove_line
from plans.views import reach
from plans.views.answers import ask
from plans.views.money import crumbs
from plans.views.request import PlanRequest

STALE = "มีผู้แก้ไขรายการนี้ก่อนท่าน โปรดตรวจสอบข้อความของท่านแล้วบันทึกอีกครั้งหากต้องการใช้แทน"
_FIELDS = ("group", "title", "planned", "source", "source_name", "kind", "remark")


def visible_line(request: PlanRequest, pk: int) -> BudgetLine:
    """A line of a plan in sight, or of an activity that the person reports."""
    lines = BudgetLine.objects.visible_to(request.user)
    found: BudgetLine = get_object_or_404(
        lines.select_related("plan__organisation", "activity__part__plan__organisation"), pk=pk
    )
    reach.shown(request, found.plan)
    return found


def own_line(request: PlanRequest, pk: int) -> BudgetLine:
    """A line whose money the person may write."""
    line = visible_line(request, pk)
    require(request.user, Permission.MONEY_EDIT, line)
    return line


def line_address(line: BudgetLine) -> str:
    """The page of the line, with its ledger."""
    return reverse("plans:budget-line-detail", args=[line.pk])


def line_crumbs(line: BudgetLine, here: str) -> list[dict[str, str]]:
    """The way from the plan over its money and the line to ``here``."""
    return crumbs(line.plan, (str(line)[:80], line_address(line)), here=here)


@require_http_methods(["GET", "HEAD", "POST"])
def budget_line_new(request: PlanRequest, pk: int) -> HttpResponse:
    """A line of the plan's own, or with ``?activity=`` another source of one of its activities."""
    plan = reach.plan(request, pk)
    activity = _activity(request, plan)
    require(request.user, Permission.MONEY_EDIT, BudgetLine(plan=plan, activity=activity))
    form = LineForm(
        request.POST if request.method == "POST" else None,
        is_of_activity=activity is not None,
        initial={"base_version": 0},
    )
    made = carried_out(
        form, lambda: add_line(by=request.user, plan=plan, facts=form.facts(), activity=activity)
    )
    if made:
        messages.success(request, "เพิ่มรายการงบประมาณแล้ว")
        return redirect(line_address(made))
    title = "เพิ่มแหล่งเงินของกิจกรรม" if activity else "เพิ่มรายการที่ไม่ใช่กิจกรรมในแผน"
    return form_page(
        request,
        form,
        title=title,
        lead=str(activity or plan.title),
        crumbs=crumbs(plan, here=title),
        submit="เพิ่มรายการ",
        cancel_url=reverse("plans:money", args=[plan.pk]),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def budget_line_edit(request: PlanRequest, pk: int) -> HttpResponse:
    """The words, source and type of a line."""
    line = own_line(request, pk)
    form = LineForm(
        request.POST if request.method == "POST" else None,
        is_of_activity=line.activity is not None,
        initial={"base_version": line.version} | {name: getattr(line, name) for name in _FIELDS},
    )
    try:
        if carried_out(form, lambda: _changed(request, line, form)):
            messages.success(request, "บันทึกแล้ว")
            return redirect(line_address(line))
    except StaleError as stale:
        form.begin_again(stale.current.version, STALE)
    return form_page(
        request,
        form,
        title="แก้ไขรายการงบประมาณ",
        lead=str(line),
        crumbs=line_crumbs(line, "แก้ไข"),
        submit="บันทึก",
        cancel_url=line_address(line),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def budget_line_remove(request: PlanRequest, pk: int) -> HttpResponse:
    """Take a line away, after asking; one on which money moved stays."""
    line = own_line(request, pk)
    if request.method != "POST":
        return ask(
            request,
            title="ลบรายการงบประมาณนี้หรือไม่",
            text=f"{line} ({line.get_source_display()} {line.get_kind_display()})",
            confirm_label="ลบรายการ",
            cancel_url=line_address(line),
        )
    try:
        remove_line(by=request.user, line=line)
    except ValidationError as error:
        messages.error(request, error.messages[0])
        return redirect(line_address(line))
    messages.success(request, "ลบรายการงบประมาณแล้ว")
    return redirect("plans:money", pk=line.plan_id)


def _activity(request: PlanRequest, plan: ActionPlan) -> Activity | None:
    """The plan's activity that the address names; 404 for any other."""
    asked = request.GET.get("activity", "")
    if not asked:
        return None
    rows = Activity.objects.visible_to(request.user).of_activity_tables().filter(part__plan=plan)
    found: Activity = get_object_or_404(rows.select_related("part__plan__organisation"), pk=asked_id(asked))
    return found


def _changed(request: PlanRequest, line: BudgetLine, form: LineForm) -> BudgetLine:
    base = form.cleaned_data["base_version"]
    return change_line(by=request.user, line=line, base_version=base, facts=form.facts())
