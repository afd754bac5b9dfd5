"""Reports as the secretary deals with them: many accepted or reminded of, one read, returned, taken back."""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from organisations.access import Permission, check, require
from organisations.evidence_list import library_of
from organisations.pages.form_page import form_page
from organisations.pages.outcome import carried_out
from organisations.requests import asked_id
from organisations.services.errors import StaleError
from plans.forms.monitoring import SendBackForm
from plans.models import ActionPlan, Progress
from plans.monitoring.achieved import achieved_by
from plans.monitoring.history import history_of
from plans.monitoring.standing import standing_of
from plans.services.monitoring_reminders import Reminded, remind
from plans.services.progress import Decided, accept_reports, return_report, take_back_report
from plans.views import reach
from plans.views.monitoring import crumbs, followed
from plans.views.request import PlanRequest

STALE = "รายงานนี้มีการแก้ไขหลังจากท่านเปิดอ่าน โปรดอ่านรายงานอีกครั้งก่อนส่งคืน เหตุผลของท่านยังอยู่ครบ"
MOST_NAMED = 3  # reports named in one message


@require_POST
def progress_accept(request: PlanRequest, pk: int) -> HttpResponse:
    """Accept the chosen reports, and say which were left out and why."""
    plan = reach.plan(request, pk)
    require(request.user, Permission.PROGRESS_ACCEPT, plan)
    if chosen := _chosen(request, plan):
        _tell_accepted(request, accept_reports(by=request.user, progresses=chosen))
    return _back(request, plan, chosen)


@require_POST
def progress_remind(request: PlanRequest, pk: int) -> HttpResponse:
    """Write to those who report the chosen, and say who was left out and why."""
    plan = reach.plan(request, pk)
    require(request.user, Permission.MONITORING_EDIT, plan)
    if chosen := _chosen(request, plan):
        _tell_reminded(request, chosen, remind(by=request.user, progresses=chosen))
    return _back(request, plan, chosen)


