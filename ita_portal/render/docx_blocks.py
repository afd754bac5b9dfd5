"""Each kind of block of a document as paragraphs and tables of a Word file."""

from collections.abc import Iterator

from docx.document import Document as WordDocument
from docx.oxml.xmlchemy import BaseOxmlElement

from ita_portal.render.blocks import (
    Block,
    CharterProse,
    Contents,
    Cover,
    Divider,
    Figure,
    Prose,
    SignaturePage,
    TableBlock,
)
from ita_portal.render.document import Document
from ita_portal.render.docx_fronts import contents_xml, cover_xml, divider_xml
from ita_portal.render.docx_lists import Lists
from ita_portal.render.docx_pictures import picture
from ita_portal.render.docx_prose import prose
from ita_portal.render.docx_signatures import signatures_xml
from ita_portal.render.docx_styles import CAPTION, GAP, HEADINGS, TITLE
from ita_portal.render.docx_table import part_xml
from ita_portal.render.docx_xml import JUSTIFIED, bookmarked, cm_points, elements, paragraph, run
from ita_portal.render.paper import printed_size
from ita_portal.render.sheets import Placed, contents_lines
from ita_portal.tables.layout import Align, Orientation

_SECTION, _BELOW = 1, 2  # levels of headings; parts of a book are above them
_FRONT_SCALE = 1.25  # of headings before page 1
_CENTRED = JUSTIFIED[Align.CENTER]


class Blocks:
    """Writes the blocks of one document; its ``lists`` are defined when all are written."""

    def __init__(self, document: Document, word: WordDocument) -> None:
        self.document, self.look, self.word = document, document.look, word
        self.lists = Lists()
        self.width = printed_size(document.look, Orientation.PORTRAIT)[0]
        self.contents = list(contents_lines(document))
        self.listed = {line.anchor for line in self.contents}

    def elements(self, placed: Placed) -> list[BaseOxmlElement]:
        """What the block consists of; a document that begins with prose says its title itself."""
        is_opening = bool(self.document.blocks) and placed.block is self.document.blocks[0]
        opening = self._document_title() if is_opening and isinstance(placed.block, Prose) else []
        return [*opening, *self._block(placed.block, placed.anchor)]

    def _block(self, block: Block, anchor: str) -> Iterator[BaseOxmlElement]:
        match block:
            case Cover():
                yield from self._cover(block)
            case Contents():
                yield from elements(self._front_heading(block.title, anchor) + contents_xml(self.contents))
            case Divider():
                yield from elements(divider_xml(block, self.look, anchor))
            case Prose():
                yield from self._prose(block, anchor)
            case CharterProse():
                yield from self._charter(block, anchor)
            case TableBlock():
                level = _SECTION if anchor in self.listed else _BELOW
                yield from elements(part_xml(block, self.look, anchor=anchor, level=level))
            case SignaturePage():
                yield from self._signature_page(block, anchor)

    # Prose

    def _document_title(self) -> list[BaseOxmlElement]:
        words = paragraph(run(self.document.title), style=TITLE)
        if self.document.organisation:
            words += paragraph(run(self.document.organisation), properties=f"<w:keepNext/>{_CENTRED}")
        return elements(words)

    def _prose(self, section: Prose, anchor: str) -> Iterator[BaseOxmlElement]:
        if section.is_front:
            yield from elements(self._front_heading(section.title, anchor))
        else:
            yield from elements(_heading(section.title, _SECTION, anchor))
        yield from self._below_heading(section, _SECTION)

    def _below_heading(self, section: Prose, level: int) -> Iterator[BaseOxmlElement]:
        yield from elements(prose(section.html, self.lists, self.width, level=level))
        for figure in section.figures:
            yield from self._figure(figure)

    def _figure(self, figure: Figure) -> Iterator[BaseOxmlElement]:
        yield from picture(self.word, figure.picture, figure.caption, width=self.width)
        yield from elements(paragraph(run(figure.caption), style=CAPTION))

    def _charter(self, charter: CharterProse, anchor: str) -> Iterator[BaseOxmlElement]:
        title = bookmarked(run(charter.title), anchor)
        yield from elements(paragraph(title, style=HEADINGS[_SECTION], properties=_CENTRED) + _gap())
        for label, text in charter.head:
            yield from elements(paragraph(run(label, bold=True) + run(f" {text}")))
        for section in charter.sections:
            yield from elements(_heading(section.title, _BELOW))
            yield from self._below_heading(section, _BELOW)

    # Pages of their own

    def _cover(self, cover: Cover) -> Iterator[BaseOxmlElement]:
        logo = self.look.logo if cover.has_logo else None
        shown: list[BaseOxmlElement] = []
        if logo:
            words, height = f"ตราสัญลักษณ์{self.document.organisation}", cm_points(self.look.logo_height)
            shown = picture(self.word, logo, words, width=self.width, height=height)
        yield from shown
        yield from elements(cover_xml(cover, self.look, is_below_logo=bool(shown), width=self.width))

    def _signature_page(self, page: SignaturePage, anchor: str) -> Iterator[BaseOxmlElement]:
        if page.title:
            title = bookmarked(run(page.title), anchor)
            yield from elements(paragraph(title, style=HEADINGS[_SECTION], properties=_CENTRED))
        yield from elements(signatures_xml(page.signatures, self.look, self.width))

    def _front_heading(self, title: str, anchor: str) -> str:
        """Of preface and contents: larger, in the middle."""
        words = run(title, size=round(self.look.text_points * _FRONT_SCALE))
        return paragraph(bookmarked(words, anchor), style=HEADINGS[_SECTION], properties=_CENTRED) + _gap()


def _heading(title: str, level: int, anchor: str = "") -> str:
    words = bookmarked(run(title), anchor) if anchor else run(title)
    return paragraph(words, style=HEADINGS[level]) if title else ""


def _gap() -> str:
    return paragraph(style=GAP, properties="<w:keepNext/>")
