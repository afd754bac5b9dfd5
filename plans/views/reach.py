"""Fetching what an address names: 404 for what the person may not see, 403 with the reason for the rest.

Each function also tells the page which organisation and year it is of.
"""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from organisations.access import Permission, require
from plans.models import ActionPlan, Activity, Heading, PlanPart, PlanSection


def plan(request: HttpRequest, pk: int) -> ActionPlan:
    """A plan that the person may see."""
    plans = ActionPlan.objects.visible_to(request.user).select_related("organisation")
    return _shown(request, get_object_or_404(plans, pk=pk))


def editable_plan(request: HttpRequest, pk: int) -> ActionPlan:
    """A plan that the person may see and change now."""
    return _editable(request, plan(request, pk))


def part(request: HttpRequest, pk: int) -> PlanPart:
    parts = PlanPart.objects.visible_to(request.user).select_related("plan__organisation")
    found = get_object_or_404(parts, pk=pk)
    _editable(request, found.plan)
    return found


def section(request: HttpRequest, pk: int) -> PlanSection:
    sections = PlanSection.objects.visible_to(request.user).select_related("plan__organisation")
    found = get_object_or_404(sections, pk=pk)
    _editable(request, found.plan)
    return found


def heading(request: HttpRequest, pk: int) -> Heading:
    headings = Heading.objects.visible_to(request.user).select_related("part__plan__organisation", "parent")
    found = get_object_or_404(headings, pk=pk)
    _editable(request, found.part.plan)
    return found


def activity(request: HttpRequest, pk: int) -> Activity:
    activities = Activity.objects.visible_to(request.user)
    found = get_object_or_404(activities.select_related("part__plan__organisation", "heading"), pk=pk)
    _editable(request, found.part.plan)
    return found


def _editable(request: HttpRequest, found: ActionPlan) -> ActionPlan:
    require(request.user, Permission.PLAN_EDIT, found)
    return _shown(request, found)


def _shown(request: HttpRequest, found: ActionPlan) -> ActionPlan:
    request.current_organisation = found.organisation  # type: ignore[attr-defined]
    request.current_year = found.fiscal_year  # type: ignore[attr-defined]
    return found
