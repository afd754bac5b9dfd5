"""Plans as a whole: a new one, a file, the plan as it prints, details, into the bin and back."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ita_portal.render.arrangement import plan_document
from organisations.access import Permission, check, has_anywhere, require_anywhere
from organisations.context import selected_organisation, selected_year
from organisations.services.errors import StaleError
from plans import rows
from plans.forms.plan import ImportForm, NewPlanForm, PlanDetailsForm, TemplateForm, committees_for
from plans.last_year import earlier_plans
from plans.library import Template, all_templates
from plans.models import ActionPlan
from plans.monitoring.panel import panel_of
from plans.services.bin import DAYS_IN_BIN
from plans.services.imports import import_plan
from plans.services.parts import add_part
from plans.services.plans import bin_plan, create_plan, restore_plan, update_plan
from plans.standing import standing_of
from plans.step_lines import last_return
from plans.views import reach
from plans.views.answers import ask, refuse
from plans.views.previews import layout_cards
from plans.views.request import PlanRequest

STALE = "มีผู้แก้ไขแผนนี้ก่อนท่าน โปรดตรวจสอบข้อความของท่านแล้วบันทึกอีกครั้งหากต้องการใช้แทน"
_DETAILS = ("title", "fiscal_year", "kind", "starts_on", "ends_on", "committee")


@require_http_methods(["GET", "HEAD", "POST"])
def plan_new(request: PlanRequest) -> HttpResponse:
    """The ways to a new plan: from a template, from an earlier plan, from a file, or empty with tables."""
    require_anywhere(request.user, Permission.PLAN_EDIT)
    if template := all_templates().get(request.GET.get("template", "")):
        return _new_from_template(request, template)
    form = NewPlanForm(request.POST or None, user=request.user, initial=_initial(request))
    if form.is_valid():
        try:
            return redirect("plans:plan-editor", pk=_create(request, dict(form.cleaned_data)).pk)
        except ValidationError as error:
            refuse(form, error)
    context = {
        "form": form,
        "cards": layout_cards(form["layouts"], selected_year(request)),
        "templates": all_templates().values(),
        "earlier": earlier_plans(request.user, selected_year(request)),
    }
    return render(request, "plans/plan_new.html", context, status=_status(form))


def _new_from_template(request: PlanRequest, template: Template) -> HttpResponse:
    initial = _initial(request)
    usual = template.title(initial["fiscal_year"], "หน่วยงาน")
    form = TemplateForm(request.POST or None, user=request.user, initial=initial, usual_title=usual)
    if form.is_valid():
        values = form.cleaned_data
        content = template.content(values["fiscal_year"], values["organisation"].name)
        content = replace(content, title=values["title"] or content.title)
        try:
            plan = import_plan(by=request.user, organisation=values["organisation"], content=content)
        except ValidationError as error:
            refuse(form, error)
        else:
            messages.success(request, "จัดทำแผนจากต้นแบบแล้ว โปรดปรับเนื้อหาให้ตรงกับงานของท่าน")
            return redirect("plans:plan-editor", pk=plan.pk)
    context = {"form": form, "template": template}
    return render(request, "plans/plan_new_template.html", context, status=_status(form))


def _initial(request: PlanRequest) -> dict[str, Any]:
    return {"fiscal_year": selected_year(request), "organisation": selected_organisation(request)}


@require_http_methods(["GET", "HEAD", "POST"])
def plan_import(request: PlanRequest) -> HttpResponse:
    """A plan from a file of the JSON contract."""
    require_anywhere(request.user, Permission.PLAN_EDIT)
    form = ImportForm(
        request.POST or None,
        request.FILES or None,
        user=request.user,
        initial={"organisation": selected_organisation(request)},
    )
    if form.is_valid():
        values = form.cleaned_data
        try:
            plan = import_plan(by=request.user, organisation=values["organisation"], content=values["file"])
        except ValidationError as error:
            form.add_error("file", [f"ข้อมูลในไฟล์เก็บไม่ได้: {words}" for words in error.messages])
        else:
            messages.success(request, "นำเข้าแผนแล้ว โปรดตรวจสอบความครบถ้วนถูกต้อง")
            return redirect(plan)
    return render(request, "plans/plan_import.html", {"form": form}, status=_status(form))


@require_safe
def plan_detail(request: PlanRequest, pk: int) -> HttpResponse:
    """The plan as it will print."""
    plan = reach.plan(request, pk)
    context = {
        "plan": plan,
        "document": plan_document(rows.contents(plan)),
        "may_edit": check(request.user, Permission.PLAN_EDIT, plan),
        "may_copy": has_anywhere(request.user, Permission.PLAN_EDIT),
        "may_call": check(request.user, Permission.PLAN_EDIT, plan.organisation),
        "may_see_past": reach.may_see_past(request.user, plan),
        "may_submit": check(request.user, Permission.PLAN_SUBMIT, plan),
        "may_adjust": plan.state == plan.State.APPROVED
        and check(request.user, Permission.PLAN_SUBMIT, plan.organisation),
        "standing": standing_of(plan),
        "returned": last_return(plan),
        "corrections": plan.corrections.select_related("activity", "created_by"),
        "reason": plan.refusal(Permission.PLAN_EDIT),
        "panel": panel_of(plan, request.user),
    }
    return render(request, "plans/plan_detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def plan_edit(request: PlanRequest, pk: int) -> HttpResponse:
    """Title, kind, year, the days that the plan states, and its committee."""
    plan = reach.editable_plan(request, pk)
    initial = {name: getattr(plan, name) for name in _DETAILS} | {"base_version": plan.version}
    committees = committees_for(plan, request.user)
    form = PlanDetailsForm(request.POST or None, initial=initial, committees=committees)
    if form.is_valid():
        try:
            update_plan(by=request.user, plan=plan, **form.cleaned_data)
        except StaleError:
            plan.refresh_from_db(fields=["version"])
            form.begin_again(plan.version, STALE)
        except ValidationError as error:
            refuse(form, error)
        else:
            messages.success(request, "บันทึกแล้ว")
            return redirect(plan)
    return render(request, "plans/plan_edit.html", {"form": form, "plan": plan}, status=_status(form))


@require_http_methods(["GET", "HEAD", "POST"])
def plan_delete(request: PlanRequest, pk: int) -> HttpResponse:
    """Into the bin, after asking."""
    plan = reach.editable_plan(request, pk)
    if plan.bin_refusal:
        raise PermissionDenied(plan.bin_refusal)
    if request.method != "POST":
        return ask(
            request,
            title="ลบแผนนี้หรือไม่",
            text=f"{plan.title} ปีงบประมาณ พ.ศ. {plan.fiscal_year} "
            f"จะย้ายไปอยู่ในแผนที่ลบแล้ว และนำกลับคืนได้ภายใน {DAYS_IN_BIN} วัน",
            confirm_label="ลบแผน",
            cancel_url=plan.get_absolute_url(),
        )
    bin_plan(by=request.user, plan=plan)
    restore_url = reverse("plans:plan-restore", args=[plan.pk])
    messages.success(request, "ลบแผนแล้ว", extra_tags=restore_url)
    return redirect(f"{reverse('plans:plan-list')}?year={plan.fiscal_year}")


@require_POST
def plan_restore(request: PlanRequest, pk: int) -> HttpResponse:
    """Back from the bin."""
    binned = ActionPlan.everything.visible_to(request.user).exclude(deleted_at=None)
    plan = get_object_or_404(binned.select_related("organisation"), pk=pk)
    restore_plan(by=request.user, plan=plan)
    messages.success(request, "นำแผนกลับคืนแล้ว")
    return redirect(plan)


@transaction.atomic
def _create(request: PlanRequest, values: dict[str, Any]) -> ActionPlan:
    layouts = values.pop("layouts")
    plan = create_plan(by=request.user, **values)
    for layout in layouts:
        add_part(by=request.user, plan=plan, layout=layout)
    return plan


def _status(form: Any) -> int:
    return 422 if form.is_bound else 200
