"""The strip as everybody reads it, and what breaks it. ``assessments.improvement.strip`` reads it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum, auto

NO_PROGRESS = "ยังไม่มีรายงานผล"


class FlagKind(StrEnum):
    """What breaks the strip; the words that people read are in the template."""

    GAP_WITHOUT_MEASURE = auto()
    GAP_WITHOUT_ACTIVITY = auto()
    MEASURE_WITHOUT_GAP = auto()
    MEASURE_WITHOUT_HEADING = auto()
    MEASURE_WITHOUT_ACTIVITY = auto()
    MEASURE_LOST = auto()
    WORDS_DIFFER = auto()
    ACTIVITY_WITHOUT_GAP = auto()


@dataclass(frozen=True, slots=True)
class Flag:
    """One break: what it is of, and the text of that."""

    kind: FlagKind
    pk: int
    text: str


@dataclass(frozen=True, slots=True)
class ActivityLine:
    """An activity of the plan; ``quarters`` are those ticked or counted, with what the cells say.

    ``progress`` is where it stands by its latest accepted report.
    """

    pk: int
    part_id: int
    title: str
    owners: tuple[str, ...]
    quarters: Mapping[int, str]
    period: str
    is_linked: bool
    progress: str = NO_PROGRESS


@dataclass(frozen=True, slots=True)
class MeasureLine:
    """A measure as its row says it. ``letter_text`` is the heading of its letter as printed.

    ``differs``: the heading of the plan under which its activities stand says something else.
    ``is_lost``: the row lies in the plan's bin. ``number`` counts the measures of the round.
    """

    pk: int
    number: int
    letter: str
    letter_text: str
    title: str
    reason: str
    knowledge: str
    standing: str
    standing_label: str
    row_version: int
    heading_id: int | None
    heading_text: str
    heading_version: int
    differs: bool
    is_lost: bool
    gap_ids: frozenset[int]
    activities: tuple[ActivityLine, ...]


@dataclass(frozen=True, slots=True)
class NextScore:
    """What became of a gap's item or indicator: its code and text in the next round, and its score.

    ``change`` is against the gap's own score, None where one of them is missing. ``is_same`` is False where
    it was split or merged, so that the two are not one question.
    """

    code: str
    text: str
    score: Decimal | None
    change: Decimal | None
    is_same: bool = True


@dataclass(frozen=True, slots=True)
class GapLine:
    """A gap; ``code`` is its item's ("i10") or its indicator's ("ตัวชี้วัดที่ 4"), "" for one in words alone.

    ``score`` is that of now, None where there is none.
    """

    pk: int
    number: int
    issue: str
    cause: str
    code: str
    text: str
    score: Decimal | None
    measures: tuple[MeasureLine, ...]
    next_scores: tuple[NextScore, ...]


@dataclass(frozen=True, slots=True)
class Strip:
    """All of a round's strip; ``next_round`` is the round's name, "" where there is none yet."""

    gaps: tuple[GapLine, ...]
    measures: tuple[MeasureLine, ...]
    loose_activities: tuple[ActivityLine, ...]
    next_round: str
    framework_changed: bool
    flags: tuple[Flag, ...]

    @property
    def loose_measures(self) -> tuple[MeasureLine, ...]:
        """Those against no gap."""
        return tuple(measure for measure in self.measures if not measure.gap_ids)


def flags_of(
    gaps: Iterable[GapLine], measures: Iterable[MeasureLine], loose: Iterable[ActivityLine]
) -> Iterable[Flag]:
    for gap in gaps:
        if not gap.measures:
            yield Flag(FlagKind.GAP_WITHOUT_MEASURE, gap.pk, gap.issue)
        elif not any(measure.activities for measure in gap.measures):
            yield Flag(FlagKind.GAP_WITHOUT_ACTIVITY, gap.pk, gap.issue)
    for measure in measures:
        yield from (Flag(kind, measure.pk, measure.title) for kind in _breaks(measure))
    yield from (Flag(FlagKind.ACTIVITY_WITHOUT_GAP, one.pk, one.title) for one in loose)


def _breaks(measure: MeasureLine) -> Iterable[FlagKind]:
    if measure.is_lost:
        yield FlagKind.MEASURE_LOST
        return
    if not measure.gap_ids:
        yield FlagKind.MEASURE_WITHOUT_GAP
    if measure.heading_id is None:
        yield FlagKind.MEASURE_WITHOUT_HEADING
    elif measure.differs:
        yield FlagKind.WORDS_DIFFER
    if not measure.activities:
        yield FlagKind.MEASURE_WITHOUT_ACTIVITY
