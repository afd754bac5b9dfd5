"""The grid of a round's scores: typed, pasted, saved in one request."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from assessments.models import Round
from assessments.rounds.score_grid import BY_INDICATOR, BY_ITEM, ScoreGrid, typed_cells
from assessments.rounds.score_reading import PastedScores, read_pasted
from assessments.scoring.shown import shown
from assessments.services.scores import save_scores
from assessments.views.reach import crumbs, editable_round, opened_version, visible_round
from ita_portal.render.text import printable
from organisations.access import Permission, check
from organisations.requests import SignedInRequest, asked_id
from organisations.services.errors import StaleError

PASTE = "paste"  # the button that puts pasted scores into the grid and saves nothing
MOST_PASTED = 100_000
STALE = (
    "มีผู้แก้ไขรอบการประเมินนี้ก่อนท่าน คะแนนที่ท่านกรอกยังอยู่ครบ โปรดเทียบกับคะแนนล่าสุดในระบบที่แสดงใต้ช่อง "
    "แล้วบันทึกอีกครั้งหากต้องการใช้คะแนนของท่าน"
)
LOST = "ไม่พบคะแนนที่ส่งมา โปรดเปิดหน้านี้อีกครั้งแล้วบันทึก"


@require_http_methods(["GET", "HEAD", "POST"])
def round_scores(request: SignedInRequest, pk: int) -> HttpResponse:
    """All scores of a round on one page; ``?part=`` those of one group of respondents, ``?by=`` how fine."""
    if request.method == "POST":
        return Scoring(request, editable_round(request, pk)).answer()
    return Scoring(request, visible_round(request, pk)).page()


@require_POST
def round_totals(request: SignedInRequest, pk: int) -> HttpResponse:
    """What the scores as typed come to; nothing is saved."""
    scoring = Scoring(request, editable_round(request, pk))
    scoring.grid.typed = typed_cells(request.POST.dict(), scoring.grid.sheet)
    return render(request, "assessments/round_totals.html", {"totals": scoring.totals})


@dataclass
class Scoring:
    """The grid of a round opened by somebody."""

    request: SignedInRequest
    of_round: Round
    error: str = ""
    pasted: PastedScores | None = None

    @cached_property
    def grid(self) -> ScoreGrid:
        query = self.request.GET
        return ScoreGrid(self.of_round, asked_id(query.get("part", "")), query.get("by", ""))

    def answer(self) -> HttpResponse:
        data = self.request.POST.dict()
        version = opened_version(self.request, self.of_round)
        self.grid.typed = typed_cells(data, self.grid.sheet)
        if PASTE in data:
            return self._paste(printable(data.get("pasted", "")))
        if not self.grid.typed or not version:
            self.error = LOST
        elif not self.grid.errors and self._save(version):
            return redirect(self.request.get_full_path())
        return self.page(422)

    def _save(self, version: int) -> bool:
        try:
            changed = save_scores(
                by=self.request.user,
                of_round=self.of_round,
                values=self.grid.values,
                part=self.grid.part,
                base_version=version,
                sheet=self.grid.sheet,
            )
        except StaleError as stale:
            self.of_round.version = stale.current.version
            self.grid.is_stale, self.error = True, STALE
            return False
        except ValidationError as error:
            self.error = " ".join(error.messages)
            return False
        messages.success(
            self.request, f"บันทึกคะแนนแล้ว {changed} รายการ" if changed else "คะแนนไม่มีการเปลี่ยนแปลง"
        )
        return True

    def _paste(self, text: str) -> HttpResponse:
        """The pasted scores in their cells, for looking over; a click on save then keeps them."""
        if len(text) > MOST_PASTED:
            self.error = f"ข้อความที่วางต้องไม่เกิน {MOST_PASTED:,} ตัวอักษร ขณะนี้มี {len(text):,} ตัวอักษร"
            self.pasted = PastedScores(refused=[text])
            return self.page(422)
        self.pasted = read_pasted(text, self.grid.sheet, self.grid.shown)
        self.grid.typed |= self.pasted.cells
        return self.page(422 if self.pasted.problems else 200)

    def page(self, status: int = 200) -> HttpResponse:
        may_edit = bool(check(self.request.user, Permission.ASSESSMENT_EDIT, self.of_round))
        context = {
            "round": self.of_round,
            "crumbs": crumbs(self.of_round, "คะแนน"),
            "heading": "คะแนน",
            "lead": str(self.of_round),
            "grid": self.grid,
            "rows": self.grid.rows,
            "totals": self.totals,
            "may_edit": may_edit,
            "error": self.error,
            "pasted": self.pasted,
            "choices": self._choices(),
            "actions": self._actions() if may_edit else [],
        }
        return render(self.request, "assessments/round_scores.html", context, status=status)

    def _actions(self) -> list[dict[str, str]]:
        url = reverse("assessments:round-import", args=[self.of_round.pk])
        return [{"label": "นำเข้าจากไฟล์", "url": url, "icon": "upload"}]

    def _choices(self) -> list[dict[str, Any]]:
        """The ways of seeing the grid: by items, by indicators, by each group of respondents."""
        part, by = self.grid.part, self.grid.by
        found = [
            {"label": "รายข้อ", "url": f"?by={BY_ITEM}", "current": part is None and by == BY_ITEM},
            {
                "label": "รายตัวชี้วัด",
                "url": f"?by={BY_INDICATOR}",
                "current": part is None and by == BY_INDICATOR,
            },
        ]
        for one in self.grid.sheet.parts.values():
            found.append({"label": one.name, "url": f"?part={one.pk}", "current": one == part})
        return found

    @property
    def totals(self) -> dict[str, Any]:
        """What the grid comes to as it is typed."""
        result = self.grid.result
        missing = result.missing
        return {
            "instruments": [
                (code, "" if one.value is None else shown(one.value), one.missing)
                for code, one in result.instruments.items()
            ],
            "total": "" if result.total.value is None else shown(result.total.value),
            "rating": result.rating.label if result.rating else "",
            "failed": result.failed_conditions,
            "remarks": result.remarks,
            "missing": missing,
        }
