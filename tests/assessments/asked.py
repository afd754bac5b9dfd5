"""Surveys that ask something, and sheets of answers to them."""

import time
from typing import Any

from django.core import signing
from django.db.models import Max
from django.urls import reverse

from assessments.models import Survey, SurveyGroup, SurveyLink
from assessments.surveys.tokens import digest_of, new_token
from organisations.models import Organisation
from tests.factories import (
    AnswerScaleFactory,
    AssessmentIndicatorFactory,
    FrameworkFactory,
    InstrumentFactory,
    ItemFactory,
    RoundFactory,
    SurveyFactory,
    SurveyGroupFactory,
    SurveyLinkFactory,
)

FIVE = [
    {"label": label, "points": points}
    for label, points in (("มากที่สุด", "100"), ("มาก", "75"), ("ปานกลาง", "50"), ("น้อย", "25"), ("ไม่มี", "0"))
]


def survey_of(organisation: Organisation, questions: int = 2, **fields: Any) -> Survey:
    """A survey, open now, in a practice round, with questions of five answers; its items are "i1", "i2" …"""
    framework = FrameworkFactory()
    instrument = InstrumentFactory(framework=framework, code="IIT", item_count=questions)
    indicator = AssessmentIndicatorFactory(framework=framework, instrument=instrument)
    scale = AnswerScaleFactory(framework=framework, answers=FIVE)
    items = [
        ItemFactory(framework=framework, indicator=indicator, scale=scale, code=f"i{number}", position=number)
        for number in range(1, questions + 1)
    ]
    asked = [{"item": one.pk, "code": one.code, "words": one.label, "answers": FIVE} for one in items]
    of_round = RoundFactory(organisation=organisation, framework=framework, kind="practice")
    return SurveyFactory(round=of_round, instrument=instrument, questions=asked, **fields)


def link(group: SurveyGroup) -> str:
    """The token of a new link."""
    token = new_token()
    SurveyLinkFactory(group=group, digest=digest_of(token))
    return token


def group_of(survey: Survey, **fields: Any) -> SurveyGroup:
    last = survey.groups.aggregate(last=Max("position"))["last"] or 0
    return SurveyGroupFactory(survey=survey, position=last + 1, **fields)


def address(token: str) -> str:
    return reverse("assessments:survey-answer", args=[token])


class _Earlier(signing.TimestampSigner):
    def timestamp(self) -> str:
        return signing.b62_encode(int(time.time()) - 60)


def opened_a_minute_ago(token: str) -> str:
    """The stamp of a page that was opened a minute ago."""
    return _Earlier(salt=f"assessments.surveys.stamp.{digest_of(token)}").sign("")


def sheet(survey: Survey, token: str, *places: int, **more: str) -> dict[str, str]:
    """What a browser sends: the places of the answers in order of the questions."""
    answers = {
        f"item-{question['item']}": str(place)
        for question, place in zip(survey.questions, places, strict=False)
    }
    return {"opened": opened_a_minute_ago(token), "website": "", **answers, **more}


def used(group: SurveyGroup) -> int:
    return SurveyLink.objects.filter(group=group, is_used=True).count()
