"""A resolution of a meeting becomes an activity of a plan."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from organisations.access import Permission, require
from organisations.models import Resolution
from organisations.pages.outcome import carried_out
from plans.forms.resolutions import PlaceForm
from plans.models import ActionPlan, Heading, PlanPart
from plans.querysets import activity_layouts
from plans.services.opening import Ground
from plans.services.resolutions import activity_from_resolution
from plans.views.request import PlanRequest


@require_http_methods(["GET", "HEAD", "POST"])
def resolution_activity(request: PlanRequest, pk: int) -> HttpResponse:
    """Where in the plans of the committee's organisation that can be changed it is to stand."""
    seen = Resolution.objects.visible_to(request.user)
    related = ("meeting__committee__organisation", "agenda_item", "unit", "user")
    resolution: Resolution = get_object_or_404(seen.select_related(*related), pk=pk)
    request.current_organisation = resolution.organisation
    require(request.user, Permission.PLAN_EDIT, resolution.organisation)
    form = _form(request, resolution)
    if activity := carried_out(form, lambda: _made(request, resolution, form)):
        messages.success(request, "เพิ่มกิจกรรมในแผนแล้ว โปรดตรวจสอบรายละเอียดของกิจกรรม")
        plan = activity.part.plan_id
        return redirect(
            f"{reverse('plans:plan-editor', args=[plan])}?part={activity.part_id}#row-{activity.pk}"
        )
    context = {"form": form, "resolution": resolution}
    return render(request, "plans/resolution_activity.html", context, status=422 if form.errors else 200)


def _form(request: PlanRequest, resolution: Resolution) -> PlaceForm:
    plans = ActionPlan.objects.visible_to(request.user, Permission.PLAN_EDIT).filter(
        organisation=resolution.organisation, state__in=Ground.EDITING.value
    )
    parts = PlanPart.objects.visible_to(request.user).filter(
        plan__in=plans, rows_of=None, layout__in=activity_layouts()
    )
    ordered = parts.select_related("plan__organisation").order_by(
        "-plan__fiscal_year", "plan", "position", "pk"
    )
    headings = Heading.objects.visible_to(request.user).filter(part__in=parts)
    data = request.POST if request.method == "POST" else None
    return PlaceForm(data, parts=ordered, headings=headings)


def _made(request: PlanRequest, resolution: Resolution, form: PlaceForm) -> object:
    part, heading = form.chosen
    return activity_from_resolution(by=request.user, resolution=resolution, part=part, heading=heading)
