"""What may be called a misprint: the text says the same afterwards."""

import pytest

from plans.misprints import COMES_OR_GOES, OTHER_MEANING, OTHER_NUMBERS, aspect_of, refusal
from plans.models import Aspect

YEAR = 2569


@pytest.mark.parametrize(
    ("field", "before", "after"),
    [
        ("title", "อบรบบุคลากรด้านคุณธรรม", "อบรมบุคลากรด้านคุณธรรม"),
        ("title", "จัดกิจกรรม จำนวน ๓ ครั้ง", "จัดกิจกรรม จำนวน 3 ครั้ง"),
        ("owners", "กลุ่มงานจริยธรม", "กลุ่มงานจริยธรรม"),
        ("target", "ร้อยละ 80 ของผู้เข้ารวม", "ร้อยละ 80 ของผู้เข้าร่วม"),
        ("budget", "12000 บาท", "12,000 บาท"),
        ("period", "ตค. 68 - ธค. 68", "ต.ค. 68 - ธ.ค. 68"),
        ("title", "กจิ", "กิจ"),
    ],
)
def test_text_that_says_the_same_is_mended(field: str, before: str, after: str) -> None:
    assert refusal(field, before, after, YEAR) == ""


@pytest.mark.parametrize(
    ("field", "before", "after", "words"),
    [
        ("target", "ร้อยละ 80", "ร้อยละ 90", OTHER_NUMBERS),
        ("budget", "12,000 บาท", "120,00 บาท", OTHER_MEANING),
        ("budget", "ไม่ใช้งบประมาณ", "ใช้งบประมาณ", OTHER_MEANING),
        ("budget", "12,000", "", COMES_OR_GOES),
        ("quarter_1", "", "✓", COMES_OR_GOES),
        ("period", "ม.ค. 69", "มี.ค. 69", OTHER_MEANING),
        ("target", "จัดทำให้แล้วเสร็จภายในเดือนมกราคม", "จัดทำให้แล้วเสร็จภายในเดือนมีนาคม", OTHER_MEANING),
        ("title", "หน่วยงานไม่เรียกรับสินบนทุกกรณี", "หน่วยงานเรียกรับสินบนทุกกรณี", OTHER_MEANING),
        ("owners", "กองคลัง", "กลุ่มตรวจสอบภายใน", OTHER_MEANING),
        ("title", "ก", "ข", OTHER_MEANING),
    ],
)
def test_text_that_says_something_else_needs_a_request(
    field: str, before: str, after: str, words: str
) -> None:
    assert refusal(field, before, after, YEAR) == words


def test_each_field_belongs_to_one_aspect() -> None:
    fields = ["title", "objective", "target", "indicator_qualitative", "cost_lines", "month_3", "owners"]
    assert [aspect_of(field) for field in fields] == [
        Aspect.ACTIVITY,
        Aspect.ACTIVITY,
        Aspect.TARGET,
        Aspect.TARGET,
        Aspect.BUDGET,
        Aspect.QUARTER,
        Aspect.OWNER,
    ]
    assert aspect_of("standard", {"standard"}) is Aspect.TARGET
    assert aspect_of("standard") is Aspect.ACTIVITY
