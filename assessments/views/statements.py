"""แนวปฏิบัติรายตัวชี้วัด of an organisation: the list by framework, a statement, the notes on questions."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assessments.forms.stale import begin_again
from assessments.forms.statements import NotesForm, StatementForm, control_forms, note_forms
from assessments.models import AssessmentIndicator, Framework, IndicatorStatement
from assessments.services.statements import copy_notes, copy_statements, save_notes, save_statement
from assessments.statements import (
    framework_of_choice,
    frameworks_stated,
    indicators,
    lines_of,
    notes_of,
    stamp_of,
    statement_of,
)
from ita_portal.render.text import printable
from organisations.access import Permission, check, require
from organisations.models import Organisation
from organisations.pages.outcome import carried_out
from organisations.requests import SignedInRequest
from organisations.services.errors import StaleError

HEADING = "แนวปฏิบัติรายตัวชี้วัด"


@require_safe
def statement_list(request: SignedInRequest, pk: int) -> HttpResponse:
    """What the organisation states of each indicator of a framework, and the questions it explains."""
    organisation = _organisation(request, pk)
    frameworks = list(Framework.objects.visible_to(request.user))
    framework = framework_of_choice(organisation, printable(request.GET.get("framework", "")))
    if framework is None and frameworks:
        raise Http404
    may_edit = bool(check(request.user, Permission.ASSESSMENT_EDIT, organisation))
    stated = frameworks_stated(organisation) if framework and may_edit else []
    context = {
        "organisation": organisation,
        "frameworks": frameworks,
        "framework": framework,
        "lines": lines_of(organisation, framework) if framework else [],
        "notes": notes_of(organisation, framework) if framework else [],
        "sources": [one for one in stated if one != framework],
        "may_edit": may_edit,
        "heading": HEADING,
        "crumbs": _crumbs(organisation, framework),
    }
    return render(request, "assessments/statement_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def statement_edit(request: SignedInRequest, pk: int, indicator: int) -> HttpResponse:
    """One statement with its controls, on one page."""
    organisation = _writable(request, pk)
    about = get_object_or_404(indicators(), pk=indicator)
    statement = statement_of(organisation, about)
    data = request.POST if request.method == "POST" else None
    form, controls = StatementForm(data, statement=statement), control_forms(data, statement)
    current: list[tuple[str, str]] = []
    if data is not None and controls.is_valid():
        try:
            if carried_out(form, lambda: _save_statement(request, organisation, about, form, controls)):
                messages.success(request, "บันทึกแนวปฏิบัติแล้ว")
                return redirect(_list_url(organisation, about.framework))
        except StaleError as stale:
            begin_again(form, base_version=stale.current.version)
            current = _as_it_is(stale.current)
    more = {"indicator": about, "form": form, "formset": controls, "current": current}
    return _form_page(request, "statement_edit", organisation, about.framework, f"{HEADING} {about}", **more)


@require_http_methods(["GET", "HEAD", "POST"])
def question_notes(request: SignedInRequest, pk: int, framework: str) -> HttpResponse:
    """The questions of a framework that people misread, each with how it is meant."""
    organisation = _writable(request, pk)
    about = get_object_or_404(Framework.objects.visible_to(request.user), code=framework)
    notes = list(notes_of(organisation, about))
    data = request.POST if request.method == "POST" else None
    form, rows = NotesForm(data, notes=notes), note_forms(data, about, notes)
    current: list[tuple[str, str]] = []
    if data is not None and rows.is_valid():
        try:
            if carried_out(form, lambda: _save_notes(request, organisation, about, form, rows)) is not None:
                messages.success(request, "บันทึกคำอธิบายข้อคำถามแล้ว")
                return redirect(_list_url(organisation, about))
        except StaleError as stale:
            begin_again(form, base_stamp=stamp_of(stale.current))
            current = [(f"ข้อ {one.item.code}", one.text) for one in stale.current]
    more = {"form": form, "formset": rows, "current": current}
    return _form_page(request, "question_notes", organisation, about, "คำอธิบายข้อคำถาม", **more)


@require_POST
def statement_copy(request: SignedInRequest, pk: int) -> HttpResponse:
    """Statements and notes on another year's framework taken over, where there are none yet."""
    organisation = _writable(request, pk)
    source, target = (_asked_framework(request, name) for name in ("source", "target"))
    if source is None or target is None or source == target:
        messages.error(request, "โปรดเลือกกรอบการประเมินของปีอื่นเป็นต้นทาง")
        return redirect(_list_url(organisation, target))
    try:
        made = copy_statements(by=request.user, organisation=organisation, source=source, target=target)
        notes = copy_notes(by=request.user, organisation=organisation, source=source, target=target)
    except StaleError:
        messages.error(request, "มีผู้เขียนแนวปฏิบัติหรือคำอธิบายพร้อมกัน จึงยังไม่ได้คัดลอก โปรดลองอีกครั้ง")
        return redirect(_list_url(organisation, target))
    explained = " พร้อมคำอธิบายข้อคำถาม" if notes else ""
    words = f"คัดลอกแนวปฏิบัติแล้ว {len(made)} ตัวชี้วัด{explained} โปรดปรับให้เป็นปัจจุบัน"
    messages.success(request, words if made or notes else "ไม่มีตัวชี้วัดที่ตรงกันและยังไม่มีแนวปฏิบัติ จึงไม่ได้คัดลอก")
    return redirect(_list_url(organisation, target))


