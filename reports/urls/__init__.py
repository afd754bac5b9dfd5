from django.urls import path

from reports.formats import Format
from reports.rounds.files import RoundKind
from reports.urls import checking, committees, monitoring, signing
from reports.views import arranging, documents, home, jobs, letters, marks, rounds, templates

app_name = "reports"

urlpatterns = [
    *checking.urlpatterns,
    *committees.urlpatterns,
    *signing.urlpatterns,
    *monitoring.urlpatterns,
    path("", home.home, name="home"),
    path("activities/", home.activity_list, name="activity-list"),
    path("plans/<int:pk>/plan.pdf", documents.plan_file, {"format": Format.PDF}, name="plan-pdf"),
    path("plans/<int:pk>/plan.xlsx", documents.plan_file, {"format": Format.XLSX}, name="plan-xlsx"),
    path("plans/<int:pk>/plan.docx", documents.plan_file, {"format": Format.DOCX}, name="plan-docx"),
    path("plans/<int:pk>/plan.csv", documents.plan_file, {"format": Format.CSV}, name="plan-csv"),
    path("plans/<int:pk>/plan.json", documents.plan_file, {"format": Format.JSON}, name="plan-json"),
    path(
        "plans/<int:pk>/plan-archive.pdf",
        documents.plan_file,
        {"format": Format.ARCHIVE},
        name="plan-archive",
    ),
    path("plans/<int:pk>/documents/", documents.plan_documents, name="plan-documents"),
    path(
        "plans/<int:pk>/documents/<slug:document>/",
        arranging.plan_document_edit,
        name="plan-document-edit",
    ),
    path("document-templates/", templates.template_list, name="template-list"),
    path("document-templates/add/", templates.template_new, name="template-new"),
    path("document-templates/<int:pk>/", templates.template_edit, name="template-edit"),
    path("document-templates/<int:pk>/preview.pdf", templates.template_preview, name="template-preview"),
    path("document-templates/<int:pk>/delete/", templates.template_delete, name="template-delete"),
    path("organisations/<int:pk>/marks/", marks.organisation_marks, name="organisation-marks"),
    path("organisations/<int:pk>/marks/<slug:mark>/", marks.organisation_mark, name="organisation-mark"),
    path("jobs/<int:pk>/", jobs.job, name="job"),
    path("jobs/<int:pk>/file/", jobs.job_file, name="job-file"),
    path("jobs/<int:pk>/again/", jobs.job_again, name="job-again"),
    path("plans/<int:pk>/letters/prepare/", letters.letter_choose, name="letter-choose"),
    path("plans/<int:pk>/letters/prepare/<str:kind>/", letters.letter_new, name="letter-new"),
    path("letters/<int:pk>/preview/", letters.letter_preview, name="letter-preview"),
    path("letters/<int:pk>/letter.pdf", letters.letter_as_file, {"format": Format.PDF}, name="letter-pdf"),
    path("letters/<int:pk>/letter.docx", letters.letter_as_file, {"format": Format.DOCX}, name="letter-docx"),
    path("rounds/<int:pk>/documents/", rounds.round_documents, name="round-documents"),
    path("rounds/<int:pk>/report/", rounds.round_report_page, name="round-report-page"),
    path(
        "rounds/<int:pk>/report.pdf",
        rounds.round_file,
        {"kind": RoundKind.REPORT, "format": Format.PDF},
        name="round-report",
    ),
    path(
        "rounds/<int:pk>/report.docx",
        rounds.round_file,
        {"kind": RoundKind.REPORT, "format": Format.DOCX},
        name="round-report-docx",
    ),
    path(
        "rounds/<int:pk>/score-sheet.pdf",
        rounds.round_file,
        {"kind": RoundKind.SHEET, "format": Format.PDF},
        name="round-sheet",
    ),
    path(
        "rounds/<int:pk>/strip.pdf",
        rounds.round_file,
        {"kind": RoundKind.STRIP, "format": Format.PDF},
        name="round-strip",
    ),
    path(
        "organisations/<int:pk>/briefings/<int:instrument>.pdf",
        rounds.briefing_file,
        {"format": Format.PDF},
        name="briefing",
    ),
    path(
        "organisations/<int:pk>/briefings/<int:instrument>.docx",
        rounds.briefing_file,
        {"format": Format.DOCX},
        name="briefing-docx",
    ),
]
