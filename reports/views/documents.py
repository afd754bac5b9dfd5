"""Plans to take away, and the page that offers them."""

from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from ita_portal.render.kinds import UnknownDocumentError
from organisations.requests import SignedInRequest, asked_id
from plans.models import ActionPlan, PlanPart
from reports.background import queue_document
from reports.documents import PLAIN, DocumentFile, Wanted, wanted
from reports.formats import Format


@require_safe
def plan_file(request: SignedInRequest, pk: int, format: Format) -> HttpResponse:
    """The plan as a file: ``?document=`` of that kind, ``?part=`` one of its parts alone.

    What takes long is made in the background, on a page that shows how far it is.
    """
    plans = ActionPlan.objects.visible_to(request.user).select_related("organisation")
    plan = get_object_or_404(plans, pk=pk)
    part = _chosen_part(request, plan)
    try:
        file = wanted(plan, format, part, request.GET.get("document", PLAIN))
    except UnknownDocumentError:
        raise Http404 from None
    kept = file.kept()
    if kept is None and file.is_long_work:
        return redirect("reports:job", pk=queue_document(by=request.user, file=file).pk)
    return served(kept or file.make(), format)


def served(file: DocumentFile, format: Format) -> HttpResponse:
    """The file as an answer; a PDF opens in the browser."""
    headers = {
        "Content-Disposition": str(content_disposition_header(not format.opens_in_browser, file.name)),
        # The reader's browser may keep it and nobody on the way; it is asked for anew each time.
        "Cache-Control": "private, no-cache",
    }
    return HttpResponse(file.content, content_type=file.content_type, headers=headers)


def address_of(file: Wanted) -> str:
    """The address of ``plan_file`` for the file."""
    asked = {} if file.kind.key == PLAIN else {"document": file.kind.key}
    if file.part:
        asked["part"] = str(file.part.pk)
    address = reverse(f"reports:plan-{file.format.value}", args=[file.plan.pk])
    return f"{address}?{urlencode(asked)}" if asked else address


def _chosen_part(request: HttpRequest, plan: ActionPlan) -> PlanPart | None:
    if "part" not in request.GET:
        return None
    parts = PlanPart.objects.visible_to(request.user)
    return get_object_or_404(parts, plan=plan, pk=asked_id(request.GET["part"]))
