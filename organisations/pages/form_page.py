"""The page of any form."""

from typing import Any

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def form_page(request: HttpRequest, form: BaseForm, template: str = "", **context: Any) -> HttpResponse:
    """The form with its title, lead, crumbs, submit and cancel_url; 422 while something in it is wrong."""
    status = 422 if form.errors else 200
    return render(request, template or "organisations/form.html", {"form": form, **context}, status=status)
