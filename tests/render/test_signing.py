import io

import docx
import pytest
from openpyxl import load_workbook

from ita_portal.render.arrangement import Entry, EntryKind, Sources, arranged
from ita_portal.render.blocks import SignaturePage
from ita_portal.render.document import Document
from ita_portal.render.docx import document_docx
from ita_portal.render.html_document import blocks_html
from ita_portal.render.look import Look
from ita_portal.render.pdf import document_pdf
from ita_portal.render.signing import DOTS, as_look_says, signature_lines
from ita_portal.render.xlsx import document_xlsx
from ita_portal.tables.content import LabelAt, PlanContent, Signature
from tests.render.reading import poppler, without_space


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


SIGNED = Signature(
    "ผู้อนุมัติแผน",
    "นายสมมติ ใจซื่อ",
    "รองผู้อำนวยการ",
    "รักษาราชการแทนผู้อำนวยการ",
    LabelAt.BELOW,
    "ลงนามอิเล็กทรอนิกส์ วันที่ 3 พฤศจิกายน 2568",
)
LINES = [SIGNED.signed, "(นายสมมติ ใจซื่อ)", "รองผู้อำนวยการ", "รักษาราชการแทนผู้อำนวยการ", "ผู้อนุมัติแผน"]


def test_signed_block_is_the_same_in_every_format() -> None:
    document = Document("แผน", (SignaturePage("", (SIGNED,)),))
    sheet = load_workbook(io.BytesIO(document_xlsx(document))).worksheets[0]
    (table,) = docx.Document(io.BytesIO(document_docx(document))).tables
    html = "".join(f"<p>{line}</p>" for line in LINES[1:])

    assert signature_lines(SIGNED) == LINES
    assert f'<p class="sign-here">{LINES[0]}</p>{html}' in blocks_html(document)
    assert without_space("".join(LINES)) in without_space(poppler(document_pdf(document)))
    assert [line for line in table.rows[0].cells[2].text.split("\n") if line] == LINES
    said = [cell.value for (cell, *_) in sheet.iter_rows() if cell.value]
    assert [words for words in said if words in LINES] == LINES


@pytest.mark.parametrize(
    ("look", "place", "has_dots"),
    [
        (Look(), LabelAt.BELOW, True),
        (Look(sign_dots=False), LabelAt.BELOW, False),
        (Look(sign_label=LabelAt.ABOVE), LabelAt.ABOVE, True),
    ],
)
def test_look_says_where_duties_stand_and_whether_there_are_dots(
    look: Look, place: LabelAt, has_dots: bool
) -> None:
    plan = PlanContent("แผน", 2569)
    document = arranged(Sources(plan, signatures=(SIGNED,)), [Entry(EntryKind.SIGNATURES)], look)

    (page,) = document.blocks
    assert isinstance(page, SignaturePage)
    assert [(one.label_at, one.has_dots) for one in page.signatures] == [(place, has_dots)]


def test_look_with_dots_gives_none_to_a_signature_that_has_none() -> None:
    (signature,) = as_look_says([Signature("ผู้อนุมัติ", has_dots=False)], Look())

    assert not signature.has_dots
