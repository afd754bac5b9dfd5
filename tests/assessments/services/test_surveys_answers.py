"""Taking answers, so that nothing tells which link one came by."""

from typing import Any

import pytest
from django.db.models.query import QuerySet

from assessments.models import Survey, SurveyAnswer, SurveyGroup, SurveyLink
from assessments.services.rounds import close_round
from assessments.services.surveys_answers import give_answer
from assessments.surveys.reach import RefusedError
from assessments.surveys.tokens import visit_token
from tests.assessments.asked import group_of, link, survey_of
from tests.cast import Cast


@pytest.fixture
def survey(cast: Cast) -> Survey:
    return survey_of(cast.organisation("medicine"))


def give(survey: Survey, token: str) -> None:
    give_answer(token=token, places={question["item"]: 0 for question in survey.questions})


def test_used_links_are_laid_down_anew_with_each_answer(survey: Survey) -> None:
    group = group_of(survey)
    tokens = [link(group) for _ in range(10)]
    for token in tokens[:9]:
        give(survey, token)
    used = set(SurveyLink.objects.filter(is_used=True).values_list("pk", flat=True))
    waiting = SurveyLink.objects.get(is_used=False).digest

    give(survey, tokens[9])

    assert used.isdisjoint(SurveyLink.objects.values_list("pk", flat=True))
    assert SurveyLink.objects.filter(is_used=True).count() == len(set(tokens)) == 10
    assert SurveyLink.objects.get(digest=waiting).is_used
    for token in tokens:
        with pytest.raises(RefusedError, match="used"):
            give(survey, token)


def test_links_that_wait_and_those_of_other_groups_stay_as_they_are(survey: Survey) -> None:
    group, other = group_of(survey), group_of(survey)
    link(group)
    token, of_other = link(group), link(other)
    give(survey, of_other)
    before = set(SurveyLink.objects.values_list("pk", "is_used"))

    give(survey, token)

    assert len(before & set(SurveyLink.objects.values_list("pk", "is_used"))) == 2


def test_survey_of_a_closed_round_takes_no_answer(survey: Survey, cast: Cast) -> None:
    token = link(group_of(survey))
    close_round(by=cast["secretary@medicine"], of_round=survey.round)

    with pytest.raises(RefusedError, match="late"):
        give(survey, token)
    assert not SurveyLink.objects.get().is_used


def test_answer_for_a_group_that_goes_at_the_same_moment_is_refused(
    survey: Survey, monkeypatch: pytest.MonkeyPatch
) -> None:
    group = group_of(survey, key="poster")
    lock = QuerySet.select_for_update

    def gone(*args: Any, **named: Any) -> Any:
        SurveyGroup.objects.filter(pk=group.pk).delete()
        return lock(*args, **named)

    monkeypatch.setattr(QuerySet, "select_for_update", gone)

    with pytest.raises(RefusedError, match="unknown"):
        give(survey, visit_token("poster"))
    assert SurveyAnswer.objects.count() == SurveyLink.objects.count() == 0
