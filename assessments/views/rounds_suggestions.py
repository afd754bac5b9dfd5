"""What respondents suggested in a round, or that they suggested nothing and where that is said."""

from dataclasses import dataclass, field

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from assessments.models import Instrument, Round, Suggestion
from assessments.services.suggestions import Said, save_suggestions
from assessments.views.reach import crumbs, editable_round, opened_version, refusal, visible_round
from ita_portal.render.text import printable
from organisations.access import Permission, check
from organisations.requests import SignedInRequest, asked_id

MOST_CHARACTERS = 100_000
LONGEST_SOURCE = 500
LOST = "ไม่พบข้อความที่ส่งมา โปรดเปิดหน้านี้อีกครั้งแล้วบันทึก"


@dataclass
class Voices:
    """The suggestions on an instrument, as stored or as typed."""

    instrument: Instrument
    suggestions: list[Suggestion] = field(default_factory=list)
    none_source: str = ""
    typed: tuple[str, str, bool] | None = None  # suggestions, their source, whether there were none

    @property
    def text(self) -> str:
        """A suggestion a line; with its source where most have another, or where its words hold a bar."""
        if self.typed:
            return self.typed[0]
        lines = [(" ".join(one.text.split()), one.source) for one in self.suggestions]
        return "\n".join(
            text if source == self.source and "|" not in text else f"{text} | {source}"
            for text, source in lines
        )

    @property
    def source(self) -> str:
        if self.typed:
            return self.typed[1]
        return self.none_source or next((one.source for one in self.suggestions), "")

    @property
    def is_none(self) -> bool:
        return self.typed[2] if self.typed else bool(self.none_source)


@require_http_methods(["GET", "HEAD", "POST"])
def round_suggestions(request: SignedInRequest, pk: int) -> HttpResponse:
    """The suggestions of each instrument; those of one are written at a time."""
    is_post = request.method == "POST"
    found = editable_round(request, pk) if is_post else visible_round(request, pk)
    voices = _voices(found)
    error = ""
    if is_post:
        asked = asked_id(request.POST.get("instrument", ""))
        written = next((one for one in voices if one.instrument.pk == asked), None)
        error = _saved(request, found, written) if written else LOST
        if not error:
            messages.success(request, "บันทึกข้อเสนอแนะแล้ว")
            return redirect("assessments:round-suggestions", pk)
    context = {
        "round": found,
        "crumbs": crumbs(found, "ข้อเสนอแนะ"),
        "heading": "ข้อเสนอแนะของผู้ตอบ",
        "lead": str(found),
        "voices": voices,
        "error": error,
        "may_edit": bool(check(request.user, Permission.ASSESSMENT_EDIT, found)),
    }
    return render(request, "assessments/round_suggestions.html", context, status=422 if is_post else 200)


def _voices(found: Round) -> list[Voices]:
    of_instrument = {one.pk: Voices(one) for one in found.framework.instruments.all()}
    for suggestion in found.suggestions.all():
        of_instrument[suggestion.instrument_id].suggestions.append(suggestion)
    for row in found.instruments.filter(part=None):
        of_instrument[row.instrument_id].none_source = row.no_suggestions_source
    return list(of_instrument.values())


def _saved(request: SignedInRequest, found: Round, written: Voices) -> str:
    """Save what was typed of one instrument; why not, in Thai, or "" where it was saved."""
    version = opened_version(request, found)
    text = printable(request.POST.get("text", ""))
    source = " ".join(printable(request.POST.get("source", "")).split())
    written.typed = (text, source, "none" in request.POST)
    said = [_said(line.strip(), source) for line in text.splitlines() if line.strip()]
    if len(text) > MOST_CHARACTERS:
        return f"ข้อเสนอแนะทั้งหมดต้องไม่เกิน {MOST_CHARACTERS:,} ตัวอักษร ขณะนี้มี {len(text):,} ตัวอักษร"
    if wrong := _wrong(said, source, is_none=written.is_none):
        return wrong
    return refusal(
        found,
        lambda: save_suggestions(
            by=request.user,
            of_round=found,
            instrument=written.instrument,
            said=said,
            none_source=source if written.is_none else "",
            base_version=version,
        ),
    )


def _said(line: str, source: str) -> Said:
    text, bar, own = line.rpartition("|")
    return Said(text.strip(), own.strip()) if bar and text.strip() else Said(line, source)


def _wrong(said: list[Said], source: str, *, is_none: bool) -> str:
    if any(len(one) > LONGEST_SOURCE for one in (source, *(each.source for each in said))):
        return f"แหล่งที่มาต้องไม่เกิน {LONGEST_SOURCE} ตัวอักษร"
    if is_none and not source:
        return "โปรดระบุแหล่งที่มาที่แสดงว่าไม่มีข้อเสนอแนะ"
    if is_none and said:
        return "มีข้อเสนอแนะแล้ว จึงระบุว่าไม่มีข้อเสนอแนะไม่ได้"
    return ""
