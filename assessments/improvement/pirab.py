"""The five letters of the PIRAB strategy, and the table of a plan in which a round's measures stand."""

from dataclasses import dataclass

from assessments.models import Round
from plans.models import Heading, PlanPart

LAYOUT = "pirab"
MEASURE_LAYOUT = "measure_quarters"
LETTERS = {
    "P": "P : Partnership",
    "I": "I : Investment",
    "R": "R : Regulate",
    "A": "A : Advocate",
    "B": "B : Build Capacity",
}


@dataclass(frozen=True)
class MeasureWords:
    """What a measure says: its letter (a key of LETTERS, "" for none) and the texts of its row."""

    letter: str
    title: str
    reason: str = ""
    knowledge: str = ""


def letter_of(heading: Heading | None) -> str:
    """The letter that a heading of the table begins with; "" where it is none of the five."""
    first = heading.text.lstrip()[:1].upper() if heading else ""
    return first if first in LETTERS else ""


def part_of(of_round: Round) -> PlanPart | None:
    """The table in which the round's measures stand, or may: one of its plan that no other round fills.

    A round has a table of its own, so that a measure taken over and adjusted leaves the round before as
    it was.
    """
    parts = PlanPart.objects.filter(plan=of_round.plan_id, layout=LAYOUT, rows_of=None)
    own = parts.filter(activities__measures__round=of_round).first()
    return own or parts.exclude(activities__measures__isnull=False).first()
