"""Closing a survey: what was answered becomes the scores of its practice round, and nothing can follow."""

from collections.abc import Sequence
from secrets import SystemRandom
from typing import Any
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from assessments.models import Item, RoundInstrument, Suggestion, Survey, SurveyAnswer, SurveyRemark
from assessments.scoring.shown import decimal_12
from assessments.services.respondents import save_respondents
from assessments.services.rounds_keeping import trail
from assessments.services.scores import save_scores
from assessments.small_numbers import FLOOR
from assessments.surveys.results import means
from organisations.access import Permission, require
from organisations.models import AuditEntry, User

TOO_FEW = f"ต้องมีผู้ตอบอย่างน้อย {FLOOR} คนจึงสรุปผลได้ เพื่อไม่ให้คาดเดาได้ว่าผู้ใดตอบอย่างไร"


@transaction.atomic
def close_survey(*, by: User, survey: Survey) -> Survey:
    """Write the mean of each question as the round's score, and who answered as its number of respondents.

    Scores that the round had for the same items give way. Remarks become the round's suggestions, shuffled;
    the sheets are laid down anew in an order of chance, so that not even the database tells in which order
    they came. Raises ValidationError under the floor: the mean of a few says what each of them answered.
    """
    require(by, Permission.ASSESSMENT_EDIT, survey)
    # Answers given at this moment wait, and are refused when we are done.
    locked = Survey.objects.select_for_update().get(pk=survey.pk)
    if locked.closed_at:
        raise ValidationError("แบบสำรวจนี้สรุปผลแล้ว")
    sheets = list(SurveyAnswer.objects.filter(group__survey=survey))
    if len(sheets) < FLOOR:
        raise ValidationError(f"{TOO_FEW} ขณะนี้มีผู้ตอบ {len(sheets)} คน")
    found = means(_still_asked(locked), [sheet.answers for sheet in sheets])
    scores = {f"item-{item}": decimal_12(value) for item, value in found.items()}
    _shuffle(sheets)
    suggestions = _keep_remarks(survey)
    save_scores(by=by, of_round=survey.round, values=scores, part=survey.part)
    place = (survey.instrument_id, survey.part_id)
    save_respondents(by=by, of_round=survey.round, values={place: _respondents(survey, len(sheets))})
    if survey.asks_suggestions:
        _state_none(survey)
    survey.closed_at = timezone.now()
    survey.save(update_fields=["closed_at"])
    after = {"closed": True, "answers": len(sheets), "suggestions": suggestions}
    trail(by, AuditEntry.Action.STATE, survey.round, target=survey, before={"closed": False}, after=after)
    return survey


def _still_asked(survey: Survey) -> list[dict[str, Any]]:
    """The questions whose items the framework still has: it may have been loaded anew since."""
    there = set(Item.objects.filter(framework=survey.round.framework_id).values_list("pk", flat=True))
    return [question for question in survey.questions if question["item"] in there]


def source_of(survey: Survey) -> str:
    """Where a suggestion of the survey, or that there is none, is from."""
    return f"แบบสำรวจของหน่วยงาน: {survey.title}"


def _shuffle(sheets: Sequence[SurveyAnswer]) -> None:
    """The same sheets with new keys in an order of chance."""
    anew = [SurveyAnswer(id=uuid4(), group_id=sheet.group_id, answers=sheet.answers) for sheet in sheets]
    SystemRandom().shuffle(anew)
    SurveyAnswer.objects.filter(pk__in=[sheet.pk for sheet in sheets]).delete()
    SurveyAnswer.objects.bulk_create(anew)


def _keep_remarks(survey: Survey) -> int:
    """Move the remarks to the round's suggestions, behind those it has; how many they are."""
    remarks = SurveyRemark.objects.filter(survey=survey)
    texts = list(remarks.values_list("text", flat=True))
    SystemRandom().shuffle(texts)
    of_instrument = survey.round.suggestions.filter(instrument=survey.instrument_id)
    last = of_instrument.aggregate(last=Max("position"))["last"] or 0
    Suggestion.objects.bulk_create(
        Suggestion(
            round=survey.round,
            instrument_id=survey.instrument_id,
            text=text,
            source=source_of(survey),
            position=place,
        )
        for place, text in enumerate(texts, start=last + 1)
    )
    remarks.delete()
    return len(texts)


def _respondents(survey: Survey, answered: int) -> dict[str, Any]:
    """How many answered; and how many were asked, where that is known of every group."""
    asked = list(survey.groups.values_list("asked", flat=True))
    known = [number for number in asked if number is not None]
    return {"respondents": answered} | ({"population": sum(known)} if len(known) == len(asked) else {})


def _state_none(survey: Survey) -> None:
    """That nobody suggested anything is stated with its source, as long as the round has no suggestions."""
    row, _ = RoundInstrument.objects.get_or_create(
        round=survey.round, instrument_id=survey.instrument_id, part=None
    )
    has_some = survey.round.suggestions.filter(instrument=survey.instrument_id).exists()
    row.no_suggestions_source = "" if has_some else source_of(survey)
    row.save(update_fields=["no_suggestions_source"])
