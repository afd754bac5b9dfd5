from django.urls import path
from django.urls.resolvers import URLPattern

from assessments.views import (
    rounds,
    rounds_counts,
    rounds_import,
    rounds_respondents,
    rounds_scores,
    rounds_suggestions,
    rounds_writing,
    what_if,
)

urlpatterns: list[URLPattern] = [
    path("rounds/", rounds.round_list, name="round-list"),
    path("rounds/new/", rounds_writing.round_new, name="round-new"),
    path("rounds/<int:pk>/", rounds.round_detail, name="round-detail"),
    path("rounds/<int:pk>/edit/", rounds_writing.round_edit, name="round-edit"),
    path("rounds/<int:pk>/close/", rounds_writing.round_close, name="round-close"),
    path("rounds/<int:pk>/reopen/", rounds_writing.round_reopen, name="round-reopen"),
    path("rounds/<int:pk>/delete/", rounds_writing.round_delete, name="round-delete"),
    path("rounds/<int:pk>/scores/", rounds_scores.round_scores, name="round-scores"),
    path("rounds/<int:pk>/scores/totals/", rounds_scores.round_totals, name="round-totals"),
    path("rounds/<int:pk>/scores/import/", rounds_import.round_import, name="round-import"),
    path("rounds/<int:pk>/respondents/", rounds_respondents.round_respondents, name="round-respondents"),
    path("rounds/<int:pk>/counts/", rounds_counts.round_counts, name="round-counts"),
    path("rounds/<int:pk>/suggestions/", rounds_suggestions.round_suggestions, name="round-suggestions"),
    path("rounds/<int:pk>/what-if/", what_if.round_what_if, name="round-what-if"),
]
