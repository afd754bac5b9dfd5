"""Signatures in a Word file: a table without lines, so that each block can be edited as one."""

import re
from collections.abc import Iterator, Sequence

from ita_portal.render.docx_grid import SIDES, GridCell, GridRow, grid
from ita_portal.render.docx_styles import GAP
from ita_portal.render.docx_xml import JUSTIFIED, paragraph, run
from ita_portal.render.fonts import text_width
from ita_portal.render.look import Look
from ita_portal.render.signing import is_place_to_sign, signature_lines
from ita_portal.tables.content import Signature
from ita_portal.tables.layout import Align

_SIDE_BY_SIDE = 3
_DOTS = re.compile(r"\.{20,}")
_FEWEST = 20
_ROOM_TO_SIGN = '<w:spacing w:before="280"/>'


def signatures_xml(signatures: Sequence[Signature], look: Look, width: float) -> str:
    """Signatures beside each other, up to three, the last at the right edge; ``width`` in points."""
    rows = range(0, len(signatures), _SIDE_BY_SIDE)
    return "".join(_row(signatures[at : at + _SIDE_BY_SIDE], look, width / _SIDE_BY_SIDE) for at in rows)


def _row(signatures: Sequence[Signature], look: Look, third: float) -> str:
    first = _SIDE_BY_SIDE - len(signatures)
    cells = tuple(
        GridCell(at, "".join(_lines(signature, look.text_points, third)))
        for at, signature in enumerate(signatures, start=first)
    )
    gap = paragraph(style=GAP, properties="<w:keepNext/>")
    return gap + grid([third] * _SIDE_BY_SIDE, [GridRow(cells)], is_ruled=False)


def _lines(signature: Signature, points: int, width: float) -> Iterator[str]:
    for line in signature_lines(signature):
        room = _ROOM_TO_SIGN if is_place_to_sign(line, signature) else ""
        words = _DOTS.sub(lambda dots: _fitting_dots(dots, points, width), line)
        yield paragraph(run(words), properties=room + JUSTIFIED[Align.CENTER])


def _fitting_dots(dots: re.Match[str], points: int, width: float) -> str:
    """As many of the dots as stand on one line with the words beside them."""
    beside = dots.string[: dots.start()] + dots.string[dots.end() :]
    room = width - SIDES - text_width(beside, points)
    fitting = int(room / text_width(".", points))
    return "." * min(len(dots[0]), max(fitting, _FEWEST))
