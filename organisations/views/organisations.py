"""The organisation tree: list, page, add, edit, in and out of use."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Page
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from organisations.access import Permission, check, is_central, require, require_central
from organisations.forms.organisations import OrganisationFilter, OrganisationForm
from organisations.models import Membership, Organisation
from organisations.pages.form_page import form_page
from organisations.pages.lists import page_of
from organisations.pages.outcome import carried_out
from organisations.querysets import OrganisationQuerySet
from organisations.requests import SignedInRequest
from organisations.services.organisations import (
    create_organisation,
    may_close,
    set_organisation_active,
    update_organisation,
)
from organisations.views.facts import ORGANISATION_COLUMNS, PEOPLE_COLUMNS, organisation_facts

# Padding classes by depth below the highest of a page; deeper ones look like the last.
INDENTS = (0, 3, 4, 5)
NO_UNITS = {"icon": "building-2", "title": "ยังไม่มีหน่วยงานภายใน"}
NO_PEOPLE = {"icon": "users", "title": "ยังไม่มีผู้มีบทบาทในหน่วยงานนี้", "text": "เพิ่มผู้ใช้งานเพื่อให้เริ่มจัดทำแผนได้"}
NO_ORGANISATIONS = {
    "icon": "building-2",
    "title": "ยังไม่มีหน่วยงานที่ท่านดูได้",
    "text": "โปรดติดต่อผู้ดูแลระบบของหน่วยงานเพื่อขอสิทธิ์",
}
DEACTIVATION = [
    "บทบาทของผู้ใช้งานในหน่วยงานนี้จะหยุดมีผล",
    "หน่วยงานนี้จะไม่ปรากฏให้เลือกในแบบฟอร์ม",
    "แผนและข้อมูลเดิมยังอยู่ครบ และเปิดใช้งานใหม่ได้",
]


@require_safe
def organisation_list(request: SignedInRequest) -> HttpResponse:
    """The part of the tree that the person may see, in its order."""
    seen = Organisation.objects.visible_to(request.user)
    filters = OrganisationFilter(request.GET)
    conditions = filters.conditions()
    may_add = is_central(request.user)
    page = page_of(request, _found(seen, conditions).with_parent_name())
    if not conditions:
        _set_in(page)
    context = {
        "page": page,
        "columns": ORGANISATION_COLUMNS,
        "empty": NO_ORGANISATIONS,
        "filters": filters,
        "filtered": bool(conditions),
        "total": seen.count() if conditions else None,
        "actions": [_action("เพิ่มหน่วยงานระดับบนสุด", "organisation-create-root", icon="plus")]
        if may_add
        else [],
    }
    return render(request, "organisations/organisation_list.html", context)


@require_safe
def organisation_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """What is known of an organisation, its units, and its people for those who manage them."""
    organisation = _visible(request, pk)
    manages = bool(check(request.user, Permission.USER_MANAGE, organisation))
    people = Membership.objects.visible_to(request.user, Permission.USER_MANAGE)
    context = {
        "organisation": organisation,
        "facts": organisation_facts(organisation),
        "columns": ORGANISATION_COLUMNS,
        "people_columns": PEOPLE_COLUMNS,
        "no_units": NO_UNITS,
        "no_people": NO_PEOPLE,
        "crumbs": _crumbs(organisation),
        "units": Organisation.objects.visible_to(request.user).directly_below(organisation),
        "manages": manages,
        "people": people.filter(organisation=organisation).active().in_order() if manages else [],
        "actions": _actions(request, organisation),
        "add_url": _add_url(request, organisation),
    }
    return render(request, "organisations/organisation_detail.html", context)


@require_http_methods(["GET", "POST"])
def organisation_create_root(request: SignedInRequest) -> HttpResponse:
    """A ministry or another body that stands under nothing."""
    require_central(request.user)
    return _create(request, parent=None)


@require_http_methods(["GET", "POST"])
def organisation_create(request: SignedInRequest, pk: int) -> HttpResponse:
    """A unit of an organisation."""
    parent = _visible(request, pk)
    require(request.user, Permission.ORGANISATION_ADD, parent)
    return _create(request, parent=parent)


def _create(request: SignedInRequest, parent: Organisation | None) -> HttpResponse:
    form = OrganisationForm(request.POST or None)
    if request.method == "POST":
        added = carried_out(
            form,
            lambda: create_organisation(by=request.user, parent=parent, values=form.cleaned_data),
        )
        if added:
            messages.success(request, f"เพิ่ม{added.name}แล้ว")
            return redirect(added)
    return form_page(
        request,
        form,
        title="เพิ่มหน่วยงาน",
        lead=f"ภายใต้{parent.name}" if parent else "หน่วยงานระดับบนสุด",
        crumbs=[*_crumbs(parent, itself=True), {"label": "เพิ่มหน่วยงาน"}],
        submit="เพิ่มหน่วยงาน",
        cancel_url=parent.get_absolute_url() if parent else reverse("organisations:organisation-list"),
    )


@require_http_methods(["GET", "POST"])
def organisation_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Everything that is known of an organisation but its place."""
    organisation = _visible(request, pk)
    require(request.user, Permission.ORGANISATION_EDIT, organisation)
    crumbs = [*_crumbs(organisation, itself=True), {"label": "แก้ไข"}]
    form = OrganisationForm(request.POST or None, instance=organisation)
    if request.method == "POST" and carried_out(
        form,
        lambda: update_organisation(by=request.user, organisation=organisation, values=form.cleaned_data),
    ):
        messages.success(request, "บันทึกข้อมูลหน่วยงานแล้ว")
        return redirect("organisations:organisation-detail", pk)
    return form_page(
        request,
        form,
        title="แก้ไขข้อมูลหน่วยงาน",
        crumbs=crumbs,
        submit="บันทึก",
        cancel_url=reverse("organisations:organisation-detail", args=[pk]),
    )


