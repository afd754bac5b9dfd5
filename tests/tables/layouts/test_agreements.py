"""``performance_agreement``, ``unit_agreement`` and ``plan_indicators``."""

from dataclasses import replace
from decimal import Decimal

from ita_portal.tables.content import ColumnChoice
from ita_portal.tables.rows import Row
from tests.tables.tables import column, fields, spans, table, texts, totals


def test_performance_agreement_numbers_its_indicators() -> None:
    row = Row("ร้อยละของงาน", target="ร้อยละ 75", owners=("กองตัวอย่าง",), values={"result": "ร้อยละ 81.22"})
    assert texts(table("performance_agreement", row)) == [
        ["1", "ร้อยละของงาน", "ร้อยละ 75", "ร้อยละ 81.22", "กองตัวอย่าง", ""]
    ]


def test_target_without_words_is_made_of_its_parts() -> None:
    made = [
        Row("ก", values={"operator": ">=", "target_value": "80", "unit": "ร้อยละ"}),
        Row("ข", values={"operator": "<=", "target_value": "๓", "unit": "เรื่อง"}),
        Row("ค", target="ครบทุกข้อ", values={"target_value": "80"}),
    ]
    assert column(table("plan_indicators", *made), "target") == [
        "ไม่น้อยกว่าร้อยละ 80",
        "ไม่เกิน 3 เรื่อง",
        "ครบทุกข้อ",
    ]


def agreed(result: str, **values: str) -> Row:
    return Row("ระดับความสำเร็จ", target="ระดับ ๕", values={"result": result, **values})


def test_unit_agreement_ends_with_the_overall_score_of_four_decimals() -> None:
    assert totals(table("unit_agreement", agreed("ระดับ ๕"), agreed("ระดับ ๕"))) == [
        {"title": "ผลคะแนนภาพรวมตัวชี้วัด", "result": "5.0000"}
    ]


def test_confirmed_score_stands_before_the_own_and_before_the_result() -> None:
    scores = agreed("ระดับ ๕", self_score="4.5", confirmed_score="4"), agreed("ระดับ ๕", self_score="4.5")
    assert totals(table("unit_agreement", *scores))[0]["result"] == "4.2500"


def test_weights_count_and_are_shown_times_the_score() -> None:
    rows = replace(agreed("ระดับ 5"), weight=Decimal(60)), replace(agreed("ระดับ 4"), weight=Decimal(40))
    columns = tuple(ColumnChoice(field, (field,)) for field in ("title", "result", "score", "weighted_score"))
    made = table("unit_agreement", *rows, columns=columns)
    assert column(made, "score")[:2] == ["5", "4"]
    assert column(made, "weighted_score")[:2] == ["3.0000", "1.6000"]
    assert totals(made)[0]["result"] == "4.6000"


def test_score_that_is_not_known_yet_leaves_the_table_without_one() -> None:
    assert totals(table("unit_agreement", agreed("ระดับ ๕"), agreed("อยู่ระหว่างดำเนินการ"))) == []


def test_plan_indicators_merge_their_type() -> None:
    rows = (
        Row("ก", headings=("เชิงปริมาณ",)),
        Row("ข", headings=("เชิงปริมาณ",)),
        Row("ค", headings=("เชิงคุณภาพ",)),
    )
    made = table("plan_indicators", *rows)
    assert fields(made) == ["heading", "title", "target"]
    assert spans(made, "heading") == [("เชิงปริมาณ", 2), ("เชิงคุณภาพ", 1)]
