"""What was planned and what became of it: the one way in which both are compared, everywhere. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Protocol

from ita_portal.tables.indicators import percentage

NOTHING, WHOLE = Decimal(0), Decimal(100)
_TWO_DECIMALS = Decimal("0.01")
# What counts as done: reports that were handed in and have not come back.
COUNTED = ("submitted", "accepted")
_PERCENT_OF_WORK = {"not_started": NOTHING, "done": WHOLE}


class Report(Protocol):
    """What is asked of a report (a Progress)."""

    state: Any
    work: Any
    planned_count: Any
    planned_unit: Any
    actual_count: Any
    actual_percent: Any


@dataclass(frozen=True, slots=True)
class Achieved:
    """Counts in ``unit`` (None where there are none to add), and how much of the plan is done, in percent.

    ``percent`` is above 100 where more was done than planned, and None while nobody reported.
    """

    planned: Decimal | None = None
    actual: Decimal | None = None
    unit: str = ""
    percent: Decimal | None = None


def achieved_by(progresses: Iterable[Report]) -> Achieved:
    """An activity's reports, in the order of their periods, up to the period of which is asked.

    Where the plan counts, what was counted is held against what was planned so far, period by period. Else
    the latest report says how much of the whole is done, by its percent or by its work being done or not
    begun. Counts of different units are not added.
    """
    reports = list(progresses)
    units = {report.planned_unit for report in reports if report.planned_count is not None}
    counted = [report for report in reports if report.state in COUNTED]
    actual = _sum(report.actual_count for report in counted)
    if len(units) > 1:
        return Achieved(percent=_latest_percent(counted))
    planned = _sum(report.planned_count for report in reports)
    unit = units.pop() if units else ""
    if planned and actual is not None:
        return Achieved(planned, actual, unit, percentage(actual, planned))
    return Achieved(planned, actual, unit, _latest_percent(counted))


def percent_of_plan(parts: Iterable[tuple[Decimal | None, Achieved]]) -> Decimal | None:
    """How much of a plan is done, in percent, from its activities' weights (None where none) and results.

    Each counts up to 100, and as 0 while nobody reported it. Where any has a weight, those without count
    for nothing; where none has, all count alike. None of no activities.
    """
    pairs = [(weight, _bounded(achieved)) for weight, achieved in parts]
    weighted = [(weight, percent) for weight, percent in pairs if weight]
    shares = weighted or [(Decimal(1), percent) for _, percent in pairs]
    if not shares:
        return None
    total = sum((weight for weight, _ in shares), NOTHING)
    made = sum((weight * percent for weight, percent in shares), NOTHING)
    return (made / total).quantize(_TWO_DECIMALS, ROUND_HALF_UP)


def _bounded(achieved: Achieved) -> Decimal:
    return min(achieved.percent or NOTHING, WHOLE)


def _sum(numbers: Iterable[Decimal | None]) -> Decimal | None:
    known = [number for number in numbers if number is not None]
    return sum(known, NOTHING) if known else None


def _latest_percent(counted: Iterable[Report]) -> Decimal | None:
    """The last percent said; a later report that only says "done" or "not begun" says one too."""
    latest = None
    for report in counted:
        said = report.actual_percent
        if said is None:
            said = _PERCENT_OF_WORK.get(report.work)
        latest = latest if said is None else said
    return latest
