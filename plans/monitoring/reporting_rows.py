"""Which rows of a plan report, and in which periods the plan has work for each."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from ita_portal.tables.content import PartContent
from ita_portal.tables.layout import Lists
from ita_portal.tables.layouts import all_layouts, layout_for
from ita_portal.tables.rows import Row
from plans import rows
from plans.models import ActionPlan, PlanPart
from plans.monitoring.expected import P, Planned, planned_by_period

REPORTING = (Lists.ACTIVITIES, Lists.INDICATORS)


def reporting_layouts() -> list[str]:
    """The layouts whose rows report: activities and indicators."""
    return [key for key, layout in all_layouts().items() if layout.lists in REPORTING]


def reporting_parts(plan: ActionPlan) -> list[PlanPart]:
    """The plan's tables that own rows which report, in order."""
    return list(plan.parts.filter(layout__in=reporting_layouts(), rows_of=None).select_related("plan"))


def planned_rows(plan: ActionPlan, periods: Sequence[P]) -> dict[tuple[int, P], Planned]:
    """What the plan expects, by the id of the activity and the period; seven queries for any plan."""
    return {
        (row.id, period): planned
        for content in rows.of_parts(reporting_parts(plan))
        for row in reporting_rows(content)
        if row.id is not None
        for period, planned in planned_by_period(row, periods, plan.fiscal_year).items()
    }


def reporting_rows(part: PartContent) -> Iterator[Row]:
    """The rows of a table that report: those that say something of their own, not only head others."""
    if layout_for(part.layout).lists is Lists.INDICATORS:
        yield from (row for row in part.rows if row.title and (row.target or row.values))
        return
    for row, below in zip_longest(part.rows, part.rows[1:]):
        if row.title and not (_heads(row, below) and _says_nothing(row)):
            yield row


def _heads(row: Row, below: Row | None) -> bool:
    return below is not None and (below.level or 0) > (row.level or 0)


def _says_nothing(row: Row) -> bool:
    return not (row.owners or row.indicators or row.period or row.quarters or row.months or row.target)
