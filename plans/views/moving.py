"""Moving activities: up and down, in and out of a level, under a heading, to where they were dropped."""

from itertools import takewhile

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods, require_POST

from ita_portal.tables.tree import block_of, depth_of
from organisations.requests import asked_id
from plans.forms.narrative import PlaceForm
from plans.models import Activity, Heading
from plans.services import activities
from plans.views import reach
from plans.views.answers import step
from plans.views.editor import editor_url
from plans.views.request import PlanRequest
from plans.views.table import EditorTable
from plans.views.table_answers import answer_overtaken, changed_part


@require_POST
@answer_overtaken
def activity_move(request: PlanRequest, pk: int) -> HttpResponse:
    """One place up or down; from the edge of a heading into the next."""
    activity = reach.activity(request, pk)
    activities.move_activity(by=request.user, activity=activity, step=step(request))
    return changed_part(request, reach.shown_part(request, activity), "ย้ายแถวแล้ว", activity)


@require_POST
@answer_overtaken
def activity_indent(request: PlanRequest, pk: int) -> HttpResponse:
    """One level deeper or higher, with all that stands under it."""
    activity = reach.activity(request, pk)
    moved = activities.indent_activity(by=request.user, activity=activity, step=step(request))
    words = "เปลี่ยนระดับแล้ว" if moved else "แถวนี้เปลี่ยนระดับไปกว่านี้ไม่ได้"
    return changed_part(request, reach.shown_part(request, activity), words, activity)


@require_http_methods(["GET", "HEAD", "POST"])
@answer_overtaken
def activity_place(request: PlanRequest, pk: int) -> HttpResponse:
    """To the end of another heading of the same table."""
    activity = reach.activity(request, pk)
    table = EditorTable(activity.part, request.user)
    initial = {"heading": activity.heading_id or ""}
    form = PlaceForm(request.POST or None, headings=table.heading_choices, initial=initial)
    if request.method != "POST" or not form.is_valid():
        context = {"form": form, "activity": activity, "cancel_url": editor_url(activity.part)}
        return render(request, "plans/activity_place.html", context, status=422 if form.is_bound else 200)
    heading = activity.part.headings.filter(pk__in=[form.cleaned_data["heading"]]).first()
    last = activity.part.activities.filter(heading=heading).exclude(pk=pk).order_by("position", "pk").last()
    activities.place_activity(by=request.user, activity=activity, heading=heading, after=last)
    return changed_part(request, reach.shown_part(request, activity), "ย้ายแถวแล้ว", activity)


@require_POST
@answer_overtaken
def activity_drop(request: PlanRequest, pk: int) -> HttpResponse:
    """Before or behind another row of the table, to the beginning of a heading, or to the table's."""
    activity = reach.activity(request, pk)
    heading, after = _dropped_at(request, activity)
    activities.place_activity(by=request.user, activity=activity, heading=heading, after=after)
    return changed_part(request, reach.shown_part(request, activity), "ย้ายแถวแล้ว", activity)


def _dropped_at(request: PlanRequest, activity: Activity) -> tuple[Heading | None, Activity | None]:
    """The heading, and the row there behind which the activity is to stand; 404 for any other place."""
    place = next((name for name in ("before", "after", "heading") if name in request.POST), "")
    if not place:
        return None, None
    pk = asked_id(request.POST[place])
    if place == "heading":
        return get_object_or_404(activity.part.headings, pk=pk), None
    row = get_object_or_404(activity.part.activities.select_related("heading"), pk=pk)
    siblings = list(activity.part.activities.filter(heading=row.heading).order_by("position", "pk"))
    at = siblings.index(row) + (place == "after")
    moving = block_of(siblings, activity) if activity in siblings else []
    above = [sibling for sibling in siblings[:at] if sibling not in moving]
    # What stands deeper below that place belongs to the rows above it, not to the one that is dropped.
    below = [sibling for sibling in siblings[at:] if sibling not in moving]
    above += takewhile(lambda other: depth_of(other) > depth_of(activity), below if above else [])
    return row.heading, above[-1] if above else None
