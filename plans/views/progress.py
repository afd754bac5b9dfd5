"""Reports as their owners write them: the owner's page, and the form of one report."""

from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from organisations.access import Denied, Permission, check
from organisations.context import selected_year
from organisations.services.drafts import drop_draft
from plans.forms.progress import ProgressForm
from plans.models import Progress
from plans.monitoring.own_reports import own_reports as reports_of
from plans.views.open_report import DRAFT_FORM, OpenReport
from plans.views.open_row import clock
from plans.views.request import PlanRequest

SENT = "ส่งรายงานแล้ว เลขานุการจะตรวจสอบและแจ้งให้ทราบหากต้องแก้ไข"


@require_safe
def own_reports(request: PlanRequest) -> HttpResponse:
    """My activities: what is due, what came back, what was sent."""
    year = selected_year(request)
    own = reports_of(request.user, year, timezone.localdate())
    return render(
        request, "plans/progress_own.html", {"own": own, "year": year, "lead": f"ปีงบประมาณ พ.ศ. {year}"}
    )


@require_http_methods(["GET", "HEAD", "POST"])
def progress_edit(request: PlanRequest, pk: int) -> HttpResponse:
    """The form of one report; one that is not with its owner is shown instead."""
    opened = opened_report(request, pk)
    if request.method == "POST":
        answer = written(opened, request.POST, request.FILES)
        if answer.form is None:
            messages.success(request, answer.said)
            return redirect("plans:own-reports" if opened.is_sent else _url(opened))
        return _page(request, opened, answer.form, answer.status)
    if opened.refused:
        messages.info(request, opened.refused)
        return redirect("plans:progress-detail", pk)
    return _page(request, opened, opened.form())


@require_POST
def progress_draft(request: PlanRequest, pk: int) -> HttpResponse:
    """Keep what was typed so far."""
    return drafted(opened_report(request, pk), request.POST)


@require_POST
def progress_draft_drop(request: PlanRequest, pk: int) -> HttpResponse:
    """Put the draft aside; the form shows what is stored."""
    opened = opened_report(request, pk)
    drop_draft(by=request.user, form=DRAFT_FORM, key=opened.key)
    messages.success(request, "ละทิ้งข้อความที่ยังไม่ได้บันทึกแล้ว")
    return redirect(_url(opened))


# What a form and a link share


@dataclass(frozen=True)
class Answer:
    """``form`` is None where everything was done (``said``), else it shows what is left to do."""

    form: ProgressForm | None = None
    status: int = 302
    said: str = ""


def written(opened: OpenReport, data: Any, files: Any) -> Answer:
    """Carry out what was posted. What is refused leaves the form with all that was typed."""
    if opened.refused:
        return Answer(_kept(opened, data), 409)
    try:
        return _written(opened, data, files)
    except PermissionDenied as refused:
        # The period was closed, or the report handed in, while its owner typed.
        opened.refused = str(refused)
        return Answer(_kept(opened, data), 409)


def drafted(opened: OpenReport, data: Any) -> JsonResponse:
    """The time at which the draft was kept."""
    try:
        opened.keep(opened.form(data))
    except ValueError as error:
        return JsonResponse({"error": str(error)}, status=413)
    return JsonResponse({"at": clock(), "understood": {}})


def _written(opened: OpenReport, data: Any, files: Any) -> Answer:
    data, problems = opened.take_evidence(data, files)
    act = data.get("act", "")
    try:
        is_of_evidence = opened.change_evidence(data) or act == "attach"
    except ValidationError as error:
        is_of_evidence, problems["chosen"] = True, error.messages
    is_done = not (problems or opened.offered)
    if is_of_evidence:
        form = _kept(opened, data)
        if is_done:
            return Answer(said="ปรับปรุงหลักฐานแล้ว")
    else:
        form = opened.form(data)
        if is_done and opened.write(form, is_sent=act == "send"):
            return Answer(said=SENT if opened.is_sent else "บันทึกร่างแล้ว")
    for name, said in problems.items():
        form.add_error(name, said)
    return Answer(form, 409 if opened.stored else 422)


def _kept(opened: OpenReport, data: Any) -> ProgressForm:
    """The form as posted, whose texts are the person's draft from now on."""
    form = opened.form(data)
    form.is_valid()
    with suppress(ValueError):  # too long for a draft: it stands in the form, which says so
        opened.keep(form)
    return form


# Pages


def opened_report(request: PlanRequest, pk: int) -> OpenReport:
    """A report that the person may write, ``refused`` where its state forbids; 403 for who only sees it."""
    reports = Progress.objects.visible_to(request.user).select_related(
        "period", "activity__part__plan__organisation", "activity__heading", "decided_by"
    )
    progress: Progress = get_object_or_404(reports, pk=pk)
    plan = progress.activity.part.plan
    request.current_organisation, request.current_year = plan.organisation, plan.fiscal_year
    answer = check(request.user, Permission.PROGRESS_REPORT, progress)
    reason = answer.reason if isinstance(answer, Denied) else ""
    if reason and reason != progress.refusal(Permission.PROGRESS_REPORT):
        raise PermissionDenied(reason)
    return OpenReport(progress, request.user, refused=reason)


def _page(request: PlanRequest, opened: OpenReport, form: ProgressForm, status: int = 200) -> HttpResponse:
    own = {"label": "รายงานผลของฉัน", "url": reverse("plans:own-reports")}
    context = {
        "opened": opened,
        "progress": opened.progress,
        "form": form,
        "crumbs": [own, {"label": str(opened.progress.period)}],
        "draft_url": reverse("plans:progress-draft", args=[opened.progress.pk]),
        "drop_url": reverse("plans:progress-draft-drop", args=[opened.progress.pk]),
        "library_url": reverse("plans:progress-evidence-choose", args=[opened.progress.pk]),
    }
    return render(request, "plans/progress_edit.html", context, status=status)


def _url(opened: OpenReport) -> str:
    return reverse("plans:progress-edit", args=[opened.progress.pk])
