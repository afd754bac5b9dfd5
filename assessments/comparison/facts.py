"""What a comparison is made of, read in a fixed number of queries whatever the number of rounds."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from assessments.comparison.history import History, LinkFact
from assessments.models import (
    AssessmentIndicator,
    Instrument,
    Item,
    ItemLink,
    ResultLine,
    Round,
    RoundInstrument,
    Score,
)
from ita_portal.thai.fiscal import MONTHS_IN_ORDER

# In which month of the fiscal year a round of each kind ends, where the round does not say it.
_ENDS = {
    Round.Kind.PRACTICE: 0,
    Round.Kind.FIRST5: 5,
    Round.Kind.MONTHS6: 6,
    Round.Kind.MONTHS9: 9,
    Round.Kind.LAST5: 10,
    Round.Kind.MONTHS11: 11,
    Round.Kind.MONTHS12: 12,
    Round.Kind.ANNUAL: 12,
    Round.Kind.OWN: 12,
}


@dataclass(frozen=True, slots=True)
class Facts:
    """Rows of the database by what they are asked for.

    What frameworks hold is keyed by the framework, lines by round and thing, scores by round, thing and the
    code of a group of respondents ("" for the score that counts).
    """

    rounds: tuple[Round, ...]
    instruments: Mapping[int, list[Instrument]]
    indicators: Mapping[int, list[AssessmentIndicator]]
    items: Mapping[int, list[Item]]
    respondents: Mapping[int, Mapping[str, int]]
    instrument_lines: Mapping[tuple[int, int], ResultLine]
    indicator_lines: Mapping[tuple[int, int], ResultLine]
    indicator_scores: Mapping[tuple[int, int, str], Decimal]
    item_scores: Mapping[tuple[int, int, str], Decimal]
    history: History


def facts_of(rounds: Iterable[Round]) -> Facts:
    """Nine queries: the rounds with framework and result, and what they and their frameworks hold."""
    ids = [one.pk for one in rounds]
    found = Round.objects.filter(pk__in=ids).select_related("framework", "result").order_by("pk")
    ordered = tuple(sorted(found, key=in_time))
    frameworks = {one.framework_id for one in ordered}
    items = _by_framework(Item.objects.filter(framework__in=frameworks))
    lines = ResultLine.objects.filter(round__in=ids)
    scores = Score.objects.filter(round__in=ids).select_related("part")
    return Facts(
        ordered,
        _by_framework(Instrument.objects.filter(framework__in=frameworks)),
        _by_framework(AssessmentIndicator.objects.filter(framework__in=frameworks)),
        items,
        _respondents(ids),
        *_lines(lines),
        *_scores(scores),
        _history(ordered, items),
    )


def in_time(one: Round) -> tuple[int, int, int]:
    """By fiscal year, by the month in which the round ends, by the order of entering."""
    month = one.last_month.month if one.last_month else None
    ends = MONTHS_IN_ORDER.index(month) + 1 if month else _ENDS[Round.Kind(one.kind)]
    return one.fiscal_year, ends, one.pk


def _by_framework(rows: Iterable[Any]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.framework_id].append(row)
    return found


def _respondents(rounds: Collection[int]) -> dict[int, dict[str, int]]:
    """Of each round by the code of the instrument or the group; an instrument is the sum of its groups
    where it has no number of its own.
    """
    counted = RoundInstrument.objects.filter(round__in=rounds, respondents__isnull=False)
    found: dict[int, dict[str, int]] = defaultdict(dict)
    sums: dict[int, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for row in counted.select_related("instrument", "part"):
        count = row.respondents or 0
        found[row.round_id][row.part.code if row.part else row.instrument.code] = count
        if row.part:
            sums[row.round_id][row.instrument.code] += count
    return {one: {**sums[one], **found[one]} for one in found}


def _lines(
    lines: Iterable[ResultLine],
) -> tuple[dict[tuple[int, int], ResultLine], dict[tuple[int, int], ResultLine]]:
    of_instruments: dict[tuple[int, int], ResultLine] = {}
    of_indicators: dict[tuple[int, int], ResultLine] = {}
    for line in lines:
        if line.indicator_id is None:
            of_instruments[line.round_id, line.instrument_id] = line
        else:
            of_indicators[line.round_id, line.indicator_id] = line
    return of_instruments, of_indicators


def _scores(
    scores: Iterable[Score],
) -> tuple[dict[tuple[int, int, str], Decimal], dict[tuple[int, int, str], Decimal]]:
    of_indicators: dict[tuple[int, int, str], Decimal] = {}
    of_items: dict[tuple[int, int, str], Decimal] = {}
    for score in scores:
        part = score.part.code if score.part else ""
        if score.item_id is not None:
            of_items[score.round_id, score.item_id, part] = score.value
        elif score.indicator_id is not None:
            of_indicators[score.round_id, score.indicator_id, part] = score.value
    return of_indicators, of_items


def _history(rounds: Iterable[Round], items: Mapping[int, list[Item]]) -> History:
    """Links of all years of the families, for they may lead through a year that is not compared."""
    families = {one.framework.family for one in rounds}
    links = ItemLink.objects.filter(later__framework__family__in=families)
    topics: dict[int, list[int]] = defaultdict(list)
    asked = [item.pk for of_one in items.values() for item in of_one]
    for item, topic in Item.topics.through.objects.filter(item__in=asked).values_list("item", "topic"):
        topics[item].append(topic)
    return History(
        [LinkFact(*link) for link in links.values_list("earlier_id", "later_id", "kind")],
        {framework: [item.pk for item in of_one] for framework, of_one in items.items()},
        topics,
    )
