"""A document as a PDF: tagged, with its fonts, and with nothing fetched from anywhere."""

from collections.abc import Mapping
from typing import Any

from pydyf import PDF, String
from weasyprint import Document as Rendering

from ita_portal.render.catch_words import add_catch_words
from ita_portal.render.continued import continue_tables
from ita_portal.render.document import Document
from ita_portal.render.engine import OurPage, garbage_collected_later
from ita_portal.render.exact_font import JOINER
from ita_portal.render.exact_text import give_back_exact_text
from ita_portal.render.fonts import PaperFonts, font_face_css
from ita_portal.render.html_document import Address, document_html, picture_data
from ita_portal.render.long_runs import in_pieces, with_even_tables
from ita_portal.render.own_files import DocumentPictures, NoSystemFonts, OurFiles
from ita_portal.render.page_css import paper_css
from ita_portal.render.progress import Progress, expected_pages, told
from ita_portal.render.sheets import contents_lines
from ita_portal.render.structure import mend_structure
from ita_portal.thai.breaking import WORD_JOINER, keep_together

OPTIONS: dict[str, Any] = {"pdf_variant": "pdf/ua-1", "presentational_hints": True}


def document_pdf(
    document: Document, *, progress: Progress | None = None, options: Mapping[str, Any] = OPTIONS
) -> bytes:
    """The PDF of a document: A4, PDF/UA-1. ``progress`` hears of pages laid out, of about how many."""
    pictures = DocumentPictures()
    html = paper_html(document, pictures.address)
    with told(progress, expected_pages(document) if progress else 0):
        return html_pdf(html, pictures, document, options)


def paper_html(document: Document, address: Address = picture_data) -> str:
    """The document's page as WeasyPrint gets it; ``address`` as in ``document_html``."""
    css = font_face_css() + paper_css(document, address)
    head, body, rest = document_html(document, css=css, address=address, on_paper=document.look).partition(
        "<body>"
    )
    return head + body + keep_together(rest).replace(WORD_JOINER, JOINER)


@garbage_collected_later()
def html_pdf(
    html: str,
    pictures: DocumentPictures | None = None,
    document: Document | None = None,
    options: Mapping[str, Any] = OPTIONS,
) -> bytes:
    """The PDF of a page made by ``paper_html``; of which ``document``, where catch-words may be wanted."""
    fonts, config = PaperFonts(html), NoSystemFonts()
    fetcher = OurFiles(pictures or DocumentPictures(), fonts)
    head, body, rest = html.partition("<body>")
    page = head + body + in_pieces(with_even_tables(rest))
    rendered = OurPage(page, fetcher).render(font_config=config, **options)
    continue_tables(rendered)
    if document and document.look.catch_words:
        add_catch_words(rendered, document, config, **options)

    def finish(_rendering: Rendering, pdf: PDF) -> None:
        give_back_exact_text(pdf, fonts.texts)
        if document:
            _name_links(pdf, {line.anchor: line.title for line in contents_lines(document)})
        mend_structure(pdf)

    pdf: bytes = rendered.write_pdf(finisher=finish, **options)
    return pdf


def _name_links(pdf: PDF, titles: Mapping[str, str]) -> None:
    """Let the links of the contents say where they lead: WeasyPrint gives them the name of the anchor."""
    for item in pdf.objects:
        if isinstance(item, dict) and item.get("Subtype") == "/Link" and item.get("Dest"):
            item["Contents"] = String(titles.get(item["Dest"].string, ""))
