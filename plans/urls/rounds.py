"""The addresses of monitoring rounds."""

from django.urls import URLPattern, path

from plans.views import round_closing, round_writing, rounds

urlpatterns: list[URLPattern] = [
    path("<int:pk>/rounds/", rounds.round_list, name="round-list"),
    path("<int:pk>/rounds/new/", rounds.round_new, name="round-new"),
    path("rounds/<int:pk>/", rounds.round_detail, name="round-detail"),
    path("rounds/<int:pk>/edit/", round_writing.round_edit, name="round-edit"),
    path("rounds/<int:pk>/draft/", round_writing.round_draft, name="round-draft"),
    path("rounds/<int:pk>/draft/drop/", round_writing.round_draft_drop, name="round-draft-drop"),
    path("rounds/<int:pk>/drop/", round_writing.round_drop, name="round-drop"),
    path("rounds/<int:pk>/evidence/", round_writing.round_evidence, name="round-evidence"),
    path(
        "rounds/evidence/<int:pk>/detach/",
        round_writing.round_evidence_detach,
        name="round-evidence-detach",
    ),
    path("rounds/<int:pk>/remind/", rounds.round_remind, name="round-remind"),
    path("rounds/<int:pk>/close/", round_closing.round_close, name="round-close"),
    path("rounds/<int:pk>/reopen/", round_closing.round_reopen, name="round-reopen"),
    path("rounds/closings/<int:pk>/", rounds.round_closing, name="round-closing"),
]
