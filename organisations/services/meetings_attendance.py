"""Who came to a meeting: all members at once."""

from collections.abc import Collection, Mapping

from django.core.exceptions import ValidationError
from django.db import transaction

from organisations.meetings import Mark, Place, places_of
from organisations.models import Attendance, AuditEntry, Meeting, User
from organisations.services.errors import StaleError
from organisations.services.meetings_keeping import opened, trail

_NOT_RECORDED = "ยังไม่บันทึก"


@transaction.atomic
def record_attendance(
    *, by: User, meeting: Meeting, marks: Mapping[int, Mark], known: Mapping[int, Mark]
) -> int:
    """The marks of members by their ids; how many changed.

    ``known`` is what the writer saw: only what the writer changed is written, so that two can count at
    two doors. Raises StaleError where both changed the same member, ValidationError for a member who has
    no place there or a mark that cannot be.
    """
    opened(meeting, by)
    places = {place.member.pk: place for place in places_of(meeting)}
    stored = {pk: place.mark for pk, place in places.items()}
    changes = {pk: mark for pk, mark in marks.items() if mark != known.get(pk, Mark())}
    if not changes.keys() <= places.keys():
        raise ValidationError("รายชื่อในวันประชุมเปลี่ยนไป โปรดตรวจสอบรายชื่อแล้วบันทึกอีกครั้ง")
    if any(stored[pk] not in (known.get(pk, Mark()), mark) for pk, mark in changes.items()):
        raise StaleError(meeting)
    changes = {pk: mark for pk, mark in changes.items() if mark != stored[pk]}
    if not changes:
        return 0
    for pk, mark in changes.items():
        _write(meeting, places[pk].attendance, pk, mark)
    trail(
        by,
        AuditEntry.Action.UPDATE,
        meeting,
        before={"attendance": _kept(places, stored, changes)},
        after={"attendance": _kept(places, changes, changes)},
    )
    return len(changes)


def _write(meeting: Meeting, attendance: Attendance | None, member: int, mark: Mark) -> None:
    if not mark.state:
        if attendance:
            attendance.delete()
        return
    attendance = attendance or Attendance(meeting=meeting, member_id=member)
    attendance.state, attendance.substitute = mark.state, mark.substitute
    attendance.clean_fields(exclude=["meeting", "member"])
    attendance.validate_constraints(exclude=["meeting", "member"])
    attendance.save()


def _kept(places: Mapping[int, Place], marks: Mapping[int, Mark], changed: Collection[int]) -> list[str]:
    """Who changed and to what, in words: the trail outlasts the roster."""
    return [f"{places[pk].member}: {_words(marks[pk])}" for pk in places if pk in changed]


def _words(mark: Mark) -> str:
    if not mark.state:
        return _NOT_RECORDED
    label = str(Attendance.State(mark.state).label)
    return f"{label} ({mark.substitute})" if mark.substitute else label
