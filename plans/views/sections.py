"""The narrative of a plan and of its project charters."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST
from js_asset import Media

from organisations.services.errors import StaleError
from plans.forms.narrative import SectionForm
from plans.models import ActionPlan, Charter, PlanSection
from plans.services import sections
from plans.views import reach
from plans.views.answers import ask, refuse, step
from plans.views.request import PlanRequest

STALE = "มีผู้แก้ไขส่วนเนื้อหานี้ก่อนท่าน ข้อความของท่านยังอยู่ครบ โปรดตรวจสอบเทียบกับข้อความปัจจุบันด้านล่าง แล้วบันทึกอีกครั้ง"


@require_http_methods(["GET", "HEAD", "POST"])
def section_new(request: PlanRequest, pk: int) -> HttpResponse:
    """A new section at the end of the narrative."""
    return _new(request, reach.editable_plan(request, pk), None)


@require_http_methods(["GET", "HEAD", "POST"])
def charter_section_new(request: PlanRequest, pk: int) -> HttpResponse:
    """One more heading at the end of a project charter."""
    charter = reach.charter(request, pk)
    return _new(request, charter.plan, charter)


def _new(request: PlanRequest, plan: ActionPlan, charter: Charter | None) -> HttpResponse:
    form = SectionForm(request.POST or None, initial={"base_version": 0})
    if form.is_valid():
        words = {name: form.cleaned_data[name] for name in ("title", "html")}
        try:
            sections.add_section(by=request.user, plan=plan, charter=charter, **words)
        except ValidationError as error:
            refuse(form, error)
        else:
            messages.success(request, "เพิ่มส่วนเนื้อหาแล้ว")
            return redirect(_home(plan, charter))
    return _page(request, form, plan, charter)


@require_http_methods(["GET", "HEAD", "POST"])
def section_edit(request: PlanRequest, pk: int) -> HttpResponse:
    """The section's heading and text; its pictures lead to pages of their own."""
    section = reach.section(request, pk)
    initial = {"base_version": section.version, "title": section.title, "html": section.html}
    form = SectionForm(request.POST or None, initial=initial)
    current = None
    if form.is_valid():
        try:
            sections.save_section(by=request.user, section=section, **form.cleaned_data)
        except StaleError:
            section.refresh_from_db()
            current = section
            form.begin_again(section.version, STALE)
        except ValidationError as error:
            refuse(form, error)
        else:
            messages.success(request, "บันทึกแล้ว")
            return redirect(_home(section.plan, section.charter))
    return _page(request, form, section.plan, section.charter, section=section, current=current)


@require_POST
def section_move(request: PlanRequest, pk: int) -> HttpResponse:
    """One place up or down among those beside it."""
    section = reach.section(request, pk)
    sections.move_section(by=request.user, section=section, step=step(request))
    messages.success(request, "ย้ายส่วนเนื้อหาแล้ว")
    return redirect(_home(section.plan, section.charter))


@require_http_methods(["GET", "HEAD", "POST"])
def section_delete(request: PlanRequest, pk: int) -> HttpResponse:
    """Away, after asking."""
    section = reach.section(request, pk)
    if request.method != "POST":
        return ask(
            request,
            title="ลบส่วนเนื้อหานี้หรือไม่",
            text=f"“{section.title}” พร้อมข้อความและภาพประกอบทั้งหมดในส่วนนี้จะถูกลบ",
            confirm_label="ลบส่วนเนื้อหา",
            cancel_url=reverse("plans:section-edit", args=[section.pk]),
        )
    sections.delete_section(by=request.user, section=section)
    messages.success(request, "ลบส่วนเนื้อหาแล้ว")
    return redirect(_home(section.plan, section.charter))


def _page(
    request: PlanRequest,
    form: SectionForm,
    plan: ActionPlan,
    charter: Charter | None,
    *,
    section: PlanSection | None = None,
    current: object = None,
) -> HttpResponse:
    media = Media.from_media(form.media, nonce=request.csp_nonce)
    context = {"form": form, "plan": plan, "section": section, "current": current, "media": media}
    context |= {"charter": charter, "home_url": _home(plan, charter)}
    return render(request, "plans/section_form.html", context, status=422 if form.is_bound else 200)


def _home(plan: ActionPlan, charter: Charter | None) -> str:
    """Where a section is chosen: the charter's page, or the plan's editor."""
    if charter:
        return reverse("plans:charter-edit", args=[charter.pk])
    return reverse("plans:plan-editor", args=[plan.pk])
