"""The addresses of evidence of a round's items."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
