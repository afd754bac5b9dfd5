"""Targets as first approved and as adjusted, as a table of documents."""

from collections.abc import Iterator

from ita_portal.tables.content import PartContent
from ita_portal.tables.rows import Row
from plans.adjusting import AdjustedRow, Aim, first_and_adjusted
from plans.models import ActionPlan

LAYOUT = "adjusted_targets"
TITLE = "เป้าหมายตามที่อนุมัติครั้งแรกและตามที่ปรับ"
_NOT_YET, _GONE = "ไม่มีในแผนที่อนุมัติครั้งแรก", "ยกเลิกแล้ว"


def adjusted_part(plan: ActionPlan) -> PartContent | None:
    """The rows that were adjusted; None while none was. As many queries as ``first_and_adjusted``."""
    rows = tuple(_row(row) for row in first_and_adjusted(plan) if row.is_adjusted)
    return PartContent(TITLE, LAYOUT, plan.fiscal_year, rows) if rows else None


def _row(row: AdjustedRow) -> Row:
    aim = row.adjusted or row.first
    said = {"first": _said(row.first, _NOT_YET), "adjusted": _said(row.adjusted, _GONE)}
    return Row(title=aim.title if aim else "", values=said)


def _said(aim: Aim | None, none: str) -> str:
    return "\n".join(_lines(aim)) if aim else none


def _lines(aim: Aim) -> Iterator[str]:
    labelled = (("เป้าหมาย", aim.target), ("งบประมาณ", aim.budget), ("ระยะเวลา", aim.period))
    yield from (f"{label}: {text}" for label, text in labelled if text)
