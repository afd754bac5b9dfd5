"""The lines of a request to adjust: rows chosen from the plan's tables, and the form of each."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ita_portal.render.html import part_html
from ita_portal.tables.build import build
from ita_portal.tables.from_json import row_from_json
from ita_portal.tables.rows import Row
from organisations.access import Permission, require
from organisations.requests import asked_id
from organisations.services.errors import StaleError
from plans import rows
from plans.adjusting import block_under, is_stale
from plans.forms.adjusting import LineForm, LineReasonForm, proposed
from plans.models import ActionPlan, Activity, Adjustment, AdjustmentLine, Heading, PlanPart
from plans.services import adjustment_lines as services
from plans.views import reach
from plans.views.adjustment_tools import CorrectionTools, LineTools
from plans.views.adjustments import crumbs, open_adjustment
from plans.views.answers import refuse
from plans.views.request import PlanRequest

Kind = AdjustmentLine.Kind
TITLES = {Kind.CHANGE: "ขอปรับ", Kind.ADD: "ขอเพิ่ม", Kind.REMOVE: "ขอยกเลิก"}
CHANGED = "รายการนี้มีการเปลี่ยนแปลงหลังจากท่านเปิดหน้านี้ โปรดตรวจสอบข้อความเดิม แล้วบันทึกอีกครั้ง"


@require_safe
def adjustment_rows(request: PlanRequest, pk: int) -> HttpResponse:
    """One of the plan's tables, with what may be asked at each row."""
    adjustment = open_adjustment(request, pk)
    title = "เลือกรายการที่ขอปรับ"
    way = crumbs(adjustment.plan, (str(adjustment), adjustment.get_absolute_url()), here=title)
    tools = partial(LineTools, adjustment)
    context = {"adjustment": adjustment, "title": title, "crumbs": way}
    return rows_page(request, adjustment.plan, tools, "ขอปรับ", context)


