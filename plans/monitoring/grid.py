"""The grid of a followed plan: its activities down, its periods across, each report where it stands.

Read in a dozen queries whatever the size of the plan.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count

from ita_portal.tables.rows import Row
from plans import rows
from plans.models import ActionPlan, ActivityOwner, ActivityReporter, Progress, ReportingPeriod
from plans.monitoring.achieved import Achieved, achieved_by, percent_of_plan
from plans.monitoring.reporting_rows import reporting_parts
from plans.monitoring.standing import Standing, in_standing, standing_of

NOBODY = "nobody"  # in place of a reporter: activities that nobody reports
# A grid asks for the numbers of reports, not for what was written.
_WRITTEN = ("narrative", "problems", "suggestions", "internal_note", "lesson", "return_note")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for: words of the title, an owner as the plan names one, who reports, a standing.

    ``reporter`` is a person ("user-5"), a unit ("unit-3") or NOBODY; ``period`` is the id of a period.
    """

    q: str = ""
    owner: str = ""
    reporter: str = ""
    standing: str = ""
    period: int | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """A report where it stands; ``is_found`` tells that it is one of those looked for."""

    progress: Progress
    standing: Standing
    is_found: bool

    @property
    def may_be_chosen(self) -> bool:
        """Whether something can be done to it: it waits for the secretary, or for its owner."""
        nothing = (Standing.ACCEPTED, Standing.MISSED, Standing.NOT_DUE)
        return self.is_found and self.standing not in nothing and not self.progress.period.closed_at


@dataclass(frozen=True, slots=True)
class Line:
    """An activity with a cell for each period shown, None where no report is expected."""

    row: Row
    table: str
    reporters: tuple[str, ...]
    cells: tuple[Cell | None, ...]
    achieved: Achieved

    def __str__(self) -> str:
        return self.row.title


@dataclass(frozen=True, slots=True)
class Grid:
    """The periods shown and the lines found; ``counts``, ``total`` and ``percent`` are of the whole plan.

    ``counts`` are reports by where they stand, ``total`` is activities.
    """

    periods: tuple[ReportingPeriod, ...]
    lines: tuple[Line, ...]
    counts: Mapping[Standing, int]
    total: int
    percent: Decimal | None


def grid_of(plan: ActionPlan, today: date, wanted: Wanted = Wanted()) -> Grid:
    """The grid of the plan as ``wanted``; its counts are of the whole plan."""
    periods = list(plan.periods.all())
    reports = _reports_of(plan, periods)
    reporters = _reporters_of(plan)
    shown = [period for period in periods if wanted.period in (None, period.pk)]
    lines, weights, counts = [], [], Counter[Standing]()
    for row, table in _rows_of(plan):
        own = reports.get(row.id or 0)
        if not own:
            continue
        standings = {pk: standing_of(report, today) for pk, report in own.items()}
        counts.update(standings.values())
        achieved = achieved_by(own[period.pk] for period in periods if period.pk in own)
        weights.append((row.weight, achieved))
        keys = reporters.get(row.id or 0, {})
        cells = tuple(_cell(own.get(period.pk), standings, wanted) for period in shown)
        if _is_wanted(row, keys, cells, wanted):
            lines.append(Line(row, table, tuple(keys.values()), cells, achieved))
    return Grid(tuple(shown), tuple(lines), counts, len(weights), percent_of_plan(weights))


def counts_of(plan: ActionPlan, today: date) -> dict[Standing, int]:
    """How many reports of the plan stand where, in one query."""
    reports = Progress.objects.of_what_is_there().filter(period__plan=plan)
    counted = {standing.value: Count("pk", filter=in_standing(standing, today)) for standing in Standing}
    return {Standing(name): count for name, count in reports.aggregate(**counted).items()}


def without_reporter(plan: ActionPlan) -> int:
    """How many activities are expected to report, and have nobody who does."""
    reports = Progress.objects.of_what_is_there().filter(period__plan=plan, activity__reporters=None)
    return reports.order_by().values("activity").distinct().count()


def owners_in(plan: ActionPlan) -> list[str]:
    """The owners that the plan writes for activities which report, in the order of the alphabet."""
    owners = ActivityOwner.objects.filter(activity__part__plan=plan, activity__progress__isnull=False)
    return list(owners.order_by("text").values_list("text", flat=True).distinct())


def reporters_in(plan: ActionPlan) -> list[tuple[str, str]]:
    """Keys and names of whoever reports something of the plan: people, then units."""
    lines = ActivityReporter.objects.filter(activity__part__plan=plan).select_related("user", "unit")
    names = {key_of(line): str(line) for line in lines}
    return sorted(names.items(), key=lambda pair: (not pair[0].startswith("user"), pair[1]))


def _reports_of(plan: ActionPlan, periods: Iterable[ReportingPeriod]) -> dict[int, dict[int, Progress]]:
    """Reports by activity and period, each with its period."""
    by_pk = {period.pk: period for period in periods}
    found: dict[int, dict[int, Progress]] = defaultdict(dict)
    for report in Progress.objects.filter(period__plan=plan).order_by().defer(*_WRITTEN):
        report.period = by_pk[report.period_id]
        found[report.activity_id][report.period_id] = report
    return found


def _reporters_of(plan: ActionPlan) -> dict[int, dict[str, str]]:
    """Who reports, by activity: the key of each with its name."""
    found: dict[int, dict[str, str]] = defaultdict(dict)
    lines = ActivityReporter.objects.filter(activity__part__plan=plan).select_related("user", "unit")
    for line in lines.order_by("pk"):
        found[line.activity_id][key_of(line)] = str(line)
    return found


def key_of(reporter: ActivityReporter) -> str:
    """ "user-5" or "unit-3"."""
    return f"user-{reporter.user_id}" if reporter.user_id else f"unit-{reporter.unit_id}"


def _rows_of(plan: ActionPlan) -> Iterable[tuple[Row, str]]:
    parts = reporting_parts(plan)
    for part, content in zip(parts, rows.of_parts(parts), strict=True):
        yield from ((row, str(part)) for row in content.rows if not row.placeholder)


def _cell(report: Progress | None, standings: Mapping[int, Standing], wanted: Wanted) -> Cell | None:
    if report is None:
        return None
    standing = standings[report.period_id]
    return Cell(report, standing, wanted.standing in ("", standing.value))


def _is_wanted(row: Row, keys: Mapping[str, str], cells: Sequence[Cell | None], wanted: Wanted) -> bool:
    if wanted.reporter and not (wanted.reporter in keys or (wanted.reporter == NOBODY and not keys)):
        return False
    if wanted.owner and wanted.owner not in row.owners:
        return False
    if wanted.q.casefold() not in f"{row.number} {row.title}".casefold():
        return False
    return any(cell and cell.is_found for cell in cells)
