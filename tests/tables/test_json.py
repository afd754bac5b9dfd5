import json
from copy import deepcopy
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from ita_portal.tables.content import PartContent, PlanContent
from ita_portal.tables.from_json import plan_from_json, row_from_json
from ita_portal.tables.json_values import MAX_TEXT, ContractError
from ita_portal.tables.row_json import row_to_json
from ita_portal.tables.rows import Row
from ita_portal.tables.to_json import plan_to_json
from tests.tables.contents import plans, rows

FULL: dict[str, Any] = {
    "plan": {
        "title": "แผน",
        "organisation": "สถาบันตัวอย่าง",
        "fiscal_year": 2569,
        "kind": "integrity",
    },
    "sections": [{"title": "หลักการ", "html": "<p>ข้อความ</p>"}],
    "parts": [
        {
            "title": "ตาราง",
            "layout": "strategy_quarters",
            "columns": [
                {"header": ["กิจกรรม"], "field": "title", "width": "20"},
                {"header": ["ไตรมาส", "1"], "field": "quarter_1"},
                {"header": ["หมายเหตุ"], "field": "note"},
            ],
            "options": {"digits": "thai", "numbering": "by_heading", "empty": {"quarter": "-"}},
            "activities": [
                {
                    "number": "1",
                    "title": "อบรม\n- รุ่น  1",
                    "headings": ["ยุทธศาสตร์ที่ 1", "กลยุทธ์ที่ 1"],
                    "objective": " - รู้ขั้นตอน\n\n",
                    "target_group": "บุคลากร",
                    "owners": ["กลุ่ม ก", "กลุ่ม ข"],
                    "indicators": [{"aspect": "quantitative", "statement": "2 ครั้ง"}],
                    "budget": {"text": "5,000", "amount": "5000.00", "kind": "amount"},
                    "period": {
                        "text": "ต.ค.68",
                        "start": "2025-10",
                        "end": "2025-10",
                        "quarters": [1],
                        "open": False,
                    },
                    "quarters": {"1": {"marked": True, "count": "2", "unit": "ครั้ง"}},
                    "months": {"10": {"marked": True, "amount": "17050.00"}},
                    "weight": "20",
                    "level": 2,
                    "target": "35 หน่วยงาน",
                    "reason": "จำเป็น",
                    "knowledge": "ความรู้",
                    "cost_lines": [{"text": "120 บาท x 60 คน", "amount": "7200.00"}],
                    "source_of_funds": "เงินบำรุง",
                    "other": {"หมายเหตุ": "ทำต่อ"},
                }
            ],
            "lines": ["หน่วยงาน ตัวอย่าง"],
            "notes": ["หมายเหตุ : 1"],
            "signatures": [{"label": "ผู้อนุมัติแผน", "name": "ก", "position": "ข", "acting_for": "ค"}],
        }
    ],
}


def said(data: Any) -> Any:
    """What a document says: absent, null, "", [] and {} are the same, numbers of settings are numbers."""
    if isinstance(data, dict):
        kept = {key: said(value) for key, value in data.items()}
        return {key: value for key, value in kept.items() if value not in (None, "", [], {})}
    if isinstance(data, list):
        return [said(item) for item in data]
    return data


def test_everything_that_goes_in_comes_out() -> None:
    given_plan = deepcopy(FULL)
    given_plan["parts"][0]["columns"][0]["width"] = 20.0
    assert said(plan_to_json(plan_from_json(given_plan))) == said(given_plan)


def test_what_is_left_aside_does_not_come_out() -> None:
    data = deepcopy(FULL)
    data["plan"]["id"] = 7
    data["parts"][0]["activities"][0]["row"] = 12
    data["notices"], data["unread"] = [{"row": 7, "text": "x"}], [{"table": 1, "text": "y"}]
    assert plan_from_json(data) == plan_from_json(FULL)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=60)
@given(plans)
def test_any_plan_survives_json(plan: PlanContent) -> None:
    assert plan_from_json(json.loads(json.dumps(plan_to_json(plan)))) == plan


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(rows)
def test_any_row_survives_json(row: Row) -> None:
    assert row_from_json(json.loads(json.dumps(row_to_json(row)))) == row


