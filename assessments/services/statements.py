"""Writing แนวปฏิบัติรายตัวชี้วัด: statements with their controls, notes on questions, last year's taken over."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from assessments.models import (
    AssessmentIndicator,
    Framework,
    IndicatorControl,
    IndicatorStatement,
    ItemLink,
    QuestionNote,
)
from assessments.statements import Control, Note, notes_of, said, stamp_of, statement_of, statements_of
from organisations.access import Permission, require
from organisations.models import AuditEntry, Organisation, User
from organisations.services.audit import record
from organisations.services.errors import StaleError
from plans.services.opening import claim

Action = AuditEntry.Action


@transaction.atomic
def save_statement(
    *,
    by: User | None,
    organisation: Organisation,
    indicator: AssessmentIndicator,
    body: str,
    controls: Iterable[Control],
    base_version: int,
) -> IndicatorStatement:
    """The organisation's statement on an indicator, with these controls in this order and no others.

    ``base_version`` is 0 where there was none. Raises StaleError with the statement as it is now.
    """
    _require(by, organisation)
    statement = statement_of(organisation, indicator)
    before = _snapshot(statement) if statement else None
    if statement is None:
        statement = _first(IndicatorStatement(organisation=organisation, indicator=indicator, body=body))
    else:
        claim(statement, base_version)
        statement.body = body
        statement.full_clean()
        statement.save(update_fields=["body"])
    _write_controls(statement, controls)
    after = _snapshot(statement)
    action = Action.CREATE if before is None else Action.UPDATE
    _trail(by, action, statement, organisation, before=before, after=after)
    return statement


@transaction.atomic
def copy_statements(
    *, by: User | None, organisation: Organisation, source: Framework, target: Framework
) -> list[IndicatorStatement]:
    """The statements on ``source`` for the same indicators of ``target``, where there are none yet.

    The same is what has the same topic; where one of the two has none, what has the same number.
    """
    _require(by, organisation)
    if source.pk == target.pk:
        raise ValidationError("โปรดเลือกกรอบการประเมินของปีอื่นเป็นต้นทาง")
    earlier = statements_of(organisation, source)
    there = {one.indicator_id for one in statements_of(organisation, target)}
    made = []
    for indicator in target.indicators.all():
        match = next((one for one in earlier if _is_same(one.indicator, indicator)), None)
        if match is None or indicator.pk in there:
            continue
        statement = _first(
            IndicatorStatement(organisation=organisation, indicator=indicator, body=match.body)
        )
        _write_controls(
            statement, [Control(one.kind, one.text, one.evidence) for one in match.controls.all()]
        )
        after = _snapshot(statement) | {"copied_from": source.code}
        _trail(by, Action.CREATE, statement, organisation, after=after)
        made.append(statement)
    return made


@transaction.atomic
def copy_notes(
    *, by: User | None, organisation: Organisation, source: Framework, target: Framework
) -> list[QuestionNote]:
    """The notes on questions of ``source`` for those of ``target`` that are linked to them as the same and
    have none yet, behind the notes that are there; all of these, or [] where nothing is taken over.
    """
    _require(by, organisation)
    there = list(notes_of(organisation, target))
    taken = {note.item_id for note in there}
    texts = {note.item_id: note.text for note in notes_of(organisation, source)}
    links = ItemLink.objects.filter(kind=ItemLink.Kind.SAME, earlier__in=texts, later__framework=target)
    found = links.select_related("later").order_by("later__position", "later_id")
    new = [Note(one.later, texts[one.earlier_id]) for one in found if one.later_id not in taken]
    if not new:
        return []
    notes = [*(Note(note.item, note.text) for note in there), *new]
    return save_notes(
        by=by, organisation=organisation, framework=target, notes=notes, base_stamp=stamp_of(there)
    )


@transaction.atomic
def save_notes(
    *,
    by: User | None,
    organisation: Organisation,
    framework: Framework,
    notes: Sequence[Note],
    base_stamp: str,
) -> list[QuestionNote]:
    """The organisation's notes on questions of the framework, these in this order and no others.

    ``base_stamp`` is ``stamp_of`` the notes that the writer saw; StaleError has those of now otherwise.
    """
    _require(by, organisation)
    Organisation.objects.select_for_update().get(pk=organisation.pk)  # one writer at a time
    stored = list(notes_of(organisation, framework))
    if stamp_of(stored) != base_stamp:
        raise StaleError(stored)
    if any(note.item.framework_id != framework.pk for note in notes):
        raise ValidationError("มีข้อที่ไม่ใช่ของกรอบการประเมินนี้")
    before = said(stored)
    notes_of(organisation, framework).delete()
    made = []
    for position, note in enumerate(notes):
        row = QuestionNote(organisation=organisation, item=note.item, text=note.text, position=position)
        row.full_clean()
        row.save()
        made.append(row)
    record(
        by=by,
        action=Action.UPDATE,
        target=framework,
        organisation_id=organisation.pk,
        subject=organisation,
        before={"question_notes": before},
        after={"question_notes": said(made)},
    )
    return made


def _require(by: User | None, organisation: Organisation) -> None:
    if by is not None:
        require(by, Permission.ASSESSMENT_EDIT, organisation)


def _first(statement: IndicatorStatement) -> IndicatorStatement:
    statement.full_clean(validate_constraints=False)
    try:
        with transaction.atomic():
            statement.save()
    except IntegrityError:  # somebody wrote the first of this indicator at the same moment
        raise StaleError(statement_of(statement.organisation, statement.indicator)) from None
    return statement


def _write_controls(statement: IndicatorStatement, controls: Iterable[Control]) -> None:
    statement.controls.all().delete()
    for position, control in enumerate(controls):
        row = IndicatorControl(statement=statement, position=position, **asdict(control))
        row.full_clean()
        row.save()


def _is_same(one: AssessmentIndicator, other: AssessmentIndicator) -> bool:
    if one.topic and other.topic:
        return one.topic == other.topic
    return bool(one.number) and one.number == other.number


def _snapshot(statement: IndicatorStatement) -> dict[str, Any]:
    controls = statement.controls.values_list("kind", "text", "evidence")
    return {"body": statement.body, "controls": [list(control) for control in controls]}


def _trail(
    by: User | None,
    action: AuditEntry.Action,
    statement: IndicatorStatement,
    organisation: Organisation,
    *,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> None:
    record(
        by=by,
        action=action,
        target=statement,
        organisation_id=organisation.pk,
        subject=organisation,
        before=before,
        after=after,
    )
