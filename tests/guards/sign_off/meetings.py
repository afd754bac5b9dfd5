"""Meetings and resolutions: addresses and calls of services."""

from datetime import date
from typing import Any

from organisations.meetings import Mark
from organisations.models import AgendaItem, Committee, Meeting, Resolution
from organisations.services import meetings, meetings_agenda, resolutions
from organisations.services.meetings_attendance import record_attendance
from plans.services.resolutions import activity_from_resolution
from tests.cast import Cast
from tests.factories import (
    AgendaItemFactory,
    CommitteeFactory,
    CommitteeMemberFactory,
    MeetingFactory,
    PlanPartFactory,
    ResolutionFactory,
)
from tests.guards.assessments.call import Call
from tests.guards.doors import SECRETARY, SEEING, Row, act, form, page, question

O = "organisations:"  # noqa: E741 - the table below is read by column
OTHERS = SEEING - SECRETARY

ROWS: list[Row] = [
    page(f"{O}meeting-list", "committee", SEEING),
    form(f"{O}meeting-new", "committee", SECRETARY, OTHERS),
    page(f"{O}meeting-rates", "committee", SEEING),
    page(f"{O}resolution-list", "committee", SEEING),
    page(f"{O}meeting-detail", "meeting", SEEING),
    form(f"{O}meeting-edit", "meeting", SECRETARY, OTHERS),
    question(f"{O}meeting-attendance", "meeting", SECRETARY, OTHERS),
    form(f"{O}meeting-hold", "meeting", SECRETARY, OTHERS),
    form(f"{O}meeting-adopt", "meeting", SECRETARY, OTHERS),
    form(f"{O}meeting-cancel", "meeting", SECRETARY, OTHERS),
    form(f"{O}agenda-new", "meeting", SECRETARY, OTHERS),
    form(f"{O}agenda-edit", "agenda_item", SECRETARY, OTHERS),
    act(f"{O}agenda-move", "agenda_item", SECRETARY, OTHERS),
    question(f"{O}agenda-delete", "agenda_item", SECRETARY, OTHERS),
    form(f"{O}resolution-new", "agenda_item", SECRETARY, OTHERS),
    page(f"{O}resolution-detail", "resolution", SEEING),
    form(f"{O}resolution-edit", "resolution", SECRETARY, OTHERS),
    form(f"{O}resolution-result", "resolution", SECRETARY, OTHERS),
    question(f"{O}resolution-delete", "resolution", SECRETARY, OTHERS),
    form("plans:resolution-activity", "resolution", SECRETARY, OTHERS),
]
PUBLIC: dict[str, str] = {}


def _committee(cast: Cast) -> Committee:
    return CommitteeFactory(organisation=cast.organisation("medicine"))


def _meeting(cast: Cast, **values: Any) -> Meeting:
    return MeetingFactory(committee=_committee(cast), **values)


def _item(cast: Cast) -> AgendaItem:
    return AgendaItemFactory(meeting=_meeting(cast))


def _resolution(cast: Cast) -> Resolution:
    return ResolutionFactory(agenda_item=_item(cast))


def _adoption(cast: Cast) -> dict[str, Any]:
    meeting = _meeting(cast, state="held")
    later = MeetingFactory(committee=meeting.committee, state="held", held_on=date(2026, 2, 15))
    return {"meeting": meeting, "at": later}


def _attendance(cast: Cast) -> dict[str, Any]:
    meeting = _meeting(cast)
    member = CommitteeMemberFactory(joined_by__committee=meeting.committee)
    return {"meeting": meeting, "marks": {member.pk: Mark("present")}, "known": {}}


def _moved(cast: Cast) -> dict[str, Any]:
    item = _item(cast)
    AgendaItemFactory(meeting=item.meeting)
    return {"item": item, "step": 1}


def _activity(cast: Cast) -> dict[str, Any]:
    part = PlanPartFactory(plan__organisation=cast.organisation("medicine"))
    return {"resolution": _resolution(cast), "part": part}


MATTER = {"section": 4, "title": "เรื่องใหม่", "discussion": "สาระใหม่"}
CALLS: dict[str, Call] = {
    "call_meeting": Call(
        meetings.call_meeting,
        lambda cast: {"committee": _committee(cast), "values": {"held_on": date(2026, 3, 1)}},
    ),
    "update_meeting": Call(
        meetings.update_meeting,
        lambda cast: {"meeting": _meeting(cast), "values": {"place": "ห้องใหม่"}, "base_version": 1},
    ),
    "hold_meeting": Call(
        meetings.hold_meeting, lambda cast: {"meeting": _meeting(cast), "without_quorum": True}
    ),
    "adopt_minutes": Call(meetings.adopt_minutes, _adoption),
    "cancel_meeting": Call(
        meetings.cancel_meeting, lambda cast: {"meeting": _meeting(cast), "reason": "เลื่อนการประชุม"}
    ),
    "record_attendance": Call(record_attendance, _attendance),
    "add_item": Call(meetings_agenda.add_item, lambda cast: {"meeting": _meeting(cast), "values": MATTER}),
    "update_item": Call(
        meetings_agenda.update_item, lambda cast: {"item": _item(cast), "values": MATTER, "base_version": 1}
    ),
    "move_item": Call(meetings_agenda.move_item, _moved),
    "remove_item": Call(meetings_agenda.remove_item, lambda cast: {"item": _item(cast)}),
    "add_resolution": Call(
        resolutions.add_resolution,
        lambda cast: {"item": _item(cast), "values": {"kind": "note", "text": "รับทราบ"}},
    ),
    "update_resolution": Call(
        resolutions.update_resolution,
        lambda cast: {"resolution": _resolution(cast), "values": {"text": "มติใหม่"}, "base_version": 1},
    ),
    "remove_resolution": Call(resolutions.remove_resolution, lambda cast: {"resolution": _resolution(cast)}),
    "record_result": Call(
        resolutions.record_result,
        lambda cast: {
            "resolution": _resolution(cast),
            "state": "done",
            "result": "ดำเนินการครบถ้วน",
            "done_on": None,
            "base_version": 1,
        },
    ),
    "activity_from_resolution": Call(activity_from_resolution, _activity),
}
