"""Whole documents in Word: fonts, pages, numbers, contents, covers."""

import io
import zipfile
from dataclasses import replace
from typing import Any

import docx
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn

from ita_portal.render.arrangement import plan_document
from ita_portal.render.blocks import Block, Contents, Cover, Divider, Prose, TableBlock
from ita_portal.render.document import Document
from ita_portal.render.docx import document_docx
from ita_portal.render.docx_base import add_paragraph, add_run, new_document, save
from ita_portal.render.look import Look, Margins, PageNumbers
from ita_portal.tables.build import build
from ita_portal.tables.content import Digits, Options
from ita_portal.tables.facts import PictureContent
from ita_portal.tables.layout import Align
from tests.render.docx_reading import lines, opened, value
from tests.render.sample_plans import sample_part, sample_plan
from tests.render.test_narrative import png

PREFACE, CONTENTS = Prose("คำนำ", "<p>ก</p>", is_front=True), Contents("สารบัญ")
TEXT = Prose("หลักการ", "<p>ข</p>")
TABLE = TableBlock(build(sample_part("unit", 1)), "2. ตารางแผน")
BOOK: tuple[Block, ...] = (Cover("ปก"), PREFACE, CONTENTS, Divider("ส่วนที่ 1\nแผน"), TEXT, TABLE, Cover("หลัง"))


def book(*blocks: Block, **look: Any) -> Any:
    return opened(Document("แผน", blocks, look=Look(**look)))


def fields(element: Any) -> list[str]:
    return [instruction.text.strip() for instruction in element.xpath(".//w:instrText")]


def header(section: Any) -> tuple[list[str], list[str]]:
    return lines(section.header._element), fields(section.header._element)


def footer(section: Any) -> tuple[list[str], list[str]]:
    return lines(section.footer._element), fields(section.footer._element)


def counting(word: Any) -> list[tuple[str | None, str | None]]:
    """How each section counts its pages, and where it begins anew."""
    kinds = [section._sectPr.xpath("./w:pgNumType")[0] for section in word.sections]
    return [(kind.get(qn("w:fmt")), kind.get(qn("w:start"))) for kind in kinds]


# Letters


def test_font_and_size_are_set_for_thai_letters_too() -> None:
    word = book(TEXT, office_font="TH Sarabun New", text_points=15)
    (letters,) = word.styles.element.xpath("./w:docDefaults/w:rPrDefault/w:rPr")
    (font,) = letters.xpath("./w:rFonts")
    assert {font.get(qn(f"w:{of}")) for of in ("ascii", "hAnsi", "cs", "eastAsia")} == {"TH Sarabun New"}
    assert (value(letters, "./w:sz"), value(letters, "./w:szCs")) == ("30", "30")
    assert letters.xpath("./w:lang")[0].get(qn("w:bidi")) == "th-TH"
    for heading in ("Heading1", "Heading2", "Title"):
        (style,) = word.styles.element.xpath(f"./w:style[@w:styleId='{heading}']/w:rPr")
        assert [mark.tag for mark in style] == [qn("w:b"), qn("w:bCs")]


def test_no_style_takes_font_or_colour_from_a_theme() -> None:
    with zipfile.ZipFile(io.BytesIO(document_docx(Document("แผน", BOOK)))) as file:
        styles = file.read("word/styles.xml").decode()
        assert "Theme" not in styles
        assert not [name for name in file.namelist() if "thumbnail" in name or "customXml" in name]


def test_file_says_what_it_is_and_nothing_of_who_made_the_template() -> None:
    made = replace(plan_document(sample_plan()), title="แผน\x07 <ก>\nข" + "ย" * 300)
    said = opened(made).core_properties
    assert (said.title, said.author) == (("แผน <ก>\nข" + "ย" * 300)[:255], "สถาบันตัวอย่าง")
    assert (said.language, said.comments, said.last_modified_by) == ("th", "", "สถาบันตัวอย่าง")


def test_file_opens_in_words_newest_way_and_asks_to_count_only_with_contents() -> None:
    with_contents, without = book(CONTENTS, TEXT).settings.element, book(TEXT).settings.element
    assert without.xpath("./w:compat/w:compatSetting")[0].get(qn("w:val")) == "15"
    assert [len(made.xpath("./w:updateFields")) for made in (with_contents, without)] == [1, 0]


def test_document_without_blocks_says_its_title() -> None:
    word = opened(Document("แผน <ว่าง>"))
    assert [p.text for p in word.paragraphs] == ["แผน <ว่าง>"]
    assert len(word.sections) == 1


# Pages


