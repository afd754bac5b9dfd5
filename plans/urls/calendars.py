"""The addresses of calendar feeds."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
