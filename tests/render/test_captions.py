"""Numbers of tables and figures through a document, and references that follow them."""

from dataclasses import replace

import pytest

from ita_portal.render.arrangement import Entry, EntryKind, Sources, arranged
from ita_portal.render.document import Document
from ita_portal.render.look import Look
from ita_portal.tables.content import Digits, Options, PartContent, PlanContent, SectionContent
from ita_portal.tables.facts import Charter, PictureContent
from ita_portal.tables.rows import Row

SECTION, TABLES, CHARTERS = EntryKind.SECTION, EntryKind.TABLES, EntryKind.CHARTERS
NUMBERED = Look(numbered_tables=True)


def picture(caption: str) -> PictureContent:
    return PictureContent(caption, "image/png", 4, 3, bytes)


def part(title: str, layout: str = "unit", **texts: object) -> PartContent:
    return PartContent(title, layout, 2569, (Row("งาน"),), **texts)  # type: ignore[arg-type]


def plan(html: str, *parts: PartContent) -> PlanContent:
    """The section "อ้าง" refers to what stands in others: pictures 1 and 2 of the plan, 3 in a charter."""
    sections = (
        SectionContent("ก", "", (picture("แรก"),)),
        SectionContent("ข", "", (picture("สอง"),)),
        SectionContent("อ้าง", html),
    )
    charters = (Charter("โครงการ", sections=(SectionContent("ค", html, (picture("สาม"),)),)),)
    return PlanContent("แผน", 2569, sections=sections, charters=charters, parts=parts)


def document(content: PlanContent, *entries: Entry, look: Look = NUMBERED) -> Document:
    return arranged(Sources(content), entries, look)


def referring(found: Document) -> str:
    return next(section.html for section in found.sections if section.title == "อ้าง")


def captions(found: Document) -> list[str]:
    return [figure.caption for section in found.sections for figure in section.figures]


REORDERED = (Entry(SECTION, "ข"), Entry(SECTION, "อ้าง"), Entry(CHARTERS), Entry(SECTION, "ก"))


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("<p>ดังภาพที่ 1 และภาพที่ 2</p>", "<p>ดังภาพที่ 3 และภาพที่ 1</p>"),
        ("<p>ดังภาพที่ ๑ และภาพที่๒</p>", "<p>ดังภาพที่ ๓ และภาพที่๑</p>"),
        ("<p>ดัง<strong>ภาพที่ 3</strong></p>", "<p>ดัง<strong>ภาพที่ 2</strong></p>"),
        ("<ul><li>ดู ภาพที่ 1</li></ul>", "<ul><li>ดู ภาพที่ 3</li></ul>"),
        ("<p>ดังภาพที่ 4 และภาพที่ 1000</p>", "<p>ดังภาพที่ 4 และภาพที่ 1000</p>"),
        ("<p>ภาพที่ 1 เป็นคำบรรยายที่พิมพ์เอง</p>", "<p>ภาพที่ 1 เป็นคำบรรยายที่พิมพ์เอง</p>"),
        ("<p>&nbsp; ภาพที่ 1 เป็นคำบรรยาย</p><p>ก<br>ภาพที่ 1</p>",) * 2,
        (
            '<p><a href="https://x/ภาพที่ 1">ตามภาพที่ 2</a></p>',
            '<p><a href="https://x/ภาพที่ 1">ตามภาพที่ 1</a></p>',
        ),
    ],
)
def test_references_to_figures_follow_their_numbers_in_the_digits_typed(typed: str, printed: str) -> None:
    found = document(plan(typed), *REORDERED)
    assert captions(found) == ["ภาพที่ 1 สอง", "ภาพที่ 3 แรก"]
    assert referring(found) == printed
    assert found.charters[0].sections[0].html == printed
    assert found.charters[0].sections[0].figures[0].caption == "ภาพที่ 2 สาม"