def test_placeholders_and_automatic_numbers_are_not_exported() -> None:
    part = PartContent("t", "unit", 2569, (Row("ก"), Row(headings=("ว่าง",), placeholder=True)))
    plan = PlanContent("p", 2569, parts=(part,))
    assert [(a["title"], a["number"]) for a in plan_to_json(plan)["parts"][0]["activities"]] == [("ก", None)]


@pytest.mark.parametrize("nothing", [None, "", [], {}])
def test_nothing_is_nothing_however_it_is_written(nothing: object) -> None:
    data = {
        "plan": {"title": nothing, "organisation": nothing, "fiscal_year": 2569, "kind": nothing},
        "sections": nothing,
        "parts": [
            {
                "title": nothing,
                "layout": "unit",
                "columns": nothing,
                "options": nothing,
                "activities": [
                    dict.fromkeys(FULL["parts"][0]["activities"][0], nothing),
                    {"period": {"quarters": nothing}, "quarters": {"1": nothing}},
                ],
                "lines": nothing,
                "notes": nothing,
                "signatures": nothing,
            }
        ],
    }
    expected = PartContent("", "unit", 2569, rows=(Row(), Row()))
    assert plan_from_json(data) == PlanContent("", 2569, parts=(expected,))


def change(path: str, value: object) -> dict[str, Any]:
    """The full document with one value exchanged; ``path`` as in ContractError.place."""
    data = deepcopy(FULL)
    at: Any = data
    *way, last = path.replace("[", ".[").split(".")
    for step in way:
        at = at[int(step[1:-1])] if step.startswith("[") else at[step]
    at[int(last[1:-1]) if last.startswith("[") else last] = value
    return data


ACTIVITY = "parts[0].activities[0]"


