"""Copying a whole plan into another year, and single rows of it later.

Text is shifted to the new year, periods are read anew, results and states begin anew; what the year taught
comes along as comments. Everything is written in a few statements for each kind, however large the plan is.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import models, transaction

from ita_portal.tables.layouts import layout_for
from ita_portal.tables.next_year import YearShift
from ita_portal.tables.rows import Row
from organisations.access import Permission, require
from organisations.models import AuditEntry, Organisation, User
from plans import rows
from plans.models import (
    ActionPlan,
    Activity,
    ActivityOwner,
    Charter,
    Heading,
    PlanPart,
    PlanSection,
)
from plans.services import opening
from plans.services.bulk import add_rows, restore_rows
from plans.services.headings import deepest_heading
from plans.services.lessons import carry_lessons, carry_lessons_of_rounds, carry_reporters
from plans.services.row_writing import create_belongings, set_checked

Model = TypeVar("Model", bound=models.Model)
_LEFT_BEHIND = {"id", "version", "created_at", "updated_at", "created_by", "deleted_at", "deleted_by"}


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
    """A new draft of the organisation with all that is in the source; without a title, the source's shifted.

    ``structure_only`` leaves the activities behind. Raises PermissionDenied unless the person may see
    the source and write plans of the organisation.
    """
    if by is not None:
        require(by, Permission.PLAN_VIEW, source)
        require(by, Permission.PLAN_EDIT, organisation)
    shift = YearShift(source.fiscal_year, fiscal_year - source.fiscal_year)
    plan = _new_plan(source, organisation, shift, title)
    copy = _Copy(by, source, plan, shift)
    copy.facts()
    copy.sections()
    copy.parts()
    copy.headings()
    if not structure_only:
        copy.activities()
    copy.experience()
    after = {name: getattr(plan, name) for name in ("title", "kind", "fiscal_year", "printed_organisation")}
    origin = {"id": source.pk, "title": source.title, "fiscal_year": source.fiscal_year}
    opening.trail(
        by=by,
        action=AuditEntry.Action.CREATE,
        target=plan,
        plan=plan,
        after=after | {"copied_from": origin} | copy.counts,
    )
    return plan


def _new_plan(source: ActionPlan, organisation: Organisation, shift: YearShift, title: str) -> ActionPlan:
    plan = ActionPlan(
        organisation=organisation,
        fiscal_year=shift.next_year,
        kind=source.kind,
        title=title or shift.text(source.title),
        printed_organisation=source.printed_organisation if organisation == source.organisation else "",
        starts_on=source.starts_on and shift.day(source.starts_on),
        ends_on=source.ends_on and shift.day(source.ends_on),
        copied_from=source,
    )
    plan.full_clean()
    plan.save()
    return plan


@transaction.atomic
def bring_in(*, by: User | None, plan: ActionPlan, activity: Activity) -> Activity:
    """A row of the plan that this one was copied from, once more: out of the bin, else shifted and new.

    It stands at the end of its heading, in the table of the rows beside it. Raises ValidationError where
    no table of the plan could hold it.
    """
    copies = Activity.everything.filter(part__plan=plan, part__deleted_at=None, copied_from=activity)
    known = copies.select_related("part__plan").order_by("deleted_at").first()
    if known is not None:
        if known.deleted_at:
            restore_rows(by=by, part=known.part, activities=[known])
        return known
    part = _part_for(plan, activity)
    shift = YearShift(activity.part.plan.fiscal_year, plan.fiscal_year - activity.part.plan.fiscal_year)
    row = shift.row(rows.row_of(activity), layout_for(activity.part.layout))
    heading, rest = deepest_heading(part, row.headings)
    (new,) = add_rows(by=by, part=part, heading=heading, rows=[replace(row, headings=rest)])
    new.copied_from = activity
    new.save(update_fields=["copied_from"])
    if plan.organisation_id == activity.part.plan.organisation_id:
        carry_reporters(activity.part.plan, {activity.pk: new})
        carry_lessons(by=by, source=activity.part.plan, copies={activity.pk: new})
    return new


def _part_for(plan: ActionPlan, activity: Activity) -> PlanPart:
    """The table of the rows copied from beside the activity, else the first of the same layout."""
    own = plan.parts.filter(rows_of=None, layout=activity.part.layout)
    beside = own.filter(activities__copied_from__part=activity.part).first()
    part = beside or own.filter(title=activity.part.title).first() or own.first()
    if part is None:
        layout = layout_for(activity.part.layout)
        raise ValidationError(f"แผนนี้ไม่มี{layout.name} โปรดเพิ่มตารางก่อน แล้วนำรายการเข้าอีกครั้ง")
    return part


class _Copy:
    """One kind of things after the other; each finds what it hangs on by the key of what was copied."""

    def __init__(self, by: User | None, source: ActionPlan, plan: ActionPlan, shift: YearShift) -> None:
        self.by, self.source, self.plan, self.shift = by, source, plan, shift
        self.new_charters: dict[int | None, Charter] = {}
        self.new_parts: dict[int | None, PlanPart] = {}
        self.new_headings: dict[int | None, Heading] = {}
        self.new_activities: dict[int, Activity] = {}
        self.lessons = 0

    @property
    def counts(self) -> dict[str, int]:
        """For the trail; of lessons only where there were any."""
        counts = {"parts": len(self.new_parts), "activities": len(self.new_activities)}
        return counts | ({"lessons": self.lessons} if self.lessons else {})

    def facts(self) -> None:
        """Objectives, goals and charters. The plans above keep their names and years: they are others'."""
        text = self.shift.text
        _stored({one.pk: self._own(one, text=text(one.text)) for one in self.source.statements.all()})
        _stored({one.pk: self._own(one) for one in self.source.higher_plans.all()})
        self.new_charters = _stored({one.pk: self._charter(one) for one in self.source.charters.all()})

    def _charter(self, charter: Charter) -> Charter:
        shifted = {name: self.shift.text(getattr(charter, name)) for name in ("title", "sequence", "output")}
        return self._own(charter, **shifted)

    def sections(self) -> None:
        """The narrative of the plan and of its charters, with its pictures."""
        new = _stored({section.pk: self._section(section) for section in self.source.sections.all()})
        pictures = self.source.pictures.all()
        _stored(
            {
                picture.pk: self._own(
                    picture,
                    section=new[picture.section_id],
                    caption=self.shift.text(picture.caption),
                    created_by=self.by,
                )
                for picture in pictures
            }
        )

    def _section(self, section: PlanSection) -> PlanSection:
        return self._own(
            section,
            title=self.shift.text(section.title),
            html=self.shift.html(section.html),
            charter=self.new_charters.get(section.charter_id),
        )

    def parts(self) -> None:
        """The tables, with how they print."""
        found = list(self.source.parts.all())
        self.new_parts = _stored({part.pk: self._part(part) for part in found})
        shown = [part for part in found if part.rows_of_id in self.new_parts]
        for part in shown:
            self.new_parts[part.pk].rows_of = self.new_parts[part.rows_of_id]
        PlanPart.objects.bulk_update([self.new_parts[part.pk] for part in shown], ["rows_of"])

    def _part(self, part: PlanPart) -> PlanPart:
        text = self.shift.text
        columns = [
            column | {"header": [text(words) for words in column["header"]]} for column in part.columns or ()
        ]
        return self._own(
            part,
            title=text(part.title),
            lines=[text(line) for line in part.lines],
            notes=[text(note) for note in part.notes],
            columns=columns or None,
            charter=self.new_charters.get(part.charter_id),
            rows_of=None,
        )

    def headings(self) -> None:
        """The headings of all tables, level by level: each needs the key of the one above it."""
        below: dict[int | None, list[Heading]] = defaultdict(list)
        for heading in Heading.objects.filter(part__in=list(self.new_parts)):
            below[heading.parent_id].append(heading)
        level = below[None]
        while level:
            self.new_headings |= _stored({heading.pk: self._heading(heading) for heading in level})
            level = [child for heading in level for child in below[heading.pk]]

    def _heading(self, heading: Heading) -> Heading:
        return _fresh(
            heading,
            part=self.new_parts[heading.part_id],
            parent=self.new_headings.get(heading.parent_id),
            text=self.shift.text(heading.text),
        )

    def activities(self) -> None:
        """The rows that print, with all that belongs to them."""
        known = {row.id: row for part in rows.contents(self.source).parts for row in part.rows if row.id}
        found = Activity.objects.filter(part__in=list(self.new_parts)).prefetch_related("owners")
        sources = [activity for activity in found if activity.pk in known]
        made = [
            self._activity(activity, known[activity.pk], place)
            for place, activity in enumerate(sources, start=1)
        ]
        Activity.objects.bulk_create([activity for activity, _ in made])
        create_belongings(made, ("indicators", "cells", "cost_lines"))
        ActivityOwner.objects.bulk_create(
            owner
            for source, (new, row) in zip(sources, made, strict=True)
            for owner in self._owners(source, new, row)
        )
        self.new_activities = {source.pk: new for source, (new, _) in zip(sources, made, strict=True)}

    def experience(self) -> None:
        """Within an organisation: who reports, and what the year taught."""
        if self.plan.organisation_id == self.source.organisation_id:
            carry_reporters(self.source, self.new_activities)
            of_rows = carry_lessons(by=self.by, source=self.source, copies=self.new_activities)
            self.lessons = of_rows + carry_lessons_of_rounds(by=self.by, source=self.source, plan=self.plan)

    def _activity(self, source: Activity, known: Row, place: int) -> tuple[Activity, Row]:
        part = self.new_parts[source.part_id]
        row = self.shift.row(known, layout_for(part.layout))
        heading = self.new_headings.get(source.heading_id)
        new = Activity(part=part, heading=heading, position=source.position, copied_from=source)
        set_checked(new, row, place)
        return new, row

    def _owners(self, source: Activity, new: Activity, row: Row) -> Iterable[ActivityOwner]:
        """Within an organisation the owners stay the units and people that they are known to be."""
        same = self.plan.organisation_id == self.source.organisation_id
        for owner, text in zip(source.owners.all(), row.owners, strict=True):
            links = {"organisation_id": owner.organisation_id, "user_id": owner.user_id} if same else {}
            yield ActivityOwner(activity=new, position=owner.position, text=text, **links)

    def _own(self, item: Model, **changed: Any) -> Model:
        return _fresh(item, plan=self.plan, **changed)


def _fresh(item: Model, **changed: Any) -> Model:
    """The item as a new, unsaved one: what was changed, without its version and history."""
    fields = [field for field in item._meta.concrete_fields if field.name not in _LEFT_BEHIND | set(changed)]
    return type(item)(**{field.attname: getattr(item, field.attname) for field in fields}, **changed)


def _stored(new: dict[Any, Model]) -> dict[Any, Model]:
    """Save all in one statement; the same mapping, from the keys of what was copied."""
    if new:
        type(next(iter(new.values())))._default_manager.bulk_create(new.values())
    return new
