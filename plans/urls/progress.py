"""The addresses of reports as their owners write them."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
