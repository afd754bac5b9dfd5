"""Addresses of scans."""

from django.urls import path

from plans.views import scans

urlpatterns = [
    path("organisations/<int:pk>/scans/", scans.scan_list, name="scan-list"),
    path("organisations/<int:pk>/scans/new/", scans.scan_new, name="scan-new"),
    path("scans/<int:pk>/", scans.scan_file, name="scan-file"),
    path("scans/<int:pk>/place/", scans.scan_place, name="scan-place"),
]
