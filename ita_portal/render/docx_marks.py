"""The foot of Word pages whose mark has a QR: the QR, the words beside it, the number of the page."""

import io
from typing import Any

from docx.shared import Cm

from ita_portal.render.docx_grid import GridCell, GridRow, grid
from ita_portal.render.docx_styles import END, FOOTER
from ita_portal.render.docx_xml import cm_points, one_line, paragraph, run
from ita_portal.render.look import Mark
from ita_portal.render.qr import QR_SIDE, qr_picture

_CODE_WIDTH = cm_points(QR_SIDE) + 8  # points, with the padding of a cell
_NUMBER_WIDTH = 72  # points
_RIGHT = '<w:jc w:val="right"/>'


def words_width(width: float) -> float:
    """The points that are left for the words, of a foot that wide."""
    return width - _CODE_WIDTH - _NUMBER_WIDTH - 8


def marked_foot(words: str, address: str, number: str, width: float) -> str:
    """The foot without the picture itself; ``number`` are runs, "" where pages are not counted."""
    beside = paragraph(run(words), style=FOOTER) + paragraph(run(f"ตรวจสอบที่ {address}"), style=FOOTER)
    contents = (paragraph("<w:r/>", style=FOOTER), beside, paragraph(number, style=FOOTER, properties=_RIGHT))
    cells = tuple(GridCell(at, content, is_middle=True) for at, content in enumerate(contents))
    widths = (_CODE_WIDTH, width - _CODE_WIDTH - _NUMBER_WIDTH, _NUMBER_WIDTH)
    # Word asks for a paragraph at the end.
    return grid(widths, [GridRow(cells)], is_ruled=False) + paragraph(style=END)


def add_code(footer: Any, mark: Mark) -> None:
    """Put the QR into the foot that ``marked_foot`` made in that part of the file."""
    picture = qr_picture(mark.address)
    inline = footer.new_pic_inline(io.BytesIO(picture.read()), Cm(QR_SIDE), Cm(QR_SIDE))
    inline.docPr.set("descr", one_line(picture.caption))
    footer.element.xpath(".//w:tc[1]//w:r")[0].add_drawing(inline)
