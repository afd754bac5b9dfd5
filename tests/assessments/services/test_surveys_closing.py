"""From sheets to the scores of a practice round."""

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from assessments.models import (
    Item,
    ResultLine,
    RoundInstrument,
    Score,
    Suggestion,
    Survey,
    SurveyAnswer,
    SurveyRemark,
)
from assessments.services.surveys_answers import give_answer
from assessments.services.surveys_closing import close_survey
from assessments.surveys.reach import RefusedError
from organisations.models import AuditEntry
from tests.assessments.asked import group_of, link, survey_of
from tests.cast import Cast
from tests.factories import InstrumentPartFactory, ScoreFactory, SurveyRemarkFactory


@pytest.fixture
def survey(cast: Cast) -> Survey:
    return survey_of(cast.organisation("medicine"))


def answer(survey: Survey, *sheets: tuple[int, ...], asked: int | None = None) -> None:
    group = group_of(survey, asked=asked)
    items = [question["item"] for question in survey.questions]
    for places in sheets:
        give_answer(token=link(group), places=dict(zip(items, places, strict=True)))


def test_means_become_the_scores_and_results_of_the_round(survey: Survey, cast: Cast) -> None:
    # i1: 100 × 7, 75 × 4 → 1000 ÷ 11; i2: 50 × 11 → 50
    answer(survey, *[(0, 2)] * 7, asked=20)
    answer(survey, *[(1, 2)] * 4, asked=5)

    close_survey(by=cast["secretary@medicine"], survey=survey)

    scores = Score.objects.filter(part=None).order_by("item__position").values_list("item__code", "value")
    assert list(scores) == [("i1", Decimal("90.909090909091")), ("i2", Decimal(50))]
    # The mean of both means, exactly; of the decimals that are kept it would end in 6.
    of_instrument = ResultLine.objects.get(instrument=survey.instrument, indicator=None)
    assert of_instrument.value == Decimal("70.454545454545")
    row = RoundInstrument.objects.get(round=survey.round, part=None)
    assert (row.respondents, row.population) == (11, 25)


def test_scores_of_a_part_are_kept_as_such(survey: Survey, cast: Cast) -> None:
    survey.part = InstrumentPartFactory(instrument=survey.instrument)
    survey.save()
    answer(survey, *[(0, 0)] * 10)

    close_survey(by=cast["secretary@medicine"], survey=survey)

    assert set(Score.objects.values_list("part", "value")) == {(survey.part.pk, Decimal(100))}
    assert RoundInstrument.objects.get(part=survey.part).respondents == 10


def test_scores_of_before_give_way(survey: Survey, cast: Cast) -> None:
    ScoreFactory(round=survey.round, item_id=survey.questions[0]["item"], value=1)
    answer(survey, *[(0, 0)] * 10)

    close_survey(by=cast["secretary@medicine"], survey=survey)

    assert list(Score.objects.values_list("value", flat=True)) == [Decimal(100)] * 2


def test_closed_survey_takes_no_answer_and_no_second_closing(survey: Survey, cast: Cast) -> None:
    answer(survey, *[(0, 0)] * 10)
    token = link(survey.groups.get())
    close_survey(by=cast["secretary@medicine"], survey=survey)

    with pytest.raises(RefusedError, match="late"):
        give_answer(token=token, places={question["item"]: 0 for question in survey.questions})
    with pytest.raises(PermissionDenied, match="สรุปผลแล้ว"):
        close_survey(by=cast["secretary@medicine"], survey=survey)
    assert SurveyAnswer.objects.count() == 10


def test_question_whose_item_the_framework_lost_gives_no_score(survey: Survey, cast: Cast) -> None:
    answer(survey, *[(0, 2)] * 10)
    Item.objects.get(code="i2").delete()

    close_survey(by=cast["secretary@medicine"], survey=survey)

    assert list(Score.objects.values_list("item__code", "value")) == [("i1", Decimal(100))]


def test_survey_of_few_answers_is_not_closed(survey: Survey, cast: Cast) -> None:
    answer(survey, *[(0, 0)] * 9)

    with pytest.raises(ValidationError, match="อย่างน้อย 10 คน"):
        close_survey(by=cast["secretary@medicine"], survey=survey)

    survey.refresh_from_db()
    assert (survey.closed_at, Score.objects.count()) == (None, 0)


def test_remarks_become_suggestions_and_are_gone(survey: Survey, cast: Cast) -> None:
    answer(survey, *[(0, 0)] * 10)
    SurveyRemarkFactory(survey=survey, text="ขอที่จอดรถ")
    SurveyRemarkFactory(survey=survey, text="ขอเวลาเปิดนานขึ้น")

    close_survey(by=cast["secretary@medicine"], survey=survey)

    assert set(Suggestion.objects.values_list("text", flat=True)) == {"ขอที่จอดรถ", "ขอเวลาเปิดนานขึ้น"}
    assert set(Suggestion.objects.values_list("source", flat=True)) == {f"แบบสำรวจของหน่วยงาน: {survey.title}"}
    assert SurveyRemark.objects.count() == 0


def test_no_remarks_are_stated_with_their_source(survey: Survey, cast: Cast) -> None:
    answer(survey, *[(0, 0)] * 10)

    close_survey(by=cast["secretary@medicine"], survey=survey)

    row = RoundInstrument.objects.get(instrument=survey.instrument)
    assert row.no_suggestions_source == f"แบบสำรวจของหน่วยงาน: {survey.title}"


def test_sheets_are_laid_down_anew_without_their_order(survey: Survey, cast: Cast) -> None:
    answer(survey, *[(0, 0)] * 10)
    before = set(SurveyAnswer.objects.values_list("pk", flat=True))

    close_survey(by=cast["secretary@medicine"], survey=survey)

    assert before.isdisjoint(SurveyAnswer.objects.values_list("pk", flat=True))
    assert SurveyAnswer.objects.filter(group=survey.groups.get()).count() == 10


def test_trail_tells_of_the_closing_and_of_no_answer(survey: Survey, cast: Cast) -> None:
    answer(survey, *[(0, 0)] * 10)
    entries = AuditEntry.objects.count()

    close_survey(by=cast["secretary@medicine"], survey=survey)

    assert entries == 0
    closing = AuditEntry.objects.get(object_type="assessments.survey")
    assert closing.after == {"closed": True, "answers": 10, "suggestions": 0}
