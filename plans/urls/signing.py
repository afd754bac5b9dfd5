"""Addresses of what is done at a step beside signing it."""

from django.urls import URLPattern, path

from plans.views import signing

urlpatterns: list[URLPattern] = [
    path("steps/<int:pk>/return/", signing.step_return, name="step-return"),
    path("steps/<int:pk>/delegate/", signing.step_delegate, name="step-delegate"),
    path("revisions/<int:pk>/withdraw/", signing.revision_withdraw, name="revision-withdraw"),
]
