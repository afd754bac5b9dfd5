"""How many had answered by each day, by instrument and by group of respondents."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from assessments.models import DailyCount, Round
from assessments.reading.count_lines import CountLines, read_counts
from assessments.rounds.count_chart import CountChart, count_chart, totals_by_day
from assessments.rounds.respondents import Answering, answering
from assessments.services.counts import Count, save_counts
from assessments.views.reach import crumbs, editable_round, opened_version, refusal, visible_round
from ita_portal.render.text import printable
from ita_portal.thai.dates import format_short
from organisations.access import Permission, check
from organisations.requests import SignedInRequest

MOST_CHARACTERS = 200_000
MOST_PROBLEMS = 50  # that are told at once
LOST = "ไม่พบข้อมูลที่ส่งมา โปรดเปิดหน้านี้อีกครั้งแล้วบันทึก"


@dataclass
class Counting:
    """The daily counts of an instrument, or of one part of it; ``typed`` where somebody is writing them."""

    answering: Answering
    counts: list[DailyCount]
    typed: str | None = None
    error: str = ""

    @property
    def key(self) -> str:
        part = self.answering.part
        return f"part-{part.pk}" if part else f"instrument-{self.answering.instrument.pk}"

    @property
    def text(self) -> str:
        """The counts as they are typed: a line for each, its cells parted by tabs."""
        if self.typed is not None:
            return self.typed
        return "\n".join(
            "\t".join(filter(None, (format_short(one.counted_on), one.unit_name, str(one.count))))
            for one in self.counts
        )

    @cached_property
    def read(self) -> CountLines:
        return read_counts(self.typed or "")

    @property
    def problems(self) -> list[str]:
        if self.typed is None:
            return []
        if len(self.typed) > MOST_CHARACTERS:
            return [f"ข้อมูลทั้งหมดต้องไม่เกิน {MOST_CHARACTERS:,} ตัวอักษร ขณะนี้มี {len(self.typed):,} ตัวอักษร"]
        more = len(self.read.problems) - MOST_PROBLEMS
        rest = [f"และอีก {more:,} บรรทัด"] if more > 0 else []
        return self.read.problems[:MOST_PROBLEMS] + rest

    @cached_property
    def days(self) -> list[tuple[Any, int]]:
        return totals_by_day(self.counts)

    @property
    def has_units(self) -> bool:
        return any(one.unit_name for one in self.counts)

    @cached_property
    def chart(self) -> CountChart | None:
        return count_chart(self.days, minimum=self.answering.minimum, target=self.answering.target)


@require_http_methods(["GET", "HEAD", "POST"])
def round_counts(request: SignedInRequest, pk: int) -> HttpResponse:
    """A table and a small chart for each; one of them is written at a time."""
    is_post = request.method == "POST"
    found = editable_round(request, pk) if is_post else visible_round(request, pk)
    all_of_them = _all(found)
    error = ""
    if is_post:
        written = next((one for one in all_of_them if one.key == request.POST.get("of")), None)
        error = _saved(request, found, written) if written else LOST
        if written and not error and not written.problems:
            messages.success(request, "บันทึกจำนวนผู้ตอบรายวันแล้ว")
            return redirect("assessments:round-counts", pk)
    context = {
        "round": found,
        "crumbs": crumbs(found, "จำนวนผู้ตอบรายวัน"),
        "heading": "จำนวนผู้ตอบรายวัน",
        "lead": str(found),
        "countings": all_of_them,
        "error": error,
        "may_edit": bool(check(request.user, Permission.ASSESSMENT_EDIT, found)),
    }
    return render(request, "assessments/round_counts.html", context, status=422 if is_post else 200)


def _all(found: Round) -> list[Counting]:
    stored: dict[tuple[int, int | None], list[DailyCount]] = {}
    for one in found.daily_counts.all():
        stored.setdefault((one.instrument_id, one.part_id), []).append(one)
    return [
        Counting(one, stored.get((one.instrument.pk, one.part.pk if one.part else None), []))
        for one in answering(found)
        if one.asks_people
    ]


def _saved(request: SignedInRequest, found: Round, written: Counting) -> str:
    """Save what was typed of one; why not, in Thai, or "" where it was saved or has problems of its own."""
    version = opened_version(request, found)
    written.typed = printable(request.POST.get("counts", ""))
    if written.problems:
        return ""
    counts = [Count(one.day, one.count, one.unit) for one in written.read.counts]
    return refusal(
        found,
        lambda: save_counts(
            by=request.user,
            of_round=found,
            instrument=written.answering.instrument,
            part=written.answering.part,
            counts=counts,
            base_version=version,
        ),
    )
