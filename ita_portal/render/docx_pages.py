"""Pages of a Word file: A4 upright or across, margins, and what stands at the head and foot of each."""

from collections.abc import Callable
from functools import cache

from docx.document import Document as WordDocument

from ita_portal.render.docx_styles import FOOTER, HEADER
from ita_portal.render.docx_xml import (
    cm_points,
    elements,
    field,
    paragraph,
    run,
    twips,
)
from ita_portal.render.look import Look, Margins, PageNumbers
from ita_portal.tables.content import Digits
from ita_portal.tables.layout import Orientation
from ita_portal.thai.digits import to_thai

_A4 = (595.3, 841.9)  # points
_EDGE = 0.8 * 72 / 2.54  # from the edge of the paper to header and footer, in points


def margins_of(look: Look, orientation: Orientation) -> Margins:
    return look.landscape if orientation is Orientation.LANDSCAPE else look.portrait


def page_points(orientation: Orientation) -> tuple[float, float]:
    """Width and height of the paper in points."""
    return _A4 if orientation is Orientation.PORTRAIT else (_A4[1], _A4[0])


def printed_points(look: Look, orientation: Orientation) -> tuple[float, float]:
    """Width and height between the margins in points."""
    (width, height), margins = page_points(orientation), margins_of(look, orientation)
    return (
        width - cm_points(margins.left + margins.right),
        height - cm_points(margins.top + margins.bottom),
    )


class Pages:
    """The pages of one document; headers and footers are made once and shared by its sections.

    ``foot`` is the text at the foot of books, beside the page's number.
    """

    def __init__(self, document: WordDocument, look: Look, digits: Digits, foot: str = "") -> None:
        self._document, self._look, self._foot = document, look, foot
        self._thai = digits is Digits.THAI
        self._part = cache(self._made_part)

    def section_xml(
        self,
        orientation: Orientation,
        *,
        is_bare: bool = False,
        opens: bool = False,
        letters: bool = False,
        restarts: bool = False,
    ) -> str:
        """The end of a section of such pages.

        ``is_bare`` pages have neither header nor footer (covers). ``opens`` says that the first page is the
        document's first, which is not counted aloud where numbers are dashed. ``letters`` counts ก ข ค,
        ``restarts`` begins to count anew.
        """
        (width, height), margins = page_points(orientation), margins_of(self._look, orientation)
        turned = ' w:orient="landscape"' if orientation is Orientation.LANDSCAPE else ""
        sides = " ".join(
            f'w:{side}="{twips(cm_points(getattr(margins, side)))}"'
            for side in ("top", "right", "bottom", "left")
        )
        first = opens and not is_bare and self._look.page_numbers is PageNumbers.DASHED
        return (
            f"<w:sectPr>{self._references(orientation, is_bare=is_bare, first=first)}"
            '<w:type w:val="nextPage"/>'
            f'<w:pgSz w:w="{twips(width)}" w:h="{twips(height)}"{turned}/>'
            f'<w:pgMar {sides} w:header="{twips(_EDGE)}" w:footer="{twips(_EDGE)}" w:gutter="0"/>'
            f"{self._counting(letters, restarts)}{'<w:titlePg/>' if first else ''}</w:sectPr>"
        )

    def _counting(self, letters: bool, restarts: bool) -> str:
        kind = "thaiLetters" if letters else "thaiNumbers" if self._thai else "decimal"
        start = ' w:start="1"' if restarts else ""
        return f'<w:pgNumType w:fmt="{kind}"{start}/>'

    def _references(self, orientation: Orientation, *, is_bare: bool, first: bool) -> str:
        if is_bare:
            header, footer = self._part("header", paragraph()), self._part("footer", paragraph())
        else:
            header = self._part("header", self._header(is_first=False))
            footer = self._part("footer", self._footer(orientation))
        references = [("header", "default", header), ("footer", "default", footer)]
        if first:
            references += [
                ("header", "first", self._part("header", self._header(is_first=True))),
                ("footer", "first", footer),
            ]
        return "".join(f'<w:{kind}Reference w:type="{when}" r:id="{rel}"/>' for kind, when, rel in references)

    def _header(self, *, is_first: bool) -> str:
        """The look's line; and, in letters and charters, the dashed number of the pages that follow."""
        lines = [run(self._look.header)] if self._look.header else []
        if self._look.page_numbers is PageNumbers.DASHED and not is_first:
            lines.append(run("- ") + self._number("PAGE", "2") + run(" -"))
        return "".join(paragraph(line, style=HEADER) for line in lines or [""])

    def _footer(self, orientation: Orientation) -> str:
        if self._look.page_numbers is not PageNumbers.OF_ALL:
            return paragraph(style=FOOTER)
        end = twips(printed_points(self._look, orientation)[0])
        tab = f'<w:tabs><w:tab w:val="right" w:pos="{end}"/></w:tabs>'
        number = run("\tหน้า ") + self._number("PAGE", "1") + run(" / ") + self._number("NUMPAGES", "1")
        return paragraph(run(self._foot) + number, style=FOOTER, properties=tab)

    def _number(self, name: str, shown: str) -> str:
        """The switch is written as in the standard: LibreOffice takes "ThaiArabic" for letters (ก ข ค)."""
        return field(
            rf"{name} \* THAIARABIC" if self._thai else name, to_thai(shown) if self._thai else shown
        )

    def _made_part(self, kind: str, xml: str) -> str:
        """The relationship's id of a header or footer with that content."""
        add: Callable[[], tuple[object, str]] = getattr(self._document.part, f"add_{kind}_part")
        part, rel = add()
        root = part.element  # type: ignore[attr-defined]
        for old in list(root):
            root.remove(old)
        root.extend(elements(xml))
        return rel
