import copy
import json
from contextlib import suppress
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessments.loading.entries import FactsError
from assessments.loading.files import CROSSWALK, MOST_BYTES, facts_in, read_file, shipped
from assessments.loading.plan import FrameworkPlan
from assessments.loading.reading import plan_of
from assessments.loading.to_facts import facts_of
from tests.assessments.framework_facts import facts

SHIPPED = [read_file(path) for path in shipped()]


def refusals(given_facts: Any) -> list[str]:
    with pytest.raises(FactsError) as refused:
        plan_of(given_facts)
    return [str(problem) for problem in refused.value.problems]


def test_plan_has_every_item_where_it_belongs() -> None:
    plan = plan_of(facts())
    assert [(item.code, item.indicator, item.label, item.scale) for item in plan.items] == [
        ("i1", "1", "", "amount"),
        ("i2", "1", "ข้อที่ทราบข้อความ", "amount"),
        ("O1", "9.1", "ข้อตัวอย่าง", ""),
        ("9.1-1", "9.1", "ข้อไม่มีรหัส", ""),
    ]
    assert [(one.key, one.parent, one.topic) for one in plan.indicators] == [
        ("1", "", "sample"),
        ("9", "", ""),
        ("9.1", "9", ""),
    ]


def test_plan_keeps_numbers_exact_and_what_is_not_established_empty() -> None:
    plan = plan_of(facts())
    assert [(one.weight, one.item_count) for one in plan.instruments] == [
        (Decimal("0.4"), 4),
        (Decimal("0.6"), None),
    ]
    assert [(rating.label, rating.total_min) for rating in plan.ratings] == [
        ("A", Decimal(85)),
        ("B", Decimal(0)),
    ]
    assert plan.scales[0].answers == (("มาก", "100"), ("น้อย", None))
    assert plan.facts["gaps"] == ["ข้อความของข้อ i1"]


def test_single_instrument_needs_no_weight() -> None:
    one = facts()["instruments"][1] | {"weight": None}
    plan = plan_of(facts(instruments=[one], known_items=[], sample_rules=[]))
    assert plan.instruments[0].weight is None


def test_indicator_without_a_number_holds_items() -> None:
    plan = plan_of(facts(instruments__0__indicators__0__number=None, known_items=[]))
    assert (plan.indicators[0].key, plan.items[0].indicator) == ("IIT/", "IIT/")


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        (
            {"instruments__0__weight": None},
            "เครื่องมือ IIT ไม่มีน้ำหนัก กรอบที่มีหลายเครื่องมือต้องระบุน้ำหนักของทุกเครื่องมือ",
        ),
        ({"instruments__0__weight": 0.3}, "น้ำหนักของเครื่องมือรวมกันได้ 0.9 ต้องรวมกันได้ 1 พอดี"),
        ({"instruments__0__weight": 0.4001}, "น้ำหนักของเครื่องมือรวมกันได้ 1.0001 ต้องรวมกันได้ 1 พอดี"),
        ({"instruments__0__weight": 1.4}, "เครื่องมือ IIT: น้ำหนักต้องอยู่ระหว่าง 0 ถึง 1 แต่พบ “1.4”"),
        ({"instruments__0__weight": 0}, "เครื่องมือ IIT: น้ำหนักต้องมากกว่า 0"),
        ({"instruments__0__weight": "ร้อยละ 40"}, "เครื่องมือ IIT: น้ำหนักต้องเป็นตัวเลข แต่พบ “ร้อยละ 40”"),
        (
            {"instruments__0__parts__0__weight": 0.5},
            "เครื่องมือ IIT: กลุ่มผู้ตอบของเครื่องมือนี้มีน้ำหนักไม่ครบทุกกลุ่ม",
        ),
        ({"instruments__1__code": "IIT"}, "เครื่องมือ IIT: รหัสเครื่องมือ IIT ซ้ำ"),
        (
            {"instruments__1__indicators__0__number": 1},
            "เครื่องมือ OIT › ตัวชี้วัด 1: เลขตัวชี้วัด 1 ซ้ำ",
        ),
        (
            {"instruments__1__indicators__0__items__0__code": "i1"},
            "เครื่องมือ OIT › ตัวชี้วัด 9 › ข้อ i1: รหัสข้อ i1 ซ้ำกับข้อของตัวชี้วัด 1",
        ),
        ({"rating_bands__1__code": "A"}, "ระดับ A: รหัสระดับ A ซ้ำ"),
        (
            {"rating_bands__1__min": 90},
            "ระดับ B: คะแนนขั้นต่ำ 90 สูงกว่าของระดับ A ที่อยู่ก่อนหน้า (85.0) ต้องเรียงจากระดับดีที่สุด",
        ),
        ({"rating_bands__1__min": 85}, "ระดับ B: คะแนนขั้นต่ำเท่ากับของระดับ A และไม่มีเงื่อนไขที่ต่างกัน"),
        ({"rating_bands__0__min": 101}, "ระดับ A: คะแนนรวมตั้งแต่ ต้องอยู่ระหว่าง 0 ถึง 100 แต่พบ “101”"),
        (
            {"instruments__1__indicators__0__items__0__scale": "nothing"},
            "เครื่องมือ OIT › ตัวชี้วัด 9 › ข้อ O1: ไม่มีมาตรวัด “nothing” ในกรอบนี้",
        ),
        (
            {"scales__amount__options__0__points": "มาก"},
            "มาตรวัด amount › ตัวเลือกลำดับที่ 1: คะแนนของตัวเลือกต้องเป็นตัวเลข แต่พบ “มาก”",
        ),
        ({"fiscal_year_be": 2026}, "ปีงบประมาณ พ.ศ. ต้องอยู่ระหว่าง 2500 ถึง 2700 แต่พบ “2026”"),
        ({"framework_id": "other-2569"}, "รหัสกรอบ “other-2569” ต้องตรงกับชุดและปี คือ sample-2569"),
        ({"family": "a b"}, "ชุดการประเมิน (family) ใช้ได้เฉพาะ a–z 0–9 และขีดกลาง"),
        ({"instruments": {}}, "เครื่องมือต้องเป็นรายการ (list) แต่พบกลุ่มข้อมูล"),
        ({"instruments": []}, "โปรดระบุเครื่องมืออย่างน้อยหนึ่งรายการ"),
        (
            {"instruments__0__indicators__0__item_code_range": "i3-i1"},
            "เครื่องมือ IIT › ตัวชี้วัด 1: ช่วงรหัสข้อ “i3-i1” ต้องเรียงจากน้อยไปมาก และไม่เกิน 200 ข้อ",
        ),
        (
            {"known_items__0__code": "i3", "known_items__0__indicator": 7},
            "ข้อที่ทราบลำดับที่ 1: ข้อ i3 ไม่ได้อยู่ในตัวชี้วัด 7",
        ),
        ({"sample_rules__0__instrument": "EIT"}, "เกณฑ์จำนวนผู้ตอบลำดับที่ 1: ไม่มีเครื่องมือ EIT ในกรอบนี้"),
        ({"name_th": "ก\x00ข"}, "ชื่อกรอบมีอักขระที่ใช้ไม่ได้"),
    ],
)  # fmt: skip
def test_facts_are_refused_with_their_place(changes: dict[str, Any], refusal: str) -> None:
    assert refusal in refusals(facts(**changes))


