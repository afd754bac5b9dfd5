"""Taking an answer. Nobody signs for it and no trail is written: who answered must not be known, nor when."""

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from assessments.models import Survey, SurveyAnswer, SurveyGroup, SurveyLink, SurveyRemark
from assessments.surveys.limits import LONGEST_REMARK
from assessments.surveys.reach import RefusedError, Why, group_of_token, require_open
from assessments.surveys.tokens import digest_of, key_of_visit


@transaction.atomic
def give_answer(*, token: str, places: Mapping[int, int], remark: str = "") -> None:
    """One sheet for the token: the place of the answer chosen for each question's item.

    Raises RefusedError where the link cannot be answered by (also by whoever comes second with it), and
    ValidationError where the sheet is not one of this survey.
    """
    group = group_of_token(token)
    # One after the other, so that none comes after the closing of the survey.
    survey = Survey.objects.select_for_update().get(pk=group.survey_id)
    require_open(survey)
    sheet = _sheet(survey, places)
    _use(token, group)
    SurveyAnswer.objects.create(group=group, answers=sheet)
    if remark and survey.asks_suggestions:
        SurveyRemark.objects.create(survey=survey, text=remark[:LONGEST_REMARK])


def _sheet(survey: Survey, places: Mapping[int, int]) -> dict[str, int]:
    answers = {question["item"]: len(question["answers"]) for question in survey.questions}
    if set(places) != set(answers) or not all(0 <= place < answers[item] for item, place in places.items()):
        raise ValidationError("โปรดตอบทุกข้อจากตัวเลือกที่มี")
    return {str(item): place for item, place in places.items()}


def _use(token: str, group: SurveyGroup) -> None:
    """Mark the token's link as used, if it is not; that of a visit is written only now."""
    digest = digest_of(token)
    if SurveyLink.objects.filter(digest=digest, is_used=False).update(is_used=True):
        return
    if not key_of_visit(token):
        raise RefusedError(Why.USED, group.survey)
    try:
        with transaction.atomic():
            SurveyLink.objects.create(group=group, digest=digest, is_used=True)
    except IntegrityError:
        raise RefusedError(Why.USED, group.survey) from None
