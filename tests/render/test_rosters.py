"""Rosters in orders, and minutes: in columns in every format, with catch-words where a page begins inside."""

import io
from dataclasses import replace
from itertools import pairwise

import docx
import pytest

from ita_portal.render.letter import LetterContent, LetterForm
from ita_portal.render.letter_docx import letter_docx
from ita_portal.render.letter_forms import (
    Heading,
    Labelled,
    Paragraph,
    Roster,
    Rule,
    Signed,
    Title,
    letter_pieces,
)
from ita_portal.render.letter_html import letter_html
from ita_portal.render.letter_pdf import letter_pdf
from ita_portal.tables.content import Signature
from tests.render.reading import words_on

ORDER = LetterContent(
    LetterForm.ORDER,
    "แต่งตั้งคณะกรรมการตัวอย่าง",
    office="กรมสาธิต",
    body="\n".join(
        (
            "1. องค์ประกอบ",
            "1.1 หัวหน้ากลุ่มแผนงาน | ประธานกรรมการ",
            "1.2 นายสมมติ ใจซื่อ | นักวิเคราะห์ | กรรมการ",
            "ทั้งนี้ ตั้งแต่บัดนี้เป็นต้นไป",
        )
    ),
)
MINUTES = LetterContent(
    LetterForm.MINUTES,
    "รายงานการประชุมคณะกรรมการตัวอย่าง",
    title_lines=("ครั้งที่ 1/2569",),
    body="\n".join(
        (
            "ผู้มาประชุม",
            "1. นายสมมติ ใจซื่อ | ประธานกรรมการ",
            "เริ่มประชุมเวลา 09.30 น.",
            "ระเบียบวาระที่ 1 เรื่องเพื่อทราบ",
            "1.1 ผลการดำเนินงาน",
            "มติที่ประชุม รับทราบ",
        )
    ),
    recorders=(Signature(name="นางเลขา จดเก่ง", position="ผู้จดรายงานการประชุม"),),
)


def test_lines_with_bars_become_one_roster_of_as_many_columns_as_the_widest() -> None:
    pieces = letter_pieces(ORDER)

    assert [piece for piece in pieces if isinstance(piece, Roster)] == [
        Roster(
            (
                ("๑.๑", "หัวหน้ากลุ่มแผนงาน", "", "ประธานกรรมการ"),
                ("๑.๒", "นายสมมติ ใจซื่อ", "นักวิเคราะห์", "กรรมการ"),
            )
        )
    ]


def test_bars_of_a_memo_are_text() -> None:
    memo = replace(ORDER, form=LetterForm.MEMO, body="ก | ข")

    assert Paragraph("ก | ข") in letter_pieces(memo)


def test_minutes_have_the_parts_of_the_rules_in_their_order() -> None:
    assert letter_pieces(MINUTES) == [
        Title("รายงานการประชุมคณะกรรมการตัวอย่าง"),
        Title("ครั้งที่ ๑/๒๕๖๙"),
        Rule(),
        Heading("ผู้มาประชุม"),
        Roster((("๑.", "นายสมมติ ใจซื่อ", "ประธานกรรมการ"),)),
        Labelled("เริ่มประชุมเวลา ๐๙.๓๐ น.", ()),
        Heading("ระเบียบวาระที่ ๑ เรื่องเพื่อทราบ"),
        Paragraph("๑.๑ ผลการดำเนินงาน", 2),
        Labelled("มติที่ประชุม", ("รับทราบ",)),
        Signed(Signature(name="นางเลขา จดเก่ง", position="ผู้จดรายงานการประชุม")),
    ]


def test_cells_of_a_roster_are_escaped() -> None:
    html = letter_html(replace(ORDER, body="1. <b>ก</b> | <i>"))

    assert "&lt;b&gt;ก&lt;/b&gt;" in html
    assert "<b>" not in html


def test_columns_of_a_roster_begin_below_one_another() -> None:
    words = words_on(letter_pdf(ORDER))[0]
    left = {text: round(x) for text, x, _ in words}

    assert left["ประธานกรรมการ"] == left["กรรมการ"]
    assert left["หัวหน้ากลุ่มแผนงาน"] == left["นายสมมติ"]


def test_page_that_begins_inside_a_roster_is_announced() -> None:
    body = "\n".join(f"1.{at} นายสมมติ คนที่ {at} | กรรมการ" for at in range(1, 41))
    pages = words_on(letter_pdf(replace(ORDER, body=body)))

    assert len(pages) == 2
    for page, after in pairwise(pages):
        number = next(text for text, _, y in after if y > 60)
        assert f"/{number}" in [text for text, _, _ in page]


def test_word_file_keeps_the_columns_without_borders() -> None:
    document = docx.Document(io.BytesIO(letter_docx(ORDER)))
    (table,) = document.tables

    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["๑.๑", "หัวหน้ากลุ่มแผนงาน", "", "ประธานกรรมการ"],
        ["๑.๒", "นายสมมติ ใจซื่อ", "นักวิเคราะห์", "กรรมการ"],
    ]
    assert "w:tblBorders" not in table._tbl.xml


@pytest.mark.parametrize("form", [LetterForm.ORDER, LetterForm.MINUTES])
def test_roster_of_nothing_but_bars_is_printed(form: LetterForm) -> None:
    letter_pdf(replace(MINUTES, form=form, body="|\n||\n|||||"))
