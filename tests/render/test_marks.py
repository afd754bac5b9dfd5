"""The mark of a revision in the foot of each page: words, and a QR that a reader of QR finds."""

import io
from dataclasses import replace
from typing import Any

import docx
import openpyxl
import pymupdf
import zxingcpp
from PIL import Image

from ita_portal.render.arrangement import plan_document
from ita_portal.render.blocks import Cover, Divider, Prose
from ita_portal.render.document import Document
from ita_portal.render.docx import document_docx
from ita_portal.render.look import Look, Margins, Mark, PageNumbers
from ita_portal.render.pdf import document_pdf
from ita_portal.render.xlsx import document_xlsx
from ita_portal.tables.content import Digits
from tests.render.sample_plans import sample_plan

ADDRESS = "https://portal.example.go.th/check/ABCDEFGHIJKLMNOPQRST/"
MARK = Mark("ฉบับที่ 2", ADDRESS)
DRAFT = Mark("ร่าง ยังไม่ได้เสนอ")
LEAST = 15 / 25.4 * 72  # points: the side of a QR that phones read from paper
BOOK = (Cover("แผน"), Prose("หลักการ", "<p>ข้อความ</p>"), Divider("ส่วนที่ 1"), Prose("แผน", "<p>ข้อความ</p>"))


def book(mark: Mark | None, **look: Any) -> Document:
    return Document("แผน", BOOK, short_title="แผนย่อ", look=Look(mark=mark, **look))


def codes(page: pymupdf.Page, dpi: int = 150) -> list[str]:
    """What a reader of QR finds on the page as an office scans it."""
    with Image.open(io.BytesIO(page.get_pixmap(dpi=dpi).tobytes("png"))) as picture:
        return [code.text for code in zxingcpp.read_barcodes(picture.convert("L"))]


def test_every_page_has_the_words_and_a_qr_of_fifteen_millimetres() -> None:
    plan = sample_plan("unit", 2)
    document = replace(book(MARK), blocks=(*BOOK, *plan_document(plan).blocks))

    with pymupdf.open(stream=document_pdf(document)) as pdf:
        assert len(pdf) == 5
        for page in pdf:
            text = " ".join(page.get_text().split())
            assert f"แผนย่อ · ฉบับที่ 2 ตรวจสอบที่ {ADDRESS}" in text
            assert codes(page) == [ADDRESS]
            (place,) = [found["bbox"] for found in page.get_image_info()]
            assert min(place[2] - place[0], place[3] - place[1]) >= LEAST


def test_numbers_of_pages_stand_beside_the_mark() -> None:
    with pymupdf.open(stream=document_pdf(book(MARK))) as pdf:
        numbers = [page.get_text().split("หน้า ")[-1].strip() for page in pdf if "หน้า " in page.get_text()]
    assert numbers == ["1 / 3", "3 / 3"]


def test_narrow_foot_grows_for_the_qr_and_a_wide_one_stays() -> None:
    narrow, wide = (Margins(2, 2, bottom, 2) for bottom in (0.5, 4.0))

    for margins in (narrow, wide):
        with pymupdf.open(stream=document_pdf(book(MARK, portrait=margins))) as pdf:
            assert codes(pdf[1]) == [ADDRESS]


def test_thai_digits_leave_the_address_as_it_is() -> None:
    digits = replace(book(replace(MARK, address=ADDRESS.replace("ABC", "222"))), digits=Digits.THAI)

    with pymupdf.open(stream=document_pdf(digits)) as pdf:
        text = pdf[1].get_text()
    assert "ฉบับที่ ๒" in text
    assert "/check/222DEFGHIJKLMNOPQRST/" in text


def test_draft_says_so_without_a_qr_and_moves_nothing() -> None:
    plain, draft = (pymupdf.open(stream=document_pdf(book(mark))) for mark in (None, DRAFT))

    for one, other in zip(plain.pages(), draft.pages(), strict=True):
        words = other.get_text("words")
        assert "แผนย่อ · ร่าง ยังไม่ได้เสนอ" in " ".join(other.get_text().split())
        assert other.get_image_info() == []
        body = [word[:5] for word in one.get_text("words") if word[3] < one.rect.height - 60]
        assert [word[:5] for word in words if word[3] < one.rect.height - 60] == body


def test_mark_stands_also_where_pages_have_no_numbers() -> None:
    with pymupdf.open(stream=document_pdf(book(MARK, page_numbers=PageNumbers.NONE))) as pdf:
        assert [codes(page) for page in pdf] == [[ADDRESS]] * 4


def test_hostile_words_stay_words() -> None:
    evil = Mark('"} </style> \\ { & ฉบับ', 'https://x.example/"}\\a<b>')

    with pymupdf.open(stream=document_pdf(book(evil))) as pdf:
        text = pdf[1].get_text()
        assert '"} </style> \\ { & ฉบับ' in text
        assert 'https://x.example/"}\\a<b>' in text
        assert codes(pdf[1]) == [evil.address]


def test_word_has_the_words_and_the_qr_in_every_foot() -> None:
    word: Any = docx.Document(io.BytesIO(document_docx(book(MARK))))

    for section in word.sections:
        foot = section.footer
        ((code, words, _),) = [row.cells for row in foot.tables[0].rows]
        assert words.text == f"แผนย่อ · ฉบับที่ 2\nตรวจสอบที่ {ADDRESS}"
        (drawing,) = code._tc.xpath(".//wp:docPr")
        assert drawing.get("descr") == f"คิวอาร์โค้ดสำหรับตรวจสอบเอกสารฉบับนี้ที่ {ADDRESS}"
        (shown,) = code._tc.xpath(".//a:blip/@r:embed")
        with Image.open(io.BytesIO(foot.part.related_parts[shown].blob)) as picture:
            framed = Image.new("L", (picture.width + 80, picture.height + 80), 255)
            framed.paste(picture.convert("L"), (40, 40))
        assert [found.text for found in zxingcpp.read_barcodes(framed)] == [ADDRESS]


def test_word_draft_has_the_words_alone() -> None:
    word: Any = docx.Document(io.BytesIO(document_docx(book(DRAFT))))

    feet = [section.footer for section in word.sections]
    assert [foot.tables for foot in feet] == [[]] * len(feet)
    assert {foot.paragraphs[0].text.split("\t")[0] for foot in feet} == {"แผนย่อ · ร่าง ยังไม่ได้เสนอ"}


def test_workbook_has_the_words() -> None:
    plan = sample_plan("unit", 1)
    look = Look(mark=MARK, page_numbers=PageNumbers.NONE)
    made = document_xlsx(replace(book(MARK), blocks=plan_document(plan).blocks, look=look))

    sheet: Any = openpyxl.load_workbook(io.BytesIO(made)).worksheets[0]

    assert sheet.oddFooter.left.text == "แผนย่อ · ฉบับที่ 2"
