"""Gaps, measures and entries as pages reach them, and what their pages share."""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import models
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from assessments.models import Round
from assessments.views.reach import crumbs, editable_round
from organisations.pages.outcome import carried_out
from organisations.requests import SignedInRequest

Model = TypeVar("Model", bound=models.Model)
IMPROVEMENT = "Gap และมาตรการ"


def editable(request: SignedInRequest, rows: models.QuerySet[Model], pk: int) -> Model:
    """One of the visible rows of a round that the person may change now."""
    found: Any = get_object_or_404(rows, pk=pk)
    found.round = editable_round(request, found.round_id)
    return found


def done(form: BaseForm, act: Callable[[], Any]) -> Any:
    """The act's result, if the form is valid. None where it, the act, or the state of the plan refuses."""
    try:
        return carried_out(form, act)
    except PermissionDenied as refused:  # the round was asked before: this is the plan's reason
        form.add_error(None, str(refused))
    return None


def step_of(request: SignedInRequest) -> int:
    """Up (-1) or down (1), as the button says."""
    return -1 if request.POST.get("step") == "up" else 1


def improvement_url(of_round: Round, at: str = "") -> str:
    """The page of gaps and measures, at one of them."""
    return reverse("assessments:round-improvement", args=[of_round.pk]) + (f"#{at}" if at else "")


def form_page(
    request: SignedInRequest,
    of_round: Round,
    form: BaseForm,
    *,
    heading: str,
    submit: str,
    cancel_url: str = "",
    current: Iterable[tuple[str, str]] = (),
    template: str = "assessments/improvement_form.html",
    **more: Any,
) -> HttpResponse:
    """A form of the round; ``current`` is what somebody else wrote. 422 while something is wrong."""
    context = {
        "round": of_round,
        "form": form,
        "heading": heading,
        "submit": submit,
        "cancel_url": cancel_url or improvement_url(of_round),
        "current": list(current),
        "crumbs": crumbs(of_round, heading),
    }
    return render(request, template, context | more, status=422 if form.errors else 200)


def ask(
    request: SignedInRequest, of_round: Round, *, title: str, text: str, cancel_url: str = "", **more: Any
) -> HttpResponse:
    """A question before something is taken away."""
    context = {
        "round": of_round,
        "title": title,
        "text": text,
        "danger": True,
        "confirm_label": "ลบ",
        "cancel_url": cancel_url or improvement_url(of_round),
    }
    return render(request, "confirm.html", context | more)


def said(request: SignedInRequest, words: str) -> None:
    messages.success(request, words)
