"""What was reported of a plan in a stretch of time, read at once for tables and documents."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

import plans.rows
from ita_portal.tables.content import PartContent, PlanContent
from ita_portal.tables.layout import Lists
from ita_portal.tables.layouts import layout_for
from ita_portal.tables.rows import Row
from plans.models import ActionPlan, Progress

ACCEPTED = frozenset({Progress.State.ACCEPTED})
SENT = frozenset({Progress.State.ACCEPTED, Progress.State.SUBMITTED})
_REPORTED = (Lists.ACTIVITIES, Lists.INDICATORS)


@dataclass(frozen=True, slots=True)
class Reported:
    """A row of the plan with what is reported of it: every report of the stretch, in order of periods.

    ``part`` is the table in which the row stands.
    """

    row: Row
    part: PartContent
    reports: tuple[Progress, ...]

    @property
    def is_activity(self) -> bool:
        return layout_for(self.part.layout).lists is Lists.ACTIVITIES

    @property
    def is_expected(self) -> bool:
        """Whether the plan has work of it in the stretch."""
        return any(report.is_expected for report in self.reports)

    def told(self, states: Iterable[str]) -> tuple[Progress, ...]:
        """The reports that are in one of these states."""
        return tuple(report for report in self.reports if report.state in states)


def reported_in(plan: ActionPlan, content: PlanContent, since: date, until: date) -> tuple[Reported, ...]:
    """Every row that is reported on, in printed order, in two queries.

    A report belongs to the stretch in which its period ends.
    """
    found = Progress.objects.filter(
        activity__part__plan=plan, period__ends_on__gte=since, period__ends_on__lte=until
    )
    reports: Mapping[int | None, list[Progress]] = defaultdict(list)
    for report in found.of_what_is_there().select_related("period").prefetch_related("results"):
        reports[report.activity_id].append(report)
    return tuple(
        Reported(row, part, tuple(reports.get(row.id, ())))
        for part in content.parts
        if layout_for(part.layout).lists in _REPORTED
        for row in part.own_rows
        if not row.placeholder
    )


def content_of(plan: ActionPlan) -> PlanContent:
    """The plan as it is now, in twelve queries."""
    return plans.rows.contents(plan)
