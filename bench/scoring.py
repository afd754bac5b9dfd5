"""Scoring every agency of the country for three rounds, beside reading the same scores and averaging them.

The yardstick reads the scores as JSON and takes a Decimal mean for each round: it knows nothing of
indicators, weights, ratings and what is missing.
"""

import json
from decimal import Decimal
from random import Random

from assessments.loading.files import SHIPPED, read_file
from assessments.scoring.engine import Given, scored
from assessments.scoring.from_facts import shape_from_facts
from bench.measure import Measure, ratio

ORGANISATIONS = 8_300
ROUNDS = 3
BOUND = 18.0
_REPEATS = 2


def measure() -> list[Measure]:
    shape = shape_from_facts(read_file(SHIPPED / "ita-2568.json"))
    sheets = _sheets(shape.items)

    def score() -> None:
        for sheet in sheets:
            scored(shape, Given(items={code: Decimal(score) for code, score in json.loads(sheet).items()}))

    taken = ratio(score, lambda: [_mean(sheet) for sheet in sheets], rounds=_REPEATS)
    return [Measure(f"{ORGANISATIONS} agencies × {ROUNDS} rounds scored: to a mean of each", taken, BOUND)]


def _sheets(codes: tuple[str, ...]) -> list[str]:
    """Scores as a round has them: means of answers to the questions, and 100 or 0 for what is disclosed."""
    chance = Random(2568)  # noqa: S311
    return [json.dumps({code: _score(code, chance) for code in codes}) for _ in range(ORGANISATIONS * ROUNDS)]


def _score(code: str, chance: Random) -> str:
    if code.startswith("O"):
        return chance.choice(("100", "100", "100", "100", "0"))
    return f"{chance.uniform(70, 100):.12f}"


def _mean(sheet: str) -> Decimal:
    scores = [Decimal(score) for score in json.loads(sheet).values()]
    return sum(scores, Decimal(0)) / len(scores)
