"""Writing one report by a link, without signing in; and the secretary taking such a link back.

The pages are rendered without the request, so that they cannot know who is signed in, and lead nowhere else.
Their forms carry no token against forgery: the link itself is what nobody else has, and a page without a
referrer could not prove where it came from. Why a link opens nothing is never said.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from ita_portal.render.text import printable
from organisations.access import Permission, require
from organisations.pace import is_within
from plans.forms.progress import ProgressForm
from plans.models import Progress, ReportLink
from plans.monitoring.addresses import link_of
from plans.monitoring.usable_links import Opens, what_opens
from plans.services.report_links import note_use, revoke_link
from plans.views.answers import ask
from plans.views.open_report import OpenReport
from plans.views.progress import drafted, written
from plans.views.request import PlanRequest

# Wrong addresses from one place, before it is asked to wait.
GUESSES = "30/m/key,120/h/key"
_WHAT = "plans.report_links"
_TYPED = ("narrative", "problems", "suggestions", "internal_note", "lesson")
View = Callable[..., HttpResponse]


class _RefusedError(Exception):
    """The link opens nothing."""


def _sealed(view: View) -> View:
    """For everybody; nothing of the page stays anywhere or is told to anybody."""

    @wraps(view)
    def answered(request: HttpRequest, token: str) -> HttpResponse:
        if not is_within(request, _WHAT, GUESSES, counts=False):
            response = _page("wait", status=429)
        else:
            try:
                response = view(request, _link(request, token), token)
            except (_RefusedError, Http404):
                response = _page("refused", status=410, typed=_typed(request))
        response["Cache-Control"] = "no-store"
        response["Referrer-Policy"] = "no-referrer"
        response["X-Robots-Tag"] = "noindex, nofollow"
        # Django logs the address of every refusal: which link, and when.
        response._has_been_logged = True  # type: ignore[attr-defined]
        return response

    return login_not_required(csrf_exempt(answered))


@_sealed
@require_http_methods(["GET", "HEAD", "POST"])
def report_link(request: HttpRequest, link: ReportLink, token: str) -> HttpResponse:
    """The form of the link's report, written as the link's person; once handed in, that it was."""
    opens = what_opens(link)
    if opens is Opens.NOTHING or (opens is Opens.RECEIPT and request.method == "POST"):
        raise _RefusedError
    note_use(link)
    if opens is Opens.RECEIPT:
        return _page("sent", progress=link.progress)
    opened = OpenReport(link.progress, link.user, by_link=True)
    if request.method != "POST":
        return _form(opened, opened.form(), token)
    answer = written(opened, request.POST, request.FILES)
    if answer.form is None:
        return redirect("plans:report-link", token)
    if opened.refused:
        raise _RefusedError
    return _form(opened, answer.form, token, answer.status)


@_sealed
@require_POST
def report_link_draft(request: HttpRequest, link: ReportLink, token: str) -> HttpResponse:
    """Keep what was typed so far."""
    if what_opens(link) is not Opens.FORM:
        return JsonResponse({"error": "ใช้ลิงก์นี้ไม่ได้แล้ว โปรดคัดลอกข้อความของท่านไว้"}, status=410)
    return drafted(OpenReport(link.progress, link.user, by_link=True), request.POST)


@require_http_methods(["GET", "HEAD", "POST"])
def report_link_revoke(request: PlanRequest, pk: int) -> HttpResponse:
    """Take a link back, after asking."""
    links = ReportLink.objects.visible_to(request.user).select_related(
        "user", "progress__period", "progress__activity__part__plan__organisation"
    )
    link: ReportLink = get_object_or_404(links, pk=pk)
    request.current_organisation = link.organisation
    require(request.user, Permission.MONITORING_EDIT, link.progress)
    back = reverse("plans:progress-detail", args=[link.progress_id])
    if request.method != "POST":
        return ask(
            request,
            title="เพิกถอนลิงก์รายงานผลนี้หรือไม่",
            text=f"ลิงก์ของ{link.user}จะใช้ไม่ได้ทันที ผู้รายงานยังเข้าสู่ระบบเพื่อรายงานผลได้ตามปกติ",
            confirm_label="เพิกถอนลิงก์",
            cancel_url=back,
        )
    try:
        revoke_link(by=request.user, link=link)
        messages.success(request, "เพิกถอนลิงก์แล้ว")
    except ValidationError as error:
        messages.info(request, error.messages[0])
    return redirect(back)


def _link(request: HttpRequest, token: str) -> ReportLink:
    """The link of the address; one that we did not make is counted against whoever asks."""
    link = link_of(token)
    if link is None:
        is_within(request, _WHAT, GUESSES)
        raise _RefusedError
    return link


def _form(opened: OpenReport, form: ProgressForm, token: str, status: int = 200) -> HttpResponse:
    return _page(
        "form",
        status=status,
        opened=opened,
        progress=opened.progress,
        form=form,
        draft_url=reverse("plans:report-link-draft", args=[token]),
    )


def _typed(request: HttpRequest) -> list[tuple[str, str]]:
    """What was typed into a form that came too late, given back to be copied."""
    labels = ((name, Progress._meta.get_field(name).verbose_name) for name in _TYPED)  # type: ignore[union-attr]
    said = ((str(label), printable(request.POST.get(name, ""))) for name, label in labels)
    return [(label, text) for label, text in said if text.strip()]


def _page(name: str, *, status: int = 200, **context: Any) -> HttpResponse:
    """A page made without the request."""
    return HttpResponse(render_to_string(f"plans/report_{name}.html", context), status=status)
