"""The addresses of reports as their owners write them."""

from django.urls import URLPattern, path

from plans.views import progress, progress_evidence, report_links

urlpatterns: list[URLPattern] = [
    path("reports/", progress.own_reports, name="own-reports"),
    path("reports/<int:pk>/", progress.progress_edit, name="progress-edit"),
    path("reports/<int:pk>/draft/", progress.progress_draft, name="progress-draft"),
    path("reports/<int:pk>/draft/drop/", progress.progress_draft_drop, name="progress-draft-drop"),
    path(
        "reports/<int:pk>/evidence/",
        progress_evidence.progress_evidence_choose,
        name="progress-evidence-choose",
    ),
    path("report-links/<int:pk>/revoke/", report_links.report_link_revoke, name="report-link-revoke"),
    # For whoever has the address. Servers in front must not log these paths: docs/operations.md.
    path("r/<str:token>/", report_links.report_link, name="report-link"),
    path("r/<str:token>/draft/", report_links.report_link_draft, name="report-link-draft"),
]
