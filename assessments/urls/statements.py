from django.urls import path
from django.urls.resolvers import URLPattern

from assessments.views import statements

PLACE = "organisations/<int:pk>"

urlpatterns: list[URLPattern] = [
    path(f"{PLACE}/statements/", statements.statement_list, name="statement-list"),
    path(f"{PLACE}/statements/copy/", statements.statement_copy, name="statement-copy"),
    path(f"{PLACE}/statements/<int:indicator>/", statements.statement_edit, name="statement-edit"),
    path(f"{PLACE}/question-notes/<slug:framework>/", statements.question_notes, name="question-notes"),
]
