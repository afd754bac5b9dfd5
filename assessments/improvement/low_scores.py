"""What a round may raise as gaps: items below their target, and the lowest of each instrument."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from assessments.models import AssessmentIndicator, Item, Round
from assessments.narrative.starters import issue_of
from assessments.rounds.item_scores import item_scores
from assessments.scoring.shown import as_shown

LOWEST = 3
_FULL = Decimal(100)


@dataclass(frozen=True, slots=True)
class Low:
    """An item, or an indicator of an instrument whose items have no scores. ``target`` None: none was set."""

    instrument: str
    score: Decimal
    target: Decimal | None
    item: Item | None = None
    indicator: AssessmentIndicator | None = None

    @property
    def key(self) -> str:
        """How a form names it."""
        return f"item-{self.item.pk}" if self.item else f"indicator-{self.indicator.pk}"  # type: ignore[union-attr]

    @property
    def code(self) -> str:
        if self.item:
            return self.item.code
        return self.indicator.reference if self.indicator else ""

    @property
    def text(self) -> str:
        return self.item.label if self.item else self.indicator.name if self.indicator else ""

    @property
    def issue(self) -> str:
        """The first words of the gap."""
        return issue_of(f"ข้อ {self.code}" if self.item else self.code, self.text)

    @property
    def is_below(self) -> bool:
        return self.target is not None and as_shown(self.score) < self.target


def low_scores(of_round: Round, *, raised: Collection[str] = ()) -> list[Low]:
    """The lowest first within each instrument, in four queries; what is ``raised`` (keys) is left out."""
    targets = _targets(of_round)
    scores = item_scores([of_round.pk])
    found: dict[str, list[Low]] = defaultdict(list)
    for item in of_round.framework.items.select_related("indicator__instrument"):
        instrument = item.indicator.instrument
        if (score := scores.get((of_round.pk, item.pk))) is not None:
            found[instrument.code].append(Low(instrument.code, score, targets.get(instrument.pk), item=item))
    lines = of_round.result_lines.filter(indicator__parent=None, value__isnull=False)
    for line in lines.exclude(indicator=None).select_related("indicator", "instrument"):
        code = line.instrument.code
        if not any(low.item for low in found[code]) and line.value is not None:
            target = targets.get(line.instrument_id)
            found[code].append(Low(code, line.value, target, indicator=line.indicator))
    return [low for lows in found.values() for low in _lowest(lows) if low.key not in raised]


def _lowest(lows: list[Low]) -> list[Low]:
    """Those below the target; where none is, the few lowest that are not full, and what ties with them."""
    ordered = sorted((low for low in lows if as_shown(low.score) < _FULL), key=lambda low: low.score)
    below = [low for low in ordered if low.is_below]
    if below or not ordered:
        return below
    limit = as_shown(ordered[min(LOWEST, len(ordered)) - 1].score)
    return [low for low in ordered if as_shown(low.score) <= limit]


def _targets(of_round: Round) -> dict[int, Decimal]:
    asked = of_round.instruments.filter(part=None, target_score__isnull=False)
    return {one.instrument_id: one.target_score for one in asked if one.target_score is not None}