def rows_page(
    request: PlanRequest,
    plan: ActionPlan,
    tools_of: Callable[[PlanPart], LineTools | CorrectionTools],
    label: str,
    context: dict[str, Any],
) -> HttpResponse:
    """The table that the address names, else the first, with tools at its lines."""
    parts = list(plan.parts.filter(rows_of=None))
    named = asked_id(request.GET.get("part", ""))
    part = next((part for part in parts if part.pk == named), parts[0] if parts else None)
    if part:
        part.plan = plan
        context["html"] = part_html(build(rows.of(part)), row_tools=tools_of(part).at, tools_label=label)
    context |= {"plan": plan, "parts": parts, "part": part}
    return render(request, "plans/adjustment_rows.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def adjustment_line_change(request: PlanRequest, pk: int, row: int) -> HttpResponse:
    """Ask for another content of a row; the line that is there already is led to."""
    adjustment = open_adjustment(request, pk)
    if known := adjustment.lines.filter(activity=row).first():
        return redirect("plans:adjustment-line", pk=known.pk)
    return _answer(OpenLine(request, adjustment, Kind.CHANGE, activity=_activity(request, adjustment, row)))


@require_http_methods(["GET", "HEAD", "POST"])
def adjustment_line_remove(request: PlanRequest, pk: int, row: int) -> HttpResponse:
    """Ask for a row to go, with all that stands under it."""
    adjustment = open_adjustment(request, pk)
    return _answer(OpenLine(request, adjustment, Kind.REMOVE, activity=_activity(request, adjustment, row)))


@require_http_methods(["GET", "HEAD", "POST"])
def adjustment_line_add(request: PlanRequest, pk: int, part: int) -> HttpResponse:
    """Ask for a new row, under the heading or behind the row that the address names."""
    adjustment = open_adjustment(request, pk)
    own = get_object_or_404(adjustment.plan.parts.filter(rows_of=None), pk=part)
    after = _chosen(own.activities.select_related("heading"), request.GET.get("after", ""))
    heading = after.heading if after else _chosen(own.headings, request.GET.get("heading", ""))
    return _answer(OpenLine(request, adjustment, Kind.ADD, new_in=own, heading=heading, after=after))


@require_http_methods(["GET", "HEAD", "POST"])
def adjustment_line(request: PlanRequest, pk: int) -> HttpResponse:
    """A line as it was written, to be written anew."""
    line = _line(request, pk)
    activity = None
    if line.activity_id:
        if not Activity.objects.visible_to(request.user).filter(pk=line.activity_id).exists():
            messages.warning(request, "รายการนี้ไม่มีในแผนแล้ว โปรดนำออกจากคำขอ")
            return redirect(line.adjustment)
        activity = _activity(request, line.adjustment, line.activity_id)
    kind, part = Kind(line.kind), line.part
    return _answer(
        OpenLine(request, line.adjustment, kind, activity, part, line.heading, line.after_row, line)
    )


@require_POST
def adjustment_line_drop(request: PlanRequest, pk: int) -> HttpResponse:
    """Out of the request; the row stays as it is."""
    line = _line(request, pk)
    services.drop_line(by=request.user, line=line)
    messages.success(request, "นำรายการออกจากคำขอแล้ว")
    return redirect(line.adjustment)


@dataclass
class OpenLine:
    """A line opened for writing; ``line`` is None for a new one, ``activity`` for a row to be added."""

    request: PlanRequest
    adjustment: Adjustment
    kind: AdjustmentLine.Kind
    activity: Activity | None = None
    new_in: PlanPart | None = None
    heading: Heading | None = None
    after: Activity | None = None
    line: AdjustmentLine | None = None

    @property
    def part(self) -> PlanPart:
        part = self.activity.part if self.activity else self.new_in
        assert part  # noqa: S101 (a line has a row, or a table to put one into)
        part.plan = self.adjustment.plan
        return part

    @property
    def is_stale(self) -> bool:
        return bool(self.line and is_stale(self.line))

    @property
    def before(self) -> Row | None:
        return rows.row_of(self.activity) if self.activity else None

    @property
    def versions(self) -> dict[str, int]:
        """From which versions the form begins; 0 for what is not there yet."""
        return {
            "base_version": self.line.version if self.line else 0,
            "row_version": self.activity.version if self.activity else 0,
        }

    def form(self, data: QueryDict | None) -> LineForm | LineReasonForm:
        necessity = self.line.reason if self.line else ""
        if self.kind == Kind.REMOVE:
            return LineReasonForm(data, initial=self.versions | {"necessity": necessity})
        return LineForm(
            data,
            content=rows.frame_of(self.part),
            row=self._proposed(),
            version=self.versions["base_version"],
            before=self.before,
            row_version=self.versions["row_version"],
            necessity=necessity,
        )

    def _proposed(self) -> Row:
        before = self.before
        if self.line is None:
            return before or Row()
        if before is None:
            return row_from_json(self.line.after or {})
        return proposed(self.line, before, rows.frame_of(self.part))

    def save(self, form: LineForm | LineReasonForm) -> None:
        values = form.cleaned_data
        given: dict[str, Any] = {"by": self.request.user, "reason": values["necessity"]}
        if isinstance(form, LineForm):
            given["row"] = form.made_row()
        if self.activity or self.line:
            given["row_version"] = values["row_version"]
        if self.line:
            given = {"row": None} | given
            services.rewrite_line(line=self.line, base_version=values["base_version"], **given)
        elif self.activity:
            ask = services.ask_to_remove if self.kind == Kind.REMOVE else services.ask_to_change
            ask(adjustment=self.adjustment, activity=self.activity, **given)
        else:
            given |= {"part": self.part, "heading": self.heading, "after": self.after}
            services.ask_to_add(adjustment=self.adjustment, **given)

    def show(self, form: LineForm | LineReasonForm, status: int = 200) -> HttpResponse:
        title = f"{TITLES[self.kind]}{self.part.row_word}"
        request = (str(self.adjustment), self.adjustment.get_absolute_url())
        context: dict[str, Any] = {
            "form": form,
            "open_line": self,
            "title": title,
            "row": self.before,
            "under": block_under(self.activity)[1:] if self.kind == Kind.REMOVE and self.activity else [],
            "crumbs": crumbs(self.adjustment.plan, request, here=title),
            "cancel_url": self.adjustment.get_absolute_url(),
        }
        template = "adjustment_remove" if self.kind == Kind.REMOVE else "adjustment_line"
        return render(self.request, f"plans/{template}.html", context, status=status)

    def begun_again(self) -> "OpenLine":
        """The same from the row and the line as they are now; what was typed is in the request."""
        line = _line(self.request, self.line.pk) if self.line else None
        activity = _activity(self.request, self.adjustment, self.activity.pk) if self.activity else None
        return replace(self, line=line, activity=activity)


def _answer(open_line: OpenLine) -> HttpResponse:
    request = open_line.request
    form = open_line.form(request.POST if request.method == "POST" else None)
    if not form.is_bound:
        return open_line.show(form)
    if form.is_valid():
        try:
            open_line.save(form)
        except StaleError:
            return _overtaken(open_line.begun_again())
        except ValidationError as error:
            refuse(form, error)
        else:
            messages.success(request, "บันทึกรายการในคำขอแล้ว")
            return redirect(open_line.adjustment)
    return open_line.show(form, 422)


def _overtaken(open_line: OpenLine) -> HttpResponse:
    """What was typed, beside the row as somebody else has left it."""
    data = open_line.request.POST.copy()
    for name, version in open_line.versions.items():
        data[name] = str(version)
    form = open_line.form(data)
    form.add_error(None, CHANGED)
    return open_line.show(form, 409)


def _line(request: PlanRequest, pk: int) -> AdjustmentLine:
    """A line of a request that the person may change now."""
    lines = AdjustmentLine.objects.visible_to(request.user).select_related(
        "adjustment__plan__organisation", "part", "heading", "activity", "after_row"
    )
    line: AdjustmentLine = get_object_or_404(lines, pk=pk)
    reach.shown(request, line.adjustment.plan)
    require(request.user, Permission.PLAN_SUBMIT, line.adjustment)
    return line


def _activity(request: PlanRequest, adjustment: Adjustment, pk: int) -> Activity:
    """A row of the plan with what belongs to it; 404 for any other."""
    found = Activity.objects.visible_to(request.user).filter(part__plan=adjustment.plan)
    found = found.select_related("part", "heading__parent").prefetch_related(*rows.BELONGINGS)
    return get_object_or_404(found, pk=pk)


def _chosen(found: Any, asked: str) -> Any:
    """The one that the address names, None where it names none; 404 for one that is not there."""
    return get_object_or_404(found, pk=asked_id(asked)) if asked else None
