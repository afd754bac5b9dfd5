"""The editor: the outline of a plan, and one of its tables to be edited in place."""

from typing import Any

from django.contrib import messages
from django.db.models import Count, Q
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from organisations.models import AuditEntry
from organisations.services.errors import StaleError
from plans.models import ActionPlan, PlanPart
from plans.services.errors import NotUndoableError
from plans.services.undo import undo
from plans.views import reach
from plans.views.last_act import last_act, words_of
from plans.views.request import PlanRequest
from plans.views.table import EditorTable


@require_safe
def plan_editor(request: PlanRequest, pk: int) -> HttpResponse:
    """The whole editor; ``?part=`` chooses the table, else the first."""
    plan = reach.editable_plan(request, pk)
    context = outline(plan, request.GET.get("part", ""))
    part = context["part"]
    if part:
        part.plan = plan
        context["table"] = EditorTable(part, request.user)
    context |= {"plan": plan, "page_wide": True, "last_act": last_act(request.user, plan)}
    return render(request, "plans/editor.html", context)


def outline(plan: ActionPlan, part_pk: str) -> dict[str, Any]:
    """Sections, charters, and tables with their number of rows shown; which table is open."""
    present = Count("activities", filter=Q(activities__deleted_at=None))
    parts = list(plan.parts.annotate(activity_count=present))
    counts = {item.pk: item.activity_count for item in parts}
    for item in parts:
        item.activity_count = counts.get(item.rows_of_id or item.pk, 0)
    part = next((part for part in parts if str(part.pk) == part_pk), None)
    if part_pk and part is None:
        raise Http404
    return {
        "sections": list(plan.sections.narrative()),
        "charters": list(plan.charters.all()),
        "parts": parts,
        "part": part or (parts[0] if parts else None),
    }


@require_POST
def undo_act(request: PlanRequest, pk: int) -> HttpResponse:
    """Take back an act of one's own on an activity."""
    entry = (
        AuditEntry.objects.by(request.user).filter(pk=pk, subject_type=ActionPlan._meta.label_lower).first()
    )
    if entry is None:
        raise Http404
    plan = reach.editable_plan(request, entry.subject_id or 0)
    try:
        undo(by=request.user, entry=entry)
    except (NotUndoableError, StaleError) as error:
        messages.error(request, str(error))
    else:
        messages.success(request, f"เลิกทำ{words_of(entry)}แล้ว")
    return back_to_row(request, plan, entry.object_id)


def back_to_row(request: PlanRequest, plan: ActionPlan, activity_pk: int | None) -> HttpResponse:
    """The editor at the table of an activity, and at its row where it is still there."""
    part = plan.parts.filter(activities__pk__in=[activity_pk]).first()
    return redirect(editor_url(part) + f"#row-{activity_pk}" if part else editor_url_of(plan))


def editor_url(part: PlanPart) -> str:
    return f"{editor_url_of(part.plan)}?part={part.pk}"


def editor_url_of(plan: ActionPlan) -> str:
    return reverse("plans:plan-editor", args=[plan.pk])
