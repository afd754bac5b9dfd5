"""Loading a framework from a file: chosen, looked over, then confirmed."""

import json
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from assessments.forms.frameworks import ConfirmForm, FrameworkFileForm
from assessments.models import Framework
from assessments.services.frameworks import Loading, load_framework, preview
from organisations.access import require_central
from organisations.requests import SignedInRequest

CONFIRM = "confirm"  # the button under the preview


@require_http_methods(["GET", "HEAD", "POST"])
def framework_load(request: SignedInRequest) -> HttpResponse:
    """Choose a file, look over what it changes, then load it."""
    require_central(request.user)
    if request.method == "POST" and CONFIRM in request.POST:
        return _confirmed(request)
    form = FrameworkFileForm(request.POST, request.FILES) if request.method == "POST" else FrameworkFileForm()
    if form.is_bound and form.is_valid():
        name, facts = form.cleaned_data["file"]
        confirm = {"facts": json.dumps(facts, ensure_ascii=False), "source_name": name}
        return _looked_over(request, facts, ConfirmForm(initial=confirm))
    return _page(request, {"form": form}, 422 if form.errors else 200)


def _confirmed(request: SignedInRequest) -> HttpResponse:
    confirm = ConfirmForm(request.POST)
    if not confirm.is_valid():
        messages.error(request, "ไม่พบไฟล์ที่ตรวจสอบไว้ โปรดเลือกไฟล์อีกครั้ง")
        return _page(request, {"form": FrameworkFileForm()}, 422)
    try:
        framework: Framework = load_framework(by=request.user, **confirm.cleaned_data)
    except ValidationError as error:
        return _looked_over(request, confirm.cleaned_data["facts"], confirm, error.messages)
    messages.success(request, f"นำเข้ากรอบ {framework.code} แล้ว ปัจจุบันเป็นฉบับที่ {framework.version}")
    return redirect(framework)


def _looked_over(
    request: SignedInRequest, facts: Any, confirm: ConfirmForm, refusals: list[str] | None = None
) -> HttpResponse:
    """What the facts would change, to be confirmed; or all that is wrong with them."""
    loading: Loading | None = None
    try:
        loading = preview(facts=facts)
    except ValidationError as error:
        refusals = error.messages
    context = {"form": FrameworkFileForm(), "confirm": confirm, "loading": loading, "refusals": refusals}
    return _page(request, context, 422 if refusals else 200)


def _page(request: SignedInRequest, context: dict[str, Any], status: int) -> HttpResponse:
    list_url = reverse("assessments:framework-list")
    crumbs = [{"label": "กรอบการประเมิน", "url": list_url}, {"label": "นำเข้า"}]
    known = {"crumbs": crumbs, "cancel_url": list_url, "confirm_name": CONFIRM}
    return render(request, "assessments/framework_load.html", {**known, **context}, status=status)
