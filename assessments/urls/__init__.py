"""The addresses of the room, a file for each of its parts."""

from assessments.urls import comparison, evidence, frameworks, improvement, rounds, statements, surveys

app_name = "assessments"

urlpatterns = [
    *frameworks.urlpatterns,
    *rounds.urlpatterns,
    *comparison.urlpatterns,
    *improvement.urlpatterns,
    *surveys.urlpatterns,
    *statements.urlpatterns,
    *evidence.urlpatterns,
]
