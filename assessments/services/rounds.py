"""Rounds: begun, changed, closed, opened again, taken away while they are empty."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from assessments.models import Round
from assessments.rounds.fields import FIELDS, months_of
from assessments.services.results import recompute
from assessments.services.rounds_keeping import opened, trail
from organisations.access import Permission, require
from organisations.models import AuditEntry, Organisation, User
from organisations.services.audit import values_of

Action = AuditEntry.Action
# What somebody has worked on in a round; a round without any of it is empty.
_WORK = ("scores", "daily_counts", "suggestions", "surveys", "gaps", "measures", "swoc_entries", "narratives")


@transaction.atomic
def create_round(*, by: User | None, organisation: Organisation, values: dict[str, Any]) -> Round:
    """A round; ``values`` holds some of FIELDS. Months that nobody named are those of its kind.

    Raises PermissionDenied, or ValidationError where a rule is broken.
    """
    if by is not None:
        require(by, Permission.ASSESSMENT_EDIT, organisation)
    made = Round(organisation=organisation)
    _write(made, values)
    made.save()
    recompute(made)
    trail(by, Action.CREATE, made, after=_snapshot(made))
    return made


@transaction.atomic
def update_round(
    *, by: User | None, of_round: Round, values: dict[str, Any], base_version: int | None = None
) -> Round:
    """The fields of the round that ``values`` holds.

    Raises StaleError where somebody changed it since ``base_version``, and ValidationError also where
    its framework would change under scores that are there.
    """
    opened(of_round, by, base_version)
    before, framework = _snapshot(of_round), of_round.framework_id
    _write(of_round, values)
    if of_round.framework_id != framework:
        _refuse_with_work(of_round, {"framework": "รอบนี้มีข้อมูลแล้ว จึงเปลี่ยนกรอบการประเมินไม่ได้"})
        of_round.instruments.all().delete()
    of_round.save()
    recompute(of_round)
    trail(by, Action.UPDATE, of_round, before=before, after=_snapshot(of_round))
    return of_round


@transaction.atomic
def close_round(*, by: User, of_round: Round) -> Round:
    """Freeze the round: from now on nothing in it is written, until it is opened again."""
    opened(of_round, by)
    of_round.closed_at, of_round.closed_by = timezone.now(), by
    of_round.save(update_fields=["closed_at", "closed_by"])
    trail(by, Action.STATE, of_round, before={"closed": False}, after={"closed": True})
    return of_round


@transaction.atomic
def reopen_round(*, by: User, of_round: Round, reason: str) -> Round:
    """Open a closed round again; the reason stands in the trail.

    Its results follow its framework from now on, also where that has changed since it was closed.
    """
    require(by, Permission.ASSESSMENT_REOPEN, of_round)
    if not reason.strip():
        raise ValidationError({"reason": "โปรดระบุเหตุผลที่เปิดรอบอีกครั้ง"})
    closed = Round.objects.filter(pk=of_round.pk, closed_at__isnull=False)
    if not closed.update(closed_at=None, closed_by=None, version=F("version") + 1):
        raise ValidationError("รอบการประเมินนี้เปิดอยู่แล้ว")
    of_round.refresh_from_db(fields=["closed_at", "closed_by", "version"])
    recompute(of_round)
    trail(
        by,
        Action.STATE,
        of_round,
        before={"closed": True},
        after={"closed": False},
        reason=reason.strip()[:2000],
    )
    return of_round


@transaction.atomic
def delete_round(*, by: User, of_round: Round) -> None:
    """Take away a round into which nobody has written yet."""
    opened(of_round, by)
    _refuse_with_work(of_round, "รอบนี้มีข้อมูลแล้ว จึงลบไม่ได้")
    trail(by, Action.DELETE, of_round, before=_snapshot(of_round))
    of_round.delete()


def has_work(of_round: Round) -> bool:
    """Whether somebody has written into the round."""
    return any(getattr(of_round, name).exists() for name in _WORK)


def _write(of_round: Round, values: dict[str, Any]) -> None:
    for name, value in values.items():
        setattr(of_round, name, value)
    of_round.family = of_round.framework.family
    if of_round.first_month is None and of_round.last_month is None:
        of_round.first_month, of_round.last_month = months_of(of_round.kind, of_round.fiscal_year)
    if of_round.framework.fiscal_year > of_round.fiscal_year:
        raise ValidationError({"framework": "กรอบการประเมินต้องเป็นของปีเดียวกับรอบหรือปีก่อนหน้า"})
    if of_round.plan and of_round.plan.organisation_id != of_round.organisation_id:
        raise ValidationError({"plan": "แผนต้องเป็นของหน่วยงานเดียวกับรอบการประเมิน"})
    of_round.full_clean(exclude=["closed_by"])


def _refuse_with_work(of_round: Round, words: str | dict[str, str]) -> None:
    if has_work(of_round):
        raise ValidationError(words)


def _snapshot(of_round: Round) -> dict[str, Any]:
    """The round as the trail keeps it: numbers as text, with all their decimals."""
    kept = values_of(of_round, FIELDS)
    numbers = ("target_total", "official_total")
    return kept | {name: None if kept[name] is None else str(kept[name]) for name in numbers}
