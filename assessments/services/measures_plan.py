"""What joins a measure to the rest of its plan: its heading there, and its activities."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction

from assessments.improvement.pirab import LAYOUT, MEASURE_LAYOUT, MeasureWords
from assessments.improvement.wording import parted
from assessments.models import Measure
from assessments.services.measures import snapshot, update_measure, words_of
from assessments.services.rounds_keeping import opened, trail
from ita_portal.tables.rows import Row
from organisations.models import AuditEntry, User
from plans.models import ActionPlan, Activity, Heading, PlanPart
from plans.services.activities import add_activity
from plans.services.headings import add_heading, rename_heading
from plans.services.parts import add_part

Action = AuditEntry.Action


@transaction.atomic
def link_heading(*, by: User | None, measure: Measure, heading: Heading | None) -> Measure:
    """The heading under which the measure's activities stand; None for none.

    Raises ValidationError for a heading of another plan, or of a table of measures.
    """
    opened(measure.round, by)
    plan = measure.row.part.plan_id
    if heading is not None and (heading.part.plan_id != plan or heading.part.layout == LAYOUT):
        raise ValidationError({"heading": "โปรดเลือกหัวข้อจากตารางกิจกรรมของแผนนี้"})
    before = snapshot(measure)
    measure.heading = heading
    measure.save(update_fields=["heading"])
    trail(by, Action.UPDATE, measure.round, target=measure, before=before, after=snapshot(measure))
    return measure


@transaction.atomic
def make_heading(*, by: User | None, measure: Measure, part: PlanPart | None) -> Heading:
    """A heading in the words of the measure, in the table or else in one by measures, made where missing."""
    opened(measure.round, by)
    plan = measure.row.part.plan
    part = part or _table_by_measures(plan) or add_part(by=by, plan=plan, layout=MEASURE_LAYOUT)
    if part.plan_id != plan.pk or part.layout == LAYOUT:
        raise ValidationError({"heading": "โปรดเลือกตารางกิจกรรมของแผนนี้"})
    heading = add_heading(by=by, part=part, parent=None, text=measure.row.title)
    link_heading(by=by, measure=measure, heading=heading)
    return heading


@transaction.atomic
def say_as_measure(*, by: User | None, measure: Measure, base_version: int | None) -> Measure:
    """The heading in the words of the measure; the number before it stays.

    Raises StaleError where somebody changed the heading since ``base_version``.
    """
    opened(measure.round, by)
    heading = _heading(measure)
    number = parted(heading.text)[0]
    text = number + parted(measure.row.title)[1]
    rename_heading(by=by, heading=heading, text=text, base_version=base_version)
    return measure


@transaction.atomic
def say_as_heading(*, by: User | None, measure: Measure, base_version: int | None) -> Measure:
    """The measure in the words of its heading, without the number before it.

    Raises StaleError where somebody changed the measure's row since ``base_version``.
    """
    known = words_of(measure.row)
    title = parted(_heading(measure).text)[1]
    return update_measure(
        by=by,
        measure=measure,
        words=MeasureWords(known.letter, title, known.reason, known.knowledge),
        gaps=measure.gaps.all(),
        standing=measure.standing,
        base_version=None,
        row_version=base_version,
    )


@transaction.atomic
def link_activities(*, by: User | None, measure: Measure, activities: Sequence[Activity]) -> Measure:
    """Exactly these rows of the plan beside those below its heading; raises ValidationError for others."""
    opened(measure.round, by)
    plan = measure.row.part.plan_id
    if any(one.part.plan_id != plan or one.part.layout == LAYOUT for one in activities):
        raise ValidationError({"activities": "โปรดเลือกกิจกรรมจากแผนของรอบนี้"})
    before = snapshot(measure)
    measure.activities.set(activities)
    trail(by, Action.UPDATE, measure.round, target=measure, before=before, after=snapshot(measure))
    return measure


@transaction.atomic
def add_measure_activity(*, by: User | None, measure: Measure, row: Row, token: str = "") -> Activity:
    """A new activity of the plan below the measure's heading, which is made where it has none.

    ``token`` is of the form: one that comes twice adds one activity.
    """
    opened(measure.round, by)
    heading = measure.heading
    if heading is None or heading.deleted_at:
        heading = make_heading(by=by, measure=measure, part=None)
    return add_activity(by=by, part=heading.part, heading=heading, row=row, token=token)


def _heading(measure: Measure) -> Heading:
    if measure.heading is None:
        raise ValidationError("มาตรการนี้ยังไม่ผูกกับหัวข้อในแผน")
    return measure.heading


def _table_by_measures(plan: ActionPlan) -> PlanPart | None:
    return plan.parts.filter(layout=MEASURE_LAYOUT, rows_of=None).first()
