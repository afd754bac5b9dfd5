from django.urls import path

from reports.formats import Format
from reports.views import documents, home, jobs

app_name = "reports"

urlpatterns = [
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
    path("jobs/<int:pk>/", jobs.job, name="job"),
    path("jobs/<int:pk>/file/", jobs.job_file, name="job-file"),
    path("jobs/<int:pk>/again/", jobs.job_again, name="job-again"),
]
