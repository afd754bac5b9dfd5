"""A plan's content from a file into the database, whole or not at all."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction

from ita_portal.tables.content import PartContent, PlanContent
from ita_portal.tables.rows import Row
from ita_portal.tables.to_json import column_to_json, options_to_json, signature_to_json
from organisations.models import AuditEntry, Organisation, User
from plans import rows
from plans.models import ActionPlan, Activity, ActivityOwner, CostLine, Heading, Indicator, PlanCell, PlanPart
from plans.services import opening
from plans.services.activities import check_belongings
from plans.services.headings import MAX_DEPTH
from plans.services.plans import create_plan
from plans.services.sections import add_section

Action = AuditEntry.Action
MAX_ROWS = 5_000
MAX_PARTS = 100
MAX_COLUMNS = 60
MAX_SECTIONS = 200
MAX_AROUND = 100  # lines above a table, notes or signers below it
MAX_BELONGING = 200  # owners, indicators or cost lines of one activity
_BELONGINGS = {
    "owners": ActivityOwner,
    "indicators": Indicator,
    "cells": PlanCell,
    "cost_lines": CostLine,
}


def import_plan(
    *, by: User | None, organisation: Organisation, content: PlanContent, plan: ActionPlan | None = None
) -> ActionPlan:
    """The content as a new plan of the organisation, or added to a plan behind what it has.

    The organisation's name as the content words it is kept for print. Raises ValidationError for
    values that cannot be stored; then nothing is.
    """
    _refuse_too_much(content)
    try:
        with transaction.atomic():
            return _imported(by, organisation, content, plan)
    except IntegrityError as error:
        raise ValidationError(_broken_rule(error)) from None


def _refuse_too_much(content: PlanContent) -> None:
    """A table beyond these sizes could be stored, and then no page or document could show it."""
    if sum(len(part.rows) for part in content.parts) > MAX_ROWS:
        raise ValidationError(f"นำเข้าได้ครั้งละไม่เกิน {MAX_ROWS:,} แถว")
    if len(content.parts) > MAX_PARTS:
        raise ValidationError(f"นำเข้าได้ครั้งละไม่เกิน {MAX_PARTS} ตาราง")
    if any(len(part.columns or ()) > MAX_COLUMNS for part in content.parts):
        raise ValidationError(f"ตารางมีคอลัมน์ได้ไม่เกิน {MAX_COLUMNS} คอลัมน์")
    if any(len(row.headings) > MAX_DEPTH for part in content.parts for row in part.rows):
        raise ValidationError(f"หัวข้อซ้อนกันได้ไม่เกิน {MAX_DEPTH} ชั้น")
    if len(content.sections) > MAX_SECTIONS:
        raise ValidationError(f"แผนมีส่วนเนื้อหาได้ไม่เกิน {MAX_SECTIONS} ส่วน")
    if any(max(map(len, (p.lines, p.notes, p.signatures))) > MAX_AROUND for p in content.parts):
        raise ValidationError(f"ข้อความเหนือตาราง หมายเหตุ และผู้ลงนาม มีได้อย่างละไม่เกิน {MAX_AROUND} รายการ")
    rows_of_all = (row for part in content.parts for row in part.rows)
    if any(max(map(len, (r.owners, r.indicators, r.cost_lines))) > MAX_BELONGING for r in rows_of_all):
        raise ValidationError(
            f"ผู้รับผิดชอบ ตัวชี้วัด และรายการค่าใช้จ่าย มีได้อย่างละไม่เกิน {MAX_BELONGING} รายการต่อกิจกรรม"
        )


def _broken_rule(error: IntegrityError) -> str:
    """What the constraint that the database names says in Thai: asking each, row by row, takes minutes."""
    kinds: tuple[type[models.Model], ...] = (ActionPlan, Heading, Activity, *_BELONGINGS.values())
    for rule in (rule for kind in kinds for rule in kind._meta.constraints):
        if rule.name in str(error):
            return str(rule.violation_error_message)
    raise error


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
    for section in content.sections:
        add_section(by=by, plan=plan, title=section.title, html=section.html)
    for position, part in enumerate(content.parts, start=plan.parts.count() + 1):
        _import_part(plan, part, position)
    counts = {"parts": len(content.parts), "activities": sum(len(part.rows) for part in content.parts)}
    opening.trail(by=by, action=Action.IMPORT, target=plan, plan=plan, after=counts)
    return plan


def _import_part(plan: ActionPlan, content: PartContent, position: int) -> None:
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
    headings = _Headings(part)
    activities = [
        _activity(part, headings.at(row.headings), position, row)
        for position, row in enumerate(content.rows, start=1)
    ]
    Activity.objects.bulk_create(activities)
    _create_belongings(activities, content.rows)


def _activity(part: PlanPart, heading: Heading | None, position: int, row: Row) -> Activity:
    activity = Activity(part=part, heading=heading, position=position)
    with _said_of_row(position):
        try:
            rows.set_fields(activity, row)
        except ValueError as error:  # a month that no calendar has
            raise ValidationError(str(error)) from None
        activity.clean_fields()
    return activity


def _create_belongings(activities: Iterable[Activity], content: Iterable[Row]) -> None:
    """What belongs to the activities, kind by kind, in a statement for each."""
    made: dict[str, list[models.Model]] = {name: [] for name in _BELONGINGS}
    for activity, row in zip(activities, content, strict=True):
        with _said_of_row(activity.position):
            for name, objects in rows.belongings(activity, row).items():
                check_belongings(name, objects)
                made[name] += objects
    for name, model in _BELONGINGS.items():
        model._default_manager.bulk_create(made[name])


@contextmanager
def _said_of_row(position: int) -> Iterator[None]:
    """Put the row's place in its table before what is wrong with it."""
    try:
        yield
    except ValidationError as error:
        raise ValidationError([f"แถวที่ {position}: {words}" for words in error.messages]) from None


class _Headings:
    """The part's headings, made while its rows are read in the order in which they print.

    What is left does not open again: a heading that comes once more, a heading above after one of its
    own, and rows under none after rows under one (a heading without words) are new, so that the rows
    come out in the order in which they came in.
    """

    def __init__(self, part: PlanPart) -> None:
        self.part = part
        self.open: list[Heading] = []
        self.count = 0

    def at(self, path: tuple[str, ...]) -> Heading | None:
        """The heading of that path, open still or made now; None for rows before any heading."""
        if not path and self.count:
            path = ("",)
        same = 0
        while same < min(len(path), len(self.open)) and self.open[same].text == path[same]:
            same += 1
        if same == len(path) < len(self.open):
            same -= 1
        del self.open[same:]
        for text in path[len(self.open) :]:
            self.open.append(self._make(text))
        return self.open[-1] if self.open else None

    def _make(self, text: str) -> Heading:
        self.count += 1
        parent = self.open[-1] if self.open else None
        heading = Heading(part=self.part, parent=parent, text=text, position=self.count)
        heading.clean_fields(exclude=["text"] if not text else None)
        heading.save()
        return heading
