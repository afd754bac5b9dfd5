"""What a plan states beside its tables: objectives, goals, the plans above it, project charters, pictures."""

from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ita_portal.tables.content import SectionContent

GOAL_LEVELS = range(1, 6)


class StatementKind(StrEnum):
    OBJECTIVE = "objective"
    GOAL = "goal"


class Instrument(StrEnum):
    """What a goal may set a target for; the EIT has two groups of respondents."""

    TOTAL = "total"
    IIT = "iit"
    EIT = "eit"
    EIT_PUBLIC = "eit_public"
    EIT_SURVEY = "eit_survey"
    OIT = "oit"


@dataclass(frozen=True, slots=True)
class Statement:
    """An objective, or a goal at a level of GOAL_LEVELS under the goal of the level above before it.

    ``number`` is printed as typed ("3.1", "(1)"); ``target`` are points of 100.
    """

    kind: StatementKind
    text: str
    level: int = 1
    number: str = ""
    instrument: Instrument | None = None
    target: Decimal | None = None


@dataclass(frozen=True, slots=True)
class HigherPlan:
    """A plan or law above this one and its years (Buddhist era), as far as known."""

    title: str
    from_year: int | None = None
    to_year: int | None = None

    def covers(self, fiscal_year: int) -> bool:
        """Whether the year lies within what is known of the years."""
        return (self.from_year or fiscal_year) <= fiscal_year <= (self.to_year or fiscal_year)


@dataclass(frozen=True, slots=True)
class PictureContent:
    """A picture under a section: its caption, size in pixels, and how to get the file.

    ``read`` is called by what prints the file, so that a page which only names it reads none. ``id`` is
    the stored picture's id, if any.
    """

    caption: str
    media_type: str
    width: int
    height: int
    read: Callable[[], bytes] = field(compare=False, repr=False)
    id: int | None = None


@dataclass(frozen=True, slots=True)
class Charter:
    """The details of one project: its head, its narrative, and the places (from 1) of its tables in the plan.

    ``budget`` is in baht; ``budget_words`` as typed, "" where they follow from the figure.
    """

    title: str
    code: str = ""
    sequence: str = ""
    output: str = ""
    budget: Decimal | None = None
    budget_words: str = ""
    averages_costs: bool = False
    sections: tuple["SectionContent", ...] = ()
    parts: tuple[int, ...] = ()


def leaps(levels: list[int]) -> list[int]:
    """The places (from 0) of goals that stand more than one level below the goal before them."""
    return [at for at, level in enumerate(levels) if level > (levels[at - 1] if at else 0) + 1]
