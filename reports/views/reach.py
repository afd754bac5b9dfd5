"""Fetching what an address names: 404 for what the person may not see, 403 with the reason for the rest."""

from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404

from ita_portal.render.kinds import DocumentKind, UnknownDocumentError, kind_for
from organisations.access import Permission, require
from organisations.models import Organisation
from organisations.requests import SignedInRequest
from plans.models import ActionPlan
from reports.models import DocumentTemplate


def visible_plan(request: SignedInRequest, pk: int) -> ActionPlan:
    """A plan that the person may see; the page is of its organisation and year."""
    plans = ActionPlan.objects.visible_to(request.user)
    plan = get_object_or_404(plans.select_related("organisation", "call_answer__call"), pk=pk)
    shown: Any = request
    shown.current_organisation, shown.current_year = plan.organisation, plan.fiscal_year
    return plan


def editable_plan(request: SignedInRequest, pk: int) -> ActionPlan:
    """A plan that the person may see and change now."""
    plan = visible_plan(request, pk)
    require(request.user, Permission.PLAN_EDIT, plan)
    return plan


def kind(key: str) -> DocumentKind:
    """The kind of document of that key."""
    try:
        return kind_for(key)
    except UnknownDocumentError:
        raise Http404 from None


def template(request: SignedInRequest, pk: int) -> DocumentTemplate:
    """A template that the person may see and change."""
    templates = DocumentTemplate.objects.visible_to(request.user).select_related("organisation")
    found: DocumentTemplate = get_object_or_404(templates, pk=pk)
    require(request.user, Permission.TEMPLATE_EDIT, found)
    return found


def organisation_with_marks(request: SignedInRequest, pk: int) -> Organisation:
    """An organisation that the person may see, and whose marks the person may change."""
    found: Organisation = get_object_or_404(Organisation.objects.visible_to(request.user), pk=pk)
    require(request.user, Permission.TEMPLATE_EDIT, found)
    return found
