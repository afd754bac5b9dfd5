"""The lines of a request to adjust: a row as it is asked to be, a new one, one that is to go."""

from dataclasses import replace
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from ita_portal.tables.differences import differences
from ita_portal.tables.row_json import row_to_json
from ita_portal.tables.rows import Row
from organisations.models import AuditEntry, User
from organisations.services.errors import StaleError
from plans import rows
from plans.adjusting import block_under, both_sides
from plans.models import Activity, Adjustment, AdjustmentLine, Heading, PlanPart
from plans.services import opening
from plans.services.adjustments import claim
from plans.services.row_writing import check_row, own_heading

Action = AuditEntry.Action
Kind = AdjustmentLine.Kind
MOST_LINES = 500
NOT_OF_THE_PLAN = "ไม่พบรายการนี้ในแผน โปรดเลือกใหม่"


@transaction.atomic
def ask_to_change(
    *, by: User, adjustment: Adjustment, activity: Activity, row: Row, row_version: int, reason: str
) -> AdjustmentLine:
    """A line that asks for the row to be ``row``.

    Raises StaleError with the row as it is now where it is no longer ``row_version``.
    """
    claim(adjustment, by)
    current = _current(adjustment, activity, row_version)
    line = AdjustmentLine(kind=Kind.CHANGE, part=current.part, activity=current, row_version=current.version)
    line.before = row_to_json(rows.row_of(current))
    line.after = _after(line, row)
    return _added(by, adjustment, line, reason)


@transaction.atomic
def ask_to_add(
    *,
    by: User,
    adjustment: Adjustment,
    part: PlanPart,
    row: Row,
    reason: str,
    heading: Heading | None = None,
    after: Activity | None = None,
) -> AdjustmentLine:
    """A line that asks for a new row behind ``after`` and what stands under that, or at the heading's end."""
    claim(adjustment, by)
    own = adjustment.plan.parts.filter(pk=part.pk, rows_of=None).first()
    if own is None or (after and not own.activities.filter(pk=after.pk).exists()):
        raise ValidationError(NOT_OF_THE_PLAN)
    place = own_heading(own, after.heading if after else heading)
    line = AdjustmentLine(kind=Kind.ADD, part=own, heading=place, after_row=after)
    line.after = _after(line, replace(row, level=row.level or after.level) if after else row)
    return _added(by, adjustment, line, reason)


@transaction.atomic
def ask_to_remove(
    *, by: User, adjustment: Adjustment, activity: Activity, row_version: int, reason: str
) -> list[AdjustmentLine]:
    """Lines that ask for the row and all that stands under it to go; those that changed them give way."""
    claim(adjustment, by)
    current = _current(adjustment, activity, row_version)
    block = [member.pk for member in block_under(current)]
    for known in adjustment.lines.filter(activity__in=block):
        _dropped(by, known)
    lines = []
    for member in rows.activities_with_headings(current.part, block):
        line = AdjustmentLine(kind=Kind.REMOVE, part=current.part, activity=member)
        line.row_version, line.before = member.version, row_to_json(rows.row_of(member))
        lines.append(_added(by, adjustment, line, reason))
    return lines


@transaction.atomic
def rewrite_line(
    *, by: User, line: AdjustmentLine, base_version: int, row_version: int, row: Row | None, reason: str
) -> AdjustmentLine:
    """The line as it says now; เดิม is the row as it is now, which its writer has seen.

    ``row`` is None where the row is to go; ``row_version`` is 0 for a new row. Raises StaleError with the
    line, or the row, as it is now.
    """
    claim(line.adjustment, by)
    before = _snapshot(line)
    opening.claim(line, base_version)
    if line.activity:
        current = _current(line.adjustment, line.activity, row_version)
        line.before, line.row_version = row_to_json(rows.row_of(current)), current.version
    if row is not None and line.kind != Kind.REMOVE:
        line.after = _after(line, row)
    line.reason = reason.strip()
    line.full_clean()
    line.save()
    _trail(by, Action.UPDATE, line, before, _snapshot(line))
    return line


@transaction.atomic
def drop_line(*, by: User, line: AdjustmentLine) -> None:
    """Out of the request: the row stays as it is."""
    claim(line.adjustment, by)
    _dropped(by, line)


def _current(adjustment: Adjustment, activity: Activity, row_version: int) -> Activity:
    """The row as it is now, with what belongs to it; it must be one of the plan's and of that version."""
    part = PlanPart.objects.filter(plan=adjustment.plan, pk=activity.part_id).first()
    found = rows.activities_with_headings(part, [activity.pk]) if part else []
    if not found:
        raise ValidationError(NOT_OF_THE_PLAN)
    if found[0].version != row_version:
        raise StaleError(found[0])
    return found[0]


def _after(line: AdjustmentLine, row: Row) -> dict[str, Any]:
    """What the row is asked to be, if it can be stored and says something else than the row does."""
    row = replace(row, headings=rows.headings_over(Activity(part=line.part, heading=line.place)))
    check_row(line.part, row)
    after = row_to_json(row)
    if line.before is not None and not differences(line.before, after):
        raise ValidationError("ยังไม่มีข้อความที่ต่างจากเดิม โปรดแก้ไขช่องที่ขอปรับ")
    return after


def _added(by: User, adjustment: Adjustment, line: AdjustmentLine, reason: str) -> AdjustmentLine:
    last = adjustment.lines.last()
    if adjustment.lines.count() >= MOST_LINES:
        raise ValidationError(f"คำขอหนึ่งมีได้ไม่เกิน {MOST_LINES} รายการ")
    line.adjustment, line.reason = adjustment, reason.strip()
    line.position = last.position + 1 if last else 1
    line.full_clean()
    line.save()
    _trail(by, Action.CREATE, line, None, _snapshot(line))
    return line


def _dropped(by: User, line: AdjustmentLine) -> None:
    _trail(by, Action.DELETE, line, _snapshot(line), None)
    line.delete()


def _snapshot(line: AdjustmentLine) -> dict[str, Any]:
    before, after = both_sides(line)
    return {"kind": line.kind, "before": before, "after": after, "reason": line.reason}


def _trail(
    by: User,
    action: AuditEntry.Action,
    line: AdjustmentLine,
    before: dict[str, Any] | None,
    after: dict[str, Any] | None,
) -> None:
    plan = line.adjustment.plan
    opening.trail(by=by, action=action, target=line, plan=plan, before=before, after=after)
