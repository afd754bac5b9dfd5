"""Those who are asked by a survey: their groups, links handed out once, and the poster with their QR."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_http_methods, require_safe

from assessments.forms.surveys import GroupForm, LinksForm
from assessments.models import SurveyGroup
from assessments.services.surveys_groups import (
    add_group,
    cancel_links,
    delete_group,
    make_links,
    update_group,
)
from assessments.surveys.link_sheets import MEDIA_TYPES, SheetFormat, link_sheet
from assessments.surveys.qr import qr_svg
from assessments.views.surveys import editable_survey, survey_crumbs, visible_survey
from organisations.access import Permission, require
from organisations.pages.form_page import form_page
from organisations.pages.outcome import carried_out
from organisations.requests import SignedInRequest


@require_http_methods(["GET", "HEAD", "POST"])
def survey_add_group(request: SignedInRequest, pk: int) -> HttpResponse:
    """One more group."""
    survey = editable_survey(request, pk)
    form = GroupForm(request.POST if request.method == "POST" else None)
    if carried_out(form, lambda: add_group(by=request.user, survey=survey, **form.values())):
        messages.success(request, "เพิ่มกลุ่มแล้ว")
        return redirect(survey)
    return form_page(
        request,
        form,
        title="เพิ่มกลุ่มผู้ตอบ",
        lead=survey.title,
        crumbs=survey_crumbs(survey, "เพิ่มกลุ่มผู้ตอบ"),
        submit="เพิ่มกลุ่ม",
        cancel_url=survey.get_absolute_url(),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def survey_edit_group(request: SignedInRequest, pk: int) -> HttpResponse:
    """A group's name, how many are asked, and whether it has a QR."""
    group = editable_group(request, pk)
    known = {"name": group.name, "asked": group.asked, "has_qr": bool(group.key)}
    form = GroupForm(request.POST if request.method == "POST" else None, initial=known)
    if carried_out(form, lambda: update_group(by=request.user, group=group, **form.values())):
        messages.success(request, "บันทึกกลุ่มแล้ว")
        return redirect(group.survey)
    return form_page(
        request,
        form,
        title="แก้ไขกลุ่มผู้ตอบ",
        lead=group.survey.title,
        crumbs=survey_crumbs(group.survey, "แก้ไขกลุ่มผู้ตอบ"),
        submit="บันทึก",
        cancel_url=group.survey.get_absolute_url(),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def survey_delete_group(request: SignedInRequest, pk: int) -> HttpResponse:
    """Away, after asking, as long as nobody has answered for it."""
    group = editable_group(request, pk)
    text = f"กลุ่ม “{group.name}” พร้อมลิงก์ทั้งหมดจะถูกลบ และลิงก์ที่แจกไปแล้วจะใช้ไม่ได้"
    if request.method != "POST":
        return _ask(request, group, title="ลบกลุ่มนี้หรือไม่", text=text, label="ลบกลุ่ม")
    try:
        delete_group(by=request.user, group=group)
        messages.success(request, "ลบกลุ่มแล้ว")
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect(group.survey)


@require_http_methods(["GET", "HEAD", "POST"])
def survey_make_links(request: SignedInRequest, pk: int) -> HttpResponse:
    """New links for a group, answered with the only sheet that ever names them."""
    group = editable_group(request, pk)
    rest = max(1, (group.asked or 0) - group.links.count())
    form = LinksForm(request.POST if request.method == "POST" else None, initial={"number": rest})
    tokens = carried_out(
        form, lambda: make_links(by=request.user, group=group, number=form.cleaned_data["number"])
    )
    if tokens:
        return _sheet(request, group, tokens, SheetFormat(form.cleaned_data["sheet"]))
    return form_page(
        request,
        form,
        title="สร้างลิงก์รายคน",
        lead=f"{group.name}: ลิงก์หนึ่งตอบได้ครั้งเดียว ไฟล์ลิงก์ดาวน์โหลดได้ครั้งเดียวขณะสร้าง เพราะระบบไม่เก็บลิงก์ไว้",
        crumbs=survey_crumbs(group.survey, "สร้างลิงก์รายคน"),
        submit="สร้างลิงก์และดาวน์โหลด",
        cancel_url=group.survey.get_absolute_url(),
        cancel_label="กลับ",
    )


@require_http_methods(["GET", "HEAD", "POST"])
def survey_cancel_links(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take the unused links of a group out of use, after asking."""
    group = editable_group(request, pk)
    text = f"ลิงก์ของกลุ่ม “{group.name}” ที่ยังไม่ได้ใช้ตอบจะใช้ไม่ได้อีก คำตอบที่ได้รับแล้วยังอยู่ครบ"
    if request.method != "POST":
        return _ask(request, group, title="ยกเลิกลิงก์ที่ยังไม่ได้ใช้หรือไม่", text=text, label="ยกเลิกลิงก์")
    try:
        cancelled = cancel_links(by=request.user, group=group)
        messages.success(request, f"ยกเลิกลิงก์แล้ว {cancelled} ลิงก์")
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect(group.survey)


@require_safe
def survey_poster(request: SignedInRequest, pk: int) -> HttpResponse:
    """A page to print and hang up, with the QR that is for everybody of the group."""
    group = visible_group(request, pk)
    if not group.key:
        raise Http404
    address = request.build_absolute_uri(reverse("assessments:survey-group", args=[group.key]))
    context = {
        "group": group,
        "survey": group.survey,
        "crumbs": survey_crumbs(group.survey, "QR"),
        "address": address,
        "qr": mark_safe(qr_svg(address).decode()),  # noqa: S308 - made of nothing but our own address
    }
    return render(request, "assessments/survey_poster.html", context)


def visible_group(request: SignedInRequest, pk: int) -> SurveyGroup:
    """A group of a survey that the person may see."""
    survey = visible_survey(request, groups=pk)
    group: SurveyGroup = survey.groups.get(pk=pk)
    return group


def editable_group(request: SignedInRequest, pk: int) -> SurveyGroup:
    """A group of a survey that the person may see and change now."""
    group = visible_group(request, pk)
    require(request.user, Permission.ASSESSMENT_EDIT, group.survey)
    return group


def _sheet(
    request: SignedInRequest, group: SurveyGroup, tokens: list[str], form: SheetFormat
) -> HttpResponse:
    addresses = [
        request.build_absolute_uri(reverse("assessments:survey-answer", args=[token])) for token in tokens
    ]
    response = HttpResponse(link_sheet(group, addresses, form), content_type=MEDIA_TYPES[form])
    name = f"ลิงก์แบบสำรวจ {group.name[:80]}.{form.value}"
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    response["Cache-Control"] = "private, no-store"
    return response


def _ask(request: SignedInRequest, group: SurveyGroup, *, title: str, text: str, label: str) -> HttpResponse:
    context = {
        "title": title,
        "text": text,
        "danger": True,
        "confirm_label": label,
        "cancel_label": "กลับ",
        "cancel_url": group.survey.get_absolute_url(),
    }
    return render(request, "confirm.html", context)
