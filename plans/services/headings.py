"""Writing headings."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from organisations.models import AuditEntry, User
from plans.models import Heading, PlanPart
from plans.services import opening

Action = AuditEntry.Action
MAX_DEPTH = 9  # the levels of an activity are as many


@transaction.atomic
def add_heading(*, by: User | None, part: PlanPart, parent: Heading | None, text: str) -> Heading:
    """A new heading at the end of its level."""
    opening.opened(part.plan, by)
    if parent is not None and parent.part_id != part.pk:
        raise ValidationError({"parent": "หัวข้อหลักไม่ได้อยู่ในตารางเดียวกัน"})
    if _depth(parent) >= MAX_DEPTH:
        raise ValidationError({"parent": f"หัวข้อซ้อนกันได้ไม่เกิน {MAX_DEPTH} ชั้น"})
    last = part.headings.filter(parent=parent).order_by("position", "pk").last()
    heading = Heading(part=part, parent=parent, text=text, position=last.position + 1 if last else 1)
    heading.full_clean()
    heading.save()
    opening.trail(by=by, action=Action.CREATE, target=heading, plan=part.plan, after={"text": text})
    return heading


@transaction.atomic
def rename_heading(*, by: User | None, heading: Heading, text: str, base_version: int | None) -> Heading:
    """Other words for the heading; raises StaleError where somebody changed it since ``base_version``."""
    plan, before = heading.part.plan, heading.text
    opening.opened(plan, by)
    opening.claim(heading, base_version)
    heading.text = text
    heading.full_clean()
    heading.save()
    opening.trail(
        by=by,
        action=Action.UPDATE,
        target=heading,
        plan=plan,
        before={"text": before},
        after={"text": text},
    )
    return heading


@transaction.atomic
def move_heading(*, by: User | None, heading: Heading, step: int) -> None:
    """One place up (-1) or down (1) among the headings of its level, with all that stands under it."""
    plan = heading.part.plan
    opening.opened(plan, by)
    siblings = list(heading.part.headings.filter(parent=heading.parent).order_by("position", "pk"))
    opening.numbered(opening.shifted(siblings, heading, step))
    opening.trail(by=by, action=Action.MOVE, target=heading, plan=plan)


@transaction.atomic
def bin_heading(*, by: User, heading: Heading) -> None:
    """Into the bin; what stood under it moves to the end of the heading above, so that nothing is lost."""
    plan, part = heading.part.plan, heading.part
    opening.opened(plan, by)
    _move_up(part.activities, {"heading": heading}, {"heading": heading.parent})
    _move_up(part.headings, {"parent": heading}, {"parent": heading.parent})
    opening.bin_row(heading, by)
    opening.trail(by=by, action=Action.DELETE, target=heading, plan=plan, before={"text": heading.text})


def deepest_heading(part: PlanPart, path: tuple[str, ...]) -> tuple[Heading | None, tuple[str, ...]]:
    """How far the part has the path of headings already, by their words, and the rest of it."""
    above: Heading | None = None
    for depth, text in enumerate(path):
        heading = part.headings.filter(parent=above, text=text).order_by("position", "pk").first()
        if heading is None:
            return above, path[depth:]
        above = heading
    return above, ()


def _depth(heading: Heading | None) -> int:
    return 0 if heading is None else 1 + _depth(heading.parent)


def _move_up(manager: Any, under: dict[str, Any], to: dict[str, Any]) -> None:
    """Rows under one heading to the end of another, in their order."""
    last = manager.filter(**to).order_by("position").last()
    start = last.position if last else 0
    moved = list(manager.filter(**under).order_by("position", "pk"))
    for offset, row in enumerate(moved, start=1):
        row.position = start + offset
        for name, value in to.items():
            setattr(row, name, value)
    if moved:
        manager.bulk_update(moved, ["position", *to])
