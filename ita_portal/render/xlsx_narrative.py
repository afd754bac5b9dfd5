"""What a document says beside its tables as one sheet of lines: cover, sections, charters, signatures."""

from collections.abc import Iterator

from openpyxl.worksheet.worksheet import Worksheet

from ita_portal.render.blocks import Block, CharterProse, Cover, Divider, Prose, SignaturePage
from ita_portal.render.document import Document
from ita_portal.render.signing import signature_lines
from ita_portal.render.xlsx_cells import CellWriter, Kind
from ita_portal.render.xlsx_heights import COLUMN_UNIT, Heights, set_height
from ita_portal.render.xlsx_page import printed_width, set_up_page
from ita_portal.render.xlsx_prose import ProseLine, prose_lines
from ita_portal.tables.layout import Align, Orientation
from ita_portal.tables.table import Cell

NARRATIVE_SHEET = "เนื้อหา"
_TOLD = (Cover, Divider, Prose, CharterProse, SignaturePage)
_COLUMNS = "ABCD"  # LibreOffice fits columns to the width of a page, but never one alone
_LARGER = 4  # points is a title larger than the text

_Line = tuple[ProseLine, Align, int]


def has_narrative(document: Document) -> bool:
    return any(isinstance(block, _TOLD) for block in document.blocks)


def write_narrative(sheet: Worksheet, document: Document, writer: CellWriter) -> None:
    """Write the sheet, a line to a row."""
    look = document.look
    width = printed_width(look, Orientation.PORTRAIT)
    for letter in _COLUMNS:
        sheet.column_dimensions[letter].width = round(width / len(_COLUMNS) / COLUMN_UNIT, 2)
    heights = Heights([width / len(_COLUMNS)] * len(_COLUMNS))
    row = 0
    for block in document.blocks:
        for line, align, larger in _block_lines(block):
            row += 1
            cell = Cell(0, line.text, align, colspan=len(_COLUMNS))
            kind = Kind(look.text_points + larger, is_bold=line.is_bold, indent=line.indent)
            writer.put_row(sheet, row, [cell], kind)
            set_height(sheet, row, heights.of_row([cell], kind))
    set_up_page(sheet, document, Orientation.PORTRAIT)
    sheet.print_area = f"A1:{_COLUMNS[-1]}{max(row, 1)}"


def _block_lines(block: Block) -> Iterator[_Line]:
    """The lines of a block; an empty one before it."""
    match block:
        case Cover():
            yield from _centred(block.title.splitlines(), _LARGER)
            yield from _centred([*block.lines, *block.contact])
        case Divider():
            yield from _centred(block.title.splitlines(), _LARGER)
        case Prose():
            yield from _section(block)
        case CharterProse():
            yield from _charter(block)
        case SignaturePage():
            yield from _heading(block.title)
            for signature in block.signatures:
                yield from _centred(["", *signature_lines(signature)], is_bold=False)


def _charter(charter: CharterProse) -> Iterator[_Line]:
    yield from _centred([charter.title])
    for label, text in charter.head:
        yield ProseLine(f"{label} {text}"), Align.START, 0
    for section in charter.sections:
        yield from _section(section)


def _section(section: Prose) -> Iterator[_Line]:
    yield from _heading(section.title)
    for line in prose_lines(section.html):
        yield line, Align.START, 0
    for figure in section.figures:
        yield ProseLine(figure.caption), Align.CENTER, 0


def _heading(title: str) -> Iterator[_Line]:
    if title:
        yield ProseLine(title, is_bold=True), Align.START, 0


def _centred(texts: list[str], larger: int = 0, *, is_bold: bool = True) -> Iterator[_Line]:
    return ((ProseLine(text, is_bold), Align.CENTER, larger) for text in texts)
