"""Results of indicators that reports give, put where the tables of the plan have none."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from ita_portal.tables.content import PartContent, PlanContent
from ita_portal.tables.layout import Lists
from ita_portal.tables.layouts import layout_for
from ita_portal.tables.rows import Row
from ita_portal.thai.dates import format_long
from plans.models import ActionPlan, IndicatorResult, Progress

_OWN = ("result", "numerator", "denominator")  # where one of these says something, the plan speaks for itself


@dataclass(frozen=True, slots=True)
class Result:
    """What a row of a table of indicators came to, and of which day that is."""

    text: str
    as_of: str


def results_of(plan: ActionPlan, content: PlanContent) -> dict[int, Result]:
    """The latest accepted result of each row that is an indicator itself, by the row's id.

    One query, none where the plan has no table of indicators.
    """
    if not any(map(_lists_indicators, content.parts)):
        return {}
    found = IndicatorResult.objects.filter(
        indicator=None,
        progress__activity__part__plan=plan,
        progress__state=Progress.State.ACCEPTED,
    ).exclude(text="")
    ordered = found.order_by("progress__period__ends_on", "-position")
    values = ordered.values_list("progress__activity", "text", "progress__period__ends_on")
    return {row: Result(text, format_long(day)) for row, text, day in values}


def _lists_indicators(part: PartContent) -> bool:
    return layout_for(part.layout).lists is Lists.INDICATORS


def with_results(content: PlanContent, results: Mapping[int, Result]) -> PlanContent:
    """The plan with these results in its tables of indicators, where a row has none of its own."""
    return (
        replace(content, parts=tuple(_part(part, results) for part in content.parts)) if results else content
    )


def _part(part: PartContent, results: Mapping[int, Result]) -> PartContent:
    if not _lists_indicators(part):
        return part
    return replace(part, rows=tuple(_row(row, results) for row in part.rows))


def _row(row: Row, results: Mapping[int, Result]) -> Row:
    found = results.get(row.id or 0)
    if found is None or any(row.values.get(name) for name in _OWN):
        return row
    return replace(row, values={**row.values, "result": found.text, "as_of": found.as_of})
