"""Scores from a file: read, looked over, then kept, all or nothing."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from assessments.forms.rounds import ScoreFileForm
from assessments.models import Round
from assessments.reading.cells import read_score, score_text
from assessments.reading.files import UnreadableError, read_tables
from assessments.rounds.score_reading import ReadScores, read_file
from assessments.rounds.sheets import Sheet, sheet_of
from assessments.services.scores import import_scores
from assessments.views.reach import crumbs, editable_round
from organisations.requests import SignedInRequest, asked_id
from organisations.services.errors import StaleError

SAVE = "save"  # the button under the preview
OFFICIAL = "official-"
STALE = "มีผู้แก้ไขรอบการประเมินนี้ก่อนท่าน โปรดเลือกไฟล์แล้วตรวจสอบอีกครั้ง"


@require_http_methods(["GET", "HEAD", "POST"])
def round_import(request: SignedInRequest, pk: int) -> HttpResponse:
    """Choose a file, look over what was understood of it, then save."""
    found = editable_round(request, pk)
    sheet = sheet_of(found.framework)
    if request.method == "POST" and SAVE in request.POST:
        refusal = _saved(request, found, sheet)
        if not refusal:
            return redirect("assessments:round-scores", pk)
        messages.error(request, refusal)
        return _page(request, found, sheet, ScoreFileForm(), None, 422)
    form = ScoreFileForm(request.POST, request.FILES) if request.method == "POST" else ScoreFileForm()
    read = _read(found, sheet, form) if form.is_bound and form.is_valid() else None
    refused = bool(form.errors or (read and read.problems))
    return _page(request, found, sheet, form, read, 422 if refused else 200)


def _read(found: Round, sheet: Sheet, form: ScoreFileForm) -> ReadScores | None:
    try:
        return read_file(found, sheet, read_tables(*form.cleaned_data["file"]))
    except UnreadableError as error:
        form.add_error("file", str(error))
        return None


def _saved(request: SignedInRequest, found: Round, sheet: Sheet) -> str:
    """Save what the preview showed; why not, in Thai, or "" where it was saved."""
    data = request.POST.dict()
    try:
        scores = {key: read_score(text) for key, text in data.items() if key in sheet.by_key}
        official = {
            name.removeprefix(OFFICIAL): score
            for name, text in data.items()
            if name.startswith(OFFICIAL) and (score := read_score(text)) is not None
        }
        changed = import_scores(
            by=request.user,
            of_round=found,
            values=scores,
            official=official,
            source=data.get("source", "")[:200],
            base_version=asked_id(data.get("base_version", "")),
        )
    except StaleError:
        return STALE
    except ValidationError as error:
        return " ".join(error.messages)
    except ValueError as error:
        return str(error)
    messages.success(request, f"นำเข้าคะแนนแล้ว เปลี่ยนแปลง {changed} รายการ")
    return ""


def _page(
    request: SignedInRequest,
    found: Round,
    sheet: Sheet,
    form: ScoreFileForm,
    read: ReadScores | None,
    status: int,
) -> HttpResponse:
    context: dict[str, Any] = {
        "round": found,
        "crumbs": crumbs(found, "นำเข้าคะแนน"),
        "heading": "นำเข้าคะแนนจากไฟล์",
        "lead": str(found),
        "form": form,
        "read": read,
        "source": form.cleaned_data["file"][0] if read else "",
        "scores": [
            (sheet.by_key[key], score_text(score)) for key, score in (read.scores if read else {}).items()
        ],
        "official": [(code, score_text(score)) for code, score in (read.official if read else {}).items()],
        "cancel_url": reverse("assessments:round-scores", args=[found.pk]),
    }
    return render(request, "assessments/round_import.html", context, status=status)