def test_each_run_of_pages_is_a_section_of_a4_with_the_looks_margins() -> None:
    word = book(*BOOK, portrait=Margins(2, 1, 1.5, 4), landscape=Margins(1, 2, 3, 4))
    assert [section.orientation for section in word.sections] == [
        *[WD_ORIENT.PORTRAIT] * 4,
        WD_ORIENT.LANDSCAPE,
        WD_ORIENT.PORTRAIT,
    ]
    sizes = [(round(section.page_width.mm), round(section.page_height.mm)) for section in word.sections]
    assert sizes == [(210, 297)] * 4 + [(297, 210), (210, 297)]
    sides = ("top_margin", "right_margin", "bottom_margin", "left_margin")
    margins = [[round(getattr(section, side).cm, 1) for side in sides] for section in word.sections]
    upright, across, cover = [2.0, 1.0, 1.5, 4.0], [1.0, 2.0, 3.0, 4.0], [2.5] * 4
    assert margins == [cover, upright, upright, upright, across, cover]


def test_block_that_begins_a_page_does_so_within_its_section() -> None:
    word = book(TEXT, Prose("ขอบเขต"), replace(TEXT, new_page=True))
    headings = [p for p in word.paragraphs if p.style.style_id == "Heading2"]
    assert [bool(p.paragraph_format.page_break_before) for p in headings] == [False, False, True]
    assert len(word.sections) == 1


def test_pages_of_books_say_their_number_of_all_and_covers_nothing() -> None:
    word = opened(Document("แผน", BOOK, short_title="แผนย่อ", revision="ฉบับที่ 2", look=Look(header="สถาบัน")))
    number = (["แผนย่อ · ฉบับที่ 2\tหน้า 1 / 1"], ["PAGE", "PAGEREF _last0"])
    nothing: tuple[list[str], list[str]] = ([], [])
    assert [footer(section) for section in word.sections] == [
        nothing,
        number,
        nothing,
        number,
        number,
        nothing,
    ]
    heads = [words for words, _ in map(header, word.sections)]
    assert heads == [[], ["\t\tสถาบัน"], [], ["\t\tสถาบัน"], ["\t\tสถาบัน"], []]


def test_pages_are_counted_from_the_first_behind_the_cover_to_the_last_before_it() -> None:
    word = book(*BOOK)
    assert counting(word) == [
        ("decimal", None),
        ("decimal", "1"),
        *[("decimal", None)] * 4,
    ]
    names = [mark.get(qn("w:name")) for mark in word.element.body.xpath("//w:bookmarkStart")]
    place = word.element.body.xpath("//w:p[w:bookmarkStart[@w:name='_last0']]/w:pPr/w:sectPr/w:pgSz")
    assert names.count("_last0") == 1
    assert place[0].get(qn("w:orient")) == "landscape"


def test_document_without_covers_counts_all_its_pages() -> None:
    word = book(TEXT, TABLE)
    assert footer(word.sections[1]) == (["\tหน้า 1 / 1"], ["PAGE", "NUMPAGES"])


def test_pages_before_the_first_are_counted_in_letters_where_the_look_says_so() -> None:
    word = book(*BOOK, front_letters=True)
    assert counting(word)[1:4] == [("thaiLetters", "1"), ("decimal", "1"), ("decimal", None)]
    assert footer(word.sections[1]) == (["\tหน้า ก"], ["PAGE"])


def test_letters_and_charters_say_their_number_between_dashes_from_the_second_page() -> None:
    word = book(TEXT, TABLE, page_numbers=PageNumbers.DASHED, header="สถาบัน")
    first, second = word.sections
    assert (first.different_first_page_header_footer, second.different_first_page_header_footer) == (
        True,
        False,
    )
    assert lines(first.first_page_header._element) == ["\t\tสถาบัน"]
    assert [header(section) for section in (first, second)] == [(["\t- 2 -\tสถาบัน"], ["PAGE"])] * 2
    assert [footer(section) for section in (first, second)] == [([], [])] * 2


def test_pages_say_nothing_where_the_look_says_nothing() -> None:
    (section,) = book(TEXT, page_numbers=PageNumbers.NONE).sections
    assert (header(section)[1], footer(section)) == ([], ([], []))


def test_pages_are_counted_in_the_documents_digits() -> None:
    part = replace(sample_part(), options=Options(digits=Digits.THAI))
    word = opened(plan_document(replace(sample_plan(), parts=(part,))))
    words, instructions = footer(word.sections[0])
    assert instructions == [r"PAGE \* THAIARABIC", r"NUMPAGES \* THAIARABIC"]
    assert words[0].endswith("หน้า ๑ / ๑")
    assert counting(word) == [("thaiNumbers", "1")]


def test_title_too_long_for_the_foot_is_cut_to_one_line() -> None:
    word = opened(Document("แผน", (TEXT, TABLE), short_title="ชื่อแผนยาว " * 40))
    upright, across = (footer(section)[0][0] for section in word.sections)
    assert 60 < len(upright) < len(across) < 220
    assert "…\tหน้า" in upright


