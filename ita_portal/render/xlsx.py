"""A document as a workbook that prints like the office's own: one sheet for each table, one for its prose."""

import io
from collections.abc import Iterable, Iterator

from openpyxl import Workbook

from ita_portal.render.document import Document
from ita_portal.render.sheet_names import ROWS_SHEET, sheet_names
from ita_portal.render.text import printable
from ita_portal.render.xlsx_cells import CellWriter, cell_text
from ita_portal.render.xlsx_narrative import NARRATIVE_SHEET, has_narrative, write_narrative
from ita_portal.render.xlsx_table import TableSheet
from ita_portal.tables.table import Table

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_ROWS_TOGETHER = 1_000  # whose ids stand in one cell
_Ids = tuple[str, int | None, int, str]


def document_xlsx(document: Document) -> bytes:
    """The workbook of a document: what it says in prose on the first sheet, then its tables."""
    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.title = printable(document.title)
    book.properties.creator = printable(document.organisation)
    book.properties.language = document.lang
    told = [NARRATIVE_SHEET] if has_narrative(document) else []
    names = sheet_names([*told, *(table.title for table in document.tables)] or [document.title])
    writer = CellWriter(document.look.office_font)
    if told:
        write_narrative(book.create_sheet(names[0]), document, writer)
    ids: list[_Ids] = []
    for name, block in zip(names[len(told) :], document.table_blocks(), strict=False):
        sheet = TableSheet(book.create_sheet(name), block, document, writer)
        sheet.write()
        ids += _ids(name, block.table, sheet.first)
    if not book.worksheets:
        title = book.create_sheet(names[0])["A1"]
        title.value, title.data_type = cell_text(document.title), "s"
    _write_ids(book, ids)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _ids(name: str, table: Table, first: int) -> Iterator[_Ids]:
    """The ids of a sheet's activities, row after row from ``first``; "-" for a row that is none."""
    ids = ["-" if line.row_id is None else str(line.row_id) for line in table.body]
    if any(line.row_id is not None for line in table.body):
        for at in range(0, len(ids), _ROWS_TOGETHER):
            yield name, table.part_id, first + at, " ".join(ids[at : at + _ROWS_TOGETHER])


def _write_ids(book: Workbook, ids: Iterable[_Ids]) -> None:
    """The hidden sheet by which a workbook that comes back updates rather than doubles."""
    sheet = book.create_sheet(ROWS_SHEET)
    sheet.sheet_state = "hidden"
    sheet.append(["sheet", "part", "row", "activities"])
    for line in ids:
        sheet.append(line)
        sheet.cell(sheet.max_row, 1).data_type = "s"  # the name of a sheet may begin as a formula does
