"""The matters of a meeting's agenda."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from organisations.models import AgendaItem, AuditEntry, Meeting, User
from organisations.services.meetings_keeping import ITEM_FIELDS, claim, item_kept, opened, trail

Action = AuditEntry.Action
MOST_ITEMS = 200  # of one meeting


@transaction.atomic
def add_item(*, by: User, meeting: Meeting, values: dict[str, Any]) -> AgendaItem:
    """A matter at the end of its heading; ``values`` holds ITEM_FIELDS."""
    opened(meeting, by)
    if meeting.agenda.count() >= MOST_ITEMS:
        raise ValidationError(f"การประชุมครั้งหนึ่งมีเรื่องได้ไม่เกิน {MOST_ITEMS} เรื่อง")
    item = AgendaItem(meeting=meeting, **values)
    item.full_clean(exclude=["meeting"])
    item.position = _end_of(meeting, item.section)
    item.save()
    trail(by, Action.CREATE, meeting, target=item, after=item_kept(item))
    return item


@transaction.atomic
def update_item(
    *, by: User, item: AgendaItem, values: dict[str, Any], base_version: int | None
) -> AgendaItem:
    """The matter as typed, at the end of its heading where that is another.

    Raises StaleError where somebody changed it since ``base_version``.
    """
    opened(item.meeting, by)
    before, section = item_kept(item), item.section
    claim(item, base_version)
    for name, value in values.items():
        setattr(item, name, value)
    item.full_clean(exclude=["meeting"])
    if item.section != section:
        item.position = _end_of(item.meeting, item.section)
    item.save(update_fields=[*ITEM_FIELDS, "position"])
    trail(by, Action.UPDATE, item.meeting, target=item, before=before, after=item_kept(item))
    return item


@transaction.atomic
def move_item(*, by: User, item: AgendaItem, step: int) -> None:
    """One place up (-1) or down (1) within its heading; at the edge it stays."""
    opened(item.meeting, by)
    items = list(item.meeting.agenda.filter(section=item.section))
    at = items.index(item)
    to = at + step
    if not 0 <= to < len(items):
        return
    items[at], items[to] = items[to], items[at]
    for position, one in enumerate(items, start=1):
        one.position = position
    AgendaItem.objects.bulk_update(items, ["position"])
    before = {"position": at + 1}
    trail(by, Action.MOVE, item.meeting, target=item, before=before, after={"position": to + 1})


@transaction.atomic
def remove_item(*, by: User, item: AgendaItem) -> None:
    """Off the agenda; raises ValidationError while something was resolved on it."""
    opened(item.meeting, by)
    if item.resolutions.exists():
        raise ValidationError("เรื่องนี้มีมติที่ประชุมแล้ว โปรดลบมติก่อนจึงจะนำเรื่องออกจากระเบียบวาระได้")
    trail(by, Action.DELETE, item.meeting, target=item, before=item_kept(item))
    item.delete()


def _end_of(meeting: Meeting, section: int) -> int:
    last = meeting.agenda.filter(section=section).aggregate(last=Max("position"))["last"]
    return (last or 0) + 1
