"""Good typesetting at any length: nothing leaves its cell, nothing is parted that belongs together."""

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache, partial
from itertools import pairwise

import pymupdf
import pytest

from ita_portal.render.arrangement import plan_document
from ita_portal.render.blocks import Prose, TableBlock
from ita_portal.render.document import Document
from ita_portal.render.look import Look
from ita_portal.render.pdf import document_pdf
from ita_portal.tables.build import build
from ita_portal.tables.content import LabelAt, PartContent, PlanContent, Signature
from ita_portal.tables.rows import PeriodCell, Row
from ita_portal.thai.amounts import read_amount
from tests.render.sample_plans import sample_part, sample_plan

YEAR = 2569
LONG = "ข้อความยาวที่สุดของตาราง " * 250
WORD = "x" * 80
LAYOUTS = ("component", "unit", "strategy_quarters")
SIGNATURES = (
    Signature("ผู้เสนอ", "นางสาวสมมติ ใจซื่อ", "เลขานุการคณะทำงาน"),
    Signature("ผู้เห็นชอบ", "นางตัวอย่าง มือสะอาด", "รองผู้อำนวยการ", label_at=LabelAt.BESIDE),
    Signature("ผู้อนุมัติ", "นายสาธิต ตั้งตรง", "รองผู้อำนวยการ", "ปฏิบัติราชการแทนผู้อำนวยการสถาบันตัวอย่าง", LabelAt.BELOW),
)


def gantt(rows: int, layout: str = "gantt_months") -> PlanContent:
    """A project with its steps in seventeen columns: money in every month."""
    months = {month: PeriodCell(marked=True, amount=None) for month in range(1, 13)}
    step = Row("ขั้นตอนการดำเนินงานที่มีชื่อยาวพอสมควร", level=2, months=months, budget=read_amount("1,250,000.50"))
    steps = (replace(step, title=f"{step.title} {at}", id=at + 1) for at in range(rows))
    part = PartContent(
        "แผนรายเดือน", layout, YEAR, (Row("โครงการสาธิต", level=1), *steps), signatures=SIGNATURES
    )
    return PlanContent("แผน", YEAR, parts=(part,))


def with_first_row(plan: PlanContent, **texts: str) -> PlanContent:
    part = plan.parts[0]
    rows = (replace(part.rows[0], **texts), *part.rows[1:])  # type: ignore[arg-type]
    return replace(plan, parts=(replace(part, rows=rows, signatures=SIGNATURES),))


CASES: dict[str, Callable[[], PlanContent]] = {
    **{f"{layout} {rows}": partial(sample_plan, layout, rows) for layout in LAYOUTS for rows in (5, 60)},
    "component 120": lambda: sample_plan("component", 120),
    "long cell": lambda: with_first_row(sample_plan("component", 5), objective=LONG),
    "long title": lambda: with_first_row(sample_plan("strategy_quarters", 5), title=LONG),
    "long word": lambda: with_first_row(sample_plan("component", 5), title=WORD, target_group=WORD),
    "gantt": lambda: gantt(60),
    "budget": lambda: gantt(30, "budget_months"),
}


@cache
def made(case: str) -> bytes:
    return document_pdf(plan_document(CASES[case]()))


def opened(case: str) -> pymupdf.Document:
    return pymupdf.open(stream=made(case))


def body_of(page: pymupdf.Page) -> str:
    """The page's text without its foot, which stands at the end of the file's order."""
    foot = page.get_text().rfind("หน้า ")
    return page.get_text()[:foot]


Box = tuple[float, float, float, float]


def cells_of(page: pymupdf.Page) -> list[Box]:
    """The boxes of cells: WeasyPrint draws a border as what lies between two boxes."""
    return [tuple(drawing["rect"]) for drawing in page.get_drawings() if len(drawing["items"]) == 2]


def cell_around(box: Box, cells: list[Box]) -> Box | None:
    """The smallest cell in which the middle of the box lies."""
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    around = (cell for cell in cells if cell[0] < x < cell[2] and cell[1] < y < cell[3])
    return min(around, key=lambda cell: (cell[2] - cell[0]) * (cell[3] - cell[1]), default=None)


def is_inside(box: Box, outer: Box) -> bool:
    left, top, right, bottom = outer
    return left <= box[0] and top <= box[1] and box[2] <= right and box[3] <= bottom


@pytest.mark.parametrize("case", list(CASES))
def test_no_word_leaves_its_cell_or_the_page(case: str) -> None:
    with opened(case) as pdf:
        for page in pdf:
            cells = cells_of(page)
            assert len(cells) > 8
            printed = (42, 40, page.rect.width - 42, page.rect.height - 10)
            for x0, y0, x1, y1, word, *_ in page.get_text("words"):
                assert is_inside((x0, y0, x1, y1), printed), word
                cell = cell_around((x0, y0, x1, y1), cells)
                assert cell is None or is_inside((x0 + 0.5, y0 + 1, x1 - 0.5, y1 - 1), cell), word


