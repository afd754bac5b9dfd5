"""The address in the QR of printed plans."""

from django.urls import path

from reports.views import checking

urlpatterns = [path("check/<str:token>/", checking.revision_check, name="revision-check")]
