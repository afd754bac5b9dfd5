"""People: list, page, add, edit, close, and the link at which they set a password."""

from copy import copy
from typing import Any

from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from organisations.access import (
    Permission,
    check_person,
    require_anywhere,
    require_person,
)
from organisations.forms.users import AccountForm, NewUserForm, ProfileForm, UserFilter
from organisations.invitations import days_valid, password_link
from organisations.models import Membership, Organisation, User
from organisations.pages.form_page import form_page
from organisations.pages.lists import page_of
from organisations.pages.outcome import carried_out
from organisations.querysets import UserQuerySet
from organisations.requests import SignedInRequest, asked_organisation
from organisations.services.users import (
    create_user,
    invite_user,
    set_user_active,
    update_profile,
    update_user,
)
from organisations.views.facts import ROLE_COLUMNS, USER_COLUMNS, account_facts

SORTS = {sign + str(column["key"]) for column in USER_COLUMNS if column.get("sortable") for sign in ("", "-")}
NO_USERS = {"icon": "users", "title": "ยังไม่มีผู้ใช้งานในหน่วยงานที่ท่านดูแล"}
NO_ROLES = {"icon": "user-cog", "title": "ยังไม่มีบทบาท", "text": "ผู้ใช้งานที่ไม่มีบทบาทจะไม่เห็นข้อมูลของหน่วยงานใด"}
DEACTIVATION = [
    "เจ้าของบัญชีจะออกจากระบบทันทีและเข้าใช้ไม่ได้",
    "ชื่อและประวัติการดำเนินการยังอยู่ครบ และเปิดบัญชีใหม่ได้",
]
LINK_IN_SESSION = "password_link"


@require_safe
def user_list(request: SignedInRequest) -> HttpResponse:
    """The people of the organisations in which the person manages users."""
    require_anywhere(request.user, Permission.USER_MANAGE)
    seen = User.objects.visible_to(request.user)
    filters = UserFilter(request.GET)
    conditions = filters.conditions()
    organisation = _chosen_organisation(request)
    sort = request.GET.get("sort", "")
    sort = sort if sort in SORTS else "sort_key"
    people = _found(request, seen, conditions, organisation).order_by(sort, "pk")
    context = {
        "page": page_of(request, people.prefetch_related(_roles_seen(request))),
        "columns": USER_COLUMNS,
        "empty": NO_USERS,
        "filters": filters,
        "filtered": bool(conditions or organisation),
        "total": seen.count() if conditions or organisation else None,
        "sort": sort,
        "organisation": organisation,
        "actions": [{"label": "เพิ่มผู้ใช้งาน", "url": reverse("organisations:user-create"), "icon": "user-plus"}],
    }
    return render(request, "organisations/user_list.html", context)


@require_safe
def user_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """A person's account and the roles that the reader manages."""
    person = _visible(request, pk)
    require_person(request.user, Permission.USER_MANAGE, person)
    roles = Membership.objects.visible_to(request.user).filter(user=person).in_order()
    refusal = getattr(check_person(request.user, Permission.ACCOUNT_EDIT, person), "reason", "")
    context = {
        "person": person,
        "facts": account_facts(person),
        "role_columns": ROLE_COLUMNS,
        "no_roles": NO_ROLES,
        "crumbs": _crumbs({"label": person.full_name}),
        "roles": roles,
        "roles_elsewhere": person.memberships.count() > len(roles),
        "refusal": refusal,
        "actions": [] if refusal else _actions(person),
        "password_link": _link_to_show(request, person),
        "days_valid": days_valid(),
    }
    return render(request, "organisations/user_detail.html", context)


@require_http_methods(["GET", "POST"])
def user_create(request: SignedInRequest) -> HttpResponse:
    """A new account with its first role; its owner sets the password through a link."""
    require_anywhere(request.user, Permission.USER_MANAGE)
    form = NewUserForm(
        request.POST or None, by=request.user, initial={"organisation": _chosen_organisation(request)}
    )
    if request.method == "POST":
        person = carried_out(
            form, lambda: create_user(by=request.user, values=form.account(), **form.first_role())
        )
        if person:
            _invite(request, person)
            return redirect("organisations:user-detail", person.pk)
    return form_page(
        request,
        form,
        title="เพิ่มผู้ใช้งาน",
        lead="ระบบจะส่งลิงก์ตั้งรหัสผ่านให้ทางอีเมล และแสดงลิงก์ให้ท่านส่งต่อด้วยตนเองได้",
        crumbs=_crumbs({"label": "เพิ่มผู้ใช้งาน"}),
        submit="เพิ่มผู้ใช้งาน",
        cancel_url=reverse("organisations:user-list"),
    )


@require_http_methods(["GET", "POST"])
def user_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    """The account of a person who belongs to the reader's organisations alone."""
    person = _visible(request, pk)
    require_person(request.user, Permission.ACCOUNT_EDIT, person)
    crumbs = _crumbs({"label": person.full_name, "url": _page_of(person)}, {"label": "แก้ไข"})
    form = AccountForm(request.POST or None, instance=person, by=request.user)
    if request.method == "POST" and carried_out(
        form, lambda: update_user(by=request.user, user=person, values=form.cleaned_data)
    ):
        messages.success(request, "บันทึกข้อมูลผู้ใช้งานแล้ว")
        return redirect("organisations:user-detail", pk)
    return form_page(
        request,
        form,
        title="แก้ไขข้อมูลผู้ใช้งาน",
        crumbs=crumbs,
        submit="บันทึก",
        cancel_url=_page_of(person),
    )


