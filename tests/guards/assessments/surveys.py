"""What the guards know of surveys: addresses, those open to everybody, and calls of services."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from assessments.models import Survey, SurveyGroup
from assessments.services.surveys import create_survey, delete_survey, update_survey
from assessments.services.surveys_closing import close_survey
from assessments.services.surveys_groups import (
    add_group,
    cancel_links,
    delete_group,
    make_links,
    update_group,
)
from tests.cast import Cast
from tests.factories import (
    ItemFactory,
    SurveyAnswerFactory,
    SurveyFactory,
    SurveyGroupFactory,
    SurveyLinkFactory,
)
from tests.guards.assessments.call import Call
from tests.guards.doors import SECRETARY, SEEING, Door, Row, act, form, page, question

A = "assessments:"
NO_SECRETARY = SEEING - SECRETARY

ROWS: list[Row] = [
    page(f"{A}survey-list", "round", SEEING),
    Row(
        f"{A}survey-new",
        "practice_round",
        Door(200, SECRETARY, NO_SECRETARY),
        Door(200, SECRETARY, NO_SECRETARY),
    ),
    act(f"{A}survey-practice-round", "round", SECRETARY, NO_SECRETARY),
    page(f"{A}survey-detail", "survey", SEEING),
    form(f"{A}survey-edit", "survey", SECRETARY, NO_SECRETARY),
    question(f"{A}survey-close", "survey", SECRETARY, NO_SECRETARY),
    question(f"{A}survey-delete", "survey", SECRETARY, NO_SECRETARY),
    form(f"{A}survey-add-group", "survey", SECRETARY, NO_SECRETARY),
    form(f"{A}survey-edit-group", "survey_group", SECRETARY, NO_SECRETARY),
    question(f"{A}survey-delete-group", "survey_group", SECRETARY, NO_SECRETARY),
    form(f"{A}survey-make-links", "survey_group", SECRETARY, NO_SECRETARY),
    question(f"{A}survey-cancel-links", "survey_group", SECRETARY, NO_SECRETARY),
    page(f"{A}survey-poster", "survey_group", SEEING),
]
PUBLIC: dict[str, str] = {
    f"{A}survey-group": "where the QR of a group leads; who answers an own survey is not known",
    f"{A}survey-answer": "a survey's questionnaire; who answers an own survey is not known",
    f"{A}survey-thanks": "says that an answer was taken, the same to everybody",
}


def _survey(cast: Cast, **fields: Any) -> Survey:
    """A survey of medicine that asks one question."""
    survey = SurveyFactory(round__organisation=cast.organisation("medicine"), **fields)
    item = ItemFactory(framework=survey.round.framework, indicator__instrument=survey.instrument)
    survey.questions = [question_of(item)]
    survey.save()
    return survey


def question_of(item: Any) -> dict[str, Any]:
    return {"item": item.pk, "code": item.code, "words": item.label, "answers": item.scale.answers}


def _words(title: str) -> dict[str, Any]:
    now = timezone.now()
    return {
        "title": title,
        "introduction": "",
        "asks_suggestions": True,
        "opens_at": now,
        "closes_at": now + timedelta(days=7),
    }


def _new(cast: Cast) -> dict[str, Any]:
    survey = _survey(cast)
    item, of_round = survey.instrument.indicators.get().items.get(), survey.round
    instrument = survey.instrument
    survey.delete()
    return {
        "of_round": of_round,
        "instrument": instrument,
        "values": _words("แบบสำรวจใหม่"),
        "questions": [question_of(item)],
    }


def _changed(cast: Cast) -> dict[str, Any]:
    return {"survey": _survey(cast), "values": _words("ชื่อใหม่"), "base_version": None}


def _answered(cast: Cast) -> dict[str, Any]:
    survey = _survey(cast, asks_suggestions=False)
    group = SurveyGroupFactory(survey=survey)
    answers = {str(survey.questions[0]["item"]): 0}
    SurveyAnswerFactory.create_batch(10, group=group, answers=answers)
    return {"survey": survey}


def _group(cast: Cast) -> SurveyGroup:
    return SurveyGroupFactory(survey=_survey(cast))


def _linked(cast: Cast) -> dict[str, Any]:
    group = _group(cast)
    SurveyLinkFactory(group=group)
    return {"group": group}


CALLS: dict[str, Call] = {
    "create_survey": Call(create_survey, _new),
    "update_survey": Call(update_survey, _changed),
    "delete_survey": Call(delete_survey, lambda cast: {"survey": _survey(cast)}),
    # Its scores, its respondents, and that it is closed.
    "close_survey": Call(close_survey, _answered, entries=3),
    "add_group": Call(add_group, lambda cast: {"survey": _survey(cast), "values": {"name": "กลุ่มใหม่"}}),
    "update_group": Call(
        update_group, lambda cast: {"group": _group(cast), "values": {"name": "ชื่อใหม่"}, "has_qr": True}
    ),
    "delete_group": Call(delete_group, lambda cast: {"group": _group(cast)}),
    "make_links": Call(make_links, lambda cast: {"group": _group(cast), "number": 2}),
    "cancel_links": Call(cancel_links, _linked),
}
