"""Text that every format can carry."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ita_portal.render.document import Document
from ita_portal.tables.table import Cell, Table

# Control characters but tab and newline, lone surrogates and non-characters: no XML, HTML or PDF holds them.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def printable(text: str) -> str:
    """The text without the characters that no document can show; line breaks become ``\\n``."""
    return _UNPRINTABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


@dataclass(frozen=True, slots=True)
class Notice:
    """Something typed that a document could not show. ``row_id`` is None outside an activity's row."""

    message: str
    text: str
    row_id: int | None = None
    field: str = ""


def notices(document: Document, *, longest: int | None = None) -> list[Notice]:
    """What of the document's text is left out in print, for the person who asked for it.

    ``longest`` is how many characters a cell of the format holds, if there is a limit.
    """
    return [
        Notice(message, printable(text)[:80], row_id, field)
        for text, row_id, field in _texts(document)
        for message in _losses(text, longest)
    ]


def _losses(text: str, longest: int | None) -> Iterator[str]:
    if _UNPRINTABLE.search(text.replace("\r", "\n")):
        yield "มีอักขระที่พิมพ์ไม่ได้ จึงไม่ปรากฏในเอกสาร"
    if longest is not None and len(text) > longest:
        yield f"ข้อความยาวเกิน {longest:,} ตัวอักษร ส่วนที่เกินไม่ปรากฏในเอกสาร"


def _texts(document: Document) -> Iterator[tuple[str, int | None, str]]:
    for words in (document.title, document.short_title, document.revision):
        yield words, None, ""
    of_charters = (section for charter in document.charters for section in charter.sections)
    for section in (*document.sections, *of_charters):
        captions = "".join(figure.caption for figure in section.figures)
        yield section.title + section.html + captions, None, ""
    for charter in document.charters:
        yield charter.title + "".join(text for _, text in charter.head), None, ""
    for table in document.tables:
        yield from _table_texts(table)


def _table_texts(table: Table) -> Iterator[tuple[str, int | None, str]]:
    for words in (table.title, *table.lines, *table.notes):
        yield words, None, ""
    for signature in table.signatures:
        yield "".join((signature.label, signature.name, signature.position, signature.acting_for)), None, ""
    for row in table.header:
        yield from _cell_texts(row, None)
    for line in table.body:
        yield from _cell_texts(line.cells, line.row_id)


def _cell_texts(cells: Iterable[Cell], row_id: int | None) -> Iterator[tuple[str, int | None, str]]:
    return ((cell.text, row_id, cell.field) for cell in cells)
