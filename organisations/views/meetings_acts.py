"""What is done with a meeting: held, adopted, cancelled; matters moved, matters and resolutions taken out."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from organisations.forms.meetings import AdoptForm, CancelMeetingForm, HoldForm
from organisations.meetings import TOOK_PLACE, full_name, is_later, places_of, quorum_of
from organisations.models import AgendaItem, Meeting, Resolution
from organisations.pages.form_page import form_page
from organisations.pages.outcome import carried_out
from organisations.requests import SignedInRequest
from organisations.services.meetings import adopt_minutes, cancel_meeting, hold_meeting
from organisations.services.meetings_agenda import move_item, remove_item
from organisations.services.resolutions import remove_resolution
from organisations.views.meetings import editable_meeting, editable_of_meeting, meeting_crumbs

STEPS = {"up": -1, "down": 1}


@require_http_methods(["GET", "HEAD", "POST"])
def meeting_hold(request: SignedInRequest, pk: int) -> HttpResponse:
    """The meeting took place; without a quorum this is asked twice."""
    meeting = editable_meeting(request, pk)
    quorum = quorum_of(meeting, places_of(meeting))
    form = HoldForm(request.POST if request.method == "POST" else None, has_quorum=quorum.is_reached)
    if carried_out(form, lambda: hold_meeting(by=request.user, meeting=meeting, **form.cleaned_data)):
        messages.success(request, "บันทึกว่าประชุมแล้ว")
        return redirect(meeting)
    return form_page(
        request,
        form,
        "organisations/meeting_hold.html",
        quorum=quorum,
        title="บันทึกว่าประชุมแล้ว",
        lead=f"{full_name(meeting)} {meeting.committee}",
        crumbs=meeting_crumbs(meeting, "บันทึกว่าประชุมแล้ว"),
        submit="บันทึกว่าประชุมแล้ว",
        cancel_label="กลับ",
        cancel_url=meeting.get_absolute_url(),
        meeting=meeting,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def meeting_adopt(request: SignedInRequest, pk: int) -> HttpResponse:
    """A later meeting adopted the minutes: they are locked."""
    meeting = editable_meeting(request, pk)
    seen = Meeting.objects.visible_to(request.user).filter(committee=meeting.committee)
    held = seen.filter(is_later(meeting), state__in=TOOK_PLACE)
    form = AdoptForm(
        request.POST if request.method == "POST" else None, meetings=held.order_by("held_on", "number")
    )
    if carried_out(form, lambda: adopt_minutes(by=request.user, meeting=meeting, at=form.cleaned_data["at"])):
        messages.success(request, "บันทึกการรับรองรายงานการประชุมแล้ว")
        return redirect("organisations:meeting-detail", pk)
    return form_page(
        request,
        form,
        "organisations/meeting_adopt.html",
        meetings=held,
        title="รับรองรายงานการประชุม",
        lead=f"{full_name(meeting)} {meeting.committee}",
        crumbs=meeting_crumbs(meeting, "รับรองรายงานการประชุม"),
        submit="บันทึกการรับรอง",
        cancel_label="กลับ",
        cancel_url=meeting.get_absolute_url(),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def meeting_cancel(request: SignedInRequest, pk: int) -> HttpResponse:
    """A planned meeting is off, after asking why."""
    meeting = editable_meeting(request, pk)
    form = CancelMeetingForm(request.POST if request.method == "POST" else None)
    if carried_out(form, lambda: cancel_meeting(by=request.user, meeting=meeting, **form.cleaned_data)):
        messages.success(request, "ยกเลิกการประชุมแล้ว")
        return redirect("organisations:meeting-detail", pk)
    return form_page(
        request,
        form,
        title="ยกเลิกการประชุม",
        lead=f"{full_name(meeting)} เลขครั้งที่ของการประชุมที่ยกเลิกจะไม่นำไปใช้กับครั้งอื่น",
        crumbs=meeting_crumbs(meeting, "ยกเลิก"),
        submit="ยกเลิกการประชุม",
        danger=True,
        cancel_label="กลับ",
        cancel_url=meeting.get_absolute_url(),
    )


@require_POST
def agenda_move(request: SignedInRequest, pk: int) -> HttpResponse:
    """One place up or down within its heading."""
    item: AgendaItem = editable_of_meeting(request, AgendaItem, pk)
    if step := STEPS.get(request.POST.get("step", "")):
        move_item(by=request.user, item=item, step=step)
    return redirect(f"{item.meeting.get_absolute_url()}#item-{pk}")


@require_http_methods(["GET", "HEAD", "POST"])
def agenda_delete(request: SignedInRequest, pk: int) -> HttpResponse:
    """Off the agenda, after asking."""
    item: AgendaItem = editable_of_meeting(request, AgendaItem, pk)
    if request.method != "POST":
        text = f"“{item.title}” จะหายไปจากระเบียบวาระ แต่ยังอยู่ในประวัติการดำเนินการ"
        return _ask(request, item.meeting, title="นำเรื่องนี้ออกจากระเบียบวาระหรือไม่", text=text)
    try:
        remove_item(by=request.user, item=item)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, "นำเรื่องออกจากระเบียบวาระแล้ว")
    return redirect(item.meeting)


@require_http_methods(["GET", "HEAD", "POST"])
def resolution_delete(request: SignedInRequest, pk: int) -> HttpResponse:
    """Out of the minutes, after asking."""
    resolution: Resolution = editable_of_meeting(request, Resolution, pk)
    if request.method != "POST":
        text = f"“{resolution}” จะหายไปจากรายงานการประชุม แต่ยังอยู่ในประวัติการดำเนินการ กิจกรรมในแผนที่มาจากมตินี้ยังคงอยู่"
        return _ask(request, resolution.meeting, title="ลบมตินี้หรือไม่", text=text)
    remove_resolution(by=request.user, resolution=resolution)
    messages.success(request, "ลบมติแล้ว")
    return redirect(resolution.meeting)


def _ask(request: SignedInRequest, meeting: Meeting, *, title: str, text: str) -> HttpResponse:
    context: dict[str, Any] = {
        "title": title,
        "text": text,
        "danger": True,
        "confirm_label": "ลบ",
        "cancel_url": meeting.get_absolute_url(),
    }
    return render(request, "confirm.html", context)
