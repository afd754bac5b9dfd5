"""Writing meetings: called, changed, held, adopted or cancelled."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from organisations.access import Permission, require
from organisations.meetings import (
    TOOK_PLACE,
    Offer,
    full_name,
    is_later,
    next_number,
    places_of,
    quorum_of,
    year_of,
)
from organisations.models import AgendaItem, AuditEntry, Committee, Meeting, User
from organisations.services.meetings_keeping import FIELDS, claim, meeting_kept, opened, trail

Action = AuditEntry.Action
State = Meeting.State
MOST_GUESTS = 200
LONGEST_GUEST = 300  # characters


@transaction.atomic
def call_meeting(
    *, by: User, committee: Committee, values: dict[str, Any], offers: Sequence[Offer] = ()
) -> Meeting:
    """A planned meeting whose agenda begins with the offers taken up; ``values`` holds some of FIELDS.

    Without a number it gets the next one of its calendar year. Raises PermissionDenied, or
    ValidationError where a rule of the model is broken.
    """
    require(by, Permission.COMMITTEE_EDIT, committee)
    meeting = Meeting(committee=committee, created_by=by)
    _set(meeting, values)
    meeting.save()
    items = [
        AgendaItem(
            meeting=meeting,
            section=offer.section,
            position=position,
            title=offer.title,
            discussion=offer.discussion,
        )
        for position, offer in enumerate(offers, start=1)
    ]
    for item in items:
        item.full_clean(exclude=["meeting"])
    AgendaItem.objects.bulk_create(items)
    kept = meeting_kept(meeting) | {"agenda": [item.title for item in items]}
    trail(by, Action.CREATE, meeting, after=kept)
    return meeting


@transaction.atomic
def update_meeting(
    *, by: User, meeting: Meeting, values: dict[str, Any], base_version: int | None
) -> Meeting:
    """What ``values`` says of FIELDS; raises StaleError where somebody changed it since ``base_version``."""
    opened(meeting, by)
    before = meeting_kept(meeting)
    claim(meeting, base_version)
    _set(meeting, values)
    if meeting.state == State.HELD:
        _refuse_future(meeting, "held_on")
    meeting.save(update_fields=[*FIELDS, "year"])
    trail(by, Action.UPDATE, meeting, before=before, after=meeting_kept(meeting))
    return meeting


@transaction.atomic
def hold_meeting(*, by: User, meeting: Meeting, without_quorum: bool = False) -> Meeting:
    """The meeting took place; without a quorum only where ``without_quorum`` says that this is known.

    Raises ValidationError before its day, without a quorum, or where it is no longer planned.
    """
    opened(meeting, by)
    _refuse_future(meeting, None)
    quorum = quorum_of(meeting, places_of(meeting))
    if not (quorum.is_reached or without_quorum):
        raise ValidationError(
            {"without_quorum": f"{quorum.words} หากประสงค์จะบันทึกว่าประชุมแล้ว โปรดยืนยันว่ารับทราบ"}
        )
    _change_state(meeting, State.PLANNED, State.HELD)
    after = {"state": State.HELD.value, "quorum": quorum.words}
    trail(by, Action.STATE, meeting, before={"state": State.PLANNED.value}, after=after)
    return meeting


@transaction.atomic
def adopt_minutes(*, by: User, meeting: Meeting, at: Meeting) -> Meeting:
    """The minutes were adopted at a later meeting of the committee; nobody changes them afterwards.

    Raises ValidationError where ``at`` is no such meeting, or the meeting did not take place.
    """
    opened(meeting, by)
    _refuse_as_adopting(meeting, at)
    _change_state(meeting, State.HELD, State.ADOPTED, adopted_at=at)
    after = {"state": State.ADOPTED.value, "adopted_at": at.pk}
    reason = f"รับรองในการประชุม {full_name(at)}"
    trail(by, Action.STATE, meeting, before={"state": State.HELD.value}, after=after, reason=reason)
    return meeting


@transaction.atomic
def cancel_meeting(*, by: User, meeting: Meeting, reason: str) -> Meeting:
    """A planned meeting is off; its number stays its own. Raises ValidationError without a reason."""
    opened(meeting, by)
    if not reason.strip():
        raise ValidationError({"reason": "โปรดระบุเหตุผลที่ยกเลิก"})
    _change_state(meeting, State.PLANNED, State.CANCELLED)
    after = {"state": State.CANCELLED.value}
    before = {"state": State.PLANNED.value}
    trail(by, Action.STATE, meeting, before=before, after=after, reason=reason.strip())
    return meeting


def _set(meeting: Meeting, values: dict[str, Any]) -> None:
    for name, value in values.items():
        setattr(meeting, name, value)
    if meeting.held_on:
        meeting.year = year_of(meeting.held_on)
        meeting.number = meeting.number or next_number(meeting.committee, meeting.year)
    guests = meeting.guests
    if len(guests) > MOST_GUESTS or any(len(guest) > LONGEST_GUEST for guest in guests):
        raise ValidationError(
            {"guests": f"ระบุผู้เข้าร่วมประชุมได้ไม่เกิน {MOST_GUESTS} คน คนละไม่เกิน {LONGEST_GUEST} ตัวอักษร"}
        )
    meeting.full_clean(exclude=["created_by"])


def _refuse_future(meeting: Meeting, field: str | None) -> None:
    if meeting.held_on > timezone.localdate():
        words = "ยังไม่ถึงวันประชุม จึงบันทึกว่าประชุมแล้วไม่ได้"
        raise ValidationError({field: words} if field else words)


def _refuse_as_adopting(meeting: Meeting, at: Meeting) -> None:
    held = Meeting.objects.filter(pk=at.pk, committee=meeting.committee_id, state__in=TOOK_PLACE)
    if not held.exists():
        raise ValidationError({"at": "โปรดเลือกการประชุมของคณะนี้ที่ประชุมแล้ว"})
    if not held.filter(is_later(meeting)).exists():
        raise ValidationError({"at": "รายงานการประชุมรับรองได้ในการประชุมครั้งหลังจากนั้นเท่านั้น"})


def _change_state(meeting: Meeting, before: State, after: State, **values: Any) -> None:
    """From one state to another in one statement; of two at once the second is told where it stands."""
    current = Meeting.objects.filter(pk=meeting.pk, state=before)
    if not current.update(state=after, version=F("version") + 1, **values):
        meeting.refresh_from_db()
        raise ValidationError(f"การประชุมครั้งนี้อยู่ในสถานะ “{meeting.get_state_display()}” จึงดำเนินการนี้ไม่ได้")
    meeting.refresh_from_db()