@require_http_methods(["GET", "POST"])
def organisation_deactivate(request: SignedInRequest, pk: int) -> HttpResponse:
    """Ask, then take the organisation out of use."""
    organisation = _visible(request, pk)
    require(request.user, Permission.ORGANISATION_EDIT, organisation)
    if request.method == "POST":
        set_organisation_active(by=request.user, organisation=organisation, active=False)
        messages.success(request, f"ปิดการใช้งาน{organisation.name}แล้ว")
        return redirect(organisation)
    context = {"organisation": organisation, "consequences": DEACTIVATION}
    return render(request, "organisations/organisation_deactivate.html", context)


@require_POST
def organisation_activate(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take the organisation into use again."""
    organisation = _visible(request, pk)
    set_organisation_active(by=request.user, organisation=organisation, active=True)
    messages.success(request, f"เปิดใช้งาน{organisation.name}แล้ว")
    return redirect(organisation)


def _visible(request: SignedInRequest, pk: int) -> Organisation:
    return get_object_or_404(Organisation.objects.visible_to(request.user), pk=pk)


def _found(organisations: OrganisationQuerySet, conditions: dict[str, Any]) -> OrganisationQuerySet:
    if words := conditions.get("q"):
        organisations = organisations.search(words)
    if kind := conditions.get("kind"):
        organisations = organisations.filter(kind=kind)
    if status := conditions.get("status"):
        organisations = organisations.filter(is_active=status == "active")
    return organisations


def _crumbs(organisation: Organisation | None, itself: bool = False) -> list[dict[str, str]]:
    """The way down the tree; an organisation above the reader's reach answers 404, so it has no link."""
    crumbs = [{"label": "หน่วยงาน", "url": reverse("organisations:organisation-list")}]
    if organisation is not None:
        crumbs += [{"label": above.label} for above in organisation.above()]
        crumbs += [{"label": organisation.label, "url": organisation.get_absolute_url() if itself else ""}]
    return crumbs


def _set_in(page: Page[Organisation]) -> None:
    """Tell each how far its name is set in, as deep as it lies below the highest on the page."""
    top = min((organisation.depth for organisation in page), default=0)
    for organisation in page:
        organisation.indent = INDENTS[min(organisation.depth - top, len(INDENTS) - 1)]


def _add_url(request: SignedInRequest, organisation: Organisation) -> str:
    if not check(request.user, Permission.ORGANISATION_ADD, organisation):
        return ""
    return reverse("organisations:organisation-create", args=[organisation.pk])


def _actions(request: SignedInRequest, organisation: Organisation) -> list[dict[str, str]]:
    """What was written down year by year, and the acts that the person may do here."""
    actions = [_action("ข้อมูลรายปี", "year-list", organisation, icon="calendar-days")]
    actions.append(_action("ลำดับการพิจารณา", "chain-list", organisation, room="plans", icon="list-checks"))
    actions.append(_action("สำเนาที่ลงนาม", "scan-list", organisation, room="plans", icon="scan-line"))
    if check(request.user, Permission.TRAIL_VIEW, organisation):
        actions.append(_action("ประวัติการดำเนินการ", "trail", organisation, icon="history"))
    if check(request.user, Permission.ORGANISATION_EDIT, organisation):
        actions.append(_action("ช่องทางแจ้งเตือน", "webhook-list", organisation, icon="send"))
        actions.append(_action("แก้ไขข้อมูล", "organisation-edit", organisation, icon="pencil"))
        if may_close(request.user, organisation):
            actions.append(_action("ปิดการใช้งาน", "organisation-deactivate", organisation, kind="link"))
        elif not organisation.is_active:
            actions.append(_action("เปิดใช้งาน", "organisation-activate", organisation, method="post"))
    return actions


def _action(
    label: str, name: str, organisation: Organisation | None = None, room: str = "organisations", **more: str
) -> dict[str, str]:
    arguments = [organisation.pk] if organisation else []
    return {
        "label": label,
        "url": reverse(f"{room}:{name}", args=arguments),
        "kind": "secondary",
    } | more
