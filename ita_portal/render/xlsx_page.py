"""How a sheet is printed: A4 in the margins of the look, as wide as the page, with its header and footer."""

from typing import Any

from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from ita_portal.render.document import Document
from ita_portal.render.look import Look, PageNumbers
from ita_portal.render.paper import FOOT_POINTS, foot_text
from ita_portal.render.text import printable
from ita_portal.tables.layout import Orientation
from ita_portal.thai.digits import to_arabic

_CM = 72 / 2.54  # points
_A4 = {Orientation.PORTRAIT: 595.3, Orientation.LANDSCAPE: 841.9}  # points wide
_LONGEST = 100  # characters of a header; Excel holds 255 with their fonts and codes
_LETTER = 7  # points that a letter of the footer may take beside the page number


def printed_width(look: Look, orientation: Orientation) -> float:
    """The points between the margins of a page."""
    margins = look.portrait if orientation is Orientation.PORTRAIT else look.landscape
    return _A4[orientation] - (margins.left + margins.right) * _CM


def set_up_page(sheet: Worksheet, document: Document, orientation: Orientation) -> None:
    """Paper, margins, header and footer of a sheet."""
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.orientation = orientation.value
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    look = document.look
    margins = look.portrait if orientation is Orientation.PORTRAIT else look.landscape
    for side in ("left", "right", "top", "bottom"):
        setattr(sheet.page_margins, side, round(getattr(margins, side) / 2.54, 3))
    sheet.page_margins.header = sheet.page_margins.footer = 0.3
    sheet.print_options.horizontalCentered = True
    _write_margins(sheet, document, int(printed_width(look, orientation) / _LETTER))


def _write_margins(sheet: Worksheet, document: Document, longest: int) -> None:
    """What stands in the head and the foot of every page.

    Workbooks count pages in Arabic digits only; the words beside the number use the same.
    """
    look = document.look
    margins: Any = sheet.HeaderFooter
    head, foot = margins.oddHeader, margins.oddFooter
    _write(head.left, look.header, look)
    if look.mark or look.page_numbers is PageNumbers.OF_ALL:
        _write(foot.left, foot_text(document, longest), look)
    if look.page_numbers is PageNumbers.OF_ALL:
        _write(foot.right, "หน้า &P / &N", look, is_code=True)
    elif look.page_numbers is PageNumbers.DASHED:
        _write(head.center, "- &P -", look, is_code=True)
        margins.differentFirst = True
        _write(margins.firstHeader.left, look.header, look)


def _write(item: Any, text: str, look: Look, *, is_code: bool = False) -> None:
    words = text if is_code else to_arabic(" ".join(printable(text).split())[:_LONGEST]).replace("&", "&&")
    if words:
        item.text, item.font, item.size = words, f"{look.office_font},Regular", FOOT_POINTS
