"""What is done with a letter: its number, its end, what is put on it, its scans."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from ita_portal.thai.fiscal import buddhist_year
from organisations.access import Permission, require
from organisations.form_errors import show_errors
from organisations.forms.letters_acts import CancelForm, IssueForm, MarkForm, ScanForm
from organisations.letters import next_number, printed_number
from organisations.models import Letter, LetterMark, LetterScan
from organisations.pages.form_page import form_page
from organisations.pages.kept_file import kept_file
from organisations.pages.outcome import carried_out
from organisations.requests import SignedInRequest
from organisations.services.errors import StaleError
from organisations.services.letters import cancel_letter
from organisations.services.letters_marks import add_mark, remove_mark
from organisations.services.letters_numbers import issue_letter
from organisations.services.letters_scans import add_scan, delete_scan
from organisations.views.letters import crumbs, editable_letter

STALE = "มีผู้แก้ไขหนังสือนี้ก่อนท่าน โปรดตรวจสอบหนังสือแล้วออกเลขอีกครั้ง"


@require_http_methods(["GET", "HEAD", "POST"])
def letter_issue(request: SignedInRequest, pk: int) -> HttpResponse:
    """The letter's number: the next, one from a paper register, or none as yet."""
    letter = editable_letter(request, pk)
    if letter.direction == Letter.Direction.IN:
        raise Http404
    # Somebody may have been quicker. What was typed is answered with the service's own words.
    if letter.number_text and request.method != "POST":
        messages.info(request, "หนังสือนี้มีเลขแล้ว")
        return redirect(letter)
    day = letter.dated_on or timezone.localdate()
    form = IssueForm(request.POST or None, initial={"dated_on": day, "base_version": letter.version})
    if form.is_valid() and (issued := _issued(request, letter, form)):
        messages.success(request, f"ออกเลขแล้ว: {issued.number_text}" if issued.number_text else "เว้นเลขไว้แล้ว")
        return redirect(issued)
    year = buddhist_year(day.year)
    number = next_number(letter.organisation, letter.series, year)
    return form_page(
        request,
        form,
        title="ออกเลขหนังสือ",
        lead=f"เลขถัดไปของ{letter.get_series_display()} พ.ศ. {year} คือ {printed_number(letter, number, year)}",
        crumbs=crumbs(letter, "ออกเลข"),
        submit="ออกเลข",
        cancel_url=letter.get_absolute_url(),
    )


def _issued(request: SignedInRequest, letter: Letter, form: IssueForm) -> Letter | None:
    try:
        return issue_letter(by=request.user, letter=letter, **form.cleaned_data)
    except StaleError:
        form.add_error(None, STALE)
    except ValidationError as error:
        show_errors(form, error)
    letter.refresh_from_db()
    return None


@require_http_methods(["GET", "HEAD", "POST"])
def letter_cancel(request: SignedInRequest, pk: int) -> HttpResponse:
    """Out of use, after asking why."""
    letter = editable_letter(request, pk)
    form = CancelForm(request.POST or None)
    if request.method == "POST" and carried_out(
        form, lambda: cancel_letter(by=request.user, letter=letter, reason=form.cleaned_data["reason"])
    ):
        messages.success(request, "ยกเลิกหนังสือแล้ว")
        return redirect("organisations:letter-detail", pk)
    return form_page(
        request,
        form,
        title="ยกเลิกหนังสือ",
        lead="หนังสือยังอยู่ในทะเบียนพร้อมเหตุผล และเลขที่ออกแล้วจะไม่นำไปใช้กับฉบับอื่น",
        crumbs=crumbs(letter, "ยกเลิก"),
        submit="ยกเลิกหนังสือ",
        danger=True,
        cancel_label="กลับ",
        cancel_url=letter.get_absolute_url(),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def letter_mark_new(request: SignedInRequest, pk: int) -> HttpResponse:
    """One more stamp, remark or order."""
    letter = editable_letter(request, pk)
    form = MarkForm(request.POST or None, initial={"on": timezone.localdate()})
    if request.method == "POST" and carried_out(
        form, lambda: add_mark(by=request.user, letter=letter, values=form.cleaned_data)
    ):
        messages.success(request, "บันทึกแล้ว")
        return redirect("organisations:letter-detail", pk)
    return form_page(
        request,
        form,
        title="บันทึกการรับ การเกษียณ และคำสั่งการ",
        lead=letter.subject,
        crumbs=crumbs(letter, "บันทึกการรับและเกษียณ"),
        submit="บันทึก",
        cancel_url=letter.get_absolute_url(),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def letter_mark_delete(request: SignedInRequest, pk: int) -> HttpResponse:
    """Away, after asking."""
    marks = LetterMark.objects.visible_to(request.user).select_related("letter__organisation")
    mark: LetterMark = get_object_or_404(marks, pk=pk)
    require(request.user, Permission.LETTER_EDIT, mark.letter)
    if request.method != "POST":
        text = f"“{mark}” จะหายไปจากหนังสือ แต่ยังอยู่ในประวัติการดำเนินการ"
        return _ask(request, mark.letter, title=f"ลบ{mark.get_kind_display()}นี้หรือไม่", text=text)
    remove_mark(by=request.user, mark=mark)
    messages.success(request, "ลบแล้ว")
    return redirect(mark.letter)


@require_http_methods(["GET", "HEAD", "POST"])
def letter_scan_new(request: SignedInRequest, pk: int) -> HttpResponse:
    """One more scanned file."""
    letter = editable_letter(request, pk)
    form = ScanForm(request.POST, request.FILES) if request.method == "POST" else ScanForm()
    if form.is_valid():
        name, content = form.cleaned_data["file"]
        try:
            add_scan(by=request.user, letter=letter, name=name, content=content)
        except ValidationError as error:
            show_errors(form, error)
        else:
            messages.success(request, "แนบไฟล์สแกนแล้ว")
            return redirect(letter)
    context: dict[str, Any] = {"form": form, "letter": letter, "crumbs": crumbs(letter, "แนบไฟล์สแกน")}
    return render(
        request, "organisations/letter_scan_form.html", context, status=422 if form.is_bound else 200
    )


@require_safe
def letter_scan(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """The file itself, for those who may see the letter: to look at if it is a picture, else to keep."""
    scan: LetterScan = get_object_or_404(LetterScan.objects.visible_to(request.user), pk=pk)
    return kept_file(request, scan.file, scan.name)


@require_http_methods(["GET", "HEAD", "POST"])
def letter_scan_delete(request: SignedInRequest, pk: int) -> HttpResponse:
    """Away with its file, after asking."""
    scans = LetterScan.objects.visible_to(request.user).select_related("letter__organisation")
    scan: LetterScan = get_object_or_404(scans, pk=pk)
    require(request.user, Permission.LETTER_EDIT, scan.letter)
    if request.method != "POST":
        text = f"ไฟล์ “{scan.name}” จะถูกลบออกจากระบบและนำกลับคืนไม่ได้"
        return _ask(request, scan.letter, title="ลบไฟล์สแกนนี้หรือไม่", text=text)
    delete_scan(by=request.user, scan=scan)
    messages.success(request, "ลบไฟล์สแกนแล้ว")
    return redirect(scan.letter)


def _ask(request: SignedInRequest, letter: Letter, *, title: str, text: str) -> HttpResponse:
    context = {
        "title": title,
        "text": text,
        "danger": True,
        "confirm_label": "ลบ",
        "cancel_url": letter.get_absolute_url(),
    }
    return render(request, "confirm.html", context)
