"""Writing meetings and the matters of their agenda."""

from functools import partial
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from organisations.forms.meetings import AgendaItemForm, MeetingForm, NewMeetingForm, WrittenForm
from organisations.meetings import next_number, offers_for, year_of
from organisations.models import AgendaItem, Committee, Meeting
from organisations.requests import SignedInRequest, asked_id
from organisations.services.meetings import call_meeting, update_meeting
from organisations.services.meetings_agenda import add_item, update_item
from organisations.views.committees_doors import editable_committee
from organisations.views.meetings import (
    committee_crumbs,
    editable_meeting,
    editable_of_meeting,
    meeting_crumbs,
)
from organisations.views.meetings_form import Writing


@require_http_methods(["GET", "HEAD", "POST"])
def meeting_new(request: SignedInRequest, pk: int) -> HttpResponse:
    """A meeting is called; what waits from earlier ones is offered for its agenda."""
    committee = editable_committee(request, pk)
    make = partial(NewMeetingForm, offers=offers_for(committee), next_number=_next_number(committee))

    def save(form: Any) -> str:
        meeting = call_meeting(
            by=request.user, committee=committee, values=form.values(), offers=form.taken_up()
        )
        return meeting.get_absolute_url()

    page = {
        "title": "นัดประชุม",
        "lead": committee.name,
        "crumbs": committee_crumbs(committee, "นัดประชุม"),
        "submit": "นัดประชุม",
        "done": "นัดประชุมแล้ว เพิ่มเรื่องในระเบียบวาระได้ต่อไป",
        "back": reverse("organisations:meeting-list", args=[committee.pk]),
    }
    return Writing(request, f"meeting:new:{committee.pk}", make, save, page).answer()


def _next_number(committee: Committee) -> str:
    """Today's year with the number that its next meeting gets."""
    year = year_of(timezone.localdate())
    return f"(ปี {year} คือครั้งที่ {next_number(committee, year)})"


@require_http_methods(["GET", "HEAD", "POST"])
def meeting_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    """When and where, who else was there, and who wrote and checked the minutes."""
    meeting = editable_meeting(request, pk)

    def save(form: WrittenForm) -> str:
        version = form.cleaned_data["base_version"]
        update_meeting(by=request.user, meeting=meeting, values=form.values(), base_version=version)
        return meeting.get_absolute_url()

    page = {
        "title": "แก้ไขการประชุม",
        "lead": f"{meeting} {meeting.committee}",
        "crumbs": meeting_crumbs(meeting, "แก้ไข"),
        "submit": "บันทึก",
        "done": "บันทึกการประชุมแล้ว",
        "back": meeting.get_absolute_url(),
    }
    return Writing(request, f"meeting:{pk}", MeetingForm, save, page, meeting).answer()


@require_http_methods(["GET", "HEAD", "POST"])
def agenda_new(request: SignedInRequest, pk: int) -> HttpResponse:
    """One more matter; the address may name its heading."""
    meeting = editable_meeting(request, pk)
    section = asked_id(request.GET.get("section", ""))

    def make(data: Any, *, initial: dict[str, Any], **given: Any) -> AgendaItemForm:
        known = {"section": section} if section in AgendaItem.Section.values else {}
        return AgendaItemForm(data, initial=known | initial, **given)

    def save(form: WrittenForm) -> str:
        item = add_item(by=request.user, meeting=meeting, values=form.values())
        return f"{meeting.get_absolute_url()}#item-{item.pk}"

    page = minutes_page(meeting, "เพิ่มเรื่องในระเบียบวาระ", "เพิ่มเรื่องในระเบียบวาระแล้ว")
    return Writing(request, f"agenda:new:{pk}", make, save, page).answer()


@require_http_methods(["GET", "HEAD", "POST"])
def agenda_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    """A matter with what was said about it."""
    item: AgendaItem = editable_of_meeting(request, AgendaItem, pk)

    def save(form: WrittenForm) -> str:
        version = form.cleaned_data["base_version"]
        update_item(by=request.user, item=item, values=form.values(), base_version=version)
        return f"{item.meeting.get_absolute_url()}#item-{pk}"

    page = minutes_page(item.meeting, "บันทึกสาระของเรื่อง", "บันทึกเรื่องแล้ว")
    return Writing(request, f"agenda:{pk}", AgendaItemForm, save, page, item).answer()


def minutes_page(meeting: Meeting, title: str, done: str) -> dict[str, Any]:
    """The words of a page on which minutes are written."""
    return {
        "title": title,
        "lead": f"{meeting} {meeting.committee}",
        "crumbs": meeting_crumbs(meeting, title),
        "submit": "บันทึก",
        "done": done,
        "back": meeting.get_absolute_url(),
    }
