"""What was reported of a plan in a stretch of time, read at once for tables and documents."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

import plans.rows
from ita_portal.tables.content import Digits, PartContent, PlanContent
from ita_portal.tables.layout import Lists
from ita_portal.tables.layouts import layout_for
from ita_portal.tables.rows import Row
from plans.models import ActionPlan, Progress

ACCEPTED = frozenset({Progress.State.ACCEPTED})
SENT = frozenset({Progress.State.ACCEPTED, Progress.State.SUBMITTED})
_REPORTED = (Lists.ACTIVITIES, Lists.INDICATORS)


@dataclass(frozen=True, slots=True)
class Reported:
    """A row of the plan with its reports up to the end of a stretch, in order of periods.

    ``here`` are those of the stretch itself; ``part`` is the table in which the row stands.
    """

    row: Row
    part: PartContent
    reports: tuple[Progress, ...]
    here: tuple[Progress, ...]

    @property
    def is_activity(self) -> bool:
        return layout_for(self.part.layout).lists is Lists.ACTIVITIES

    @property
    def is_expected(self) -> bool:
        """Whether the plan has work of it in the stretch."""
        return any(report.is_expected for report in self.here)

    def told(self, states: Iterable[str]) -> tuple[Progress, ...]:
        """The reports of the stretch that are in one of these states."""
        return tuple(report for report in self.here if report.state in states)


def reported_in(plan: ActionPlan, content: PlanContent, since: date, until: date) -> tuple[Reported, ...]:
    """Every row that is reported on, in printed order, in two queries.

    A report belongs to the stretch in which its period ends.
    """
    found = Progress.objects.filter(activity__part__plan=plan, period__ends_on__lte=until)
    reports: Mapping[int | None, list[Progress]] = defaultdict(list)
    ordered = found.of_what_is_there().order_by("period__ends_on", "period__position")
    for report in ordered.select_related("period").prefetch_related("results"):
        reports[report.activity_id].append(report)
    return tuple(
        _reported(row, part, reports.get(row.id, ()), since)
        for part in content.parts
        if layout_for(part.layout).lists in _REPORTED
        for row in part.own_rows
        if not row.placeholder
    )


def _reported(row: Row, part: PartContent, reports: Iterable[Progress], since: date) -> Reported:
    told = tuple(reports)
    return Reported(row, part, told, tuple(one for one in told if one.period.ends_on >= since))


def content_of(plan: ActionPlan) -> PlanContent:
    """The plan as it is now, in twelve queries."""
    return plans.rows.contents(plan)


def digits_of(content: PlanContent) -> Digits:
    """Those in which the plan prints: Thai ones where all its tables are in them."""
    used = {part.options.digits for part in content.parts}
    return Digits.THAI if used == {Digits.THAI} else Digits.AS_TYPED
