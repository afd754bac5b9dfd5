"""Writing the measures of a round. Their words are rows of its plan, written through the plan's services."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from assessments.improvement.pirab import LAYOUT, LETTERS, MeasureWords, letter_of, part_of
from assessments.improvement.wording import same_words
from assessments.models import Gap, Measure, Round
from assessments.rounds.neighbours import round_before
from assessments.services.order import next_position
from assessments.services.rounds_keeping import opened, trail
from ita_portal.tables.rows import Row
from organisations.models import AuditEntry, User
from organisations.services.audit import values_of
from plans import rows
from plans.models import ActionPlan, Activity, Heading, PlanPart
from plans.services.activities import add_activity, bin_activity, save_activity
from plans.services.headings import add_heading, move_heading
from plans.services.opening import claim, numbered, shifted
from plans.services.parts import add_part
from plans.services.plans import create_plan

Action = AuditEntry.Action
Standing = Measure.Standing
_FIELDS = ("row", "heading", "standing", "previous")
NO_PLAN = "โปรดเลือกแผนที่ใช้ปิด Gap ของรอบนี้ก่อน"


@transaction.atomic
def choose_plan(*, by: User | None, of_round: Round, plan: ActionPlan) -> Round:
    """The plan of the organisation and the year in which the round's measures stand.

    Raises ValidationError for a plan of another, and where measures stand in another plan already.
    """
    opened(of_round, by)
    if (plan.organisation_id, plan.fiscal_year) != (of_round.organisation_id, of_round.fiscal_year):
        raise ValidationError({"plan": "โปรดเลือกแผนของหน่วยงานและปีงบประมาณเดียวกับรอบการประเมิน"})
    if of_round.measures.exclude(row__part__plan=plan).exists():
        raise ValidationError({"plan": "รอบนี้มีมาตรการอยู่ในแผนเดิมแล้ว จึงเปลี่ยนแผนไม่ได้"})
    before = of_round.plan_id
    of_round.plan = plan
    of_round.save(update_fields=["plan"])
    trail(by, Action.UPDATE, of_round, before={"plan": before}, after={"plan": plan.pk})
    return of_round


@transaction.atomic
def begin_plan(*, by: User | None, of_round: Round, title: str) -> ActionPlan:
    """A new plan of the organisation and the year for the round's measures."""
    opened(of_round, by)
    plan = create_plan(
        by=by,
        organisation=of_round.organisation,
        fiscal_year=of_round.fiscal_year,
        kind=ActionPlan.Kind.INDICATOR,
        title=title,
    )
    choose_plan(by=by, of_round=of_round, plan=plan)
    return plan


@transaction.atomic
def add_measure(
    *,
    by: User | None,
    of_round: Round,
    words: MeasureWords,
    gaps: Iterable[Gap] = (),
    standing: str = Standing.NEW,
    previous: Measure | None = None,
) -> Measure:
    """A measure with a row of its own at the end of its letter; the table is made where there is none.

    The heading of the plan that says the same is linked. Raises ValidationError without a plan.
    """
    opened(of_round, by)
    part = _part(by, of_round)
    row = add_activity(by=by, part=part, heading=_under_letter(by, part, words.letter), row=_row(words))
    return _made(by, of_round, row, standing, previous, gaps)


@transaction.atomic
def update_measure(
    *,
    by: User | None,
    measure: Measure,
    words: MeasureWords,
    gaps: Iterable[Gap],
    standing: str,
    base_version: int | None,
    row_version: int | None,
) -> Measure:
    """Other words, gaps or standing; a measure that was kept and now says something else is adjusted.

    Raises StaleError with the measure or with its row, whichever somebody changed since.
    """
    opened(measure.round, by)
    before = snapshot(measure)
    claim(measure, base_version)
    if _rewritten(by, measure, words, row_version) and standing == Standing.KEPT:
        standing = Standing.ADJUSTED
    measure.standing = standing
    measure.full_clean(exclude=["round", "row"])
    measure.save(update_fields=["standing"])
    measure.gaps.set(_own_gaps(measure.round, gaps))
    trail(by, Action.UPDATE, measure.round, target=measure, before=before, after=snapshot(measure))
    return measure


@transaction.atomic
def take_over(*, by: User | None, of_round: Round, measures: Sequence[Measure]) -> list[Measure]:
    """Measures of the round before, as they stand there; those that the round has already are left out.

    A row that says the same in the round's table, as in a plan copied from last year's, becomes the
    measure; else it is written there.
    """
    opened(of_round, by)
    part = _part(by, of_round)
    known = set(of_round.measures.values_list("previous", flat=True))
    made = []
    for previous in measures:
        if previous.pk not in known:
            row = _waiting(of_round, part, previous.row) or _copied(by, part, previous.row)
            made.append(_made(by, of_round, row, Standing.KEPT, previous))
    return made


@transaction.atomic
def adopt_rows(*, by: User | None, of_round: Round, adopted: Sequence[Activity]) -> list[Measure]:
    """Rows that stand in the table already as measures of the round; one that the round before had is kept.

    Raises ValidationError for rows of another table.
    """
    opened(of_round, by)
    earlier = round_before(of_round)
    past = list(earlier.measures.select_related("row")) if earlier else []
    made = []
    for row in adopted:
        if row.part.layout != LAYOUT or row.part.plan_id != of_round.plan_id:
            raise ValidationError({"adopted": "โปรดเลือกแถวจากตารางมาตรการ PIRAB ของแผนนี้"})
        previous = next((one for one in past if same_words(one.row.title, row.title)), None)
        standing = Standing.KEPT if previous else Standing.NEW
        made.append(_made(by, of_round, row, standing, previous))
    return made


