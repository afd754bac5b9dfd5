from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ita_portal.tables.build import columns_of
from ita_portal.tables.differences import Difference, Kind, differences, labels_of, marked, texts
from ita_portal.tables.layouts import layout_for
from ita_portal.tables.row_json import row_to_json
from ita_portal.tables.rows import Aspect, CostLine, Indicator, PeriodCell, Row
from ita_portal.thai.amounts import Amount, AmountKind
from ita_portal.thai.period import Period

FULL = Row(
    title="อบรมตัวอย่าง",
    number="1",
    headings=("ด้าน ก", "ข้อย่อย"),
    owners=("กลุ่มหนึ่ง", "กลุ่มสอง"),
    indicators=(
        Indicator("ร้อยละ 80", Aspect.QUANTITATIVE),
        Indicator("จำนวน 2 รุ่น", Aspect.QUANTITATIVE),
        Indicator("พึงพอใจ", Aspect.QUALITATIVE),
    ),
    budget=Amount("20,000 บาท", Decimal(20000), AmountKind.AMOUNT),
    period=Period("ต.ค.68", "2025-10", "2025-10", (1,), open=False),
    quarters={1: PeriodCell(marked=True), 2: PeriodCell(True, Decimal(2), "ครั้ง")},
    months={10: PeriodCell(True, amount=Decimal("7200"))},
    weight=Decimal(20),
    cost_lines=(CostLine("อาหาร 60 คน"),),
    other={"ผู้ประสาน": "ฝ่ายกลาง"},
)
TEXTS = {
    "heading": "ด้าน ก › ข้อย่อย",
    "number": "1",
    "title": "อบรมตัวอย่าง",
    "weight": "20",
    "owners": "กลุ่มหนึ่ง\nกลุ่มสอง",
    "indicator_quantitative": "ร้อยละ 80\nจำนวน 2 รุ่น",
    "indicator_qualitative": "พึงพอใจ",
    "budget": "20,000 บาท",
    "period": "ต.ค.68",
    "quarter_1": "/",
    "quarter_2": "2 ครั้ง",
    "month_10": "7200.00",
    "cost_lines": "อาหาร 60 คน",
    "ผู้ประสาน": "ฝ่ายกลาง",
}


def test_texts_are_those_of_the_row_as_typed() -> None:
    assert texts(row_to_json(FULL)) == TEXTS


def test_texts_of_a_row_that_says_nothing_are_none() -> None:
    assert texts(row_to_json(Row())) == {}
    assert texts({}) == {}


def test_differences_are_the_fields_that_changed_from_and_to() -> None:
    changed = replace(
        FULL,
        budget=Amount("ไม่ใช้งบประมาณ", None, AmountKind.NONE),
        quarters={2: PeriodCell(True, Decimal(3), "ครั้ง"), 4: PeriodCell(marked=True)},
        headings=("ด้าน ข",),
    )

    assert differences(row_to_json(FULL), row_to_json(changed)) == (
        Difference("heading", "ด้าน ก › ข้อย่อย", "ด้าน ข"),
        Difference("budget", "20,000 บาท", "ไม่ใช้งบประมาณ"),
        Difference("quarter_1", "/", ""),
        Difference("quarter_2", "2 ครั้ง", "3 ครั้ง"),
        Difference("quarter_4", "", "/"),
    )


def test_differences_to_nothing_are_all_that_the_row_says() -> None:
    before = row_to_json(FULL)

    assert differences(before, {}) == tuple(Difference(field, text, "") for field, text in TEXTS.items())


def test_place_and_version_of_an_entry_are_no_differences() -> None:
    row = row_to_json(FULL)

    assert differences(row | {"version": 1, "position": 3}, row | {"version": 2, "position": 4}) == ()


def test_labels_are_the_headers_of_the_table_and_the_usual_ones_for_the_rest() -> None:
    labels = labels_of(columns_of(layout_for("strategy_quarters"), None, 2569))

    assert labels["owners"] == "กลุ่มงานที่รับผิดชอบ"
    assert labels["quarter_2"] == "ไตรมาส 2 (ม.ค.-มี.ค.69)"
    assert labels["title"] == "โครงการ/กิจกรรม"
    assert labels["month_10"] == "เดือนตุลาคม"


def test_labels_give_every_aspect_the_header_of_the_one_column_of_indicators() -> None:
    labels = labels_of(columns_of(layout_for("component"), None, 2569))

    assert {labels[f"indicator_{aspect.value}"] for aspect in Aspect} == {"ตัวชี้วัด"}


MARKED = [
    ("จัดประชุม 2 ครั้ง", "จัดประชุม 3 ครั้ง", "จัดประชุม [-2][+3] ครั้ง"),
    ("จัดประชุม", "จัดประชุมใหญ่", "จัดประชุม[+ใหญ่]"),
    ("", "ใหม่", "[+ใหม่]"),
    ("เก่า", "", "[-เก่า]"),
    ("เดิม", "เดิม", "เดิม"),
    # An end that two words happen to share is no part of what is the same.
    ("ฝ่าย หนึ่ง", "ฝ่าย สอง", "ฝ่าย [-หนึ่ง][+สอง]"),
    ("กลุ่มเป้าหมาย", "กล่องเป้าหมาย", "[-กลุ่ม][+กล่อง]เป้าหมาย"),
    # Two clusters alike between two changes belong to the change.
    ("ก่อนหน้านี้กขคง", "ภายหลังจากนี้กจฉช", "[-ก่อนหน้านี้กขคง][+ภายหลังจากนี้กจฉช]"),
]


def written(before: str, after: str) -> str:
    signs = {Kind.SAME: "{}", Kind.REMOVED: "[-{}]", Kind.ADDED: "[+{}]"}
    return "".join(signs[piece.kind].format(piece.text) for piece in marked(before, after))


@pytest.mark.parametrize(("before", "after", "expected"), MARKED)
def test_marked_shows_what_went_and_what_came(before: str, after: str, expected: str) -> None:
    assert written(before, after) == expected


THAI = st.text(st.sampled_from("กขค่้ิเแำ 12๓ab\n,."), max_size=40)


@given(THAI, THAI)
def test_marked_holds_both_texts_whole(before: str, after: str) -> None:
    pieces = marked(before, after)

    assert "".join(piece.text for piece in pieces if piece.kind is not Kind.ADDED) == before
    assert "".join(piece.text for piece in pieces if piece.kind is not Kind.REMOVED) == after


@given(THAI)
def test_marked_parts_no_cluster(text: str) -> None:
    pieces = marked("ที่" + text, "ที" + text)

    assert all(not piece.text.startswith(("่", "ี")) for piece in pieces[:2])


def test_marked_of_texts_too_long_to_compare_by_cluster_goes_by_phrase_and_then_whole() -> None:
    phrases, words = "ก" * 3_000 + " ", "ก " * 3_000

    assert written(phrases + "ข", phrases + "ค") == f"{phrases}[-ข][+ค]"
    assert written(words + "ข", words + "ค") == f"[-{words}ข][+{words}ค]"
    assert written(words, words) == words
