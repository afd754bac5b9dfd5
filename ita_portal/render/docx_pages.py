"""Pages of a Word file: A4 upright or across, margins, and what stands at the head and foot of each."""

from collections.abc import Callable
from functools import cache
from typing import Any

from docx.document import Document as WordDocument

from ita_portal.render.docx_marks import add_code, marked_foot, words_width
from ita_portal.render.docx_styles import FOOTER, HEADER
from ita_portal.render.docx_xml import cm_points, elements, field, one_line, paragraph, run, twips
from ita_portal.render.fonts import line_points, text_width
from ita_portal.render.look import Look, Margins, PageNumbers
from ita_portal.render.paper import FOOT_POINTS, margins, printed_size
from ita_portal.render.sheets import SheetKind
from ita_portal.tables.content import Digits
from ita_portal.tables.layout import Orientation
from ita_portal.thai.digits import to_thai

_SHORT_SIDE, _LONG_SIDE = 595.3, 841.9  # of A4, in points
_COVER = Margins(2.5, 2.5, 2.5, 2.5)
_BARE = (SheetKind.COVER, SheetKind.DIVIDER)  # without header, footer and number
_HEADER_LIFT = 0.75  # of the top margin: where the header ends
_FOOTER_EDGE = 0.6  # centimetres
_NEAREST = 14  # points from the edge of the paper that printers reach
_FOOT_SHARE = 0.86  # of the page's width, beside the number
_FOOT_LENGTHS = range(200, 20, -5)  # in characters, that are tried


