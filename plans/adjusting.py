"""A request to adjust a plan, as read: the plan as it would be, and the table of เดิม and ขอปรับเป็น."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from ita_portal.tables.build import columns_shown
from ita_portal.tables.content import PartContent, PlanContent
from ita_portal.tables.differences import differences, labels_of, texts
from ita_portal.tables.from_json import row_from_json
from ita_portal.tables.layout import Align, Lists, Orientation
from ita_portal.tables.layouts import layout_for
from ita_portal.tables.plain import PlainColumn, plain_table
from ita_portal.tables.row_json import row_to_json
from ita_portal.tables.rows import Row
from ita_portal.tables.table import Table
from ita_portal.tables.tree import block_of
from plans import rows
from plans.models import ActionPlan, Activity, Adjustment, AdjustmentLine, Revision
from plans.snapshots import content_of

Kind = AdjustmentLine.Kind
IS_NEW, IS_GONE = "เพิ่มรายการใหม่", "ยกเลิกรายการนี้"
_COLUMNS = (
    PlainColumn("ที่", 5, Align.CENTER),
    PlainColumn("รายการ", 22),
    PlainColumn("เดิม", 26),
    PlainColumn("ขอปรับเป็น", 26),
    PlainColumn("เหตุผลความจำเป็น", 21),
)


def lines_of(adjustment: Adjustment) -> list[AdjustmentLine]:
    """The lines in their order, with their tables and rows, also those in the bin; one query."""
    found = list(adjustment.lines.select_related("part", "heading", "activity", "after_row"))
    for line in found:
        line.adjustment, line.part.plan = adjustment, adjustment.plan
    return found


def added(lines: Iterable[AdjustmentLine]) -> list[list[AdjustmentLine]]:
    """The lines that add rows, those at one place together, in their order."""
    places: dict[tuple[int | None, int | None], list[AdjustmentLine]] = defaultdict(list)
    for line in lines:
        if line.kind == Kind.ADD:
            places[line.after_row_id, line.heading_id].append(line)
    return list(places.values())


def block_under(activity: Activity) -> list[Activity]:
    """The row and all that stands under it; one query."""
    siblings = Activity.objects.filter(part=activity.part_id, heading=activity.heading_id)
    return block_of(list(siblings.order_by("position", "pk")), activity)


def is_stale(line: AdjustmentLine) -> bool:
    """Whether the row is no longer as it was when the line was made, or its place has gone."""
    if line.part.deleted_at:
        return True
    if line.kind == Kind.ADD:
        return any(place and place.deleted_at for place in (line.heading, line.after_row))
    row = line.activity
    return row is None or bool(row.deleted_at) or row.version != line.row_version


def unready(adjustment: Adjustment) -> list[str]:
    """What keeps the request from being submitted, in Thai; one query."""
    lines = lines_of(adjustment)
    if not lines:
        return ["โปรดเพิ่มรายการที่ขอปรับอย่างน้อยหนึ่งรายการ"]
    said = [
        f"รายการ “{line}” มีการเปลี่ยนแปลงหลังจากจัดทำคำขอ โปรดตรวจสอบและบันทึกอีกครั้ง"
        for line in lines
        if is_stale(line)
    ]
    return said + [f"โปรดระบุเหตุผลความจำเป็นของรายการ “{line}”" for line in lines if not line.reason]


# The plan as it would be


def adjusted(content: PlanContent, adjustment: Adjustment) -> PlanContent:
    """The plan with the rows as the request asks; an added row has the id of its line, below zero."""
    by_part: dict[int, list[AdjustmentLine]] = defaultdict(list)
    for line in lines_of(adjustment):
        by_part[line.part_id].append(line)
    parts = [
        replace(part, rows=_adjusted(part.rows, by_part[part.id or 0])) if part.id in by_part else part
        for part in content.parts
    ]
    shown = [replace(part, rows=parts[part.rows_of - 1].rows) if part.rows_of else part for part in parts]
    return replace(content, parts=tuple(shown))


def _adjusted(before: Sequence[Row], lines: Sequence[AdjustmentLine]) -> tuple[Row, ...]:
    changes = {line.activity_id: line for line in lines if line.kind == Kind.CHANGE}
    found = [_changed(row, changes[row.id]) if row.id in changes else row for row in before]
    for members in added(lines):
        found = _with_new(found, members)
    gone = {line.activity_id for line in lines if line.kind == Kind.REMOVE}
    return tuple(_without(found, gone))


def _changed(row: Row, line: AdjustmentLine) -> Row:
    after = row_from_json(line.after or {})
    return replace(after, id=row.id, headings=row.headings, heading_ids=row.heading_ids)


def _with_new(found: Sequence[Row], members: Sequence[AdjustmentLine]) -> list[Row]:
    """The rows with those of the lines at their place: behind a row and its own, or under a heading.

    A place that has gone is the end of the table: its lines are stale, and only looked at.
    """
    first = members[0]
    after = next((row for row in found if row.id == first.after_row_id), None)
    if first.after_row_id and after:
        siblings = [row for row in found if row.heading_ids == after.heading_ids]
        over, at = after, found.index(block_of(siblings, after)[-1]) + 1
    elif first.after_row_id:
        over, at = Row(), len(found)
    else:
        over, at = _end_of(found, first.heading_id)
    new = [
        replace(
            row_from_json(line.after or {}),
            id=-line.pk,
            headings=over.headings,
            heading_ids=over.heading_ids,
        )
        for line in members
    ]
    standing_in = bool(at and found[at - 1].placeholder and found[at - 1].heading_ids == over.heading_ids)
    return [*found[: at - 1 if standing_in else at], *new, *found[at:]]


def _end_of(found: Sequence[Row], heading_id: int | None) -> tuple[Row, int]:
    """A row that stands under the heading alone, and the place behind the last one that does."""
    if heading_id is None:
        at = next((n for n, row in enumerate(found) if row.heading_ids), len(found))
        return Row(), at
    start = next((n for n, row in enumerate(found) if heading_id in row.heading_ids), None)
    if start is None:
        return Row(), len(found)
    depth = found[start].heading_ids.index(heading_id) + 1
    path = found[start].heading_ids[:depth]
    at = start
    while at < len(found) and found[at].heading_ids == path:
        at += 1
    return Row(headings=found[start].headings[:depth], heading_ids=path), at


def _without(found: Sequence[Row], gone: set[int | None]) -> Iterator[Row]:
    """The rows that stay; a heading that lost its last row keeps its place."""
    kept = {path for row in found if row.id not in gone for path in _paths(row)}
    for row in found:
        if row.id not in gone:
            yield row
        elif row.heading_ids and row.heading_ids not in kept:
            kept.add(row.heading_ids)
            yield Row(placeholder=True, headings=row.headings, heading_ids=row.heading_ids)


def _paths(row: Row) -> Iterator[tuple[int, ...]]:
    return (row.heading_ids[:depth] for depth in range(1, len(row.heading_ids) + 1))


# The table


def table_of(adjustment: Adjustment, digits: Callable[[str], str] = str) -> Table:
    """The request row by row, as memo and paper print it."""
    lines = lines_of(adjustment)
    many = len({line.part_id for line in lines}) > 1
    body = [
        (str(number), f"{line.name}\n({line.part})" if many else line.name, *both_sides(line), line.reason)
        for number, line in enumerate(lines, start=1)
    ]
    return plain_table(
        "รายละเอียดการขอปรับแผน", _COLUMNS, body, orientation=Orientation.LANDSCAPE, digits=digits
    )


def both_sides(line: AdjustmentLine) -> tuple[str, str]:
    """What the line says under เดิม and under ขอปรับเป็น, a field on each line of text."""
    labels = _labels(rows.frame_of(line.part))
    if line.kind == Kind.ADD:
        return IS_NEW, _said(texts(line.after or {}), labels)
    if line.kind == Kind.REMOVE:
        return _said(texts(line.before or {}), labels), IS_GONE
    found = differences(line.before or {}, line.after or {})
    before = {difference.field: difference.before for difference in found}
    after = {difference.field: difference.after for difference in found}
    return _said(before, labels), _said(after, labels)


def _labels(frame: PartContent) -> dict[str, str]:
    return labels_of(columns_shown(frame))


def _said(found: dict[str, str], labels: dict[str, str]) -> str:
    return "\n".join(
        f"{' '.join(labels.get(field, field).split())}: {text or '-'}" for field, text in found.items()
    )


def frozen_content(revision: Revision) -> PlanContent:
    """The plan as the revision holds it; rows that its requests added have the ids that approval gave them.

    One query.
    """
    content = content_of(revision.content)
    lines = AdjustmentLine.objects.filter(adjustment__plan=revision.plan_id, kind=Kind.ADD)
    made = {-pk: row for pk, row in lines.exclude(activity=None).values_list("pk", "activity")}
    parts = (
        replace(part, rows=tuple(replace(row, id=made.get(row.id or 0, row.id)) for row in part.rows))
        for part in content.parts
    )
    return replace(content, parts=tuple(parts)) if made else content


# As first approved, and as adjusted

_WITH_TARGETS = (Lists.ACTIVITIES, Lists.INDICATORS)


@dataclass(frozen=True, slots=True)
class Aim:
    """What a row is to reach, for how much and when, in its own words."""

    title: str
    target: str
    budget: str
    period: str


@dataclass(frozen=True, slots=True)
class AdjustedRow:
    """A row as first approved (None: it came later) and as adjusted (None: it is gone).

    ``row_id`` is the activity's; ``part`` the title of its table.
    """

    row_id: int | None
    part: str
    first: Aim | None
    adjusted: Aim | None

    @property
    def is_adjusted(self) -> bool:
        return self.first != self.adjusted


def first_and_adjusted(plan: ActionPlan) -> tuple[AdjustedRow, ...]:
    """Every activity and indicator, from the plan's first approved revision and the one in force.

    Empty for a plan that was never approved. Rows that are gone come last. Four queries.
    """
    approved = plan.revisions.filter(state__in=(Revision.State.APPROVED, Revision.State.REPLACED))
    first = approved.order_by("number").first()
    latest = approved.order_by("number").last() if first else None
    if first is None or latest is None:
        return ()
    before, after = _aims(frozen_content(first)), _aims(frozen_content(latest))
    gone = [row_id for row_id in before if row_id not in after]
    found = []
    for row_id in [*after, *gone]:
        (old_part, old), (new_part, new) = before.get(row_id, ("", None)), after.get(row_id, ("", None))
        found.append(AdjustedRow(row_id, new_part or old_part, old, new))
    return tuple(found)


def _aims(content: PlanContent) -> dict[int | None, tuple[str, Aim]]:
    return {
        row.id: (part.title, _aim(row))
        for part in content.parts
        if layout_for(part.layout).lists in _WITH_TARGETS
        for row in part.own_rows
        if not row.placeholder
    }


def _aim(row: Row) -> Aim:
    said = texts(row_to_json(row))
    target = row.target or "\n".join(indicator.statement for indicator in row.indicators)
    return Aim(row.title, target, said.get("budget", ""), said.get("period", ""))
