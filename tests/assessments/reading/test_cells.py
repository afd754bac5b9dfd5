"""What a cell of scores or of people may hold."""

import re
from decimal import Decimal

import pytest

from assessments.reading.cells import read_people, read_score, score_text


@pytest.mark.parametrize(
    ("typed", "score"),
    [
        ("95.5", "95.5"),
        ("๙๕.๕", "95.5"),
        ("100", "100"),
        ("0", "0"),
        (" 88 ", "88"),
        (".5", "0.5"),
        ("97.575757575757", "97.575757575757"),
    ],
)
def test_score_is_read_in_thai_and_arabic_digits(typed: str, score: str) -> None:
    assert read_score(typed) == Decimal(score)


def test_blank_cell_is_no_score() -> None:
    assert (read_score(""), read_score("  ")) == (None, None)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("101", "คะแนนต้องไม่เกิน 100"),
        ("100.000001", "คะแนนต้องไม่เกิน 100"),
        ("-1", "คะแนนต้องไม่ต่ำกว่า 0"),
        ("95,5", "โปรดใช้จุดทศนิยมแทนจุลภาค เช่น 95.5"),
        ("ร้อยละ 95", "โปรดกรอกเฉพาะตัวเลข ไม่ต้องมีคำว่า ร้อยละ หรือเครื่องหมาย %"),
        ("95%", "โปรดกรอกเฉพาะตัวเลข ไม่ต้องมีคำว่า ร้อยละ หรือเครื่องหมาย %"),
        ("ดีมาก", "โปรดกรอกเป็นตัวเลข 0 ถึง 100 เช่น 95.5"),
        ("1e2", "โปรดกรอกเป็นตัวเลข 0 ถึง 100 เช่น 95.5"),
        ("NaN", "โปรดกรอกเป็นตัวเลข 0 ถึง 100 เช่น 95.5"),
        ("9" * 100, "โปรดกรอกเป็นตัวเลข 0 ถึง 100 เช่น 95.5"),
        ("95.1234567890123", "ทศนิยมต้องไม่เกิน 12 ตำแหน่ง"),
    ],
)
def test_what_is_no_score_is_refused_with_what_to_write(typed: str, words: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(words)}$"):
        read_score(typed)


def test_number_of_people_is_whole() -> None:
    assert [read_people(typed) for typed in ("1,250", "๓๐ คน", "", "0")] == [1250, 30, None, 0]
    for typed in ("1.5", "-3", "12,5", "มาก", "9" * 12):
        with pytest.raises(ValueError, match="จำนวน"):
            read_people(typed)


def test_score_is_typed_without_the_zeros_of_the_database() -> None:
    shown = [
        score_text(None if value is None else Decimal(value))
        for value in (None, "95.500000000000", "100", "0")
    ]

    assert shown == ["", "95.5", "100", "0"]
