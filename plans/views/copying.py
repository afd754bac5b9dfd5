"""A plan copied into another year, and what has become of last year's rows in it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ita_portal.tables.build import columns_shown
from ita_portal.tables.differences import labels_of
from ita_portal.tables.next_year import YearShift
from organisations.access import Granted, Permission, check, require_anywhere
from plans.checks.leftovers import CODES
from plans.forms.plan import CopyPlanForm
from plans.last_year import Compared, Since, comparison, source_of
from plans.models import ActionPlan, Activity
from plans.services.copying import bring_in, copy_plan
from plans.views import reach
from plans.views.answers import refuse
from plans.views.checks import Checkup
from plans.views.editor import back_to_row
from plans.views.request import PlanRequest

LEFTOVERS = "leftovers"


@require_http_methods(["GET", "HEAD", "POST"])
def plan_copy(request: PlanRequest, pk: int) -> HttpResponse:
    """The plan as the beginning of another one."""
    source = reach.plan(request, pk)
    require_anywhere(request.user, Permission.PLAN_EDIT)
    form = _copy_form(request, source)
    if form.is_valid():
        try:
            plan = copy_plan(by=request.user, source=source, **form.cleaned_data)
        except ValidationError as error:
            refuse(form, error)
        else:
            messages.success(request, "คัดลอกแผนแล้ว โปรดตรวจข้อความที่อาจค้างจากแผนเดิม")
            return redirect(f"{reverse('plans:plan-last-year', args=[plan.pk])}?show={LEFTOVERS}")
    context = {
        "form": form,
        "plan": source,
        "parts": source.parts.count(),
        "activities": Activity.objects.visible_to(request.user).filter(part__plan=source).count(),
        "sections": source.sections.narrative().count(),
    }
    return render(request, "plans/copy.html", context, status=422 if form.is_bound else 200)


def _copy_form(request: PlanRequest, source: ActionPlan) -> CopyPlanForm:
    initial = {"organisation": source.organisation, "fiscal_year": source.fiscal_year + 1}
    usual = YearShift(source.fiscal_year, 1).text(source.title)
    return CopyPlanForm(request.POST or None, user=request.user, initial=initial, usual_title=usual)


@require_safe
def plan_last_year(request: PlanRequest, pk: int) -> HttpResponse:
    """New, changed and dropped rows against the plan it was copied from; or what may be left over of it."""
    plan = reach.plan(request, pk)
    may_edit = isinstance(check(request.user, Permission.PLAN_EDIT, plan), Granted)
    source = source_of(plan, request.user)
    context: dict[str, Any] = {"plan": plan, "source": source, "may_edit": may_edit}
    if request.GET.get("show") == LEFTOVERS:
        checkup = Checkup(plan, may_edit=may_edit)
        groups = [group for group in checkup.groups if group.items[0].finding.code in CODES]
        context |= {"show": LEFTOVERS, "groups": groups}
    elif source:
        found = comparison(plan, source)
        context |= {
            "new": found.since(Since.NEW),
            "changed": [(each, _changed_fields(each)) for each in found.since(Since.CHANGED)],
            "unchanged": len(found.since(Since.UNCHANGED)),
            "dropped": found.dropped,
        }
    return render(request, "plans/last_year.html", context)


def _changed_fields(each: Compared) -> list[str]:
    labels = labels_of(columns_shown(each.part))
    return [labels.get(difference.field, difference.field) for difference in each.differences]


@require_POST
def plan_bring_in(request: PlanRequest, pk: int, row: int) -> HttpResponse:
    """A row of last year that was dropped, into this year's plan."""
    plan = reach.editable_plan(request, pk)
    source = source_of(plan, request.user)
    if source is None:
        raise Http404
    found = Activity.objects.visible_to(request.user).filter(part__plan=source)
    activity = get_object_or_404(found.select_related("part__plan", "heading"), pk=row)
    try:
        new = bring_in(by=request.user, plan=plan, activity=activity)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("plans:plan-last-year", pk=plan.pk)
    messages.success(request, "นำรายการของปีก่อนเข้าแผนแล้ว")
    return back_to_row(request, plan, new.pk)
