"""Roles: give, change, end, take back."""

from datetime import timedelta
from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from organisations.access import Permission, require, require_person
from organisations.forms.users import (
    EndRoleForm,
    ExistingPersonForm,
    PlacedRoleForm,
    RoleFields,
    role_initial,
)
from organisations.models import Membership, Organisation, User
from organisations.pages.form_page import form_page
from organisations.pages.outcome import carried_out
from organisations.requests import SignedInRequest
from organisations.services.memberships import add_membership, change_membership, remove_membership


@require_http_methods(["GET", "POST"])
def membership_create(request: SignedInRequest, pk: int) -> HttpResponse:
    """A further role for a person in reach."""
    people = User.objects.visible_to(request.user, Permission.ORGANISATION_VIEW)
    person = get_object_or_404(people, pk=pk)
    require_person(request.user, Permission.USER_MANAGE, person)
    form = PlacedRoleForm(request.POST or None, by=request.user)
    if request.method == "POST" and carried_out(
        form, lambda: add_membership(by=request.user, user=person, **form.cleaned_data)
    ):
        messages.success(request, f"เพิ่มบทบาทของ{person.full_name}แล้ว")
        return redirect("organisations:user-detail", pk)
    return _form_page(request, form, "เพิ่มบทบาท", person)


@require_http_methods(["GET", "POST"])
def organisation_add_person(request: SignedInRequest, pk: int) -> HttpResponse:
    """A role in an organisation for somebody who has an account already, wherever they belong."""
    organisation = get_object_or_404(Organisation.objects.visible_to(request.user), pk=pk)
    require(request.user, Permission.USER_MANAGE, organisation)
    form = ExistingPersonForm(request.POST or None, by=request.user)
    if request.method == "POST":
        act = partial(add_membership, by=request.user, organisation=organisation)
        if added := carried_out(form, lambda: act(**form.membership())):
            messages.success(request, f"เพิ่มบทบาทของ{added.user.full_name}แล้ว")
            return redirect(organisation)
    return form_page(
        request,
        form,
        title="เพิ่มผู้ใช้งานที่มีบัญชีแล้ว",
        lead=organisation.name,
        crumbs=[
            {"label": "หน่วยงาน", "url": reverse("organisations:organisation-list")},
            {"label": organisation.label, "url": organisation.get_absolute_url()},
            {"label": "เพิ่มผู้ใช้งาน"},
        ],
        submit="เพิ่มบทบาท",
        cancel_url=organisation.get_absolute_url(),
    )


@require_http_methods(["GET", "POST"])
def membership_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    """The role itself or its dates."""
    membership = _manageable(request, pk)
    form = RoleFields(request.POST or None, initial=role_initial(membership))
    if request.method == "POST" and carried_out(
        form, lambda: change_membership(by=request.user, membership=membership, **form.cleaned_data)
    ):
        messages.success(request, "บันทึกบทบาทแล้ว")
        return redirect("organisations:user-detail", membership.user_id)
    return _form_page(request, form, "แก้ไขบทบาท", membership.user, membership)


@require_http_methods(["GET", "POST"])
def membership_end(request: SignedInRequest, pk: int) -> HttpResponse:
    """Set the last day of a role."""
    membership = _manageable(request, pk)
    yesterday = timezone.localdate() - timedelta(days=1)
    form = EndRoleForm(request.POST or None, initial={"ends_on": max(yesterday, membership.starts_on)})
    if request.method == "POST":
        dates = role_initial(membership)
        act = partial(change_membership, by=request.user, membership=membership)
        if carried_out(form, lambda: act(**dates | form.cleaned_data)):
            messages.success(request, "กำหนดวันสิ้นสุดของบทบาทแล้ว")
            return redirect("organisations:user-detail", membership.user_id)
    return _form_page(request, form, "สิ้นสุดบทบาท", membership.user, membership)


@require_http_methods(["GET", "POST"])
def membership_remove(request: SignedInRequest, pk: int) -> HttpResponse:
    """Ask, then take back a role that was given by mistake."""
    membership = _manageable(request, pk)
    if request.method == "POST":
        remove_membership(by=request.user, membership=membership)
        messages.success(request, "ลบบทบาทแล้ว")
        return redirect("organisations:user-list")
    context = {
        "text": f"{membership.get_role_display()} ของ{membership.user.full_name}",
        "items": [membership.organisation.name, "บทบาทจะหายไปจากรายการ หากบทบาทเคยมีผลจริง โปรดใช้ “สิ้นสุด” แทน"],
        "cancel_url": reverse("organisations:user-detail", args=[membership.user_id]),
    }
    return render(request, "organisations/membership_remove.html", context)


def _manageable(request: SignedInRequest, pk: int) -> Membership:
    """A colleague's role is found, so that one without the right is told so (403); others are not (404)."""
    seen = Membership.objects.visible_to(request.user, Permission.ORGANISATION_VIEW).in_order()
    membership = get_object_or_404(seen, pk=pk)
    require(request.user, Permission.USER_MANAGE, membership)
    return membership


def _form_page(
    request: SignedInRequest,
    form: RoleFields | EndRoleForm,
    title: str,
    person: User,
    membership: Membership | None = None,
) -> HttpResponse:
    url = reverse("organisations:user-detail", args=[person.pk])
    return form_page(
        request,
        form,
        title=title,
        lead=f"{membership.get_role_display()} – {membership.organisation}"
        if membership
        else person.full_name,
        crumbs=[
            {"label": "ผู้ใช้งาน", "url": reverse("organisations:user-list")},
            {"label": person.full_name, "url": url},
            {"label": title},
        ],
        submit=title,
        cancel_url=url,
    )
