from django.urls import path
from django.urls.resolvers import URLPattern

from assessments.views import rounds

urlpatterns: list[URLPattern] = [
    path("rounds/", rounds.round_list, name="round-list"),
    path("rounds/<int:pk>/", rounds.round_detail, name="round-detail"),
]
