"""The style sheet of a document on paper: sizes, margins and the running foot."""

import re
from collections.abc import Iterator
from importlib.resources import files

from ita_portal.render.document import Document
from ita_portal.render.fonts import line_points, paper_points, text_width
from ita_portal.render.text import printable
from ita_portal.render.whole import header_pieces
from ita_portal.tables.content import Digits
from ita_portal.tables.layout import Orientation
from ita_portal.tables.table import Line, LineKind, Table
from ita_portal.thai.digits import to_thai

TEXT_POINTS = 16  # sizes in points of TH Sarabun
FOOT_POINTS = 12
BOTTOM_MARGIN = 1.5 * 72 / 2.54  # in points
_HEADING_PADDING = 4  # of a heading row's cell, in points
_FOOT_LENGTH = 150
_MOST_OF_A_PAGE = 0.8  # below its header rows
_SHORT = 200  # characters that fit on a page whatever the width of their column
_CELL_PADDING = 7.5  # left and right together, with the border, in points
_HEADER_PADDING = 4  # of a header cell, likewise
_BOLDER = 1.06  # as wide as the text are its bold letters
_SMALLEST = 9  # points of a header
_PRINTED = {Orientation.LANDSCAPE: (757, 510), Orientation.PORTRAIT: (453, 710)}  # between the margins of A4
_LANDSCAPE_MARGINS = "1.5cm 1.5cm {bottom}"
_PORTRAIT_MARGINS = "2.5cm 2cm {bottom} 3cm"


def paper_css(document: Document) -> str:
    """All rules of the document but its fonts."""
    base = files(__package__).joinpath("paper.css").read_text(encoding="utf-8")
    margin = _PORTRAIT_MARGINS.format(bottom=f"{BOTTOM_MARGIN:.2f}pt")
    page = f"@page{{size:A4 portrait;margin:{margin};{_foot(document)}}}"
    parts = "".join(_part_rules(table, at) for at, table in enumerate(document.tables, start=1))
    return f"{base}html{{{_size(TEXT_POINTS)}}}{page}{parts}"


def _part_rules(table: Table, at: int) -> str:
    """The page and the letter size of the document's ``at``-th table.

    Its pages keep room at their foot for the heading rows that may be repeated at their head.
    """
    points = table_points(table)
    margins = _LANDSCAPE_MARGINS if table.orientation is Orientation.LANDSCAPE else _PORTRAIT_MARGINS
    levels = max((line.depth + 1 for line in table.body if _is_band(line)), default=0)
    bottom = f"{BOTTOM_MARGIN + levels * (line_points(points) + _HEADING_PADDING):.2f}pt"
    return (
        f"@page part-{at}{{size:A4 {table.orientation.value};margin:{margins.format(bottom=bottom)}}}"
        f".part-{at}{{page:part-{at}}}"
        f".part-{at} .document-table{{{_size(points)}}}"
        f".part-{at} thead th:not(.table-title){{{_size(header_points(table))}}}"
    )


def _is_band(line: Line) -> bool:
    """Whether pages that begin below the line print it again at their head."""
    return line.kind is LineKind.HEADING or line.is_wide


def table_points(table: Table) -> int:
    """The size of a table's text in points of TH Sarabun: many columns need smaller letters.

    Smaller too where a number would else be broken over two lines.
    """
    columns = len(table.columns)
    usual = 14 if columns <= 8 else 13 if columns <= 12 else 12
    return max(int(min([usual, *_number_sizes(table)])), _SMALLEST)


def _number_sizes(table: Table) -> Iterator[float]:
    """The largest size at which each number stands in one line of its column."""
    room = _PRINTED[table.orientation][0]
    for line in table.body:
        bolder = _BOLDER if line.kind is LineKind.TOTAL else 1
        for cell in line.cells:
            if cell.number is not None and cell.text:
                width = table.columns[cell.column].width * room - _CELL_PADDING
                yield width / (text_width(cell.text, 1) * bolder)


def header_points(table: Table) -> int:
    """The size of the column headers: smaller than the text where a column is narrow for its months."""
    room = _PRINTED[table.orientation][0]
    sizes = [
        (table.columns[cell.column].width * room - _HEADER_PADDING) / (text_width(piece, 1) * _BOLDER)
        for row in table.header
        for cell in row
        if cell.colspan == 1
        for piece in header_pieces(cell.text)
    ]
    return max(int(min([table_points(table), *sizes])), _SMALLEST)


def taller_than_a_page(line: Line, table: Table) -> bool:
    """Whether a row's longest cell is about as high as a page, or higher: such a row may be split."""
    printed_width, printed_height = _PRINTED[table.orientation]
    points = table_points(table)
    room = int(printed_height * _MOST_OF_A_PAGE / line_points(points))
    for cell in line.cells:
        if len(cell.text) > _SHORT or cell.text.count("\n") > room:
            width = table.columns[cell.column].width * printed_width - _CELL_PADDING
            lines = sum(1 + int(text_width(words, points) / width) for words in cell.text.split("\n"))
            if lines > room:
                return True
    return False


def foot_text(document: Document, longest: int) -> str:
    """What stands at the foot of every page beside its number, on one line: short title and revision."""
    title, revision = (" ".join(printable(t).split()) for t in (document.short_title, document.revision))
    room = longest - len(revision)
    title = title if len(title) <= room else f"{title[:room]}…"
    return " · ".join(filter(None, (title, revision)))


def _size(points: float) -> str:
    return f"font-size:{paper_points(points):.2f}pt;line-height:{line_points(points):.1f}pt"


def _foot(document: Document) -> str:
    style, digits = (",thai", to_thai) if document.digits is Digits.THAI else ("", str)
    size = f"{_size(FOOT_POINTS)};color:#444;vertical-align:bottom;padding-bottom:0.6cm"
    return (
        f'@bottom-left{{content:"{_css_string(digits(foot_text(document, _FOOT_LENGTH)))}";width:80%;{size}}}'
        f'@bottom-right{{content:"หน้า " counter(page{style}) " / " counter(pages{style});{size}}}'
    )


def _css_string(text: str) -> str:
    """One line of text as the inside of a CSS string; nothing in it can end the string or the sheet."""
    return re.sub(r'[\\"<>&{}]', lambda mark: f"\\{ord(mark[0]):x} ", text)
