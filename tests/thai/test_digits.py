from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ita_portal.thai.digits import read_decimal, to_arabic, to_thai


def test_to_arabic_replaces_every_thai_digit_and_nothing_else() -> None:
    assert to_arabic("ข้อ ๑๒.๓ (ปี ๒๕๖๙) 4") == "ข้อ 12.3 (ปี 2569) 4"


def test_to_thai_replaces_every_arabic_digit_and_nothing_else() -> None:
    assert to_thai("หน้า 10 / 987654321") == "หน้า ๑๐ / ๙๘๗๖๕๔๓๒๑"


@given(st.text())
def test_digits_written_in_thai_are_read_back(text: str) -> None:
    assert to_arabic(to_thai(text)) == to_arabic(text)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1,250.50", "1250.50"),
        ("๑,๒๕๐.๕๐", "1250.50"),
        (" 60 ", "60"),
        ("-3", "-3"),
        ("1234567", "1234567"),
    ],
)
def test_read_decimal_takes_thai_digits_and_commas(text: str, number: str) -> None:
    assert read_decimal(text) == Decimal(number)


@pytest.mark.parametrize("text", ["", "abc", "1,25", "1e5", "NaN", "5 6", "1.", "--1", "²"])
def test_read_decimal_refuses_what_is_no_plain_number(text: str) -> None:
    with pytest.raises(ValueError, match="โปรดระบุเป็นตัวเลข"):
        read_decimal(text)


@pytest.mark.parametrize("text", ["9" * 14, "๙" * 400, "99,999,999,999,999", "0." + "1" * 14])
def test_read_decimal_refuses_a_number_with_which_nobody_can_reckon(text: str) -> None:
    with pytest.raises(ValueError, match="ตัวเลขต้องไม่เกิน 13 หลัก"):
        read_decimal(text)


@given(st.decimals(min_value=-(10**12), max_value=10**12, places=2))
def test_a_formatted_number_is_read_back(number: Decimal) -> None:
    assert read_decimal(to_thai(f"{number:,.2f}")) == number
