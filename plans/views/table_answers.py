"""The table as it is now, as an answer to an act on one of its rows or on many."""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django_htmx.http import reswap, retarget, trigger_client_event

from organisations.services.errors import StaleError
from plans.models import Activity, PlanPart
from plans.views.editor import editor_url, outline
from plans.views.last_act import last_act, offer_undo
from plans.views.open_row import OpenRow
from plans.views.request import PlanRequest
from plans.views.table import EditorTable


def answer_overtaken(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Show the table as it is now where somebody took the row away while the view was at work."""

    @wraps(view)
    def answered(request: PlanRequest, pk: int) -> HttpResponse:
        try:
            return view(request, pk)
        except StaleError as error:
            return overtaken(request, cast(Activity, error.current).part)

    return answered


def changed_part(
    request: PlanRequest, part: PlanPart, words: str, activity: Activity | None = None
) -> HttpResponse:
    """The table as it is now, with a message that offers to undo the act; without htmx the editor."""
    if not request.htmx:
        offer_undo(request, part.plan, words)
        return redirect(OpenRow(request, part, activity).editor_url)
    answer = part_fragment(request, part, toast=words, last_act=last_act(request.user, part.plan))
    if activity:
        trigger_client_event(answer, "row-changed", {"row": activity.pk}, after="settle")
    return retarget(reswap(answer, "outerHTML"), "#part")


def overtaken(request: PlanRequest, part: PlanPart) -> HttpResponse:
    words = "รายการนี้ถูกลบไปก่อนแล้ว ตารางที่แสดงเป็นข้อมูลล่าสุด"
    if not request.htmx:
        messages.error(request, words)
        return redirect(editor_url(part))
    last = last_act(request.user, part.plan)
    answer = part_fragment(request, part, toast=words, toast_level="error", last_act=last)
    answer.status_code = 409
    return retarget(reswap(answer, "outerHTML"), "#part")


def part_fragment(request: PlanRequest, part: PlanPart, **context: Any) -> HttpResponse:
    """The table with its outline and undo button; ``html`` for a table with an open row in it."""
    table = EditorTable(part, request.user)
    context |= outline(part.plan, str(part.pk)) | {"table": table, "plan": part.plan, "part": part}
    return render(request, "plans/part_changed.html", context)
