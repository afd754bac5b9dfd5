"""Meetings of a committee: their list and the page of one; how the other pages reach them."""

from typing import Any

from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from ita_portal.thai.dates import format_long, format_time
from organisations.access import Permission, check, require
from organisations.meetings import CAME, agenda_of, is_overdue, places_of, quorum_of
from organisations.models import Committee, Meeting
from organisations.pages.lists import Columns, page_of
from organisations.requests import SignedInRequest
from organisations.views.committees_doors import Crumbs, crumbs, visible_committee
from organisations.views.facts import Facts

COLUMNS: Columns = [
    {"key": "number", "label": "ครั้งที่", "narrow": True},
    {"key": "held_on", "label": "วันที่ประชุม", "narrow": True},
    {"key": "place", "label": "สถานที่"},
    {"key": "came", "label": "มาประชุม", "narrow": True, "numeric": True},
    {"key": "resolutions", "label": "มติ", "narrow": True, "numeric": True},
    {"key": "state", "label": "สถานะ", "narrow": True},
]


@require_safe
def meeting_list(request: SignedInRequest, pk: int) -> HttpResponse:
    """The committee's meetings, the latest first."""
    committee = visible_committee(request, pk)
    meetings = committee.meetings.annotate(
        came_count=Count("attendance", filter=Q(attendance__state__in=CAME), distinct=True),
        resolution_count=Count("resolutions", distinct=True),
    )
    may_edit = bool(check(request.user, Permission.COMMITTEE_EDIT, committee))
    new_url = reverse("organisations:meeting-new", args=[committee.pk])
    empty = {"icon": "calendar", "title": "ยังไม่มีการประชุม"}
    if may_edit:
        empty |= {"text": "เริ่มจากนัดประชุมครั้งแรก", "action_url": new_url, "action_label": "นัดประชุม"}
    else:
        empty |= {"text": "เมื่อเลขานุการนัดประชุมแล้ว การประชุมจะปรากฏที่นี่"}
    context = {
        "committee": committee,
        "page": page_of(request, meetings.order_by("-held_on", "-number")),
        "columns": COLUMNS,
        "may_edit": may_edit,
        "crumbs": crumbs(committee, "การประชุม"),
        "empty": empty,
    }
    return render(request, "organisations/meeting_list.html", context)


@require_safe
def meeting_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """A meeting: where it stands, who came, the agenda with what was said and resolved."""
    meeting = visible_meeting(request, pk)
    places = places_of(meeting)
    agenda = agenda_of(meeting)
    context = {
        "meeting": meeting,
        "facts": meeting_facts(meeting),
        "crumbs": meeting_crumbs(meeting),
        "agenda": agenda,
        "overdue": {one.pk for section in agenda for item in section.items for one in _late(item)},
        "came": [place for place in places if place.came],
        "away": [place for place in places if place.state and not place.came],
        "unrecorded": [place for place in places if not place.state],
        "quorum": quorum_of(meeting, places),
        "took_place": meeting.state in (Meeting.State.HELD, Meeting.State.ADOPTED),
        "may_edit": bool(check(request.user, Permission.COMMITTEE_EDIT, meeting)),
        "may_follow_up": bool(check(request.user, Permission.COMMITTEE_EDIT, meeting.committee)),
    }
    return render(request, "organisations/meeting_detail.html", context)


def visible_meeting(request: SignedInRequest, pk: int) -> Meeting:
    """A meeting that the person may see; the page is of its organisation."""
    meetings = Meeting.objects.visible_to(request.user)
    meeting = get_object_or_404(
        meetings.select_related("committee__organisation", "adopted_at", "created_by"), pk=pk
    )
    request.current_organisation = meeting.organisation  # type: ignore[attr-defined]
    return meeting


def editable_meeting(request: SignedInRequest, pk: int) -> Meeting:
    """A meeting that the person may see and change now."""
    meeting = visible_meeting(request, pk)
    require(request.user, Permission.COMMITTEE_EDIT, meeting)
    return meeting


def of_meeting(request: SignedInRequest, model: Any, pk: int, *also: str) -> Any:
    """Something of a meeting that the person may see; ``also`` names what is read with it."""
    seen = model.objects.visible_to(request.user).select_related("meeting__committee__organisation", *also)
    found = get_object_or_404(seen, pk=pk)
    request.current_organisation = found.organisation  # type: ignore[attr-defined]
    return found


def editable_of_meeting(request: SignedInRequest, model: Any, pk: int, *also: str) -> Any:
    """The same, where its meeting may be changed now."""
    found = of_meeting(request, model, pk, *also)
    require(request.user, Permission.COMMITTEE_EDIT, found.meeting)
    return found


def committee_crumbs(committee: Committee, here: str) -> Crumbs:
    """The way from the list of committees to the meetings of one, and to a page beside these."""
    meetings = {"label": "การประชุม", "url": reverse("organisations:meeting-list", args=[committee.pk])}
    return [*crumbs(committee, "การประชุม")[:-1], meetings, {"label": here}]


def meeting_crumbs(meeting: Meeting, here: str = "") -> Crumbs:
    """The way from the list of committees to the meeting, and to a page of it."""
    way = committee_crumbs(meeting.committee, str(meeting))
    if not here:
        return way
    return [*way[:-1], {"label": str(meeting), "url": meeting.get_absolute_url()}, {"label": here}]


def meeting_facts(meeting: Meeting) -> Facts:
    """Label and value as on paper; "" where nothing was said."""
    times = [format_time(time) for time in (meeting.starts_at, meeting.ends_at) if time]
    return [
        ("วันที่ประชุม", format_long(meeting.held_on)),
        ("เวลา", " ถึง ".join(times)),
        ("สถานที่", meeting.place),
        ("ผู้เข้าร่วมประชุม", "\n".join(meeting.guests)),
        ("ผู้จดรายงานการประชุม", meeting.recorded_by),
        ("ผู้ตรวจรายงานการประชุม", meeting.checked_by),
        *([("รับรองในการประชุม", str(meeting.adopted_at))] if meeting.adopted_at else []),
    ]


def _late(item: Any) -> list[Any]:
    return [resolution for resolution in item.resolved if is_overdue(resolution)]
