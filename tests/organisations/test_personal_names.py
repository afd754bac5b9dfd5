"""Titles and ranks before names."""

import pytest

from organisations.personal_names import full_name, split_name


@pytest.mark.parametrize(
    ("text", "prefix", "name"),
    [
        ("นายทดลอง ระบบ", "นาย", "ทดลอง ระบบ"),
        ("นางสาว สมมติ ตัวอย่าง", "นางสาว", "สมมติ ตัวอย่าง"),
        # A vowel cannot begin a name: this is Mrs Savitri.
        ("นางสาวิตรี ตัวอย่าง", "นาง", "สาวิตรี ตัวอย่าง"),
        ("น.ส.สมมติ ตัวอย่าง", "น.ส.", "สมมติ ตัวอย่าง"),
        ("เรืออากาศเอก สมมติ ตัวอย่าง", "เรืออากาศเอก", "สมมติ ตัวอย่าง"),
        ("ว่าที่ร้อยตรีหญิง ดร.สมมติ ตัวอย่าง", "ว่าที่ร้อยตรีหญิง ดร.", "สมมติ ตัวอย่าง"),
        ("ว่าที่ ร.ต. สมมติ ตัวอย่าง", "ว่าที่ ร.ต.", "สมมติ ตัวอย่าง"),
        ("พ.ต.ท.หญิง สมมติ ตัวอย่าง", "พ.ต.ท.หญิง", "สมมติ ตัวอย่าง"),
        ("ผศ.ดร. สมมติ ตัวอย่าง", "ผศ.ดร.", "สมมติ ตัวอย่าง"),
        ("นพ.สมมติ ตัวอย่าง", "นพ.", "สมมติ ตัวอย่าง"),
        # A word like a rank behind "นาย" is a first name.
        ("นายพลเอก ตัวอย่าง", "นาย", "พลเอก ตัวอย่าง"),
        ("สมมติ ตัวอย่าง", "", "สมมติ ตัวอย่าง"),
        ("นาย", "", "นาย"),
        ("", "", ""),
    ],
)
def test_title_is_taken_from_name(text: str, prefix: str, name: str) -> None:
    assert split_name(text) == (prefix, name)


@pytest.mark.parametrize(
    ("prefix", "printed"),
    [
        ("นาย", "นายสมมติ"),
        ("", "สมมติ"),
        ("นพ.", "นพ.สมมติ"),
        ("เรืออากาศเอก", "เรืออากาศเอก สมมติ"),
        ("ว่าที่ร้อยตรีหญิง", "ว่าที่ร้อยตรีหญิง สมมติ"),
        ("ว่าที่ร้อยตรี ดร.", "ว่าที่ร้อยตรี ดร.สมมติ"),
    ],
)
def test_rank_in_words_stands_apart_from_name(prefix: str, printed: str) -> None:
    assert full_name(prefix, "สมมติ") == printed
