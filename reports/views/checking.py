"""The page to which the QR of printed plans leads, for everybody who holds the paper.

It is rendered without the request, so that it cannot know who is signed in.
"""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from plans.models import Revision
from plans.revisions import TOKEN

_SHOWN_OF_HASH = 16  # hexadecimal digits: enough to tell two files apart, short enough to compare by eye


@login_not_required
@require_safe
def revision_check(request: HttpRequest, token: str) -> HttpResponse:
    """Whether the revision of that token is the one in force; what it is called only once it was approved."""
    token = token.upper()
    known = Revision.objects.select_related("plan__organisation").filter(token=token)
    revision = known.first() if TOKEN.fullmatch(token) else None
    if revision is None:
        return _page("reports/check_unknown.html", status=404)
    current = None
    if revision.state == Revision.State.REPLACED:
        current = revision.plan.revisions.filter(state=Revision.State.APPROVED).defer("content").first()
    hashes = {
        "ข้อมูลของแผน": revision.content_sha256,
        "เอกสารเสนอลงนาม": revision.paper_sha256,
        "เอกสารที่ได้รับอนุมัติ": revision.approved_sha256,
    }
    shown = [(name, value[:_SHOWN_OF_HASH]) for name, value in hashes.items() if value]
    return _page("reports/check.html", revision=revision, current=current, hashes=shown)


def _page(template: str, *, status: int = 200, **context: Any) -> HttpResponse:
    response = HttpResponse(render_to_string(template, context), status=status)
    response["Cache-Control"] = "no-store"
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
