"""Papers of a meeting: sign-in sheet, agenda, invitation and minutes."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from ita_portal.render.letter import LetterContent
from ita_portal.render.letter_html import letter_html
from organisations.access import Permission, check
from organisations.models import Letter, Meeting
from organisations.requests import SignedInRequest
from reports.committees.files import SignInFile
from reports.committees.invitation import invitation_values
from reports.committees.minutes import agenda_content, minutes_content
from reports.formats import Format
from reports.letters.stored import content_file, letter_content
from reports.services.committee_letters import draft_invitation
from reports.views.documents import answered, served
from reports.views.letters import PREPARED

_CONTENTS: dict[str, Callable[[Meeting], LetterContent]] = {
    "minutes": minutes_content,
    "agenda": agenda_content,
}


@require_safe
def meeting_papers(request: SignedInRequest, pk: int) -> HttpResponse:
    """Everything that can be printed of the meeting."""
    meeting = _meeting(request, pk)
    context = {"meeting": meeting, "crumbs": _crumbs(meeting, "เอกสารการประชุม")}
    return render(request, "reports/committees/papers.html", context)


@require_safe
def meeting_minutes(request: SignedInRequest, pk: int) -> HttpResponse:
    """The minutes as they will be printed."""
    meeting = _meeting(request, pk)
    context = {
        "meeting": meeting,
        "crumbs": _crumbs(meeting, "รายงานการประชุม"),
        "printed": letter_html(minutes_content(meeting)),
    }
    return render(request, "reports/committees/minutes.html", context)


@require_safe
def meeting_file(request: SignedInRequest, pk: int, what: str, format: Format) -> HttpResponse:
    """The minutes, or the agenda alone, as a PDF or a Word file."""
    return served(content_file(_CONTENTS[what](_meeting(request, pk)), format), format)


@require_safe
def meeting_sign_in(request: SignedInRequest, pk: int, format: Format) -> HttpResponse:
    """The sheet on which those who come sign."""
    return answered(request, SignInFile(_meeting(request, pk), format))


@require_http_methods(["GET", "HEAD", "POST"])
def meeting_invitation(request: SignedInRequest, pk: int) -> HttpResponse:
    """The invitation as it will be printed; POST prepares it in the register of letters."""
    meeting = _meeting(request, pk)
    if request.method == "POST":
        return _prepared(request, meeting)
    letter = Letter(organisation=meeting.organisation, **invitation_values(meeting))
    sent = meeting.invitation if meeting.invitation and not _is_cancelled(meeting.invitation) else None
    may_write = check(request.user, Permission.LETTER_EDIT, meeting.organisation)
    context = {
        "meeting": meeting,
        "crumbs": _crumbs(meeting, "หนังสือเชิญประชุม"),
        "printed": letter_html(letter_content(sent or letter)),
        "letter": sent,
        "may_prepare": not sent and may_write and check(request.user, Permission.COMMITTEE_EDIT, meeting),
    }
    return render(request, "reports/committees/invitation.html", context)


def _prepared(request: SignedInRequest, meeting: Meeting) -> HttpResponse:
    try:
        letter = draft_invitation(by=request.user, meeting=meeting)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("reports:meeting-invitation", pk=meeting.pk)
    messages.success(request, PREPARED)
    return redirect("organisations:letter-edit", pk=letter.pk)


def _is_cancelled(letter: Letter) -> bool:
    return letter.state == Letter.State.CANCELLED


def _meeting(request: SignedInRequest, pk: int) -> Meeting:
    meetings = Meeting.objects.visible_to(request.user)
    related = ("committee__organisation", "invitation__organisation")
    found = get_object_or_404(meetings.select_related(*related), pk=pk)
    request.current_organisation = found.organisation  # type: ignore[attr-defined]
    return found


def _crumbs(meeting: Meeting, here: str) -> list[dict[str, str]]:
    committee = meeting.committee
    return [
        {"label": committee.name, "url": committee.get_absolute_url()},
        {"label": f"การประชุม{meeting}", "url": meeting.get_absolute_url()},
        {"label": here},
    ]
