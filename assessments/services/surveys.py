"""Writing own surveys: made of a framework's items for a practice round, changed, taken away."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F

from assessments.models import Instrument, InstrumentPart, Item, Round, Survey, SurveyAnswer
from assessments.surveys.scales import is_established
from organisations.access import Permission, require
from organisations.models import AuditEntry, User
from organisations.services.audit import record, values_of
from organisations.services.errors import StaleError

Action = AuditEntry.Action
FIELDS = ("title", "introduction", "asks_suggestions", "opens_at", "closes_at")


@transaction.atomic
def create_survey(
    *,
    by: User,
    of_round: Round,
    instrument: Instrument,
    part: InstrumentPart | None = None,
    values: dict[str, Any],
    questions: list[dict[str, Any]],
) -> Survey:
    """A survey of a practice round; ``values`` holds FIELDS, ``questions`` is as in ``Survey``.

    Raises PermissionDenied, or ValidationError where a rule of the models is broken, the round is none for
    practice, or a question is not one of the instrument's or has no established scale.
    """
    require(by, Permission.ASSESSMENT_EDIT, of_round)
    if of_round.kind != Round.Kind.PRACTICE:
        raise ValidationError("แบบสำรวจของหน่วยงานจัดทำได้ในรอบทดลองตอบแบบวัดเท่านั้น")
    _check_questions(of_round, instrument, questions)
    survey = Survey(round=of_round, instrument=instrument, part=part, questions=questions, **values)
    survey.full_clean()
    survey.save()
    _trail(by, Action.CREATE, survey, after=_snapshot(survey) | {"questions": len(questions)})
    return survey


@transaction.atomic
def update_survey(*, by: User, survey: Survey, values: dict[str, Any], base_version: int | None) -> Survey:
    """The survey's words and moments (FIELDS); what is asked stays as it was frozen.

    Raises StaleError where somebody changed it since ``base_version`` (None: whatever it is).
    """
    require(by, Permission.ASSESSMENT_EDIT, survey)
    before = _snapshot(survey)
    same = Survey.objects.filter(pk=survey.pk, closed_at=None)
    if base_version is not None:
        same = same.filter(version=base_version)
    if not same.update(version=F("version") + 1):
        raise StaleError(Survey.objects.get(pk=survey.pk))
    for name, value in values.items():
        setattr(survey, name, value)
    survey.full_clean()
    survey.save(update_fields=list(values))
    survey.refresh_from_db(fields=["version"])
    _trail(by, Action.UPDATE, survey, before=before, after=_snapshot(survey))
    return survey


@transaction.atomic
def delete_survey(*, by: User, survey: Survey) -> None:
    """Away with its groups and links, as long as nobody has answered."""
    require(by, Permission.ASSESSMENT_EDIT, survey)
    # Whoever answers at this moment waits, and then finds no survey; or we find the answer.
    Survey.objects.select_for_update().get(pk=survey.pk)
    if SurveyAnswer.objects.filter(group__survey=survey).exists():
        raise ValidationError("มีผู้ตอบแบบสำรวจนี้แล้ว จึงลบไม่ได้")
    _trail(by, Action.DELETE, survey, before=_snapshot(survey))
    survey.delete()


def _check_questions(of_round: Round, instrument: Instrument, questions: list[dict[str, Any]]) -> None:
    asked = [question["item"] for question in questions]
    known = Item.objects.filter(framework=of_round.framework_id, indicator__instrument=instrument)
    if not asked:
        raise ValidationError("โปรดเลือกข้อคำถามอย่างน้อย 1 ข้อ")
    if len(set(asked)) != len(asked) or known.filter(pk__in=asked).count() != len(asked):
        raise ValidationError("มีข้อคำถามที่ซ้ำหรือไม่อยู่ในเครื่องมือนี้")
    if not all(question["words"] and is_established(question["answers"]) for question in questions):
        raise ValidationError("ข้อคำถามทุกข้อต้องมีข้อความ และมีตัวเลือกคำตอบพร้อมคะแนน")


def _snapshot(survey: Survey) -> dict[str, Any]:
    return values_of(survey, (*FIELDS, "instrument", "part"))


def _trail(
    by: User,
    action: AuditEntry.Action,
    survey: Survey,
    *,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> None:
    record(
        by=by,
        action=action,
        target=survey,
        organisation_id=survey.organisation.pk,
        subject=survey.round,
        before=before,
        after=after,
    )
