"""Who answered a round: numbers against the minimum and the target, and what is aimed at and announced."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from assessments.forms.rounds import RespondentsForm, respondents_prefix
from assessments.models import Round
from assessments.rounds.respondents import Answering, answering
from assessments.services.respondents import FIELDS, save_respondents
from assessments.views.reach import crumbs, editable_round, opened_version, refusal, visible_round
from organisations.access import Permission, check
from organisations.requests import SignedInRequest

LOST = "ไม่พบข้อมูลที่ส่งมา โปรดเปิดหน้านี้อีกครั้งแล้วบันทึก"


@dataclass(frozen=True)
class Line:
    answering: Answering
    form: RespondentsForm


@require_http_methods(["GET", "HEAD", "POST"])
def round_respondents(request: SignedInRequest, pk: int) -> HttpResponse:
    """A line for each instrument and each group of respondents."""
    is_post = request.method == "POST"
    found = editable_round(request, pk) if is_post else visible_round(request, pk)
    lines = [_line(request, one) for one in answering(found)]
    error = ""
    if is_post:
        error = LOST if "base_version" not in request.POST else _refusal(request, found, lines)
        if not error and not any(line.form.errors for line in lines):
            messages.success(request, "บันทึกผู้ตอบและเป้าหมายแล้ว")
            return redirect("assessments:round-respondents", pk)
    context = {
        "round": found,
        "crumbs": crumbs(found, "ผู้ตอบและเป้าหมาย"),
        "heading": "ผู้ตอบและเป้าหมาย",
        "lead": str(found),
        "lines": lines,
        "error": error,
        "may_edit": bool(check(request.user, Permission.ASSESSMENT_EDIT, found)),
    }
    return render(request, "assessments/round_respondents.html", context, status=422 if is_post else 200)


def _line(request: SignedInRequest, one: Answering) -> Line:
    prefix = respondents_prefix(one.instrument.pk, one.part.pk if one.part else None)
    initial: dict[str, Any] = {name: getattr(one.row, name) for name in FIELDS} if one.row else {}
    data = request.POST if request.method == "POST" else None
    form = RespondentsForm(
        data,
        groups=one.groups,
        asks_people=one.asks_people,
        prefix=prefix,
        initial={"answers_target": 95} | initial,
    )
    return Line(one, form)


def _refusal(request: SignedInRequest, found: Round, lines: list[Line]) -> str:
    """Save the lines; why not, in Thai, or "" where they were saved or are wrong themselves."""
    version = opened_version(request, found)
    if any(line.form.errors for line in lines):
        return ""
    values = {
        (line.answering.instrument.pk, line.answering.part.pk if line.answering.part else None): (
            line.form.cleaned_data
        )
        for line in lines
    }
    return refusal(
        found,
        lambda: save_respondents(by=request.user, of_round=found, values=values, base_version=version),
    )
