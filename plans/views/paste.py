"""Rows from a table that was copied elsewhere: pasted, looked over, taken in."""

from dataclasses import dataclass, replace
from functools import cached_property
from itertools import takewhile
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from ita_portal.tables.build import columns_shown
from ita_portal.tables.content import PartContent
from ita_portal.tables.layout import Column
from ita_portal.tables.rows import Row
from organisations.requests import asked_id
from plans.forms.paste import ColumnsForm, PasteForm
from plans.models import Activity, PlanPart
from plans.reading.clipboard import Pasted
from plans.reading.headers import Headers, Target, find_headers, targets
from plans.reading.rows import Reading, read_rows
from plans.services.bulk import add_rows
from plans.views import reach
from plans.views.answers import refuse
from plans.views.editor import editor_url
from plans.views.pasted import MOST_LINES, MOST_NOTICES, preview_lines, preview_notices
from plans.views.request import PlanRequest
from plans.views.table import EditorTable
from plans.views.table_answers import changed_part

GONE = "แถวหรือหัวข้อที่เลือกไว้ถูกลบไปแล้ว โปรดเลือกตำแหน่งใหม่"


@require_http_methods(["GET", "HEAD", "POST"])
def rows_paste(request: PlanRequest, pk: int) -> HttpResponse:
    """The text to paste; then how it was read; then, in one act, its rows in the table."""
    part = reach.part(request, pk)
    paste = Paste(request, part)
    if request.method != "POST" or not paste.form.is_valid():
        return paste.show(status=422 if paste.form.is_bound else 200)
    if request.POST.get("step") == "edit":
        return paste.show()
    if request.POST.get("step") != "write":
        return paste.show(preview=True)
    try:
        added = paste.write()
    except ValidationError as error:
        refuse(paste.form, error)
        return paste.show(preview=True, status=422)
    return changed_part(request, part, f"นำเข้าแล้ว {len(added)} แถว", added[0])


@dataclass
class Paste:
    """What was pasted for a part, and how it is read with what was chosen for its columns and lines."""

    request: PlanRequest
    part: PlanPart

    @cached_property
    def table(self) -> EditorTable:
        return EditorTable(self.part, self.request.user)

    @cached_property
    def form(self) -> PasteForm:
        data = self.request.POST if self.request.method == "POST" else None
        place = {"place": self.request.GET.get("place", "")}
        rows = [row for row in self.table.content.rows if not row.placeholder]
        return PasteForm(data, headings=self.table.heading_choices, rows=rows, initial=place)

    @cached_property
    def pasted(self) -> Pasted:
        assert self.form.pasted  # noqa: S101 (only forms that are valid come here)
        return self.form.pasted

    @cached_property
    def columns(self) -> list[Column]:
        return columns_shown(self.table.content)

    @cached_property
    def known(self) -> list[Target]:
        return targets(self.table.layout, self.columns, self.table.content.fiscal_year)

    @cached_property
    def columns_form(self) -> ColumnsForm:
        return ColumnsForm(
            self.request.POST, headers=find_headers(self.pasted.grid, self.known), known=self.known
        )

    @cached_property
    def headers(self) -> Headers:
        return self.columns_form.headers.with_fields(self.columns_form.chosen())

    @cached_property
    def left(self) -> frozenset[int]:
        """The lines that are not to be taken in."""
        return frozenset(asked_id(line) - 1 for line in self.request.POST.getlist("leave"))

    @cached_property
    def reading(self) -> Reading:
        return read_rows(
            self.pasted.grid,
            self.headers,
            layout=self.table.layout,
            columns=self.columns,
            fiscal_year=self.table.content.fiscal_year,
            left=self.left,
        )

    def write(self) -> list[Activity]:
        """Raises ValidationError for what cannot be stored, for no rows, and for a place that is gone."""
        if not self.reading.rows:
            raise ValidationError("ไม่มีแถวที่จะนำเข้า โปรดตรวจสอบว่าเลือกคอลัมน์ชื่อกิจกรรมถูกต้อง")
        place, owner = self.form.chosen_place, self.part.row_owner
        rows = [read.row for read in self.reading.rows]
        heading_pk, heading, after = place.heading, None, None
        if place.row is not None:
            after = _found(owner.activities.filter(pk=place.row).select_related("heading").first())
        elif heading_pk is None:
            heading_pk, rows = _going_on(rows, self.table.content)
        if heading_pk is not None:
            heading = _found(owner.headings.filter(pk=heading_pk).first())
        return add_rows(by=self.request.user, part=owner, rows=rows, heading=heading, after=after)

    def show(self, *, preview: bool = False, status: int = 200) -> HttpResponse:
        context: dict[str, Any] = {"form": self.form, "part": self.part, "plan": self.part.plan}
        context |= {"back_url": editor_url(self.part), "layout": self.table.layout, "page_wide": preview}
        if preview:
            if not any(read.row.headings for read in self.reading.rows):
                self.form.propose(self.request.POST.get("near", ""))
            context |= self._preview()
        page = "plans/paste_preview.html" if preview else "plans/paste.html"
        return render(self.request, page, context, status=status)

    def _preview(self) -> dict[str, Any]:
        grid, reading = self.pasted.grid, self.reading
        notices = preview_notices(self.headers, reading)
        by_column = {column.column: column for column in self.headers.columns}
        selects = [by_column.get(column) for column in range(grid.width)]
        return {
            "selects": [self.columns_form.select(column) if column else "" for column in selects],
            "lines": preview_lines(grid, reading, self.left, self.table.content.fiscal_year),
            "line_count": len(reading.lines),
            "more_lines": max(0, len(reading.lines) - MOST_LINES),
            "row_count": len(reading.rows),
            "notices": notices[:MOST_NOTICES],
            "notice_count": len(notices),
            "more_notices": max(0, len(notices) - MOST_NOTICES),
            "about_all": self.pasted.notices,
            "has_header": bool(self.headers.rows),
        }


def _going_on(rows: list[Row], content: PartContent) -> tuple[int | None, list[Row]]:
    """The heading at the table's end under which the rows go on, and the rows without what is above them.

    Rows without headings go on under the last one, because rows under none stand at the top. Headings that
    all rows share with the end of the table are not made again.
    """
    last = content.rows[-1] if content.rows else Row()
    if not any(row.headings for row in rows):
        return (last.heading_ids[-1] if last.heading_ids else None), rows
    levels = zip(last.headings, *(row.headings for row in rows), strict=False)
    shared = sum(1 for _ in takewhile(lambda words: len(set(words)) == 1, levels))
    kept = [replace(row, headings=row.headings[shared:]) for row in rows]
    return (last.heading_ids[shared - 1] if shared else None), kept


def _found(place: Any) -> Any:
    if place is None:
        raise ValidationError({"place": GONE})
    return place
