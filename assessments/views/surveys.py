"""Own surveys as their secretary sees them: those of a round, one with its meter, and its end."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assessments.models import Round, Survey
from assessments.services.rounds import create_round
from assessments.services.surveys import delete_survey
from assessments.services.surveys_closing import TOO_FEW, close_survey
from assessments.small_numbers import FLOOR
from assessments.surveys.meter import Line, meter, result_table
from assessments.views.reach import crumbs, visible_round
from organisations.access import Permission, check, require
from organisations.requests import SignedInRequest

Kind = Round.Kind


@require_safe
def survey_list(request: SignedInRequest, pk: int) -> HttpResponse:
    """The surveys of a practice round; of another round, the practice rounds by the same framework."""
    found = visible_round(request, pk)
    surveys = found.surveys.select_related("instrument", "part").annotate(answered=Count("groups__answers"))
    is_practice = found.kind == Kind.PRACTICE
    context = {
        "round": found,
        "crumbs": crumbs(found, "แบบสำรวจของหน่วยงาน"),
        "is_practice": is_practice,
        "surveys": surveys if is_practice else [],
        "practice_rounds": [] if is_practice else practice_rounds(request, found),
        "may_edit": bool(check(request.user, Permission.ASSESSMENT_EDIT, found)),
        "may_begin": bool(check(request.user, Permission.ASSESSMENT_EDIT, found.organisation)),
    }
    return render(request, "assessments/survey_list.html", context)


@require_POST
def survey_practice_round(request: SignedInRequest, pk: int) -> HttpResponse:
    """A practice round beside this round, in which surveys can be made; the one there is, if there is one."""
    found = visible_round(request, pk)
    require(request.user, Permission.ASSESSMENT_EDIT, found.organisation)
    practice = practice_rounds(request, found).first()
    if practice is None:
        fields = {"framework": found.framework, "fiscal_year": found.fiscal_year, "kind": Kind.PRACTICE}
        practice = create_round(by=request.user, organisation=found.organisation, values=fields)
        messages.success(request, "เพิ่มรอบทดลองตอบแบบวัดแล้ว")
    return redirect("assessments:survey-list", practice.pk)


@require_safe
def survey_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """The survey's state and meter by group; once it is closed, what it came to."""
    survey = visible_survey(request, pk=pk)
    lines = meter(survey)
    answers = sum(line.answers for line in lines)
    is_closed = survey.state == Survey.State.CLOSED
    context: dict[str, Any] = {
        "round": survey.round,
        "survey": survey,
        "crumbs": survey_crumbs(survey),
        "heading": survey.title,
        "lines": lines,
        "answers": answers,
        "links": sum(line.links for line in lines),
        "used": sum(line.used for line in lines),
        "asked": _asked(lines),
        "days_left": (timezone.localdate(survey.closes_at) - timezone.localdate()).days,
        "may_edit": bool(check(request.user, Permission.ASSESSMENT_EDIT, survey)),
        "may_close": answers >= FLOOR,
        "too_few": TOO_FEW,
        "floor": FLOOR,
        "results": result_table(survey, lines) if is_closed else None,
    }
    return render(request, "assessments/survey_detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def survey_close(request: SignedInRequest, pk: int) -> HttpResponse:
    """Ask, then write the results into the round."""
    survey = editable_survey(request, pk)
    if request.method == "POST":
        try:
            close_survey(by=request.user, survey=survey)
            messages.success(request, "สรุปผลแบบสำรวจเป็นคะแนนของรอบแล้ว")
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        return redirect(survey)
    items = [question["item"] for question in survey.questions]
    replaced = survey.round.scores.filter(item__in=items, part=survey.part).count()
    context = {
        "title": "สรุปผลแบบสำรวจ",
        "text": "ระบบจะปิดรับคำตอบ และบันทึกค่าเฉลี่ยรายข้อเป็นคะแนนของรอบทดลองนี้ เมื่อสรุปผลแล้วเปิดรับคำตอบอีกไม่ได้",
        "items": [f"คะแนนที่บันทึกไว้แล้ว {replaced} ข้อจะถูกแทนที่"] if replaced else [],
        "confirm_label": "สรุปผลแบบสำรวจ",
        "cancel_url": survey.get_absolute_url(),
    }
    return render(request, "confirm.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def survey_delete(request: SignedInRequest, pk: int) -> HttpResponse:
    """Away, after asking, as long as nobody has answered."""
    survey = editable_survey(request, pk)
    if request.method == "POST":
        try:
            delete_survey(by=request.user, survey=survey)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return redirect(survey)
        messages.success(request, "ลบแบบสำรวจแล้ว")
        return redirect("assessments:survey-list", survey.round_id)
    context = {
        "title": "ลบแบบสำรวจนี้หรือไม่",
        "text": f"“{survey.title}” พร้อมกลุ่มและลิงก์ทั้งหมดจะถูกลบ และลิงก์ที่แจกไปแล้วจะใช้ไม่ได้",
        "danger": True,
        "confirm_label": "ลบแบบสำรวจ",
        "cancel_url": survey.get_absolute_url(),
    }
    return render(request, "confirm.html", context)


def visible_survey(request: SignedInRequest, **key: int) -> Survey:
    """The survey with this ``pk``, if the person may see it; the page is of its organisation and year."""
    surveys = Survey.objects.visible_to(request.user)
    found: Survey = get_object_or_404(
        surveys.select_related("round__organisation", "round__framework", "instrument", "part"), **key
    )
    request.current_organisation = found.round.organisation  # type: ignore[attr-defined]
    request.current_year = found.round.fiscal_year  # type: ignore[attr-defined]
    return found


def editable_survey(request: SignedInRequest, pk: int) -> Survey:
    """A survey that the person may see and change now."""
    survey = visible_survey(request, pk=pk)
    require(request.user, Permission.ASSESSMENT_EDIT, survey)
    return survey


def survey_crumbs(survey: Survey, here: str = "") -> list[dict[str, str]]:
    """The way from the list of rounds to the survey, and to a page of it."""
    way = crumbs(survey.round, "แบบสำรวจของหน่วยงาน")
    way[-1]["url"] = reverse("assessments:survey-list", args=[survey.round_id])
    if not here:
        return [*way, {"label": survey.title[:60]}]
    return [*way, {"label": survey.title[:60], "url": survey.get_absolute_url()}, {"label": here}]


def practice_rounds(request: SignedInRequest, of_round: Round) -> Any:
    """The organisation's practice rounds of the same family and year, which hold surveys."""
    return (
        Round.objects.visible_to(request.user)
        .filter(
            organisation=of_round.organisation_id,
            family=of_round.family,
            fiscal_year=of_round.fiscal_year,
            kind=Kind.PRACTICE,
        )
        .select_related("organisation")
    )


def _asked(lines: list[Line]) -> int | None:
    """How many were asked in all; None where a group does not say."""
    numbers = [line.group.asked for line in lines]
    known = [number for number in numbers if number is not None]
    return sum(known) if known and len(known) == len(numbers) else None