def _asked_framework(request: SignedInRequest, name: str) -> Framework | None:
    frameworks = Framework.objects.visible_to(request.user)
    return frameworks.filter(code=printable(request.POST.get(name, ""))).first()


def _save_statement(
    request: SignedInRequest, organisation: Organisation, about: AssessmentIndicator, form: Any, controls: Any
) -> IndicatorStatement:
    return save_statement(
        by=request.user,
        organisation=organisation,
        indicator=about,
        body=form.cleaned_data["body"],
        controls=controls.controls(),
        base_version=form.cleaned_data["base_version"],
    )


def _save_notes(
    request: SignedInRequest, organisation: Organisation, about: Framework, form: Any, rows: Any
) -> Any:
    return save_notes(
        by=request.user,
        organisation=organisation,
        framework=about,
        notes=rows.notes(),
        base_stamp=form.cleaned_data["base_stamp"],
    )


def _as_it_is(statement: IndicatorStatement) -> list[tuple[str, str]]:
    controls = [(one.get_kind_display(), one.text) for one in statement.controls.all()]
    return [("แนวปฏิบัติของหน่วยงาน", statement.body), *controls]


def _organisation(request: SignedInRequest, pk: int) -> Organisation:
    seen = Organisation.objects.visible_to(request.user, Permission.ASSESSMENT_VIEW)
    organisation = get_object_or_404(seen, pk=pk)
    request.current_organisation = organisation  # type: ignore[attr-defined]
    return organisation


def _writable(request: SignedInRequest, pk: int) -> Organisation:
    organisation = _organisation(request, pk)
    require(request.user, Permission.ASSESSMENT_EDIT, organisation)
    return organisation


def _list_url(organisation: Organisation, framework: Framework | None) -> str:
    query = f"?framework={framework.code}" if framework else ""
    return reverse("assessments:statement-list", args=[organisation.pk]) + query


def _crumbs(organisation: Organisation, framework: Framework | None, here: str = "") -> list[dict[str, str]]:
    rounds = {"label": "การประเมิน ITA", "url": reverse("assessments:round-list")}
    if not here:
        return [rounds, {"label": HEADING}]
    return [rounds, {"label": HEADING, "url": _list_url(organisation, framework)}, {"label": here}]


def _form_page(
    request: SignedInRequest,
    template: str,
    organisation: Organisation,
    framework: Framework,
    heading: str,
    **more: Any,
) -> HttpResponse:
    """422 while something is wrong."""
    is_wrong = bool(more["form"].errors) or (more["formset"].is_bound and not more["formset"].is_valid())
    context = {
        "organisation": organisation,
        "framework": framework,
        "heading": heading,
        "crumbs": _crumbs(organisation, framework, heading),
        "submit": "บันทึก",
        "cancel_url": _list_url(organisation, framework),
    }
    return render(request, f"assessments/{template}.html", context | more, status=422 if is_wrong else 200)
