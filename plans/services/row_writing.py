"""What the writers of rows share: a Row into stored objects, checked, and its snapshot for the trail."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models

from ita_portal.tables.row_json import row_to_json
from ita_portal.tables.rows import Row
from plans import rows
from plans.models import ActionPlan, Activity, CallAnswer, Heading, PlanPart, PlanVersion

NO_HEADING = "ไม่พบหัวข้อนี้ในตาราง โปรดเลือกใหม่"
_KINDS: tuple[type[models.Model], ...] = (
    ActionPlan,
    PlanPart,
    Heading,
    Activity,
    CallAnswer,
    PlanVersion,
    *rows.BELONGINGS.values(),
)
# Keys are ours, not the row's; cleaning one is a query for every row.
_KEYS = {field.name for field in Activity._meta.concrete_fields if field.is_relation}


def snapshot(activity: Activity, row: Row) -> dict[str, Any]:
    """The activity in the contract's JSON, with its place and its version."""
    return snapshot_under(activity, replace(row, headings=rows.headings_over(activity)))


def snapshot_under(activity: Activity, row: Row) -> dict[str, Any]:
    """The same, where the row has its headings already."""
    place = {"heading_id": activity.heading_id, "position": activity.position, "version": activity.version}
    return row_to_json(row) | place


def changed_belongings(row: Row, known: Row) -> list[str]:
    """Which kinds of what belongs to a row differ from those it has."""
    changed = {
        "owners": row.owners != known.owners,
        "indicators": row.indicators != known.indicators,
        "cells": (row.quarters, row.months) != (known.quarters, known.months),
        "cost_lines": row.cost_lines != known.cost_lines,
    }
    return [name for name, differs in changed.items() if differs]


def check_belongings(name: str, objects: Iterable[Any]) -> None:
    """Raise ValidationError, under the name of the form's field, for what the columns cannot hold.

    ``bulk_create`` asks nobody, and SQLite stores a number so long that it can never be read again.
    """
    for item in objects:
        try:
            item.clean_fields(exclude={"activity"})
        except ValidationError as error:
            raise ValidationError({_field_of(name, item): error.messages}) from None


def check_row(part: PlanPart, row: Row) -> None:
    """Raise ValidationError, under the names of fields, for what could not be stored in the table."""
    activity = Activity(part=part)
    try:
        rows.set_fields(activity, row)
    except ValueError as error:  # a month that no calendar has
        raise ValidationError(str(error)) from None
    activity.full_clean(exclude=_KEYS)
    for name, objects in rows.belongings(activity, row).items():
        check_belongings(name, objects)


def _field_of(name: str, item: Any) -> str:
    if name == "cells":
        return f"{item.span}_{item.number}"
    return f"indicator_{item.aspect}" if name == "indicators" else name


def _kind_of(field: str) -> str:
    """The kind of belonging, or the column, that a form's field is of."""
    kind = field.partition("_")[0]
    return {"indicator": "indicators", "quarter": "cells", "month": "cells"}.get(kind, field)


def own_heading(part: PlanPart, heading: Heading | None) -> Heading | None:
    """The heading, if it is one of the part's and in use; raises ValidationError for any other."""
    if heading is not None and not part.headings.filter(pk=heading.pk).exists():
        raise ValidationError({"heading": NO_HEADING})
    return heading


# Many at once


def made_activity(part: PlanPart, heading: Heading | None, position: int, row: Row, place: int) -> Activity:
    """A new, unsaved activity with the row's values; ``place`` (from 1) is named where they are refused."""
    activity = Activity(part=part, heading=heading, position=position)
    set_checked(activity, row, place)
    return activity


def set_checked(activity: Activity, row: Row, place: int) -> None:
    """Put the row's values into the activity; raises ValidationError that names the row's place."""
    with said_of_row(place):
        try:
            rows.set_fields(activity, row)
        except ValueError as error:  # a month that no calendar has
            raise ValidationError(str(error)) from None
        activity.clean_fields(exclude=_KEYS)


def create_belongings(
    made: Iterable[tuple[Activity, Row]], kinds: Iterable[str] = tuple(rows.BELONGINGS)
) -> None:
    """What belongs to the activities, kind by kind, in a statement for each."""
    kinds = list(kinds)
    found: dict[str, list[models.Model]] = {name: [] for name in kinds}
    for place, (activity, row) in enumerate(made, start=1):
        with said_of_row(place):
            for name, objects in rows.belongings(activity, row).items():
                if name in found:
                    check_belongings(name, objects)
                    found[name] += objects
    for name in kinds:
        rows.BELONGINGS[name]._default_manager.bulk_create(found[name])


@contextmanager
def said_of_row(place: int) -> Iterator[None]:
    """Put the row's place in its table, and the field where one is known, before what is wrong with it."""
    try:
        yield
    except ValidationError as error:
        raise ValidationError([f"แถวที่ {place}{words}" for words in _with_fields(error)]) from None


def _with_fields(error: ValidationError) -> Iterator[str]:
    by_field = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
    labels = {field.name: str(field.verbose_name) for field in Activity._meta.concrete_fields}
    labels |= {name: str(model._meta.verbose_name) for name, model in rows.BELONGINGS.items()}
    for name, messages in by_field.items():
        field = f" {labels[kind]}" if (kind := _kind_of(name)) in labels else ""
        yield from (f"{field}: {words}" for words in messages)


@contextmanager
def rules_said() -> Iterator[None]:
    """A constraint that the database names becomes its Thai message: asking each, row by row, takes minutes.

    Stands around the transaction, which is broken by then.
    """
    try:
        yield
    except IntegrityError as error:
        raise ValidationError(_broken_rule(error)) from None


def _broken_rule(error: IntegrityError) -> str:
    for rule in (rule for kind in _KINDS for rule in kind._meta.constraints):
        if rule.name in str(error):
            return str(rule.violation_error_message)
    raise error


class OpenedHeadings:
    """A part's headings, made while its rows are read in the order in which they print.

    What is left does not open again: a heading that comes once more, a heading above after one of its
    own, and rows under none after rows under one (a heading without words) are new, so that the rows
    come out in the order in which they came in. With ``below``, all of them stand under that heading.
    """

    def __init__(self, part: PlanPart, below: Heading | None = None) -> None:
        self.part, self.below = part, below
        self.open: list[Heading] = []
        self.made: list[Heading] = []
        last = part.headings.filter(parent=below).order_by("position").last()
        self.count = last.position if last else 0
        self.is_new = True

    def at(self, path: tuple[str, ...]) -> Heading | None:
        """The heading of that path, open still or made now; for rows before any heading ``below``."""
        if not path and not self.is_new:
            path = ("",)
        same = 0
        while same < min(len(path), len(self.open)) and self.open[same].text == path[same]:
            same += 1
        if same == len(path) < len(self.open):
            same -= 1
        del self.open[same:]
        for text in path[len(self.open) :]:
            self.open.append(self._make(text))
        return self.open[-1] if self.open else self.below

    def _make(self, text: str) -> Heading:
        self.count += 1
        self.is_new = False
        parent = self.open[-1] if self.open else self.below
        heading = Heading(part=self.part, parent=parent, text=text, position=self.count)
        heading.clean_fields(exclude=["text"] if not text else None)
        heading.save()
        self.made.append(heading)
        return heading
