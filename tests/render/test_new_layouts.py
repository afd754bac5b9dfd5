"""Documents of the layouts whose rows come from other rooms: every format says what the table says."""

import io
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser

import openpyxl
import pymupdf
import pytest

from ita_portal.render.arrangement import plan_document
from ita_portal.render.html import part_html
from ita_portal.render.pdf import document_pdf
from ita_portal.render.xlsx import document_xlsx
from ita_portal.tables.build import build
from ita_portal.tables.content import PlanContent
from ita_portal.tables.table import Table
from tests.render.sample_tables import SAMPLES

FOOT = 50  # points at the foot of a page, below the table
LAYOUTS = sorted(SAMPLES)


def told(table: Table) -> Iterator[str]:
    """Everything that is printed of a table, from the top down."""
    yield from (table.title, *table.lines)
    yield from (cell.text for row in table.header for cell in row)
    yield from (cell.text for line in table.body for cell in line.cells)
    yield from table.notes


def squeezed(text: str) -> str:
    return "".join(text.split())


class Texts(HTMLParser):
    """The words of a page, and how many tables have a head."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words, self.heads = "", 0
        self.feed(html)

    def handle_data(self, data: str) -> None:
        self.words += data

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.heads += tag == "thead"


@pytest.fixture(scope="module")
def plan() -> PlanContent:
    return PlanContent("แผนตัวอย่าง", 2569, parts=tuple(SAMPLES[layout] for layout in LAYOUTS))


@pytest.fixture(scope="module")
def pages(plan: PlanContent) -> dict[str, tuple[str, tuple[int, int]]]:
    """The text above the foot and the size of the page of each layout: one document, a page for each."""
    with pymupdf.open(stream=document_pdf(plan_document(plan))) as document:
        assert len(document) == len(LAYOUTS)
        return {
            layout: (
                page.get_text(clip=page.rect - (0, 0, 0, FOOT)),
                (round(page.rect.width), round(page.rect.height)),
            )
            for layout, page in zip(LAYOUTS, document, strict=True)
        }


@pytest.mark.parametrize("layout", LAYOUTS)
def test_pdf_says_exactly_what_the_table_says(
    layout: str, pages: dict[str, tuple[str, tuple[int, int]]]
) -> None:
    table = build(SAMPLES[layout])
    text, (width, height) = pages[layout]
    assert squeezed(text) == squeezed("".join(told(table)))
    assert (width > height) == (table.orientation.value == "landscape")


@pytest.mark.parametrize("layout", LAYOUTS)
def test_page_says_exactly_what_the_table_says(layout: str) -> None:
    table = build(SAMPLES[layout])
    page = Texts(part_html(table))
    assert squeezed(page.words) == squeezed("".join(told(table)))
    assert page.heads == bool(table.header)


def test_workbook_says_exactly_what_the_tables_say(plan: PlanContent) -> None:
    book = openpyxl.load_workbook(io.BytesIO(document_xlsx(plan_document(plan))))
    for layout, sheet in zip(LAYOUTS, book.worksheets, strict=False):
        table = build(SAMPLES[layout])
        said = [cell for row in sheet.values for cell in row if cell is not None]
        assert [_as_said(text) for text in told(table) if text] == [_as_said(cell) for cell in said], layout
        assert bool(sheet.print_title_rows) == bool(table.header), layout


def _as_said(value: object) -> str:
    """A number as a number says it, words without the places where their lines end."""
    text = squeezed(str(value))
    try:
        return str(float(text.replace(",", "")))
    except ValueError:
        return text


def test_next_page_of_a_table_without_a_header_begins_with_a_line() -> None:
    roster = SAMPLES["committee"]
    plan = PlanContent("แผน", 2569, parts=(replace(roster, rows=roster.rows * 10),))
    with pymupdf.open(stream=document_pdf(plan_document(plan))) as document:
        page = document[1]
        first_word = min(word[1] for word in page.get_text("words"))
        above = page.get_pixmap(
            dpi=144, clip=(0, first_word - 12, page.rect.width, first_word), colorspace="GRAY"
        )
        darkest = min(above.pixel(above.width // 3, y)[0] for y in range(above.height))
        assert darkest < 160
