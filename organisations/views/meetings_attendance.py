"""Who came: all members of a meeting at once, and the attendance of a fiscal year."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from ita_portal.thai.fiscal import fiscal_year_of
from organisations.context import selected_year
from organisations.forms.meetings_attendance import AttendanceForm
from organisations.meetings import places_of, quorum_of, year_attendance
from organisations.models import Meeting
from organisations.pages.outcome import carried_out
from organisations.requests import SignedInRequest
from organisations.services.errors import StaleError
from organisations.services.meetings_attendance import record_attendance
from organisations.views.committees_doors import visible_committee
from organisations.views.meetings import (
    committee_crumbs,
    editable_meeting,
    meeting_crumbs,
)

ALL_PRESENT = "all_present"  # the button that marks whoever has no mark, and saves nothing
STALE = "มีผู้บันทึกการเข้าประชุมของบางท่านก่อนท่าน สิ่งที่ท่านเลือกไว้ยังอยู่ครบ โปรดตรวจสอบแล้วบันทึกอีกครั้งหากต้องการใช้แทน"


@require_http_methods(["GET", "HEAD", "POST"])
def meeting_attendance(request: SignedInRequest, pk: int) -> HttpResponse:
    """All members of that day at once."""
    meeting = editable_meeting(request, pk)
    places = places_of(meeting)
    form = AttendanceForm(request.POST if request.method == "POST" else None, places=places)
    status = 200
    if ALL_PRESENT in request.POST:
        form = form.with_everybody_present()
    elif request.method == "POST":
        if _recorded(request, meeting, form):
            messages.success(request, "บันทึกการเข้าประชุมแล้ว")
            return redirect(meeting)
        status = 422
    context = {
        "meeting": meeting,
        "form": form,
        "is_unsaved": ALL_PRESENT in request.POST,
        "quorum": quorum_of(meeting, places),
        "crumbs": meeting_crumbs(meeting, "การเข้าประชุม"),
    }
    return render(request, "organisations/meeting_attendance.html", context, status=status)


def _recorded(request: SignedInRequest, meeting: Meeting, form: AttendanceForm) -> bool:
    def act() -> bool:
        record_attendance(by=request.user, meeting=meeting, marks=form.marks(), known=form.known())
        return True

    try:
        return bool(carried_out(form, act))
    except StaleError:
        form.begin_again(places_of(meeting))
        form.add_error(None, STALE)
        return False


@require_safe
def meeting_rates(request: SignedInRequest, pk: int) -> HttpResponse:
    """The attendance of each member and of the whole committee in a fiscal year, against the target."""
    committee = visible_committee(request, pk)
    year = selected_year(request)
    days = committee.meetings.dates("held_on", "month")
    years = {fiscal_year_of(day) for day in days} | {year, fiscal_year_of(timezone.localdate())}
    here = reverse("organisations:meeting-rates", args=[pk])
    context = {
        "committee": committee,
        "target": f"{committee.attendance_target.normalize():f}",
        "attendance": year_attendance(committee, year),
        "years": [
            {"label": str(one), "url": f"{here}?year={one}", "current": one == year}
            for one in sorted(years, reverse=True)
        ],
        "crumbs": committee_crumbs(committee, "สถิติการเข้าประชุม"),
    }
    return render(request, "organisations/meeting_rates.html", context)
