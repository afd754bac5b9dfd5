"""Plans to take away, and the page that offers them."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

import plans.rows
from ita_portal.render.arrangement import plan_document
from ita_portal.render.kinds import UnknownDocumentError, usual_kind
from organisations.access import Permission, check, has_anywhere
from organisations.requests import SignedInRequest, asked_id
from plans.models import ActionPlan, PlanPart
from reports.arrangements import Arrangement, arrangements_of
from reports.background import queue_document
from reports.documents import PLAIN, Wanted, wanted
from reports.files import DocumentFile, KeptFile
from reports.formats import Format
from reports.places import of_notices
from reports.views.reach import visible_plan

# What a card offers: the format, its words, its icon.
FORMATS = (
    (Format.PDF, "PDF", "file-text"),
    (Format.DOCX, "Word", "file-type"),
    (Format.XLSX, "Excel", "sheet"),
    (Format.ARCHIVE, "PDF/A-3", "archive"),
)
DATA = ((Format.CSV, "CSV", "table"), (Format.JSON, "JSON", "braces"))


@dataclass(frozen=True)
class Card:
    """One kind of document as the page offers it; ``files`` are (address, words, icon)."""

    arrangement: Arrangement
    files: list[tuple[str, str, str]]
    is_usual: bool


@require_safe
def plan_documents(request: SignedInRequest, pk: int) -> HttpResponse:
    """Every document that the plan can become, in every format, and what of it cannot be shown."""
    plan = visible_plan(request, pk)
    usual = usual_kind(plan.kind)
    cards = [
        Card(arrangement, _files(plan, arrangement), arrangement.kind == usual)
        for arrangement in arrangements_of(plan).values()
    ]
    may_edit = check(request.user, Permission.PLAN_EDIT, plan)
    context = {
        "plan": plan,
        "cards": sorted(cards, key=lambda card: not card.is_usual),
        "data": [(wanted(plan, format).address, words, icon) for format, words, icon in DATA],
        "places": of_notices(plan_document(plans.rows.contents(plan)), plan, may_edit=bool(may_edit)),
        "may_edit": may_edit,
        "is_followed": plan.periods.exists(),
        "may_keep_templates": has_anywhere(request.user, Permission.TEMPLATE_EDIT),
    }
    return render(request, "reports/documents/plan_documents.html", context)


def _files(plan: ActionPlan, arrangement: Arrangement) -> list[tuple[str, str, str]]:
    return [(Wanted(plan, format, arrangement.kind).address, words, icon) for format, words, icon in FORMATS]


@require_safe
def plan_file(request: SignedInRequest, pk: int, format: Format) -> HttpResponse:
    """The plan as a file: ``?document=`` of that kind, ``?part=`` one of its parts alone.

    What takes long is made in the background, on a page that shows how far it is.
    """
    visible = ActionPlan.objects.visible_to(request.user).select_related("organisation")
    plan = get_object_or_404(visible, pk=pk)
    part = _chosen_part(request, plan)
    try:
        file = wanted(plan, format, part, request.GET.get("document", PLAIN))
    except UnknownDocumentError:
        raise Http404 from None
    return answered(request, file)


def answered(request: SignedInRequest, file: KeptFile) -> HttpResponse:
    """The file, or the page of the job that makes it where that takes long."""
    kept = file.kept()
    if kept is None and file.is_long_work:
        return redirect("reports:job", pk=queue_document(by=request.user, file=file).pk)
    return served(kept or file.make(), file.format)


def served(file: DocumentFile, format: Format) -> HttpResponse:
    """The file as an answer; a PDF opens in the browser."""
    headers = {
        "Content-Disposition": str(content_disposition_header(not format.opens_in_browser, file.name)),
        # The reader's browser may keep it and nobody on the way; it is asked for anew each time.
        "Cache-Control": "private, no-cache",
    }
    return HttpResponse(file.content, content_type=file.content_type, headers=headers)


def _chosen_part(request: HttpRequest, plan: ActionPlan) -> PlanPart | None:
    if "part" not in request.GET:
        return None
    parts = PlanPart.objects.visible_to(request.user)
    return get_object_or_404(parts, plan=plan, pk=asked_id(request.GET["part"]))
