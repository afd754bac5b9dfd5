"""The change log of a plan and of a row, and bringing a row back to what it was before an act."""

from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.timezone import localtime
from django.views.decorators.http import require_http_methods, require_safe

from ita_portal.tables.from_json import row_from_json
from ita_portal.thai.dates import format_long, format_time
from organisations.access import Permission, check, require
from organisations.models import AuditEntry
from organisations.pages.trail_file import OfferedFile, trail_file, trail_files
from organisations.trail import ACTS_ON_A_PAGE, Act, NamedPlan, page_of_acts
from plans.forms.versions import HistoryFilterForm
from plans.models import ActionPlan, Activity
from plans.services.bringing_back import PastRow
from plans.trail import (
    entries_of,
    entries_of_row,
    entry_of_some_plan,
    has_row,
    parts_of,
    people_of,
)
from plans.trail_words import Teller
from plans.views import reach
from plans.views.bringing_back import Question
from plans.views.request import PlanRequest


@require_safe
def plan_history(request: PlanRequest, pk: int) -> HttpResponse:
    """Every act in the plan, the latest first; ``?batch=`` is one act with all that it touched."""
    plan = reach.past(request, pk)
    filters = HistoryFilterForm(request.GET, people=people_of(plan), parts=parts_of(plan))
    entries = entries_of(plan, filters.wanted())
    batch = _batch(request)
    page, acts = (
        _single(request, entries.filter(batch=batch))
        if batch
        else page_of_acts(entries, request.GET.get("page"))
    )
    context = {
        "filters": None if batch else filters,
        "filtered": bool(filters.changed_data),
        "files": _files(request, plan, entries) if not batch else [],
        "log_url": reverse("plans:plan-history", args=[plan.pk]) if batch else "",
    }
    return _shown(request, plan, page, acts, context)


@require_safe
def plan_history_export(request: PlanRequest, pk: int) -> HttpResponse:
    """The plan's trail as a workbook or as CSV, with the filters of its page."""
    plan = reach.plan(request, pk)
    require(request.user, Permission.TRAIL_VIEW, plan)
    filters = HistoryFilterForm(request.GET, people=people_of(plan), parts=parts_of(plan))
    plans = {plan.pk: NamedPlan(plan.pk, plan.title, is_there=True)}
    return trail_file(request, entries_of(plan, filters.wanted()), plans, f"ประวัติการแก้ไข {plan.title}")


@require_safe
def activity_history(request: PlanRequest, pk: int) -> HttpResponse:
    """Every act on one row, also on one that lies in the bin."""
    activity = get_object_or_404(Activity.everything.visible_to(request.user).select_related("part"), pk=pk)
    plan = reach.past(request, activity.part.plan_id)
    page, acts = _single(request, entries_of_row(activity))
    log_url = reverse("plans:plan-history", args=[plan.pk])
    return _shown(request, plan, page, acts, {"activity": activity, "log_url": log_url})


@require_http_methods(["GET", "HEAD", "POST"])
def entry_restore(request: PlanRequest, pk: int) -> HttpResponse:
    """A row as it was before an entry of the trail, after asking."""
    entry = entry_of_some_plan(pk)
    if entry is None:
        raise Http404
    plan = reach.editable_plan(request, entry.subject_id or 0)
    before = entry.before or {}
    if not Teller(plan, []).tell(entry).was_row:
        raise Http404
    past = PastRow(row_from_json(before), entry.object_id or 0, before.get("heading_id"))
    at = localtime(entry.at)
    words = f"ตามที่เป็นก่อนการ{entry.get_action_display()}เมื่อวันที่ {format_long(at)} เวลา {format_time(at.time())}"
    return Question(plan, past, words, _back_url(plan, past.activity_id)).ask(request)


def _files(request: PlanRequest, plan: ActionPlan, entries: QuerySet[AuditEntry]) -> list[OfferedFile]:
    """For those who keep watch over the trail."""
    if not check(request.user, Permission.TRAIL_VIEW, plan):
        return []
    return trail_files(request, reverse("plans:plan-history-export", args=[plan.pk]), entries)


def _single(request: PlanRequest, entries: Any) -> tuple[Page[AuditEntry], list[Act]]:
    """A page of entries, each an act of its own."""
    page = Paginator(entries, ACTS_ON_A_PAGE).get_page(request.GET.get("page"))
    return page, [Act(entry) for entry in page]


def _batch(request: PlanRequest) -> UUID | None:
    try:
        return UUID(request.GET.get("batch", ""))
    except ValueError:
        return None


def _shown(
    request: PlanRequest, plan: ActionPlan, page: Page[AuditEntry], acts: list[Act], context: dict[str, Any]
) -> HttpResponse:
    teller = Teller(plan, [entry for act in acts for entry in (act.entry, *act.entries)])
    context |= {
        "plan": plan,
        "page": page,
        "acts": [
            (act, teller.tell(act.entry), [teller.tell(entry) for entry in act.entries]) for act in acts
        ],
        "may_edit": check(request.user, Permission.PLAN_EDIT, plan),
    }
    return render(request, "plans/history.html", context)


def _back_url(plan: ActionPlan, row_pk: int) -> str:
    """The row's own log, or the plan's where the row is gone for good."""
    if has_row(plan, row_pk):
        return reverse("plans:activity-history", args=[row_pk])
    return reverse("plans:plan-history", args=[plan.pk])
