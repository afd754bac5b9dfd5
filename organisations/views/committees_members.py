"""Who is in a committee: one member, and the whole roster on a grid."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from organisations.committees import members_on
from organisations.form_errors import show_errors
from organisations.forms.committees_members import EndForm, MemberForm, RosterForm, line_of, roster_forms
from organisations.models import Committee, CommitteeMember
from organisations.pages.form_page import form_page
from organisations.pages.outcome import carried_out
from organisations.requests import SignedInRequest
from organisations.services.committees_members import (
    add_member,
    delete_member,
    end_membership,
    move_member,
    update_member,
)
from organisations.services.committees_roster import RosterLine, write_roster
from organisations.services.errors import StaleError
from organisations.views.committees_doors import asked, crumbs, editable_committee, editable_member

STALE = "มีผู้แก้ไขรายชื่อนี้ก่อนท่าน ข้อความของท่านยังอยู่ครบ โปรดตรวจสอบแล้วบันทึกอีกครั้งหากต้องการใช้แทน"


@require_http_methods(["GET", "HEAD", "POST"])
def committee_members(request: SignedInRequest, pk: int) -> HttpResponse:
    """The roster of today on a grid: mend, put in order, and type many new lines at once."""
    committee = editable_committee(request, pk)
    data = request.POST if request.method == "POST" else None
    form = RosterForm(data, committee=committee)
    present = enumerate(members_on(committee), start=1)
    lines = roster_forms(data, [line_of(member, place) for place, member in present])
    if (
        data is not None
        and all([form.is_valid(), lines.is_valid()])
        and _written(request, committee, form, lines)
    ):
        messages.success(request, "บันทึกรายชื่อแล้ว")
        return redirect(committee)
    context = {"committee": committee, "form": form, "lines": lines, "crumbs": crumbs(committee, "รายชื่อ")}
    status = 200 if data is None else 422
    return render(request, "organisations/committee_members.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def committee_member_new(request: SignedInRequest, pk: int) -> HttpResponse:
    """Somebody whom an order brings in."""
    committee = editable_committee(request, pk)
    form = MemberForm(request.POST or None, committee=committee)
    if request.method == "POST" and carried_out(form, lambda: _added(request, committee, form)):
        messages.success(request, "เพิ่มรายชื่อแล้ว")
        return redirect(committee)
    return _member_page(request, form, committee, "เพิ่มรายชื่อ")


@require_http_methods(["GET", "HEAD", "POST"])
def committee_member_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Mend what was written of a member."""
    member = editable_member(request, pk)
    form = MemberForm(request.POST or None, committee=member.committee, member=member)
    if request.method == "POST" and carried_out(form, lambda: _mended(request, member, form)):
        messages.success(request, "บันทึกแล้ว")
        return redirect(member.committee)
    return _member_page(request, form, member.committee, "แก้ไขรายชื่อ")


@require_http_methods(["GET", "HEAD", "POST"])
def committee_member_end(request: SignedInRequest, pk: int) -> HttpResponse:
    """The order by which somebody goes out, or that there is none after all."""
    member = editable_member(request, pk)
    committee = member.committee
    form = EndForm(request.POST or None, member=member)
    if request.method == "POST" and carried_out(
        form, lambda: end_membership(by=request.user, member=member, order=form.cleaned_data["order"])
    ):
        messages.success(request, "บันทึกแล้ว")
        return redirect(committee)
    return form_page(
        request,
        form,
        "organisations/committee_member_end.html",
        title=f"การพ้นจากหน้าที่ของ{member}",
        committee=committee,
        has_orders=form.fields["order"].queryset.exists(),  # type: ignore[attr-defined]
        crumbs=crumbs(committee, "พ้นจากหน้าที่"),
        submit="บันทึก",
        cancel_url=committee.get_absolute_url(),
    )


@require_POST
def committee_member_move(request: SignedInRequest, pk: int) -> HttpResponse:
    """One place up or down in the order of precedence."""
    member = editable_member(request, pk)
    try:
        move_member(by=request.user, member=member, up=request.POST.get("to") != "down")
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect(f"{member.committee.get_absolute_url()}#member-{member.pk}")


@require_http_methods(["GET", "HEAD", "POST"])
def committee_member_delete(request: SignedInRequest, pk: int) -> HttpResponse:
    """Away with somebody written down by mistake, after asking."""
    member = editable_member(request, pk)
    return asked(
        request,
        member.committee,
        lambda: delete_member(by=request.user, member=member),
        title="ลบรายชื่อนี้หรือไม่",
        text=(
            f"“{member}” จะหายไปจากคณะ แต่ยังอยู่ในประวัติการดำเนินการ ใช้เมื่อบันทึกผิดเท่านั้น "
            "หากพ้นจากหน้าที่ตามคำสั่ง โปรดบันทึกการพ้นจากหน้าที่แทน"
        ),
        done="ลบรายชื่อแล้ว",
    )


def _written(request: SignedInRequest, committee: Committee, form: RosterForm, lines: Any) -> bool:
    """Whether the grid was written; else the form says why not, and begins from the roster as it is."""
    try:
        write_roster(
            by=request.user,
            committee=committee,
            order=form.cleaned_data["order"],
            lines=[RosterLine(*line) for line in lines.in_order()],
            base_version=form.cleaned_data["base_version"],
        )
    except StaleError as stale:
        form.begin_again(stale.current.version)
        form.add_error(None, STALE)
        return False
    except ValidationError as error:
        show_errors(form, error)
        return False
    return True


def _added(request: SignedInRequest, committee: Committee, form: MemberForm) -> CommitteeMember:
    return add_member(
        by=request.user,
        committee=committee,
        order=form.cleaned_data["order"],
        values=form.person_values(),
        position=_position_at(committee, form.cleaned_data["position"]),
    )


def _position_at(committee: Committee, place: int | None) -> int | None:
    """The number by which members are kept in order, of the member who stands at that place today."""
    present = list(members_on(committee))
    return present[place - 1].position if place and place <= len(present) else None


def _mended(request: SignedInRequest, member: CommitteeMember, form: MemberForm) -> CommitteeMember | None:
    try:
        return update_member(
            by=request.user,
            member=member,
            values=form.person_values(),
            base_version=form.cleaned_data["base_version"],
        )
    except StaleError as stale:
        form.begin_again(stale.current.version)
        form.add_error(None, STALE)
        return None


def _member_page(
    request: SignedInRequest, form: MemberForm, committee: Committee, title: str
) -> HttpResponse:
    return form_page(
        request,
        form,
        title=title,
        lead=committee.name,
        crumbs=crumbs(committee, title),
        submit="บันทึก",
        cancel_url=committee.get_absolute_url(),
    )
