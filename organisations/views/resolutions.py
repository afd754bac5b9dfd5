"""What meetings resolved: the list of what is open, one resolution, writing it and what came of it."""

from functools import partial

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from ita_portal.thai.dates import format_long
from organisations.access import Permission, check, require
from organisations.forms.meetings import ResolutionForm, ResultForm, WrittenForm
from organisations.meetings import full_name, is_overdue, open_resolutions
from organisations.models import AgendaItem, Resolution
from organisations.pages.lists import Columns, page_of
from organisations.requests import SignedInRequest
from organisations.services.resolutions import add_resolution, record_result, update_resolution
from organisations.views.committees_doors import visible_committee
from organisations.views.facts import Facts
from organisations.views.meetings import (
    committee_crumbs,
    editable_of_meeting,
    meeting_crumbs,
    of_meeting,
)
from organisations.views.meetings_form import Writing
from organisations.views.meetings_writing import minutes_page

COLUMNS: Columns = [
    {"key": "text", "label": "มติ"},
    {"key": "meeting", "label": "การประชุม", "narrow": True},
    {"key": "owner", "label": "ผู้รับผิดชอบ"},
    {"key": "due_on", "label": "กำหนดแล้วเสร็จ", "narrow": True},
    {"key": "state", "label": "การดำเนินการ", "narrow": True},
]


@require_safe
def resolution_list(request: SignedInRequest, pk: int) -> HttpResponse:
    """The committee's resolutions that are not done, or all of them; those due first, and those overdue."""
    committee = visible_committee(request, pk)
    waiting = open_resolutions(committee)
    shows_all = request.GET.get("show") == "all"
    everything = Resolution.objects.visible_to(request.user).filter(meeting__committee=committee)
    rows = everything.select_related("meeting__committee", "unit", "user") if shows_all else waiting
    context = {
        "committee": committee,
        "page": page_of(request, rows.order_by("-meeting__held_on", "pk") if shows_all else rows),
        "columns": COLUMNS,
        "today": timezone.localdate(),
        "shows_all": shows_all,
        "open_count": waiting.count(),
        "overdue_count": waiting.filter(due_on__lt=timezone.localdate()).count(),
        "crumbs": committee_crumbs(committee, "มติที่ต้องติดตาม"),
        "empty": {
            "icon": "circle-check",
            "title": "ไม่มีมติที่ต้องติดตาม" if not shows_all else "ยังไม่มีมติ",
            "text": "มติที่มอบหมาย หรือที่มีผู้รับผิดชอบหรือกำหนดแล้วเสร็จ จะปรากฏที่นี่เมื่อบันทึกว่าประชุมแล้ว",
        },
    }
    return render(request, "organisations/resolution_list.html", context)


@require_safe
def resolution_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """A resolution, what came of it, and what may follow."""
    resolution: Resolution = of_meeting(request, Resolution, pk, "agenda_item", "unit", "user")
    context = {
        "resolution": resolution,
        "facts": _facts(resolution),
        "overdue": is_overdue(resolution),
        "crumbs": meeting_crumbs(resolution.meeting, "มติที่ประชุม"),
        "may_edit": bool(check(request.user, Permission.COMMITTEE_EDIT, resolution.meeting)),
        "may_follow_up": bool(check(request.user, Permission.COMMITTEE_EDIT, resolution)),
    }
    return render(request, "organisations/resolution_detail.html", context)


def _facts(resolution: Resolution) -> Facts:
    """Label and value; "" where nothing was said."""
    return [
        ("การประชุม", full_name(resolution.meeting)),
        ("เรื่อง", f"ระเบียบวาระที่ {resolution.agenda_item.section} {resolution.agenda_item}"),
        ("ผู้รับผิดชอบ", resolution.owner),
        ("ส่วนงาน", resolution.unit.name if resolution.unit else ""),
        ("บัญชีผู้รับผิดชอบ", str(resolution.user) if resolution.user else ""),
        ("กำหนดแล้วเสร็จ", format_long(resolution.due_on) if resolution.due_on else ""),
        ("ผลการดำเนินการ", resolution.result),
        ("แล้วเสร็จเมื่อ", format_long(resolution.done_on) if resolution.done_on else ""),
    ]


@require_http_methods(["GET", "HEAD", "POST"])
def resolution_new(request: SignedInRequest, pk: int) -> HttpResponse:
    """What was resolved on a matter."""
    item: AgendaItem = editable_of_meeting(request, AgendaItem, pk)

    make = partial(ResolutionForm, organisation=item.organisation)

    def save(form: WrittenForm) -> str:
        resolution = add_resolution(by=request.user, item=item, values=form.values())
        return f"{item.meeting.get_absolute_url()}#resolution-{resolution.pk}"

    page = minutes_page(item.meeting, "บันทึกมติที่ประชุม", "บันทึกมติแล้ว") | {"lead": item.title}
    return Writing(request, f"resolution:new:{pk}", make, save, page).answer()


@require_http_methods(["GET", "HEAD", "POST"])
def resolution_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    """The words of a resolution, until the minutes are adopted."""
    resolution: Resolution = editable_of_meeting(request, Resolution, pk, "agenda_item", "unit", "user")

    make = partial(ResolutionForm, organisation=resolution.organisation)

    def save(form: WrittenForm) -> str:
        version = form.cleaned_data["base_version"]
        update_resolution(by=request.user, resolution=resolution, values=form.values(), base_version=version)
        return f"{resolution.meeting.get_absolute_url()}#resolution-{pk}"

    lead = resolution.agenda_item.title
    page = minutes_page(resolution.meeting, "แก้ไขมติที่ประชุม", "บันทึกมติแล้ว") | {"lead": lead}
    return Writing(request, f"resolution:{pk}", make, save, page, resolution).answer()


@require_http_methods(["GET", "HEAD", "POST"])
def resolution_result(request: SignedInRequest, pk: int) -> HttpResponse:
    """What came of a resolution, also after the minutes were adopted."""
    resolution: Resolution = of_meeting(request, Resolution, pk, "agenda_item")
    require(request.user, Permission.COMMITTEE_EDIT, resolution)

    def save(form: WrittenForm) -> str:
        record_result(by=request.user, resolution=resolution, **form.cleaned_data)
        return resolution.get_absolute_url()

    page = minutes_page(resolution.meeting, "บันทึกผลการดำเนินการตามมติ", "บันทึกผลการดำเนินการแล้ว")
    page |= {"lead": resolution.text[:300], "back": resolution.get_absolute_url()}
    return Writing(request, f"result:{pk}", ResultForm, save, page, resolution).answer()
