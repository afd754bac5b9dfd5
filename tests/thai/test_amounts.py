from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ita_portal.thai.amounts import (
    Amount,
    AmountKind,
    baht_text,
    format_amount,
    format_baht,
    read_amount,
)
from ita_portal.thai.digits import MAX_INTEGER_DIGITS, to_thai

BAHT = st.decimals(min_value=0, max_value=10**MAX_INTEGER_DIGITS - 1, places=2)


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("0", "0.00"),
        ("0.00 บาท", "0.00"),
        ("12,500", "12500.00"),
        ("20,000 บาท", "20000.00"),
        ("๓๒๐,๗๘๐", "320780.00"),
        ("7500บาท", "7500.00"),
        ("7,500.-", "7500.00"),
        ("7,500.- บาท", "7500.00"),
        ("฿7,500.5", "7500.50"),
        ("จำนวน 7,500 บาทถ้วน", "7500.00"),
        ("งบประมาณ 7,500 บาท", "7500.00"),
        ("1.25 ล้านบาท", "1250000.00"),
        ("3 แสน", "300000.00"),
        ("7,500 บาท (เจ็ดพันห้าร้อยบาทถ้วน)", "7500.00"),
        ("เงินบำรุง 7,500 บาท", "7500.00"),
        ("7,500 (ใช้งบประมาณกรมฯ)", "7500.00"),
        ("7,500 บาท จากเงินรายได้", "7500.00"),
        ("0000000000000007", "7.00"),
        ("9" * MAX_INTEGER_DIGITS, "9" * MAX_INTEGER_DIGITS + ".00"),
    ],
)
def test_read_amount_reads_one_figure(text: str, amount: str) -> None:
    assert read_amount(text) == Amount(text, Decimal(amount), AmountKind.AMOUNT)
    assert str(read_amount(text).amount) == amount


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (None, AmountKind.BLANK),
        ("", AmountKind.BLANK),
        (" \n\u200b", AmountKind.BLANK),
        ("-", AmountKind.DASH),
        ("–", AmountKind.DASH),
        ("- -", AmountKind.DASH),
        ("ไม่ใช้", AmountKind.NONE),
        ("ไม่ใช้งบประมาณ", AmountKind.NONE),
        ("(ไม่ใช้งบประมาณ)", AmountKind.NONE),
        ("- ไม่ใช้ งบประมาณ", AmountKind.NONE),
        ("ไม่มีงบประมาณ", AmountKind.NONE),
        ("ไม่มีค่าใช้จ่าย", AmountKind.NONE),
        ("ไม่ใช้งบประมาณในการดำเนินงาน", AmountKind.NONE),
        ("ใช้งบประมาณกรมฯ", AmountKind.ELSEWHERE),
        ("(ใช้งบประมาณกรมฯ)", AmountKind.ELSEWHERE),
        ("*(ใช้งบประมาณกรมฯ)", AmountKind.ELSEWHERE),
        ("งบกลาง", AmountKind.ELSEWHERE),
        ("เงินบำรุง", AmountKind.ELSEWHERE),
        ("เงินนอกงบประมาณ", AmountKind.ELSEWHERE),
        ("งบ ปปท.", AmountKind.ELSEWHERE),
        ("เบิกจ่ายจากหน่วยงานต้นสังกัด", AmountKind.ELSEWHERE),
    ],
)
def test_read_amount_tells_the_kinds_of_zero_apart(text: str | None, kind: AmountKind) -> None:
    assert read_amount(text) == Amount(text or "", None, kind)


@pytest.mark.parametrize(
    "text",
    [
        "abc",
        "งบประมาณ",
        "ใช้งบประมาณ",
        "งบประมาณไม่เพียงพอ",
        "ใช้งบประมาณตามจริง",
        "20,00",
        "5,000-6,000",
        "5,000 + 6,000",
        "งบกลาง 5,000 เงินบำรุง 6,000",
        "5,000 บาท/ครั้ง",
        "ไม่ใช้งบประมาณ 5,000",
        "1e5",
        "NaN",
        "5 คน",
        "- 5,000",
    ],
)
def test_read_amount_keeps_other_text_as_unread_with_a_notice(text: str) -> None:
    notice = "อ่านงบประมาณไม่ได้ โปรดระบุจำนวนเงิน เช่น 20,000 หรือ “ไม่ใช้งบประมาณ”"
    assert read_amount(text) == Amount(text, None, AmountKind.UNREAD, (notice,))


@pytest.mark.parametrize(
    ("text", "notice"),
    [
        ("-5", "งบประมาณต้องไม่เป็นจำนวนลบ"),
        ("−๕,๐๐๐ บาท", "งบประมาณต้องไม่เป็นจำนวนลบ"),
        ("9" * 99, "งบประมาณต้องไม่เกิน 13 หลัก"),
        ("1" + "0" * MAX_INTEGER_DIGITS, "งบประมาณต้องไม่เกิน 13 หลัก"),
        ("๙" * 50_000, "งบประมาณต้องไม่เกิน 13 หลัก"),
        ("99999999 ล้านบาท", "งบประมาณต้องไม่เกิน 13 หลัก"),
    ],
)
def test_read_amount_refuses_numbers_that_no_budget_can_be(text: str, notice: str) -> None:
    assert read_amount(text) == Amount(text, None, AmountKind.UNREAD, (notice,), refused=True)


