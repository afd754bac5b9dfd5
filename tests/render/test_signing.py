import pytest

from ita_portal.render.signing import DOTS, signature_lines
from ita_portal.tables.content import LabelAt, Signature


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("อธิบดี", "ปฏิบัติราชการแทนอธิบดี"),
        ("ปฏิบัติราชการแทนอธิบดี", "ปฏิบัติราชการแทนอธิบดี"),
        ("รักษาราชการแทนอธิบดี", "รักษาราชการแทนอธิบดี"),
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
