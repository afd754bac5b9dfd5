"""Misprints mended in an approved plan, as its next print tells them: notes below the table of the row."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace

from django.utils import timezone

from ita_portal.tables.build import columns_shown
from ita_portal.tables.content import PartContent, PlanContent
from ita_portal.tables.differences import labels_of
from ita_portal.thai.dates import format_long
from plans.models import ActionPlan, Correction, Revision


def noted(content: PlanContent, plan: ActionPlan) -> PlanContent:
    """The plan with a note below a table for each misprint mended there since the revision in force.

    One query. A plan that was never approved has none.
    """
    found = of_revision_in_force(plan)
    if not found:
        return content
    parts = tuple(replace(part, notes=(*part.notes, *_notes(part, found))) for part in content.parts)
    return replace(content, parts=parts)


def of_revision_in_force(plan: ActionPlan) -> Mapping[int, list[Correction]]:
    """The corrections of the revision in force, by the id of the table that owns the row."""
    found: dict[int, list[Correction]] = defaultdict(list)
    of_plan = Correction.objects.filter(plan=plan, revision__state=Revision.State.APPROVED)
    for mended in of_plan.select_related("activity"):
        found[mended.activity.part_id].append(mended)
    return found


def _notes(part: PartContent, found: Mapping[int, list[Correction]]) -> list[str]:
    labels = labels_of(columns_shown(part))
    return [
        f"แก้คำผิดเมื่อวันที่ {format_long(timezone.localdate(mended.created_at))} "
        f"{_label(labels, mended.field)} จาก “{mended.before}” เป็น “{mended.after}” ({mended.note})"
        for mended in found.get(part.id or 0, ())
    ]


def _label(labels: Mapping[str, str], field: str) -> str:
    return " ".join(labels.get(field, field).split())
