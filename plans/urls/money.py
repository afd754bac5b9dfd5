"""The addresses of budget lines and the ledger."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
