"""Whole documents on paper: covers, contents, dividers, numbers of pages, catch-words, signatures."""

import io
import re
from dataclasses import replace
from functools import cache

import pikepdf
import pymupdf
import pytest
from PIL import Image

from ita_portal.render.blocks import (
    Block,
    CharterProse,
    Contents,
    Cover,
    Divider,
    Prose,
    SignaturePage,
    TableBlock,
)
from ita_portal.render.document import Document
from ita_portal.render.html_document import blocks_html, document_html
from ita_portal.render.look import Look, Margins, PageNumbers
from ita_portal.render.pdf import document_pdf
from ita_portal.render.sheets import contents_lines
from ita_portal.tables.build import build
from ita_portal.tables.content import Digits, LabelAt, PartContent, Signature
from ita_portal.tables.facts import PictureContent
from ita_portal.tables.rows import Row

YEAR = 2569
LANDSCAPE, PORTRAIT = (842, 595), (595, 842)
LONG_PROSE = Prose("บทยาว", "<p>ข้อความของบทที่ยาวกว่าหนึ่งหน้ากระดาษ</p>" * 130)


def png() -> bytes:
    target = io.BytesIO()
    Image.new("RGB", (60, 60), "teal").save(target, "PNG")
    return target.getvalue()


LOGO = PictureContent("ตรา", "image/png", 60, 60, png)


def table(title: str, layout: str = "unit", *, heading: str = "", new_page: bool = False) -> TableBlock:
    return TableBlock(build(PartContent(title, layout, YEAR, (Row("งาน"),))), heading, new_page)


BOOK: tuple[Block, ...] = (
    Cover("แผนตัวอย่าง", ("ประจำปี", "โดย", "สถาบัน")),
    Prose("คำนำ", "<p>นำ</p>", is_front=True),
    Contents("สารบัญ"),
    Divider("ส่วนที่ 1\nทั่วไป"),
    Prose("หลักการ", "<p>เหตุผล</p>", new_page=True),
    LONG_PROSE,
    table("ตัวชี้วัดสั้น", "plan_indicators", heading="ตัวชี้วัด"),
    table("ตารางกว้าง"),
    table("ตารางกว้างที่สอง"),
    CharterProse(
        "โครงการหนึ่ง",
        (("รหัส", "P1"),),
        (Prose("1. เหตุ", "<p>ก</p>"),),
        (table("คนของโครงการ", "staff_numbers"),),
    ),
    SignaturePage("ผู้ลงนาม", (Signature("ผู้อนุมัติ", "นายสมมติ"),)),
    Cover("ติดต่อ", (), ("โทร. 0 0000 0000",), has_logo=False),
)  # fmt: skip


def book(**look: object) -> Document:
    return Document("แผน", BOOK, "สถาบัน", YEAR, short_title="ชื่อย่อ", look=Look(**look))  # type: ignore[arg-type]


@cache
def made(document: Document) -> bytes:
    return document_pdf(document)


def pages(document: Document) -> list[str]:
    with pymupdf.open(stream=made(document)) as pdf:
        return [page.get_text() for page in pdf]


def sizes(document: Document) -> list[tuple[int, int]]:
    with pymupdf.open(stream=made(document)) as pdf:
        return [(round(page.rect.width), round(page.rect.height)) for page in pdf]


def with_words(texts: list[str], words: str) -> list[int]:
    return [at for at, text in enumerate(texts, start=1) if words in text]


# Blocks and their pages


def test_blocks_stand_on_pages_of_their_orientation_and_share_them() -> None:
    texts = pages(book())
    assert sizes(book()) == [PORTRAIT] * 8 + [LANDSCAPE] + [PORTRAIT] * 3
    marks = ("ทั่วไป", "เหตุผล", "ตัวชี้วัดสั้น", "ตารางกว้าง", "โครงการหนึ่ง", "ผู้อนุมัติ", "0 0000")
    found = [with_words(texts[3:], words)[0] + 3 for words in marks]
    assert found == [4, 5, 8, 9, 10, 11, 12]
    assert "ตารางกว้างที่สอง" in texts[8]
    assert "คนของโครงการ" in texts[9]


def test_table_that_begins_a_page_shares_it_with_none_before() -> None:
    blocks = (table("ก"), table("ข", new_page=True), table("ค"))
    texts = pages(Document("แผน", blocks))
    found = [[title for title in "กขค" if f"{title}\n" in text] for text in texts]
    assert found == [["ก"], ["ข", "ค"]]


