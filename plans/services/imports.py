"""A plan's content from a file into the database, whole or not at all."""

from django.core.exceptions import ValidationError
from django.db import transaction

from ita_portal.tables.content import PartContent, PlanContent
from ita_portal.tables.rows import Row
from ita_portal.tables.to_json import column_to_json, options_to_json, signature_to_json
from organisations.models import AuditEntry, Organisation, User
from plans import rows
from plans.models import ActionPlan, Activity, ActivityOwner, CostLine, Heading, Indicator, PlanCell, PlanPart
from plans.services import opening
from plans.services.plans import create_plan
from plans.services.sections import add_section

Action = AuditEntry.Action
MAX_ROWS = 5_000
_BELONGINGS = {
    "owners": ActivityOwner,
    "indicators": Indicator,
    "cells": PlanCell,
    "cost_lines": CostLine,
}


@transaction.atomic
def import_plan(
    *, by: User | None, organisation: Organisation, content: PlanContent, plan: ActionPlan | None = None
) -> ActionPlan:
    """The content as a new plan of the organisation, or added to a plan behind what it has.

    The organisation's name as the content words it is kept for print. Raises ValidationError for
    values that cannot be stored; then nothing is.
    """
    if sum(len(part.rows) for part in content.parts) > MAX_ROWS:
        raise ValidationError(f"นำเข้าได้ครั้งละไม่เกิน {MAX_ROWS:,} แถว")
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
    for name, model in _BELONGINGS.items():
        pairs = zip(activities, content.rows, strict=True)
        objects = [item for activity, row in pairs for item in rows.belongings(activity, row)[name]]
        model._default_manager.bulk_create(objects)


def _activity(part: PlanPart, heading: Heading | None, position: int, row: Row) -> Activity:
    activity = Activity(part=part, heading=heading, position=position)
    rows.set_fields(activity, row)
    activity.clean_fields()
    return activity


class _Headings:
    """The part's headings made while rows are read: a heading that comes again later is a new one."""

    def __init__(self, part: PlanPart) -> None:
        self.part = part
        self.open: list[Heading] = []
        self.count = 0

    def at(self, path: tuple[str, ...]) -> Heading | None:
        """The heading of that path, open still or made now."""
        same = 0
        while same < min(len(path), len(self.open)) and self.open[same].text == path[same]:
            same += 1
        del self.open[same:]
        for text in path[same:]:
            self.count += 1
            parent = self.open[-1] if self.open else None
            heading = Heading(part=self.part, parent=parent, text=text, position=self.count)
            heading.clean_fields()
            heading.save()
            self.open.append(heading)
        return self.open[-1] if self.open else None