@pytest.mark.parametrize(
    ("place", "value", "message"),
    [
        ("plan", 5, "ต้องเป็นวัตถุ JSON"),
        ("plan.title", ["x"], "ต้องเป็นข้อความ"),
        ("plan.title", True, "ต้องเป็นข้อความ"),
        ("plan.title", "ก\x00", "มีอักขระที่เก็บไม่ได้"),
        ("plan.title", "ก\ud800", "มีอักขระที่เก็บไม่ได้"),
        ("plan.title", "ก" * (MAX_TEXT + 1), "ข้อความยาวเกิน 100,000 ตัวอักษร"),
        ("plan.fiscal_year", None, "ไม่พบปีงบประมาณ"),
        ("plan.fiscal_year", 2026, "“2026” ต้องเป็นจำนวนเต็มตั้งแต่ 2500 ถึง 2700"),
        ("plan.fiscal_year", "25๖9", "“25๖9” ต้องเป็นจำนวนเต็มตั้งแต่ 2500 ถึง 2700"),
        ("sections", "x", "ต้องเป็นรายการ"),
        ("sections[0]", 1, "ต้องเป็นวัตถุ JSON"),
        ("sections[0].html", {"x": 1}, "ต้องเป็นข้อความ"),
        ("parts", {"x": 1}, "ต้องเป็นรายการ"),
        ("parts[0].layout", "gantt", "ไม่รู้จักรูปแบบตาราง “gantt”"),
        ("parts[0].columns[0].header", [], "คอลัมน์ต้องมีหัวตาราง"),
        ("parts[0].columns[0].width", "กว้าง", "“กว้าง” ไม่ใช่ตัวเลขที่เก็บได้"),
        ("parts[0].columns[0].width", "0.0000000001", "ความกว้างของคอลัมน์ต้องอยู่ระหว่าง 0.1 ถึง 1000"),
        ("parts[0].options.digits", "roman", "ไม่รู้จักค่า “roman”"),
        ("parts[0].options.numbering", "random", "ไม่รู้จักค่า “random”"),
        ("parts[0].options.empty", "-", "ต้องเป็นวัตถุ JSON"),
        ("parts[0].lines[0]", {"x": 1}, "ต้องเป็นข้อความ"),
        ("parts[0].signatures[0].name", [1], "ต้องเป็นข้อความ"),
        (f"{ACTIVITY}.owners", "กลุ่ม ก", "ต้องเป็นรายการ"),
        (f"{ACTIVITY}.indicators[0].aspect", "big", "ไม่รู้จักค่า “big”"),
        (f"{ACTIVITY}.budget", "5,000", "ต้องเป็นวัตถุ JSON"),
        (f"{ACTIVITY}.budget.amount", "abc", "“abc” ไม่ใช่ตัวเลขที่เก็บได้"),
        (f"{ACTIVITY}.budget.amount", "-5", "“-5” ไม่ใช่ตัวเลขที่เก็บได้"),
        (f"{ACTIVITY}.budget.amount", "9" * 99, f"“{'9' * 20}” ไม่ใช่ตัวเลขที่เก็บได้"),
        (f"{ACTIVITY}.budget.amount", "1e9", "“1e9” ไม่ใช่ตัวเลขที่เก็บได้"),
        (f"{ACTIVITY}.budget.amount", float("nan"), "“nan” ไม่ใช่ตัวเลขที่เก็บได้"),
        (f"{ACTIVITY}.budget.kind", "free", "ไม่รู้จักค่า “free”"),
        (f"{ACTIVITY}.period.start", "2025-13", "“2025-13” ไม่ใช่เดือนในรูป ปี ค.ศ.-เดือน"),
        (f"{ACTIVITY}.period.start", "0000-01", "“0000-01” ไม่ใช่เดือนในรูป ปี ค.ศ.-เดือน"),
        (f"{ACTIVITY}.period.start", "๒๐๒๕-๑๐", "“๒๐๒๕-๑๐” ไม่ใช่เดือนในรูป ปี ค.ศ.-เดือน"),
        (f"{ACTIVITY}.budget.kind", "\ud800", "มีอักขระที่เก็บไม่ได้"),
        (f"{ACTIVITY}.period.end", "ต.ค.68", "“ต.ค.68” ไม่ใช่เดือนในรูป ปี ค.ศ.-เดือน"),
        (f"{ACTIVITY}.period.quarters", [5], "“5” ต้องเป็นจำนวนเต็มตั้งแต่ 1 ถึง 4"),
        (f"{ACTIVITY}.period.open", "false", "ต้องเป็น true หรือ false"),
        (f"{ACTIVITY}.quarters", {"5": {"marked": True}}, "“5” ต้องเป็นจำนวนเต็มตั้งแต่ 1 ถึง 4"),
        (f"{ACTIVITY}.quarters.1", "x", "ต้องเป็นวัตถุ JSON"),
        (f"{ACTIVITY}.quarters.1.marked", 1, "ต้องเป็น true หรือ false"),
        (f"{ACTIVITY}.quarters.1.count", "สอง", "“สอง” ไม่ใช่ตัวเลขที่เก็บได้"),
        (f"{ACTIVITY}.months", {"13": {"marked": True}}, "“13” ต้องเป็นจำนวนเต็มตั้งแต่ 1 ถึง 12"),
        (f"{ACTIVITY}.weight", "หนัก", "“หนัก” ไม่ใช่ตัวเลขที่เก็บได้"),
        (f"{ACTIVITY}.level", 0, "“0” ต้องเป็นจำนวนเต็มตั้งแต่ 1 ถึง 9"),
        (f"{ACTIVITY}.cost_lines[0].amount", "x", "“x” ไม่ใช่ตัวเลขที่เก็บได้"),
        (f"{ACTIVITY}.other", ["x"], "ต้องเป็นวัตถุ JSON"),
        (f"{ACTIVITY}.other.หมายเหตุ", 5j, "ต้องเป็นข้อความ"),
    ],
)
def test_bad_value_is_refused_at_its_place_in_thai(place: str, value: object, message: str) -> None:
    with pytest.raises(ContractError) as refused:
        plan_from_json(change(place, value))
    assert (refused.value.place, refused.value.message) == (place, message)
    assert str(refused.value) == f"{place}: {message}"


@pytest.mark.parametrize("document", ["plan", 5, [1], True])
def test_document_that_is_no_object_is_refused(document: object) -> None:
    with pytest.raises(ContractError) as refused:
        plan_from_json(document)
    assert str(refused.value) == "ต้องเป็นวัตถุ JSON"


def test_numbers_may_stand_for_text() -> None:
    assert row_from_json({"number": 1, "title": 2569}) == Row(number="1", title="2569")
