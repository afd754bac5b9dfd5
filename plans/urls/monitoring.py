"""The addresses of following a plan: its periods, reporters, grid, and what becomes of reports."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
