"""The table of progress: of every activity what was done and spent, what hindered it, what is suggested."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from ita_portal.tables.content import ColumnChoice, Options, PartContent, PlanContent
from ita_portal.tables.layouts.progress import LAYOUT
from ita_portal.tables.rows import Row
from ita_portal.thai.amounts import AmountKind
from ita_portal.thai.dates import format_long
from plans.models import ActionPlan, Progress
from plans.monitoring.achieved import achieved_by
from plans.monitoring.achieved_words import achieved_words
from plans.monitoring.money import Sums, spent_words, sums_by_activity
from reports.monitoring.joining import joined
from reports.monitoring.reading import ACCEPTED, SENT, Reported, content_of, digits_of, reported_in

TITLE = "ผลการดำเนินงานตามแผน"
NO_WORK = "ไม่มีงานตามแผนในช่วงเวลานี้"
NO_BUDGET = "ไม่ใช้งบประมาณ"
NOTHING = "–"
_WIDTHS = {"outcome": 23, "spent": 17}  # for more words than a table that is typed has


def progress_part(
    plan: ActionPlan,
    since: date,
    until: date,
    *,
    internal: bool = False,
    submitted: bool = False,
    content: PlanContent | None = None,
) -> PartContent:
    """The plan's activities with what was reported of the periods that end between the two days.

    Only what was accepted; with ``submitted`` also what still waits for that, marked so. ``internal`` shows
    the internal notes in a column of their own. Seven queries at most, twelve more without ``content``.
    """
    content = content or content_of(plan)
    lines = reported_in(plan, content, since, until)
    sums = sums_by_activity(plan, since, until)
    made = part_of(lines, sums, SENT if submitted else ACCEPTED, plan.fiscal_year, internal=internal)
    return replace(made, lines=(stretch_words(since, until),), options=Options(digits=digits_of(content)))


def part_of(
    lines: Iterable[Reported],
    sums: Mapping[int, Sums],
    states: frozenset[str],
    fiscal_year: int,
    *,
    internal: bool = False,
) -> PartContent:
    """The table of activities; ``sums`` is the money of rows by their id, ``states`` what counts as said."""
    columns = (*LAYOUT.columns, *LAYOUT.more) if internal else LAYOUT.columns
    activities = [line for line in lines if line.is_activity]
    several = len({line.part.id for line in activities}) > 1
    return PartContent(
        TITLE,
        LAYOUT.key,
        fiscal_year,
        rows=tuple(_row(line, sums, states, several=several) for line in activities),
        columns=tuple(ColumnChoice(one.field, one.header, _WIDTHS.get(one.field)) for one in columns),
    )


def stretch_words(since: date, until: date) -> str:
    """ "ตั้งแต่วันที่ 1 ตุลาคม 2568 ถึงวันที่ 31 มีนาคม 2569"."""
    return f"ตั้งแต่วันที่ {format_long(since)} ถึงวันที่ {format_long(until)}"


def _row(line: Reported, sums: Mapping[int, Sums], states: frozenset[str], *, several: bool) -> Row:
    """``several`` tables of activities become one, in which the title of each is a heading."""
    row = line.row
    over = (line.part.title,) if several and line.part.title else ()
    return Row(
        row.title,
        number=row.number,
        headings=(*over, *row.headings),
        level=row.level,
        budget=row.budget,
        period=row.period,
        values=_said(line, states) | {"spent": _spent(line, sums)},
        id=row.id,
    )


def _said(line: Reported, states: frozenset[str]) -> dict[str, str]:
    told = line.told(states)
    if not told and not line.is_expected:
        return {"outcome": NO_WORK, "problems": NOTHING, "suggestions": NOTHING}
    achieved = achieved_words(achieved_by(line.reports)) if told else ""
    return {
        "outcome": "\n".join(filter(None, (joined(told, _narrative), achieved and f"({achieved})"))),
        "problems": joined(told, lambda report: report.problems),
        "suggestions": joined(told, lambda report: report.suggestions),
        "internal_note": joined(told, lambda report: report.internal_note),
    }


def _narrative(report: Progress) -> str:
    """What was written, else how the work stands."""
    return report.narrative or (report.get_work_display() if report.work else "")


def _spent(line: Reported, sums: Mapping[int, Sums]) -> str:
    budget = line.row.budget
    if words := spent_words(sums.get(line.row.id or 0, Sums())):
        return words
    if budget is not None and budget.kind is AmountKind.NONE:
        return NO_BUDGET
    return "" if line.here else NOTHING
