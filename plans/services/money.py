"""The ledger: what was allotted, committed, disbursed; entered, mended, cancelled, never deleted.

Spending over the budget is recorded as it happened and told (``plans.monitoring.money_warnings``). What
cannot be is refused: an amount that is none, a day within a closed round, another line's commitment.
"""

from collections.abc import Sequence
from dataclasses import fields
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from ita_portal.thai.fiscal import last_day
from organisations.access import Permission, require
from organisations.models import AuditEntry, User
from organisations.services.audit import Act, values_of
from plans.models import BudgetLine, MoneyEntry
from plans.monitoring.ledger import MOST_AT_ONCE, Movement
from plans.monitoring.rounds import closed_round_of
from plans.services import opening
from plans.services.rounds_hold import hold_rounds

Action = AuditEntry.Action
_CANCELLED = "รายการนี้ยกเลิกแล้ว จึงแก้ไขไม่ได้"
_NOT_OF_LINE = "ไม่พบรายการผูกพันนี้ในรายการงบประมาณเดียวกัน โปรดเลือกจากรายการ"
_DRAWN = "มีการเบิกจ่ายหรือยกเลิกผูกพันที่อ้างถึงรายการผูกพันนี้ โปรดยกเลิกรายการเหล่านั้นก่อน"
_RELEASE_OF = "โปรดเลือกรายการผูกพันที่ยกเลิก"


_SAID = tuple(field.name for field in fields(Movement))
_KEPT = ("line", *_SAID)


class RefusedError(ValidationError):
    """One of several movements cannot be; ``at`` is which of them, from 0."""

    def __init__(self, at: int, error: ValidationError) -> None:
        super().__init__(error.error_dict if hasattr(error, "error_dict") else error.error_list)
        self.at = at


@transaction.atomic
def enter_money(*, by: User, line: BudgetLine, movements: Sequence[Movement]) -> list[MoneyEntry]:
    """Enter the movements on the line, all of them or none.

    Raises PermissionDenied; RefusedError for the first movement that cannot be.
    """
    require(by, Permission.MONEY_EDIT, line)
    if len(movements) > MOST_AT_ONCE:
        raise ValidationError(f"บันทึกได้คราวละไม่เกิน {MOST_AT_ONCE} รายการ โปรดแบ่งบันทึกหลายครั้ง")
    hold_rounds(line.plan)
    made = []
    for at, movement in enumerate(movements):
        try:
            made.append(_entered(by, line, movement))
        except ValidationError as error:
            raise RefusedError(at, error) from None
    acts = [Act(entry, after=_values(entry)) for entry in made]
    opening.trail_many(by=by, action=Action.CREATE, acts=acts, plan=line.plan)
    return made


@transaction.atomic
def change_entry(*, by: User, entry: MoneyEntry, base_version: int, movement: Movement) -> MoneyEntry:
    """Mend an entry; the trail keeps what it said. Raises StaleError where it was changed meanwhile."""
    require(by, Permission.MONEY_EDIT, entry)
    before = _values(entry)
    hold_rounds(entry.line.plan)
    _claim(entry, base_version)
    _refuse_closed(entry.line, entry.on)
    if movement.act != entry.act:
        _refuse_drawn(entry)
    _say(entry, movement)
    _refuse_closed(entry.line, entry.on)
    entry.full_clean()
    entry.save()
    after = _values(entry)
    opening.trail(by=by, action=Action.UPDATE, target=entry, plan=entry.line.plan, before=before, after=after)
    return entry


@transaction.atomic
def cancel_entry(*, by: User, entry: MoneyEntry, base_version: int, reason: str) -> MoneyEntry:
    """The entry counts no more, and stays with the reason. StaleError where it was changed meanwhile."""
    require(by, Permission.MONEY_EDIT, entry)
    if not reason.strip():
        raise ValidationError({"reason": "โปรดระบุเหตุผลที่ยกเลิก"})
    hold_rounds(entry.line.plan)
    _claim(entry, base_version)
    _refuse_closed(entry.line, entry.on)
    _refuse_drawn(entry)
    entry.cancelled_at, entry.cancelled_by, entry.cancel_reason = timezone.now(), by, reason.strip()
    entry.full_clean()
    entry.save()
    opening.trail(
        by=by,
        action=Action.STATE,
        target=entry,
        plan=entry.line.plan,
        before={"cancel_reason": ""},
        after={"cancel_reason": entry.cancel_reason},
        reason=entry.cancel_reason,
    )
    return entry


@transaction.atomic
def carry_over(*, by: User, entry: MoneyEntry, base_version: int, is_carried: bool) -> MoneyEntry:
    """Keep what is committed for payment after the year (กันไว้เบิกเหลื่อมปี), or no longer.

    It is decided at the end of the year, so that only a round closed over its last day forbids it.
    """
    require(by, Permission.MONEY_EDIT, entry)
    plan = entry.line.plan
    hold_rounds(plan)
    _claim(entry, base_version)
    _refuse_closed(entry.line, last_day(plan.fiscal_year))
    before = {"is_carried": entry.is_carried}
    entry.is_carried = is_carried
    entry.full_clean()
    entry.save(update_fields=["is_carried"])
    after = {"is_carried": is_carried}
    opening.trail(by=by, action=Action.UPDATE, target=entry, plan=plan, before=before, after=after)
    return entry


def _values(entry: MoneyEntry) -> dict[str, Any]:
    return values_of(entry, _KEPT) | {"amount": str(entry.amount)}


def _entered(by: User, line: BudgetLine, movement: Movement) -> MoneyEntry:
    entry = MoneyEntry(line=line, created_by=by)
    _say(entry, movement)
    _refuse_closed(line, entry.on)
    entry.full_clean()
    entry.save()
    return entry


def _say(entry: MoneyEntry, movement: Movement) -> None:
    """Give the entry what is said of it; of a month only, its last day."""
    for name in _SAID:
        setattr(entry, name, getattr(movement, name))
    if movement.is_month:
        following = movement.on.replace(day=28) + timedelta(days=4)
        entry.on = following - timedelta(days=following.day)
    entry.commitment = _commitment(entry.line, movement.commitment) if movement.commitment else None
    if entry.act == MoneyEntry.Act.RELEASE and entry.commitment is None:
        raise ValidationError({"commitment": _RELEASE_OF})


def _commitment(line: BudgetLine, asked: MoneyEntry) -> MoneyEntry:
    """The commitment on the same line, held so that nobody cancels it meanwhile."""
    held = line.entries.select_for_update().filter(pk=asked.pk, act=MoneyEntry.Act.COMMITMENT)
    found: MoneyEntry | None = held.filter(cancelled_at=None).first()
    if found is None:
        raise ValidationError({"commitment": _NOT_OF_LINE})
    return found


def _claim(entry: MoneyEntry, base_version: int) -> None:
    """Raise the entry's version, if it counts still and is the one its writer saw."""
    opening.claim(entry, base_version)
    if entry.cancelled_at:
        raise ValidationError(_CANCELLED)


def _refuse_closed(line: BudgetLine, day: date) -> None:
    if round := closed_round_of(line.plan, day):
        raise ValidationError(
            {"on": f"{round}ปิดแล้ว จึงบันทึกหรือแก้ไขเงินที่ลงวันที่ในรอบนี้ไม่ได้ หากจำเป็น โปรดขอเปิดรอบอีกครั้ง"}
        )


def _refuse_drawn(entry: MoneyEntry) -> None:
    if entry.drawn.filter(cancelled_at=None).exists():
        raise ValidationError(_DRAWN)
