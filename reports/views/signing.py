"""The steps of sign-off: signed by who is asked to, recorded from ink on paper, or by a resolution."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from organisations.access import Permission, require
from organisations.models import Meeting
from organisations.pages.outcome import carried_out
from organisations.requests import SignedInRequest
from organisations.services.errors import StaleError
from plans.models import Act, Revision, SignedScan, SignOffStep
from plans.services.sign_off_steps import record_on_paper, record_resolution, sign_step
from plans.services.signed_scans import SameScanError, keep_scan, place_scan
from plans.signing import (
    current_step,
    orders_for,
    resolution_words,
    signature_values,
    signs_in_person,
    who_can_sign,
)
from plans.step_lines import SIGNING_WORDS, step_lines
from reports.forms.signing import ActForm, MeetingForm, PaperForm, SignForm
from reports.papers import completed_by
from reports.seal import problem
from reports.signing_pages import summary_of

MOVED_ON = "เรื่องนี้ดำเนินการไปแล้วก่อนท่านบันทึก ข้อความของท่านยังอยู่ครบ โปรดตรวจสอบสถานะล่าสุด"
OTHER_PAPER = "QR ในไฟล์นี้เป็นของเอกสารอื่น จึงเก็บไฟล์ไว้ในรายการสำเนาที่ลงนาม และยังไม่บันทึกการลงนาม"
PLACED = "แนบพร้อมการบันทึกการลงนามในกระดาษ"


@require_http_methods(["GET", "HEAD", "POST"])
def step_sign(request: SignedInRequest, pk: int) -> HttpResponse:
    """What is asked of an executive, told in two minutes, and one button for it."""
    step = _step(request, pk)
    # Whoever may sign is told on the page that the revision has gone on, and keeps what was typed.
    if not step.grants(request.user, Permission.PLAN_SIGN):
        require(request.user, Permission.PLAN_SIGN, step)
    form = SignForm(
        _posted(request),
        initial={"base_version": step.revision.version},
        in_person=signs_in_person(step, request.user),
        orders=orders_for(step, request.user),
    )
    if _carried_out(step, form, lambda: _sign(request, step, form)):
        return _done(request, step, f"{step.get_act_display()}แล้ว")
    summary = summary_of(step.revision)
    word = SIGNING_WORDS[Act(step.act)]
    return _page(request, "reports/step_sign.html", step, form, summary=summary, word=word)


@require_http_methods(["GET", "HEAD", "POST"])
def step_paper(request: SignedInRequest, pk: int) -> HttpResponse:
    """Ink on paper: who signed, as printed, with the scan of it."""
    step = _kept_step(request, pk)
    initial = {
        "base_version": step.revision.version,
        "signed_name": step.name,
        "signed_post": step.post,
    }
    form = PaperForm(_posted(request), request.FILES or None, initial=initial)
    if _carried_out(step, form, lambda: _record_paper(request, step, form)):
        return _done(request, step, "บันทึกการลงนามในกระดาษแล้ว")
    return _page(request, "reports/step_paper.html", step, form)


@require_http_methods(["GET", "HEAD", "POST"])
def step_meeting(request: SignedInRequest, pk: int) -> HttpResponse:
    """The resolution that stands for a signature."""
    step = _kept_step(request, pk)
    initial = {"base_version": step.revision.version}
    meetings = Meeting.objects.visible_to(request.user) if step.committee_id else None
    form = MeetingForm(_posted(request), initial=initial, step=step, meetings=meetings)
    if _carried_out(step, form, lambda: _record_resolution(request, step, form)):
        return _done(request, step, "บันทึกมติที่ประชุมแล้ว")
    return _page(request, "reports/step_meeting.html", step, form)


def _posted(request: SignedInRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _step(request: SignedInRequest, pk: int) -> SignOffStep:
    """A step of a plan that the person may see; the page is of its organisation and year."""
    steps = SignOffStep.objects.visible_to(request.user)
    related = steps.select_related("revision__plan__organisation", "unit", "committee")
    step = get_object_or_404(related.defer("revision__content"), pk=pk)
    shown: Any = request
    plan = step.revision.plan
    shown.current_organisation, shown.current_year = plan.organisation, plan.fiscal_year
    return step


def _kept_step(request: SignedInRequest, pk: int) -> SignOffStep:
    """A step that the person may record for others, as the secretary of the organisation."""
    step = _step(request, pk)
    require(request.user, Permission.PLAN_SUBMIT, step.organisation)
    return step


def _carried_out(step: SignOffStep, form: ActForm, act: Callable[[], Revision]) -> Revision | None:
    """What came of a valid form; None where the form has to say what stands against it."""
    if not form.is_valid():
        return None
    if not _stands_at(step, form):
        form.begin_again(step.revision.version, MOVED_ON)
        return None
    try:
        revision: Revision | None = carried_out(form, act)
    except StaleError as error:
        step.revision.state, step.revision.version = error.current.state, error.current.version
        form.begin_again(step.revision.version, MOVED_ON)
        return None
    return revision


def _stands_at(step: SignOffStep, form: ActForm) -> bool:
    """Whether the revision stands at the step as the form's writer saw it; asked before anything is made."""
    seen: int = form.cleaned_data["base_version"]
    return seen == step.revision.version and current_step(step.revision) == step


