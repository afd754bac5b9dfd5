"""Following a plan: beginning to, its settings, the grid of its reports."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from organisations.access import Permission, check, require
from organisations.pages.form_page import form_page
from organisations.pages.lists import ROWS_ON_A_PAGE
from organisations.pages.outcome import carried_out
from organisations.services.errors import StaleError
from plans.forms.monitoring import GridFilter, MonitoringForm
from plans.models import ActionPlan, Monitoring
from plans.monitoring.grid import grid_of, owners_in, reporters_in, without_reporter
from plans.monitoring.periods import RoundDays, periods_of
from plans.monitoring.preview import preview_of
from plans.monitoring.standing import Standing
from plans.services.monitoring import change_monitoring, start_monitoring
from plans.views import reach
from plans.views.request import PlanRequest

STALE = "มีผู้แก้ไขการตั้งค่านี้ก่อนท่าน โปรดตรวจสอบข้อความของท่านแล้วบันทึกอีกครั้งหากต้องการใช้แทน"


@require_http_methods(["GET", "HEAD", "POST"])
def monitoring_start(request: PlanRequest, pk: int) -> HttpResponse:
    """The periods of a plan that is not followed yet, with how many reports each would expect."""
    plan = reach.plan(request, pk)
    require(request.user, Permission.MONITORING_EDIT, plan)
    if plan.approved_refusal:
        raise PermissionDenied(plan.approved_refusal)
    if hasattr(plan, "monitoring"):
        messages.info(request, "แผนนี้เริ่มติดตามแล้ว")
        return redirect("plans:monitoring-grid", pk=plan.pk)
    initial = {"basis": Monitoring.Basis.QUARTER, "due_after": 5, "remind_before": 3}
    form = MonitoringForm(_sent(request), fiscal_year=plan.fiscal_year, initial=initial)
    is_asked = "preview" not in request.POST
    if is_asked and carried_out(form, lambda: start_monitoring(by=request.user, plan=plan, **form.days())):
        messages.success(request, "เริ่มติดตามแผนแล้ว โปรดกำหนดผู้รายงานผลของแต่ละกิจกรรม")
        return redirect("plans:reporter-list", pk=plan.pk)
    return _settings_page(request, plan, form, "เริ่มติดตามแผน", plan.get_absolute_url())


@require_http_methods(["GET", "HEAD", "POST"])
def monitoring_settings(request: PlanRequest, pk: int) -> HttpResponse:
    """Days of the periods, and the periods themselves while nobody has begun a report."""
    plan = reach.plan(request, pk)
    monitoring = followed(plan)
    require(request.user, Permission.MONITORING_EDIT, plan)
    periods = [RoundDays(one.name, one.starts_on, one.ends_on) for one in plan.periods.all()]
    own = periods if monitoring.basis == Monitoring.Basis.ROUND else []
    initial = {name: getattr(monitoring, name) for name in ("basis", "due_after", "remind_before")}
    initial["base_version"] = monitoring.version
    form = MonitoringForm(_sent(request), fiscal_year=plan.fiscal_year, rounds=own, initial=initial)
    try:
        if "preview" not in request.POST and carried_out(form, lambda: _change(request, monitoring, form)):
            messages.success(request, "บันทึกแล้ว")
            return redirect("plans:monitoring-grid", pk=plan.pk)
    except StaleError as stale:
        form.begin_again(stale.current.version)
        form.add_error(None, STALE)
    return _settings_page(
        request, plan, form, "ตั้งค่าการติดตาม", reverse("plans:monitoring-grid", args=[plan.pk])
    )


@require_safe
def monitoring_grid(request: PlanRequest, pk: int) -> HttpResponse:
    """Activities down, periods across, each report where it stands; what may be done to many at once."""
    plan = reach.plan(request, pk)
    monitoring = followed(plan)
    form = _filter(request, plan)
    grid = grid_of(plan, timezone.localdate(), form.wanted())
    may_edit = bool(check(request.user, Permission.MONITORING_EDIT, plan))
    context = {
        "plan": plan,
        "monitoring": monitoring,
        "grid": grid,
        "page": Paginator(grid.lines, ROWS_ON_A_PAGE).get_page(request.GET.get("page")),
        "counts": [(standing, grid.counts[standing]) for standing in Standing if grid.counts[standing]],
        "filters": form,
        "filtered": bool(form.conditions()),
        "may_edit": may_edit,
        "without": without_reporter(plan) if may_edit else 0,
        "crumbs": crumbs(plan),
        "query": request.GET.urlencode(),
    }
    return render(request, "plans/monitoring_grid.html", context)


def followed(plan: ActionPlan) -> Monitoring:
    """How the plan is followed; 404 where it is not."""
    monitoring: Monitoring | None = getattr(plan, "monitoring", None)
    if monitoring is None:
        raise Http404("แผนนี้ยังไม่ได้เริ่มติดตาม")
    return monitoring


def crumbs(plan: ActionPlan, *steps: tuple[str, str], here: str = "") -> list[dict[str, str]]:
    """The way from the plan over its grid, through pages of (name, address), to ``here``."""
    way = [(str(plan), plan.get_absolute_url())]
    way += [("การติดตามแผน", reverse("plans:monitoring-grid", args=[plan.pk]))] if here else []
    return [*({"label": name, "url": url} for name, url in (*way, *steps)), {"label": here or "การติดตามแผน"}]


def _sent(request: PlanRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _change(request: PlanRequest, monitoring: Monitoring, form: MonitoringForm) -> Monitoring:
    version = form.cleaned_data["base_version"]
    return change_monitoring(by=request.user, monitoring=monitoring, base_version=version, **form.days())


def _settings_page(
    request: PlanRequest, plan: ActionPlan, form: MonitoringForm, title: str, cancel_url: str
) -> HttpResponse:
    """The form with the periods that it makes, as far as what was typed can be understood."""
    previews = None
    if not form.errors:
        days = form.days() if form.is_bound else dict(form.initial) | {"rounds": form.known_rounds}
        wanted = {name: days[name] for name in ("basis", "due_after", "rounds")}
        previews = preview_of(plan, periods_of(fiscal_year=plan.fiscal_year, **wanted))
    return form_page(
        request,
        form,
        "plans/monitoring_settings.html",
        plan=plan,
        title=title,
        lead="กำหนดงวดที่ต้องรายงานผล ระบบนับรายงานจากช่วงเวลาของแต่ละกิจกรรมในแผน",
        submit=title if title.startswith("เริ่ม") else "บันทึก",
        cancel_url=cancel_url,
        previews=previews,
        crumbs=[{"label": str(plan), "url": plan.get_absolute_url()}, {"label": title}],
    )


def _filter(request: PlanRequest, plan: ActionPlan) -> GridFilter:
    return GridFilter(
        request.GET,
        owners=owners_in(plan),
        reporters=reporters_in(plan),
        periods=plan.periods.values_list("pk", "name"),
    )
