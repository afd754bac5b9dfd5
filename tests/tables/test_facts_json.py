"""What a plan states beside its tables goes into JSON and comes back."""

from base64 import b64encode
from copy import deepcopy
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from ita_portal.tables.content import SectionContent
from ita_portal.tables.facts import Charter, HigherPlan, Instrument, Statement, StatementKind, leaps
from ita_portal.tables.from_json import plan_from_json
from ita_portal.tables.json_values import ContractError
from ita_portal.tables.to_json import plan_to_json

PICTURE = {
    "caption": "แผนภูมิตัวอย่าง",
    "media_type": "image/png",
    "width": 4,
    "height": 3,
    "data": b64encode(b"bytes of a picture").decode(),
}
FULL: dict[str, Any] = {
    "plan": {
        "title": "แผน",
        "fiscal_year": 2569,
        "starts_on": "2025-10-01",
        "ends_on": "2026-09-30",
    },
    "sections": [{"title": "หลักการ", "html": "<p>ก</p>", "pictures": [PICTURE]}],
    "statements": [
        {"kind": "objective", "level": 1, "number": "1", "text": "เพื่อทดสอบ"},
        {"kind": "goal", "level": 1, "text": "เป้าหมายรวม", "instrument": "total", "target": "92.50"},
        {"kind": "goal", "level": 2, "number": "(1)", "text": "กลุ่มแรก", "instrument": "eit_public"},
    ],
    "higher_plans": [
        {"title": "แผนแม่บทตัวอย่าง", "from_year": 2566, "to_year": 2570},
        {"title": "กฎหมายตัวอย่าง"},
    ],
    "charters": [
        {
            "title": "โครงการตัวอย่าง",
            "code": "P-01",
            "sequence": "1/2569",
            "output": "ผลผลิตตัวอย่าง",
            "budget": "7200.00",
            "budget_words": "เจ็ดพันสองร้อยบาท",
            "averages_costs": True,
            "sections": [{"title": "วัตถุประสงค์", "html": "<p>ข</p>", "pictures": [PICTURE]}],
            "parts": [2],
        }
    ],
    "parts": [{"title": "หนึ่ง", "layout": "unit"}, {"title": "สอง", "layout": "unit"}],
}


def said(data: Any) -> Any:
    """What a document says: absent, null, "", [], {} and false are the same."""
    if isinstance(data, dict):
        kept = {key: said(value) for key, value in data.items()}
        return {key: value for key, value in kept.items() if value not in (None, "", [], {})}
    return [said(item) for item in data] if isinstance(data, list) else data


def test_every_fact_that_goes_in_comes_out() -> None:
    assert said(plan_to_json(plan_from_json(FULL))) == said(FULL)


def test_facts_are_read_as_what_they_are() -> None:
    plan = plan_from_json(FULL)

    assert (plan.starts_on, plan.ends_on) == (date(2025, 10, 1), date(2026, 9, 30))
    assert plan.statements[1] == Statement(
        StatementKind.GOAL, "เป้าหมายรวม", instrument=Instrument.TOTAL, target=Decimal("92.50")
    )
    assert plan.higher_plans[1] == HigherPlan("กฎหมายตัวอย่าง")
    assert plan.charters[0].parts == (2,)
    (picture,) = plan.charters[0].sections[0].pictures
    assert picture.read() == b"bytes of a picture"


def test_charter_that_says_nothing_is_exported_as_nothing() -> None:
    plan = plan_from_json({"plan": {"fiscal_year": 2569}, "charters": [{"title": "ก"}]})

    assert plan.charters == (Charter("ก"),)
    assert said(plan_to_json(plan)["charters"]) == [{"title": "ก"}]


@pytest.mark.parametrize(
    ("change", "place", "message"),
    [
        (("plan", "starts_on", "1 ต.ค. 68"), "plan.starts_on", "“1 ต.ค. 68” ไม่ใช่วันที่ในรูป ปี ค.ศ.-เดือน-วัน"),
        (("plan", "ends_on", "9999-12-31"), "plan.ends_on", "ปี พ.ศ. ต้องอยู่ระหว่าง 2500 ถึง 2700"),
        (("statements", 0, "kind", "wish"), "statements[0].kind", "ไม่รู้จักค่า “wish”"),
        (("statements", 0, "level", 6), "statements[0].level", "“6” ต้องเป็นจำนวนเต็มตั้งแต่ 1 ถึง 5"),
        (("statements", 1, "instrument", "x"), "statements[1].instrument", "ไม่รู้จักค่า “x”"),
        (("statements", 1, "target", "-1"), "statements[1].target", "“-1” ไม่ใช่ตัวเลขที่เก็บได้"),
        (
            ("higher_plans", 0, "to_year", 70),
            "higher_plans[0].to_year",
            "“70” ต้องเป็นจำนวนเต็มตั้งแต่ 2300 ถึง 2800",
        ),
        (("charters", 0, "parts", [3]), "charters[0].parts", "“3” ต้องเป็นจำนวนเต็มตั้งแต่ 1 ถึง 2"),
        (("charters", 0, "averages_costs", "yes"), "charters[0].averages_costs", "ต้องเป็น true หรือ false"),
        (
            ("sections", 0, "pictures", 0, "data", "ไม่ใช่"),
            "sections[0].pictures[0].data",
            "ข้อมูลภาพไม่ใช่ base64 ที่อ่านได้",
        ),
        (
            ("sections", 0, "pictures", 0, "data", ""),
            "sections[0].pictures[0].data",
            "ไม่พบข้อมูลภาพ หรือภาพมีขนาดใหญ่เกินไป",
        ),
    ],
)
def test_bad_fact_is_refused_at_its_place_in_thai(change: tuple[Any, ...], place: str, message: str) -> None:
    data = deepcopy(FULL)
    at: Any = data
    *way, last, value = change
    for step in way:
        at = at[step]
    at[last] = value

    with pytest.raises(ContractError) as refused:
        plan_from_json(data)

    assert (refused.value.place, refused.value.message) == (place, message)


@pytest.mark.parametrize(
    ("levels", "places"),
    [([], []), ([1, 2, 3, 1], []), ([2], [0]), ([1, 3, 4], [1]), ([1, 2, 4, 1, 3], [2, 4])],
)
def test_leap_is_a_goal_more_than_one_level_below_the_one_before(
    levels: list[int], places: list[int]
) -> None:
    assert leaps(levels) == places


@pytest.mark.parametrize(
    ("years", "covered"),
    [
        ((None, None), True),
        ((2566, 2570), True),
        ((2570, None), False),
        ((None, 2568), False),
        ((2569, 2569), True),
    ],
)
def test_higher_plan_covers_a_year_as_far_as_its_years_are_known(
    years: tuple[int | None, int | None], covered: bool
) -> None:
    assert HigherPlan("แผน", *years).covers(2569) is covered


def test_section_without_pictures_is_as_before() -> None:
    assert SectionContent("ก", "<p>ข</p>") == SectionContent("ก", "<p>ข</p>", ())
