"""Targets inside the words of an indicator."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ita_portal.tables.indicators import Operator
from ita_portal.tables.targets import Target, read_target

AT_LEAST = Operator.AT_LEAST


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("9 ครั้ง", Target("", Decimal(9), "ครั้ง")),
        ("จำนวน ๙ ครั้ง", Target("", Decimal(9), "ครั้ง")),
        ("35 หน่วยงาน", Target("", Decimal(35), "หน่วยงาน")),
        ("2 รูปแบบ\n(1 ภาพ\n1 คลิป)", Target("", Decimal(2), "รูปแบบ")),
        ("ไม่น้อยกว่าร้อยละ 80", Target("", Decimal(80), "ร้อยละ", AT_LEAST)),
        ("อัตราการตอบ ≥ 95%", Target("อัตราการตอบ", Decimal(95), "ร้อยละ", AT_LEAST)),
        ("คะแนน ITA ≥ 94", Target("คะแนน ITA", Decimal(94), "", AT_LEAST)),
        ("ผ่านเกณฑ์ระดับ 3 ขึ้นไป", Target("ผ่านเกณฑ์", Decimal(3), "ระดับ", AT_LEAST)),
        ("เผยแพร่ไม่เกิน 20 รายการ/ปี", Target("เผยแพร่", Decimal(20), "รายการ", Operator.AT_MOST)),
        ("ประชุมเดือนละ 1 ครั้ง", Target("ประชุม", Decimal(12), "ครั้ง")),
        ("ไตรมาสละ 2 เรื่อง", Target("", Decimal(8), "เรื่อง")),
        ("ปีละ 2 ครั้ง", Target("", Decimal(2), "ครั้ง")),
    ],
)
def test_the_target_that_a_text_ends_in_is_read(text: str, target: Target) -> None:
    assert read_target(text) == target


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ตลอดปี",
        "ครั้งที่ 2 ปี 2569",
        "1 ครั้ง และ 2 เรื่อง",
        "2-3 ครั้ง",
        "รายละ 5 คน",
        "อบรม 4 รุ่น ปี 2569",
        "1" * 3000,
    ],
)
def test_what_is_no_single_target_is_not_guessed(text: str) -> None:
    assert read_target(text) is None


@pytest.mark.parametrize(
    ("operator", "met"),
    [
        (None, [False, True, False]),
        (Operator.EQUAL, [False, True, False]),
        (Operator.AT_LEAST, [False, True, True]),
        (Operator.MORE_THAN, [False, False, True]),
        (Operator.AT_MOST, [True, True, False]),
        (Operator.LESS_THAN, [True, False, False]),
    ],
)
def test_a_result_is_held_against_the_target_by_its_operator(
    operator: Operator | None, met: list[bool]
) -> None:
    target = Target("", Decimal(9), "ครั้ง", operator)
    assert [target.is_met_by(Decimal(result)) for result in (8, 9, 10)] == met


@given(st.text(st.sampled_from("0123456789,.%()≥ ระดับที่ครั้งละเดือนปี/-\n"), max_size=100))
def test_nothing_that_is_typed_raises(text: str) -> None:
    target = read_target(text)
    assert target is None or target.number >= 0
