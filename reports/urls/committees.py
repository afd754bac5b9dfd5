"""Addresses of what is printed of committees and their meetings."""

from django.urls import URLPattern, path

from reports.committees.files import sign_in_name
from reports.formats import Format
from reports.views import committees, meetings

_ROSTERS = (Format.PDF, Format.DOCX, Format.XLSX)
_LETTERS = (Format.PDF, Format.DOCX)

urlpatterns: list[URLPattern] = [
    path("committees/<int:pk>/roster/", committees.committee_roster, name="committee-roster"),
    *(
        path(
            f"committees/<int:pk>/roster.{format.ending}",
            committees.committee_roster_file,
            {"format": format},
            name=f"committee-roster-{format.value}",
        )
        for format in _ROSTERS
    ),
    path("committee-orders/<int:pk>/letter/", committees.committee_order, name="committee-order"),
    path("meetings/<int:pk>/papers/", meetings.meeting_papers, name="meeting-papers"),
    path("meetings/<int:pk>/minutes/", meetings.meeting_minutes, name="meeting-minutes"),
    path("meetings/<int:pk>/invitation/", meetings.meeting_invitation, name="meeting-invitation"),
    *(
        path(
            f"meetings/<int:pk>/{what}.{format.ending}",
            meetings.meeting_file,
            {"what": what, "format": format},
            name=f"meeting-{what}-{format.value}",
        )
        for what in ("minutes", "agenda")
        for format in _LETTERS
    ),
    *(
        path(
            f"meetings/<int:pk>/sign-in.{format.ending}",
            meetings.meeting_sign_in,
            {"format": format},
            name=sign_in_name(format),
        )
        for format in _LETTERS
    ),
]