# Contents, covers, dividers


def test_contents_are_a_field_with_an_entry_for_every_heading_that_leads_to_it() -> None:
    word = book(*BOOK)
    entries = [p for p in word.paragraphs if p.style.style_id in ("TOC1", "TOC2")]
    assert [(p.text, p.style.style_id) for p in entries] == [
        ("คำนำ\t", "TOC2"),
        ("สารบัญ\t", "TOC2"),
        ("ส่วนที่ 1 แผน\t", "TOC1"),
        ("หลักการ\t", "TOC2"),
        ("2. ตารางแผน\t", "TOC2"),
    ]
    anchors = [p._p.xpath("./w:hyperlink")[0].get(qn("w:anchor")) for p in entries]
    assert fields(word.element.body) == [
        r'TOC \o "1-2" \h \z \u',
        *(rf"PAGEREF {anchor} \h" for anchor in anchors),
    ]
    marks = word.element.body.xpath("//w:bookmarkStart")
    paragraphs = {mark.get(qn("w:name")): mark.getparent() for mark in marks}
    headings = [value(paragraphs[anchor], "./w:pPr/w:pStyle") for anchor in anchors]
    assert headings == ["Heading2", "Heading2", "Heading1", "Heading2", "Heading2"]
    assert len({mark.get(qn("w:id")) for mark in marks}) == len(marks)


def test_field_of_the_contents_begins_and_ends_once() -> None:
    kinds = [char.get(qn("w:fldCharType")) for char in book(CONTENTS, TEXT).element.body.xpath("//w:fldChar")]
    assert kinds == ["begin", "separate", *["begin", "separate", "end"] * 2, "end"]


def test_title_within_a_table_is_a_heading_of_its_level() -> None:
    block = TableBlock(build(sample_part(rows=1)))
    (title,) = book(CONTENTS, block).element.body.xpath("//w:tc//w:p[w:bookmarkStart]")
    assert value(title, "./w:pPr/w:outlineLvl") == "1"


def test_cover_has_logo_title_lines_and_the_contact_at_its_foot() -> None:
    logo = PictureContent("", "image/png", 40, 30, png)
    cover = Cover("แผน\nปฏิบัติการ", ("ประจำปี", "สถาบัน"), ("โทร. 0 2000 0000",))
    word = book(cover, TEXT, logo=logo, logo_height=4)
    texts = [p.text for p in word.paragraphs if p.text]
    assert texts[:4] == ["แผน\nปฏิบัติการ", "ประจำปี", "สถาบัน", "โทร. 0 2000 0000"]
    (shown,) = word.inline_shapes
    assert round(shown.height.cm, 2) == 4
    assert [p.text for p in word.paragraphs if p._p.xpath("./w:pPr/w:framePr")] == ["โทร. 0 2000 0000"]
    title = word.paragraphs[1].runs[0]
    assert (title.bold, title.font.size.pt) == (True, 28)


def test_cover_without_a_logo_has_none() -> None:
    logo = PictureContent("", "image/png", 40, 30, png)
    assert len(book(replace(Cover("ปก"), has_logo=False), TEXT, logo=logo).inline_shapes) == 0


# What letters are made with


def test_new_document_takes_paragraphs_with_runs_in_page_and_cell() -> None:
    look = Look(page_numbers=PageNumbers.DASHED)
    made = new_document(look, title="บันทึก", creator="สถาบัน", digits=Digits.THAI)
    paragraph = add_paragraph(made, "เรื่อง ", bold=True, align=Align.CENTER, size=20, keep_next=True)
    add_run(paragraph, "น้ำ\tใจ\nก\x07")
    add_paragraph(made, "ภาคเหตุ", first_line_cm=2.5)
    add_paragraph(made.add_table(1, 1).cell(0, 0), "ลงชื่อ")
    word: Any = docx.Document(io.BytesIO(save(made)))
    subject, reason = word.paragraphs[:2]
    assert [(run.text, run.bold) for run in subject.runs] == [("เรื่อง ", True), ("น้ำ\tใจ\nก", None)]
    assert subject.runs[0]._r.xpath("./w:rPr/w:szCs")[0].get(qn("w:val")) == "40"
    assert subject.paragraph_format.keep_with_next
    assert round(reason.paragraph_format.first_line_indent.cm, 2) == 2.5
    assert [p.text for p in word.tables[0].cell(0, 0).paragraphs] == ["ลงชื่อ"]
    (section,) = word.sections
    assert section.different_first_page_header_footer
    assert header(section) == (["\t- ๒ -\t"], [r"PAGE \* THAIARABIC"])
