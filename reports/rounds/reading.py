"""All that the documents of a round say, read at once."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import plans.rows
from assessments.comparison.shape import Comparison
from assessments.improvement.strip import strip_of
from assessments.improvement.strip_shape import Strip
from assessments.models import AssessmentIndicator, Gap, Instrument, Round, RoundInstrument, Suggestion
from assessments.narrative.places import TOTAL, USE, cells_of
from assessments.narrative.tokens import Cells, resolved_text
from assessments.narrative.writer import instrument_text, total_text
from assessments.rows import Officials, compared
from ita_portal.tables.content import Digits, PartContent, PlanContent

PIRAB, MEASURE_QUARTERS = "pirab", "measure_quarters"


@dataclass(frozen=True)
class RoundFacts:
    """``bodies`` are the texts that the office keeps, by their place; ``cells`` are what their tokens say.

    ``said`` is what the round says of instruments and groups beside scores.
    """

    round: Round
    comparison: Comparison
    officials: Officials
    instruments: tuple[Instrument, ...]
    indicators: Mapping[int, list[AssessmentIndicator]]
    said: tuple[RoundInstrument, ...]
    suggestions: tuple[Suggestion, ...]
    gaps: tuple[Gap, ...]
    strip: Strip
    bodies: Mapping[str, str]
    cells: Cells
    plan: PlanContent | None

    @property
    def digits(self) -> Digits:
        """Thai ones where all tables of the plan are in them."""
        used = {part.options.digits for part in self.plan.parts} if self.plan else set()
        return Digits.THAI if used == {Digits.THAI} else Digits.AS_TYPED

    def told(self, place: str, tables: Mapping[str, str]) -> str:
        """The narrative of a place: the office's, else as the scores have it; "" where there is none.

        ``tables`` says how the table of each instrument is called in the document. Whole scores print as in
        tables.
        """
        body = self.bodies.get(place) or self._written(place)
        names = {f"ตาราง {code}": name for code, name in tables.items()}
        cells = (
            replace(cell, text=names.get(cell.token, cell.text.removesuffix(".00")))
            for cell in self.cells.values()
        )
        return resolved_text(body, Cells(cells))

    def _written(self, place: str) -> str:
        if place == USE:
            return ""
        if place == TOTAL:
            return total_text(self.comparison) if self.comparison.latest.total is not None else ""
        return instrument_text(self.comparison, place)

    def of_instrument(self, instrument: Instrument) -> RoundInstrument | None:
        """What the round says of an instrument as a whole."""
        return next((one for one in self.said if one.instrument_id == instrument.pk and not one.part), None)

    def indicator_names(self, instrument: Instrument) -> list[str]:
        return [indicator.name for indicator in self.indicators.get(instrument.pk, [])]

    def measure_tables(self) -> list[PartContent]:
        """The tables of measures with those of this round alone."""
        rows = self._measure_rows
        found = [
            replace(part, rows=tuple(row for row in part.rows if row.id in rows), notes=part.notes)
            for part in self._parts
            if part.layout == PIRAB
        ]
        return [part for part in found if part.rows]

    def plan_tables(self) -> list[PartContent]:
        """The tables of activities by measures; without one, those with activities of the measures."""
        by_measure = [part for part in self._parts if part.layout == MEASURE_QUARTERS]
        if by_measure:
            return by_measure
        used = {activity.part_id for measure in self.strip.measures for activity in measure.activities}
        return [part for part in self._parts if part.id in used]

    @property
    def _parts(self) -> tuple[PartContent, ...]:
        return self.plan.parts if self.plan else ()

    @cached_property
    def _measure_rows(self) -> set[int]:
        return set(self.round.measures.values_list("row_id", flat=True))


def facts_of(of_round: Round) -> RoundFacts:
    """The round comes with organisation, framework and plan; the number of queries never changes."""
    comparison, officials = compared(of_round)
    indicators: dict[int, list[AssessmentIndicator]] = defaultdict(list)
    for indicator in of_round.framework.indicators.filter(parent=None):
        indicators[indicator.instrument_id].append(indicator)
    return RoundFacts(
        round=of_round,
        comparison=comparison,
        officials=officials,
        instruments=tuple(of_round.framework.instruments.prefetch_related("parts")),
        indicators=indicators,
        said=tuple(of_round.instruments.select_related("instrument", "part")),
        suggestions=tuple(of_round.suggestions.all()),
        gaps=tuple(of_round.gaps.select_related("item")),
        strip=strip_of(of_round),
        bodies=dict(of_round.narratives.values_list("place", "body")),
        cells=cells_of(of_round),
        plan=plans.rows.contents(of_round.plan) if of_round.plan else None,
    )
