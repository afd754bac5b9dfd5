from hypothesis import given
from hypothesis import strategies as st

from ita_portal.thai.collation import sort_key


def test_names_sort_as_in_the_dictionary() -> None:
    in_order = [
        "กรม",
        "กอง",
        "การเงิน",
        "เกณฑ์",
        "เกาะ",
        "แก้ไข",
        "ไกล",
        "ขนส่ง",
        "น้ำ",
        "เนื้อ",
        "พัสดุ",
        "แพทย์",
        "ฤทธิ์",
        "ลำปาง",
        "สำนัก",
        "เหนือ",
        "องค์การ",
    ]
    by_code_point = sorted(in_order)
    assert by_code_point != in_order
    assert sorted(by_code_point, key=sort_key) == in_order


def test_tone_marks_decide_only_between_words_otherwise_alike() -> None:
    assert sorted(["ป๋า", "ปา", "ป้า", "ป่า", "ปาก"], key=sort_key) == ["ปา", "ป่า", "ป้า", "ป๋า", "ปาก"]


def test_key_ignores_spaces_signs_digit_script_and_case() -> None:
    assert sort_key("กลุ่ม (ITA) ๒") == sort_key("กลุ่มita2")


def test_key_is_the_same_however_sara_am_was_typed() -> None:
    assert sort_key("น\u0e4d\u0e49\u0e32") == sort_key("น้ำ")


@given(st.text(alphabet="กขคงเแโใไาำะิีุูัอรฤลว่้๊๋์็ 1๒aZİ().", max_size=40))
def test_key_fits_into_twice_the_length_and_one(text: str) -> None:
    assert len(sort_key(text)) <= 2 * len(text) + 1
