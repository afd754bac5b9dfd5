"""Whole documents as HTML: every kind of block, each in one place for page, paper and file."""

from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass
from html import escape

from django.utils.safestring import SafeString, mark_safe

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
from ita_portal.render.clean_prose import clean_prose
from ita_portal.render.document import Document
from ita_portal.render.html import part_html, signatures_html, text_html, words_html
from ita_portal.render.look import Look
from ita_portal.render.pictures import NOT_SHOWN
from ita_portal.render.sheets import (
    ContentsLine,
    Placed,
    Sheet,
    SheetKind,
    begins_a_page,
    contents_lines,
    is_short,
    sheets,
)
from ita_portal.tables.facts import PictureContent

Address = Callable[[PictureContent], str]
_NO_PICTURE = f'<p class="no-picture">{NOT_SHOWN}</p>'
LAST_PAGE = "last-page"  # the anchor at the end of the last page that is counted


def picture_data(picture: PictureContent) -> str:
    """The picture itself as an address, for a page that is one file."""
    return f"data:{picture.media_type};base64,{b64encode(picture.read()).decode()}"


def document_html(
    document: Document, *, css: str = "", address: Address = picture_data, on_paper: Look | None = None
) -> str:
    """A whole page with the document and nothing else; ``css`` is put into it as it is.

    ``address`` says where a picture is found; without it the pictures stand in the page themselves.
    ``on_paper`` is as in ``table_html``.
    """
    body = blocks_html(document, address=address, on_paper=on_paper)
    return (
        f'<!DOCTYPE html><html lang="{document.lang}"><head><meta charset="utf-8">'
        f"<title>{text_html(document.title)}</title><style>{css}</style></head><body>"
        f"{body}</body></html>"
    )


def blocks_html(
    document: Document, *, address: Address = picture_data, on_paper: Look | None = None, level: int = 1
) -> SafeString:
    """The document's blocks alone, for a page that holds more; the HTML of its sections has to be clean.

    ``level`` is that of the document's own headings among those of the page; those of sections are one lower.
    """
    placed = sheets(document)
    counted = [sheet.name for sheet in placed if sheet.kind is not SheetKind.COVER]
    writer = _Writer(document, address, on_paper, level, last_counted=counted[-1] if counted else "")
    return mark_safe("".join(map(writer.sheet, placed)))  # noqa: S308 (texts are escaped)


@dataclass(frozen=True, slots=True)
class _Writer:
    """One document while its HTML is written."""

    document: Document
    address: Address
    look: Look | None
    level: int
    last_counted: str  # the name of the last sheet whose pages are counted

    def sheet(self, sheet: Sheet) -> str:
        title = self._document_title() if sheet.name == "sheet-1" else ""
        body = "".join(map(self._framed, sheet.blocks))
        end = f'<div id="{LAST_PAGE}"></div>' if self.look and sheet.name == self.last_counted else ""
        return f'<div class="sheet {sheet.kind.value} {sheet.name}">{title}{body}{end}</div>'

    def _document_title(self) -> str:
        """A document without a cover that begins with prose says its title itself."""
        first = self.document.blocks[0] if self.document.blocks else None
        if not isinstance(first, Prose):
            return ""
        return self._head(self.document.title, self.document.organisation)

    def _head(self, title: str, below: str = "") -> str:
        words = f"<p>{text_html(below)}</p>" if below else ""
        return f'<header class="document-head">{self._title(title)}{words}</header>'

    def _framed(self, placed: Placed) -> str:
        block = placed.block
        if isinstance(block, TableBlock):
            return self._table(block, placed)
        page = " new-page" if begins_a_page(block) else ""
        kind, inside = self._block(block)
        return f'<section id="{placed.anchor}" class="{kind}{page}" lang="th">{inside}</section>'

    def _table(self, block: TableBlock, placed: Placed) -> str:
        how = " new-page" if block.new_page else " short" if is_short(block) else ""
        mark = f"part-{placed.number}{how}"
        return part_html(
            block.table, on_paper=self.look, heading=block.heading, mark=mark, anchor=placed.anchor
        )

    def _block(self, block: Block) -> tuple[str, str]:
        """The classes of a block and what stands in it."""
        match block:
            case Cover():
                return "document-cover", self._cover(block)
            case Contents():
                return "document-contents", self._contents(block)
            case Divider():
                return "document-divider", self._title(block.title)
            case Prose():
                return "narrative", self._section(block)
            case CharterProse():
                return "narrative charter", self._charter(block)
            case SignaturePage():
                return "document-signature-page", self._signature_page(block)
        raise TypeError(block)

    # Prose

    def _section(self, section: Prose) -> str:
        """A narrative section; its HTML was cleaned when it was saved."""
        figures = "".join(map(self._figure, section.figures))
        heading = self._heading(section.title) if section.title else ""
        return f"{heading}{clean_prose(section.html)}{figures}"

    def _figure(self, figure: Figure) -> str:
        picture, caption = figure.picture, text_html(figure.caption)
        size = (
            f' width="{picture.width}" height="{picture.height}"' if picture.width and picture.height else ""
        )
        source = escape(self.address(picture))
        image = f'<img src="{source}"{size} alt="{caption}">' if source else _NO_PICTURE
        return f"<figure>{image}<figcaption>{caption}</figcaption></figure>"

    def _charter(self, charter: CharterProse) -> str:
        head = "".join(
            f"<p><strong>{text_html(label)}</strong> {self._words(text)}</p>" for label, text in charter.head
        )
        sections = "".join(f"<section>{self._section(section)}</section>" for section in charter.sections)
        return f'{self._head(charter.title)}<div class="charter-head">{head}</div>{sections}'

    # Pages of their own

    def _cover(self, cover: Cover) -> str:
        logo = self.document.look.logo if cover.has_logo else None
        alt = text_html(f"ตราสัญลักษณ์{self.document.organisation}")
        source = self.address(logo) if logo else ""
        picture = f'<img src="{escape(source)}" alt="{alt}">' if source else ""
        lines = "".join(f"<p>{self._words(line)}</p>" for line in cover.lines)
        contact = "".join(f"<p>{text_html(line)}</p>" for line in cover.contact)
        foot = f'<div class="cover-contact">{contact}</div>' if contact else ""
        return f'{picture}{self._title(cover.title)}<div class="cover-lines">{lines}</div>{foot}'

    def _contents(self, contents: Contents) -> str:
        lines = "".join(map(_contents_line, contents_lines(self.document)))
        return f'{self._heading(contents.title)}<p class="contents-page">หน้า</p><ul>{lines}</ul>'

    def _signature_page(self, page: SignaturePage) -> str:
        title = self._heading(page.title) if page.title else ""
        return f"{title}{signatures_html(page.signatures)}"

    def _title(self, title: str) -> str:
        return f"<h{self.level}>{self._words(title)}</h{self.level}>"

    def _heading(self, title: str) -> str:
        return f"<h{self.level + 1}>{text_html(title)}</h{self.level + 1}>"

    def _words(self, text: str) -> str:
        return words_html(text, on_paper=self.look is not None)


def _contents_line(line: ContentsLine) -> str:
    front = " in-front" if line.is_front else ""
    kind = "contents-part" if line.is_part else "contents-line"
    title = text_html(line.title)
    link = f'<a href="#{line.anchor}">{title}</a>'
    return f'<li class="{kind}{front}" data-to="#{line.anchor}">{link}</li>'
