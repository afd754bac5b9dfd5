"""The strip: gap → measures → activities → what came of them → the next round's score of the same thing.

``strip_of`` reads it in a fixed number of queries, for the page and for print alike.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence

from assessments.improvement.next_scores import Scores, scores_around
from assessments.improvement.pirab import LAYOUT, MEASURE_LAYOUT, letter_of
from assessments.improvement.strip_shape import (
    NO_PROGRESS,
    ActivityLine,
    GapLine,
    MeasureLine,
    Strip,
    flags_of,
)
from assessments.improvement.wording import same_words
from assessments.models import Gap, Measure, Round
from plans.models import Activity, Heading, PlanCell, Progress
from plans.monitoring.achieved import achieved_by
from plans.monitoring.achieved_words import standing_words


def strip_of(round: Round) -> Strip:
    """The strip of the round, in fifteen queries at most whatever it holds."""
    gaps = list(round.gaps.select_related("item", "indicator"))
    measures = list(
        round.measures.select_related("row__heading", "row__part", "heading").prefetch_related(
            "gaps", "activities"
        )
    )
    table = _Table(round.plan_id, measures)
    lines = tuple(_measure_line(number, one, table) for number, one in enumerate(measures, start=1))
    around = scores_around(round, gaps)
    gap_lines = tuple(_gap_line(number, gap, lines, around) for number, gap in enumerate(gaps, start=1))
    against_gaps = {one.pk for line in lines if line.gap_ids for one in line.activities}
    loose = tuple(
        table.line(one, is_linked=False) for one in table.of_measures() if one.pk not in against_gaps
    )
    return Strip(
        gap_lines,
        lines,
        loose,
        str(around.next_round) if around.next_round else "",
        around.framework_changed,
        tuple(flags_of(gap_lines, lines, loose)),
    )


class _Table:
    """The activities of the plan, by the headings under which they stand."""

    def __init__(self, plan_id: int | None, measures: Iterable[Measure]) -> None:
        self.parts = {one.heading.part_id for one in measures if one.heading and not one.heading.deleted_at}
        headings = Heading.objects.filter(part__plan=plan_id, part__deleted_at=None)
        self._below: dict[int | None, list[int]] = defaultdict(list)
        for heading in headings.exclude(part__layout=LAYOUT):
            self._below[heading.parent_id].append(heading.pk)
        found = Activity.objects.filter(part__plan=plan_id, part__deleted_at=None).exclude(
            part__layout=LAYOUT
        )
        self.activities = {
            one.pk: one
            for one in found.of_activity_tables().select_related("part").prefetch_related("owners", "cells")
        }
        self._reports = _reports_of(plan_id)

    def below(self, heading: Heading | None) -> Collection[int]:
        """The headings from this one down; none for one that is not there."""
        if heading is None or heading.deleted_at:
            return ()
        found, ahead = {heading.pk}, [heading.pk]
        while ahead:
            children = self._below[ahead.pop()]
            found.update(children)
            ahead += children
        return found

    def of_measures(self) -> list[Activity]:
        """All of the tables by measures, and of those in which a measure has its heading."""
        return [
            one
            for one in self.activities.values()
            if one.part_id in self.parts or one.part.layout == MEASURE_LAYOUT
        ]

    def line(self, one: Activity, *, is_linked: bool) -> ActivityLine:
        cells = [cell for cell in one.cells.all() if cell.span == PlanCell.Span.QUARTER]
        return ActivityLine(
            one.pk,
            one.part_id,
            one.title,
            tuple(owner.text for owner in one.owners.all()),
            {cell.number: _said(cell) for cell in cells if cell.marked or cell.count},
            one.period_text,
            is_linked,
            _progress(self._reports.get(one.pk, ())),
        )


def _reports_of(plan_id: int | None) -> dict[int, list[Progress]]:
    """The reports on each activity of the plan, in the order of their periods."""
    found = Progress.objects.filter(activity__part__plan=plan_id).select_related("period")
    reports: dict[int, list[Progress]] = defaultdict(list)
    for report in found.order_by("period__ends_on", "period__position"):
        reports[report.activity_id].append(report)
    return reports


def _progress(reports: Sequence[Progress]) -> str:
    """Where the activity stands by its latest accepted report, and all up to that."""
    accepted = [at for at, one in enumerate(reports) if one.state == Progress.State.ACCEPTED]
    if not accepted:
        return NO_PROGRESS
    up_to = reports[: accepted[-1] + 1]
    return standing_words(up_to[-1], achieved_by(up_to))


def _said(cell: PlanCell) -> str:
    return f"{cell.count.normalize():f}" if cell.count else ""


def _measure_line(number: int, measure: Measure, table: _Table) -> MeasureLine:
    row, heading = measure.row, measure.heading
    if heading and heading.deleted_at:
        heading = None
    below = table.below(heading)
    linked = {one.pk for one in measure.activities.all()}
    activities = [one for one in table.activities.values() if one.pk in linked or one.heading_id in below]
    return MeasureLine(
        pk=measure.pk,
        number=number,
        letter=letter_of(row.heading),
        letter_text=row.heading.text if row.heading else "",
        title=row.title,
        reason=row.reason,
        knowledge=row.knowledge,
        standing=measure.standing,
        standing_label=measure.get_standing_display(),
        row_version=row.version,
        heading_id=heading.pk if heading else None,
        heading_text=heading.text if heading else "",
        heading_version=heading.version if heading else 0,
        differs=heading is not None and not same_words(heading.text, row.title),
        is_lost=bool(row.deleted_at or row.part.deleted_at),
        gap_ids=frozenset(gap.pk for gap in measure.gaps.all()),
        activities=tuple(table.line(one, is_linked=one.pk in linked) for one in activities),
    )


def _gap_line(number: int, gap: Gap, measures: Iterable[MeasureLine], around: Scores) -> GapLine:
    code, text = "", ""
    if gap.item:
        code, text = gap.item.code, gap.item.label
    elif gap.indicator:
        code, text = gap.indicator.reference, gap.indicator.name
    return GapLine(
        gap.pk,
        number,
        gap.issue,
        gap.cause,
        code,
        text,
        around.now(gap),
        tuple(measure for measure in measures if gap.pk in measure.gap_ids),
        around.next(gap),
    )
