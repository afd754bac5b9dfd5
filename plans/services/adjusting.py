"""An approved request to adjust a plan written into its rows, inside the transaction of the approval."""

from collections.abc import Sequence
from itertools import groupby

from ita_portal.tables.from_json import row_from_json
from organisations.models import User
from organisations.services.errors import StaleError
from plans import adjusting
from plans.models import Adjustment, AdjustmentLine, PlanPart
from plans.services import bulk
from plans.services.opening import Ground

Kind = AdjustmentLine.Kind


def apply(adjustment: Adjustment, person: User) -> None:
    """Write what the request changes, adds and removes, in the person's name; the plan's version rises.

    Whoever calls has asked for the right, and sets the states. Raises StaleError with the line whose row
    is no longer as it was when the line was made, and ValidationError for what cannot be stored; the
    caller's transaction then takes back what was written.
    """
    lines = adjusting.lines_of(adjustment)
    if stale := next(filter(adjusting.is_stale, lines), None):
        raise StaleError(stale)
    reason = f"{adjustment}: {adjustment.reason}"
    lines.sort(key=lambda line: line.part_id)
    for _, found in groupby(lines, key=lambda line: line.part_id):
        _apply(list(found), person, reason)


def _apply(lines: Sequence[AdjustmentLine], by: User, reason: str) -> None:
    """The lines of one table, in the order in which ``adjusting.adjusted`` takes them."""
    part = lines[0].part
    changes = [
        bulk.Change(line.activity, row_from_json(line.after or {}), base_version=line.row_version)
        for line in lines
        if line.kind == Kind.CHANGE and line.activity
    ]
    if changes:
        bulk.change_rows(by=by, part=part, changes=changes, reason=reason, ground=Ground.DECISION)
    for members in adjusting.added(lines):
        _add(part, members, by, reason)
    gone = [line.activity for line in lines if line.kind == Kind.REMOVE and line.activity]
    if gone:
        bulk.bin_rows(by=by, part=part, activities=gone, reason=reason, ground=Ground.DECISION)


def _add(part: PlanPart, members: Sequence[AdjustmentLine], by: User, reason: str) -> None:
    first = members[0]
    after = adjusting.block_under(first.after_row)[-1] if first.after_row else None
    new = [row_from_json((line.after or {}) | {"headings": []}) for line in members]
    made = bulk.add_rows(
        by=by,
        part=part,
        rows=new,
        heading=first.heading,
        after=after,
        reason=reason,
        ground=Ground.DECISION,
    )
    for line, activity in zip(members, made, strict=True):
        line.activity = activity
    AdjustmentLine.objects.bulk_update(members, ["activity"])
