"""Misprints mended in an approved plan, each with a recorded note; they make no new revision."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from ita_portal.tables.differences import Difference, differences
from ita_portal.tables.layouts import layout_for
from ita_portal.tables.row_json import row_to_json
from ita_portal.tables.rows import Row
from organisations.access import Permission, require
from organisations.models import User
from plans import misprints, rows
from plans.models import Activity, Correction, PlanPart, Revision
from plans.services import bulk
from plans.services.adjustment_rules import rule_of
from plans.services.expected_reports import synchronise
from plans.services.opening import Ground


@transaction.atomic
def correct_row(*, by: User, activity: Activity, row: Row, row_version: int, note: str) -> list[Correction]:
    """Write the row with its misprints mended, and a correction for each field that differs.

    Raises StaleError where the row is no longer ``row_version``, and ValidationError, under the contract's
    names of the fields, for what is no misprint and needs a request.
    """
    part = activity.part
    require(by, Permission.PLAN_SUBMIT, Correction(plan=part.plan))
    note = note.strip()
    if not note:
        raise ValidationError({"note": "โปรดระบุหมายเหตุการแก้คำผิด"})
    found = differences(row_to_json(rows.row_of(activity)), row_to_json(row))
    _refuse_changes(part, found)
    change = bulk.Change(activity, row, base_version=row_version)
    # The plan is claimed by this write: whoever submits meanwhile waits, and finds another version.
    bulk.change_rows(by=by, part=part, changes=[change], reason=note, ground=Ground.DECISION)
    synchronise(part.plan)
    return _recorded(by, activity, _in_force(part), found, note)


def _refuse_changes(part: PlanPart, found: tuple[Difference, ...]) -> None:
    if not found:
        raise ValidationError("ยังไม่มีข้อความที่ต่างจากเดิม โปรดแก้ไขช่องที่พิมพ์ผิด")
    needs = rule_of(part.plan.organisation).needs
    own = {field.name for field in layout_for(part.layout).fields}
    refused = {
        difference.field: words
        for difference in found
        if misprints.aspect_of(difference.field, own) in needs
        and (
            words := misprints.refusal(
                difference.field, difference.before, difference.after, part.plan.fiscal_year
            )
        )
    }
    if refused:
        raise ValidationError(refused)


def _in_force(part: PlanPart) -> Revision:
    revisions = part.plan.revisions.all()
    if revisions.filter(state=Revision.State.WAITING).exists():
        raise PermissionDenied(Correction(plan=part.plan).refusal(Permission.PLAN_SUBMIT))
    in_force = revisions.filter(state=Revision.State.APPROVED).first()
    if in_force is None:
        raise ValidationError("แผนนี้ไม่มีฉบับที่ได้รับอนุมัติในระบบ จึงแก้คำผิดด้วยวิธีนี้ไม่ได้")
    return in_force


def _recorded(
    by: User, activity: Activity, revision: Revision, found: tuple[Difference, ...], note: str
) -> list[Correction]:
    made = [
        Correction(
            plan=activity.part.plan,
            revision=revision,
            activity=activity,
            field=difference.field[:100],
            before=difference.before,
            after=difference.after,
            note=note,
            created_by=by,
        )
        for difference in found
    ]
    for correction in made:
        correction.full_clean()
    return Correction.objects.bulk_create(made)
