import pytest

from ita_portal.render.signing import DOTS, signature_lines
from ita_portal.tables.content import LabelAt, Signature


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("อธิบดี", "ปฏิบัติราชการแทนอธิบดี"),
        ("ปฏิบัติราชการแทนอธิบดี", "ปฏิบัติราชการแทนอธิบดี"),
        ("รักษาราชการแทนอธิบดี", "รักษาราชการแทนอธิบดี"),
        ("รักษาการในตำแหน่งผู้อำนวยการ", "รักษาการในตำแหน่งผู้อำนวยการ"),
        ("กระทำการแทนคณะกรรมการ", "กระทำการแทนคณะกรรมการ"),
        ("ผู้ทำการแทนผู้ว่าการ", "ผู้ทำการแทนผู้ว่าการ"),
        ("ผู้แทนการค้า", "ปฏิบัติราชการแทนผู้แทนการค้า"),
    ],
)
def test_acting_for_is_said_once(typed: str, printed: str) -> None:
    assert signature_lines(Signature(name="นาย ก", acting_for=typed)) == [DOTS, "(นาย ก)", printed]


@pytest.mark.parametrize(
    ("label_at", "lines"),
    [
        (LabelAt.ABOVE, ["ผู้อนุมัติ", DOTS, f"({DOTS})"]),
        (LabelAt.BESIDE, [f"ผู้อนุมัติ{DOTS}", f"({DOTS})"]),
        (LabelAt.BELOW, [DOTS, f"({DOTS})", "ผู้อนุมัติ"]),
    ],
)
def test_duty_stands_where_the_signature_says(label_at: LabelAt, lines: list[str]) -> None:
    assert signature_lines(Signature("ผู้อนุมัติ", label_at=label_at)) == lines


def test_signed_words_take_the_place_of_the_dots() -> None:
    signed = "ลงนามอิเล็กทรอนิกส์ วันที่ 3 พฤศจิกายน 2568"
    alone = Signature("ผู้อนุมัติ", "นาย ก", label_at=LabelAt.BELOW, signed=signed)
    beside = Signature("ผู้อนุมัติ", "นาย ก", label_at=LabelAt.BESIDE, signed=signed)
    assert signature_lines(alone) == [signed, "(นาย ก)", "ผู้อนุมัติ"]
    assert signature_lines(beside) == [f"ผู้อนุมัติ {signed}", "(นาย ก)"]


def test_room_without_dots_is_a_line_of_its_own() -> None:
    undotted = Signature("ผู้อนุมัติ", "นาย ก", has_dots=False)
    assert signature_lines(undotted) == ["ผู้อนุมัติ", "\u00a0", "(นาย ก)"]
