"""Plans to take away."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from organisations.requests import asked_id
from plans.models import ActionPlan, PlanPart
from reports.documents import Format, plan_document_file


@require_safe
def plan_file(request: HttpRequest, pk: int, format: Format) -> HttpResponse:
    """The plan as a file; with ``?part=`` one of its parts alone. A PDF opens in the browser."""
    plans = ActionPlan.objects.visible_to(request.user).select_related("organisation")
    plan = get_object_or_404(plans, pk=pk)
    file = plan_document_file(plan, format, _chosen_part(request, plan))
    headers = {
        "Content-Disposition": str(content_disposition_header(format is not Format.PDF, file.name)),
        # The reader's browser may keep it and nobody on the way; it is asked for anew each time.
        "Cache-Control": "private, no-cache",
    }
    return HttpResponse(file.content, content_type=file.content_type, headers=headers)


def _chosen_part(request: HttpRequest, plan: ActionPlan) -> PlanPart | None:
    if "part" not in request.GET:
        return None
    parts = PlanPart.objects.visible_to(request.user)
    return get_object_or_404(parts, plan=plan, pk=asked_id(request.GET["part"]))
