"""Addresses of trails."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
