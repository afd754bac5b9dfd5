"""The tables of a plan: adding, settings, order, automatic numbers, the bin."""

from dataclasses import asdict, replace
from types import EllipsisType

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from organisations.services.errors import StaleError
from plans import rows
from plans.forms.part import NewPartForm, PartForm, SignatureForms
from plans.forms.part_columns import ColumnForms, chosen_columns, chosen_empty, column_rows
from plans.models import PlanPart
from plans.services import parts
from plans.views import reach
from plans.views.answers import refuse, step
from plans.views.editor import editor_url, editor_url_of
from plans.views.letters import MOST_OFFERED, known_letters
from plans.views.previews import layout_cards
from plans.views.request import PlanRequest

STALE = "มีผู้แก้ไขการตั้งค่าของตารางนี้ก่อนท่าน โปรดตรวจสอบข้อความของท่านแล้วบันทึกอีกครั้งหากต้องการใช้แทน"


@require_http_methods(["GET", "HEAD", "POST"])
def part_new(request: PlanRequest, pk: int) -> HttpResponse:
    """One more table at the end of the plan."""
    plan = reach.editable_plan(request, pk)
    form = NewPartForm(request.POST or None)
    if form.is_valid():
        part = parts.add_part(by=request.user, plan=plan, **form.cleaned_data)
        messages.success(request, "เพิ่มตารางแล้ว")
        return redirect(editor_url(part))
    context = {"form": form, "plan": plan, "cards": layout_cards(form["layout"], plan.fiscal_year)}
    return render(request, "plans/part_new.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def part_edit(request: PlanRequest, pk: int) -> HttpResponse:
    """What stands around the table, its columns and how it prints."""
    part = reach.part(request, pk)
    settings = PartSettings(request, part)
    if request.method == "POST" and settings.is_valid():
        try:
            settings.save()
        except StaleError:
            settings.begin_again()
        except ValidationError as error:
            refuse(settings.form, error)
        else:
            messages.success(request, "บันทึกการตั้งค่าตารางแล้ว")
            return redirect(editor_url(part))
    context = {"settings": settings, "form": settings.form, "part": part, "plan": part.plan}
    context["cancel_url"] = editor_url(part)
    return render(request, "plans/part_edit.html", context, status=422 if settings.form.is_bound else 200)


@require_POST
def part_move(request: PlanRequest, pk: int) -> HttpResponse:
    """One place up or down in the plan."""
    part = reach.part(request, pk)
    parts.move_part(by=request.user, part=part, step=step(request))
    messages.success(request, "ย้ายตารางแล้ว")
    return redirect(editor_url(part))


@require_POST
def part_renumber(request: PlanRequest, pk: int) -> HttpResponse:
    """Automatic numbers for every activity of the table."""
    part = reach.part(request, pk)
    count = parts.renumber_part(by=request.user, part=part)
    words = f"ใช้เลขอัตโนมัติแล้ว {count} แถว" if count else "ทุกแถวใช้เลขอัตโนมัติอยู่แล้ว"
    messages.success(request, words)
    return redirect(editor_url(part))


@require_POST
def part_delete(request: PlanRequest, pk: int) -> HttpResponse:
    """Into the bin with its rows; the message offers to take it back."""
    part = reach.part(request, pk)
    parts.bin_part(by=request.user, part=part)
    messages.success(request, "ลบตารางแล้ว", extra_tags=reverse("plans:part-restore", args=[part.pk]))
    return redirect(editor_url_of(part.plan))


@require_POST
def part_restore(request: PlanRequest, pk: int) -> HttpResponse:
    """Back from the bin."""
    binned = PlanPart.everything.visible_to(request.user).exclude(deleted_at=None)
    part = get_object_or_404(binned.select_related("plan__organisation"), pk=pk)
    parts.restore_part(by=request.user, part=part)
    messages.success(request, "นำตารางกลับคืนแล้ว")
    return redirect(editor_url(part))


class PartSettings:
    """The three forms of a table's settings as one."""

    def __init__(self, request: PlanRequest, part: PlanPart) -> None:
        self.user, self.part = request.user, part
        self.content = content = rows.of(part)
        data = request.POST if request.method == "POST" else None
        self.sources = {source.pk: source for source in parts.sources_for(part)}
        self.form = PartForm(
            data,
            content=content,
            version=part.version,
            sources=[(pk, f"แสดงแถวของ “{source}”") for pk, source in self.sources.items()],
            source=part.rows_of_id or 0,
            letters=list(known_letters(request.user, part.plan)[:MOST_OFFERED]),
        )
        signatures = [asdict(signature) for signature in content.signatures]
        self.signatures = SignatureForms(data, initial=signatures, prefix="signatures")
        self.columns = ColumnForms(data, initial=column_rows(content), prefix="columns")

    def is_valid(self) -> bool:
        if len(self.columns.forms) != len(column_rows(self.content)):
            self.begin_again()
            return False
        return all([self.form.is_valid(), self.signatures.is_valid(), self.columns.is_valid()])

    def save(self) -> None:
        signatures = [signer for form in self.signatures if (signer := form.signature())]
        typed = [form.cleaned_data for form in self.columns]
        options = self.form.options()
        parts.update_part(
            by=self.user,
            part=self.part,
            base_version=self.form.cleaned_data["base_version"],
            title=self.form.cleaned_data["title"].strip(),
            lines=self.form.lines_above(),
            notes=self.form.notes_below(),
            signatures=signatures,
            options=replace(options, empty=chosen_empty(self.content, typed, options.empty)),
            columns=chosen_columns(self.content, typed, options),
            rows_of=self._rows_of(),
        )

    def _rows_of(self) -> PlanPart | EllipsisType | None:
        """The table whose rows are to be shown, None for its own; what was not asked stays."""
        if "rows_of" not in self.form.fields:
            return ...
        source = self.form.source()
        return self.sources[source] if source else None

    def begin_again(self) -> None:
        """Somebody was faster: what was typed stays in the form, which now begins from the table as it is."""
        self.part.refresh_from_db(fields=["version"])
        self.form.begin_again(self.part.version, STALE)
