from django.urls import path

from reports.documents import Format
from reports.views import documents, home

app_name = "reports"

urlpatterns = [
    path("", home.home, name="home"),
    path("activities/", home.activity_list, name="activity-list"),
    path("plans/<int:pk>/plan.pdf", documents.plan_file, {"format": Format.PDF}, name="plan-pdf"),
    path("plans/<int:pk>/plan.xlsx", documents.plan_file, {"format": Format.XLSX}, name="plan-xlsx"),
    path("plans/<int:pk>/plan.json", documents.plan_file, {"format": Format.JSON}, name="plan-json"),
]