@pytest.mark.parametrize("text", ["12.345", "1." + "0" * 40 + "1", "0.0000001 พัน"])
def test_read_amount_takes_no_part_of_a_satang(text: str) -> None:
    assert read_amount(text) == Amount(text, None, AmountKind.UNREAD, ("งบประมาณมีทศนิยมได้ไม่เกินสองตำแหน่ง",))


def test_read_amount_flags_words_that_differ_from_the_figure() -> None:
    text = "7,509 บาท (เจ็ดพันห้าร้อยบาทถ้วน)"
    assert read_amount(text) == Amount(
        text,
        Decimal("7509.00"),
        AmountKind.AMOUNT,
        ("จำนวนเงินเป็นตัวเลขและตัวอักษรไม่ตรงกัน โปรดตรวจสอบ",),
    )


@given(st.text())
def test_read_amount_never_raises_and_has_an_amount_only_where_its_kind_says_so(text: str) -> None:
    read = read_amount(text)
    assert read.text == text
    assert (read.amount is not None) == (read.kind is AmountKind.AMOUNT)
    assert bool(read.notices) >= (read.kind is AmountKind.UNREAD)


@given(st.text(alphabet="0123456789,.-() บาทไม่ใช้งบประมาณกรมฯ"))
def test_read_amount_is_the_same_in_thai_digits(text: str) -> None:
    arabic, thai = read_amount(text), read_amount(to_thai(text))
    assert (arabic.amount, arabic.kind, arabic.notices) == (thai.amount, thai.kind, thai.notices)


@given(BAHT)
def test_a_formatted_amount_with_its_words_is_read_back(amount: Decimal) -> None:
    text = f"{format_amount(amount)} บาท ({baht_text(amount)})"
    assert read_amount(text) == Amount(text, amount, AmountKind.AMOUNT)


@pytest.mark.parametrize(
    ("amount", "text"),
    [("20000", "20,000"), ("20000.50", "20,000.50"), ("0", "0"), ("1.005", "1.01"), ("0.995", "1")],
)
def test_format_amount_shows_satang_only_where_there_are_some(amount: str, text: str) -> None:
    assert format_amount(Decimal(amount)) == text


@pytest.mark.parametrize(
    ("amount", "text"), [("20000", "20,000.00"), ("0.5", "0.50"), ("0", "0.00"), ("-1234.5", "−1,234.50")]
)
def test_format_baht_has_two_decimals_always(amount: str, text: str) -> None:
    assert format_baht(Decimal(amount)) == text


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("0", "ศูนย์บาทถ้วน"),
        ("1", "หนึ่งบาทถ้วน"),
        ("10", "สิบบาทถ้วน"),
        ("11", "สิบเอ็ดบาทถ้วน"),
        ("20", "ยี่สิบบาทถ้วน"),
        ("21", "ยี่สิบเอ็ดบาทถ้วน"),
        ("101", "หนึ่งร้อยเอ็ดบาทถ้วน"),
        ("925780", "เก้าแสนสองหมื่นห้าพันเจ็ดร้อยแปดสิบบาทถ้วน"),
        ("1000000", "หนึ่งล้านบาทถ้วน"),
        ("1000001", "หนึ่งล้านเอ็ดบาทถ้วน"),
        ("21000000", "ยี่สิบเอ็ดล้านบาทถ้วน"),
        ("2000000000000", "สองล้านล้านบาทถ้วน"),
        ("100.25", "หนึ่งร้อยบาทยี่สิบห้าสตางค์"),
        ("0.01", "หนึ่งสตางค์"),
        ("0.21", "ยี่สิบเอ็ดสตางค์"),
        ("0.995", "หนึ่งบาทถ้วน"),
        ("-5.50", "ลบห้าบาทห้าสิบสตางค์"),
        ("-0.001", "ศูนย์บาทถ้วน"),
    ],
)
def test_baht_text_writes_amounts_as_letters_do(amount: str, words: str) -> None:
    assert baht_text(Decimal(amount)) == words


@given(BAHT, BAHT)
def test_baht_text_differs_where_amounts_differ(one: Decimal, other: Decimal) -> None:
    assert (baht_text(one) == baht_text(other)) == (one == other)


@pytest.mark.parametrize("amount", ["NaN", "Infinity"])
def test_baht_text_refuses_what_is_no_amount(amount: str) -> None:
    with pytest.raises(ValueError, match="จำนวนเงินต้องเป็นตัวเลข"):
        baht_text(Decimal(amount))
