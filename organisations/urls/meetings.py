"""Addresses of meetings."""

from django.urls import URLPattern, path

from organisations.views import (
    meetings,
    meetings_acts,
    meetings_attendance,
    meetings_writing,
    resolutions,
)

urlpatterns: list[URLPattern] = [
    path("committees/<int:pk>/meetings/", meetings.meeting_list, name="meeting-list"),
    path("committees/<int:pk>/meetings/new/", meetings_writing.meeting_new, name="meeting-new"),
    path("committees/<int:pk>/attendance/", meetings_attendance.meeting_rates, name="meeting-rates"),
    path("committees/<int:pk>/resolutions/", resolutions.resolution_list, name="resolution-list"),
    path("meetings/<int:pk>/", meetings.meeting_detail, name="meeting-detail"),
    path("meetings/<int:pk>/edit/", meetings_writing.meeting_edit, name="meeting-edit"),
    path("meetings/<int:pk>/attendance/", meetings_attendance.meeting_attendance, name="meeting-attendance"),
    path("meetings/<int:pk>/hold/", meetings_acts.meeting_hold, name="meeting-hold"),
    path("meetings/<int:pk>/adopt/", meetings_acts.meeting_adopt, name="meeting-adopt"),
    path("meetings/<int:pk>/cancel/", meetings_acts.meeting_cancel, name="meeting-cancel"),
    path("meetings/<int:pk>/agenda/new/", meetings_writing.agenda_new, name="agenda-new"),
    path("meetings/agenda/<int:pk>/edit/", meetings_writing.agenda_edit, name="agenda-edit"),
    path("meetings/agenda/<int:pk>/move/", meetings_acts.agenda_move, name="agenda-move"),
    path("meetings/agenda/<int:pk>/delete/", meetings_acts.agenda_delete, name="agenda-delete"),
    path("meetings/agenda/<int:pk>/resolutions/new/", resolutions.resolution_new, name="resolution-new"),
    path("meetings/resolutions/<int:pk>/", resolutions.resolution_detail, name="resolution-detail"),
    path("meetings/resolutions/<int:pk>/edit/", resolutions.resolution_edit, name="resolution-edit"),
    path("meetings/resolutions/<int:pk>/result/", resolutions.resolution_result, name="resolution-result"),
    path("meetings/resolutions/<int:pk>/delete/", meetings_acts.resolution_delete, name="resolution-delete"),
]