@require_POST
def user_invite(request: SignedInRequest, pk: int) -> HttpResponse:
    """Make a link at which the person sets a password, and send it."""
    person = _visible(request, pk)
    _invite(request, person)
    return redirect("organisations:user-detail", pk)


@require_http_methods(["GET", "POST"])
def user_deactivate(request: SignedInRequest, pk: int) -> HttpResponse:
    """Ask, then close the account."""
    person = _visible(request, pk)
    require_person(request.user, Permission.ACCOUNT_EDIT, person)
    if request.method == "POST":
        set_user_active(by=request.user, user=person, active=False)
        messages.success(request, f"ปิดบัญชีของ{person.full_name}แล้ว")
        return redirect("organisations:user-detail", pk)
    context = {"person": person, "consequences": DEACTIVATION, "cancel_url": _page_of(person)}
    return render(request, "organisations/user_deactivate.html", context)


@require_POST
def user_activate(request: SignedInRequest, pk: int) -> HttpResponse:
    """Open a closed account again."""
    person = _visible(request, pk)
    set_user_active(by=request.user, user=person, active=True)
    messages.success(request, f"เปิดบัญชีของ{person.full_name}แล้ว")
    return redirect("organisations:user-detail", pk)


@require_http_methods(["GET", "POST"])
def profile(request: SignedInRequest) -> HttpResponse:
    """One's own name, position and telephone, and the roles one has."""
    roles = request.user.active_memberships
    form = ProfileForm(request.POST or None, instance=copy(request.user))
    if request.method == "POST" and carried_out(
        form, lambda: update_profile(by=request.user, values=form.cleaned_data)
    ):
        messages.success(request, "บันทึกข้อมูลส่วนตัวแล้ว")
        return redirect("organisations:profile")
    return form_page(request, form, "organisations/profile.html", roles=roles)


def _visible(request: SignedInRequest, pk: int) -> User:
    """Colleagues are found, so that one without the right is told so (403); others are not (404)."""
    people = User.objects.visible_to(request.user, Permission.ORGANISATION_VIEW)
    return get_object_or_404(people, pk=pk)


def _chosen_organisation(request: SignedInRequest) -> Organisation | None:
    managed = Organisation.objects.visible_to(request.user, Permission.USER_MANAGE)
    code = asked_organisation(request)
    return managed.filter(code=code).first() if code else None


def _roles_seen(request: SignedInRequest) -> Prefetch[str]:
    """The roles in force that the reader manages: of others the list says nothing."""
    managed = Membership.objects.visible_to(request.user).active().in_order()
    return Prefetch("memberships", managed, to_attr="roles_seen")


def _found(
    request: SignedInRequest,
    people: UserQuerySet,
    conditions: dict[str, Any],
    organisation: Organisation | None,
) -> UserQuerySet:
    in_force = Membership.objects.visible_to(request.user).active()
    if words := conditions.get("q"):
        people = people.search(words)
    if status := conditions.get("status"):
        people = people.filter(is_active=status == "active")
    if organisation:
        in_force = in_force.filter(organisation=organisation)
    role = conditions.get("role")
    if role == "none":
        return people.exclude(pk__in=in_force.values("user"))
    if role:
        in_force = in_force.filter(role=role)
    return people.filter(pk__in=in_force.values("user")) if role or organisation else people


def _invite(request: SignedInRequest, person: User) -> None:
    """The link stands in the session until it has been shown once; it is in no message and no log."""
    url = request.build_absolute_uri(password_link(person))
    invite_user(by=request.user, user=person, url=url)
    request.session[LINK_IN_SESSION] = {"user": person.pk, "url": url}


def _link_to_show(request: SignedInRequest, person: User) -> str:
    """The link just made for the person, once."""
    link = request.session.get(LINK_IN_SESSION, {})
    if link.get("user") != person.pk:
        return ""
    del request.session[LINK_IN_SESSION]
    return link["url"]


def _actions(person: User) -> list[dict[str, str]]:
    """The acts on an account for one who may do them all."""
    edit = ("แก้ไขข้อมูล", "user-edit", "secondary", "get", "pencil")
    invite = ("ส่งลิงก์ตั้งรหัสผ่าน", "user-invite", "secondary", "post", "key-round")
    close = ("ปิดบัญชี", "user-deactivate", "link", "get", "")
    reopen = ("เปิดบัญชี", "user-activate", "secondary", "post", "")
    return [
        {
            "label": label,
            "url": reverse(f"organisations:{name}", args=[person.pk]),
            "kind": kind,
            "method": method,
            "icon": icon,
        }
        for label, name, kind, method, icon in ([edit, invite, close] if person.is_active else [edit, reopen])
    ]


def _crumbs(*crumbs: dict[str, str]) -> list[dict[str, str]]:
    return [{"label": "ผู้ใช้งาน", "url": reverse("organisations:user-list")}, *crumbs]


def _page_of(person: User) -> str:
    return reverse("organisations:user-detail", args=[person.pk])
