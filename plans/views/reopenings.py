"""An approved plan opened as a whole: asked by the secretary, decided by its head."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from organisations.access import Permission, check, require
from plans.forms.adjusting import DecisionForm, ReopeningForm
from plans.models import Reopening
from plans.services.reopenings import ask_reopening, decide_reopening
from plans.views import reach
from plans.views.adjustments import crumbs
from plans.views.answers import refuse
from plans.views.request import PlanRequest


@require_http_methods(["GET", "HEAD", "POST"])
def reopening_new(request: PlanRequest, pk: int) -> HttpResponse:
    """Why the plan is to be opened as a whole."""
    plan = reach.plan(request, pk)
    require(request.user, Permission.PLAN_SUBMIT, Reopening(plan=plan))
    form = ReopeningForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            ask_reopening(by=request.user, plan=plan, reason=form.cleaned_data["reason"])
        except ValidationError as error:
            refuse(form, error)
        else:
            messages.success(request, "ส่งคำขอเปิดแผนแล้ว")
            return redirect("plans:adjustment-list", pk=plan.pk)
    context = {
        "form": form,
        "title": "ขอเปิดแผนเพื่อแก้ไขทั้งฉบับ",
        "lead": plan.title,
        "submit": "ส่งคำขอ",
        "crumbs": crumbs(plan, here="ขอเปิดแผน"),
        "cancel_url": reverse("plans:adjustment-list", args=[plan.pk]),
    }
    return render(request, "plans/adjusting_form.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def reopening_decide(request: PlanRequest, pk: int) -> HttpResponse:
    """The request as it stands; whoever may grant it does so here, or refuses."""
    found = Reopening.objects.visible_to(request.user).select_related(
        "plan__organisation", "revision", "asked_by", "decided_by"
    )
    reopening: Reopening = get_object_or_404(found, pk=pk)
    reach.shown(request, reopening.plan)
    form = DecisionForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        require(request.user, Permission.PLAN_REOPEN, reopening)
        decision = {"grant": True, "refuse": False}.get(request.POST.get("decision", ""))
        if decision is None:
            form.add_error(None, "โปรดเลือกว่าจะอนุญาตหรือไม่อนุญาต")
        elif form.is_valid():
            note = form.cleaned_data["note"]
            decide_reopening(by=request.user, reopening=reopening, granted=decision, note=note)
            messages.success(request, "บันทึกผลการพิจารณาแล้ว")
            return redirect("plans:adjustment-list", pk=reopening.plan_id)
    context = {
        "form": form,
        "reopening": reopening,
        "may_decide": check(request.user, Permission.PLAN_REOPEN, reopening),
        "crumbs": crumbs(reopening.plan, here="คำขอเปิดแผน"),
    }
    return render(request, "plans/reopening_decide.html", context, status=422 if form.errors else 200)
