"""Typed results against what they are made of; what the plan states beside its tables; captions."""

from decimal import Decimal

import pytest

from ita_portal.tables.content import SectionContent
from ita_portal.tables.facts import Charter, HigherPlan, PictureContent
from ita_portal.tables.rows import Row
from plans.checks.registry import Severity
from tests.plans.checks.conftest import Found, part

# Results


@pytest.mark.parametrize(
    ("layout", "row", "field", "message"),
    [
        (
            "kpi_levels",
            Row(values={"result": "91.06", "numerator": "897", "denominator": "985"}),
            "result",
            "897 จาก 985 คิดเป็นร้อยละ 91.07 แต่ระบุ 91.06",
        ),
        (
            "risk_matrix",
            Row(values={"likelihood": "3", "consequence": "4", "risk_level": "14"}),
            "risk_level",
            "โอกาส × ผลกระทบ เท่ากับ 12 แต่ระบุระดับความเสี่ยง 14",
        ),
        (
            "disbursement",
            Row(values={"received": "1,000", "disbursed": "995", "percent": "99"}),
            "percent",
            "เบิกจ่ายคิดเป็นร้อยละ 99.50 แต่ระบุ 99",
        ),
        (
            "unit_agreement",
            Row(weight=Decimal(20), values={"self_score": "5", "weighted_score": "0.9"}),
            "weighted_score",
            "คะแนนถ่วงน้ำหนักคำนวณได้ 1.0000 แต่ระบุ 0.9",
        ),
    ],
)
def test_a_typed_result_that_differs_is_an_error_beside_the_right_one(
    found: Found, layout: str, row: Row, field: str, message: str
) -> None:
    [finding] = found("results", part(row, layout=layout))
    assert (finding.row_id, finding.field, finding.message) == (1, field, message)
    assert finding.severity is Severity.ERROR


@pytest.mark.parametrize(
    ("layout", "values"),
    [
        ("kpi_levels", {"result": "91.07", "numerator": "897", "denominator": "985"}),
        ("kpi_levels", {"result": "91.1", "numerator": "897", "denominator": "985"}),
        ("kpi_levels", {"result": "อยู่ระหว่างดำเนินการ", "numerator": "x", "denominator": "0"}),
        ("risk_matrix", {"likelihood": "3", "consequence": "4", "risk_level": "12"}),
        ("risk_matrix", {"likelihood": "9", "consequence": "", "risk_level": "12"}),
        ("disbursement", {"received": "1,000", "disbursed": "995", "percent": "99.50"}),
        ("disbursement", {"received": "1,000", "disbursed": "995"}),
        ("strategy_quarters", {"likelihood": "3", "consequence": "4", "risk_level": "14"}),
    ],
)
def test_a_result_that_agrees_or_cannot_be_computed_passes(
    found: Found, layout: str, values: dict[str, str]
) -> None:
    assert found("results", part(Row(values=values), layout=layout)) == []


# Beside the tables


def test_a_plan_above_that_is_out_of_force_is_found(found: Found) -> None:
    above = (HigherPlan("แผนระยะที่ 1", 2561, 2565), HigherPlan("แผนระยะที่ 2", 2566, 2570), HigherPlan("กฎหมาย"))
    [finding] = found("higher_plans", higher_plans=above)
    assert finding.message == "“แผนระยะที่ 1” (พ.ศ. 2561–2565) ไม่ครอบคลุมปีงบประมาณ พ.ศ. 2569"


def test_a_charters_amount_and_its_words_are_compared(found: Found) -> None:
    right, wrong, silent = (
        Charter("ก", budget=Decimal(900), budget_words=words)
        for words in ("เก้าร้อยบาทถ้วน", "แปดร้อยบาทถ้วน", "")
    )
    [finding] = found("amounts_in_words", charters=(right, wrong, silent))
    assert finding.message == "โครงการ “ก”: 900 บาท (แปดร้อยบาทถ้วน) ตัวเลขและตัวอักษรไม่ตรงกัน"


def test_amounts_in_the_narrative_are_compared_with_their_words(found: Found) -> None:
    html = {
        7: "<p>งบประมาณ ๙๐๐ บาท (แปดร้อยบาทถ้วน)</p>",
        8: "<p>งบประมาณ 900 บาท (เก้าร้อยบาทถ้วน) และ 5 ครั้ง (ห้าครั้ง)</p>",
    }
    [finding] = found("amounts_in_words", narrative=html)
    assert (finding.section_id, finding.severity) == (7, Severity.ERROR)


# Captions


def picture(caption: str) -> PictureContent:
    return PictureContent(caption, "image/png", 1, 1, read=bytes)


def test_a_caption_that_stands_twice_is_found_at_both_places(found: Found) -> None:
    html = {7: "<p>ภาพที่ 1 ผังงาน</p><p>ดังภาพที่ 1</p>", 8: "<p>ภาพที่ ๑ ผังอื่น</p>"}
    findings = found("captions", narrative=html)
    assert [(finding.section_id, finding.message) for finding in findings] == [
        (7, "ภาพที่ 1 มีมากกว่าหนึ่งแห่ง"),
        (8, "ภาพที่ 1 มีมากกว่าหนึ่งแห่ง"),
    ]


def test_a_reference_to_nothing_is_found(found: Found) -> None:
    pictured = (SectionContent("ก", "", (picture("ผังงาน"),)),)
    html = {7: "<p>ดังภาพที่ 1 และภาพที่ 2 กับตารางที่ 1</p>"}
    table = part(lines=("ตารางที่ 1 แผนงาน",))
    [finding] = found("captions", table, narrative=html, sections=pictured)
    assert (finding.section_id, finding.message) == (7, "อ้างถึงภาพที่ 2 แต่ไม่มีในแผนนี้")


def test_a_caption_with_a_number_of_its_own_is_found(found: Found) -> None:
    pictured = (SectionContent("ก", "", (picture("ภาพที่ 1 ผังงาน"),)),)
    [finding] = found("captions", sections=pictured)
    assert finding.message == "ระบบใส่เลขภาพให้แล้ว โปรดตัดเลขออกจากคำบรรยาย “ภาพที่ 1 ผังงาน”"
