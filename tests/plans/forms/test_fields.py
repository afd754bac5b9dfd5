"""Typed text, fiscal years and boxes that are ticked or typed into."""

import pytest
from django import forms
from django.http import QueryDict

from plans.forms.fields import FiscalYearField, Line, Text, TickOrText, TypedForm


class Sheet(TypedForm):
    words = Text(label="ข้อความ", max_length=10)


def test_text_keeps_breaks_and_tabs_and_takes_control_characters_out() -> None:
    assert Text(label="ข้อความ").clean("ก\x00ข\x1b\r\nค\tง ") == "กข\nค\tง "


@pytest.mark.parametrize(("typed", "removed"), [("ก\x07ข", True), ("ก\r\nข", False), ("", False)])
def test_form_knows_whether_characters_were_taken_out(typed: str, removed: bool) -> None:
    assert Sheet({"words": typed}).removed_characters is removed


def test_too_long_text_is_told_its_length() -> None:
    assert Sheet({"words": "ก" * 11}).errors == {"words": ["ข้อความยาว 11 ตัวอักษร โปรดย่อให้ไม่เกิน 10 ตัวอักษร"]}


def test_line_has_no_breaks() -> None:
    assert Line(label="ชื่อ").clean(" ก \n ข ") == "ก ข"


@pytest.mark.parametrize("typed", ["2569", "๒๕๖๙", " พ.ศ. 2569 "])
def test_fiscal_year_is_read(typed: str) -> None:
    assert FiscalYearField(label="ปี", required=True).clean(typed) == 2569


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("", "โปรดระบุปี"),
        ("69", "โปรดระบุปีงบประมาณเป็น พ.ศ. สี่หลัก เช่น 2569"),
        ("abcd", "โปรดระบุปีงบประมาณเป็น พ.ศ. สี่หลัก เช่น 2569"),
        ("2026", "2026 เป็นปี ค.ศ. โปรดระบุเป็น พ.ศ. เช่น 2569"),
        ("9999", "ปีงบประมาณต้องอยู่ระหว่าง 2500 ถึง 2700"),
    ],
)
def test_fiscal_year_that_is_none_is_refused(typed: str, message: str) -> None:
    with pytest.raises(forms.ValidationError) as refusal:
        FiscalYearField(label="ปี", required=True).clean(typed)

    assert refusal.value.messages == [message]


@pytest.mark.parametrize(
    ("posted", "value"),
    [
        ("q=/", "/"),
        ("q=/&q=2+%E0%B8%84%E0%B8%A3%E0%B8%B1%E0%B9%89%E0%B8%87", "2 ครั้ง"),
        ("q=/&q=", "/"),
        ("", ""),
    ],
)
def test_text_wins_over_the_box(posted: str, value: str) -> None:
    assert TickOrText(ticked="/").value_from_datadict(QueryDict(posted), None, "q") == value


@pytest.mark.parametrize(
    ("value", "checked", "text"), [("", False, ""), ("/", True, ""), ("2 ครั้ง", False, "2 ครั้ง")]
)
def test_box_stands_beside_its_text(value: str, checked: bool, text: str) -> None:
    html = TickOrText(ticked="/").render("q", value, {"id": "q"})

    assert (" checked" in html, f'type="text" name="q" value="{text}"' in html) == (checked, True)
