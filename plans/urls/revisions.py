"""Addresses of revisions."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
