"""Sizes on paper: how large letters are where many columns share a page, and what fits on it."""

from collections.abc import Iterator
from dataclasses import replace

from ita_portal.render.document import Document
from ita_portal.render.fonts import line_points, text_width
from ita_portal.render.look import Look, Margins
from ita_portal.render.qr import QR_SIDE
from ita_portal.render.text import printable
from ita_portal.render.whole import header_pieces
from ita_portal.tables.layout import Orientation
from ita_portal.tables.table import Line, LineKind, Table

TEXT_POINTS = 16  # the usual size of text, in points of TH Sarabun
FOOT_POINTS = 12
FOOT_EDGE = 0.6  # centimetres between the foot and the edge of the paper
_MARKED_FOOT = FOOT_EDGE + QR_SIDE + 0.3  # centimetres, with white above the QR
_POINTS_OF_A_CENTIMETRE = 72 / 2.54
_A4 = {Orientation.LANDSCAPE: (29.7, 21.0), Orientation.PORTRAIT: (21.0, 29.7)}  # in centimetres
_LETTER_ROOM = 0.998  # of the width between margins, for roundings
_MOST_OF_A_PAGE = 0.8  # below its header rows
_SHORT = 200  # characters that fit on a page whatever the width of their column
_CELL_PADDING = 7.5  # left and right together, with the border, in points
_HEADER_PADDING = 4  # of a header cell, likewise
_BOLDER = 1.06  # as wide as the text are its bold letters
_SMALLEST = 9  # points of a header
_USUAL_LOOK = Look()


def margins(look: Look, orientation: Orientation) -> Margins:
    """The margins of pages of that orientation; the foot has room for the QR of a mark."""
    margin = look.landscape if orientation is Orientation.LANDSCAPE else look.portrait
    has_code = look.mark is not None and look.mark.address
    return replace(margin, bottom=max(margin.bottom, _MARKED_FOOT)) if has_code else margin


def printed_size(look: Look, orientation: Orientation) -> tuple[float, float]:
    """Width and height between the margins of A4, in points."""
    (width, height), margin = _A4[orientation], margins(look, orientation)
    return (
        (width - margin.left - margin.right) * _POINTS_OF_A_CENTIMETRE * _LETTER_ROOM,
        (height - margin.top - margin.bottom) * _POINTS_OF_A_CENTIMETRE,
    )


def table_points(table: Table, look: Look = _USUAL_LOOK) -> int:
    """The size of a table's text in points of TH Sarabun: many columns need smaller letters.

    Smaller too where a number would else be broken over two lines.
    """
    columns = len(table.columns)
    usual = look.table_points - (0 if columns <= 8 else 1 if columns <= 12 else 2)
    return max(int(min([usual, *_number_sizes(table, look)])), _SMALLEST)


def _number_sizes(table: Table, look: Look) -> Iterator[float]:
    """The largest size at which each number stands in one line of its column."""
    room = printed_size(look, table.orientation)[0]
    for line in table.body:
        bolder = _BOLDER if line.kind is LineKind.TOTAL else 1
        for cell in line.cells:
            if cell.number is not None and cell.text:
                width = table.columns[cell.column].width * room - _CELL_PADDING
                yield width / (text_width(cell.text, 1) * bolder)


def header_points(table: Table, look: Look = _USUAL_LOOK) -> int:
    """The size of the column headers: smaller than the text where a column is narrow for its months."""
    room = printed_size(look, table.orientation)[0]
    sizes = [
        (table.columns[cell.column].width * room - _HEADER_PADDING) / (text_width(piece, 1) * _BOLDER)
        for row in table.header
        for cell in row
        if cell.colspan == 1
        for piece in header_pieces(cell.text)
    ]
    return max(int(min([table_points(table, look), *sizes])), _SMALLEST)


def taller_than_a_page(line: Line, table: Table, look: Look) -> bool:
    """Whether a row's longest cell is about as high as a page, or higher: such a row may be split."""
    long = [cell for cell in line.cells if len(cell.text) > _SHORT or cell.text.count("\n") > _SHORT // 20]
    if not long:
        return False
    printed_width, printed_height = printed_size(look, table.orientation)
    points = table_points(table, look)
    room = int(printed_height * _MOST_OF_A_PAGE / line_points(points))
    for cell in long:
        width = table.columns[cell.column].width * printed_width - _CELL_PADDING
        lines = sum(1 + int(text_width(words, points) / width) for words in cell.text.split("\n"))
        if lines > room:
            return True
    return False


def foot_text(document: Document, longest: int) -> str:
    """What stands at the foot of every page beside its number, on one line: short title and revision."""
    title, revision = (" ".join(printable(t).split()) for t in (document.short_title, document.standing))
    room = longest - len(revision)
    title = title if len(title) <= room else f"{title[:room]}…"
    return " · ".join(filter(None, (title, revision)))
