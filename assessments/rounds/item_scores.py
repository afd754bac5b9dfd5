"""One score for each item of a round, whoever was asked; one query."""

from collections.abc import Iterable
from decimal import Decimal

from assessments.models import Score


def item_scores(rounds: Iterable[int]) -> dict[tuple[int, int], Decimal]:
    """Scores by (round, item); where only groups of respondents have one, the lowest of these."""
    joint: dict[tuple[int, int], Decimal] = {}
    lowest: dict[tuple[int, int], Decimal] = {}
    scores = Score.objects.filter(round__in=rounds, item__isnull=False)
    for score in scores:
        if score.item_id is None:
            continue
        key = score.round_id, score.item_id
        if score.part_id is None:
            joint[key] = score.value
        else:
            lowest[key] = min(score.value, lowest.get(key, score.value))
    return lowest | joint
