"""What people type into the fields of this room."""

from datetime import date

import pytest
from django import forms

from organisations.fields import Line, Lines, ThaiDateField


class Day(forms.Form):
    day = ThaiDateField(label="วันที่")


@pytest.mark.parametrize(
    "typed",
    ["15/3/69", "15/3/2569", "15 มี.ค. 2569", "15 มีนาคม 2569", "๑๕ มี.ค. ๖๙", "15-3-2569", "2026-03-15"],
)
def test_date_is_read_as_officials_type_it(typed: str) -> None:
    assert ThaiDateField().clean(typed) == date(2026, 3, 15)


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("", "โปรดระบุวันที่"),
        ("พรุ่งนี้", "อ่านวันที่ไม่ได้ โปรดระบุ เช่น 15 มี.ค. 2569 หรือ 15/3/2569"),
        ("31 ก.พ. 69", "ไม่มีวันที่ “31 ก.พ. 69” ในปฏิทิน โปรดตรวจสอบ"),
        ("1/1/1200", "ปี พ.ศ. ต้องอยู่ระหว่าง 2500 ถึง 2700"),
        ("1" * 50_000, "อ่านวันที่ไม่ได้ โปรดระบุ เช่น 15 มี.ค. 2569 หรือ 15/3/2569"),
    ],
)
def test_date_that_is_none_is_answered_in_thai(typed: str, answer: str) -> None:
    with pytest.raises(forms.ValidationError) as refused:
        ThaiDateField().clean(typed)

    assert refused.value.messages == [answer]


def test_date_prints_in_the_buddhist_era_and_wrong_text_stays() -> None:
    assert 'value="15 มีนาคม 2569"' in str(Day(initial={"day": date(2026, 3, 15)})["day"])
    assert 'value="31 ก.พ. 69"' in str(Day({"day": "31 ก.พ. 69"})["day"])


@pytest.mark.parametrize(
    ("typed", "changed"), [("15/3/69", False), ("15 มี.ค. 2569", False), ("16/3/69", True), ("x", True)]
)
def test_date_has_changed_when_it_is_another_day(typed: str, changed: bool) -> None:
    assert Day({"day": typed}, initial={"day": date(2026, 3, 15)}).has_changed() is changed


def test_text_loses_what_nobody_sees() -> None:
    assert Line().clean(" กอง\x00กลาง \t\n ใหม่\x07 ") == "กองกลาง ใหม่"
    assert Lines().clean("บรรทัดแรก\r\nบรรทัดสอง\x0b") == "บรรทัดแรก\nบรรทัดสอง"
