"""Fetching what an address names: 404 for what the person may not see, 403 with the reason for the rest.

Each function also tells the page which organisation and year it is of.
"""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from organisations.access import Denied, Permission, check, require
from organisations.models import User
from organisations.requests import asked_id
from plans import rows
from plans.models import ActionPlan, Activity, Charter, Heading, PlanPart, PlanPicture, PlanSection
from plans.services.errors import ClosedPlanError
from plans.views.request import PlanRequest


def plan(request: PlanRequest, pk: int) -> ActionPlan:
    """A plan that the person may see."""
    plans = ActionPlan.objects.visible_to(request.user).select_related(
        "organisation", "monitoring", "call_answer__call__plan__organisation"
    )
    return shown(request, get_object_or_404(plans, pk=pk))


def past(request: PlanRequest, pk: int) -> ActionPlan:
    """A plan whose past the person may read."""
    found = plan(request, pk)
    if not may_see_past(request.user, found):
        require(request.user, Permission.TRAIL_VIEW, found)
    return found


def may_see_past(user: User, found: ActionPlan) -> bool:
    """Whether the person keeps watch over the trail, or may write the plan in whatever state it is."""
    if check(user, Permission.TRAIL_VIEW, found):
        return True
    answer = check(user, Permission.PLAN_EDIT, found)
    return not isinstance(answer, Denied) or answer.reason == found.refusal(Permission.PLAN_EDIT)


def editable_plan(request: PlanRequest, pk: int) -> ActionPlan:
    """A plan that the person may see and change now."""
    return _editable(request, plan(request, pk))


def part(request: PlanRequest, pk: int) -> PlanPart:
    parts = PlanPart.objects.visible_to(request.user).select_related("plan__organisation", "rows_of")
    found = get_object_or_404(parts, pk=pk)
    _editable(request, found.plan)
    return found


def section(request: PlanRequest, pk: int) -> PlanSection:
    sections = PlanSection.objects.visible_to(request.user).select_related("plan__organisation", "charter")
    found = get_object_or_404(sections, pk=pk)
    _editable(request, found.plan)
    return found


def charter(request: PlanRequest, pk: int) -> Charter:
    charters = Charter.objects.visible_to(request.user).select_related("plan__organisation")
    found: Charter = get_object_or_404(charters, pk=pk)
    _editable(request, found.plan)
    return found


def picture(request: PlanRequest, pk: int) -> PlanPicture:
    found = visible_picture(request, pk)
    _editable(request, found.plan)
    return found


def visible_picture(request: PlanRequest, pk: int) -> PlanPicture:
    """A picture of a plan that the person may see."""
    pictures = PlanPicture.objects.visible_to(request.user).select_related("plan__organisation", "section")
    found: PlanPicture = get_object_or_404(pictures, pk=pk)
    return found


def heading(request: PlanRequest, pk: int) -> Heading:
    headings = Heading.objects.visible_to(request.user).select_related("part__plan__organisation", "parent")
    found = get_object_or_404(headings, pk=pk)
    _editable(request, found.part.plan)
    return found


def whole_activity(request: PlanRequest, pk: int) -> Activity:
    """An activity with all that belongs to it and the headings over it, read once for a form and its save."""
    activities = Activity.objects.visible_to(request.user).prefetch_related(*rows.BELONGINGS)
    found = get_object_or_404(activities.select_related("part__plan__organisation", "heading__parent"), pk=pk)
    _editable(request, found.part.plan)
    return found


def activity(request: PlanRequest, pk: int) -> Activity:
    activities = Activity.objects.visible_to(request.user)
    found = get_object_or_404(activities.select_related("part__plan__organisation", "heading"), pk=pk)
    _editable(request, found.part.plan)
    return found


def readable_activity(request: PlanRequest, pk: int) -> Activity:
    """An activity of a plan that the person may see."""
    activities = Activity.objects.visible_to(request.user)
    found = get_object_or_404(activities.select_related("part__plan__organisation", "heading"), pk=pk)
    shown(request, found.part.plan)
    return found


def shown_part(request: PlanRequest, activity: Activity) -> PlanPart:
    """The table in whose layout the row is shown: the one that the address names, else its own.

    404 where the named one does not show the row.
    """
    named = request.GET.get("part", "")
    if not named or asked_id(named) == activity.part_id:
        return activity.part
    plan = activity.part.plan
    shown = get_object_or_404(plan.parts.filter(rows_of=activity.part_id), pk=asked_id(named))
    shown.plan, shown.rows_of = plan, activity.part
    return shown


def _editable(request: PlanRequest, found: ActionPlan) -> ActionPlan:
    answer = check(request.user, Permission.PLAN_EDIT, found)
    if isinstance(answer, Denied):
        if answer.reason == found.refusal(Permission.PLAN_EDIT):
            raise ClosedPlanError(found, answer.reason)
        raise PermissionDenied(answer.reason)
    return shown(request, found)


def shown(request: PlanRequest, found: ActionPlan) -> ActionPlan:
    """The plan, whose organisation and year the page is of."""
    request.current_organisation = found.organisation
    request.current_year = found.fiscal_year
    return found
