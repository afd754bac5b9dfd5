"""The addresses of the library of evidence."""

from django.urls import URLPattern, path

from organisations.views import evidence, evidence_writing

_LIBRARY = "organisations/<int:pk>/evidence/"

urlpatterns: list[URLPattern] = [
    path(_LIBRARY, evidence.evidence_list, name="evidence-list"),
    path(f"{_LIBRARY}new/", evidence_writing.evidence_new, name="evidence-new"),
    path(f"{_LIBRARY}links/new/", evidence_writing.evidence_link_new, name="evidence-link-new"),
    path(f"{_LIBRARY}bin/", evidence.evidence_bin, name="evidence-bin"),
    path("evidence/<int:pk>/", evidence.evidence_detail, name="evidence-detail"),
    path("evidence/<int:pk>/edit/", evidence_writing.evidence_edit, name="evidence-edit"),
    path(
        "evidence/<int:pk>/versions/new/", evidence_writing.evidence_version_new, name="evidence-version-new"
    ),
    path("evidence/<int:pk>/delete/", evidence_writing.evidence_delete, name="evidence-delete"),
    path("evidence/<int:pk>/restore/", evidence_writing.evidence_restore, name="evidence-restore"),
    path("evidence/versions/<int:pk>/", evidence.evidence_file, name="evidence-file"),
    path("evidence/versions/<int:pk>/small/", evidence.evidence_thumbnail, name="evidence-thumbnail"),
]
