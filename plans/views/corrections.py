"""Misprints mended in a row of an approved plan."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from organisations.access import Permission, require
from organisations.services.errors import StaleError
from plans import rows
from plans.forms.adjusting import CorrectionForm
from plans.models import Activity, Aspect, Correction
from plans.services.adjustment_rules import rule_of
from plans.services.corrections import correct_row
from plans.views import reach
from plans.views.adjustment_lines import CHANGED, rows_page
from plans.views.adjustment_tools import CorrectionTools
from plans.views.adjustments import crumbs
from plans.views.request import PlanRequest


@require_safe
def correction_rows(request: PlanRequest, pk: int) -> HttpResponse:
    """One of the plan's tables, with the way to each row's misprints."""
    plan = reach.plan(request, pk)
    require(request.user, Permission.PLAN_SUBMIT, Correction(plan=plan))
    title = "เลือกรายการที่พิมพ์ผิด"
    context = {"title": title, "crumbs": crumbs(plan, here=title)}
    return rows_page(request, plan, CorrectionTools, "แก้คำผิด", context)


@require_http_methods(["GET", "HEAD", "POST"])
def correction_new(request: PlanRequest, pk: int) -> HttpResponse:
    """The row's own form; what is no misprint is refused at its field."""
    activity = _activity(request, pk)
    form = _form(activity, request.POST if request.method == "POST" else None)
    if not form.is_bound:
        return _show(request, activity, form)
    if form.is_valid():
        values = form.cleaned_data
        try:
            correct_row(
                by=request.user,
                activity=activity,
                row=form.made_row(),
                row_version=values["row_version"],
                note=values["necessity"],
            )
        except StaleError:
            return _overtaken(request, pk)
        except ValidationError as error:
            form.show_refusal(error)
        else:
            messages.success(request, "บันทึกการแก้คำผิดแล้ว ระบบจะพิมพ์หมายเหตุใต้ตารางในเอกสารครั้งถัดไป")
            return redirect(reverse("plans:adjustment-list", args=[activity.part.plan_id]))
    return _show(request, activity, form, 422)


def _activity(request: PlanRequest, pk: int) -> Activity:
    found = Activity.objects.visible_to(request.user).prefetch_related(*rows.BELONGINGS)
    activity = get_object_or_404(found.select_related("part__plan__organisation", "heading__parent"), pk=pk)
    plan = reach.shown(request, activity.part.plan)
    require(request.user, Permission.PLAN_SUBMIT, Correction(plan=plan))
    return activity


def _form(activity: Activity, data: QueryDict | None) -> CorrectionForm:
    row = rows.row_of(activity)
    return CorrectionForm(
        data,
        content=rows.frame_of(activity.part),
        row=row,
        version=activity.version,
        before=row,
        row_version=activity.version,
    )


def _overtaken(request: PlanRequest, pk: int) -> HttpResponse:
    activity = _activity(request, pk)
    data = request.POST.copy()
    data["row_version"] = str(activity.version)
    form = _form(activity, data)
    form.add_error(None, CHANGED)
    return _show(request, activity, form, 409)


def _show(request: PlanRequest, activity: Activity, form: CorrectionForm, status: int = 200) -> HttpResponse:
    plan = activity.part.plan
    context = {
        "form": form,
        "title": "แก้คำผิด",
        "row": form.before,
        "needs": [Aspect(aspect).label for aspect in rule_of(plan.organisation).needs],
        "crumbs": crumbs(plan, here="แก้คำผิด"),
        "cancel_url": reverse("plans:adjustment-list", args=[plan.pk]),
    }
    return render(request, "plans/correction_form.html", context, status=status)
