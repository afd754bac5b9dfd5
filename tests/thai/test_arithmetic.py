"""Cost lines in the spellings that people use."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ita_portal.thai.arithmetic import Cost, read_costs
from ita_portal.thai.digits import to_thai

RIGHT = [
    ("100 บาท x 2 มื้อ x 30 คน = 6,000 บาท", "6000"),
    ("100 บาท X 2 มื้อ X 30 คน = 6,000 บาท", "6000"),
    ("100 บาท × 2 มื้อ × 30 คน = 6,000 บาท", "6000"),
    ("100 บาท * 2 มื้อ * 30 คน = 6,000", "6000"),
    ("(วิทยากร 800 บาท x 1 คน x 6 ชม. = 4,800 บาท)", "4800"),
    ("วิทยากร 1 คน x 1,500 บาท x 6 ชม. = 9,000.- บาท", "9000"),
    ("30 คน @ 100 บาท = 3,000 บาท", "3000"),
    ("100x30=3000", "3000"),
    ("212.5 บาท x 16 เล่ม = 3,400 บาท", "3400"),
    ("100 บาท/คน/มื้อ x 30 คน x 2 มื้อ รวมเป็นเงิน 6,000 บาท", "6000"),
    ("ค่าอาหาร 100 บาท x 30 คน เป็นเงิน 3,000 บาท", "3000"),
    ("100 x 30 + 25 x 30 = 3,750", "3750"),
    ("(100 x 30) + (25 x 30) + 250 = 4,000 บาท", "4000"),
    ("10% x 5,000 บาท = 500 บาท", "500"),
]


@pytest.mark.parametrize(("text", "total"), RIGHT)
@pytest.mark.parametrize("digits", [str, to_thai], ids=["arabic", "thai"])
def test_the_product_of_a_cost_line_is_computed(text: str, total: str, digits: type[str]) -> None:
    [cost] = read_costs(digits(text))
    assert (cost.computed, cost.stated, cost.agrees) == (Decimal(total), Decimal(total), True)


def test_a_total_that_differs_does_not_agree() -> None:
    [cost] = read_costs("100 บาท x 2 มื้อ x 30 คน = 6,500 บาท")
    assert (cost.computed, cost.stated, cost.agrees) == (Decimal(6000), Decimal(6500), False)


def test_a_cost_without_a_total_is_computed() -> None:
    assert read_costs("800 บาท x 1 คน x 6 ชม.") == (Cost("800 บาท x 1 คน x 6 ชม.", Decimal("4800.00"), None),)


def test_a_whole_total_may_be_rounded_and_one_with_satang_not() -> None:
    assert [cost.agrees for cost in read_costs("33.33 x 3 = 100\n33.33 x 3 = 99.90")] == [True, False]


def test_every_calculation_of_a_text_is_read() -> None:
    text = "ประชุม 2 ครั้ง\n1) อาหาร (100 บาท x 30 คน = 3,000 บาท) (25 บาท x 30 คน = 750 บาท)\n2) เอกสาร"
    assert [cost.computed for cost in read_costs(text)] == [Decimal(3000), Decimal(750)]


def test_a_chain_of_totals_is_not_taken_for_one() -> None:
    costs = read_costs("100 x 30 = 3,000 x 2 = 6,000")
    assert [(cost.computed, cost.stated) for cost in costs] == [
        (Decimal(3000), None),
        (Decimal(6000), Decimal(6000)),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ประชุม 2 ครั้ง",
        "120 บาท",
        "800 บาท x 1/2 วัน = 400",
        "100 บาท x 2-3 คน = 300",
        "9999999999999 x 9999999999999 = 1",
        "1" * 5000 + " x 2 = 3",
    ],
)
def test_what_is_no_calculation_or_not_known_for_sure_is_left_alone(text: str) -> None:
    assert read_costs(text) == ()


@given(st.text(st.sampled_from("0123456789,.xX×*@=+() บาทคน/-%\n"), max_size=200))
def test_nothing_that_is_typed_raises(text: str) -> None:
    assert all(cost.computed >= 0 for cost in read_costs(text))
