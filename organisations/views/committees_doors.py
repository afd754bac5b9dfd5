"""What the pages of committees share: finding one behind the door, the way to it, asking before an act."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from organisations.access import Permission, require
from organisations.models import Committee, CommitteeMember, CommitteeOrder
from organisations.requests import SignedInRequest

Crumbs = list[dict[str, str]]


def visible_committee(request: SignedInRequest, pk: int) -> Committee:
    """A committee that the person may see, with its orders; the page is of its organisation."""
    committees = Committee.objects.visible_to(request.user).select_related("organisation", "created_by")
    committee = get_object_or_404(committees.prefetch_related("orders"), pk=pk)
    request.current_organisation = committee.organisation  # type: ignore[attr-defined]
    return committee


def editable_committee(request: SignedInRequest, pk: int) -> Committee:
    """A committee that the person may see and change."""
    committee = visible_committee(request, pk)
    require(request.user, Permission.COMMITTEE_EDIT, committee)
    return committee


def editable_order(request: SignedInRequest, pk: int) -> CommitteeOrder:
    """An order about a committee that the person may see and change."""
    return _of_committee(request, CommitteeOrder.objects.visible_to(request.user), pk)


def editable_member(request: SignedInRequest, pk: int) -> CommitteeMember:
    """A member of a committee that the person may see and change."""
    return _of_committee(request, CommitteeMember.objects.visible_to(request.user), pk)


def _of_committee(request: SignedInRequest, parts: Any, pk: int) -> Any:
    part = get_object_or_404(parts.select_related("committee__organisation"), pk=pk)
    request.current_organisation = part.committee.organisation  # type: ignore[attr-defined]
    require(request.user, Permission.COMMITTEE_EDIT, part.committee)
    return part


def list_url(committee: Committee | None = None) -> str:
    """The list of committees; with one, that of its organisation and year."""
    url = reverse("organisations:committee-list")
    if committee is None:
        return url
    query = {"organisation": committee.organisation.code, "year": committee.first_fiscal_year}
    return f"{url}?{urlencode(query)}"


def to_list(here: str) -> Crumbs:
    """The way from the list to a page of it."""
    return [{"label": "คณะกรรมการ", "url": list_url()}, {"label": here}]


def crumbs(committee: Committee, here: str = "") -> Crumbs:
    """The way from the list to the committee, and to a page of it."""
    register = {"label": "คณะกรรมการ", "url": list_url(committee)}
    name = committee.name if len(committee.name) <= 60 else f"{committee.name[:60]}…"
    if not here:
        return [register, {"label": name}]
    return [register, {"label": name, "url": committee.get_absolute_url()}, {"label": here}]


def asked(
    request: SignedInRequest,
    committee: Committee,
    act: Callable[[], Any],
    *,
    title: str,
    text: str,
    done: str,
    then: str = "",
) -> HttpResponse:
    """Ask before something is taken away, and on the answer do it; what forbids it is said on the page."""
    here = committee.get_absolute_url()
    if request.method != "POST":
        context = {"title": title, "text": text, "danger": True, "confirm_label": "ลบ", "cancel_url": here}
        return render(request, "confirm.html", context)
    try:
        act()
    except ValidationError as error:
        for message in error.messages:
            messages.error(request, message)
        return redirect(here)
    messages.success(request, done)
    return redirect(then or here)
