"""The figures of a round, as they are shown while it is open and frozen when it is closed.

JSON without floats, so that both databases give it back as it was hashed: counts and percentages are texts
of decimals, money texts of baht with two decimals, days ISO dates.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.utils import timezone

from ita_portal.tables.content import PartContent
from ita_portal.tables.json_values import Json
from ita_portal.tables.layouts import layout_for
from ita_portal.tables.numbering import with_numbers
from ita_portal.tables.rows import Row
from plans import rows
from plans.models import (
    ActivityReporter,
    BudgetLine,
    IndicatorResult,
    MonitoringRound,
    Progress,
    ReportingPeriod,
)
from plans.monitoring.achieved import COUNTED, Achieved, achieved_by, percent_of_plan
from plans.monitoring.money import Sums, sums_by_activity, sums_by_line
from plans.monitoring.standing import Standing, standing_of

ROUND_TEXTS = ("summary", "problems", "suggestions", "lessons")
REPORT_TEXTS = ("narrative", "problems", "suggestions")  # written for publication
_NO_SUMS = Sums()
_GONE = "กิจกรรมที่นำออกจากแผนแล้ว"


@dataclass(frozen=True)
class Money:
    """The money of rows: what moved in the round (``during``), and all up to its end (``so_far``)."""

    during: Sums = _NO_SUMS
    so_far: Sums = _NO_SUMS

    def __add__(self, other: "Money") -> "Money":
        return Money(self.during + other.during, self.so_far + other.so_far)

    def __bool__(self) -> bool:
        return bool(self.during or self.so_far)

    def to_json(self) -> Json:
        return {"during": _sums(self.during), "so_far": _sums(self.so_far)}


@dataclass(frozen=True)
class Followed:
    """A row with its ``reports`` up to the end of the round, those of the round (``here``), and its money."""

    row: Row
    reports: Sequence[Progress]
    here: Sequence[Progress]
    money: Money

    @cached_property
    def achieved(self) -> Achieved:
        return achieved_by(self.reports)

    @property
    def counted(self) -> list[Progress]:
        """The reports that were handed in, the latest first."""
        return [report for report in reversed(self.reports) if report.state in COUNTED]

    @property
    def work(self) -> str:
        return next((report.work for report in self.counted if report.work), "")


class Figures:
    """Reads what a round comes to, in the same number of queries whatever the size of the plan."""

    def __init__(self, round: MonitoringRound) -> None:
        self.round, self.plan = round, round.plan
        self.today = timezone.localdate()

    def to_json(self) -> Json:
        everything = [one for _, followed in self._parts for one in followed]
        lines = self._lines(everything)
        money = _added(one.money for one in everything) + _added(money for _, _, money in lines)
        return {
            "as_of": self.today.isoformat(),
            "round": self._round(),
            "plan": {"id": self.plan.pk, "title": self.plan.title, "fiscal_year": self.plan.fiscal_year},
            "periods": [_period(period) for period in self._periods if self._is_here(period)],
            "parts": [self._part(part, followed) for part, followed in self._parts if followed],
            "lines": [
                {"group": group, "title": title, "money": money.to_json()} for group, title, money in lines
            ],
            "totals": self._totals(everything, money),
            "missing": [self._missing(one.row, report) for one in everything for report in _missing(one)],
        }

    # What is read

    @cached_property
    def _periods(self) -> list[ReportingPeriod]:
        """Those that end by the end of the round."""
        return list(self.plan.periods.filter(ends_on__lte=self.round.ends_on).order_by("ends_on", "position"))

    def _is_here(self, period: ReportingPeriod) -> bool:
        return period.ends_on >= self.round.starts_on

    @cached_property
    def _parts(self) -> list[tuple[PartContent, list[Followed]]]:
        """The plan's tables with those of their rows that report or have money."""
        found = []
        for part in rows.contents(self.plan).parts:
            scheme = part.options.numbering or layout_for(part.layout).numbering
            numbered = with_numbers(part.own_rows, scheme)
            found.append((part, [self._followed(row) for row in numbered if self._is_followed(row)]))
        return found

    def _is_followed(self, row: Row) -> bool:
        return row.id in self._reports or row.id in self._money

    def _followed(self, row: Row) -> Followed:
        reports = self._reports.get(row.id, [])
        here = [report for report in reports if self._is_here(report.period)]
        return Followed(row, reports, here, self._money.get(row.id, Money()))

    @cached_property
    def _reports(self) -> Mapping[int | None, list[Progress]]:
        """Of each activity, in the order of the periods."""
        places = {period.pk: place for place, period in enumerate(self._periods)}
        found: dict[int | None, list[Progress]] = defaultdict(list)
        of_plan = Progress.objects.filter(period__in=self._periods).select_related("period")
        for report in sorted(of_plan.prefetch_related("results"), key=lambda one: places[one.period_id]):
            found[report.activity_id].append(report)
        return found

    @cached_property
    def _reporters(self) -> Mapping[int | None, list[str]]:
        found: dict[int | None, list[str]] = defaultdict(list)
        of_plan = ActivityReporter.objects.filter(activity__part__plan=self.plan)
        for reporter in of_plan.select_related("user", "unit").order_by("pk"):
            found[reporter.activity_id].append(str(reporter))
        return found

    @cached_property
    def _money(self) -> Mapping[int | None, Money]:
        """Of each row of the plan."""
        since, until = self.round.starts_on, self.round.ends_on
        during = sums_by_activity(self.plan, since, until)
        return _both(during, sums_by_activity(self.plan, None, until))

    def _lines(self, everything: Sequence[Followed]) -> list[tuple[str, str, Money]]:
        """Group, title and money of what is followed beside the rows."""
        own = BudgetLine.objects.filter(plan=self.plan, activity=None)
        since, until = self.round.starts_on, self.round.ends_on
        found = _both(sums_by_line(own, since, until), sums_by_line(own, None, until))
        lines = [(line.group, line.title, found.get(line.pk, Money()) + _planned(line)) for line in own]
        # What was spent on rows that the plan has no more was spent all the same.
        shown = {one.row.id for one in everything}
        gone = _added(money for pk, money in self._money.items() if pk not in shown)
        return [*lines, ("", _GONE, gone)] if gone else lines

    # What is told of it

    def _round(self) -> Json:
        texts = {name: getattr(self.round, name) for name in ROUND_TEXTS}
        days = {"starts_on": self.round.starts_on.isoformat(), "ends_on": self.round.ends_on.isoformat()}
        return {"id": self.round.pk, "kind": self.round.kind, "name": self.round.name, **days, **texts}

    def _part(self, part: PartContent, followed: Sequence[Followed]) -> Json:
        return {
            "id": part.id,
            "title": part.title or layout_for(part.layout).name,
            "activities": [self._activity(one) for one in followed],
            "totals": self._totals(followed, _added(one.money for one in followed)),
        }

    def _activity(self, one: Followed) -> Json:
        row, achieved = one.row, one.achieved
        return {
            "id": row.id,
            "number": row.number,
            "title": row.title,
            "headings": list(row.headings),
            "owners": list(row.owners),
            "planned": _number(achieved.planned),
            "actual": _number(achieved.actual),
            "unit": achieved.unit,
            "percent": _number(achieved.percent),
            "work": one.work,
            "standing": _first(standing_of(report, self.today) for report in one.here),
            "reports": [self._report(report) for report in one.here],
            "results": _results(one.counted),
            "money": one.money.to_json(),
        }

    def _report(self, report: Progress) -> Json:
        """Texts are told once they were handed in."""
        is_told = report.state in COUNTED
        texts = {name: getattr(report, name) if is_told else "" for name in REPORT_TEXTS}
        standing = standing_of(report, self.today).value
        return {"id": report.pk, "period": report.period.name, "standing": standing, **texts}

    def _totals(self, followed: Sequence[Followed], money: Money) -> Json:
        reporting = [one for one in followed if one.reports]
        standings = Counter(standing_of(report, self.today) for one in followed for report in one.here)
        works = Counter(one.work for one in reporting)
        return {
            "activities": len(reporting),
            "percent": _number(percent_of_plan((one.row.weight, one.achieved) for one in reporting)),
            "standings": {
                standing.value: standings[standing] for standing in Standing if standings[standing]
            },
            "works": {work: works[work] for work in (*Progress.Work.values, "") if works[work]},
            "money": money.to_json(),
        }

    def _missing(self, row: Row, report: Progress) -> Json:
        return {
            "progress": report.pk,
            "activity": row.id,
            "number": row.number,
            "title": row.title,
            "period": report.period.name,
            "standing": standing_of(report, self.today).value,
            "reporters": self._reporters.get(row.id) or list(row.owners),
        }


