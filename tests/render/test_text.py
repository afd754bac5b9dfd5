import pytest

from ita_portal.render.arrangement import plan_document
from ita_portal.render.notices import Notice, notices
from ita_portal.render.text import printable
from ita_portal.tables.content import PartContent, PlanContent, SectionContent
from ita_portal.tables.rows import Row

MESSAGE = "มีอักขระที่พิมพ์ไม่ได้ จึงไม่ปรากฏในเอกสาร"


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("ก\tข\nค", "ก\tข\nค"),
        ("ก\r\nข\rค", "ก\nข\nค"),
        ("ก\x00\x07\x1b\x7f\x9fข", "กข"),
        ("ก\ud800\ufdd0\uffffข", "กข"),
        ("ที่\u200bนี่ ✓ 😀", "ที่\u200bนี่ ✓ 😀"),
    ],
)
def test_only_what_no_document_can_show_is_left_out(typed: str, printed: str) -> None:
    assert printable(typed) == printed


def test_notices_name_the_row_and_the_field_of_what_was_left_out() -> None:
    rows = (Row("ดี", id=1), Row("ก\x07ข", objective="ปกติ\r\nดี", id=2))
    plan = PlanContent(
        "แผน\x00", 2569, parts=(PartContent("ตาราง", "unit", 2569, rows, notes=("\x1bหมายเหตุ",)),)
    )
    assert notices(plan_document(plan, short_title="แผน")) == [
        Notice(MESSAGE, "แผน"),
        Notice(MESSAGE, "หมายเหตุ"),
        Notice(MESSAGE, "2. กข", row_id=2, field="title"),
    ]


def test_notices_tell_of_text_that_a_cell_of_a_workbook_cannot_hold() -> None:
    rows = (Row(objective="ย" * 32_767, id=3), Row(objective="ย" * 32_768, id=4))
    html = (
        "<p>" + "ก" * 20_000 + "</p><p>" + "ข" * 20_000 + "</p><ul><li><b>ค</b>" + "ค" * 32_767 + "</li></ul>"
    )
    plan = PlanContent(
        "แผน", 2569, sections=(SectionContent("ยาว", html),), parts=(PartContent("ต", "unit", 2569, rows),)
    )
    message = "ข้อความยาวเกิน 32,767 ตัวอักษร ส่วนที่เกินไม่ปรากฏในไฟล์ Excel"
    assert notices(plan_document(plan)) == [
        Notice(message, "ย" * 80, row_id=4, field="objective"),
        Notice(message, "ค" * 80),
    ]
