"""Plans of the structure of real ones go from the browser into the database and out as PDF and Excel.

Same columns, heading levels, merged cells, numbers of rows and quirks; the words are invented.
"""

import io
import json
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from pypdf import PdfReader
from pytest_django import Settings

from ita_portal.render.xlsx_narrative import NARRATIVE_SHEET
from ita_portal.tables.build import build
from ita_portal.tables.content import PlanContent
from ita_portal.tables.table import Line
from ita_portal.tables.to_json import plan_to_json
from plans.models import ActionPlan
from tests.plans.conftest import Desk
from tests.plans.seed_shapes import indicator_plan, plan_book, project_plan, strategy_plan
from tests.plans.views.test_plans import upload

SHAPES = {
    "plan_book": plan_book.PLAN,
    "strategy_plan": strategy_plan.PLAN,
    "indicator_plan": indicator_plan.PLAN,
    "project_plan": project_plan.PLAN,
}


@pytest.fixture(autouse=True)
def document_cache(settings: Settings, tmp_path: Path) -> None:
    settings.DOCUMENT_CACHE = tmp_path / "documents"


def imported(desk: Desk, shape: PlanContent) -> ActionPlan:
    answer = upload(desk, json.dumps(plan_to_json(shape)).encode())
    return ActionPlan.objects.get(pk=int(answer["Location"].split("/")[-2]))


def file_of(desk: Desk, plan: ActionPlan, format: str) -> bytes:
    answer = desk.browser.get(reverse(f"reports:plan-{format}", args=[plan.pk]))
    content: bytes = answer.content
    return content


def plain(data: Any) -> Any:
    """The contract's JSON without what it says to leave aside, and without what is nothing."""
    if isinstance(data, dict):
        kept = {
            key: plain(value) for key, value in data.items() if key not in ("id", "row", "notices", "unread")
        }
        return {key: value for key, value in kept.items() if value not in (None, "", [], {})}
    return [plain(item) for item in data] if isinstance(data, list) else data


def letters(text: str) -> str:
    return re.sub(r"\s", "", text)


@pytest.mark.parametrize("shape", SHAPES)
def test_plan_comes_out_as_it_went_in(desk: Desk, shape: str) -> None:
    plan = imported(desk, SHAPES[shape])
    assert plain(json.loads(file_of(desk, plan, "json"))) == plain(plan_to_json(SHAPES[shape]))


@pytest.mark.parametrize("shape", SHAPES)
def test_every_cell_is_in_the_pdf(desk: Desk, shape: str) -> None:
    plan = imported(desk, SHAPES[shape])
    printed = letters(
        "".join(page.extract_text() for page in PdfReader(io.BytesIO(file_of(desk, plan, "pdf"))).pages)
    )
    # A cell that is broken over two pages is not there as a whole: these plans have none.
    lost = [
        cell.text
        for part in SHAPES[shape].parts
        for line in build(part).body
        for cell in line.cells
        if not _is_there(cell.text, printed)
    ]
    assert lost == []


def _is_there(text: str, printed: str) -> bool:
    """Whether every line of a cell is printed; its lines may have those of its neighbours between them."""
    return all(letters(word) in printed for word in text.split())


@pytest.mark.parametrize("shape", SHAPES)
def test_workbook_has_a_sheet_for_every_table_with_its_cells_and_merges(desk: Desk, shape: str) -> None:
    book = load_workbook(io.BytesIO(file_of(desk, imported(desk, SHAPES[shape]), "xlsx")))
    visible = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    sheets = [sheet for sheet in visible if sheet.title != NARRATIVE_SHEET]
    assert len(sheets) == len(SHAPES[shape].parts)
    for sheet, part in zip(sheets, SHAPES[shape].parts, strict=True):
        table = build(part)
        first = int(str(sheet.freeze_panes)[1:])
        assert [_cells(sheet, first + at, line) for at, line in enumerate(table.body)] == [
            [cell.text for cell in line.cells] for line in table.body
        ]
        merged = {str(area) for area in sheet.merged_cells.ranges if area.min_row >= first}
        assert merged >= {
            _area(sheet, first + at, cell) for at, line in enumerate(table.body) for cell in line.cells
        } - {""}


def _cells(sheet: Worksheet, row: int, line: Line) -> list[str]:
    """What the cells of a line say, numbers as the table writes them."""
    found = []
    for cell in line.cells:
        value = sheet.cell(row, cell.column + 1).value
        is_number = cell.number is not None and isinstance(value, int | float)
        same = is_number and Decimal(str(value)) == cell.number
        found.append(cell.text if same else str(value or ""))
    return found


def _area(sheet: Worksheet, row: int, cell: Any) -> str:
    if cell.colspan == cell.rowspan == 1:
        return ""
    first = sheet.cell(row, cell.column + 1).coordinate
    return f"{first}:{sheet.cell(row + cell.rowspan - 1, cell.column + cell.colspan).coordinate}"


def test_shapes_have_the_numbers_of_rows_of_the_real_ones() -> None:
    assert {name: [len(part.rows) for part in shape.parts] for name, shape in SHAPES.items()} == {
        "plan_book": [3, 16, 11],
        "strategy_plan": [16],
        "indicator_plan": [5, 26],
        "project_plan": [3, 8, 5, 3, 7, 24, 19, 1, 4, 35, 35],
    }
