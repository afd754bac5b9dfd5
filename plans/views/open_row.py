"""An activity opened for typing: where it stands, its form with the draft that waits, and its pages."""

import json
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from ita_portal.render.text import printable
from ita_portal.tables.build import HEADING_FIELD
from ita_portal.tables.rows import Row
from organisations.models import AuditEntry, Draft
from organisations.requests import asked_id
from organisations.services.drafts import MAX_CHARACTERS
from plans import rows
from plans.forms.activity import ActivityForm
from plans.forms.conflict import ASKED, Difference
from plans.models import Activity, Heading, PlanPart
from plans.views.request import PlanRequest
from plans.views.row_tools import shown_in
from plans.views.table import NEW_ROW, EditorTable

DRAFT_FORM = "activity"
_UNLISTED = ("heading", "change_reason")  # fields of the page of its own that belong to no column


@dataclass
class OpenRow:
    """One activity of a part, or with no ``activity`` a new one under ``heading`` behind ``after``."""

    request: PlanRequest
    part: PlanPart
    activity: Activity | None = None
    heading: Heading | None = None
    after: Activity | None = None

    @classmethod
    def new(cls, request: PlanRequest, part: PlanPart) -> "OpenRow":
        """A new activity at the place that the address names; 404 for a place in another table."""
        owner = part.row_owner
        after = _chosen(owner.activities.select_related("heading"), request.GET.get("after", ""))
        heading = after.heading if after else _chosen(owner.headings, request.GET.get("heading", ""))
        return cls(request, part, heading=heading, after=after)

    @property
    def pk(self) -> int:
        return self.activity.pk if self.activity else NEW_ROW

    @property
    def draft_key(self) -> str:
        if self.activity:
            return str(self.activity.pk)
        place = self.after or self.heading or self.part
        return f"new:{place._meta.model_name}:{place.pk}"

    @cached_property
    def table(self) -> EditorTable:
        if self.activity:
            return EditorTable(self.part, self.request.user, only=self.row)
        return EditorTable(self.part, self.request.user).with_new_row(
            self.heading.pk if self.heading else None, self.after.pk if self.after else None
        )

    @cached_property
    def row(self) -> Row:
        """The row as it was read for this request."""
        return rows.row_of(self.activity) if self.activity else self.table.row(NEW_ROW)

    @cached_property
    def draft(self) -> Draft | None:
        return self.request.user.drafts.filter(form=DRAFT_FORM, key=self.draft_key).first()

    @property
    def edit_url(self) -> str:
        return self._url("edit", "new")

    @property
    def draft_url(self) -> str:
        return self._url("draft", "new-draft")

    @property
    def drop_url(self) -> str:
        return self._url("draft-drop", "new-draft-drop")

    def _url(self, stored: str, new: str) -> str:
        if self.activity:
            return reverse(f"plans:activity-{stored}", args=[self.activity.pk]) + shown_in(self.part)
        place = self.after or self.heading
        query = f"?{'after' if self.after else 'heading'}={place.pk}" if place else ""
        return reverse(f"plans:activity-{new}", args=[self.part.pk]) + query

    @property
    def editor_url(self) -> str:
        """The editor at this row's table and, where there is one, at the row."""
        anchor = f"#row-{self.activity.pk}" if self.activity else ""
        return f"{reverse('plans:plan-editor', args=[self.part.plan_id])}?part={self.part.pk}{anchor}"

    @property
    def wide(self) -> bool:
        """Whether the form has a page of its own."""
        return not self.request.htmx

    def form(self, data: Any = None) -> ActivityForm:
        """The form as posted; or as stored, with the draft's texts over it."""
        draft: dict[str, Any] = {}
        if data is None and self.draft:
            draft = self.draft.data | {"base_version": self.draft.base_version if self.activity else 0}
        return ActivityForm(
            data,
            content=rows.frame_of(self.part),
            row=self.row,
            version=self.activity.version if self.activity else 0,
            headings=self.table.heading_choices if self.wide and self.activity else (),
            draft=draft,
            form_id="" if self.wide else f"row-form-{self.pk}",
            wide=self.wide,
        )

    # Answers

    def show(self, form: ActivityForm, *, status: int = 200, current: Row | None = None) -> HttpResponse:
        """The form as a page, or for htmx as the table's row (a new one with the table around it).

        ``current`` is the row that somebody else has written meanwhile: both texts are shown.
        """
        context: dict[str, Any] = {"open_row": self, "form": form, "plan": self.part.plan}
        context["differences"] = None
        if current:
            context |= self._conflict(form, current)
        if self.wide:
            return render(self.request, "plans/activity_form.html", context, status=status)
        if self.activity or status != 200:
            return HttpResponse(self._row_html(context), status=status)
        html = self.table.html_with(NEW_ROW, self._row_html(context))
        context = {"table": self.table, "part": self.part, "plan": self.part.plan, "html": html}
        return render(self.request, "plans/part.html", context)

    def part_html(self, form: ActivityForm) -> str:
        """The table with the new row open in it."""
        context = {"open_row": self, "form": form, "plan": self.part.plan, "differences": None}
        return self.table.html_with(NEW_ROW, self._row_html(context))

    def _row_html(self, context: dict[str, Any]) -> str:
        cells = self.table.line(self.pk).cells
        context["heading_cells"] = [cell for cell in cells if cell.field == HEADING_FIELD]
        context["width"] = len(cells) - len(context["heading_cells"]) + 1
        return render_to_string("plans/row_form.html", context, request=self.request)

    def _conflict(self, form: ActivityForm, current: Row) -> dict[str, Any]:
        """Both texts of what the other person touched, what is still to be chosen, and who it was."""
        differences = [difference for difference in form.differences(current) if difference.touched]
        asked_before = self.request.POST.getlist(ASKED)
        entries = AuditEntry.objects.visible_to(self.request.user)
        entries = entries.filter(object_type=Activity._meta.label_lower, object_id=self.pk)
        return {
            "differences": differences,
            "same_values": _same_values(form, differences),
            "unanswered": [d.key for d in differences if d.key in asked_before and not d.choice],
            "other_act": entries.select_related("person").first(),
        }


def _same_values(form: ActivityForm, differences: list[Difference]) -> list[tuple[str, Any]]:
    """What the page that asks about the differences carries on unasked."""
    asked = {difference.key for difference in differences}
    names = [field.name for field in form.typed_fields() if field.name not in asked]
    names += [name for name in _UNLISTED if name in form.fields]
    return [(name, form[name].data or "") for name in names]


def typed_data(form: ActivityForm) -> dict[str, Any]:
    """The fields as posted, valid or not: what a draft keeps. Raises ValueError when they are too long."""
    names = [field.name for field in form.typed_fields()]
    names += ["base", "token", *(name for name in _UNLISTED if name in form.fields)]
    # PostgreSQL's JSON cannot hold every character that a form can send.
    data = {name: printable(form[name].data or "") for name in names}
    if len(json.dumps(data, ensure_ascii=False)) > MAX_CHARACTERS:
        raise ValueError("ข้อความยาวเกินกว่าที่จะเก็บเป็นร่างได้ โปรดบันทึกหรือย่อข้อความ")
    return data


def clock() -> str:
    """Now, as the save status prints it."""
    return f"{timezone.localtime():%H.%M}"


def _chosen(queryset: Any, pk: str) -> Any:
    if not pk:
        return None
    return get_object_or_404(queryset, pk=asked_id(pk))
