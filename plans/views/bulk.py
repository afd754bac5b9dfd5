"""Changing or deleting many rows at once: chosen in the table, seen beforehand, done in one act."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from ita_portal.tables.build import columns_shown
from ita_portal.tables.labels import LABELS
from ita_portal.tables.rows import Row
from ita_portal.tables.tree import block_of
from organisations.requests import asked_id
from organisations.services.errors import StaleError
from plans import rows
from plans.forms import row_texts
from plans.forms.bulk import CHANGED, BulkForm
from plans.models import Activity, Heading, PlanPart
from plans.services import bulk
from plans.views import reach
from plans.views.answers import refuse
from plans.views.editor import editor_url
from plans.views.request import PlanRequest
from plans.views.table import EditorTable
from plans.views.table_answers import changed_part

STALE = "มีผู้แก้ไขแถวที่เลือกระหว่างที่ท่านตรวจทาน โปรดตรวจทานอีกครั้ง"


@dataclass(frozen=True)
class RowChange:
    """What becomes of one chosen row: (label, before, after) of every field that changes."""

    activity: Activity
    row: Row
    heading: Heading | None
    differences: list[tuple[str, str, str]]


@dataclass
class ChosenRows:
    """The rows that somebody ticked in a part, in the order in which they print."""

    request: PlanRequest
    part: PlanPart

    @cached_property
    def table(self) -> EditorTable:
        return EditorTable(self.part, self.request.user)

    @cached_property
    def rows(self) -> list[Row]:
        chosen = {asked_id(pk) for pk in self.request.POST.getlist("rows")}
        return [row for row in self.table.content.rows if row.id in chosen]

    @cached_property
    def activities(self) -> dict[int, Activity]:
        ids = [row.id for row in self.rows if row.id]
        return {found.pk: found for found in rows.activities_with_headings(self.part.row_owner, ids)}

    def form(self) -> BulkForm:
        """Filled in where it was sent; else empty."""
        sent = self.request.POST if "step" in self.request.POST else None
        fields = {column.field for column in columns_shown(self.table.content)}
        return BulkForm(sent, fields=fields, headings=self.table.heading_choices)

    def changes(self, form: BulkForm) -> list[RowChange]:
        """What the form makes of every chosen row that is not so already."""
        heading = (
            self._headings.filter(pk=asked_id(form.cleaned_data["heading"])).first() if form.moves else None
        )
        found = []
        for row in self.rows:
            activity = self.activities[row.id or 0]
            made = form.made_row(row, self.table.content.fiscal_year)
            to = heading if form.moves else activity.heading
            if differences := _differences(row, made, activity.heading, to):
                found.append(RowChange(activity, made, to, differences))
        return found

    @property
    def _headings(self) -> QuerySet[Heading]:
        return self.part.row_owner.headings.all()

    def with_those_below(self) -> list[Activity]:
        """The chosen activities and all that stands under them, none twice."""
        found: dict[int, Activity] = {}
        for activity in self.activities.values():
            siblings = self.part.row_owner.activities.filter(heading=activity.heading)
            block = block_of(list(siblings.order_by("position", "pk")), activity)
            found |= {other.pk: other for other in block}
        return list(found.values())

    def page(self, template: str, *, status: int = 200, **context: Any) -> HttpResponse:
        context |= {
            "part": self.part,
            "plan": self.part.plan,
            "chosen": self,
            "back_url": editor_url(self.part),
        }
        return render(self.request, template, context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def rows_change(request: PlanRequest, pk: int) -> HttpResponse:
    """Choose rows, say what is to change, see what would, and do it."""
    chosen = ChosenRows(request, reach.part(request, pk))
    if not chosen.rows:
        status = 422 if request.method == "POST" else 200
        return chosen.page("plans/bulk_choose.html", status=status, is_empty=status == 422)
    if request.POST.get("act") == "delete":
        return _deleted(request, chosen)
    form = chosen.form()
    if not form.is_valid():
        return chosen.page("plans/bulk.html", status=422 if form.is_bound else 200, form=form)
    changes = chosen.changes(form)
    if not changes:
        form.add_error(None, "แถวที่เลือกเป็นไปตามนี้อยู่แล้ว จึงไม่มีสิ่งที่ต้องเปลี่ยน")
        return chosen.page("plans/bulk.html", status=422, form=form)
    if request.POST["step"] != "apply":
        shown = changes if request.POST["step"] == "preview" else None
        return chosen.page("plans/bulk.html", form=form, changes=shown)
    return _changed(request, chosen, form, changes)


def _changed(
    request: PlanRequest, chosen: ChosenRows, form: BulkForm, changes: list[RowChange]
) -> HttpResponse:
    seen = dict(pair.split("-", 1) for pair in request.POST.getlist("seen") if "-" in pair)
    writes = [
        bulk.Change(
            change.activity,
            change.row,
            heading=change.heading if form.moves else bulk.UNCHANGED,
            base_version=asked_id(seen.get(str(change.activity.pk), "")),
        )
        for change in changes
    ]
    try:
        bulk.change_rows(by=request.user, part=chosen.part.row_owner, changes=writes)
    except (StaleError, ValidationError) as error:
        refuse(form, ValidationError(STALE) if isinstance(error, StaleError) else error)
        return chosen.page(
            "plans/bulk.html",
            status=409 if isinstance(error, StaleError) else 422,
            form=form,
            changes=changes,
        )
    return changed_part(request, chosen.part, f"แก้ไขแล้ว {len(writes)} แถว")


def _deleted(request: PlanRequest, chosen: ChosenRows) -> HttpResponse:
    activities = chosen.with_those_below()
    if request.POST.get("step") != "apply":
        return chosen.page("plans/bulk_delete.html", activities=activities)
    try:
        bulk.bin_rows(by=request.user, part=chosen.part.row_owner, activities=activities)
    except StaleError:
        return chosen.page("plans/bulk_delete.html", status=409, activities=activities, stale=STALE)
    return changed_part(request, chosen.part, f"ลบแล้ว {len(activities)} แถว")


def _differences(
    row: Row, made: Row, heading: Heading | None, to: Heading | None
) -> list[tuple[str, str, str]]:
    before, after = row_texts.texts_of(row), row_texts.texts_of(made)
    before |= {"heading": heading.text if heading else "", "level": str(row.level or "")}
    after |= {"heading": to.text if to else "", "level": str(made.level or "")}
    moved = heading != to
    return [
        (LABELS[name], before[name], after[name])
        for name in CHANGED
        if before[name] != after[name] or (name == "heading" and moved)
    ]
