from dataclasses import replace
from decimal import Decimal
from typing import Any

from assessments.comparison.shape import Cell, Column, Comparison, Row, RowKind
from assessments.narrative.writer import instrument_text, joined, total_text
from assessments.small_numbers import CONCLUSION_WARNING


def column(year: int, **said: Any) -> Column:
    return Column(year, year, "first5", "รอบ 5 เดือนแรก", said.pop("framework", 1), "กรอบ", year, **said)


def row(kind: RowKind, number: str, *values: str | None, name: str = "") -> Row:
    cells = tuple(Cell(Decimal(value) if value else None, number, 0 if value else 2) for value in values)
    return Row(f"{kind}-{number}", kind, "IIT", number, name, 0, cells)


TWO_YEARS = Comparison(
    (column(2568), column(2569, total=Decimal(97), respondents={"IIT": 33})),
    (
        row(RowKind.INSTRUMENT, "IIT", "95", "97"),
        row(RowKind.INDICATOR, "1", "96", "100", name="หน้าที่"),
        row(RowKind.INDICATOR, "2", "96", "90", name="ทรัพย์สิน"),
        row(RowKind.ITEM, "i7", "96", "85.5", name="ยืมพัสดุถูกต้อง"),
        row(RowKind.INDICATOR, "3", "96", "100", name="อำนาจ"),
        row(RowKind.INDICATOR, "5", "96", "100", name="แก้ทุจริต"),
    ),
)


def test_instrument_is_told_against_earlier_rounds_with_its_ends_and_lowest_item() -> None:
    assert instrument_text(TWO_YEARS, "IIT") == (
        "จาก[ตาราง IIT] ผลคะแนน IIT ปี 2569 รอบ 5 เดือนแรก เท่ากับร้อยละ [คะแนน IIT] "
        "ซึ่งสูงกว่าปี 2568 รอบ 5 เดือนแรก "
        "ตัวชี้วัดที่ได้คะแนนสูงสุด ได้แก่ ตัวชี้วัดที่ 1, 3 และ 5 (ร้อยละ [คะแนน ตัวชี้วัดที่ 1]) "
        "ส่วนตัวชี้วัดที่ได้คะแนนต่ำสุด ได้แก่ ตัวชี้วัดที่ 2 ทรัพย์สิน (ร้อยละ [คะแนน ตัวชี้วัดที่ 2]) "
        "ข้อที่ได้คะแนนต่ำสุด ได้แก่ ข้อ i7 “ยืมพัสดุถูกต้อง” (ร้อยละ [คะแนน i7])\n"
        "มีผู้ตอบแบบวัด IIT จำนวน [ผู้ตอบ IIT] คน"
    )


def test_incomplete_instrument_has_no_score_and_no_comparison() -> None:
    open_row = row(RowKind.INSTRUMENT, "IIT", "95", None)
    text = instrument_text(replace(TWO_YEARS, rows=(open_row,)), "IIT")

    assert text.splitlines()[0] == (
        "จาก[ตาราง IIT] ผลคะแนน IIT ปี 2569 รอบ 5 เดือนแรก ยังไม่ครบ จึงยังสรุปคะแนนรวมไม่ได้ โดยยังขาดคะแนน 2 รายการ"
    )


def test_changed_framework_and_few_respondents_are_said() -> None:
    columns = (
        column(2568),
        column(2569, framework=2, framework_changed=True, respondents={"IIT": 6}),
    )

    assert instrument_text(replace(TWO_YEARS, columns=columns), "IIT").splitlines()[1] == (
        "ทั้งนี้ กรอบการประเมินเปลี่ยนไปตั้งแต่ปี 2569 รอบ 5 เดือนแรก ผลคะแนนจึงเปรียบเทียบกับรอบก่อนหน้าได้ไม่เต็มที่ "
        f"มีผู้ตอบแบบวัด IIT จำนวน [ผู้ตอบ IIT] คน {CONCLUSION_WARNING}"
    )


def test_instrument_of_another_framework_has_no_text() -> None:
    assert instrument_text(TWO_YEARS, "OIT") == ""


def test_total_without_a_number_says_what_is_missing() -> None:
    assert total_text(Comparison((column(2569, missing=3),), ())) == (
        "ผลการประเมิน ปี 2569 รอบ 5 เดือนแรก ยังคำนวณคะแนนรวมไม่ได้ เนื่องจากยังขาดคะแนน 3 รายการ"
    )


def test_words_are_joined_as_in_a_sentence() -> None:
    assert [joined(words) for words in ((), ("1",), ("1", "3"), ("1", "3", "5"))] == [
        "",
        "1",
        "1 และ 3",
        "1, 3 และ 5",
    ]
