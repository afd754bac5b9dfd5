"""Who reports a plan's activities: the owners that the plan names, one of them, every suggestion at once."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from organisations.access import Permission, check, require
from organisations.pages.form_page import form_page
from organisations.pages.lists import Columns
from organisations.pages.outcome import carried_out
from plans.forms.monitoring import ReportersForm
from plans.models import ActionPlan, Activity
from plans.monitoring.reporters import (
    OwnerGroup,
    Reporters,
    candidates_of,
    choices_of,
    groups_of,
    merged,
    suggested,
)
from plans.services.monitoring import set_reporters
from plans.views import reach
from plans.views.monitoring import crumbs, followed
from plans.views.request import PlanRequest

COLUMNS: Columns = [
    {"key": "owner", "label": "ผู้รับผิดชอบตามแผน"},
    {"key": "activities", "label": "กิจกรรม", "numeric": True, "narrow": True},
    {"key": "reporters", "label": "ผู้รายงาน"},
    {"key": "acts", "label": "", "narrow": True},
]


@require_safe
def reporter_list(request: PlanRequest, pk: int) -> HttpResponse:
    """The plan's owners with their activities, who reports them, and whom their names suggest."""
    plan = _plan(request, pk)
    groups = groups_of(plan, candidates_of(plan))
    activities = {activity.pk: activity for group in groups for activity in group.activities}
    context = {
        "plan": plan,
        "page": groups,
        "columns": COLUMNS,
        "without": sum(1 for activity in activities.values() if not activity.reporters.all()),
        "total": len(activities),
        "may_edit": check(request.user, Permission.MONITORING_EDIT, plan),
        "suggestions": sum(1 for group in groups if group.is_suggested),
        "crumbs": crumbs(plan, here="ผู้รายงานผล"),
        "empty": {"icon": "users", "title": "ยังไม่มีกิจกรรมที่ต้องรายงานผล"},
    }
    return render(request, "plans/monitoring_reporters.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def reporter_edit(request: PlanRequest, pk: int) -> HttpResponse:
    """Who reports all activities of one owner; ``?owner=`` is the owner's key."""
    plan = _plan(request, pk)
    require(request.user, Permission.MONITORING_EDIT, plan)
    candidates = candidates_of(plan)
    group = _group(request, groups_of(plan, candidates))
    sent = request.POST if request.method == "POST" else None
    choices = choices_of(candidates, group.everywhere)
    form = ReportersForm(sent, choices=choices, initial=_initial(group))
    back = reverse("plans:reporter-list", args=[plan.pk])
    if said := carried_out(form, lambda: _assigned(request, plan, merged(group, form.chosen()))):
        messages.success(request, said)
        return redirect(back)
    return form_page(
        request,
        form,
        "plans/monitoring_reporters_edit.html",
        group=group,
        is_preset=not form.is_bound and not (group.everywhere.users or group.everywhere.units),
        title="กำหนดผู้รายงานผล",
        lead=group.name,
        submit="บันทึก",
        cancel_url=back,
        crumbs=crumbs(plan, ("ผู้รายงานผล", back), here="กำหนดผู้รายงานผล"),
    )


@require_POST
def reporters_suggested(request: PlanRequest, pk: int) -> HttpResponse:
    """Everybody whose name the plan names reports what it names them for, beside who reports already."""
    plan = _plan(request, pk)
    require(request.user, Permission.MONITORING_EDIT, plan)
    groups = groups_of(plan, candidates_of(plan))
    changed = set_reporters(by=request.user, plan=plan, assignments=suggested(groups))
    if changed:
        messages.success(request, f"กำหนดผู้รายงานตามชื่อในแผนแล้ว {changed} กิจกรรม โปรดตรวจสอบ")
    else:
        messages.info(request, "ไม่มีชื่อในแผนที่ตรงกับสมาชิกหรือส่วนงานเพิ่มเติม")
    return redirect("plans:reporter-list", pk=plan.pk)


def _assigned(request: PlanRequest, plan: ActionPlan, assignments: dict[Activity, Reporters]) -> str:
    changed = set_reporters(by=request.user, plan=plan, assignments=assignments)
    return f"กำหนดผู้รายงานของ {changed} กิจกรรมแล้ว" if changed else "บันทึกแล้ว ผู้รายงานเป็นดังเดิม"


def _plan(request: PlanRequest, pk: int) -> ActionPlan:
    plan = reach.plan(request, pk)
    followed(plan)
    return plan


def _group(request: PlanRequest, groups: list[OwnerGroup]) -> OwnerGroup:
    """The owner that the address names; an address without one is of the first."""
    named = request.GET.get("owner", "")
    found = [group for group in groups if not named or group.key == named]
    if not found:
        raise Http404("ไม่พบผู้รับผิดชอบนี้ในแผน")
    return found[0]


def _initial(group: OwnerGroup) -> dict[str, Any]:
    """Who reports everything now, else whom the name suggests."""
    now = group.everywhere if group.everywhere.users or group.everywhere.units else group.suggested
    return {"users": [user.pk for user in now.users], "units": [unit.pk for unit in now.units]}
