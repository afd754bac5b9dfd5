"""What is written in a report, as forms give it and services take it: words, results, captions, spending."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from plans.models import BudgetLine, Indicator


@dataclass(frozen=True, slots=True)
class Result:
    """What an indicator came to, as typed; ``is_met`` is the reporter's word where numbers say nothing."""

    position: int
    indicator: Indicator | None
    statement: str
    target: str
    text: str
    is_met: bool | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """What is reported; ``actual_percent`` is of the whole activity, ``actual_count`` of the period alone."""

    work: str = ""
    actual_count: Decimal | None = None
    actual_percent: Decimal | None = None
    narrative: str = ""
    problems: str = ""
    suggestions: str = ""
    internal_note: str = ""
    lesson: str = ""
    results: tuple[Result, ...] = ()


@dataclass(frozen=True, slots=True)
class Caption:
    """What stands below a picture, and whether printed reports show it."""

    text: str = ""
    in_report: bool = True


@dataclass(frozen=True, slots=True)
class Spending:
    """A disbursement in baht of the report's activity, on a day, with the number of its document.

    Without a ``line`` it is entered on a line of its own: of the activity, as budgets usually are.
    """

    amount: Decimal
    on: date
    reference: str = ""
    line: BudgetLine | None = None


@dataclass(frozen=True, slots=True)
class Written:
    """All that the form of a report says; ``captions`` by the key of each use of evidence."""

    report: Report
    captions: Mapping[int, Caption] = field(default_factory=dict)
    spending: Spending | None = None


@dataclass(frozen=True, slots=True)
class RoundTexts:
    """What is written of a round."""

    name: str
    summary: str = ""
    problems: str = ""
    suggestions: str = ""
    lessons: str = ""
