"""Indicators of a plan at every level with their targets and what they came to, as rows of a table."""

from collections.abc import Iterator, Mapping

from ita_portal.tables import indicator_fields
from ita_portal.tables.json_values import Json
from reports.monitoring.facts import RoundFacts
from reports.monitoring.reading import Reported

OF_PLAN, OF_ACTIVITY = "แผน", "กิจกรรม"
NO_RESULT = "ยังไม่มีผล"
_MET: Mapping[bool | None, str] = {True: "บรรลุ", False: "ไม่บรรลุ", None: "–"}


def indicator_rows(facts: RoundFacts) -> list[tuple[str, ...]]:
    """Level, of what, indicator, target, result, whether it is met: first of the plan, then of activities."""
    reported = {one["id"]: one["results"] for one in facts.activities()}
    of_plan = (row for line in facts.lines if not line.is_activity for row in _of_plan(line, reported))
    of_activities = (row for line in facts.lines if line.is_activity for row in _of_activity(line, reported))
    return [*of_plan, *of_activities]


def _of_plan(line: Reported, reported: Mapping[int | None, list[Json]]) -> Iterator[tuple[str, ...]]:
    """A row of a table of indicators; what the plan says itself where nothing was reported."""
    row, title = line.row, line.part.title
    if results := reported.get(row.id):
        yield from ((OF_PLAN, title, *_cells(one)) for one in results)
    elif row.title:
        own = indicator_fields.result(row).text
        yield (OF_PLAN, title, row.title, indicator_fields.target(row).text or "–", own or NO_RESULT, "–")


def _of_activity(line: Reported, reported: Mapping[int | None, list[Json]]) -> Iterator[tuple[str, ...]]:
    """What the activity's reports say; its indicators as planned where they say nothing."""
    row = line.row
    if results := reported.get(row.id):
        yield from ((OF_ACTIVITY, row.title, *_cells(one)) for one in results)
    else:
        yield from (
            (OF_ACTIVITY, row.title, indicator.statement, "–", NO_RESULT, "–")
            for indicator in row.indicators
            if indicator.statement
        )


def _cells(result: Json) -> tuple[str, ...]:
    return (result["statement"], result["target"] or "–", result["text"] or NO_RESULT, _MET[result["is_met"]])
