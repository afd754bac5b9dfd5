"""The page of what to raise: one request, the words of the items, and a target that is read like a score."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from django.urls import reverse

from assessments.models import Round
from assessments.rounds.raising import raising_of
from tests.cast import Cast
from tests.conftest import ClientAs
from tests.factories.assessments import (
    AnswerScaleFactory,
    AssessmentIndicatorFactory,
    FrameworkFactory,
    InstrumentFactory,
    ItemFactory,
    RoundFactory,
    ScoreFactory,
)

pytestmark = pytest.mark.django_db


def scored_round(cast: Cast, size: int = 2, **fields: Any) -> Round:
    """A round of one weighted instrument: an indicator of ``size`` items of 90, and one of one item of 0."""
    framework = FrameworkFactory()
    instrument = InstrumentFactory(framework=framework, code="OIT", weight=1)
    first, second = (
        AssessmentIndicatorFactory(framework=framework, instrument=instrument, number=number)
        for number in "12"
    )
    of_round = RoundFactory(organisation=cast.organisation("medicine"), framework=framework, **fields)
    for number in range(size):
        item = ItemFactory(framework=framework, indicator=first, code=f"O{number + 1}", position=number)
        ScoreFactory(round=of_round, item=item, value=90)
    choice = AnswerScaleFactory(framework=framework)
    whole = ItemFactory(framework=framework, indicator=second, code="O99", label="ข้อที่มีหรือไม่มี", scale=choice)
    ScoreFactory(round=of_round, item=whole, value=0)
    return of_round


def test_page_names_the_steps_to_the_target_and_what_is_still_to_be_had(
    cast: Cast, client_as: ClientAs
) -> None:
    of_round = scored_round(cast)

    page = client_as(cast["secretary@medicine"]).get(
        reverse("assessments:round-what-if", args=[of_round.pk]), {"target": "๙๔"}
    )

    raising = page.context["raising"]
    assert page.status_code == 200
    assert [(one.code, str(one.in_total)) for one in raising.choices] == [
        ("O99", "50"),
        ("O1", "5/2"),
        ("O2", "5/2"),
    ]
    assert [(one.what.code, str(one.to)) for one in raising.total.steps] == [("O99", "100")]
    assert "ข้อที่มีหรือไม่มี" in page.content.decode()


def test_choice_that_has_nothing_is_raised_to_the_whole(cast: Cast) -> None:
    (step,) = raising_of(scored_round(cast), Decimal(50)).instruments[0].steps

    assert step.to == Fraction(100)


def test_target_begins_as_that_of_the_round(cast: Cast, client_as: ClientAs) -> None:
    address = reverse("assessments:round-what-if", args=[scored_round(cast, target_total=Decimal("92.5")).pk])

    page = client_as(cast["secretary@medicine"]).get(address)

    assert page.context["form"]["target"].value() == "92.5"


@pytest.mark.parametrize(
    ("target", "reason"),
    [("101", "คะแนนต้องไม่เกิน 100"), ("95,5", "โปรดใช้จุดทศนิยมแทนจุลภาค เช่น 95.5"), ("", "โปรดระบุคะแนนเป้าหมาย")],
)
def test_target_that_is_no_score_is_refused_at_its_field_and_kept(
    target: str, reason: str, cast: Cast, client_as: ClientAs
) -> None:
    address = reverse("assessments:round-what-if", args=[scored_round(cast).pk])

    page = client_as(cast["secretary@medicine"]).get(address, {"target": target})

    assert page.status_code == 422
    assert page.context["form"]["target"].errors == [reason]
    assert page.context["form"]["target"].value() == target


def test_incomplete_round_says_what_is_lacking(cast: Cast, client_as: ClientAs) -> None:
    of_round = scored_round(cast)
    of_round.scores.get(item__code="O99").delete()

    page = client_as(cast["secretary@medicine"]).get(reverse("assessments:round-what-if", args=[of_round.pk]))

    assert page.context["raising"].total is None
    assert "ยังคำนวณคะแนนรวมไม่ได้ ขาดคะแนน O99" in page.content.decode()


def test_page_takes_as_many_queries_for_thirty_items_as_for_one(
    cast: Cast, client_as: ClientAs, django_assert_max_num_queries: Any
) -> None:
    few, many = scored_round(cast, 1), scored_round(cast, 30)
    client = client_as(cast["secretary@medicine"])
    client.get(reverse("assessments:round-what-if", args=[few.pk]))

    with django_assert_max_num_queries(100) as counted:
        client.get(reverse("assessments:round-what-if", args=[few.pk]))
    with django_assert_max_num_queries(len(counted)):
        client.get(reverse("assessments:round-what-if", args=[many.pk]))
