"""Copying a whole plan into another year, and single rows of it later.

Text is shifted to the new year, periods are read anew, results and states begin anew. Everything is written
in a few statements for each kind, however large the plan is.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction

from ita_portal.tables.layouts import layout_for
from ita_portal.tables.next_year import YearShift
from organisations.access import Permission, require
from organisations.models import AuditEntry, Organisation, User
from plans import rows
from plans.models import ActionPlan, Activity, ActivityOwner, Charter, Heading, PlanPart, PlanSection
from plans.services import opening
from plans.services.bulk import add_rows, restore_rows
from plans.services.row_writing import create_belongings, made_activity

Action = AuditEntry.Action
_OWNERS = "owners"
_OTHER_BELONGINGS = ("indicators", "cells", "cost_lines")


@transaction.atomic
def copy_plan(
    *,
    by: User | None,
    source: ActionPlan,
    organisation: Organisation,
    fiscal_year: int,
    title: str = "",
    structure_only: bool = False,
) -> ActionPlan:
    """A new draft of the organisation with all that is in the source; ``title`` as shifted without one.

    ``structure_only`` leaves the activities behind. Raises PermissionDenied unless the person may see
    the source and write plans of the organisation.
    """
    if by is not None:
        require(by, Permission.PLAN_VIEW, source)
        require(by, Permission.PLAN_EDIT, organisation)
    shift = YearShift(source.fiscal_year, fiscal_year - source.fiscal_year)
    plan = _new_plan(source, organisation, shift, title)
    copy = _Copy(source, plan, shift)
    copy.facts()
    copy.sections()
    copy.tables()
    activities = 0 if structure_only else copy.activities()
    after = {name: getattr(plan, name) for name in ("title", "kind", "fiscal_year", "printed_organisation")}
    copied_from = {"id": source.pk, "title": source.title, "fiscal_year": source.fiscal_year}
    opening.trail(
        by=by,
        action=Action.CREATE,
        target=plan,
        plan=plan,
        after=after | {"copied_from": copied_from, "activities": activities},
    )
    return plan


def _new_plan(source: ActionPlan, organisation: Organisation, shift: YearShift, title: str) -> ActionPlan:
    plan = ActionPlan(
        organisation=organisation,
        fiscal_year=shift.next_year,
        kind=source.kind,
        title=title or shift.text(source.title),
        printed_organisation=source.printed_organisation if organisation == source.organisation else "",
        starts_on=shift.day(source.starts_on),
        ends_on=shift.day(source.ends_on),
        copied_from=source,
    )
    plan.full_clean()
    plan.save()
    return plan


class _Copy:
    """The kinds of things in a plan, one after the other; each knows the new keys of those before it."""

    def __init__(self, source: ActionPlan, plan: ActionPlan, shift: YearShift) -> None:
        self.source, self.plan, self.shift = source, plan, shift
        self.charters: dict[int | None, Charter] = {}
        self.parts: dict[int | None, PlanPart] = {}
        self.headings: dict[int | None, Heading] = {}

    def facts(self) -> None:
        """Objectives, goals and charters; the plans above keep their names and years."""
        self._made(self.source.statements.all(), "text")
        self._made(self.source.higher_plans.all())
        self.charters = self._made(self.source.charters.all(), "title", "sequence", "output")

    def sections(self) -> None:
        """The narrative of the plan and of its charters, with its pictures."""
        sections = self._made(
            self.source.sections.all(), "title", html=self.shift.html, charter=self.charters
        )
        self._made(self.source.pictures.all(), "caption", section=sections)

    def tables(self) -> None:
        """The parts with their headings."""
        self.parts = self._made(self.source.parts.all(), "title", charter=self.charters, rows_of=None)
        shown = dict(self.source.parts.exclude(rows_of=None).values_list("pk", "rows_of"))
        for pk, part in self.parts.items():
            part.rows_of = self.parts.get(shown.get(pk))
            part.lines, part.notes = self._texts(part.lines), self._texts(part.notes)
            for column in part.columns or ():
                column["header"] = self._texts(column["header"])
        PlanPart.objects.bulk_update(self.parts.values(), ["rows_of", "lines", "notes", "columns"])
        found = Heading.objects.filter(part__in=list(self.parts))
        above: dict[int | None, list[Heading]] = defaultdict(list)
        for heading in found:
            above[heading.parent_id].append(heading)
        level = above.pop(None, [])
        while level:
            made = self._made(level, "text", part=self.parts, parent=self.headings)
            self.headings |= made
            level = [heading for pk in made for heading in above.pop(pk, [])]

    def activities(self) -> int:
        """The rows with all that belongs to them; how many."""
        sources = [
            activity
            for activity in rows.activities_of(self.parts)
            if activity.heading_id is None or activity.heading_id in self.headings
        ]
        made = [self._activity(activity) for activity in sources]
        Activity.objects.bulk_create(activity for activity, _ in made)
        create_belongings(made, _OTHER_BELONGINGS)
        self._owners(zip(sources, made, strict=True))
        return len(made)

    def _activity(self, source: Activity) -> tuple[Activity, Any]:
        part = self.parts[source.part_id]
        row = self.shift.row(rows.row_of(source), layout_for(part.layout))
        made = made_activity(
            part, self.headings.get(source.heading_id), source.position, row, source.position
        )
        made.copied_from = source
        return made, row

    def _owners(self, made: Iterable[tuple[Activity, tuple[Activity, Any]]]) -> None:
        """In the same organisation owners stay the units and people that they are known to be."""
        same = self.plan.organisation_id == self.source.organisation_id
        ActivityOwner.objects.bulk_create(
            ActivityOwner(
                activity=activity,
                position=owner.position,
                text=text,
                organisation_id=owner.organisation_id if same else None,
                user_id=owner.user_id if same else None,
            )
            for source, (activity, row) in made
            for owner, text in zip(source.owners.all(), row.owners, strict=True)
        )

    def _made(self, found: Iterable[Any], *texts: str, **others: Any) -> dict[int | None, Any]:
        """Copies in the new plan by the keys of what they were copied from.

        ``texts`` are shifted. Of the ``others`` a function makes the new value, a mapping has the new
        object for the old key, and None leaves it out.
        """
        copies: dict[int | None, Any] = {}
        for item in found:
            copies[item.pk] = copy = _unsaved(item)
            ...
        return copies