@require_safe
def progress_detail(request: PlanRequest, pk: int) -> HttpResponse:
    """One report: what was planned and done, its evidence, what became of it, and what may be done now."""
    progress = visible_progress(request, pk)
    plan = progress.period.plan
    may_accept = bool(check(request.user, Permission.PROGRESS_ACCEPT, progress))
    may_report = check(request.user, Permission.PROGRESS_REPORT, progress)
    upto = progress.activity.progress.filter(period__position__lte=progress.period.position)
    context = {
        "progress": progress,
        "standing": standing_of(progress, timezone.localdate()),
        "achieved": achieved_by(upto.order_by("period__position")),
        "results": progress.results.all(),
        **_evidence(request, progress),
        "reporters": [str(one) for one in progress.activity.reporters.select_related("user", "unit")],
        "history": history_of(progress),
        "may_accept": may_accept,
        "may_report": bool(may_report),
        "may_see_internal": _may_see_internal(request, progress),
        "crumbs": crumbs(plan, here=progress.period.name),
    }
    return render(request, "plans/monitoring_report.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def progress_return(request: PlanRequest, pk: int) -> HttpResponse:
    """A report that was handed in goes back, saying why."""
    progress = visible_progress(request, pk)
    return _send_back_page(request, progress, "ส่งคืนเพื่อแก้ไข", _returned_by_form)


@require_http_methods(["GET", "HEAD", "POST"])
def progress_take_back(request: PlanRequest, pk: int) -> HttpResponse:
    """A report that was accepted goes back, saying why."""
    progress = visible_progress(request, pk)
    return _send_back_page(request, progress, "ถอนการตรวจรับและส่งคืน", _taken_back_by_form)


def visible_progress(request: PlanRequest, pk: int) -> Progress:
    """A report that the person may see; the page is of its plan."""
    reports = Progress.objects.visible_to(request.user).select_related(
        "period__plan__organisation", "activity__part__plan__organisation", "submitted_by", "decided_by"
    )
    progress: Progress = get_object_or_404(reports, pk=pk)
    reach.shown(request, progress.period.plan)
    return progress


def _returned_by_form(request: PlanRequest, progress: Progress, form: SendBackForm) -> Progress:
    version, note = form.cleaned_data["base_version"], form.cleaned_data["note"]
    return return_report(by=request.user, progress=progress, base_version=version, note=note)


def _taken_back_by_form(request: PlanRequest, progress: Progress, form: SendBackForm) -> Progress:
    progress.version = form.cleaned_data["base_version"]
    return take_back_report(by=request.user, progress=progress, reason=form.cleaned_data["note"])


def _evidence(request: PlanRequest, progress: Progress) -> dict[str, Any]:
    """What the person may see of the report's evidence, in the owner's order, and how much more there is."""
    seen = library_of(progress.period.plan.organisation, request.user).filter(
        progress_uses__progress=progress
    )
    shown = list(seen.order_by("progress_uses__position").with_versions())
    return {"evidence_items": shown, "hidden": progress.evidence_uses.count() - len(shown)}


def _send_back_page(
    request: PlanRequest,
    progress: Progress,
    title: str,
    act: Callable[[PlanRequest, Progress, SendBackForm], Progress],
) -> HttpResponse:
    require(request.user, Permission.PROGRESS_ACCEPT, progress)
    form = SendBackForm(request.POST or None, initial={"base_version": progress.version})
    back = reverse("plans:progress-detail", args=[progress.pk])
    try:
        if carried_out(form, lambda: act(request, progress, form)):
            messages.success(request, f"ส่งคืนรายงาน “{_name(progress)}” แล้ว")
            return redirect(back)
    except StaleError as stale:
        form.begin_again(stale.current.version)
        form.add_error(None, STALE)
    return form_page(
        request,
        form,
        title=title,
        lead=_name(progress),
        submit=title,
        cancel_url=back,
        crumbs=crumbs(progress.period.plan, (progress.period.name, back), here=title),
    )


def _chosen(request: PlanRequest, plan: ActionPlan) -> list[Progress]:
    """The reports ticked; says so where none of this plan is."""
    followed(plan)
    pks = [asked_id(text) for text in request.POST.getlist("selected")]
    reports = Progress.objects.visible_to(request.user).filter(period__plan=plan, pk__in=pks)
    chosen = list(
        reports.select_related("period__plan__organisation", "activity__part__plan__organisation").order_by(
            "period__position", "activity__position", "pk"
        )
    )
    if not chosen:
        messages.warning(request, "ยังไม่ได้เลือกรายงาน โปรดเลือกรายงานที่ต้องการอย่างน้อยหนึ่งรายการ")
    return chosen


def _back(request: PlanRequest, plan: ActionPlan, chosen: Sequence[Progress]) -> HttpResponse:
    """To the page of the one report from which it was asked, else to the grid as it was filtered."""
    if request.POST.get("from") == "report" and len(chosen) == 1:
        return redirect("plans:progress-detail", pk=chosen[0].pk)
    query = QueryDict(request.POST.get("query", "")).urlencode()
    address = reverse("plans:monitoring-grid", args=[plan.pk])
    return redirect(f"{address}?{query}" if query else address)


def _tell_accepted(request: PlanRequest, decided: Decided) -> None:
    if decided.done:
        messages.success(request, f"ตรวจรับรายงานแล้ว {len(decided.done)} รายการ")
    for reason, count in Counter(reason for _, reason in decided.left_out).items():
        named = [f"“{_name(report)}”" for report, why in decided.left_out if why == reason][:MOST_NAMED]
        more = f" และอีก {count - len(named)} รายการ" if count > len(named) else ""
        messages.warning(request, f"ไม่ได้ตรวจรับ {count} รายการ เนื่องจาก{reason}: {', '.join(named)}{more}")


def _tell_reminded(request: PlanRequest, chosen: Sequence[Progress], reminded: Reminded) -> None:
    if reminded.people:
        messages.success(request, f"แจ้งเตือนผู้รายงานแล้ว {reminded.people} คน")
    sent = sum(1 for report in chosen if report.state not in Progress.WITH_OWNER)
    left_out = (
        (sent, "รายงานที่ส่งแล้วไม่ต้องแจ้งเตือน {} รายการ"),
        (reminded.already, "ผู้รายงานที่แจ้งเตือนแล้วในวันนี้ {} คน"),
        (reminded.without_address, "ผู้รายงานที่ไม่มีอีเมล {} คน โปรดแจ้งด้วยวิธีอื่น"),
    )
    for count, words in left_out:
        if count:
            messages.warning(request, words.format(count))
    if not (reminded.people or any(count for count, _ in left_out)):
        messages.warning(request, "รายการที่เลือกยังไม่มีผู้รายงาน โปรดกำหนดผู้รายงานก่อน")


def _may_see_internal(request: PlanRequest, progress: Progress) -> bool:
    """Internal notes are for whoever reports or accepts, and for those who keep watch."""
    asked = (Permission.EVIDENCE_ALL, Permission.PROGRESS_ACCEPT)
    within = any(check(request.user, permission, progress.organisation) for permission in asked)
    return within or progress.grants(request.user, Permission.PROGRESS_REPORT)


def _name(progress: Progress) -> str:
    return f"{str(progress.activity)[:80]} {progress.period}"
