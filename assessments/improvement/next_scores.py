"""The score that a gap had, and the one that the same thing has in the organisation's next round."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from assessments.comparison.history import History, LinkFact
from assessments.improvement.strip_shape import NextScore
from assessments.models import Gap, Item, ItemLink, ResultLine, Round
from assessments.rounds.item_scores import item_scores
from assessments.rounds.neighbours import round_after
from assessments.scoring.shown import as_shown


@dataclass(frozen=True)
class Scores:
    """Scores of a round's gaps in it and in the next one. Keys are ids of items and of indicators' topics."""

    round: Round
    next_round: Round | None
    items: dict[tuple[int, int], Decimal]
    lines: dict[tuple[int, int], ResultLine]
    history: History
    next_items: dict[int, Item]

    @property
    def framework_changed(self) -> bool:
        return self.next_round is not None and self.next_round.framework_id != self.round.framework_id

    def now(self, gap: Gap) -> Decimal | None:
        """The gap's score in its own round."""
        if gap.item_id:
            return self.items.get((self.round.pk, gap.item_id))
        line = self.lines.get((self.round.pk, gap.indicator_id)) if gap.indicator_id else None
        return line.value if line else None

    def next(self, gap: Gap) -> tuple[NextScore, ...]:
        """Its scores in the next round: of the same thing, or of all that it was split into."""
        if self.next_round is None:
            return ()
        now = self.now(gap)
        if gap.item:
            return tuple(self._of_item(*heir, now) for heir in self._heirs(gap.item))
        return tuple(_of_line(line, now) for line in self._same_indicator(gap))

    def _heirs(self, item: Item) -> Iterable[tuple[Item, bool]]:
        if self.next_round is None or self.next_round.framework_id == self.round.framework_id:
            return [(item, True)]
        later, earlier = self.next_round.framework_id, self.round.framework_id
        pasts = ((one, self.history.past(one.pk, later, earlier)) for one in self.next_items.values())
        return [(one, past.is_same) for one, past in pasts if item.pk in past.items]

    def _of_item(self, item: Item, is_same: bool, now: Decimal | None) -> NextScore:
        score = self.items.get((self.next_round.pk, item.pk)) if self.next_round else None
        return NextScore(item.code, item.label, score, _change(score, now), is_same)

    def _same_indicator(self, gap: Gap) -> list[ResultLine]:
        indicator = gap.indicator
        if indicator is None or self.next_round is None:
            return []
        return [
            line
            for (round_id, _), line in self.lines.items()
            if round_id == self.next_round.pk
            and line.indicator is not None
            and (
                line.indicator_id == indicator.pk
                or (indicator.topic and line.indicator.topic == indicator.topic)
            )
        ]


def scores_around(of_round: Round, gaps: Sequence[Gap]) -> Scores:
    """Six queries at most: the next round, scores and results of both, and how their items hang together."""
    following = round_after(of_round)
    rounds = [of_round.pk, following.pk] if following else [of_round.pk]
    changed = following is not None and following.framework_id != of_round.framework_id
    is_carried = changed and any(gap.item_id for gap in gaps)
    frameworks = [of_round.framework_id, following.framework_id] if is_carried and following else []
    items = list(Item.objects.filter(framework__in=frameworks)) if frameworks else []
    lines = ResultLine.objects.filter(round__in=rounds, indicator__isnull=False).select_related("indicator")
    return Scores(
        of_round,
        following,
        item_scores(rounds),
        {(line.round_id, line.indicator_id): line for line in lines if line.indicator_id},
        _history(of_round.family, items),
        {item.pk: item for item in items if following and item.framework_id == following.framework_id},
    )


def _history(family: str, items: list[Item]) -> History:
    """Links of all years of the family, for they may lead through a year in which there was no round."""
    if not items:
        return History([], {}, {})
    links = ItemLink.objects.filter(later__framework__family=family)
    of_frameworks: dict[int, list[int]] = defaultdict(list)
    topics: dict[int, list[int]] = defaultdict(list)
    for item in items:
        of_frameworks[item.framework_id].append(item.pk)
    for item_id, topic in Item.topics.through.objects.filter(item__in=items).values_list("item", "topic"):
        topics[item_id].append(topic)
    facts = [LinkFact(*link) for link in links.values_list("earlier", "later", "kind")]
    return History(facts, of_frameworks, topics)


def _of_line(line: ResultLine, now: Decimal | None) -> NextScore:
    indicator = line.indicator
    if indicator is None:
        raise ValueError("a line of an instrument is of no gap")
    return NextScore(indicator.reference, indicator.name, line.value, _change(line.value, now))


def _change(score: Decimal | None, before: Decimal | None) -> Decimal | None:
    """The difference of what is printed, so that who subtracts on paper finds the same."""
    if score is None or before is None:
        return None
    return as_shown(score) - as_shown(before)
