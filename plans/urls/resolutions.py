"""Addresses of what resolutions of meetings become in plans."""

from django.urls import URLPattern, path

from plans.views import resolutions

urlpatterns: list[URLPattern] = [
    path(
        "resolutions/<int:pk>/activity/",
        resolutions.resolution_activity,
        name="resolution-activity",
    ),
]