@transaction.atomic
def move_measure(*, by: User | None, measure: Measure, step: int) -> None:
    """One place up (-1) or down (1) among the round's measures."""
    opened(measure.round, by)
    numbered(shifted(list(measure.round.measures.all()), measure, step))
    trail(by, Action.MOVE, measure.round, target=measure)


@transaction.atomic
def delete_measure(*, by: User, measure: Measure, with_row: bool) -> None:
    """No longer a measure of the round; ``with_row`` its row goes into the bin of the plan.

    Heading and activities stay as they are in the plan.
    """
    opened(measure.round, by)
    trail(by, Action.DELETE, measure.round, target=measure, before=snapshot(measure))
    row = measure.row
    measure.delete()
    if with_row and row.deleted_at is None:
        bin_activity(by=by, activity=row)


def snapshot(measure: Measure) -> dict[str, Any]:
    """The measure as the trail keeps it, with its words."""
    row = measure.row
    return values_of(measure, _FIELDS) | {
        "title": row.title,
        "reason": row.reason,
        "knowledge": row.knowledge,
        "gaps": sorted(measure.gaps.values_list("pk", flat=True)),
        "activities": sorted(measure.activities.values_list("pk", flat=True)),
    }


def _made(
    user: User | None,
    of_round: Round,
    row: Activity,
    standing: str,
    previous: Measure | None,
    gaps: Iterable[Gap] = (),
) -> Measure:
    measure = Measure(round=of_round, row=row, standing=standing, previous=previous)
    measure.heading = _heading_saying(of_round, row.title)
    measure.position = next_position(of_round.measures.all())
    measure.full_clean(exclude=["round"])
    measure.save()
    measure.gaps.set(_own_gaps(of_round, gaps))
    trail(user, Action.CREATE, of_round, target=measure, after=snapshot(measure))
    return measure


def _own_gaps(of_round: Round, gaps: Iterable[Gap]) -> Collection[Gap]:
    own = list(gaps)
    if any(gap.round_id != of_round.pk for gap in own):
        raise ValidationError({"gaps": "โปรดเลือกประเด็นที่ต้องปิด Gap ของรอบนี้"})
    return own


def _part(user: User | None, of_round: Round) -> PlanPart:
    if of_round.plan is None:
        raise ValidationError(NO_PLAN)
    title = f"มาตรการเพื่อปิด Gap โดยใช้กลยุทธ์ PIRAB {of_round}"
    return part_of(of_round) or add_part(by=user, plan=of_round.plan, layout=LAYOUT, title=title)


def _under_letter(user: User | None, part: PlanPart, letter: str) -> Heading | None:
    """The heading of the letter, made in the order of the five where the table has none."""
    if not letter:
        return None
    headings = list(part.headings.filter(parent=None).order_by("position", "pk"))
    if found := next((heading for heading in headings if letter_of(heading) == letter), None):
        return found
    made = add_heading(by=user, part=part, parent=None, text=LETTERS[letter])
    order = list(LETTERS)
    for heading in reversed(headings):
        if letter_of(heading) in order[order.index(letter) + 1 :]:
            move_heading(by=user, heading=made, step=-1)
    return made


def _heading_saying(of_round: Round, title: str) -> Heading | None:
    """The heading of another table of the plan that says what the measure says."""
    headings = Heading.objects.filter(part__plan=of_round.plan_id, part__deleted_at=None)
    others = headings.exclude(part__layout=LAYOUT)
    return next((heading for heading in others if same_words(heading.text, title)), None)


def _row(words: MeasureWords) -> Row:
    return Row(title=words.title, reason=words.reason, knowledge=words.knowledge)


def _rewritten(user: User | None, measure: Measure, words: MeasureWords, base_version: int | None) -> bool:
    """Write the words into the row, where they differ from what stands there; whether they did."""
    known = measure.row
    heading = known.heading
    if words.letter != letter_of(heading):
        heading = _under_letter(user, known.part, words.letter)
    row = replace(
        rows.row_of(known), title=words.title, reason=words.reason, knowledge=words.knowledge, headings=()
    )
    if heading == known.heading and _row(words) == _row(words_of(known)):
        return False
    save_activity(by=user, activity=known, row=row, heading=heading, base_version=base_version)
    return True


def words_of(row: Activity) -> MeasureWords:
    """What the row of a measure says."""
    return MeasureWords(letter_of(row.heading), row.title, row.reason, row.knowledge)


def _waiting(of_round: Round, part: PlanPart, row: Activity) -> Activity | None:
    """A row of the table with the same words that is no measure of the round yet."""
    waiting = part.activities.exclude(measures__round=of_round)
    return next((one for one in waiting if same_words(one.title, row.title)), None)


def _copied(user: User | None, part: PlanPart, row: Activity) -> Activity:
    heading = _under_letter(user, part, letter_of(row.heading))
    return add_activity(by=user, part=part, heading=heading, row=_row(words_of(row)))
