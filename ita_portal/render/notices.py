"""What a document could not show, for the person who asked for it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape

from ita_portal.render.blocks import Block, Contents, Cover, Divider, Figure, Prose, SignaturePage, TableBlock
from ita_portal.render.clean_prose import foreign_addresses
from ita_portal.render.document import Document
from ita_portal.render.fonts import letters_without_glyph
from ita_portal.render.pictures import shown_picture
from ita_portal.render.text import UNPRINTABLE, printable
from ita_portal.render.xlsx_cells import LONGEST_CELL
from ita_portal.tables.content import Signature
from ita_portal.tables.table import Cell, Table

_EXCERPT = 80  # characters
_TAG = re.compile("<[^>]*>")
_PARAGRAPH_END = re.compile("</(?:p|li|h[1-6]|t[dh])>")


@dataclass(frozen=True, slots=True)
class Notice:
    """Something typed that a document could not show. ``row_id`` is None outside an activity's row."""

    message: str
    text: str
    row_id: int | None = None
    field: str = ""


_Text = tuple[str, int | None, str]  # text, row id, field


def notices(document: Document) -> list[Notice]:
    """What of the document is left out in one of its formats, or is drawn as a frame.

    A letter without a glyph is named once, at its first place.
    """
    texts = list(_texts(document))
    return [*_unprintable(texts), *_cut_off(document), *_without_glyph(texts), *_of_sections(document)]


def _unprintable(texts: Iterable[_Text]) -> Iterator[Notice]:
    for text, row_id, field in texts:
        if UNPRINTABLE.search(text.replace("\r", "\n")):
            message = "มีอักขระที่พิมพ์ไม่ได้ จึงไม่ปรากฏในเอกสาร"
            yield Notice(message, printable(text)[:_EXCERPT], row_id, field)


def _cut_off(document: Document) -> Iterator[Notice]:
    """What a workbook has no room for: each cell of a table, and each paragraph, is one cell there."""
    message = f"ข้อความยาวเกิน {LONGEST_CELL:,} ตัวอักษร ส่วนที่เกินไม่ปรากฏในไฟล์ Excel"
    cells = (text for table in document.tables for text in _table_texts(table))
    for text, row_id, field in (*cells, *_paragraphs(document)):
        if len(text) > LONGEST_CELL:
            yield Notice(message, printable(text)[:_EXCERPT], row_id, field)


def _paragraphs(document: Document) -> Iterator[_Text]:
    for section in _sections(document):
        for words in _PARAGRAPH_END.split(section.html):
            yield unescape(_TAG.sub("", words)), None, ""


def _without_glyph(texts: Iterable[_Text]) -> Iterator[Notice]:
    named: set[str] = set()
    for text, row_id, field in texts:
        for letter in sorted(letters_without_glyph(printable(text)) - named, key=text.index):
            named.add(letter)
            message = f"แบบอักษรไม่มีอักขระ {letter} (U+{ord(letter):04X}) จึงพิมพ์เป็นกรอบว่างในไฟล์ PDF"
            yield Notice(message, _around(printable(text), letter), row_id, field)


def _around(text: str, letter: str) -> str:
    """The words in which a letter stands first."""
    start = max(text.index(letter) - _EXCERPT // 2, 0)
    return text[start : start + _EXCERPT]


def _of_sections(document: Document) -> Iterator[Notice]:
    for section in _sections(document):
        for address in foreign_addresses(section.html):
            yield Notice("รูปภาพหรือลิงก์ในข้อความไม่ปรากฏในเอกสาร", f"{section.title}: {address}"[:_EXCERPT])
        for figure in section.figures:
            yield from _of_figure(figure)


def _of_figure(figure: Figure) -> Iterator[Notice]:
    if shown_picture(figure.picture) is None:
        yield Notice("แสดงภาพนี้ไม่ได้ เอกสารมีกรอบว่างแทนภาพ", figure.caption)


def _sections(document: Document) -> Iterator[Prose]:
    yield from document.sections
    for charter in document.charters:
        yield from charter.sections


def _texts(document: Document) -> Iterator[_Text]:
    for words in (document.title, document.short_title, document.standing):
        yield words, None, ""
    for block in document.blocks:
        yield from ((words, None, "") for words in _block_words(block))
    for section in _sections(document):
        captions = (figure.caption for figure in section.figures)
        yield " ".join((section.title, unescape(_TAG.sub(" ", section.html)), *captions)), None, ""
    for charter in document.charters:
        yield charter.title + "".join(text for _, text in charter.head), None, ""
    for table in document.tables:
        yield from _table_texts(table)


def _block_words(block: Block) -> Iterator[str]:
    """What a block says that is neither a section nor a table."""
    match block:
        case Cover():
            yield from (block.title, *block.lines, *block.contact)
        case Contents() | Divider():
            yield block.title
        case TableBlock():
            yield block.heading
        case SignaturePage():
            yield block.title
            yield from map(_signature_words, block.signatures)


def _signature_words(signature: Signature) -> str:
    return " ".join((signature.label, signature.name, signature.position, signature.acting_for))


def _table_texts(table: Table) -> Iterator[_Text]:
    for words in (table.title, *table.lines, *table.notes):
        yield words, None, ""
    for signature in table.signatures:
        yield _signature_words(signature), None, ""
    for row in table.header:
        yield from _cell_texts(row, None)
    for line in table.body:
        yield from _cell_texts(line.cells, line.row_id)


def _cell_texts(cells: Iterable[Cell], row_id: int | None) -> Iterator[_Text]:
    return ((cell.text, row_id, cell.field) for cell in cells)
