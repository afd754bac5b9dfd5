"""Rows of answers into the caller's table: taken in, or merged with one that is there.

Every act first opens the caller's plan, which one transaction does at a time: what is asked after it
cannot change any more, so no row is taken twice.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import F

from ita_portal.tables.rows import Row
from organisations.access import Permission, require
from organisations.models import AuditEntry, User
from plans import rows
from plans.models import Activity, Call, CallAnswer, Heading, PlanPart, ProposedRow
from plans.services import opening
from plans.services.activities import save_activity
from plans.services.bulk import add_rows
from plans.services.calls import refuse_closed
from plans.services.calls_answers import forget_fallen
from plans.services.calls_merge import merged
from plans.services.errors import MovedOnError
from plans.services.row_writing import own_heading

State = ProposedRow.State


@transaction.atomic
def take_rows(
    *, by: User, answer: CallAnswer, activities: Sequence[Activity], heading: Heading | None = None
) -> list[Activity]:
    """Copy the rows to the end of a heading of the caller's table; without one, of the same-named headings.

    Raises MovedOnError where one of them is taken already, and where the answer was sent back.
    """
    part = _opened(by, answer)
    own_heading(part, heading)
    sources = _open_rows(answer, [activity.pk for activity in activities])
    known = _headings_by_path(part)
    places = [_place(rows.row_of(source), heading, known) for source in sources]
    taken: list[Activity] = []
    for under, group in groupby(places, key=lambda place: place[0]):
        new = [row for _, row in group]
        taken += add_rows(by=by, part=part, rows=new, heading=under, proposed_by=answer.unit)
    ProposedRow.objects.bulk_create(
        ProposedRow(answer=answer, activity=source, state=State.TAKEN, taken_as=copy)
        for source, copy in zip(sources, taken, strict=True)
    )
    _finish(by, answer, sources)
    return taken


@transaction.atomic
def merge_row(
    *, by: User, answer: CallAnswer, activity: Activity, into: Activity, base_version: int | None = None
) -> Activity:
    """Add what the unit's row says to a row of the caller's table.

    Raises StaleError where that row was changed since ``base_version``, else as ``take_rows``.
    """
    part = _opened(by, answer)
    target = part.activities.filter(pk=into.pk).select_related("part__plan", "heading").first()
    if target is None:
        raise ValidationError({"into": "ไม่พบรายการนี้ในตาราง โปรดเลือกใหม่"})
    (source,) = _open_rows(answer, [activity.pk])
    row = merged(rows.row_of(target), rows.row_of(source), part.plan.fiscal_year)
    saved = save_activity(by=by, activity=target, row=row, heading=target.heading, base_version=base_version)
    ProposedRow.objects.create(answer=answer, activity=source, state=State.MERGED, taken_as=saved)
    _finish(by, answer, [source])
    return saved


def _opened(by: User, answer: CallAnswer) -> PlanPart:
    """The caller's table, open for writing, while the answer is in the caller's hands."""
    call: Call = answer.call
    require(by, Permission.PLAN_EDIT, call.plan.organisation)
    opening.opened(call.plan, by)
    refuse_closed(call)
    # An update, not a question: until the end of the transaction nobody else takes a step with the answer.
    with_caller = CallAnswer.objects.filter(pk=answer.pk, state__in=CallAnswer.WITH_CALLER)
    if with_caller.update(state=F("state")) != 1:
        raise MovedOnError("คำตอบนี้ไม่ได้อยู่ในสถานะที่ส่งแล้ว จึงรับรายการเข้าแผนไม่ได้")
    part: PlanPart | None = PlanPart.objects.filter(pk=call.part_id).first()
    if part is None:
        raise PermissionDenied("ตารางของคำขอนี้ถูกลบแล้ว โปรดนำตารางกลับคืนก่อน")
    part.plan = call.plan
    return part


def _open_rows(answer: CallAnswer, pks: Sequence[int]) -> list[Activity]:
    """The unit's rows in the order asked for, none of which became anything yet."""
    forget_fallen(answer, pks)
    found = {row.pk: row for row in answer.rows.filter(pk__in=pks).select_related("heading", "part__plan")}
    if not pks or set(found) != set(pks):
        raise ValidationError("ไม่พบรายการที่เลือก โปรดเลือกใหม่")
    done = answer.proposals.filter(activity__in=pks).select_related("activity").first()
    if done:
        raise MovedOnError(f"“{done.activity}” {done.get_state_display()}ไปก่อนแล้ว")
    return [found[pk] for pk in pks]


def _headings_by_path(part: PlanPart) -> dict[tuple[str, ...], Heading]:
    """The first heading of each path of texts, spaces aside."""
    known: dict[tuple[str, ...], Heading] = {}
    for heading, path in rows.ordered_headings(part.headings.all()):
        known.setdefault(_plain([step.text for step in path]), heading)
    return known


def _place(
    row: Row, heading: Heading | None, known: dict[tuple[str, ...], Heading]
) -> tuple[Heading | None, Row]:
    """The heading under which the row goes, and the row with those that are still to be made below it.

    The number that the unit typed counts in its own table, not in the caller's.
    """
    row = replace(row, number="", id=None, heading_ids=())
    if heading is not None:
        return heading, replace(row, headings=())
    for length in range(len(row.headings), 0, -1):
        if found := known.get(_plain(row.headings[:length])):
            return found, replace(row, headings=row.headings[length:])
    return None, row


def _plain(path: Sequence[str]) -> tuple[str, ...]:
    return tuple(" ".join(text.split()) for text in path)


def _finish(by: User, answer: CallAnswer, sources: Sequence[Activity]) -> None:
    """The act into the caller's trail, and the answer to TAKEN when nothing of it is left open."""
    if not answer.rows.filter(proposal=None).exists():
        sent = CallAnswer.objects.filter(pk=answer.pk, state=CallAnswer.State.SENT)
        if sent.update(state=CallAnswer.State.TAKEN):
            answer.state = CallAnswer.State.TAKEN
    opening.trail(
        by=by,
        action=AuditEntry.Action.UPDATE,
        target=answer,
        plan=answer.call.plan,
        after={"rows": [source.pk for source in sources], "state": str(answer.state)},
    )
