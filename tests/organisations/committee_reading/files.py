"""Files with committees in them, made for the tests."""

import zipfile
from collections.abc import Sequence
from io import BytesIO

import docx
from openpyxl import Workbook

Rows = Sequence[Sequence[str]]


def word(above: Sequence[str], rows: Rows, below: Sequence[str] = ()) -> bytes:
    """A Word file: paragraphs, a table, paragraphs."""
    document = docx.Document()
    for line in above:
        document.add_paragraph(line)
    if rows:
        table = document.add_table(rows=0, cols=len(rows[0]))
        for row in rows:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text
    for line in below:
        document.add_paragraph(line)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def excel(above: Sequence[str], rows: Rows, below: Sequence[str] = ()) -> bytes:
    """An Excel file: each line in the first cell of a merged row, the table between them."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (*([line] for line in above), *rows, *([line] for line in below)):
        sheet.append([text or None for text in row])
    for number in range(1, len(above) + 1):
        sheet.merge_cells(start_row=number, end_row=number, start_column=1, end_column=3)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def packed(**parts: bytes) -> bytes:
    """A zip file with these parts; "__" in a name stands for "/", "_" for "."."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), content)
    return file.getvalue()
