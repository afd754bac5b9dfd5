"""What a meeting resolved, and what came of it."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from organisations.access import Permission, require
from organisations.models import AgendaItem, AuditEntry, Membership, Resolution, User
from organisations.services.meetings_keeping import (
    RESOLUTION_FIELDS,
    RESULT_FIELDS,
    claim,
    opened,
    resolution_kept,
    trail,
)

Action = AuditEntry.Action
State = Resolution.State
MOST_RESOLUTIONS = 300  # of one meeting


@transaction.atomic
def add_resolution(*, by: User, item: AgendaItem, values: dict[str, Any]) -> Resolution:
    """One more resolution on a matter; ``values`` holds some of RESOLUTION_FIELDS."""
    meeting = item.meeting
    opened(meeting, by)
    if meeting.resolutions.count() >= MOST_RESOLUTIONS:
        raise ValidationError(f"การประชุมครั้งหนึ่งมีมติได้ไม่เกิน {MOST_RESOLUTIONS} ข้อ")
    resolution = Resolution(meeting=meeting, agenda_item=item, **values)
    _check(resolution)
    last = item.resolutions.aggregate(last=Max("position"))["last"]
    resolution.position = (last or 0) + 1
    resolution.save()
    trail(by, Action.CREATE, meeting, target=resolution, after=resolution_kept(resolution))
    return resolution


@transaction.atomic
def update_resolution(
    *, by: User, resolution: Resolution, values: dict[str, Any], base_version: int | None
) -> Resolution:
    """The resolution as typed, until the minutes are adopted.

    Raises StaleError where somebody changed it since ``base_version``.
    """
    opened(resolution.meeting, by)
    before = resolution_kept(resolution)
    claim(resolution, base_version)
    for name, value in values.items():
        setattr(resolution, name, value)
    _check(resolution)
    resolution.save(update_fields=RESOLUTION_FIELDS)
    after = resolution_kept(resolution)
    trail(by, Action.UPDATE, resolution.meeting, target=resolution, before=before, after=after)
    return resolution


@transaction.atomic
def remove_resolution(*, by: User, resolution: Resolution) -> None:
    """Out of the minutes, until these are adopted; what it became in a plan stays there."""
    opened(resolution.meeting, by)
    before = resolution_kept(resolution)
    trail(by, Action.DELETE, resolution.meeting, target=resolution, before=before)
    resolution.delete()


@transaction.atomic
def record_result(
    *,
    by: User,
    resolution: Resolution,
    state: str,
    result: str,
    done_on: date | None,
    base_version: int | None,
) -> Resolution:
    """What came of it, also after the minutes were adopted; what is done is so today unless a day is said.

    Raises StaleError where somebody changed it since ``base_version``, ValidationError for a day to come.
    """
    require(by, Permission.COMMITTEE_EDIT, resolution)
    today = timezone.localdate()
    if done_on and done_on > today:
        raise ValidationError({"done_on": "วันที่แล้วเสร็จต้องไม่เป็นวันในอนาคต"})
    before = resolution_kept(resolution)
    claim(resolution, base_version)
    resolution.state, resolution.result = state, result
    resolution.done_on = (done_on or today) if state == State.DONE else None
    resolution.full_clean(exclude=["meeting", "agenda_item", "unit", "user"])
    resolution.save(update_fields=RESULT_FIELDS)
    after = resolution_kept(resolution)
    trail(by, Action.UPDATE, resolution.meeting, target=resolution, before=before, after=after)
    return resolution


def _check(resolution: Resolution) -> None:
    organisation = resolution.meeting.organisation
    if resolution.unit and not resolution.unit.path.startswith(organisation.path):
        raise ValidationError({"unit": "โปรดเลือกส่วนงานของหน่วยงานนี้"})
    members = Membership.objects.filter(organisation__path__startswith=organisation.path)
    if resolution.user and not members.filter(user=resolution.user).exists():
        raise ValidationError({"user": "โปรดเลือกบัญชีของบุคคลในหน่วยงานนี้"})
    resolution.full_clean(exclude=["meeting", "agenda_item", "unit", "user"])
