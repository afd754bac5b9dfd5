"""How many had answered in ITAS by each day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from assessments.models import DailyCount, Instrument, InstrumentPart, Round
from assessments.services.rounds_keeping import opened, trail
from organisations.models import AuditEntry, User

MOST_COUNTS = 2_000  # of one instrument or part in a round


@dataclass(frozen=True)
class Count:
    """How many of ``unit`` ("" for the whole organisation) had answered by the end of a day, in all."""

    day: date
    count: int
    unit: str = ""


@transaction.atomic
def save_counts(
    *,
    by: User,
    of_round: Round,
    instrument: Instrument,
    part: InstrumentPart | None,
    counts: Sequence[Count],
    base_version: int | None = None,
) -> int:
    """Replace the daily counts of an instrument, or of one part of it, by these. How many there are now.

    Raises StaleError, PermissionDenied, or ValidationError for a day and unit twice or an instrument of
    another framework.
    """
    opened(of_round, by, base_version)
    if instrument.framework_id != of_round.framework_id or (part and part.instrument_id != instrument.pk):
        raise ValidationError("ไม่มีเครื่องมือหรือกลุ่มผู้ตอบนี้ในกรอบการประเมินของรอบ")
    if len(counts) > MOST_COUNTS:
        raise ValidationError(f"บันทึกจำนวนผู้ตอบได้ไม่เกิน {MOST_COUNTS:,} รายการ")
    if len({(one.day, one.unit) for one in counts}) != len(counts):
        raise ValidationError("มีวันที่เดียวกันของส่วนงานเดียวกันมากกว่าหนึ่งรายการ")
    stored = of_round.daily_counts.filter(instrument=instrument, part=part)
    before = [[str(one.counted_on), one.unit_name, one.count] for one in stored]
    stored.delete()
    DailyCount.objects.bulk_create(
        DailyCount(
            round=of_round,
            instrument=instrument,
            part=part,
            unit_name=one.unit,
            counted_on=one.day,
            count=one.count,
        )
        for one in counts
    )
    name = part.code if part else instrument.code
    after = [[str(one.day), one.unit, one.count] for one in counts]
    trail(by, AuditEntry.Action.UPDATE, of_round, before={name: before}, after={name: after})
    return len(counts)
