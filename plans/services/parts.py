"""Writing the tables of a plan."""

from collections.abc import Sequence
from types import EllipsisType
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import F

from ita_portal.tables.content import ColumnChoice, Options, Signature
from ita_portal.tables.layouts import UnknownLayoutError, layout_for
from ita_portal.tables.to_json import column_to_json, options_to_json, signature_to_json
from organisations.models import AuditEntry, User
from plans.models import ActionPlan, PlanPart
from plans.services import opening

Action = AuditEntry.Action


@transaction.atomic
def add_part(*, by: User | None, plan: ActionPlan, layout: str, title: str = "") -> PlanPart:
    """A new table at the end of the plan, with the signers and notes that its layout usually has."""
    opening.opened(plan, by)
    try:
        usual = layout_for(layout)
    except UnknownLayoutError:
        raise ValidationError({"layout": "ไม่รู้จักรูปแบบตารางนี้"}) from None
    last = plan.parts.order_by("position", "pk").last()
    part = PlanPart(
        plan=plan,
        layout=layout,
        title=title,
        notes=list(usual.notes_for(Options())),
        signatures=[signature_to_json(Signature(label)) for label in usual.signature_labels],
        position=last.position + 1 if last else 1,
    )
    part.full_clean()
    part.save()
    opening.trail(by=by, action=Action.CREATE, target=part, plan=plan, after=_snapshot(part))
    return part


@transaction.atomic
def update_part(
    *,
    by: User | None,
    part: PlanPart,
    base_version: int | None,
    title: str,
    lines: Sequence[str],
    notes: Sequence[str],
    signatures: Sequence[Signature],
    options: Options,
    columns: Sequence[ColumnChoice] | None,
    rows_of: PlanPart | EllipsisType | None = ...,
) -> PlanPart:
    """What stands around the table and how it prints; ``columns`` None for the layout's own.

    ``rows_of`` is the table whose rows it shows from now on, None for rows of its own; without it that stays.
    """
    opening.opened(part.plan, by)
    before = _snapshot(part)
    opening.claim(part, base_version)
    part.title, part.lines, part.notes = title, list(lines), list(notes)
    part.signatures = [signature_to_json(signature) for signature in signatures]
    part.options = options_to_json(options)
    part.columns = [column_to_json(choice) for choice in columns] if columns else None
    if rows_of is not ...:
        _refuse_rows_of(part, rows_of)
        part.rows_of = rows_of
    part.full_clean()
    part.save(update_fields=["title", "lines", "notes", "signatures", "options", "columns", "rows_of"])
    opening.trail(
        by=by, action=Action.UPDATE, target=part, plan=part.plan, before=before, after=_snapshot(part)
    )
    return part


def _refuse_rows_of(part: PlanPart, source: PlanPart | None) -> None:
    """A table shows the rows of one of its plan that has rows of its own, and then has none itself."""
    if source is None or source.pk == part.rows_of_id:
        return
    if source not in sources_for(part):
        raise ValidationError({"rows_of": "แสดงแถวของตารางนี้ไม่ได้"})
    if part.activities.exists() or part.headings.exists():
        raise ValidationError({"rows_of": "ตารางนี้มีแถวหรือหัวข้อของตนเองอยู่ โปรดย้ายหรือลบออกก่อน"})
    if part.shown_in.exists():
        raise ValidationError({"rows_of": "มีตารางอื่นแสดงแถวของตารางนี้อยู่"})


def sources_for(part: PlanPart) -> list[PlanPart]:
    """The tables of the plan whose rows the table may show: they list the same and have their own."""
    others = part.plan.parts.filter(rows_of=None).exclude(pk=part.pk)
    lists = layout_for(part.layout).lists
    return [other for other in others if layout_for(other.layout).lists is lists]


@transaction.atomic
def move_part(*, by: User | None, part: PlanPart, step: int) -> None:
    """One place up (-1) or down (1) in the plan."""
    opening.opened(part.plan, by)
    opening.numbered(opening.shifted(list(part.plan.parts.all()), part, step))
    opening.trail(by=by, action=Action.MOVE, target=part, plan=part.plan)


@transaction.atomic
def renumber_part(*, by: User | None, part: PlanPart) -> int:
    """Automatic numbers for every activity; the typed ones, which the trail keeps, were so many."""
    opening.opened(part.plan, by)
    typed = {str(pk): number for pk, number in part.activities.exclude(number="").values_list("pk", "number")}
    if typed:
        part.activities.filter(pk__in=typed).update(number="", version=F("version") + 1)
        opening.trail(
            by=by, action=Action.UPDATE, target=part, plan=part.plan, before={"numbers": typed}, after={}
        )
    return len(typed)


@transaction.atomic
def bin_part(*, by: User, part: PlanPart) -> None:
    """Into the bin with all its rows, from which ``restore_part`` takes it.

    Raises PermissionDenied where another table or a call still counts on it.
    """
    opening.opened(part.plan, by)
    if part.bin_refusal:
        raise PermissionDenied(part.bin_refusal)
    opening.bin_row(part, by)
    opening.trail(by=by, action=Action.DELETE, target=part, plan=part.plan, before=_snapshot(part))


@transaction.atomic
def restore_part(*, by: User | None, part: PlanPart) -> None:
    """Back from the bin; raises PermissionDenied where the table whose rows it shows lies there too."""
    opening.opened(part.plan, by)
    if part.rows_of and part.rows_of.deleted_at:
        raise PermissionDenied(f"โปรดนำ “{part.rows_of}” กลับคืนก่อน เพราะตารางนี้แสดงแถวของตารางนั้น")
    opening.unbin_row(part)
    opening.trail(by=by, action=Action.RESTORE, target=part, plan=part.plan, after=_snapshot(part))


def _snapshot(part: PlanPart) -> dict[str, Any]:
    names = ("title", "layout", "columns", "options", "lines", "notes", "signatures")
    return {name: getattr(part, name) for name in names} | {"rows_of": part.rows_of_id}
