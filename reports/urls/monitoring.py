"""The addresses of documents of monitoring."""

from django.urls import URLPattern, path

from reports.monitoring.files import FORMATS
from reports.views import monitoring

urlpatterns: list[URLPattern] = [
    path("plans/<int:pk>/progress-report/", monitoring.progress_report, name="progress-report"),
    *(
        path(
            f"plans/<int:pk>/progress-report.{format.ending}",
            monitoring.progress_report_file,
            {"format": format},
            name=f"progress-report-{format.value}",
        )
        for format in FORMATS
    ),
]
