"""Frozen revisions: the list of a plan's, one with its steps, and its papers exactly as they are kept."""

from hashlib import sha256
from typing import Any

from django.db.models.fields.files import FieldFile
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from ita_portal.render.file_names import safe_name
from organisations.access import Permission, check
from organisations.pages.lists import Columns, page_of
from plans.models import Revision
from plans.signing import current_step, who_can_sign
from plans.step_lines import step_lines
from plans.views import reach
from plans.views.request import PlanRequest

COLUMNS: Columns = [
    {"key": "number", "label": "ฉบับ"},
    {"key": "state", "label": "สถานะ", "narrow": True},
    {"key": "made", "label": "เสนอเมื่อ"},
    {"key": "decided", "label": "พิจารณาแล้วเสร็จเมื่อ"},
]
EMPTY = {"icon": "stamp", "title": "แผนนี้ยังไม่เคยเสนอเพื่อพิจารณา", "text": "เมื่อเสนอแผนแล้ว ฉบับที่เสนอจะปรากฏที่นี่"}


@require_safe
def revision_list(request: PlanRequest, pk: int) -> HttpResponse:
    """Every revision of the plan, the latest first."""
    plan = reach.plan(request, pk)
    revisions = plan.revisions.defer("content").select_related("made_by")
    context = {
        "plan": plan,
        "title": "ฉบับที่เสนอและอนุมัติ",
        "crumbs": [{"label": plan.title, "url": plan.get_absolute_url()}, {"label": "ฉบับที่เสนอและอนุมัติ"}],
        "columns": COLUMNS,
        "page": page_of(request, revisions),
        "empty": EMPTY,
    }
    return render(request, "plans/revision_list.html", context)


@require_safe
def revision_detail(request: PlanRequest, pk: int) -> HttpResponse:
    """Where a revision stands: what was done by whom, what waits for whom, its papers and scans."""
    revision = visible_revision(request, pk)
    plan = revision.plan
    steps = list(revision.steps.select_related("acted_by", "unit", "committee", "scan", "meeting"))
    current = current_step(revision)
    context = {
        "revision": revision,
        "plan": plan,
        "crumbs": _crumbs(revision),
        "current": current,
        "steps": step_lines(steps, current, who_can_sign(current) if current else ()),
        "may_sign": current and check(request.user, Permission.PLAN_SIGN, current),
        "scans": revision.scans.select_related("created_by"),
        "adjustments": revision.adjustments.all(),
        "has_before": plan.revisions.filter(number__lt=revision.number).exists(),
        "may_keep": check(request.user, Permission.PLAN_SUBMIT, revision),
    }
    return render(request, "plans/revision_detail.html", context)


@require_safe
def revision_paper(request: PlanRequest, pk: int) -> HttpResponse:
    """The PDF that was submitted, byte for byte."""
    revision = visible_revision(request, pk)
    return _kept_pdf(request, revision, revision.paper, revision.paper_sha256, str(revision))


@require_safe
def revision_approved(request: PlanRequest, pk: int) -> HttpResponse:
    """The PDF with its signatures, byte for byte."""
    revision = visible_revision(request, pk)
    if not revision.approved_paper:
        raise Http404
    name = f"{revision} อนุมัติแล้ว"
    return _kept_pdf(request, revision, revision.approved_paper, revision.approved_sha256, name)


def visible_revision(request: PlanRequest, pk: int) -> Revision:
    """A revision of a plan that the person may see, without its content."""
    revisions = Revision.objects.visible_to(request.user).defer("content")
    found: Revision = get_object_or_404(revisions.select_related("plan__organisation", "made_by"), pk=pk)
    reach.shown(request, found.plan)
    return found


def _kept_pdf(
    request: PlanRequest, revision: Revision, file: FieldFile, digest: str, name: str
) -> HttpResponse:
    """The file if it is the one that was kept; else a page that says so, for it may not pass as genuine."""
    try:
        with file.open("rb") as opened:
            content = opened.read()
    except OSError:
        content = b""
    if sha256(content).hexdigest() != digest:
        context: dict[str, Any] = {"revision": revision, "is_lost": not content, "crumbs": _crumbs(revision)}
        return render(request, "plans/revision_broken.html", context, status=409)
    called = safe_name(f"{revision.plan.title} {name}", "pdf")
    headers = {
        "Content-Disposition": str(content_disposition_header(False, called)),
        "Cache-Control": "private, no-cache",
    }
    return HttpResponse(content, content_type="application/pdf", headers=headers)


def _crumbs(revision: Revision) -> list[dict[str, str]]:
    plan = revision.plan
    return [{"label": plan.title, "url": plan.get_absolute_url()}, {"label": str(revision)}]
