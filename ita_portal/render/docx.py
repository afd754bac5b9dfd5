"""A document as a Word file that an office goes on editing: styles, real tables, sections, fields.

Each run of pages of one kind (``sheets``) is a section. Word counts pages itself: the contents have their
entries already, and get their page numbers when the file is opened.
"""

from functools import partial

from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Pt
from docx.text.paragraph import Paragraph

from ita_portal.render.blocks import Contents
from ita_portal.render.document import Document
from ita_portal.render.docx_base import fill_fields_when_opened, replace_children, save, without_pages
from ita_portal.render.docx_blocks import Blocks
from ita_portal.render.docx_pages import Pages
from ita_portal.render.docx_styles import END, GAP, TITLE, table_style_xml
from ita_portal.render.docx_xml import bookmark_name, bookmarked, element, elements, paragraph, run
from ita_portal.render.paper import foot_text, header_points, table_points
from ita_portal.render.sheets import Sheet, SheetKind, begins_a_page, sheets

_LAST = "last-0"  # the anchor on the last page that is counted


def document_docx(document: Document) -> bytes:
    """The Word file of a document."""
    return _Writer(document).file()


class _Writer:
    """One Word file while its sections are written, each ended by what it says of its pages."""

    def __init__(self, document: Document) -> None:
        self.document, self.sheets = document, sheets(document)
        self.word = _empty(document)
        self.body = self.word.element.body
        self.blocks = Blocks(document, self.word)
        counted = [sheet for sheet in self.sheets if sheet.kind is not SheetKind.COVER]
        lettered = [sheet for sheet in counted if self._has_letters(sheet)]
        numbered = [sheet for sheet in counted if not self._has_letters(sheet)]
        self.begins = (*lettered[:1], *numbered[:1])
        self.last = numbered[-1] if numbered and len(numbered) < len(self.sheets) else None
        last = bookmark_name(_LAST) if self.last else ""
        self.pages = Pages(
            self.word, document.look, document.digits, foot=partial(foot_text, document), last=last
        )

    def file(self) -> bytes:
        """The bytes of the whole file."""
        for sheet in self.sheets:
            self._sheet(sheet)
        if not self.sheets:
            self.body.append(element(paragraph(run(self.document.title), style=TITLE)))
            self._end_section(self.pages.section_xml(SheetKind.PORTRAIT, is_first=True))
        # The last section is the body's own.
        self.body.append(self.body.xpath("./w:p[last()]/w:pPr/w:sectPr")[0])
        lists = elements(self.blocks.lists.definitions())
        replace_children(self.word.part.numbering_part.element, lists)
        if any(isinstance(block, Contents) for block in self.document.blocks):
            fill_fields_when_opened(self.word)
        return save(self.word)

    def _sheet(self, sheet: Sheet) -> None:
        for at, placed in enumerate(sheet.blocks):
            content = self.blocks.elements(placed)
            if content:
                self._add(content, is_at_head=not at or begins_a_page(placed.block), is_first=not at)
        if sheet is self.last:
            self._last_paragraph().extend(elements(bookmarked("", _LAST)))
        section = self.pages.section_xml(
            sheet.kind,
            is_first=sheet is self.sheets[0],
            has_letters=self._has_letters(sheet),
            restarts=sheet in self.begins,
        )
        self._end_section(section)

    def _add(self, content: list[BaseOxmlElement], *, is_at_head: bool, is_first: bool) -> None:
        """The block at the end; at the head of a page without air above it."""
        if not is_first and not _is_paragraph(content[0]):
            content.insert(0, element(paragraph(style=GAP)))  # tables side by side would be one
        if is_at_head and _is_paragraph(content[0]):
            shape = Paragraph(content[0], self.word).paragraph_format
            shape.page_break_before = None if is_first else True
            if shape.space_before is None:
                shape.space_before = Pt(0)
        self.body.extend(content)

    def _end_section(self, section: str) -> None:
        self._last_paragraph().get_or_add_pPr().append(element(section))

    def _last_paragraph(self) -> BaseOxmlElement:
        """The paragraph at the end; behind a table one too small to be seen."""
        if not len(self.body) or not _is_paragraph(self.body[-1]):
            self.body.append(element(paragraph(style=END)))
        last: BaseOxmlElement = self.body[-1]
        return last

    def _has_letters(self, sheet: Sheet) -> bool:
        return sheet.kind is SheetKind.FRONT and self.document.look.front_letters


def _empty(document: Document) -> WordDocument:
    """The file with all its styles."""
    look, tables = document.look, document.tables
    word = without_pages(look, title=document.title, creator=document.organisation, lang=document.lang)
    sizes = {points(table, look) for table in tables for points in (table_points, header_points)}
    word.styles.element.extend(elements("".join(map(table_style_xml, sorted(sizes)))))
    return word


def _is_paragraph(made: BaseOxmlElement) -> bool:
    return str(made.tag) == qn("w:p")
