"""What the caller does with the rows of an answer: take in, send back, merge."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ita_portal.tables.build import columns_shown
from ita_portal.tables.content import PartContent
from ita_portal.tables.rows import Row
from organisations.requests import asked_id
from organisations.services.errors import StaleError
from plans import rows
from plans.calling import heading_choices, in_printed_order, present_rows, proposed_lines
from plans.forms.calls import MergeForm, RowReasonsForm, TakeForm
from plans.models import Activity, CallAnswer
from plans.services.calls_answers import return_rows
from plans.services.calls_merge import merged
from plans.services.calls_rows import merge_row, take_rows
from plans.views import calls_reach as reach
from plans.views.answers import crumbs_of_calls, refuse
from plans.views.request import PlanRequest

STALE = "มีผู้แก้ไขรายการในแผนก่อนท่าน โปรดตรวจสอบผลการรวมอีกครั้งแล้วยืนยัน"


@require_safe
def call_answer_rows(request: PlanRequest, pk: int) -> HttpResponse:
    """The rows of a sent answer beside the rows of the caller's table."""
    answer = reach.callers_answer(request, pk)
    lines = proposed_lines(answer)
    context = {
        "answer": answer,
        "call": answer.call,
        "lines": lines,
        "left": sum(line.is_open for line in lines),
        "present": present_rows(answer.call),
        "form": TakeForm(headings=heading_choices(answer.call)),
        "crumbs": _crumbs(answer),
    }
    return render(request, "plans/call_answer_rows.html", context)


@require_POST
@reach.answer_moved_on
def call_take(request: PlanRequest, pk: int) -> HttpResponse:
    """Take the ticked rows into the caller's table."""
    answer = reach.callers_answer(request, pk)
    ticked = _ticked(request, answer)
    form = TakeForm(request.POST, headings=heading_choices(answer.call))
    page = redirect("plans:call-answer-rows", pk=pk)
    if not ticked or not form.is_valid():
        messages.error(request, "โปรดเลือกรายการที่จะรับเข้าแผน และหัวข้อที่มีอยู่ในตาราง")
        return page
    heading_pk = form.cleaned_data["heading"]
    heading = answer.call.part.headings.filter(pk=heading_pk).first() if heading_pk else None
    try:
        taken = take_rows(by=request.user, answer=answer, activities=ticked, heading=heading)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, f"รับเข้าแผนแล้ว {len(taken)} รายการ")
    return page


@require_POST
@reach.answer_moved_on
def call_rows_return(request: PlanRequest, pk: int) -> HttpResponse:
    """Ask for a reason for each of the ticked rows; with ``send`` the answer goes back with them."""
    answer = reach.callers_answer(request, pk)
    ticked = _ticked(request, answer)
    if not ticked:
        messages.error(request, "โปรดเลือกรายการที่จะส่งคืน")
        return redirect("plans:call-answer-rows", pk=pk)
    form = RowReasonsForm(request.POST if "send" in request.POST else None, rows=ticked)
    if form.is_valid():
        return_rows(
            by=request.user,
            answer=answer,
            reasons=form.reasons(),
            reason=form.cleaned_data["reason"],
            link=request.build_absolute_uri,
        )
        messages.success(request, f"ส่งคืน{answer.unit.name}แล้ว {len(ticked)} รายการ")
        return redirect(answer.call)
    context = {"form": form, "answer": answer, "crumbs": _crumbs(answer, "ส่งคืนรายการ")}
    return render(request, "plans/call_rows_return.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@reach.answer_moved_on
def call_merge(request: PlanRequest, pk: int) -> HttpResponse:
    """A unit's row into one of the caller's table; first both side by side, and what they become."""
    answer, row = reach.callers_row(request, pk)
    there = answer.call.part.activities.select_related("part__plan", "heading")
    form = MergeForm(
        request.POST or None, rows=there, initial={"into": asked_id(request.GET.get("into", ""))}
    )
    if form.is_valid():
        into, version = form.cleaned_data["into"], form.cleaned_data["base_version"]
        try:
            merge_row(by=request.user, answer=answer, activity=row, into=into, base_version=version)
        except StaleError:
            form.add_error(None, STALE)
        except ValidationError as error:
            refuse(form, error)
        else:
            messages.success(request, "รวมกับรายการในแผนแล้ว โปรดตรวจสอบข้อความที่รวมในตาราง")
            return redirect("plans:call-answer-rows", pk=answer.pk)
    context = _merge_context(form, answer, row)
    return render(request, "plans/call_merge.html", context, status=422 if form.is_bound else 200)


def _merge_context(form: MergeForm, answer: CallAnswer, row: Activity) -> dict[str, Any]:
    chosen = asked_id(str(form["into"].value() or ""))
    into = form.fields["into"].queryset.filter(pk=chosen).first()  # type: ignore[attr-defined]
    context = {
        "form": form,
        "answer": answer,
        "row": row,
        "into": into,
        "crumbs": _crumbs(answer, "รวมรายการ"),
    }
    context["present"] = in_printed_order(form.fields["into"].queryset)  # type: ignore[attr-defined]
    if into:
        ours, theirs = rows.row_of(into), rows.row_of(row)
        both = merged(ours, theirs, answer.call.plan.fiscal_year)
        context["sides"] = _sides(rows.of(answer.call.part, whole=()), (ours, theirs, both))
    return context


def _sides(part: PartContent, shown: Sequence[Row]) -> list[tuple[str, list[str]]]:
    """Each column of the caller's table in which one of the rows says something, with the words of all."""
    written = [
        (" – ".join(column.header), [column.write(row).text for row in shown])
        for column in columns_shown(part)
    ]
    return [(header, texts) for header, texts in written if any(texts)]


def _ticked(request: PlanRequest, answer: CallAnswer) -> list[Activity]:
    """The rows of the answer that were posted, in printed order."""
    named = request.POST.getlist("selected")[:1_000]
    found = answer.rows.filter(pk__in=[asked_id(text) for text in named])
    return in_printed_order(found.select_related("part"))


def _crumbs(answer: CallAnswer, here: str = "") -> list[dict[str, str]]:
    rows_url = reverse("plans:call-answer-rows", args=[answer.pk])
    steps = ((answer.call.title, answer.call.get_absolute_url()), (answer.unit.name, rows_url))
    return crumbs_of_calls(*steps, here=here)
