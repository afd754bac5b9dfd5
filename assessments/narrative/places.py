"""What a round says in words, read: its cells, its places, and the text of a place with its numbers."""

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from assessments.comparison.facts import in_time
from assessments.comparison.reading import compare
from assessments.improvement.strip import strip_of
from assessments.models import ResultLine, Round, RoundNarrative
from assessments.narrative.starters import use_text
from assessments.narrative.tokens import INCOMPLETE, NO_SCORE, Cell, Cells, resolved_text
from assessments.narrative.writer import instrument_text, total_text
from assessments.rounds.item_scores import item_scores
from assessments.scoring.shown import shown

TOTAL = "total"
USE = "use"
_YEARS = 3


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the report: its key, its heading, and the text that is kept for it."""

    key: str
    title: str
    narrative: RoundNarrative | None

    @property
    def body(self) -> str:
        return self.narrative.body if self.narrative else ""

    def is_behind(self, fresh: str) -> bool:
        """Whether its words were written from scores that said something else than ``fresh``."""
        return bool(self.narrative and self.narrative.basis and self.narrative.basis != fresh)


def places_of(round: Round) -> list[Place]:
    """The places of the round's report in order, in two queries."""
    kept = {one.place: one for one in round.narratives.all()}
    titles = {one.code: f"ผลการประเมิน {one.code} {one.name}" for one in round.framework.instruments.all()}
    titles |= {TOTAL: "ผลคะแนนรวม", USE: "การนำผลการประเมินไปสู่การพัฒนาองค์กร"}
    return [Place(key, title, kept.get(key)) for key, title in titles.items()]


def resolved(round: Round, place: str) -> str:
    """The text of a place with its numbers as they are now; "" where nothing was written."""
    narrative = round.narratives.filter(place=place).first()
    return resolved_text(narrative.body, cells_of(round)) if narrative else ""


def cells_of(round: Round) -> Cells:
    """All that a text of the round may name, in seven queries: scores, rating, tables and respondents."""
    instruments = list(round.framework.instruments.all())
    found = [_total(round), _rating(round)]
    lines = {(line.instrument_id, line.indicator_id): line for line in round.result_lines.all()}
    asked = {one.instrument_id: one for one in round.instruments.filter(part=None)}
    for number, one in enumerate(instruments, start=1):
        line = lines.get((one.pk, None))
        value, missing = (line.value, line.missing) if line else (None, 0)
        found.append(Cell(f"คะแนน {one.code}", _text(value, missing), f"คะแนน {one.code}"))
        found.append(Cell(f"ตาราง {one.code}", f"ตารางที่ {number}", f"เลขที่ของตารางคะแนน {one.code}"))
        count = asked[one.pk].respondents if one.pk in asked else None
        text = "ยังไม่มีข้อมูล" if count is None else f"{count:,}"
        found.append(Cell(f"ผู้ตอบ {one.code}", text, f"จำนวนผู้ตอบ {one.code}"))
    return Cells([*found, *_indicators(round, lines), *_items(round)])


def written(round: Round, place: str) -> str:
    """The text of a place as the scores of now would have it, with tokens; "" for none."""
    return all_written(round, [place])[place]


def all_written(round: Round, places: Collection[str]) -> dict[str, str]:
    """The texts of several places as the scores of now would have them; rounds are compared once for all."""
    found = {USE: use_text(strip_of(round))} if USE in places else {}
    told = [place for place in places if place != USE]
    if told:
        comparison = compare(compared_rounds(round))
        for place in told:
            found[place] = total_text(comparison) if place == TOTAL else instrument_text(comparison, place)
    return found


def compared_rounds(round: Round) -> list[Round]:
    """The rounds that stand in the round's tables: of the same kind in three fiscal years, it the last."""
    same = Round.objects.filter(
        organisation=round.organisation_id, family=round.family, kind=round.kind, label=round.label
    )
    years = same.filter(fiscal_year__range=(round.fiscal_year - _YEARS + 1, round.fiscal_year))
    return [one for one in years if in_time(one) <= in_time(round)]


def _total(of_round: Round) -> Cell:
    result = getattr(of_round, "result", None)
    value, missing = (result.total, result.missing) if result else (None, 0)
    return Cell("คะแนน รวม", _text(value, missing), "คะแนนรวมทุกเครื่องมือ")


def _rating(of_round: Round) -> Cell:
    result = getattr(of_round, "result", None)
    rating = of_round.official_rating or (result.rating if result else "")
    return Cell("ระดับ", rating or "ยังไม่มีระดับ", "ระดับผลการประเมิน")


def _indicators(of_round: Round, lines: dict[tuple[int, int | None], ResultLine]) -> list[Cell]:
    found = []
    for one in of_round.framework.indicators.exclude(number=""):
        line = lines.get((one.instrument_id, one.pk))
        value, missing = (line.value, line.missing) if line else (None, 0)
        words = f"คะแนน{one.reference} {one.name}".strip()
        found.append(Cell(f"คะแนน {one.reference}", _text(value, missing), words))
    return found


def _items(of_round: Round) -> list[Cell]:
    scores = item_scores([of_round.pk])
    return [
        Cell(f"คะแนน {one.code}", _text(scores.get((of_round.pk, one.pk)), 0), f"คะแนนข้อ {one.code}")
        for one in of_round.framework.items.all()
    ]


def _text(value: Decimal | None, missing: int) -> str:
    if value is not None:
        return shown(value)
    return INCOMPLETE if missing else NO_SCORE
