"""An own survey made of a framework's items, and its words and moments changed."""

from datetime import time, timedelta
from typing import Any

from django.contrib import messages
from django.db.models import Count
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from assessments.forms.surveys import SurveyForm, SurveyNewForm
from assessments.models import Instrument, InstrumentPart, Round, Survey
from assessments.services.surveys import create_survey, update_survey
from assessments.surveys.scales import scales_of
from assessments.views.reach import crumbs, editable_round
from assessments.views.surveys import editable_survey, survey_crumbs
from organisations.pages.form_page import form_page
from organisations.pages.outcome import carried_out
from organisations.requests import SignedInRequest, asked_id
from organisations.services.errors import StaleError

STALE = "มีผู้แก้ไขแบบสำรวจนี้ก่อนท่าน ข้อความของท่านยังอยู่ครบ โปรดตรวจสอบแล้วบันทึกอีกครั้งหากต้องการใช้แทน"
DAYS_OPEN = 14


@require_http_methods(["GET", "HEAD", "POST"])
def survey_new(request: SignedInRequest, pk: int) -> HttpResponse:
    """First by which instrument is asked (``?instrument=``, ``&part=``), then the survey itself."""
    found = editable_round(request, pk)
    if found.kind != Round.Kind.PRACTICE:
        raise Http404
    if "instrument" not in request.GET:
        return _choice(request, found)
    instrument, part = _asked_for(request, found)
    items = found.framework.items.filter(indicator__instrument=instrument).select_related(
        "indicator", "scale"
    )
    form = SurveyNewForm(
        request.POST if request.method == "POST" else None,
        items=list(items.order_by("indicator__position", "position", "pk")),
        scales=scales_of(found.framework),
        initial=_first(found, instrument, part),
    )
    made = carried_out(form, lambda: _created(request, found, instrument, part, form))
    if made:
        messages.success(request, "จัดทำแบบสำรวจแล้ว โปรดเพิ่มกลุ่มผู้ตอบและสร้างลิงก์")
        return redirect(made)
    return _new_page(request, found, form, part or instrument)


@require_http_methods(["GET", "HEAD", "POST"])
def survey_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    """The survey's words, and from when to when it is open; what is asked stays as it is."""
    survey = editable_survey(request, pk)
    form = SurveyForm(request.POST if request.method == "POST" else None, survey=survey)
    try:
        if carried_out(form, lambda: _updated(request, survey, form)):
            messages.success(request, "บันทึกแบบสำรวจแล้ว")
            return redirect(survey)
    except StaleError as stale:
        form.begin_again(stale.current.version)
        form.add_error(None, STALE)
    return form_page(
        request,
        form,
        title="แก้ไขแบบสำรวจ",
        lead="ข้อคำถามและตัวเลือกคำตอบแก้ไขไม่ได้ เพื่อให้ผู้ตอบทุกคนตอบคำถามเดียวกัน",
        crumbs=survey_crumbs(survey, "แก้ไข"),
        submit="บันทึก",
        cancel_url=reverse("assessments:survey-detail", args=[pk]),
    )


def _choice(request: SignedInRequest, found: Round) -> HttpResponse:
    """The instruments and their groups of respondents, and those that have a survey already."""
    instruments = found.framework.instruments.prefetch_related("parts").annotate(
        items=Count("indicators__items")
    )
    context = {
        "round": found,
        "crumbs": crumbs(found, "จัดทำแบบสำรวจ"),
        "heading": "จัดทำแบบสำรวจ",
        "instruments": [instrument for instrument in instruments if instrument.asks_people],
        "taken": set(found.surveys.filter(part=None).values_list("instrument", flat=True)),
        "taken_parts": set(found.surveys.exclude(part=None).values_list("part", flat=True)),
    }
    return render(request, "assessments/survey_choice.html", context)


def _asked_for(request: SignedInRequest, found: Round) -> tuple[Instrument, InstrumentPart | None]:
    instrument = get_object_or_404(found.framework.instruments, pk=asked_id(request.GET["instrument"]))
    if not instrument.asks_people:
        raise Http404
    if "part" not in request.GET:
        return instrument, None
    return instrument, get_object_or_404(instrument.parts, pk=asked_id(request.GET["part"]))


def _first(found: Round, instrument: Instrument, part: InstrumentPart | None) -> dict[str, Any]:
    """What the form begins with: open for two weeks from tomorrow, in office hours."""
    today = timezone.localdate()
    return {
        "title": f"แบบสำรวจ {instrument.code} (ทดลองตอบ) ปีงบประมาณ พ.ศ. {found.fiscal_year}"
        + (f" {part.name}" if part else ""),
        "opens_on": today + timedelta(days=1),
        "opens_time": time(8, 30),
        "closes_on": today + timedelta(days=1 + DAYS_OPEN),
        "closes_time": time(16, 30),
    }


def _new_page(
    request: SignedInRequest, found: Round, form: SurveyNewForm, asked: Instrument | InstrumentPart
) -> HttpResponse:
    context = {
        "round": found,
        "form": form,
        "heading": "จัดทำแบบสำรวจ",
        "lead": asked.name,
        "crumbs": crumbs(found, "จัดทำแบบสำรวจ"),
        "cancel_url": reverse("assessments:survey-list", args=[found.pk]),
    }
    return render(request, "assessments/survey_new.html", context, status=422 if form.errors else 200)


def _created(
    request: SignedInRequest,
    found: Round,
    instrument: Instrument,
    part: InstrumentPart | None,
    form: SurveyNewForm,
) -> Survey:
    return create_survey(
        by=request.user,
        of_round=found,
        instrument=instrument,
        part=part,
        values=form.values(),
        questions=form.asked(),
    )


def _updated(request: SignedInRequest, survey: Survey, form: SurveyForm) -> Survey:
    version: int | None = form.cleaned_data["base_version"]
    return update_survey(by=request.user, survey=survey, values=form.values(), base_version=version)
