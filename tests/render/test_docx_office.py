"""Word files as an office suite opens them: nothing lost, nothing altered, nothing out of its page."""

import io
import unicodedata
from collections.abc import Iterator
from functools import cache

import docx
import pymupdf

from ita_portal.render.arrangement import Sources, arranged, plan_document
from ita_portal.render.blocks import Prose
from ita_portal.render.document import Document
from ita_portal.render.docx import document_docx
from ita_portal.render.kinds import kind_for
from ita_portal.render.whole import header_lines
from ita_portal.tables.content import PartContent, PlanContent
from ita_portal.tables.layouts import all_layouts
from ita_portal.tables.table import Cell, Table
from tests.render.docx_reading import lines
from tests.render.office import converted
from tests.render.sample_plans import HEADINGS, sample_part, sample_row
from tests.render.sample_tables import SAMPLES
from tests.render.test_narrative import PLAN

HARD = "ปำ ฝำ ฟำ ป้ำ น้ำ ญู ฐุ ปั๊ม ๒๕๖๙ ≥ ffi <&> =1+1 {PAGE}  ก็"


def part_of(layout: str) -> PartContent:
    if layout in SAMPLES:
        return SAMPLES[layout]
    if layout in HEADINGS:
        return sample_part(layout, 3)
    return PartContent(f"ตาราง {HARD}", layout, 2569, tuple(sample_row(at, "unit") for at in range(3)))


@cache
def documents() -> dict[str, Document]:
    """A table of every layout, and a charter with prose."""
    plans = {key: PlanContent(HARD, 2569, parts=(part_of(key),)) for key in all_layouts()}
    made = {f"{key}.docx": plan_document(plan) for key, plan in plans.items()}
    sources = Sources(PLAN)
    made["charter.docx"] = arranged(sources, kind_for("project_charter").entries)
    html = f"<p>{HARD.replace('<&>', '&lt;&amp;&gt;')}</p><table><tr><td>ก</td><td>ข</td></tr></table>"
    made["prose.docx"] = Document("แผน", (Prose("หลักการ", html),))
    return made


@cache
def files() -> dict[str, bytes]:
    return {name: document_docx(document) for name, document in documents().items()}


def table_lines(table: Table) -> Iterator[str]:
    """Every line of a table in printed order, its signatures left out."""
    around = [table.title, *table.lines]
    yield from [*around[1:], *around[:1]] if table.title_in_table else around
    for cell in (cell for row in table.header for cell in row):
        yield from header_words(cell).split("\n")
    for cell in (cell for line in table.body for cell in line.cells):
        yield from cell.text.split("\n")
    yield from (line for note in table.notes for line in note.split("\n"))


def header_words(cell: Cell) -> str:
    return cell.text if cell.colspan > 1 else header_lines(cell.text)


def written(text: str) -> list[str]:
    return [line for line in text.splitlines() if line]


def squeezed(text: str) -> str:
    """Without white space, and with SARA AM in its two parts, as PDFs may have it."""
    return "".join(unicodedata.normalize("NFKD", text).split())


# Each of these starts LibreOffice once, for all files.


def test_every_layout_and_prose_open_with_their_text_character_for_character() -> None:
    made = converted(files(), "txt:Text (encoded):UTF8")
    found = {name: written(text.decode("utf-8-sig")) for name, text in made.items()}
    assert found.pop("prose.docx") == ["แผน", "หลักการ", HARD, "ก", "ข"]
    assert found.pop("charter.docx")[:3] == [
        "โครงการหนึ่ง",
        "รหัสโครงการ P-1",
        "งบประมาณ 7,200 บาท (เจ็ดพันสองร้อยบาทถ้วน) โดยสามารถถัวเฉลี่ยได้ทุกรายการ",
    ]
    expected = {name: list(filter(None, table_lines(documents()[name].tables[0]))) for name in found}
    # Signatures follow the table; they are tested by themselves.
    assert {name: words[: len(expected[name])] for name, words in found.items()} == expected
    assert min(map(len, expected.values())) > 5


def test_every_layout_is_laid_out_with_nothing_missing_and_its_pages_counted() -> None:
    tables = {name: document.tables[0] for name, document in documents().items() if len(document.tables) == 1}
    made = converted({name: files()[name] for name in tables}, "pdf")
    for name, table in tables.items():
        pages = [page.get_text() for page in pymupdf.open("pdf", made[name]).pages()]
        printed = squeezed("".join(pages))
        assert [line for line in table_lines(table) if squeezed(line) not in printed] == [], name
        numbers = [f"หน้า {at} / {len(pages)}" for at in range(1, len(pages) + 1)]
        assert [number in page for number, page in zip(numbers, pages, strict=True)] == [True] * len(pages)


def test_no_table_is_lost_when_an_office_saves_the_file_again() -> None:
    some = {name: files()[name] for name in ("component.docx", "strategy_quarters.docx", "prose.docx")}
    saved = converted(some, "docx:MS Word 2007 XML")
    for name, data in some.items():
        before, after = docx.Document(io.BytesIO(data)), docx.Document(io.BytesIO(saved[name]))
        assert [lines(table._tbl) for table in after.tables] == [lines(table._tbl) for table in before.tables]
        assert [len(table.columns) for table in after.tables] == [
            len(table.columns) for table in before.tables
        ]
