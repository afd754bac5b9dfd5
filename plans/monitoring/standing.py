"""Where a report stands on a day: its state and the calendar together, the same words everywhere."""

from datetime import date
from enum import StrEnum
from typing import Any, Protocol

from django.db.models import Q

from plans.models import Progress

State = Progress.State


class Standing(StrEnum):
    """In the order in which a secretary attends to them. LATE is not yet sent and past its day.

    What came back keeps its own standing whatever the day. MISSED was never sent, and its period is closed.
    """

    LATE = "late"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    WAITING = "waiting"
    DRAFT = "draft"
    NOT_DUE = "not_due"
    ACCEPTED = "accepted"
    MISSED = "missed"

    @property
    def word(self) -> str:
        return _LOOKS[self][0]

    @property
    def icon(self) -> str:
        """A name of the icon set."""
        return _LOOKS[self][1]

    @property
    def tone(self) -> str:
        """The colour, as the end of a `chip-…` class."""
        return _LOOKS[self][2]


_LOOKS = {
    Standing.LATE: ("เกินกำหนด", "triangle-alert", "bad"),
    Standing.SUBMITTED: ("รอตรวจสอบ", "clock", "info"),
    Standing.RETURNED: ("ส่งคืนเพื่อแก้ไข", "corner-up-left", "warn"),
    Standing.WAITING: ("รอรายงาน", "calendar-clock", "info"),
    Standing.DRAFT: ("ร่าง", "pencil-line", "quiet"),
    Standing.NOT_DUE: ("ยังไม่ถึงกำหนด", "circle-dashed", "quiet"),
    Standing.ACCEPTED: ("ผ่านการตรวจสอบ", "circle-check", "good"),
    Standing.MISSED: ("ไม่ได้รายงาน", "circle-off", "quiet"),
}
_NOT_SENT = (State.WAITING, State.DRAFT)


class Reported(Protocol):
    """What is asked of a report: its state, whether it was expected, and its period's days."""

    state: Any
    is_expected: Any
    period: Any


def standing_of(progress: Reported, today: date) -> Standing:
    """Where the report stands; asks for its period, which lists read along."""
    period, state = progress.period, State(progress.state)
    if state not in _NOT_SENT:
        return Standing(state.value)
    if period.closed_at:
        return Standing.MISSED
    if progress.is_expected and period.due_on < today:
        return Standing.LATE
    if state == State.DRAFT:
        return Standing.DRAFT
    return Standing.NOT_DUE if period.starts_on > today else Standing.WAITING


def in_standing(standing: Standing, today: date) -> Q:
    """The same as a condition on reports."""
    if standing in (Standing.SUBMITTED, Standing.RETURNED, Standing.ACCEPTED):
        return Q(state=State(standing.value))
    if standing is Standing.MISSED:
        return Q(state__in=_NOT_SENT, period__closed_at__isnull=False)
    late = Q(is_expected=True, period__due_on__lt=today)
    with_owner = Q(period__closed_at=None) & (late if standing is Standing.LATE else ~late)
    match standing:
        case Standing.LATE:
            return with_owner & Q(state__in=_NOT_SENT)
        case Standing.DRAFT:
            return with_owner & Q(state=State.DRAFT)
        case Standing.NOT_DUE:
            return with_owner & Q(state=State.WAITING, period__starts_on__gt=today)
        case _:
            return with_owner & Q(state=State.WAITING, period__starts_on__lte=today)