def test_cover_has_its_logo_at_the_height_of_the_look() -> None:
    document = book(logo=LOGO, logo_height=4.0)
    with pymupdf.open(stream=made(document)) as pdf:
        ((image,), *others) = (page.get_image_info() for page in pdf)
        centre = (image["bbox"][0] + image["bbox"][2]) / 2
        assert (round(image["bbox"][3] - image["bbox"][1]), round(centre)) == (113, 298)
        assert others[-1] == []
        back = pdf[-1].get_text("words")
    assert min(word[1] for word in back if word[4].startswith("0")) > 700


def test_contact_and_covers_carry_neither_header_nor_number() -> None:
    texts = pages(book(header="หัวกระดาษ"))
    covers = [texts[0], texts[3], texts[-1]]
    assert [("หัวกระดาษ" in text, "หน้า" in text) for text in covers] == [(False, False)] * 3
    assert all("หัวกระดาษ" in text for text in (*texts[1:3], *texts[4:-1]))


def test_signature_page_has_the_signatures_of_tables() -> None:
    signature = Signature("ผู้อนุมัติ", "นายสมมติ", label_at=LabelAt.BELOW)
    below = TableBlock(replace(table("ก").table, signatures=(signature,)))
    html = blocks_html(Document("แผน", (SignaturePage("", (signature,)), below)))
    blocks = re.findall('<div class="document-signatures">.*?</div></div>', html)
    assert blocks == [blocks[0]] * 2


def test_same_page_is_one_file_and_a_part_of_another_page() -> None:
    html = document_html(book())
    assert str(blocks_html(book())) in html
    lower = blocks_html(book(), level=2)
    assert ("<h1>" in lower, lower.count("<h2>แผนตัวอย่าง</h2>"), lower.count("<h3>หลักการ</h3>")) == (
        False,
        1,
        1,
    )


# Numbers of pages


def test_pages_are_counted_of_all_without_the_covers() -> None:
    texts = pages(book())
    numbers = [re.findall(r"หน้า (\d+) / (\d+)", text) for text in texts]
    assert numbers == [[], [("1", "10")], [("2", "10")], [], *[[(str(at), "10")] for at in range(4, 11)], []]


def test_front_pages_have_letters_and_the_body_begins_at_one() -> None:
    texts = pages(book(front_letters=True))
    assert [re.findall(r"หน้า ([ก-ฮ]|\d+ / \d+)", text) for text in texts] == [
        [], ["ก"], ["ข"], [], *[[f"{at} / 8"] for at in range(2, 9)], [],
    ]  # fmt: skip


@pytest.mark.parametrize(("digits", "second"), [(Digits.THAI, "- ๒ -"), (Digits.AS_TYPED, "- 2 -")])
def test_dashed_numbers_stand_above_from_the_second_page(digits: Digits, second: str) -> None:
    document = Document("แผน", (LONG_PROSE,), digits=digits, look=Look(page_numbers=PageNumbers.DASHED))
    first, *others = pages(document)
    assert len(others) > 1
    assert "- 1 -" not in first
    assert "- ๑ -" not in first
    assert second in others[0]
    assert not any("หน้า " in text.split("\n")[-2] for text in others)


def test_pages_without_numbers_have_nothing_in_their_margins() -> None:
    with pymupdf.open(stream=made(book(page_numbers=PageNumbers.NONE))) as pdf:
        for page in pdf:
            assert [
                word for word in page.get_text("words") if word[1] > page.rect.height - 42 < word[3]
            ] == []


def test_foot_keeps_to_its_line_beside_the_number() -> None:
    document = replace(book(), short_title="ชื่อแผนที่ยาวมาก " * 20, revision="ฉบับที่ 2")
    with pymupdf.open(stream=made(document)) as pdf:
        foot = [word for word in pdf[4].get_text("words") if word[1] > 795]
    assert {round(word[1]) for word in foot} == {round(foot[0][1])}
    assert "… · ฉบับที่ 2" in " ".join(word[4] for word in foot)


# Contents


