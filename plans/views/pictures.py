"""The pictures below the sections of a plan; their files are served through the plan's door alone."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from plans.facts import picture_content
from plans.forms.charters import CaptionForm, PictureForm
from plans.models import PlanPicture
from plans.services import pictures
from plans.views import reach
from plans.views.answers import ask, refuse, step
from plans.views.request import PlanRequest


@require_safe
def picture(request: PlanRequest, pk: int) -> HttpResponse:
    """The file itself, for those who may see the plan."""
    found = reach.visible_picture(request, pk)
    content = picture_content(found).read()
    if not content:
        raise Http404
    response = HttpResponse(content, content_type=found.media_type)
    # A picture never changes: another file has another address.
    response["Cache-Control"] = "private, max-age=86400, immutable"
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def picture_new(request: PlanRequest, pk: int) -> HttpResponse:
    """One more picture below a section."""
    section = reach.section(request, pk)
    form = PictureForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        values = form.cleaned_data
        try:
            pictures.add_picture(
                by=request.user, section=section, data=values["file"], caption=values["caption"]
            )
        except ValidationError as error:
            refuse(form, error)
        else:
            messages.success(request, "เพิ่มภาพแล้ว")
            return redirect("plans:section-edit", pk=section.pk)
    context = {"form": form, "section": section, "plan": section.plan}
    return render(request, "plans/picture_form.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def picture_edit(request: PlanRequest, pk: int) -> HttpResponse:
    """The caption."""
    found = reach.picture(request, pk)
    form = CaptionForm(request.POST or None, initial={"caption": found.caption})
    if form.is_valid():
        pictures.save_caption(by=request.user, picture=found, caption=form.cleaned_data["caption"])
        messages.success(request, "บันทึกคำบรรยายภาพแล้ว")
        return _back(found)
    context = {"form": form, "section": found.section, "plan": found.plan, "picture": found}
    return render(request, "plans/picture_form.html", context, status=422 if form.is_bound else 200)


@require_POST
def picture_move(request: PlanRequest, pk: int) -> HttpResponse:
    """One place up or down below its section."""
    found = reach.picture(request, pk)
    pictures.move_picture(by=request.user, picture=found, step=step(request))
    messages.success(request, "ย้ายภาพแล้ว")
    return _back(found)


@require_http_methods(["GET", "HEAD", "POST"])
def picture_delete(request: PlanRequest, pk: int) -> HttpResponse:
    """Away, after asking."""
    found = reach.picture(request, pk)
    if request.method != "POST":
        return ask(
            request,
            title="ลบภาพนี้หรือไม่",
            text=f"ภาพ “{found.caption}” จะถูกลบออกจากแผน",
            confirm_label="ลบภาพ",
            cancel_url=reverse("plans:section-edit", args=[found.section_id]),
        )
    pictures.delete_picture(by=request.user, picture=found)
    messages.success(request, "ลบภาพแล้ว")
    return _back(found)


def _back(found: PlanPicture) -> HttpResponse:
    return redirect("plans:section-edit", pk=found.section_id)
