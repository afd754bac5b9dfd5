"""What every write of a meeting shares: its state, versions, the trail, and what that keeps."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import F, Model

from organisations.access import Permission, require
from organisations.models import AgendaItem, AuditEntry, Meeting, Resolution, User
from organisations.services.audit import record, values_of
from organisations.services.errors import StaleError

WRITABLE = (Meeting.State.PLANNED, Meeting.State.HELD)
FIELDS = ("number", "held_on", "starts_at", "ends_at", "place", "guests", "recorded_by", "checked_by")
ITEM_FIELDS = ("section", "title", "discussion")
RESOLUTION_FIELDS = ("kind", "text", "owner", "unit", "user", "due_on")
RESULT_FIELDS = ("state", "result", "done_on")


def opened(meeting: Meeting, by: User) -> None:
    """Hold the meeting until the transaction ends, if its state and the person's right allow a change.

    The state is asked by a statement that writes: whoever adopts the minutes comes before or after it.
    """
    require(by, Permission.COMMITTEE_EDIT, meeting)
    if Meeting.objects.filter(pk=meeting.pk, state__in=WRITABLE).update(state=F("state")):
        return
    meeting.refresh_from_db(fields=["state"])
    raise PermissionDenied(meeting.refusal(Permission.COMMITTEE_EDIT))


def claim(row: Any, base_version: int | None) -> None:
    """Raise the row's version, if it is still the one its writer saw (None: whatever it is).

    Raises StaleError with the row as it is now.
    """
    manager = type(row)._default_manager
    same = manager.filter(pk=row.pk)
    if base_version is not None:
        same = same.filter(version=base_version)
    if not same.update(version=F("version") + 1):
        raise StaleError(manager.filter(pk=row.pk).first() or row)
    row.refresh_from_db(fields=["version"])


def trail(
    by: User,
    action: AuditEntry.Action,
    meeting: Meeting,
    *,
    target: Model | None = None,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    reason: str = "",
) -> None:
    """An entry about something of the meeting, or about itself; its subject is the committee."""
    record(
        by=by,
        action=action,
        target=target or meeting,
        organisation_id=meeting.committee.organisation_id,
        subject=meeting.committee,
        before=before,
        after=after,
        reason=reason,
    )


def meeting_kept(meeting: Meeting) -> dict[str, Any]:
    """The meeting as the trail keeps it."""
    kept = values_of(meeting, (*FIELDS, "year", "state", "adopted_at"))
    times = {name: str(kept[name] or "") for name in ("starts_at", "ends_at")}
    return kept | times


def item_kept(item: AgendaItem) -> dict[str, Any]:
    """The matter as the trail keeps it."""
    return values_of(item, (*ITEM_FIELDS, "position"))


def resolution_kept(resolution: Resolution) -> dict[str, Any]:
    """The resolution as the trail keeps it."""
    return values_of(resolution, (*RESOLUTION_FIELDS, *RESULT_FIELDS, "agenda_item"))
