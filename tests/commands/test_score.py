"""``score``: the contract's JSON in and out, and everything that is no score refused in Thai."""

import io
import json
from decimal import Decimal
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from tests.factories.assessments import AssessmentIndicatorFactory, FrameworkFactory, ItemFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def score(monkeypatch: pytest.MonkeyPatch) -> Any:
    def answer(question: Any, **options: Any) -> Any:
        text = question if isinstance(question, str) else json.dumps(question, ensure_ascii=False)
        monkeypatch.setattr("sys.stdin", io.StringIO(text))
        out = io.StringIO()
        call_command("score", stdout=out, **({"json": True} | options))
        return json.loads(out.getvalue()) if options.get("json", True) else out.getvalue()

    return answer


def test_instruments_answer_total_rating_and_the_condition_that_failed(score: Any) -> None:
    asked = {"framework": "nacc-ita-2568", "instruments": {"IIT": "99.5", "EIT": 80, "OIT": "๙๗.๑"}}

    answer = score(asked)

    assert answer["instruments"]["EIT"] == {"value": "80", "shown": "80.00"}
    assert answer["total"] == {"value": "92.69", "shown": "92.69"}
    assert answer["rating"] == "ผ่าน"
    assert answer["failed_conditions"] == ["คะแนน EIT 80.00 ต่ำกว่า 85"]
    assert answer["missing"] == []
    assert answer["indicators"]["1"] is None


def test_items_with_one_missing_have_no_total_and_name_it(score: Any) -> None:
    items = {f"i{number}": "90" for number in range(1, 16)} | {"i7": "", "i8": None}

    answer = score({"framework": "nacc-ita-2568", "items": items})

    assert answer["indicators"]["1"] == {"value": "90", "shown": "90.00"}
    assert (answer["indicators"]["3"], answer["instruments"]["IIT"]) == (None, None)
    assert (answer["total"], answer["rating"]) == (None, None)
    assert answer["missing"][:3] == ["i7", "i8", "e1"]
    assert len(answer["missing"]) == 2 + 9 + 28


def test_unrounded_indicators_keep_their_digits(score: Any) -> None:
    thirds = {str(number): "93.3333333333333333333333333333" for number in range(1, 6)}

    answer = score({"framework": "nacc-ita-2568", "indicators": thirds})

    assert answer["instruments"]["IIT"] == {"value": "93.3333333333333333333333333333", "shown": "93.33"}


def test_framework_of_the_database_stands_before_the_shipped_one(score: Any) -> None:
    framework = FrameworkFactory(family="nacc-ita", fiscal_year=2568)
    indicator = AssessmentIndicatorFactory(framework=framework, number="7", instrument__code="ZZ")
    ItemFactory(framework=framework, indicator=indicator, code="z1")
    ItemFactory(framework=framework, indicator=indicator, code="z2")

    answer = score({"framework": "nacc-ita-2568", "items": {"z1": 50, "z2": "100"}})

    assert answer["instruments"] == {"ZZ": {"value": "75", "shown": "75.00"}}


def test_words_say_the_same_without_json(score: Any) -> None:
    words = score({"framework": "nacc-ita-2568", "instruments": {"IIT": 90, "EIT": 90}}, json=False)

    assert words.splitlines()[-4:] == [
        "EIT: 90.00",
        "OIT: ยังไม่ครบ ขาด 1 รายการ",
        "คะแนนรวม: ยังไม่ครบ ขาด 1 รายการ",
        "ยังคำนวณคะแนนรวมไม่ได้ ขาดคะแนน OIT",
    ]


