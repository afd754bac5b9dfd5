"""Amounts in running text: figures and words that differ are noticed, other brackets are left alone."""

import pytest

from ita_portal.thai.amounts_in_text import StatedAmount, stated_amounts

WORDS = "หนึ่งแสนสองหมื่นบาทถ้วน"


@pytest.mark.parametrize(
    "text",
    [
        f"เป็นเงิน 120,000 บาท ({WORDS})",
        f"เป็นเงิน ๑๒๐,๐๐๐.- บาท ( {WORDS} ) มานั้น",
        f"120000 ({WORDS})",
        f"120,000.00 บาทถ้วน (จำนวน{WORDS})",
    ],
)
def test_figure_and_words_that_agree(text: str) -> None:
    assert [amount.agrees for amount in stated_amounts(text)] == [True]


def test_words_that_say_another_amount_are_noticed_with_the_right_ones() -> None:
    text = f"วงเงิน ๑๒๐,๐๐๙ บาท ({WORDS}) และ 50.25 บาท (ห้าสิบบาทยี่สิบห้าสตางค์)"

    assert stated_amounts(text) == [
        StatedAmount("๑๒๐,๐๐๙", WORDS, "หนึ่งแสนสองหมื่นเก้าบาทถ้วน", agrees=False),
        StatedAmount("50.25", "ห้าสิบบาทยี่สิบห้าสตางค์", "ห้าสิบบาทยี่สิบห้าสตางค์", agrees=True),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "120,000 บาท",
        "ตาราง 3 (ต่อ)",
        "ผู้เข้าอบรม 120 (ข้าราชการ 60 คน)",
        f"({WORDS})",
        f"{'9' * 20} บาท ({WORDS})",
    ],
)
def test_text_without_figure_and_words_together_states_nothing(text: str) -> None:
    assert stated_amounts(text) == []


def test_long_text_is_read_quickly_and_not_without_end() -> None:
    assert len(stated_amounts(f"1 บาท ({WORDS}) " * 300)) == 100
    assert stated_amounts("1," * 20_000 + "(" * 20_000) == []
