"""A plan's content from a file into the database, whole or not at all."""

from django.core.exceptions import ValidationError
from django.db import transaction

from ita_portal.tables.content import PartContent, PlanContent
from ita_portal.tables.to_json import column_to_json, options_to_json, signature_to_json
from organisations.models import AuditEntry, Organisation, User
from plans.limits import MAX_COLUMNS, MAX_ROWS
from plans.models import ActionPlan, Activity, PlanPart
from plans.services import opening
from plans.services.headings import MAX_DEPTH
from plans.services.import_facts import import_facts, refuse_too_many_facts
from plans.services.plans import create_plan
from plans.services.row_writing import OpenedHeadings, create_belongings, made_activity, rules_said

Action = AuditEntry.Action
MAX_PARTS = 100
MAX_AROUND = 100  # lines above a table, notes or signers below it
MAX_BELONGING = 200  # owners, indicators or cost lines of one activity


def import_plan(
    *, by: User | None, organisation: Organisation, content: PlanContent, plan: ActionPlan | None = None
) -> ActionPlan:
    """The content as a new plan of the organisation, or added to a plan behind what it has.

    The organisation's name as the content words it is kept for print. Raises ValidationError for
    values that cannot be stored; then nothing is.
    """
    _refuse_too_much(content)
    with rules_said(), transaction.atomic():
        return _imported(by, organisation, content, plan)


def _refuse_too_much(content: PlanContent) -> None:
    """A table beyond these sizes could be stored, and then no page or document could show it."""
    if sum(len(part.rows) for part in content.parts if part.rows_of is None) > MAX_ROWS:
        raise ValidationError(f"นำเข้าได้ครั้งละไม่เกิน {MAX_ROWS:,} แถว")
    if len(content.parts) > MAX_PARTS:
        raise ValidationError(f"นำเข้าได้ครั้งละไม่เกิน {MAX_PARTS} ตาราง")
    if any(len(part.columns or ()) > MAX_COLUMNS for part in content.parts):
        raise ValidationError(f"ตารางมีคอลัมน์ได้ไม่เกิน {MAX_COLUMNS} คอลัมน์")
    if any(len(row.headings) > MAX_DEPTH for part in content.parts for row in part.rows):
        raise ValidationError(f"หัวข้อซ้อนกันได้ไม่เกิน {MAX_DEPTH} ชั้น")
    refuse_too_many_facts(content)
    if any(max(map(len, (p.lines, p.notes, p.signatures))) > MAX_AROUND for p in content.parts):
        raise ValidationError(f"ข้อความเหนือตาราง หมายเหตุ และผู้ลงนาม มีได้อย่างละไม่เกิน {MAX_AROUND} รายการ")
    rows_of_all = (row for part in content.parts for row in part.rows)
    if any(max(map(len, (r.owners, r.indicators, r.cost_lines))) > MAX_BELONGING for r in rows_of_all):
        raise ValidationError(
            f"ผู้รับผิดชอบ ตัวชี้วัด และรายการค่าใช้จ่าย มีได้อย่างละไม่เกิน {MAX_BELONGING} รายการต่อกิจกรรม"
        )


def _imported(
    by: User | None, organisation: Organisation, content: PlanContent, plan: ActionPlan | None
) -> ActionPlan:
    if plan is None:
        plan = create_plan(
            by=by,
            organisation=organisation,
            fiscal_year=content.fiscal_year,
            kind=content.kind,
            title=content.title,
            printed_organisation=content.organisation,
        )
    opening.opened(plan, by)
    made: list[PlanPart] = []
    for position, part in enumerate(content.parts, start=plan.parts.count() + 1):
        made.append(_import_part(plan, part, position))
    for stored, shown in zip(made, content.parts, strict=True):
        if shown.rows_of:
            stored.rows_of = made[shown.rows_of - 1]
            stored.save(update_fields=["rows_of"])
    import_facts(by=by, plan=plan, content=content, parts=dict(enumerate(made, start=1)))
    own = sum(not row.placeholder for part in content.parts if part.rows_of is None for row in part.rows)
    counts = {"parts": len(content.parts), "activities": own}
    opening.trail(by=by, action=Action.IMPORT, target=plan, plan=plan, after=counts)
    return plan


def _import_part(plan: ActionPlan, content: PartContent, position: int) -> PlanPart:
    part = PlanPart(
        plan=plan,
        position=position,
        title=content.title,
        layout=content.layout,
        columns=[column_to_json(choice) for choice in content.columns] if content.columns else None,
        options=options_to_json(content.options),
        lines=list(content.lines),
        notes=list(content.notes),
        signatures=[signature_to_json(signature) for signature in content.signatures],
    )
    part.full_clean()
    part.save()
    if content.rows_of is None:
        _import_rows(part, content)
    return part


def _import_rows(part: PlanPart, content: PartContent) -> None:
    """The activities under their headings; a placeholder makes its headings alone."""
    headings = OpenedHeadings(part)
    made = []
    for place, row in enumerate(content.rows, start=1):
        heading = headings.at(row.headings)
        if not row.placeholder:
            made.append((made_activity(part, heading, place, row, place), row))
    Activity.objects.bulk_create(activity for activity, _ in made)
    create_belongings(made)
