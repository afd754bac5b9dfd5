"""Taking an answer. Nobody signs for it and no trail is written: who answered must not be known, nor when."""

from collections.abc import Mapping
from secrets import SystemRandom

from django.core.exceptions import ValidationError
from django.db import transaction

from assessments.models import Survey, SurveyAnswer, SurveyGroup, SurveyLink, SurveyRemark
from assessments.small_numbers import FLOOR
from assessments.surveys.limits import LONGEST_REMARK
from assessments.surveys.reach import group_of_token
from assessments.surveys.tokens import digest_of


@transaction.atomic
def give_answer(*, token: str, places: Mapping[int, int], remark: str = "") -> None:
    """One sheet for the token: the place of the answer chosen for each question's item.

    Raises RefusedError where the link cannot be answered by (also by whoever comes second with it), and
    ValidationError where the sheet is not one of this survey.
    """
    survey_id = group_of_token(token).survey_id
    # One after the other, so that none comes after the closing of the survey or the end of the group, which
    # are asked for once more when it is our turn.
    Survey.objects.select_for_update().filter(pk=survey_id).first()
    group = group_of_token(token)
    sheet = _sheet(group.survey, places)
    _use(token, group)
    SurveyAnswer.objects.create(group=group, answers=sheet)
    if remark and group.survey.asks_suggestions:
        SurveyRemark.objects.create(survey=group.survey, text=remark[:LONGEST_REMARK])


def _sheet(survey: Survey, places: Mapping[int, int]) -> dict[str, int]:
    answers = {question["item"]: len(question["answers"]) for question in survey.questions}
    if set(places) != set(answers) or not all(0 <= place < answers[item] for item, place in places.items()):
        raise ValidationError("โปรดตอบทุกข้อจากตัวเลือกที่มี")
    return {str(item): place for item, place in places.items()}


def _use(token: str, group: SurveyGroup) -> None:
    """Mark the token's link as used; that of a visit is written only now.

    Databases know in which order rows came, and PostgreSQL also which were written together: so that neither
    tells to which link the sheet belongs, links that were used before are laid down anew with it.
    """
    used = list(group.links.filter(is_used=True).order_by("?").values_list("digest", flat=True)[: FLOOR - 1])
    digests = [digest_of(token), *used]
    group.links.filter(digest__in=digests).delete()
    SystemRandom().shuffle(digests)
    SurveyLink.objects.bulk_create(SurveyLink(group=group, digest=digest, is_used=True) for digest in digests)
