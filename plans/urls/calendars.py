"""The addresses of calendar feeds."""

from django.urls import URLPattern, path

from plans.views import calendars

urlpatterns: list[URLPattern] = [
    path("calendars/", calendars.calendar_list, name="calendar-list"),
    path("calendars/new/", calendars.calendar_new, name="calendar-new"),
    path("<int:pk>/calendars/new/", calendars.calendar_new_of_plan, name="calendar-new-of-plan"),
    path("calendars/<int:pk>/revoke/", calendars.calendar_revoke, name="calendar-revoke"),
    path("calendar/<str:token>.ics", calendars.calendar_feed, name="calendar-feed"),
]
