"""What one is told of by mail: one's own choice, and the address in every digest that switches a kind off."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from organisations.forms.notices import NoticeForm
from organisations.models import NoticeKind
from organisations.notices import switched_off_by
from organisations.pages.form_page import form_page
from organisations.pages.outcome import carried_out
from organisations.requests import SignedInRequest
from organisations.services.notices import choose_notices, unwanted_by


@require_http_methods(["GET", "HEAD", "POST"])
def notice_settings(request: SignedInRequest) -> HttpResponse:
    """The kinds of notices that the person wants."""
    wanted = [kind.value for kind in NoticeKind if kind not in unwanted_by(request.user)]
    form = NoticeForm(request.POST if request.method == "POST" else None, initial={"wanted": wanted})
    if request.method == "POST" and form.is_valid():
        carried_out(form, lambda: choose_notices(by=request.user, unwanted=form.unwanted))
        messages.success(request, "บันทึกการแจ้งเตือนที่ท่านเลือกแล้ว")
        return redirect("organisations:notice-settings")
    profile = reverse("organisations:profile")
    return form_page(
        request,
        form,
        title="การแจ้งเตือนของท่าน",
        lead=_lead(request.user.email),
        crumbs=[{"label": "ข้อมูลส่วนตัว", "url": profile}, {"label": "การแจ้งเตือน"}],
        submit="บันทึก",
        cancel_url=profile,
    )


@login_not_required
@csrf_exempt  # mail programs post here by themselves (RFC 8058); the address is what nobody else has
@require_http_methods(["GET", "HEAD", "POST"])
def notice_off(request: HttpRequest, token: str) -> HttpResponse:
    """Switch off what the address names: asked of people, done at once for mail programs."""
    found = switched_off_by(token)
    if found is None:
        raise Http404
    person, kinds = found
    if request.method == "POST":
        choose_notices(by=person, unwanted=unwanted_by(person) | set(kinds))
    context = {"kinds": [kind.label for kind in kinds], "is_done": request.method == "POST"}
    return _sealed("organisations/notice_off.html", context)


def _lead(address: str) -> str:
    if not address:
        return "บัญชีของท่านยังไม่มีอีเมล จึงยังไม่ได้รับการแจ้งเตือน โปรดแจ้งผู้ดูแลระบบของหน่วยงาน"
    return f"ส่งถึง {address}"


def _sealed(template: str, context: dict[str, Any]) -> HttpResponse:
    """Rendered without the request: it does not know who is signed in."""
    response = HttpResponse(render_to_string(template, context))
    response["Cache-Control"] = "no-store"
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