@pytest.mark.parametrize(
    ("scores", "reason"),
    [
        ('{"i1": 101}', "ข้อ i1: คะแนนต้องไม่เกิน 100"),
        ('{"i1": "100.00000000000001"}', "ข้อ i1: ทศนิยมต้องไม่เกิน 12 ตำแหน่ง"),
        ('{"i1": -1}', "ข้อ i1: คะแนนต้องไม่ต่ำกว่า 0"),
        ('{"i1": "95,5"}', "ข้อ i1: โปรดใช้จุดทศนิยมแทนจุลภาค เช่น 95.5"),
        ('{"i1": "ร้อยละ 95"}', "ข้อ i1: โปรดกรอกเฉพาะตัวเลข ไม่ต้องมีคำว่า ร้อยละ หรือเครื่องหมาย %"),
        ('{"i1": NaN}', "ข้อ i1: โปรดกรอกเป็นตัวเลข 0 ถึง 100 เช่น 95.5"),
        ('{"i1": 1e999999999}', "ข้อ i1: โปรดกรอกเป็นตัวเลข 0 ถึง 100 เช่น 95.5"),
        ('{"i1": true}', "ข้อ i1: โปรดระบุคะแนนเป็นตัวเลข 0 ถึง 100"),
        ('{"i1": [1]}', "ข้อ i1: โปรดระบุคะแนนเป็นตัวเลข 0 ถึง 100"),
        ('{"i16": 1}', "กรอบ nacc-ita-2568 ไม่มีข้อ “i16”"),
        ('{"MOIT 1": 1}', "กรอบ nacc-ita-2568 ไม่มีข้อ “MOIT 1”"),
        ('{"i1": 90, "i1": 95}', "มี “i1” ซ้ำกัน โปรดระบุคะแนนเพียงครั้งเดียว"),
        ("[90]", "items ต้องเป็นกลุ่มข้อมูล (object) ของรหัสกับคะแนน"),
    ],
)
def test_what_is_no_score_is_refused_at_its_place(score: Any, scores: str, reason: str) -> None:
    with pytest.raises(CommandError) as refused:
        score(f'{{"framework": "nacc-ita-2568", "items": {scores}}}')

    assert str(refused.value) == reason


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "ข้อมูลที่รับเข้าไม่ใช่ JSON ที่อ่านได้"),
        ("[" * 100_000, "ข้อมูลที่รับเข้าไม่ใช่ JSON ที่อ่านได้"),
        ("[]", "ข้อมูลที่รับเข้าต้องเป็นกลุ่มข้อมูล (object) หนึ่งกลุ่ม"),
        ("{}", "โปรดระบุรหัสกรอบการประเมินใน framework เช่น nacc-ita-2568"),
        ('{"framework": "\\ud800\\u0000"}', "โปรดระบุรหัสกรอบการประเมินใน framework เช่น nacc-ita-2568"),
        (
            '{"framework": "nacc-ita-2568", "item": {}}',
            "ไม่รู้จักหัวข้อ “item” ใช้ได้เฉพาะ framework, items, indicators, instruments",
        ),
        (" " * 2_000_001, "ข้อมูลยาวเกิน 2,000,000 ตัวอักษร"),
    ],
)
def test_what_is_no_question_is_refused(score: Any, text: str, reason: str) -> None:
    with pytest.raises(CommandError) as refused:
        score(text)

    assert str(refused.value) == reason


def test_unknown_framework_is_refused_naming_those_there_are(score: Any) -> None:
    with pytest.raises(
        CommandError, match=r"ไม่พบกรอบการประเมินรหัส “nacc-ita-2599” ที่มีให้ใช้คือ moph-moit-2569, nacc"
    ):
        score({"framework": "nacc-ita-2599"})


def test_unknown_indicator_and_instrument_are_refused_by_their_kind(score: Any) -> None:
    with pytest.raises(CommandError, match="ไม่มีตัวชี้วัด “11”"):
        score({"framework": "nacc-ita-2568", "indicators": {"11": str(Decimal(1))}})
    with pytest.raises(CommandError, match="ไม่มีเครื่องมือ “MOIT”"):
        score({"framework": "nacc-ita-2568", "instruments": {"MOIT": 1}})
