"""Addresses of trails."""

from django.urls import path

from organisations.views import trails

urlpatterns = [
    path("organisations/<int:pk>/trail/", trails.trail, name="trail"),
    path("organisations/<int:pk>/trail/export/", trails.trail_export, name="trail-export"),
]
