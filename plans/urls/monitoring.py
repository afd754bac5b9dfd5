"""The addresses of following a plan."""

from django.urls import path

from plans.views import monitoring, monitoring_reporters, monitoring_reports

urlpatterns = [
    path("<int:pk>/monitoring/", monitoring.monitoring_grid, name="monitoring-grid"),
    path("<int:pk>/monitoring/start/", monitoring.monitoring_start, name="monitoring-start"),
    path("<int:pk>/monitoring/settings/", monitoring.monitoring_settings, name="monitoring-settings"),
    path("<int:pk>/monitoring/reporters/", monitoring_reporters.reporter_list, name="reporter-list"),
    path("<int:pk>/monitoring/reporters/edit/", monitoring_reporters.reporter_edit, name="reporter-edit"),
    path(
        "<int:pk>/monitoring/reporters/suggested/",
        monitoring_reporters.reporters_suggested,
        name="reporters-suggested",
    ),
    path("<int:pk>/monitoring/accept/", monitoring_reports.progress_accept, name="progress-accept"),
    path("<int:pk>/monitoring/remind/", monitoring_reports.progress_remind, name="progress-remind"),
    path("progress/<int:pk>/", monitoring_reports.progress_detail, name="progress-detail"),
    path("progress/<int:pk>/return/", monitoring_reports.progress_return, name="progress-return"),
    path("progress/<int:pk>/take-back/", monitoring_reports.progress_take_back, name="progress-take-back"),
]
