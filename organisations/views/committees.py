"""Committees: their list, the page of one, and writing down what it is."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from organisations.access import Permission, check, has_anywhere, require_anywhere
from organisations.committees import (
    counted,
    members_on,
    order_words,
    printed_duty,
    revoking_order,
    roster_remarks,
)
from organisations.context import asks_for_all_years, selected_organisation, selected_year
from organisations.forms.committees import CommitteeFilter, CommitteeForm, DayForm, NewCommitteeForm, known
from organisations.models import Committee
from organisations.pages.form_page import form_page
from organisations.pages.lists import Columns, page_of
from organisations.pages.outcome import carried_out
from organisations.querysets import CommitteeQuerySet
from organisations.requests import SignedInRequest
from organisations.services.committees import add_committee, delete_committee, update_committee
from organisations.services.errors import StaleError
from organisations.views.committees_doors import (
    asked,
    crumbs,
    editable_committee,
    list_url,
    to_list,
    visible_committee,
)
from organisations.views.facts import Facts

COLUMNS: Columns = [
    {"key": "name", "label": "คณะ"},
    {"key": "order", "label": "คำสั่ง"},
    {"key": "years", "label": "ปีงบประมาณ", "narrow": True},
    {"key": "members", "label": "จำนวน (คน)", "narrow": True, "numeric": True},
    {"key": "meetings", "label": "การประชุม", "narrow": True, "numeric": True},
]
STALE = "มีผู้แก้ไขคณะนี้ก่อนท่าน ข้อความของท่านยังอยู่ครบ โปรดตรวจสอบแล้วบันทึกอีกครั้งหากต้องการใช้แทน"


@require_safe
def committee_list(request: SignedInRequest) -> HttpResponse:
    """The committees of the organisation and the fiscal year that the bar on top says."""
    request.has_all_years = True  # type: ignore[attr-defined]
    seen = Committee.objects.visible_to(request.user).below(selected_organisation(request))
    if not asks_for_all_years(request):
        seen = seen.for_year(selected_year(request))
    filters = CommitteeFilter(request.GET)
    conditions = filters.conditions()
    may_write = has_anywhere(request.user, Permission.COMMITTEE_EDIT)
    context = {
        "page": page_of(request, _found(seen, conditions)),
        "columns": COLUMNS,
        "filters": filters,
        "filtered": bool(conditions),
        "total": seen.count() if conditions else None,
        "actions": _list_actions() if may_write else [],
        "empty": _empty(may_write),
    }
    return render(request, "organisations/committee_list.html", context)


@require_safe
def committee_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """A committee with its roster of a day, its orders and its powers."""
    committee = visible_committee(request, pk)
    days = DayForm(request.GET)
    day = days.day()
    members = list(members_on(committee, day))
    revoked = revoking_order(committee)
    context = {
        "committee": committee,
        "facts": committee_facts(committee),
        "crumbs": crumbs(committee),
        "days": days,
        "day": day,
        "is_today": day == timezone.localdate(),
        "members": [(member, printed_duty(member)) for member in members],
        "counted": len(counted(members)),
        "remarks": roster_remarks(committee, members),
        "gone": _gone(committee, day),
        "orders": committee.orders.annotate(came=Count("brought_in", distinct=True)).annotate(
            went=Count("took_out", distinct=True)
        ),
        "revoked": revoked,
        "may_edit": bool(check(request.user, Permission.COMMITTEE_EDIT, committee)),
        "may_change": bool(check(request.user, Permission.COMMITTEE_EDIT, committee)) and revoked is None,
    }
    return render(request, "organisations/committee_detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def committee_new(request: SignedInRequest) -> HttpResponse:
    """A committee with the order that appoints it; its roster is written next."""
    require_anywhere(request.user, Permission.COMMITTEE_EDIT)
    initial = {"organisation": selected_organisation(request)}
    form = NewCommitteeForm(request.POST or None, user=request.user, initial=initial)
    committee = request.method == "POST" and carried_out(
        form,
        lambda: add_committee(
            by=request.user,
            organisation=form.cleaned_data["organisation"],
            values=form.values(),
            order=form.order_values(),
        ),
    )
    if committee:
        messages.success(request, "บันทึกคณะแล้ว โปรดบันทึกรายชื่อต่อไป")
        return redirect("organisations:committee-members", committee.pk)
    return form_page(
        request,
        form,
        title="บันทึกคณะ",
        crumbs=to_list("บันทึกคณะ"),
        submit="บันทึกและเพิ่มรายชื่อ",
        cancel_url=list_url(),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def committee_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    """What the committee is; its orders and members have pages of their own."""
    committee = editable_committee(request, pk)
    form = CommitteeForm(request.POST or None, initial=known(committee))
    if request.method == "POST" and carried_out(form, lambda: _updated(request, committee, form)):
        messages.success(request, "บันทึกแล้ว")
        return redirect(committee)
    return form_page(
        request,
        form,
        title="แก้ไขข้อมูลคณะ",
        lead=committee.name,
        crumbs=crumbs(committee, "แก้ไข"),
        submit="บันทึก",
        cancel_url=committee.get_absolute_url(),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def committee_delete(request: SignedInRequest, pk: int) -> HttpResponse:
    """Away with a committee written down by mistake, after asking."""
    committee = editable_committee(request, pk)
    text = (
        f"“{committee}” พร้อมคำสั่งและรายชื่อทั้งหมดจะหายไป แต่ยังอยู่ในประวัติการดำเนินการ "
        "ใช้เมื่อบันทึกผิดเท่านั้น หากคณะสิ้นสุดลง โปรดบันทึกคำสั่งยกเลิกแทน"
    )
    return asked(
        request,
        committee,
        lambda: delete_committee(by=request.user, committee=committee),
        title="ลบคณะนี้หรือไม่",
        text=text,
        done="ลบคณะแล้ว",
        then=list_url(),
    )


def _updated(request: SignedInRequest, committee: Committee, form: CommitteeForm) -> Committee | None:
    try:
        return update_committee(
            by=request.user,
            committee=committee,
            values=form.values(),
            base_version=form.cleaned_data["base_version"],
        )
    except StaleError as stale:
        form.begin_again(stale.current.version)
        form.add_error(None, STALE)
        return None


def committee_facts(committee: Committee) -> Facts:
    """Label and value; "" where nothing was said."""
    until = f"ถึง {committee.last_fiscal_year}" if committee.last_fiscal_year else "เป็นต้นไป"
    quorum = f"{committee.quorum} คน" if committee.quorum else "กึ่งหนึ่งของผู้ที่นับเป็นองค์ประชุม"
    return [
        ("หน่วยงาน", committee.organisation.name),
        ("ประเภทคณะ", committee.get_kind_display()),
        ("แต่งตั้งโดย", order_words(committee)),
        ("อาศัยอำนาจตาม", committee.basis),
        ("ปีงบประมาณ พ.ศ.", f"{committee.first_fiscal_year} {until}"),
        ("องค์ประชุม", quorum),
        ("เป้าหมายการเข้าประชุม", f"ร้อยละ {committee.attendance_target.normalize():f}"),
    ]


def _gone(committee: Committee, day: date) -> Any:
    """Those who were out by the day, the last first."""
    gone = committee.members.filter(left_by__effective_on__lte=day)
    gone = gone.select_related("committee", "joined_by", "left_by")
    return [
        (member, printed_duty(member)) for member in gone.order_by("-left_by__effective_on", "position", "pk")
    ]


def _found(committees: CommitteeQuerySet, conditions: dict[str, Any]) -> CommitteeQuerySet:
    if "q" in conditions:
        committees = committees.search(conditions["q"])
    if "kind" in conditions:
        committees = committees.filter(kind=conditions["kind"])
    today = timezone.localdate()
    staying = Q(members__left_by=None) | Q(members__left_by__effective_on__gt=today)
    present = Count("members", filter=staying & Q(members__joined_by__effective_on__lte=today), distinct=True)
    return (
        committees.select_related("organisation")
        .prefetch_related("orders")
        .annotate(present=present, held=Count("meetings", distinct=True))
        .order_by("-first_fiscal_year", "organisation__path", "name", "pk")
    )


def _list_actions() -> list[dict[str, str]]:
    return [
        {
            "label": "บันทึกคณะ",
            "url": reverse("organisations:committee-new"),
            "icon": "plus",
            "kind": "primary",
        },
        {
            "label": "นำเข้าจาก Word หรือ Excel",
            "url": reverse("organisations:committee-import"),
            "icon": "upload",
        },
    ]


def _empty(may_write: bool) -> dict[str, str]:
    empty = {"icon": "users-round", "title": "ยังไม่มีคณะในปีงบประมาณนี้"}
    if not may_write:
        return empty | {"text": "เมื่อเลขานุการคณะทำงานบันทึกคำสั่งแต่งตั้งแล้ว คณะจะปรากฏที่นี่"}
    return empty | {
        "text": "บันทึกคณะตามคำสั่งแต่งตั้ง หรือนำเข้ารายชื่อจากไฟล์ Word หรือ Excel ที่มีอยู่",
        "action_url": reverse("organisations:committee-import"),
        "action_label": "นำเข้าจาก Word หรือ Excel",
    }
