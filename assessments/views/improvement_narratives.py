"""What a round says in words, place by place."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assessments.forms.narratives import NarrativeForm
from assessments.forms.stale import begin_again
from assessments.models import Round, RoundNarrative
from assessments.narrative.places import Place, all_written, cells_of, places_of, written
from assessments.narrative.tokens import Cells, pieces, typed_scores, unknown_tokens
from assessments.services.narratives import write_narrative
from assessments.views.improvement_reach import done, form_page, said
from assessments.views.reach import crumbs, editable_round, visible_round
from organisations.access import Permission, check
from organisations.requests import SignedInRequest
from organisations.services.errors import StaleError


@require_safe
def round_narrative(request: SignedInRequest, pk: int) -> HttpResponse:
    """The text of every place, with its numbers as they are now."""
    of_round = visible_round(request, pk)
    cells = cells_of(of_round)
    found = places_of(of_round)
    fresh = all_written(of_round, [place.key for place in found if place.narrative])
    places = [
        {"place": place, "paragraphs": _paragraphs(place.body, cells), "is_behind": is_behind}
        for place in found
        for is_behind in [place.is_behind(fresh.get(place.key, ""))]
    ]
    context = {
        "round": of_round,
        "places": places,
        "may_edit": bool(check(request.user, Permission.ASSESSMENT_EDIT, of_round)),
        "heading": f"คำบรรยายผล {of_round}",
        "crumbs": crumbs(of_round, "คำบรรยายผล"),
    }
    return render(request, "assessments/narrative.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def narrative_edit(request: SignedInRequest, pk: int, place: str) -> HttpResponse:
    """One text: typed on the left, with its numbers on the right; what the scores say now to begin from."""
    of_round = editable_round(request, pk)
    here, cells, fresh = _place(of_round, place), cells_of(of_round), written(of_round, place)
    initial = {"body": here.body or fresh, "base_version": here.narrative.version if here.narrative else 0}
    form = NarrativeForm(request.POST or None, cells=cells, initial=initial)
    current: list[tuple[str, str]] = []
    try:
        if request.method == "POST" and done(form, lambda: _saved(request, of_round, place, form)):
            return redirect(_url(of_round, place))
    except StaleError as error:
        begin_again(form, base_version=error.current.version)
        current = [(here.title, error.current.body)]
    shown = _shown(str(form["body"].value() or ""), cells)
    more = {"place": here, "cells": cells.values(), "fresh": fresh}
    more["is_behind"] = here.is_behind(fresh)
    return form_page(
        request,
        of_round,
        form,
        heading=here.title,
        submit="บันทึก",
        current=current,
        cancel_url=_url(of_round, place),
        template="assessments/narrative_edit.html",
        **more | shown,
    )


def _saved(request: SignedInRequest, of_round: Round, place: str, form: NarrativeForm) -> RoundNarrative:
    made = write_narrative(by=request.user, of_round=of_round, place=place, **form.cleaned_data)
    said(request, "บันทึกคำบรรยายแล้ว")
    return made


@require_POST
def narrative_preview(request: SignedInRequest, pk: int, place: str) -> HttpResponse:
    """What was typed, with its numbers, and what is to be looked at in it."""
    of_round = editable_round(request, pk)
    _place(of_round, place)
    body = request.POST.get("body", "")[:20_000]
    return render(request, "assessments/narrative_preview.html", _shown(body, cells_of(of_round)))


@require_POST
def narrative_again(request: SignedInRequest, pk: int, place: str) -> HttpResponse:
    """The text written anew from the scores of now; the one before stays in the trail."""
    of_round = editable_round(request, pk)
    here = _place(of_round, place)
    version = here.narrative.version if here.narrative else 0
    body = written(of_round, place)
    if body:
        try:
            write_narrative(by=request.user, of_round=of_round, place=place, body=body, base_version=version)
        except StaleError:
            messages.error(request, "มีผู้แก้ไขข้อความนี้พร้อมกัน จึงยังไม่ได้เขียนใหม่ โปรดตรวจสอบข้อความล่าสุดก่อน")
            return redirect("assessments:narrative-edit", pk, place)
        said(request, "เขียนใหม่จากคะแนนปัจจุบันแล้ว ข้อความเดิมอยู่ในประวัติการดำเนินการ")
    else:
        said(request, "ยังไม่มีข้อมูลเพียงพอสำหรับเขียนข้อความส่วนนี้")
    return redirect("assessments:narrative-edit", pk, place)


def _place(of_round: Round, key: str) -> Place:
    for place in places_of(of_round):
        if place.key == key:
            return place
    raise Http404


def _paragraphs(body: str, cells: Cells) -> list[Any]:
    return [pieces(line, cells) for line in body.splitlines() if line.strip()]


def _shown(body: str, cells: Cells) -> dict[str, Any]:
    return {
        "paragraphs": _paragraphs(body, cells),
        "unknown": unknown_tokens(body, cells),
        "typed": typed_scores(body, cells),
    }


def _url(of_round: Round, place: str) -> str:
    return reverse("assessments:round-narrative", args=[of_round.pk]) + f"#place-{place}"
