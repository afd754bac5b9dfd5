from django.urls import path
from django.urls.resolvers import URLPattern

from assessments.views import (
    improvement,
    improvement_measures,
    improvement_narratives,
    improvement_plan,
    improvement_swoc,
)

measures, plan = improvement_measures, improvement_plan
narratives, swoc = improvement_narratives, improvement_swoc
PLACE = "rounds/<int:pk>/narrative/<str:place>"

urlpatterns: list[URLPattern] = [
    path("rounds/<int:pk>/improvement/", improvement.round_improvement, name="round-improvement"),
    path("rounds/<int:pk>/gaps/raise/", improvement.gap_raise, name="gap-raise"),
    path("rounds/<int:pk>/gaps/new/", improvement.gap_new, name="gap-new"),
    path("gaps/<int:pk>/edit/", improvement.gap_edit, name="gap-edit"),
    path("gaps/<int:pk>/move/", improvement.gap_move, name="gap-move"),
    path("gaps/<int:pk>/delete/", improvement.gap_delete, name="gap-delete"),
    path("rounds/<int:pk>/plan/", measures.round_plan, name="round-plan"),
    path("rounds/<int:pk>/measures/new/", measures.measure_new, name="measure-new"),
    path("rounds/<int:pk>/measures/take-over/", measures.measure_take_over, name="measure-take-over"),
    path("measures/<int:pk>/edit/", measures.measure_edit, name="measure-edit"),
    path("measures/<int:pk>/move/", measures.measure_move, name="measure-move"),
    path("measures/<int:pk>/delete/", measures.measure_delete, name="measure-delete"),
    path("measures/<int:pk>/heading/", plan.measure_heading, name="measure-heading"),
    path("measures/<int:pk>/words/", plan.measure_words, name="measure-words"),
    path("measures/<int:pk>/activities/", plan.measure_activities, name="measure-activities"),
    path("measures/<int:pk>/activities/new/", plan.measure_activity_new, name="measure-activity-new"),
    path("rounds/<int:pk>/swoc/", swoc.round_swoc, name="round-swoc"),
    path("rounds/<int:pk>/swoc/add/", swoc.swoc_add, name="swoc-add"),
    path("swoc/<int:pk>/edit/", swoc.swoc_edit, name="swoc-edit"),
    path("swoc/<int:pk>/move/", swoc.swoc_move, name="swoc-move"),
    path("swoc/<int:pk>/delete/", swoc.swoc_delete, name="swoc-delete"),
    path("rounds/<int:pk>/narrative/", narratives.round_narrative, name="round-narrative"),
    path(f"{PLACE}/", narratives.narrative_edit, name="narrative-edit"),
    path(f"{PLACE}/preview/", narratives.narrative_preview, name="narrative-preview"),
    path(f"{PLACE}/again/", narratives.narrative_again, name="narrative-again"),
]
