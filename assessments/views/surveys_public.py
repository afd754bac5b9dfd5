"""Answering an own survey: pages for everybody who has a link, of whom nothing is asked and nothing kept.

They are rendered without the request, so that they cannot know who is signed in; no cookie is set and no
session begun. Their forms carry no token against forgery: the link itself is what nobody else has, and a
page without a referrer could not prove where it came from.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from assessments.forms.surveys_answers import AnswerForm
from assessments.services.surveys_answers import give_answer
from assessments.surveys.pace import is_within_limits
from assessments.surveys.reach import RefusedError, Why, group_of_key, group_of_token, require_open
from assessments.surveys.tokens import visit_token

STATUS = {Why.UNKNOWN: 404, Why.USED: 410, Why.EARLY: 403, Why.LATE: 410}
TOO_MANY = "มีการส่งคำตอบจากเครือข่ายเดียวกันจำนวนมากในเวลาใกล้กัน คำตอบของท่านยังอยู่ครบ โปรดรอสักครู่แล้วส่งอีกครั้ง"
View = Callable[..., HttpResponse]


def _sealed(view: View) -> View:
    """For everybody; refusals have their page, and nothing of the page stays or is told to anybody."""

    @wraps(view)
    def answered(request: HttpRequest, **named: str) -> HttpResponse:
        try:
            response = view(request, **named)
        except RefusedError as refused:
            response = _page("refused", status=STATUS[refused.why], why=refused.why, survey=refused.survey)
        response["Cache-Control"] = "no-store"
        response["Referrer-Policy"] = "no-referrer"
        response["X-Robots-Tag"] = "noindex, nofollow"
        # Django logs the address of every refusal: which link, and when.
        response._has_been_logged = True  # type: ignore[attr-defined]
        return response

    return login_not_required(csrf_exempt(answered))


@_sealed
@require_safe
def survey_group(request: HttpRequest, key: str) -> HttpResponse:
    """Where the QR of a group leads: to a questionnaire of the visitor's own; nothing of it is kept yet."""
    require_open(group_of_key(key).survey)
    return redirect("assessments:survey-answer", visit_token(key))


@_sealed
@require_http_methods(["GET", "HEAD", "POST"])
def survey_answer(request: HttpRequest, token: str) -> HttpResponse:
    """The questionnaire; sent, it is taken once. To look at it uses nothing up."""
    survey = group_of_token(token).survey
    form = AnswerForm(request.POST if request.method == "POST" else None, survey=survey, token=token)
    status = 200
    if form.is_bound:
        status = 422
        is_complete = form.is_valid()
        if not is_within_limits(request, survey):
            form.add_error(None, TOO_MANY)
            status = 429
        elif is_complete:
            give_answer(token=token, places=form.places(), remark=form.remark)
            return redirect("assessments:survey-thanks")
    return _page("answer", status=status, survey=survey, form=form)


@_sealed
@require_safe
def survey_thanks(request: HttpRequest) -> HttpResponse:
    """The same for everybody."""
    return _page("thanks")


def _page(name: str, *, status: int = 200, **context: Any) -> HttpResponse:
    """A page made without the request."""
    return HttpResponse(render_to_string(f"assessments/survey_{name}.html", context), status=status)
