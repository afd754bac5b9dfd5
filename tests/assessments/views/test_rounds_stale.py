"""Somebody was faster on a page of a round: nothing is written, what was typed stays to be saved again."""

import pytest
from django.db.models import F
from django.test import Client
from django.urls import reverse

from assessments.models import Instrument, Round
from assessments.views.reach import STALE
from tests.assessments.scoresheet import small_framework
from tests.cast import Cast
from tests.conftest import ClientAs
from tests.factories import RoundFactory


@pytest.fixture
def of_round(cast: Cast) -> Round:
    return RoundFactory(
        organisation=cast.organisation("medicine"), framework=small_framework(), fiscal_year=2569
    )


def typed_on(page: str, client: Client, of_round: Round) -> dict[str, str]:
    """What somebody types, by the name of the page."""
    iit = Instrument.objects.get(framework=of_round.framework, code="IIT")
    if page == "round-suggestions":
        return {"instrument": str(iit.pk), "text": "เพิ่มช่องทาง", "source": "ระบบ ITAS"}
    shown = client.get(reverse(f"assessments:{page}", args=[of_round.pk])).context
    if page == "round-counts":
        return {"of": shown["countings"][0].key, "counts": "15/3/69\t4321"}
    return {f"{shown['lines'][0].form.prefix}-respondents": "4321"}


@pytest.mark.parametrize("page", ["round-respondents", "round-counts", "round-suggestions"])
def test_who_comes_second_is_told_and_loses_nothing(
    cast: Cast, client_as: ClientAs, of_round: Round, page: str
) -> None:
    client = client_as(cast["secretary@medicine"])
    url = reverse(f"assessments:{page}", args=[of_round.pk])
    typed = typed_on(page, client, of_round)
    seen = of_round.version
    Round.objects.update(version=F("version") + 1)

    refused = client.post(url, typed | {"base_version": str(seen)})

    assert refused.status_code == 422
    body = refused.content.decode()
    assert STALE in body
    assert [words in body for words in ("เพิ่มช่องทาง", "4321")].count(True) == 1
    assert not of_round.suggestions.exists()
    assert not of_round.daily_counts.exists()
    assert not of_round.instruments.filter(respondents=4321).exists()

    again = typed | {"base_version": str(refused.context["round"].version)}
    assert client.post(url, again).status_code == 302
