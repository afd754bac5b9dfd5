"""Who answered a round: against rule and target, typed, and of which group of agencies."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from assessments.models import Instrument, Round, RoundInstrument
from assessments.rounds.overview import Overview
from assessments.services.respondents import save_respondents
from tests.assessments.scoresheet import small_framework
from tests.cast import Cast
from tests.conftest import ClientAs
from tests.factories import RoundFactory, SurveyRuleFactory


@pytest.fixture
def of_round(cast: Cast) -> Round:
    made: Round = RoundFactory(
        organisation=cast.organisation("medicine"), framework=small_framework(), fiscal_year=2569
    )
    return made


@pytest.fixture
def client(cast: Cast, client_as: ClientAs) -> Client:
    return client_as(cast["secretary@medicine"])


def address(name: str, of_round: Round) -> str:
    return reverse(f"assessments:{name}", args=[of_round.pk])


def test_group_of_agencies_is_chosen_among_those_of_the_rules_and_gives_the_minimum(
    client: Client, of_round: Round
) -> None:
    part = Instrument.objects.get(code="EIT").parts.all()[0]
    for group, minimum in (("ขนาดเล็ก", 30), ("ขนาดกลาง", 40)):
        SurveyRuleFactory(
            instrument=part.instrument, part=part, group=group, minimum=minimum, words=f"เกณฑ์ {group}"
        )
    url = address("round-respondents", of_round)
    with_group = [line for line in client.get(url).context["lines"] if "group" in line.form.fields]
    assert [(line.answering.part, line.answering.minimum) for line in with_group] == [(part, None)]
    name = f"{with_group[0].form.prefix}-group"

    refused = client.post(url, {"base_version": of_round.version, name: "ขนาดยักษ์"})
    assert refused.status_code == 422
    assert "ไม่มีกลุ่มหน่วยงานนี้ในเกณฑ์จำนวนผู้ตอบของกรอบการประเมิน" in refused.content.decode()
    assert client.post(url, {"base_version": of_round.version, name: "ขนาดกลาง"}).status_code == 302

    answering = next(one for one in Overview(Round.objects.get()).answering if one.part == part)
    assert (answering.minimum, answering.rule_words) == (40, "เกณฑ์ ขนาดกลาง")
    with pytest.raises(ValidationError, match="ไม่มีกลุ่มหน่วยงานนี้"):
        save_respondents(
            by=None, of_round=of_round, values={(part.instrument_id, part.pk): {"group": "ขนาดยักษ์"}}
        )


def test_people_are_not_asked_of_an_instrument_that_looks_at_what_is_published(
    client: Client, of_round: Round
) -> None:
    Instrument.objects.filter(code="EIT").update(code="MOIT")

    lines = client.get(address("round-respondents", of_round)).context["lines"]
    counted = client.get(address("round-counts", of_round)).context["countings"]

    assert {line.answering.instrument.code: sorted(line.form.fields) for line in lines} == {
        "IIT": ["answers_target", "minimum", "official_score", "population", "respondents", "target_score"],
        "MOIT": ["official_score", "target_score"],
    }
    assert {one.answering.instrument.code for one in counted} == {"IIT"}


def test_respondents_that_cannot_be_read_are_kept_with_their_reason(client: Client, of_round: Round) -> None:
    url = address("round-respondents", of_round)
    names = [line.form.prefix for line in client.get(url).context["lines"]]
    data = {
        "base_version": of_round.version,
        f"{names[0]}-respondents": "๔๐",
        f"{names[1]}-respondents": "สี่สิบ",
    }

    refused = client.post(url, data)

    assert refused.status_code == 422
    assert "โปรดกรอกจำนวนเป็นจำนวนเต็ม เช่น 120" in refused.content.decode()
    assert 'value="สี่สิบ"' in refused.content.decode()
    assert not RoundInstrument.objects.exists()
    assert client.post(url, data | {f"{names[1]}-respondents": "41"}).status_code == 302
    answered = RoundInstrument.objects.exclude(respondents=None).values_list("respondents", flat=True)
    assert sorted(filter(None, answered)) == [40, 41]


def test_respondents_stand_against_rule_and_target_and_few_are_warned_of(of_round: Round) -> None:
    eit = Instrument.objects.get(code="EIT")
    first, second = eit.parts.all()
    SurveyRuleFactory(instrument=eit, part=first, percent=Decimal(10), minimum=30, maximum=400)
    for part, population, respondents in ((first, 500, 47), (second, None, 9)):
        RoundInstrument.objects.create(
            round=of_round, instrument=eit, part=part, population=population, respondents=respondents
        )
    one, two = Overview(of_round).asked

    assert (one.minimum, one.target, one.state) == (50, 48, "ต่ำกว่าขั้นต่ำ ขาดอีก 3 คน")
    assert (two.minimum, two.state, two.warning) == (
        None,
        "",
        "ผู้ตอบน้อยกว่า 10 คน โปรดใช้ความระมัดระวังในการสรุปผล",
    )
    RoundInstrument.objects.filter(part=first).update(minimum=47)
    assert Overview(Round.objects.get()).asked[0].state == "ครบตามเป้าหมาย"
