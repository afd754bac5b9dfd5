"""The addresses of what people are told of, and of channels."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