def _missing(one: Followed) -> Iterator[Progress]:
    return (report for report in one.here if report.is_expected and report.state in Progress.WITH_OWNER)


def _period(period: ReportingPeriod) -> Json:
    days = {name: getattr(period, name).isoformat() for name in ("starts_on", "ends_on", "due_on")}
    return {"name": period.name, **days}


def _results(counted: Sequence[Progress]) -> list[Json]:
    """The results of indicators in the latest report that has any."""
    latest: Iterable[IndicatorResult] = next(
        (found for report in counted if (found := report.results.all())), ()
    )
    return [
        {
            "statement": result.statement,
            "target": result.target,
            "text": result.text,
            "value": _number(result.value),
            "is_met": result.is_met,
        }
        for result in latest
    ]


def _first(standings: Iterable[Standing]) -> str:
    """The one to be attended to first."""
    found = set(standings)
    return next((standing.value for standing in Standing if standing in found), "")


def _both(during: Mapping[Any, Sums], so_far: Mapping[Any, Sums]) -> dict[Any, Money]:
    return {
        key: Money(during.get(key, Sums()), so_far.get(key, Sums())) for key in during.keys() | so_far.keys()
    }


def _planned(line: BudgetLine) -> Money:
    planned = Sums(planned=line.planned or Decimal(0))
    return Money(planned, planned)


def _added(many: Iterable[Money]) -> Money:
    return sum(many, Money())


def _sums(sums: Sums) -> Json:
    stages = ("planned", "allotted", "committed", "disbursed", "carried", "remaining")
    return {name: f"{getattr(sums, name):.2f}" for name in stages}


def _number(number: Decimal | None) -> str | None:
    """As short as it can be written: 3, not 3.0000."""
    return None if number is None else f"{number.normalize():f}"


def day_of(figures: Json) -> date:
    """ข้อมูล ณ วันที่: the day of which the figures are."""
    return date.fromisoformat(figures["as_of"])
