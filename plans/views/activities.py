"""Adding, editing, moving and deleting activities: in the table with htmx, on pages of their own without."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.views.decorators.http import require_http_methods, require_POST
from django_htmx.http import reswap, retarget, trigger_client_event

from ita_portal.tables.rows import Row
from organisations.services.drafts import drop_draft, keep_draft
from organisations.services.errors import StaleError
from plans.forms import conflict, row_texts
from plans.forms.activity import ActivityForm
from plans.forms.fields import REMOVED
from plans.models import Activity, Heading, PlanPart
from plans.services import activities
from plans.views import reach
from plans.views.answers import refuse
from plans.views.last_act import last_act
from plans.views.open_row import DRAFT_FORM, OpenRow, clock, typed_data
from plans.views.request import PlanRequest
from plans.views.table import EditorTable
from plans.views.table_answers import answer_overtaken, changed_part, part_fragment

GO_ON = "go_on"  # the button that saves a row and opens the next


@require_http_methods(["GET", "HEAD", "POST"])
def activity_edit(request: PlanRequest, pk: int) -> HttpResponse:
    """The form of one activity: in place of its row for htmx, else a page."""
    activity = reach.whole_activity(request, pk)
    row = OpenRow(request, reach.shown_part(request, activity), activity)
    if request.method != "POST":
        return row.show(row.form())
    current = row.row
    form = row.form(conflict.with_choices(request.POST, row_texts.texts_of(current)))
    if not form.is_valid():
        return row.show(form, status=422)
    if not conflict.is_answered(request.POST):
        return row.show(form, status=409, current=current)
    try:
        _save(row, form, current)
    except StaleError:
        return row.show(form, status=409, current=current)
    except ValidationError as error:
        refuse(form, error)
        return row.show(form, status=422)
    return _saved(row, form)


@require_http_methods(["GET", "HEAD", "POST"])
def activity_new(request: PlanRequest, pk: int) -> HttpResponse:
    """A new activity under the heading or behind the activity that the address names."""
    part = reach.part(request, pk)
    row = OpenRow.new(request, part)
    form = row.form(request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        return row.show(form, status=422 if form.is_bound else 200)
    try:
        added = activities.add_activity(
            by=request.user,
            part=part.row_owner,
            heading=row.heading,
            row=form.made_row(),
            after=row.after,
            token=form.cleaned_data["token"],
        )
    except ValidationError as error:
        refuse(form, error)
        return row.show(form, status=422)
    drop_draft(by=request.user, form=DRAFT_FORM, key=row.draft_key)
    if GO_ON in request.POST:
        return _next_row(request, part, added)
    words = f"เพิ่ม{part.row_word}แล้ว"
    words = f"{words} {REMOVED}" if form.removed_characters else words
    return changed_part(request, part, words, added)


@require_POST
def activity_draft(request: PlanRequest, pk: int) -> HttpResponse:
    """Keep what was typed so far."""
    activity = reach.activity(request, pk)
    return _keep(OpenRow(request, reach.shown_part(request, activity), activity))


@require_POST
def activity_new_draft(request: PlanRequest, pk: int) -> HttpResponse:
    return _keep(OpenRow.new(request, reach.part(request, pk)))


@require_POST
def activity_draft_drop(request: PlanRequest, pk: int) -> HttpResponse:
    """Put the draft aside; the row shows as it is stored."""
    activity = reach.activity(request, pk)
    row = OpenRow(request, reach.shown_part(request, activity), activity)
    drop_draft(by=request.user, form=DRAFT_FORM, key=row.draft_key)
    if row.wide:
        messages.success(request, "ละทิ้งร่างแล้ว")
        return redirect(row.edit_url)
    if "again" in request.POST:
        return row.show(row.form())
    return HttpResponse(row.table.row_html(activity.pk))


@require_POST
def activity_new_draft_drop(request: PlanRequest, pk: int) -> HttpResponse:
    part = reach.part(request, pk)
    row = OpenRow.new(request, part)
    drop_draft(by=request.user, form=DRAFT_FORM, key=row.draft_key)
    if row.wide:
        return redirect(row.editor_url)
    return retarget(reswap(part_fragment(request, part), "outerHTML"), "#part")


@require_POST
@answer_overtaken
def activity_duplicate(request: PlanRequest, pk: int) -> HttpResponse:
    activity = reach.activity(request, pk)
    copy = activities.duplicate_activity(by=request.user, activity=activity)
    return changed_part(request, reach.shown_part(request, activity), "ทำสำเนาแถวแล้ว", copy)


@require_POST
@answer_overtaken
def activity_delete(request: PlanRequest, pk: int) -> HttpResponse:
    """Into the bin; the answer offers to undo it."""
    activity = reach.activity(request, pk)
    activities.bin_activity(by=request.user, activity=activity)
    return changed_part(request, reach.shown_part(request, activity), "ลบแถวแล้ว")


# Answers


def _save(row: OpenRow, form: ActivityForm, current: Row) -> None:
    """Write what was typed; where nobody else touched these texts, a newer version is no conflict."""
    activity, base_version = row.activity, form.cleaned_data["base_version"]
    assert activity  # noqa: S101 (only stored rows come here)
    if all(difference.choice == conflict.MINE for difference in form.differences(current)):
        base_version = activity.version
    heading = activity.heading
    if form.chooses_heading:
        heading = _heading(row.part.row_owner, form.cleaned_data["heading"])
    activities.save_activity(
        by=row.request.user,
        activity=activity,
        row=form.made_row(),
        heading=heading,
        base_version=base_version,
        reason=form.cleaned_data.get("change_reason", ""),
    )
    drop_draft(by=row.request.user, form=DRAFT_FORM, key=row.draft_key)


def _saved(row: OpenRow, form: ActivityForm) -> HttpResponse:
    """The stored row in place of the form, or without htmx the editor at that row."""
    if GO_ON in row.request.POST and row.activity:
        return _next_row(row.request, row.part, row.activity)
    if row.wide:
        messages.success(row.request, f"บันทึกแล้ว {REMOVED}" if form.removed_characters else "บันทึกแล้ว")
        return redirect(row.editor_url)
    table = EditorTable(row.part, row.request.user, only=form.made_row())
    context = {"last_act": last_act(row.request.user, row.part.plan), "oob": True}
    undo = render_to_string("plans/undo_button.html", context, request=row.request)
    # Beside a table row no form can stand, but a template can.
    answer = HttpResponse(f"{table.row_html(row.pk)}<template>{undo}</template>")
    trigger_client_event(answer, "save-status", {"state": "saved", "at": clock()})
    return trigger_client_event(answer, "row-changed", {"row": row.pk}, after="settle")


def _next_row(request: PlanRequest, part: PlanPart, activity: Activity) -> HttpResponse:
    """A new row open behind the one that was saved: a plan is written row after row."""
    row = OpenRow(request, part, heading=activity.heading, after=activity)
    if row.wide:
        messages.success(request, "บันทึกแล้ว")
        return redirect(row.edit_url)
    answer = part_fragment(
        request,
        part,
        html=row.part_html(row.form()),
        toast="บันทึกแล้ว",
        last_act=last_act(request.user, part.plan),
    )
    trigger_client_event(answer, "save-status", {"state": "saved", "at": clock()})
    return retarget(reswap(answer, "outerHTML"), "#part")


def _keep(row: OpenRow) -> HttpResponse:
    """The time at which the draft was kept, and how budget and period are understood so far."""
    form = row.form(row.request.POST)
    version = row.request.POST.get("base_version", "")
    try:
        data = typed_data(form)
    except ValueError as error:
        return JsonResponse({"error": str(error)}, status=413)
    keep_draft(
        by=row.request.user,
        form=DRAFT_FORM,
        key=row.draft_key,
        data=data,
        base_version=int(version) if version.isascii() and version.isdecimal() and len(version) < 10 else 0,
    )
    said = {
        key: words and {"words": words.words, "doubtful": words.doubtful}
        for key, words in form.understood().items()
    }
    return JsonResponse({"at": clock(), "understood": said})


def _heading(part: PlanPart, pk: int | None) -> Heading | None:
    return part.headings.filter(pk=pk).first() if pk else None
