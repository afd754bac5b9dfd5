"""Letters about a plan: prepared, looked at, and taken away."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from ita_portal.render.letter_html import letter_html
from organisations.access import Permission, check, require
from organisations.models import Letter
from organisations.requests import SignedInRequest
from reports.formats import Format
from reports.letters.stored import letter_content, letter_file
from reports.letters.texts import TEXTS
from reports.services.letters import draft_plan_letter
from reports.views import reach
from reports.views.documents import served

PREPARED = "เตรียมร่างหนังสือแล้ว โปรดตรวจสอบและแก้ไขก่อนพิมพ์"


@require_safe
def letter_choose(request: SignedInRequest, pk: int) -> HttpResponse:
    """The kinds of letters of which one can be prepared from the plan."""
    plan = reach.visible_plan(request, pk)
    require(request.user, Permission.LETTER_EDIT, plan.organisation)
    return render(request, "reports/letter_choose.html", {"plan": plan, "texts": TEXTS.items()})


@require_POST
def letter_new(request: SignedInRequest, pk: int, kind: str) -> HttpResponse:
    """A prepared draft of that kind, opened to be edited."""
    plan = reach.visible_plan(request, pk)
    if kind not in TEXTS:
        raise Http404
    try:
        letter = draft_plan_letter(by=request.user, plan=plan, kind=kind)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("reports:letter-choose", pk=pk)
    messages.success(request, PREPARED)
    return redirect("organisations:letter-edit", pk=letter.pk)


@require_safe
def letter_preview(request: SignedInRequest, pk: int) -> HttpResponse:
    """The letter as it will be printed."""
    letter = _printed_letter(request, pk)
    context = {
        "letter": letter,
        "printed": letter_html(letter_content(letter)),
        "may_edit": bool(check(request.user, Permission.LETTER_EDIT, letter)),
    }
    return render(request, "reports/letter_preview.html", context)


@require_safe
def letter_as_file(request: SignedInRequest, pk: int, format: Format) -> HttpResponse:
    """The letter as a PDF, which opens in the browser, or as a Word file."""
    return served(letter_file(_printed_letter(request, pk), format), format)


def _printed_letter(request: SignedInRequest, pk: int) -> Letter:
    """A letter of one's own; one that came in is kept as its scan."""
    letters = Letter.objects.visible_to(request.user).filter(direction=Letter.Direction.OUT)
    letter = get_object_or_404(letters.select_related("organisation"), pk=pk)
    request.current_organisation = letter.organisation  # type: ignore[attr-defined]
    return letter
