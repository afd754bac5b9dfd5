from django.urls import path
from django.urls.resolvers import URLPattern

from assessments.views import surveys, surveys_groups, surveys_public, surveys_writing

urlpatterns: list[URLPattern] = [
    path("rounds/<int:pk>/surveys/", surveys.survey_list, name="survey-list"),
    path("rounds/<int:pk>/surveys/new/", surveys_writing.survey_new, name="survey-new"),
    path("rounds/<int:pk>/practice/", surveys.survey_practice_round, name="survey-practice-round"),
    path("surveys/<int:pk>/", surveys.survey_detail, name="survey-detail"),
    path("surveys/<int:pk>/edit/", surveys_writing.survey_edit, name="survey-edit"),
    path("surveys/<int:pk>/close/", surveys.survey_close, name="survey-close"),
    path("surveys/<int:pk>/delete/", surveys.survey_delete, name="survey-delete"),
    path("surveys/<int:pk>/groups/new/", surveys_groups.survey_add_group, name="survey-add-group"),
    path("survey-groups/<int:pk>/edit/", surveys_groups.survey_edit_group, name="survey-edit-group"),
    path("survey-groups/<int:pk>/delete/", surveys_groups.survey_delete_group, name="survey-delete-group"),
    path("survey-groups/<int:pk>/links/", surveys_groups.survey_make_links, name="survey-make-links"),
    path(
        "survey-groups/<int:pk>/links/cancel/", surveys_groups.survey_cancel_links, name="survey-cancel-links"
    ),
    path("survey-groups/<int:pk>/poster/", surveys_groups.survey_poster, name="survey-poster"),
    # For everybody who has the address. Servers in front must not log these paths: docs/operations.md.
    path("answer/thanks/", surveys_public.survey_thanks, name="survey-thanks"),
    path("answer/group/<slug:key>/", surveys_public.survey_group, name="survey-group"),
    path("answer/<str:token>/", surveys_public.survey_answer, name="survey-answer"),
]