@pytest.mark.parametrize(
    ("front_letters", "digits", "numbers"),
    [
        (False, Digits.AS_TYPED, ["1", "2", "3", "4", "4", "7", "8", "8", "9", "10"]),
        (True, Digits.THAI, ["ก", "ข", "๑", "๒", "๒", "๕", "๖", "๖", "๗", "๘"]),
    ],
)
def test_contents_lead_to_the_pages(front_letters: bool, digits: Digits, numbers: list[str]) -> None:
    document = replace(book(front_letters=front_letters), digits=digits)
    text = pages(document)[2]
    found = re.findall(r"^(\S.*?)[ .\n]{9,}(\S+)$", text, re.MULTILINE)
    assert [number for _, number in found] == numbers
    assert [title for title, _ in found] == [line.title for line in contents_lines(document)]


def test_contents_list_headings_before_titles_and_no_tables_of_charters() -> None:
    lines = [(line.title, line.is_front, line.is_part) for line in contents_lines(book())]
    assert lines == [
        ("คำนำ", True, False), ("สารบัญ", True, False), ("ส่วนที่ 1 ทั่วไป", False, True), ("หลักการ", False, False),
        ("บทยาว", False, False), ("ตัวชี้วัด", False, False), ("ตารางกว้าง", False, False),
        ("ตารางกว้างที่สอง", False, False), ("โครงการหนึ่ง", False, False), ("ผู้ลงนาม", False, False),
    ]  # fmt: skip


def test_lines_of_the_contents_are_links_in_the_file() -> None:
    with pikepdf.open(io.BytesIO(made(book()))) as pdf:
        links = [str(note.Contents) for note in pdf.pages[2].get("/Annots", []) if note.Subtype == "/Link"]
    assert links == [line.title for line in contents_lines(book())]


# Catch-words


def test_catch_words_below_a_page_are_the_first_of_the_next() -> None:
    sections = tuple(
        Prose(f"{at}. หัวข้อของบทที่ต่อเนื่องกันไป", "<p>น้ำใจและความซื่อตรงของคณะทำงาน</p>" * 9) for at in range(1, 9)
    )
    document = Document("แผน", sections, look=Look(catch_words=True, page_numbers=PageNumbers.DASHED))
    texts = pages(document)
    assert len(texts) > 2
    caught = [re.findall(r"^/(.*)\.\.\.$", text, re.MULTILINE) for text in texts]
    assert [len(words) for words in caught] == [*[1] * (len(texts) - 1), 0]
    for (words,), after in zip(caught, texts[1:], strict=False):
        assert after.startswith(words)
    with pymupdf.open(stream=made(document)) as pdf:
        fonts = {font[3].partition("+")[2]: font[1] for page in pdf for font in page.get_fonts()}
        words = pdf[0].get_text("words")
    (place,) = (word for word in words if word[4].startswith("/"))
    last = max(word[3] for word in words if word[1] < place[1] - 1)
    assert fonts == {"Sarabun": "ttf", "Sarabun-Bold": "ttf"}
    assert place[1] > last - 6
    assert place[3] < 842 - 42


def test_pages_that_go_on_with_a_table_have_no_catch_words() -> None:
    rows = tuple(Row(f"งานที่ {at}") for at in range(60))
    long = TableBlock(build(PartContent("ตาราง", "plan_indicators", YEAR, rows)), new_page=False)
    texts = pages(Document("แผน", (Prose("หนึ่ง", "<p>ก</p>"), long, table("ข")), look=Look(catch_words=True)))
    assert len(texts) > 2
    assert [text for text in texts if "..." in text] == []


# Margins, and how far it is


def test_margins_are_those_of_the_look() -> None:
    look = Look(portrait=Margins(4, 3, 3, 5), page_numbers=PageNumbers.NONE)
    with pymupdf.open(stream=made(Document("แผน", (LONG_PROSE,), look=look))) as pdf:
        words = pdf[1].get_text("words")
    centimetre = 72 / 2.54
    assert abs(min(word[0] for word in words) - 6.5 * centimetre) < 3
    assert min(word[1] for word in words) > 4 * centimetre - 2
    assert max(word[2] for word in words) < 595 - 3 * centimetre + 1
    assert max(word[3] for word in words) < 842 - 3 * centimetre + 1


def test_progress_rises_to_its_total_and_is_told_for_every_page() -> None:
    told: list[tuple[int, int]] = []
    pdf = document_pdf(book(), progress=lambda done, total: told.append((done, total)))
    assert len(told) > pymupdf.open(stream=pdf).page_count
    assert [done for done, _ in told] == sorted(done for done, _ in told)
    assert all(done < total for done, total in told[:-1])
    assert told[-1][0] == told[-1][1]