def _done(request: SignedInRequest, step: SignOffStep, words: str) -> HttpResponse:
    """Back to the revision, with a word of warning where its paper should have been sealed and is not."""
    messages.success(request, words)
    revision = step.revision
    if revision.was_approved and not revision.is_sealed and (words := problem(step.organisation)):
        messages.warning(request, words)
    return redirect(revision)


def _sign(request: SignedInRequest, step: SignOffStep, form: SignForm) -> Revision:
    order, note = form.order(), form.cleaned_data["note"]
    approved = completed_by(request.user, step, signature_values(request.user, order) | {"note": note})
    version = form.cleaned_data["base_version"]
    return sign_step(
        by=request.user, step=step, base_version=version, note=note, delegation=order, approved=approved
    )


def _record_paper(request: SignedInRequest, step: SignOffStep, form: PaperForm) -> Revision:
    values: dict[str, Any] = dict(form.cleaned_data)
    version = values.pop("base_version")
    scan = _scan_of(request, step, *values.pop("scan"))
    approved = completed_by(request.user, step, values | {"is_paper": True})
    return record_on_paper(
        by=request.user, step=step, base_version=version, scan=scan, approved=approved, **values
    )


def _scan_of(request: SignedInRequest, step: SignOffStep, name: str, content: bytes) -> SignedScan:
    """The file kept on the revision of the step; raises ValidationError where it is of another.

    Sent again after something else was mended, it is there already.
    """
    revision, by = step.revision, request.user
    try:
        scan = keep_scan(by=by, organisation=step.organisation, name=name, content=content, revision=revision)
    except SameScanError as same:
        scan = same.scan
    if scan.revision is None and scan.found in (SignedScan.Found.NONE, SignedScan.Found.UNKNOWN):
        scan = place_scan(by=by, scan=scan, revision=revision, note=PLACED)
    if scan.revision_id != revision.pk:
        raise ValidationError({"scan": OTHER_PAPER})
    return scan


def _record_resolution(request: SignedInRequest, step: SignOffStep, form: MeetingForm) -> Revision:
    said = form.cleaned_data
    meeting = said.get("meeting")
    text = resolution_words(step, meeting, said["resolution_text"], said["agenda"])
    day = meeting.held_on if meeting else said["signed_on"]
    done = {"meeting": meeting, "resolution_text": text, "signed_on": day, "note": said["note"]}
    # What is missing is said by the service, which then needs no paper.
    approved = completed_by(request.user, step, done) if text and day else None
    return record_resolution(
        by=request.user, step=step, base_version=said["base_version"], approved=approved, **done
    )


def _page(
    request: SignedInRequest, template: str, step: SignOffStep, form: ActForm, **context: Any
) -> HttpResponse:
    revision = step.revision
    current = current_step(revision)
    steps = revision.steps.select_related("acted_by", "unit", "committee")
    context |= {
        "form": form,
        "step": step,
        "revision": revision,
        "plan": revision.plan,
        "crumbs": _crumbs(step),
        "is_current": current == step,
        "steps": step_lines(steps, current, who_can_sign(current) if current else ()),
    }
    return render(request, template, context, status=422 if form.errors else 200)


def _crumbs(step: SignOffStep) -> list[dict[str, str]]:
    """From the plan through the revision to the page of the step."""
    above = (step.revision.plan, step.revision)
    return [*({"label": str(one), "url": one.get_absolute_url()} for one in above), {"label": str(step)}]
