"""What a round came to, for two minutes' reading: results against targets and against what was announced."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from assessments.models import AssessmentIndicator, Instrument, Item, Round, RoundResult
from assessments.rounds.item_scores import item_scores
from assessments.rounds.respondents import Answering, answering, asked
from assessments.scoring.shown import shown
from assessments.services.results import scored_round

LOWEST = 5
FULL = Decimal(100)
# Two numbers of two decimals may differ by this much for how they were rounded.
ROUNDING = Decimal("0.01")


@dataclass(frozen=True)
class Standing:
    """A score as computed, as aimed at and as announced; ``missing`` counts what it lacks."""

    name: str
    code: str
    value: Decimal | None
    missing: int = 0
    target: Decimal | None = None
    official: Decimal | None = None
    depth: int = 0

    @property
    def counted(self) -> Decimal | None:
        """The announced score stands before ours."""
        return self.value if self.official is None else self.official

    @property
    def text(self) -> str:
        return "" if self.counted is None else shown(self.counted)

    @property
    def computed_text(self) -> str:
        return "" if self.value is None else shown(self.value)

    @property
    def target_text(self) -> str:
        return "" if self.target is None else shown(self.target)

    @property
    def against_target(self) -> str:
        """In Thai, where the score stands against its target; "" where there is none."""
        if self.counted is None or self.target is None:
            return ""
        gap = self.counted - self.target
        if gap >= 0:
            return "ถึงเป้าหมาย"
        # A score that misses its target by less than shows still misses it.
        return f"ต่ำกว่าเป้าหมาย {shown(-gap)}" if shown(-gap) != "0.00" else "ต่ำกว่าเป้าหมายเล็กน้อย"

    @property
    def tone(self) -> str:
        if not self.against_target:
            return ""
        return "good" if self.against_target == "ถึงเป้าหมาย" else "warn"

    @property
    def difference(self) -> str:
        """In Thai, how the announced score differs from the computed one by more than rounding explains."""
        if self.official is None or self.value is None or abs(self.official - self.value) <= ROUNDING:
            return ""
        more = "สูงกว่า" if self.official > self.value else "ต่ำกว่า"
        by = shown(abs(self.official - self.value))
        return f"คะแนนที่ประกาศ{more}คะแนนที่คำนวณได้ ({shown(self.value)}) อยู่ {by}"


@dataclass(frozen=True)
class Overview:
    """Everything that the page of a round says; its numbers are read once."""

    of_round: Round

    @cached_property
    def result(self) -> RoundResult | None:
        return getattr(self.of_round, "result", None)

    @cached_property
    def total(self) -> Standing:
        result, of_round = self.result, self.of_round
        return Standing(
            "คะแนนรวม",
            "",
            result.total if result else None,
            result.missing if result else 0,
            of_round.target_total,
            of_round.official_total,
        )

    @property
    def rating(self) -> str:
        """The announced rating, else the computed one."""
        return self.of_round.official_rating or (self.result.rating if self.result else "")

    @property
    def rating_difference(self) -> str:
        computed = self.result.rating if self.result else ""
        if not self.of_round.official_rating or computed in ("", self.of_round.official_rating):
            return ""
        return f"ระดับที่ประกาศต่างจากระดับที่คำนวณได้ (“{computed}”)"

    @cached_property
    def missing(self) -> tuple[str, ...]:
        """The items, indicators and instruments without a score; asked of the engine if there are any."""
        if not self.result or not self.result.missing:
            return ()
        return scored_round(self.of_round).missing

    @cached_property
    def remarks(self) -> tuple[str, ...]:
        """Why there is no total or no rating."""
        if self.total.counted is not None and self.rating:
            return ()
        return scored_round(self.of_round).remarks

    @cached_property
    def answering(self) -> list[Answering]:
        return answering(self.of_round)

    @property
    def asked(self) -> list[Answering]:
        return asked(self.answering)

    @cached_property
    def _lines(self) -> dict[tuple[int, int | None], tuple[Decimal | None, int]]:
        lines = self.of_round.result_lines.all()
        return {(line.instrument_id, line.indicator_id): (line.value, line.missing) for line in lines}

    @cached_property
    def instruments(self) -> list[Standing]:
        return [self._standing(one.instrument, one) for one in self.answering if one.part is None]

    @cached_property
    def parts(self) -> list[Standing]:
        """Groups of respondents for which a target or an announced score was written down."""
        found = (
            Standing(one.name, one.part.code, None, 0, one.row.target_score, one.row.official_score)
            for one in self.answering
            if one.part and one.row
        )
        return [one for one in found if one.target is not None or one.official is not None]

    @cached_property
    def indicators(self) -> list[Standing]:
        """The indicators in the framework's order, each before its sub-indicators; nameless ones left out."""
        below: dict[int | None, list[AssessmentIndicator]] = {}
        for one in self.of_round.framework.indicators.select_related("instrument"):
            below.setdefault(one.parent_id, []).append(one)
        order = {one.instrument.pk: place for place, one in enumerate(self.answering)}

        def walk(parent: int | None, depth: int) -> Iterator[Standing]:
            for one in sorted(below.get(parent, ()), key=lambda indicator: order[indicator.instrument_id]):
                value, missing = self._lines.get((one.instrument_id, one.pk), (None, 0))
                if str(one):
                    yield Standing(str(one), one.instrument.code, value, missing, depth=depth)
                yield from walk(one.pk, depth + 1)

        return list(walk(None, 0))

    @cached_property
    def lowest(self) -> list[tuple[Item, Decimal]]:
        """The items with the lowest scores, those of 100 left out; where only groups have one, the lowest."""
        scores = item_scores([self.of_round.pk])
        found = [
            (item, scores[self.of_round.pk, item.pk])
            for item in self.of_round.framework.items.order_by("position", "pk")
            if scores.get((self.of_round.pk, item.pk), FULL) < FULL
        ]
        return sorted(found, key=lambda pair: pair[1])[:LOWEST]

    @property
    def differences(self) -> list[str]:
        """In Thai, where what was announced is not what the scores come to."""
        found = [(one.name, one.difference) for one in (self.total, *self.instruments)]
        return [f"{name}: {words}" for name, words in found if words] + list(
            filter(None, [self.rating_difference])
        )

    def _standing(self, instrument: Instrument, one: Answering) -> Standing:
        value, missing = self._lines.get((instrument.pk, None), (None, 0))
        target, official = (one.row.target_score, one.row.official_score) if one.row else (None, None)
        return Standing(instrument.name, instrument.code, value, missing, target, official)
