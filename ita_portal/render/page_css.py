"""The style sheet of a document on paper: its look as rules for pages, margins and sizes.

Pages are counted by the counter ``page``, those before page 1 by ``front`` where they have letters; covers
are not counted. The room for heading rows that a page may repeat at its head is padding at its foot.
"""

import re
from collections.abc import Iterator
from importlib.resources import files

from ita_portal.render.document import Document
from ita_portal.render.fonts import line_points, paper_points, text_width
from ita_portal.render.html_document import LAST_PAGE, Address, picture_data
from ita_portal.render.look import Look, PageNumbers
from ita_portal.render.paper import (
    FOOT_EDGE,
    FOOT_POINTS,
    foot_text,
    header_points,
    margins,
    printed_size,
    table_points,
)
from ita_portal.render.qr import QR_SIDE, qr_picture
from ita_portal.render.sheets import Sheet, SheetKind, sheets
from ita_portal.render.text import printable
from ita_portal.tables.content import Digits
from ita_portal.tables.table import Line, LineKind, Table
from ita_portal.thai.digits import to_thai

_HEADING_PADDING = 4  # of a heading row's cell, in points
_FOOT_LENGTH = 150
_FOOT_WIDTH = 0.84  # of the page's, beside the number
_FOOT_FILLED = 0.975  # of that width at most
_HEADER_LENGTH = 120
_FOOT_ROOM = 0.9  # of the bottom margin: what stands in it begins lower
_COVER_MARGIN = 2.5  # centimetres, on all sides; the QR of a mark stands in it
_BESIDE_QR = QR_SIDE + 0.3  # centimetres from its left edge to the words: white that readers of QR ask for
_CM = 72 / 2.54  # points
_LETTERS = "thai-letters-of-pages"


def paper_css(document: Document, address: Address = picture_data) -> str:
    """All rules of the document but its fonts; ``address`` as in ``document_html``."""
    base = files(__package__).joinpath("paper.css").read_text(encoding="utf-8")
    look = document.look
    text = f"html{{{_size(look.text_points)}}}.document-cover img{{height:{look.logo_height:.2f}cm}}"
    dashed = look.page_numbers is PageNumbers.DASHED
    first = "@page sheet-1:first{@top-center{content:none}}" if dashed else ""
    return base + text + _contents_rules(document) + "".join(_sheet_rules(document, address)) + first


def _contents_rules(document: Document) -> str:
    """The page numbers of the contents, counted as the pages are."""
    front = f"front,{_LETTERS}" if document.look.front_letters else f"page{_style(document)}"
    return "".join(
        f'{where}::after{{content:leader(".") " " target-counter(attr(data-to),{counter})}}'
        for where, counter in (
            (".document-contents li", f"page{_style(document)}"),
            (".document-contents li.in-front", front),
        )
    )


def _style(document: Document) -> str:
    return ",thai" if document.digits is Digits.THAI else ""


def _sheet_rules(document: Document, address: Address) -> Iterator[str]:
    look = document.look
    code = address(qr_picture(look.mark.address)) if look.mark and look.mark.address else ""
    for sheet in sheets(document):
        tables = {placed.number: placed.table for placed in sheet.blocks if placed.table}
        yield f"@page {sheet.name}{{{_page(document, sheet, list(tables.values()), code)}}}"
        yield f".{sheet.name}{{page:{sheet.name}}}"
        for number, table in tables.items():
            yield (
                f".part-{number} .document-table{{{_size(table_points(table, look))}}}"
                f".part-{number} thead th:not(.table-title){{{_size(header_points(table, look))}}}"
            )


def _page(document: Document, sheet: Sheet, tables: list[Table], code: str) -> str:
    foot = _foot_rule(document, sheet, code)
    if sheet.kind is SheetKind.COVER:
        return f"size:A4 portrait;margin:{_COVER_MARGIN}cm;counter-increment:page 0;{foot}"
    size = f"size:A4 {sheet.orientation.value};{page_margins(document.look, sheet)}"
    if sheet.kind is SheetKind.DIVIDER:
        return f"{size};{foot}"
    has_letters = sheet.kind is SheetKind.FRONT and document.look.front_letters
    counted = "counter-increment:page 0 front 1;" if has_letters else ""
    room = max((_room_for_bands(table, document.look) for table in tables), default=0)
    padding = f"padding-bottom:{room:.2f}pt;" if room else ""
    return f"{size};{padding}{counted}{_around(document, sheet, has_letters)}{foot}"


def page_margins(look: Look, sheet: Sheet) -> str:
    """The margins of a sheet's pages; with catch-words the foot has one more line."""
    margin = margins(look, sheet.orientation)
    line = line_points(look.text_points) if look.catch_words else 0
    bottom = f"calc({margin.bottom:.2f}cm + {line:.2f}pt)" if line else f"{margin.bottom:.2f}cm"
    return f"margin:{margin.top:.2f}cm {margin.right:.2f}cm {bottom} {margin.left:.2f}cm"


