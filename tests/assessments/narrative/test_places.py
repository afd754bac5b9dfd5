from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from assessments.models import Item, Round
from assessments.narrative.places import all_written, cells_of, places_of, resolved, written
from assessments.services.narratives import write_narrative
from organisations.models import AuditEntry
from organisations.services.errors import StaleError
from tests.factories import (
    AssessmentIndicatorFactory,
    FrameworkFactory,
    InstrumentFactory,
    ItemFactory,
    ResultLineFactory,
    RoundFactory,
    RoundInstrumentFactory,
    RoundResultFactory,
    ScoreFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def of_round() -> Round:
    framework = FrameworkFactory()
    instrument = InstrumentFactory(framework=framework, code="IIT")
    indicator = AssessmentIndicatorFactory(framework=framework, instrument=instrument, number="4")
    item = ItemFactory(framework=framework, indicator=indicator, code="i10")
    made: Round = RoundFactory(framework=framework)
    ItemFactory(framework=framework, indicator=indicator, code="i11")
    ScoreFactory(round=made, item=item, value=Decimal("90.909090909091"))
    ResultLineFactory(round=made, instrument=instrument, value=None, missing=1)
    ResultLineFactory(round=made, instrument=instrument, indicator=indicator, value=Decimal("96.975"))
    RoundInstrumentFactory(round=made, instrument=instrument, respondents=1200)
    RoundResultFactory(round=made, total=None, missing=1)
    return made


def write(of_round: Round, body: str, base_version: int = 0) -> None:
    write_narrative(by=None, of_round=of_round, place="IIT", body=body, base_version=base_version)


def test_numbers_are_those_of_the_cells_whenever_the_text_is_shown(of_round: Round) -> None:
    write(of_round, "จาก[ตาราง IIT] ข้อ i10 [คะแนน i10]")
    assert resolved(of_round, "IIT") == "จากตารางที่ 1 ข้อ i10 90.91"

    of_round.scores.update(value=Decimal(100))

    assert resolved(of_round, "IIT") == "จากตารางที่ 1 ข้อ i10 100.00"
    assert resolved(of_round, "total") == ""


def test_words_are_behind_once_the_scores_would_have_said_something_else(of_round: Round) -> None:
    write(of_round, "ข้อความของสำนักงาน [คะแนน i10]")

    def is_behind() -> bool:
        [here] = [one for one in places_of(of_round) if one.key == "IIT"]
        return here.is_behind(all_written(of_round, ["IIT"])["IIT"])

    of_round.scores.update(value=Decimal(95))  # still the lowest: the number follows, the words hold
    assert not is_behind()
    other = Item.objects.get(code="i11")
    ScoreFactory(round=of_round, item=other, value=Decimal(20))
    assert is_behind()
    write(of_round, "ข้อความที่ตรวจสอบแล้ว", base_version=1)
    assert not is_behind()


def test_every_cell_has_its_token_also_without_a_score(of_round: Round) -> None:
    assert {cell.token: cell.text for cell in cells_of(of_round).values()} == {
        "คะแนน รวม": "ยังไม่ครบ",
        "ระดับ": "ยังไม่มีระดับ",
        "คะแนน IIT": "ยังไม่ครบ",
        "ตาราง IIT": "ตารางที่ 1",
        "ผู้ตอบ IIT": "1,200",
        "คะแนน ตัวชี้วัดที่ 4": "96.98",
        "คะแนน i10": "90.91",
        "คะแนน i11": "ยังไม่มีคะแนน",
    }


def test_token_of_no_cell_is_refused_where_it_stands(of_round: Round) -> None:
    with pytest.raises(ValidationError) as refused:
        write(of_round, "ดี\n[คะแนน i12]")

    [message] = refused.value.message_dict["body"]
    assert message.startswith("บรรทัดที่ 2: ไม่มี [คะแนน i12] ในรอบนี้ หมายถึง [คะแนน i1")


def test_second_writer_is_told_and_the_trail_keeps_both_texts(of_round: Round) -> None:
    write(of_round, "แรก")
    write(of_round, "สอง", base_version=1)

    with pytest.raises(StaleError) as refused:
        write(of_round, "สาม", base_version=1)

    assert refused.value.current.body == "สอง"
    entries = AuditEntry.objects.about(of_round).order_by("pk")
    assert [entry.after["body"] for entry in entries if entry.after] == ["แรก", "สอง"]


def test_written_text_has_only_tokens_of_cells(of_round: Round) -> None:
    for place in places_of(of_round):
        body = written(of_round, place.key)
        if body:
            write_narrative(by=None, of_round=of_round, place=place.key, body=body, base_version=0)

    assert [place.key for place in places_of(of_round) if place.body] == ["IIT", "total"]
    assert "[" not in resolved(of_round, "IIT") + resolved(of_round, "total")
