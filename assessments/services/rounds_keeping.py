"""What every write of a round shares: its state and version, the right, its entries in the trail."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import F

from assessments.models import Round
from organisations.access import Permission, require
from organisations.models import AuditEntry, User
from organisations.services.audit import record
from organisations.services.errors import StaleError


def opened(of_round: Round, by: User | None, base_version: int | None = None) -> None:
    """Raise the round's version, if its state and the person's right allow a change; ``by`` None: the system.

    With ``base_version`` the round must still be that version; else StaleError has it as it is now. State
    and version are asked in the statement that writes, so that nobody writes into a round that is closed at
    the same moment.
    """
    if by is not None:
        require(by, Permission.ASSESSMENT_EDIT, of_round)
    open_round = Round.objects.filter(pk=of_round.pk, closed_at=None)
    same = open_round if base_version is None else open_round.filter(version=base_version)
    if same.update(version=F("version") + 1):
        of_round.refresh_from_db(fields=["version"])
        return
    current = Round.objects.select_related("organisation", "framework").filter(pk=of_round.pk).first()
    if current is None:
        raise PermissionDenied("รอบการประเมินนี้ถูกลบแล้ว")
    if current.is_closed:
        raise PermissionDenied(current.refusal(Permission.ASSESSMENT_EDIT))
    raise StaleError(current)


def trail(
    by: User | None,
    action: AuditEntry.Action,
    of_round: Round,
    *,
    target: models.Model | None = None,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    reason: str = "",
) -> None:
    """An entry about the round, or about something in it."""
    record(
        by=by,
        action=action,
        target=target or of_round,
        organisation_id=of_round.organisation_id,
        subject=of_round,
        before=before,
        after=after,
        reason=reason,
    )
