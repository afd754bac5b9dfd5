"""Requests to adjust an approved plan: those of a plan, a new one, its page, given up; what needs one."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from organisations.access import Permission, check, require
from organisations.models import Organisation
from organisations.services.errors import StaleError
from plans.adjusting import both_sides, first_and_adjusted, is_stale, lines_of, unready
from plans.forms.adjusting import AdjustmentForm, RuleForm
from plans.models import ActionPlan, Adjustment, Correction, Reopening
from plans.services.adjustment_rules import rule_of, set_rule
from plans.services.adjustments import begin_adjustment, drop_adjustment, reword_adjustment
from plans.views import reach
from plans.views.answers import ask, refuse
from plans.views.request import PlanRequest

STALE = "มีผู้แก้ไขก่อนท่าน โปรดตรวจสอบข้อความของท่านแล้วบันทึกอีกครั้งหากต้องการใช้แทน"


def visible_adjustment(request: PlanRequest, pk: int) -> Adjustment:
    """A request that the person may see."""
    found = Adjustment.objects.visible_to(request.user).select_related(
        "plan__organisation", "revision", "created_by"
    )
    adjustment: Adjustment = get_object_or_404(found, pk=pk)
    reach.shown(request, adjustment.plan)
    return adjustment


def open_adjustment(request: PlanRequest, pk: int) -> Adjustment:
    """A request that the person may change now."""
    adjustment = visible_adjustment(request, pk)
    require(request.user, Permission.PLAN_SUBMIT, adjustment)
    return adjustment


@require_safe
def adjustment_list(request: PlanRequest, pk: int) -> HttpResponse:
    """What was asked, mended and opened of a plan, and its targets as first approved and as adjusted."""
    plan = reach.plan(request, pk)
    rows = first_and_adjusted(plan)
    context = {
        "plan": plan,
        "adjustments": plan.adjustments.select_related("revision", "created_by"),
        "corrections": plan.corrections.select_related("activity", "revision", "created_by"),
        "reopenings": plan.reopenings.select_related("asked_by", "decided_by"),
        "adjusted_rows": [row for row in rows if row.is_adjusted],
        "may_adjust": check(request.user, Permission.PLAN_SUBMIT, Adjustment(plan=plan)),
        "may_correct": check(request.user, Permission.PLAN_SUBMIT, Correction(plan=plan)),
        "may_reopen": check(request.user, Permission.PLAN_SUBMIT, Reopening(plan=plan)),
        "may_set_rule": check(request.user, Permission.CHAIN_EDIT, plan.organisation),
        "crumbs": crumbs(plan),
    }
    return render(request, "plans/adjustment_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def adjustment_new(request: PlanRequest, pk: int) -> HttpResponse:
    """Why the plan is to be adjusted; a request that is open already is led to."""
    plan = reach.plan(request, pk)
    require(request.user, Permission.PLAN_SUBMIT, Adjustment(plan=plan))
    if known := plan.adjustments.filter(state__in=Adjustment.OPEN).first():
        messages.info(request, "แผนนี้มีคำขอปรับแผนที่ยังไม่แล้วเสร็จอยู่แล้ว")
        return redirect(known)
    form = AdjustmentForm(request.POST if request.method == "POST" else None, initial={"base_version": 0})
    if form.is_bound and form.is_valid():
        try:
            made = begin_adjustment(by=request.user, plan=plan, reason=form.cleaned_data["reason"])
        except ValidationError as error:
            refuse(form, error)
        else:
            messages.success(request, "จัดทำคำขอปรับแผนแล้ว โปรดเลือกรายการที่ขอปรับ")
            return redirect("plans:adjustment-rows", pk=made.pk)
    return _form_page(request, form, "ขอปรับแผน", plan, "ต่อไป")


@require_http_methods(["GET", "HEAD", "POST"])
def adjustment_edit(request: PlanRequest, pk: int) -> HttpResponse:
    """The reason of the request as a whole."""
    adjustment = open_adjustment(request, pk)
    initial = {"reason": adjustment.reason, "base_version": adjustment.version}
    form = AdjustmentForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_bound and form.is_valid():
        try:
            reword_adjustment(by=request.user, adjustment=adjustment, **form.cleaned_data)
        except StaleError as stale:
            form.begin_again(stale.current.version, STALE)
        except ValidationError as error:
            refuse(form, error)
        else:
            messages.success(request, "บันทึกแล้ว")
            return redirect(adjustment)
    return _form_page(request, form, "แก้ไขเหตุผลความจำเป็น", adjustment.plan, "บันทึก", adjustment)


@require_safe
def adjustment_detail(request: PlanRequest, pk: int) -> HttpResponse:
    """The request with its lines, what keeps it from being submitted, and its submission."""
    adjustment = visible_adjustment(request, pk)
    may_edit = check(request.user, Permission.PLAN_SUBMIT, adjustment)
    is_open = adjustment.state in Adjustment.OPEN
    context = {
        "adjustment": adjustment,
        "plan": adjustment.plan,
        "lines": [(line, *both_sides(line), is_open and is_stale(line)) for line in lines_of(adjustment)],
        "may_edit": may_edit,
        "may_write_letters": check(request.user, Permission.LETTER_EDIT, adjustment.plan.organisation),
        "unready": unready(adjustment) if may_edit else [],
        "crumbs": crumbs(adjustment.plan, here=str(adjustment)),
    }
    return render(request, "plans/adjustment_detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def adjustment_drop(request: PlanRequest, pk: int) -> HttpResponse:
    """Give the request up, after asking."""
    adjustment = open_adjustment(request, pk)
    if request.method != "POST":
        return ask(
            request,
            title="ยกเลิกคำขอปรับแผนนี้หรือไม่",
            text="แผนฉบับที่อนุมัติแล้วยังคงใช้บังคับตามเดิม และยังเปิดอ่านคำขอที่ยกเลิกแล้วได้",
            confirm_label="ยกเลิกคำขอ",
            cancel_url=adjustment.get_absolute_url(),
        )
    drop_adjustment(by=request.user, adjustment=adjustment)
    messages.success(request, "ยกเลิกคำขอปรับแผนแล้ว")
    return redirect("plans:adjustment-list", pk=adjustment.plan_id)


@require_http_methods(["GET", "HEAD", "POST"])
def adjustment_rule(request: PlanRequest, pk: int) -> HttpResponse:
    """Which changes of approved plans the organisation makes by request only."""
    organisation = get_object_or_404(Organisation.objects.visible_to(request.user), pk=pk)
    require(request.user, Permission.CHAIN_EDIT, organisation)
    request.current_organisation = organisation
    rule = rule_of(organisation)
    initial = {"needs": rule.needs, "base_version": rule.version}
    form = RuleForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_bound and form.is_valid():
        try:
            set_rule(by=request.user, organisation=organisation, **form.cleaned_data)
        except StaleError as stale:
            form.begin_again(stale.current.version, STALE)
        else:
            messages.success(request, "บันทึกแล้ว")
            return redirect("plans:adjustment-rule", pk=organisation.pk)
    context = {"form": form, "organisation": organisation}
    status = 422 if form.errors else 200
    return render(request, "plans/adjustment_rule.html", context, status=status)


def crumbs(plan: ActionPlan, *steps: tuple[str, str], here: str = "") -> list[dict[str, str]]:
    """The way from the plan over its page of adjustments, through pages of (name, address), to ``here``."""
    way = [(str(plan), plan.get_absolute_url())]
    way += [("การปรับแผน", reverse("plans:adjustment-list", args=[plan.pk]))] if here else []
    links = [{"label": name, "url": url} for name, url in (*way, *steps)]
    return [*links, {"label": here or "การปรับแผน"}]


def _form_page(
    request: PlanRequest,
    form: AdjustmentForm,
    title: str,
    plan: ActionPlan,
    submit: str,
    adjustment: Adjustment | None = None,
) -> HttpResponse:
    way = [(str(adjustment), adjustment.get_absolute_url())] if adjustment else []
    context: dict[str, Any] = {
        "form": form,
        "title": title,
        "lead": plan.title,
        "submit": submit,
        "crumbs": crumbs(plan, *way, here=title),
        "cancel_url": reverse("plans:adjustment-list", args=[plan.pk]),
    }
    if adjustment:
        context["cancel_url"] = adjustment.get_absolute_url()
    return render(request, "plans/adjusting_form.html", context, status=422 if form.errors else 200)
