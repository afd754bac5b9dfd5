"""What a revision changed of one before it."""

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from organisations.requests import asked_id
from plans.adjusting import frozen_content
from plans.comparing import compare
from plans.models import Revision
from plans.views.request import PlanRequest
from plans.views.revisions import visible_revision


@require_safe
def revision_compare(request: PlanRequest, pk: int) -> HttpResponse:
    """The revision beside the one before it, or beside the earlier one of ``?before=``."""
    revision = visible_revision(request, pk)
    earlier = _earlier(revision)
    before = earlier.filter(pk=asked_id(request.GET.get("before", ""))).first() or earlier.first()
    if before is None:
        raise Http404
    context = {
        "plan": revision.plan,
        "revision": revision,
        "before": before,
        "earlier": earlier,
        "page_wide": True,
        "comparison": compare(frozen_content(before), frozen_content(revision), only_changes=True),
    }
    return render(request, "plans/revision_compare.html", context)


def _earlier(revision: Revision) -> QuerySet[Revision]:
    """Those before it, the latest first, without their content."""
    revisions: QuerySet[Revision] = revision.plan.revisions.all()
    return revisions.filter(number__lt=revision.number).defer("content").order_by("-number")