class Pages:
    """The pages of one document; headers and footers are made once and shared by its sections.

    ``foot`` gives the text at the foot of books, of at most that many characters. ``last`` is the bookmark on
    the last page that is counted, where that is not the last of the file.
    """

    def __init__(
        self,
        document: WordDocument,
        look: Look,
        digits: Digits,
        *,
        foot: Callable[[int], str] = lambda longest: "",
        last: str = "",
    ) -> None:
        self._document, self._look, self._foot, self._last = document, look, foot, last
        self._is_thai = digits is Digits.THAI
        self._part = cache(self._made_part)

    def section_xml(
        self,
        kind: SheetKind,
        *,
        is_first: bool = False,
        has_letters: bool = False,
        restarts: bool = False,
    ) -> str:
        """The end of a section of such pages.

        ``is_first`` is the document's first: its first page does not say its number where numbers are dashed.
        ``has_letters`` counts ก ข ค, ``restarts`` begins to count anew.
        """
        has_first = is_first and kind not in _BARE and self._look.page_numbers is PageNumbers.DASHED
        return (
            f'<w:sectPr>{self._references(kind, has_letters, has_first)}<w:type w:val="nextPage"/>'
            f"{self._size(kind)}{self._counting(has_letters, restarts)}"
            f"{'<w:titlePg/>' if has_first else ''}</w:sectPr>"
        )

    def _size(self, kind: SheetKind) -> str:
        is_across = kind is SheetKind.LANDSCAPE
        width, height = (_LONG_SIDE, _SHORT_SIDE) if is_across else (_SHORT_SIDE, _LONG_SIDE)
        turned = ' w:orient="landscape"' if is_across else ""
        margin = _COVER if kind is SheetKind.COVER else margins(self._look, _orientation(kind))
        sides = " ".join(
            f'w:{side}="{twips(cm_points(getattr(margin, side)))}"'
            for side in ("top", "right", "bottom", "left")
        )
        line = line_points(self._look.text_points)
        header = max(cm_points(margin.top) * _HEADER_LIFT - line, _NEAREST)
        return (
            f'<w:pgSz w:w="{twips(width)}" w:h="{twips(height)}"{turned}/><w:pgMar {sides} '
            f'w:header="{twips(header)}" w:footer="{twips(cm_points(_FOOTER_EDGE))}" w:gutter="0"/>'
        )

    def _counting(self, has_letters: bool, restarts: bool) -> str:
        kind = "thaiLetters" if has_letters else "thaiNumbers" if self._is_thai else "decimal"
        start = ' w:start="1"' if restarts else ""
        return f'<w:pgNumType w:fmt="{kind}"{start}/>'

    def _references(self, kind: SheetKind, has_letters: bool, has_first: bool) -> str:
        orientation = _orientation(kind)
        if kind in _BARE:
            header, footer = paragraph(style=HEADER), self._footer(orientation, "")
        else:
            number = self._page(has_letters)
            header, footer = self._header(orientation), self._footer(orientation, number)
        parts = [("header", "default", header), ("footer", "default", footer)]
        if has_first:
            parts += [("header", "first", self._header(orientation, has_number=False))]
            parts += [("footer", "first", footer)]
        return "".join(
            f'<w:{place}Reference w:type="{when}" r:id="{self._part(place, xml)}"/>'
            for place, when, xml in parts
        )

    def _header(self, orientation: Orientation, *, has_number: bool = True) -> str:
        """In letters and charters the number between dashes, in the middle; the look's line at the right."""
        width = twips(printed_size(self._look, orientation)[0])
        tabs = f'<w:tab w:val="center" w:pos="{width // 2}"/><w:tab w:val="right" w:pos="{width}"/>'
        number = ""
        if self._look.page_numbers is PageNumbers.DASHED and has_number:
            size = self._look.text_points
            number = run("- ", size=size) + self._number("PAGE", "2", size=size) + run(" -", size=size)
        words = run("\t") + number + run("\t" + one_line(self._look.header))
        return paragraph(words, style=HEADER, properties=f"<w:tabs>{tabs}</w:tabs>")

    def _page(self, has_letters: bool) -> str:
        """The number of the page at the foot of books, and of how many; "" where it stands elsewhere."""
        if self._look.page_numbers is not PageNumbers.OF_ALL:
            return ""
        if has_letters:
            return run("หน้า ") + field("PAGE", "ก")
        total = f"PAGEREF {self._last}" if self._last else "NUMPAGES"
        return run("หน้า ") + self._number("PAGE", "1") + run(" / ") + self._number(total, "1")

    def _footer(self, orientation: Orientation, number: str) -> str:
        """Words and number; where the look has a mark also on pages without number."""
        width, mark = printed_size(self._look, orientation)[0], self._look.mark
        if not number and not mark:
            return paragraph(style=FOOTER)
        if mark and mark.address:
            words = self._fitting_foot(words_width(width))
            return marked_foot(words, mark.address, number, width)
        tab = f'<w:tabs><w:tab w:val="right" w:pos="{twips(width)}"/></w:tabs>'
        words = run(self._fitting_foot(width * _FOOT_SHARE) + "\t")
        return paragraph(words + number, style=FOOTER, properties=tab)

    def _fitting_foot(self, room: float) -> str:
        """As much of the text at the foot as stands on one line of that many points."""
        texts = map(self._foot, _FOOT_LENGTHS)
        return next((text for text in texts if text_width(text, FOOT_POINTS) <= room), "")

    def _number(self, instruction: str, shown: str, *, size: float = 0) -> str:
        """The switch is written as in the standard: LibreOffice takes "ThaiArabic" for letters (ก ข ค)."""
        if self._is_thai:
            return field(rf"{instruction} \* THAIARABIC", to_thai(shown), size=size)
        return field(instruction, shown, size=size)

    def _made_part(self, place: str, xml: str) -> str:
        """The relationship's id of a header or footer with that content."""
        part = self._document.part
        add: Callable[[], tuple[Any, str]] = getattr(part, f"add_{place}_part")  # without types
        made, rel = add()
        for old in list(made.element):
            made.element.remove(old)
        made.element.extend(elements(xml))
        if place == "footer" and self._look.mark and self._look.mark.address:
            add_code(made, self._look.mark)
        return rel


def _orientation(kind: SheetKind) -> Orientation:
    return Orientation.LANDSCAPE if kind is SheetKind.LANDSCAPE else Orientation.PORTRAIT
