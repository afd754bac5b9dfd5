from django.urls import path
from django.urls.resolvers import URLPattern

from assessments.views import comparison, comparison_national, comparison_units

urlpatterns: list[URLPattern] = [
    path("comparison/<int:pk>/", comparison.comparison, name="comparison"),
    path("comparison/<int:pk>/units/", comparison_units.comparison_units, name="comparison-units"),
    path("comparison/national/", comparison_national.comparison_national, name="comparison-national"),
    path(
        "comparison/national.xlsx",
        comparison_national.comparison_national_sheet,
        name="comparison-national-sheet",
    ),
]
