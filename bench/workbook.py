"""The workbook of a table of 5,000 activities beside openpyxl writing its cells, a style for each kind.

The yardstick knows nothing of heights, merged cells, lists to choose from and what may be a formula.
"""

import io
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.styles.cell_style import StyleArray
from openpyxl.worksheet.worksheet import Worksheet

from bench.measure import Measure, ratio
from ita_portal.render.arrangement import plan_document
from ita_portal.render.document import Document
from ita_portal.render.xlsx import document_xlsx
from ita_portal.tables.layout import Align
from ita_portal.tables.table import LineKind, Table
from tests.render.sample_plans import HEADINGS, sample_plan

ACTIVITIES = 5_000
BOUND = 1.5
_ROUNDS = 5


def measure() -> list[Measure]:
    return [_measure(layout, plan_document(sample_plan(layout, ACTIVITIES))) for layout in HEADINGS]


def _measure(layout: str, document: Document) -> Measure:
    (table,) = document.tables
    taken = ratio(lambda: document_xlsx(document), lambda: _openpyxl(table), rounds=_ROUNDS)
    return Measure(f"Workbook of {ACTIVITIES} activities, {layout}: to openpyxl alone", taken, BOUND)


def _openpyxl(table: Table) -> bytes:
    book = Workbook()
    sheet = book.worksheets[0]
    styles: dict[tuple[bool, Align], StyleArray] = {}
    for row, line in enumerate(table.body, start=1):
        for cell in line.cells:
            kind = (line.kind is not LineKind.ROW, cell.align)
            if kind not in styles:
                styles[kind] = _style(sheet, *kind)
            target: Any = sheet.cell(row, cell.column + 1, cell.text if cell.number is None else cell.number)
            target._style = styles[kind]
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _style(sheet: Worksheet, is_bold: bool, align: Align) -> StyleArray:
    thin = Side(style="thin")
    cell: Any = sheet.cell(1, 1)
    cell.font = Font(name="TH SarabunPSK", size=14, bold=is_bold)
    cell.border = Border(thin, thin, thin, thin)
    horizontal: Any = {Align.CENTER: "center", Align.END: "right"}.get(align)
    cell.alignment = Alignment(horizontal, "top", wrap_text=True)
    style: StyleArray = cell._style
    return style