@pytest.mark.parametrize("case", list(CASES))
def test_header_rows_stand_once_on_every_page(case: str) -> None:
    (table,) = plan_document(CASES[case]()).tables
    label = next(cell.text for cell in table.header[0] if cell.field in ("title", "objective")).split("\n")[0]
    with opened(case) as pdf:
        for page in pdf:
            assert re.sub(r"\s", "", page.get_text()).count(re.sub(r"\s", "", label)) >= 1


@pytest.mark.parametrize("layout", LAYOUTS)
def test_rows_are_whole(layout: str) -> None:
    """The first and the last line of a row stand on one page."""
    plan = sample_plan(layout, 40)
    words = "เริ่ม{0:03}\nก\nข\nค\nจบ{0:03}"
    rows = tuple(replace(row, title=words.format(at)) for at, row in enumerate(plan.parts[0].rows))
    plan = replace(plan, parts=(replace(plan.parts[0], rows=rows),))
    with pymupdf.open(stream=document_pdf(plan_document(plan))) as pdf:
        texts = [page.get_text() for page in pdf]
    starts = [re.findall(r"เริ่ม(\d+)", text) for text in texts]
    assert starts == [re.findall(r"จบ(\d+)", text) for text in texts]
    assert [number for page in starts for number in page] == [f"{at:03}" for at in range(40)]


def test_every_character_of_a_cell_longer_than_a_page_is_printed() -> None:
    with opened("long cell") as pdf:
        assert len(pdf) > 3
        text = re.sub(r"\s", "", "".join(body_of(page) for page in pdf))
    assert text.count(re.sub(r"\s", "", "ข้อความยาวที่สุดของตาราง")) == 250


def test_merged_cells_go_on_with_their_words_on_every_page() -> None:
    with opened("component 60") as pdf:
        pages = [page.get_text() for page in pdf]
    assert len(pages) > 3
    for before, text in pairwise(pages):
        groups = re.findall(r"องค์ประกอบที่ (\d+)", before)
        first = re.search(r"องค์ประกอบที่ (\d+)\s*(\(ต่อ\))?", text)
        assert first
        assert bool(first[2]) is (first[1] == groups[-1])


@pytest.mark.parametrize("rows", range(5, 11))
def test_signatures_are_together_on_the_page_of_the_last_row(rows: int) -> None:
    part = replace(sample_part("unit", rows), signatures=SIGNATURES, notes=())
    with pymupdf.open(stream=document_pdf(plan_document(PlanContent("แผน", YEAR, parts=(part,))))) as pdf:
        *others, last = (page.get_text() for page in pdf)
    assert f"{rows}. " in last
    for name in ("นางสาวสมมติ ใจซื่อ", "นางตัวอย่าง มือสะอาด", "นายสาธิต ตั้งตรง"):
        assert name in last
        assert all(name not in text for text in others)


def test_places_to_sign_stand_on_one_line_wherever_the_duty_stands() -> None:
    part = replace(sample_part("unit", 2), signatures=SIGNATURES)
    with pymupdf.open(stream=document_pdf(plan_document(PlanContent("แผน", YEAR, parts=(part,))))) as pdf:
        dots = [word for word in pdf[0].get_text("words") if word[4].endswith("." * 20)]
    assert [word[4].rstrip(".") for word in dots] == ["", "ผู้เห็นชอบ", ""]
    assert max(word[3] for word in dots) - min(word[3] for word in dots) < 1


@pytest.mark.parametrize("lines", range(26, 36))
def test_heading_is_never_the_last_of_a_page(lines: int) -> None:
    """Neither that of a section nor that over a table which follows on the same page."""
    table = build(PartContent("ตารางสั้น", "plan_indicators", YEAR, (Row("ร้อยละ", target="85"),)))
    blocks = (
        Prose("หนึ่ง", "<p>บรรทัด</p>" * lines),
        Prose("สอง", "<p>ข้อความ</p>"),
        TableBlock(table, "หัวข้อของตาราง", new_page=False),
    )
    with pymupdf.open(stream=document_pdf(Document("แผน", blocks))) as pdf:
        for page in pdf:
            last = [line for line in body_of(page).splitlines() if line.strip()][-2:]
            assert not {"สอง", "หัวข้อของตาราง", "ตารางสั้น"} & {line.strip() for line in last[-1:]}
        (at,) = (page for page in pdf if "หัวข้อของตาราง" in page.get_text())
        assert "ร้อยละ" in at.get_text()


@pytest.mark.parametrize(("text", "table"), [(14, 11), (16, 14), (20, 16)])
def test_letters_have_the_sizes_of_the_look(text: int, table: int) -> None:
    plan = replace(sample_plan("unit", 2), title="ชื่อแผน")
    document = replace(plan_document(plan), look=Look(text_points=text, table_points=table))
    document = replace(document, blocks=(Prose("หัวข้อ", "<p>เนื้อความ</p>"), *document.blocks))
    with pymupdf.open(stream=document_pdf(document)) as pdf:
        sizes = {
            span["text"].strip(): round(span["size"] * 16 / 11, 1)
            for page in pdf
            for block in page.get_text("dict")["blocks"]
            for line in block.get("lines", [])
            for span in line["spans"]
        }
    assert sizes["เนื้อความ"] == text
    assert sizes["บุคลากรทุกคน"] == table
