"""The addresses of monitoring rounds."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