def _room_for_bands(table: Table, look: Look) -> float:
    """The height of the heading rows that a page of the table may print again at its head, in points."""
    lines = max((line.depth + _lines_in(line) for line in table.body if _is_band(line)), default=0)
    return lines * (line_points(table_points(table, look)) + _HEADING_PADDING)


def _lines_in(line: Line) -> int:
    """The lines of text that somebody parted."""
    return 1 if line.is_wide else max(cell.text.count("\n") + 1 for cell in line.cells)


def _is_band(line: Line) -> bool:
    """Whether pages that begin below the line print it again at their head."""
    return line.kind is LineKind.HEADING or line.is_wide


def _around(document: Document, sheet: Sheet, has_letters: bool) -> str:
    """What stands in the margins: header, number, foot."""
    look, style = document.look, _style(document)
    margin = margins(look, sheet.orientation)
    digits = to_thai if style else str
    number = f"counter(front,{_LETTERS})" if has_letters else f"counter(page{style})"
    above = f"{_size(FOOT_POINTS)};vertical-align:bottom;padding-bottom:{margin.top * 0.25:.2f}cm"
    rules = ""
    if look.header:
        words = _css_string(digits(_one_line(look.header)[:_HEADER_LENGTH]))
        rules += f'@top-right{{content:"{words}";text-align:right;{above}}}'
    if look.page_numbers is PageNumbers.DASHED:
        size = above.replace(_size(FOOT_POINTS), _size(look.text_points))
        rules += f'@top-center{{content:"- " {number} " -";{size}}}'
    if look.page_numbers is PageNumbers.OF_ALL:
        total = "" if has_letters else f'" / " target-counter(url("#{LAST_PAGE}"),page{style})'
        rules += f'@bottom-right{{content:"หน้า " {number} {total};{_below(margin.bottom)}}}'
    return rules


def _below(bottom: float) -> str:
    """How words in the bottom margin are set."""
    return f"{_size(FOOT_POINTS)};color:#444;vertical-align:bottom;padding-bottom:{_foot_lift(bottom)}"


def _foot_rule(document: Document, sheet: Sheet, code: str) -> str:
    """What stands at the foot beside the number: of covers and dividers only the mark.

    ``code`` is where the QR of the mark is found; its address stands in words below the others.
    """
    look, is_bare = document.look, sheet.kind in (SheetKind.COVER, SheetKind.DIVIDER)
    if not look.mark and (is_bare or look.page_numbers is not PageNumbers.OF_ALL):
        return ""
    bottom = _COVER_MARGIN if sheet.kind is SheetKind.COVER else margins(look, sheet.orientation).bottom
    width = printed_size(look, sheet.orientation)[0] * _FOOT_WIDTH - (_BESIDE_QR * _CM if code else 0)
    words = _css_string((to_thai if _style(document) else str)(_foot(document, width)))
    if not code or not look.mark:
        return f'@bottom-left{{content:"{words}";width:{_FOOT_WIDTH:.0%};{_below(bottom)}}}'
    words += rf"\a ตรวจสอบที่ {_css_string(look.mark.address)}"
    return (
        f'@bottom-left{{content:"{words}";white-space:pre-line;{_below(bottom)};'
        f"width:{width:.1f}pt;padding-left:{_BESIDE_QR:.2f}cm;"
        f'background:url("{code}") no-repeat left 0 bottom {FOOT_EDGE}cm/{QR_SIDE}cm {QR_SIDE}cm}}'
    )


def _foot(document: Document, width: float) -> str:
    """Short title and revision on one line of that width in points."""
    for longest in range(_FOOT_LENGTH, 20, -5):
        words = foot_text(document, longest)
        if text_width(words, FOOT_POINTS) <= width * _FOOT_FILLED:
            return words
    return document.standing and foot_text(document, len(document.standing))


def _foot_lift(bottom: float) -> str:
    """How far above the edge of the paper the foot stands: 0.6 cm, less in a narrow margin."""
    room = bottom * _FOOT_ROOM - line_points(FOOT_POINTS) / _CM
    return f"{max(min(FOOT_EDGE, room), 0):.2f}cm"


def text_size(look: Look) -> str:
    """The size of the document's text as declarations."""
    return _size(look.text_points)


def _size(points: float) -> str:
    return f"font-size:{paper_points(points):.2f}pt;line-height:{line_points(points):.1f}pt"


def _one_line(text: str) -> str:
    return " ".join(printable(text).split())


def _css_string(text: str) -> str:
    """One line of text as the inside of a CSS string; nothing in it can end the string or the sheet."""
    return re.sub(r'[\\"<>&{}]', lambda mark: f"\\{ord(mark[0]):x} ", text)
