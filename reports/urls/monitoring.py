"""The addresses of documents of monitoring."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
