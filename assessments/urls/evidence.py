"""The addresses of evidence of a round's items."""

from django.urls import URLPattern, path

from assessments.views import evidence

_ITEM = "rounds/<int:pk>/evidence/<str:code>/"

urlpatterns: list[URLPattern] = [
    path("rounds/<int:pk>/evidence/", evidence.round_evidence, name="round-evidence"),
    path(_ITEM, evidence.item_evidence, name="item-evidence"),
    path(f"{_ITEM}attach/", evidence.item_evidence_attach, name="item-evidence-attach"),
    path(f"{_ITEM}new/", evidence.item_evidence_new, name="item-evidence-new"),
    path("rounds/evidence/<int:pk>/detach/", evidence.item_evidence_detach, name="item-evidence-detach"),
]
