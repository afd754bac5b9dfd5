"""A list as a workbook: one sheet, numbers as numbers, text that never becomes a formula."""

import io
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from ita_portal.render.formulas import is_risky
from ita_portal.render.text import printable
from ita_portal.render.xlsx_cells import LONGEST_CELL

Value = str | int | Decimal | None
_FONT = Font(name="TH SarabunPSK", size=14)
_HEADER = Font(name="TH SarabunPSK", size=14, bold=True)
_SCORE = "0.00"


def workbook(
    sheet_name: str,
    title: str,
    header: Sequence[str],
    rows: Iterable[Sequence[Value]],
    *,
    widths: Sequence[float] = (),
) -> bytes:
    """A workbook with one sheet: a title, a header, then the rows; None is an empty cell.

    ``rows`` are taken one after another, never all at once. ``widths`` of the first columns, in characters.
    """
    book = Workbook(write_only=True)
    sheet: Any = book.create_sheet(sheet_name)
    for at, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(at)].width = width
    sheet.freeze_panes = "B3"
    sheet.append([_cell(sheet, title, _HEADER)])
    sheet.append([_cell(sheet, words, _HEADER) for words in header])
    for row in rows:
        sheet.append([_cell(sheet, value, _FONT) for value in row])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _cell(sheet: Any, value: Value, font: Font) -> Any:
    if value is None:
        return None
    cell: Any = WriteOnlyCell(sheet)
    cell.value = printable(value)[:LONGEST_CELL] if isinstance(value, str) else value
    cell.font = font
    if isinstance(value, str):
        cell.data_type = "s"
        cell.quotePrefix = is_risky(value)
    elif isinstance(value, Decimal):
        cell.number_format = _SCORE
    return cell
