"""Addresses of signing."""

from django.urls import URLPattern, path

from reports.views import signing, submitting

urlpatterns: list[URLPattern] = [
    path("plans/<int:pk>/submit/", submitting.plan_submit, name="plan-submit"),
    path("adjustments/<int:pk>/submit/", submitting.adjustment_submit, name="adjustment-submit"),
    path("steps/<int:pk>/sign/", signing.step_sign, name="step-sign"),
    path("steps/<int:pk>/paper/", signing.step_paper, name="step-paper"),
    path("steps/<int:pk>/meeting/", signing.step_meeting, name="step-meeting"),
]
