"""What PDF/UA-1 asks for and machines can see (the rules of the Matterhorn protocol that matter here)."""

import io
from collections.abc import Iterator
from itertools import pairwise

import pikepdf
import pytest

from ita_portal.render.arrangement import plan_document
from ita_portal.render.blocks import Block, Contents, Cover, Divider, Figure, Prose
from ita_portal.render.document import Document
from ita_portal.render.pdf import document_pdf
from tests.render.pictures import picture
from tests.render.sample_plans import sample_plan

HTML = (
    "<h3>ย่อย</h3><p>ก <em>ข</em></p><ul><li><p>หนึ่ง</p><p>ต่อ</p><ul><li>ใน</li></ul></li></ul><h4>ลึก</h4>"
    '<ol data-type="thai"><li>สอง</li></ol><table><tr><th>หัว</th></tr><tr><td>1</td></tr></table>'
)
BLOCKS = (
    Cover("ปก"),
    Contents("สารบัญ"),
    Prose("บทนำ", HTML, (Figure(picture(), "ภาพที่ 1 แผนภูมิ"),)),
    Divider("ส่วนที่ 2"),
    Prose("บทต่อไป", "<p>ก</p>"),
)


@pytest.fixture(scope="module")
def book() -> pikepdf.Pdf:
    tables = plan_document(sample_plan("component", 30)).blocks
    return pikepdf.open(io.BytesIO(document_pdf(Document("แผน", (*BLOCKS, *tables)))))


def tags(item: pikepdf.Object) -> Iterator[pikepdf.Object]:
    yield item
    for kid in kids(item):
        yield from tags(kid)


def kids(item: pikepdf.Object) -> list[pikepdf.Object]:
    return [kid for kid in item.get("/K", []) if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]


def kinds(pdf: pikepdf.Pdf, kind: str) -> list[pikepdf.Object]:
    return [tag for tag in tags(pdf.Root.StructTreeRoot) if tag.get("/S") == kind]


def test_document_has_title_language_mark_and_order_of_tabs(book: pikepdf.Pdf) -> None:
    assert str(book.Root.Lang) == "th"
    assert book.open_metadata()["dc:title"] == "แผน"
    assert book.open_metadata()["pdfuaid:part"] == "1"
    assert book.Root.ViewerPreferences.DisplayDocTitle
    assert {str(page.Tabs) for page in book.pages} == {"/S"}


def test_all_text_is_tagged(book: pikepdf.Pdf) -> None:
    for page in book.pages:
        depth = 0
        for instruction in pikepdf.parse_content_stream(page):
            operator = str(instruction.operator)
            if operator in ("BDC", "BMC"):
                depth += 1
            elif operator == "EMC":
                depth -= 1
            elif operator in ("Tj", "TJ", "Do"):
                assert depth > 0, instruction.operands


@pytest.mark.parametrize(
    ("blocks", "levels"),
    [
        ((Prose("ก", "<h4>ข</h4><h3>ค</h3><p>ง</p>"),), 3),
        ((Prose("ก", "<h3>ข</h3><h4>ค</h4><h3>ง</h3>"), Prose("จ", "<h4>ฉ</h4>")), 4),
        (plan_document(sample_plan("unit", 1)).blocks, 1),
        ((Divider("ส่วน"), Prose("ก", "<h4>ข</h4>")), 3),
    ],
)
def test_headings_begin_at_the_first_level_and_skip_none(blocks: tuple[Block, ...], levels: int) -> None:
    pdf = pikepdf.open(io.BytesIO(document_pdf(Document("แผน", blocks))))
    found = [int(str(tag.S)[2]) for tag in tags(pdf.Root.StructTreeRoot) if is_heading(tag)]
    assert [after for before, after in pairwise([0, *found]) if after > before + 1] == []
    assert len(set(found)) == levels


def is_heading(tag: pikepdf.Object) -> bool:
    return str(tag.get("/S", "")) in {f"/H{level}" for level in range(1, 7)}


def test_items_of_lists_are_a_label_and_a_body(book: pikepdf.Pdf) -> None:
    items = [[str(kid.S) for kid in kids(item)] for item in kinds(book, "/LI")]
    assert len(items) >= 3
    assert [item for item in items if not set(item) <= {"/Lbl", "/LBody"}] == []
    assert [item for item in items if item.count("/LBody") != 1] == []


def test_pictures_say_what_they_show(book: pikepdf.Pdf) -> None:
    assert [str(figure.Alt) for figure in kinds(book, "/Figure")] == ["ภาพที่ 1 แผนภูมิ"]


def test_header_cells_say_what_they_head(book: pikepdf.Pdf) -> None:
    headers = kinds(book, "/TH")
    assert len(headers) > 20
    assert [header for header in headers if "/Scope" not in header.A and "/ID" not in header] == []


def test_links_say_where_they_lead(book: pikepdf.Pdf) -> None:
    links = [note for page in book.pages for note in page.get("/Annots", []) if note.Subtype == "/Link"]
    assert len(links) >= 2
    assert [link for link in links if "/Contents" not in link or "/StructParent" not in link] == []