@pytest.mark.parametrize("framework", ["sample-2569", "sample-2570"])
def test_link_that_could_close_a_cycle_is_refused(framework: str) -> None:
    link = {"framework": framework, "earlier": "O1", "later": "O1", "kind": "same"}
    assert all("วนเป็นวง" in words for words in refusals(facts(links=[link])))


def test_link_of_an_unknown_item_kind_or_framework_is_refused() -> None:
    links = [
        {"framework": "sample-2568", "earlier": "O1", "later": "O9", "kind": "same"},
        {"framework": "sample-2568", "earlier": "O1", "later": "O1", "kind": "twin"},
        {"framework": "sample", "earlier": "O1", "later": "O1"},
    ]
    assert refusals(facts(links=links)) == [
        "ความเชื่อมโยงลำดับที่ 1: ไม่มีข้อ O9 ในกรอบนี้",
        "ความเชื่อมโยงลำดับที่ 2: ความสัมพันธ์ “twin” ไม่มีในรายการ ใช้ได้เฉพาะ same, split, merged",
        "ความเชื่อมโยงลำดับที่ 3: กรอบ “sample” ต้องลงท้ายด้วยปีงบประมาณ เช่น sample-2568",
    ]


def test_everything_wrong_is_told_at_once() -> None:
    assert len(refusals(facts(fiscal_year_be="x", rating_bands__0__min="y", family=[]))) >= 3


@pytest.mark.parametrize(
    "content",
    [b"", b"\xff\xfe", b"[" * 100_000, b"{", b'{"a": NaN}', b'{"a": 1, "a": 2}', b"PK\x03\x04rubbish"],
)
def test_file_that_is_neither_json_nor_excel_is_refused(content: bytes) -> None:
    with pytest.raises(FactsError, match=r"^ไฟล์: [ก-๙]"):
        facts_in(content)


def test_file_that_is_too_big_is_refused() -> None:
    with pytest.raises(FactsError, match="ไฟล์ใหญ่เกิน 1 MB"):
        facts_in(b" " * (MOST_BYTES + 1))


@pytest.mark.parametrize("value", [None, [], "x", 7, {}])
def test_facts_of_another_shape_are_refused(value: Any) -> None:
    assert refusals(value)


@pytest.mark.parametrize("given_facts", SHIPPED, ids=lambda one: one["framework_id"])
def test_shipped_framework_reads_back_from_its_export(given_facts: dict[str, Any]) -> None:
    plan: FrameworkPlan = plan_of(given_facts).with_topics({})
    assert plan_of(json.loads(json.dumps(facts_of(plan)))) == plan


def _paths(value: Any, way: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    found = [way]
    if isinstance(value, dict | list):
        for key, part in value.items() if isinstance(value, dict) else enumerate(value):
            found += _paths(part, (*way, key))
    return found


def _put(value: Any, way: tuple[Any, ...], new: Any) -> Any:
    if not way:
        return new
    changed = copy.copy(value)
    changed[way[0]] = _put(value[way[0]], way[1:], new)
    return changed


WRONG = [
    None,
    "",
    [],
    {},
    0,
    -1,
    1.5,
    True,
    "x" * 400,
    "\x00",
    "\ud800",
    [1],
    {"a": 1},
    [None],
    float("nan"),
    10**30,
]


@settings(max_examples=120)
@given(st.data())
def test_any_value_anywhere_is_read_or_refused_in_words(data: st.DataObject) -> None:
    whole = data.draw(st.sampled_from([facts(), SHIPPED[-1]]))
    changed = _put(whole, data.draw(st.sampled_from(_paths(whole))), data.draw(st.sampled_from(WRONG)))
    with suppress(FactsError):
        plan_of(changed)


def test_shipped_facts_name_no_source_that_nobody_can_open() -> None:
    words = "".join(path.read_text(encoding="utf-8") for path in [*shipped(), CROSSWALK])
    assert [mark for mark in ("GitHub", "file id", ".txt", "seed") if mark in words] == []
