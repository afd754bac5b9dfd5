"""The SWOC of a round in four columns."""

from collections import defaultdict
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assessments.forms.swoc import SwocForm
from assessments.improvement.swoc_starters import starters_for
from assessments.models import Round, SwocEntry
from assessments.services.swoc import add_swoc, delete_swoc, move_swoc, update_swoc
from assessments.views.improvement_reach import ask, done, editable, form_page, said, step_of
from assessments.views.reach import crumbs, editable_round, visible_round
from organisations.access import Permission, check
from organisations.requests import SignedInRequest

Kind = SwocEntry.Kind


@require_safe
def round_swoc(request: SignedInRequest, pk: int) -> HttpResponse:
    """Four columns with their entries, and beginnings to tick."""
    return _page(request, visible_round(request, pk), SwocForm())


@require_POST
def swoc_add(request: SignedInRequest, pk: int) -> HttpResponse:
    """One entry as typed, or the beginnings that were ticked."""
    of_round = editable_round(request, pk)
    if "starters" in request.POST:
        _add_starters(request, of_round, set(request.POST.getlist("starter")))
        return redirect(_url(of_round))
    form = SwocForm(request.POST)
    if done(form, lambda: _added(request, of_round, form)) is None:
        return _page(request, of_round, form)
    return redirect(_url(of_round))


def _added(request: SignedInRequest, of_round: Round, form: SwocForm) -> list[SwocEntry]:
    values = form.cleaned_data
    made = add_swoc(by=request.user, of_round=of_round, kind=values["kind"], texts=[values["text"]])
    said(request, "เพิ่มประเด็นแล้ว" if made else "มีประเด็นนี้อยู่แล้ว")
    return made


def _add_starters(request: SignedInRequest, of_round: Round, ticked: set[str]) -> None:
    if not ticked:
        messages.warning(request, "ยังไม่ได้เลือกประเด็น โปรดเลือกอย่างน้อย 1 ประเด็นแล้วเพิ่มอีกครั้ง")
        return
    count = 0
    for kind, texts in starters_for(of_round).items():
        chosen = [text for text in texts if text in ticked]
        if chosen:
            count += len(add_swoc(by=request.user, of_round=of_round, kind=kind, texts=chosen))
    said(request, f"เพิ่มประเด็นแล้ว {count} ประเด็น")


@require_http_methods(["GET", "HEAD", "POST"])
def swoc_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Other words, or another column."""
    entry = editable(request, SwocEntry.objects.visible_to(request.user), pk)
    form = SwocForm(request.POST or None, initial={"kind": entry.kind, "text": entry.text})
    if request.method == "POST" and done(
        form, lambda: update_swoc(by=request.user, entry=entry, **form.cleaned_data)
    ):
        said(request, "บันทึกประเด็นแล้ว")
        return redirect(_url(entry.round))
    return form_page(
        request, entry.round, form, heading="แก้ไขประเด็น SWOC", submit="บันทึก", cancel_url=_url(entry.round)
    )


@require_POST
def swoc_move(request: SignedInRequest, pk: int) -> HttpResponse:
    """One place up or down in its column."""
    entry = editable(request, SwocEntry.objects.visible_to(request.user), pk)
    move_swoc(by=request.user, entry=entry, step=step_of(request))
    return redirect(_url(entry.round))


@require_http_methods(["GET", "HEAD", "POST"])
def swoc_delete(request: SignedInRequest, pk: int) -> HttpResponse:
    """Away, after asking."""
    entry = editable(request, SwocEntry.objects.visible_to(request.user), pk)
    if request.method != "POST":
        text = f"“{entry}” จะหายไปจาก{entry.get_kind_display()}"
        return ask(request, entry.round, title="ลบประเด็นนี้หรือไม่", text=text, cancel_url=_url(entry.round))
    delete_swoc(by=request.user, entry=entry)
    said(request, "ลบประเด็นแล้ว")
    return redirect(_url(entry.round))


def _page(request: SignedInRequest, of_round: Round, form: SwocForm) -> HttpResponse:
    may_edit = bool(check(request.user, Permission.ASSESSMENT_EDIT, of_round))
    entries: dict[str, list[SwocEntry]] = defaultdict(list)
    for entry in of_round.swoc_entries.all():
        entries[entry.kind].append(entry)
    starters = starters_for(of_round) if may_edit else {}
    columns: list[dict[str, Any]] = [
        {
            "kind": kind,
            "entries": entries[kind],
            "starters": _new(starters.get(kind, ()), entries[kind]),
        }
        for kind in Kind
    ]
    context = {"round": of_round, "columns": columns, "form": form, "may_edit": may_edit}
    context |= {"heading": f"SWOC {of_round}", "crumbs": crumbs(of_round, "SWOC")}
    return render(request, "assessments/swoc.html", context, status=422 if form.errors else 200)


def _new(texts: Any, entries: list[SwocEntry]) -> list[str]:
    known = {entry.text for entry in entries}
    return [text for text in texts if text not in known]


def _url(of_round: Round) -> str:
    return reverse("assessments:round-swoc", args=[of_round.pk])
