"""The addresses of the library of evidence."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
