"""Addresses of revisions."""

from django.urls import URLPattern, path

from plans.views import revisions, revisions_compare

urlpatterns: list[URLPattern] = [
    path("<int:pk>/revisions/", revisions.revision_list, name="revision-list"),
    path("revisions/<int:pk>/", revisions.revision_detail, name="revision-detail"),
    path("revisions/<int:pk>/compare/", revisions_compare.revision_compare, name="revision-compare"),
    path("revisions/<int:pk>/paper.pdf", revisions.revision_paper, name="revision-paper"),
    path("revisions/<int:pk>/approved.pdf", revisions.revision_approved, name="revision-approved"),
]