def test_reference_to_a_figure_that_is_left_out_stays_as_typed() -> None:
    html = "<p>ดังภาพที่ 1 และภาพที่ 2</p>"
    found = document(plan(html), Entry(SECTION, "ข"), Entry(SECTION, "อ้าง"))
    assert referring(found) == "<p>ดังภาพที่ 1 และภาพที่ 1</p>"
    assert captions(found) == ["ภาพที่ 1 สอง"]


def test_nothing_is_rewritten_where_the_order_is_that_of_the_plan() -> None:
    html = "<p>ภาพที่ 1 ดังภาพที่ ๒ และตารางที่ 1</p>"
    assert (
        referring(document(plan(html, part("แผน")), Entry(SECTION), Entry(CHARTERS), Entry(TABLES))) == html
    )


def test_number_typed_before_a_caption_is_not_printed_twice() -> None:
    content = PlanContent("แผน", 2569, sections=(SectionContent("ก", "", (picture("ภาพที่ 7 : แนวโน้ม"),)),))
    assert captions(document(content, Entry(SECTION))) == ["ภาพที่ 1 แนวโน้ม"]


def test_tables_are_numbered_through_the_document_in_place_of_what_was_typed() -> None:
    parts = (
        part("ตารางที่ 3 แผน"),
        part("ตัวชี้วัด", "plan_indicators"),
        part("ผลงาน", lines=("ตารางที่ ๙ ผล", "ก")),
    )
    found = document(plan("", *parts), Entry(TABLES, "plan_indicators"), Entry(TABLES))
    assert [(table.title, table.lines) for table in found.tables] == [
        ("ตารางที่ 1 ตัวชี้วัด", ()),
        ("ตารางที่ 2 แผน", ()),
        ("ผลงาน", ("ตารางที่ 3 ผล", "ก")),
    ]


def test_tables_keep_what_was_typed_where_they_are_not_numbered() -> None:
    html = "<p>ดังตารางที่ 3</p>"
    found = document(plan(html, part("ตารางที่ 3 แผน")), Entry(SECTION), Entry(TABLES), look=Look())
    assert [table.title for table in found.tables] == ["ตารางที่ 3 แผน"]
    assert referring(found) == html


def test_references_to_tables_know_the_number_typed_before_the_place_in_the_plan() -> None:
    parts = (part("ตารางที่ 2 แผน"), part("ตัวชี้วัด", "plan_indicators"), part("คน", "staff_numbers"))
    html = "<p>ดังตารางที่ 2 ตารางที่ ๓ และตารางที่ 1</p>"
    found = document(plan(html, *parts), Entry(TABLES, "staff_numbers"), Entry(TABLES), Entry(SECTION, "อ้าง"))
    assert [table.title for table in found.tables] == ["ตารางที่ 1 คน", "ตารางที่ 2 แผน", "ตารางที่ 3 ตัวชี้วัด"]
    assert referring(found) == "<p>ดังตารางที่ 2 ตารางที่ ๑ และตารางที่ 1</p>"


def test_captions_of_tables_typed_into_the_prose_are_counted_with_all_others() -> None:
    html = "<p>ตารางที่ 1 คะแนน</p><p>ดังตารางที่ 1 และตารางที่ 2</p>"
    found = document(plan(html, part("ตารางที่ 2 แผน")), Entry(TABLES), Entry(SECTION, "อ้าง"))
    assert [table.title for table in found.tables] == ["ตารางที่ 1 แผน"]
    assert referring(found) == "<p>ตารางที่ 2 คะแนน</p><p>ดังตารางที่ 2 และตารางที่ 1</p>"


def test_numbers_are_thai_where_the_tables_are() -> None:
    thai = part("แผน", options=Options(digits=Digits.THAI))
    content = replace(plan("", thai), charters=())
    found = document(content, Entry(SECTION), Entry(TABLES))
    assert captions(found) == ["ภาพที่ ๑ แรก", "ภาพที่ ๒ สอง"]
    assert [table.title for table in found.tables] == ["ตารางที่ ๑ แผน"]
