"""What the sheets of a survey come to: the mean of each question, exactly, and which groups may be shown."""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Any

from assessments.small_numbers import FLOOR

Sheet = Mapping[str, int]  # an item's id as text → the place of the answer chosen


def means(questions: Iterable[Mapping[str, Any]], sheets: Sequence[Sheet]) -> dict[int, Fraction]:
    """The mean points (0 to 100) of each question by its item's id; nothing of one that nobody answered."""
    found = {}
    for question in questions:
        points = [Fraction(answer["points"]) for answer in question["answers"]]
        given = [points[sheet[str(question["item"])]] for sheet in sheets if str(question["item"]) in sheet]
        if given:
            found[question["item"]] = sum(given, Fraction(0)) / len(given)
    return found


def shown_apart(counts: Mapping[int, int]) -> list[int]:
    """The groups whose own results may be shown beside the total, of all that answered ``counts`` sheets.

    A group under the floor is not. And what is left of the total when those shown are taken away must not be
    of so few either: then the smallest group goes with them, until it is of enough.
    """
    shown = sorted((key for key, count in counts.items() if count >= FLOOR), key=lambda key: counts[key])
    rest = sum(count for key, count in counts.items() if key not in shown)
    while shown and 0 < rest < FLOOR:
        rest += counts[shown.pop(0)]
    return [key for key in counts if key in shown]
