"""The marks of an organisation: its logo on covers, and the emblem at the head of its letters."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from organisations.models import Organisation
from organisations.requests import SignedInRequest
from reports.forms.arranging import MarkForm
from reports.services.marks import MARKS, set_mark
from reports.sources import mark_picture
from reports.views import reach

_WORDS = {
    "logo": ("ตราหน่วยงาน", "พิมพ์บนปกเอกสารของหน่วยงานและหน่วยงานภายในที่ไม่มีตราของตนเอง"),
    "letter_emblem": ("ตราครุฑหรือตราหัวหนังสือ", "พิมพ์ที่หัวบันทึกข้อความ หนังสือ คำสั่ง และประกาศ"),
}


@require_http_methods(["GET", "HEAD", "POST"])
def organisation_marks(request: SignedInRequest, pk: int) -> HttpResponse:
    """Both marks as they are, each with a form for another file; ``?mark=`` says which was sent."""
    organisation = reach.organisation_with_marks(request, pk)
    sent = request.POST.get("mark", MARKS[0]) if request.method == "POST" else ""
    forms = {mark: MarkForm(prefix=mark) for mark in MARKS}
    if sent in MARKS:
        form = forms[sent] = MarkForm(request.POST, request.FILES, prefix=sent)
        if "remove" in request.POST or form.is_valid():
            data = None if "remove" in request.POST else form.cleaned_data["file"].read()
            try:
                set_mark(by=request.user, organisation=organisation, mark=sent, data=data)
            except ValidationError as error:
                form.add_error("file", error)
            else:
                messages.success(request, f"บันทึก{_WORDS[sent][0]}แล้ว")
                return redirect("reports:organisation-marks", pk=pk)
    marks = [(mark, *_WORDS[mark], getattr(organisation, mark), forms[mark]) for mark in MARKS]
    context = {"organisation": organisation, "marks": marks, "sent": forms.get(sent)}
    return render(request, "reports/templates/marks.html", context, status=422 if sent else 200)


@require_safe
def organisation_mark(request: SignedInRequest, pk: int, mark: str) -> HttpResponse:
    """The picture itself, for those who see the organisation."""
    organisation = get_object_or_404(Organisation.objects.visible_to(request.user), pk=pk)
    file = getattr(organisation, mark) if mark in MARKS else None
    picture = mark_picture(file)
    if picture is None:
        raise Http404
    headers = {"Cache-Control": "private, no-cache"}
    return HttpResponse(picture.read(), content_type=picture.media_type, headers=headers)
