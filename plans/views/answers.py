"""What several views answer with: a refusal put at its field, a step up or down, a page that asks first."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import render

from organisations.form_errors import show_errors
from plans.views.request import PlanRequest

# Names of columns whose field in the forms is called otherwise.
_FIELDS = {"budget_text": "budget", "budget_amount": "budget", "period_text": "period"}


def refuse(form: forms.Form, error: ValidationError) -> None:
    """Put what a service refused at the fields of the form, the rest above it."""
    show_errors(form, error, _FIELDS)


def step(request: PlanRequest) -> int:
    """The posted direction: -1 up, 1 down. Anything else is no address of ours."""
    try:
        return {"-1": -1, "1": 1}[request.POST.get("step", "")]
    except KeyError:
        raise Http404 from None


def ask(request: PlanRequest, **question: Any) -> HttpResponse:
    """The page that asks before something is taken away or (danger=False) sent; components/confirm.html."""
    return render(request, "plans/confirm.html", {"danger": True} | question)
