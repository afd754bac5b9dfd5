"""A document as a PDF: tagged, with its fonts, and with nothing fetched from anywhere."""

from typing import Any

from pydyf import PDF
from weasyprint import HTML
from weasyprint import Document as Rendering

from ita_portal.render.continued import continue_tables
from ita_portal.render.document import Document
from ita_portal.render.exact_font import JOINER
from ita_portal.render.exact_text import give_back_exact_text
from ita_portal.render.fonts import PaperFonts, font_face_css
from ita_portal.render.html_document import Address, document_html, picture_data
from ita_portal.render.own_files import DocumentPictures, NoSystemFonts, OurFiles
from ita_portal.render.page_css import paper_css
from ita_portal.thai.breaking import WORD_JOINER, keep_together

OPTIONS: dict[str, Any] = {"pdf_variant": "pdf/ua-1", "presentational_hints": True}


def document_pdf(document: Document) -> bytes:
    """The PDF of a document: A4, PDF/UA-1."""
    pictures = DocumentPictures()
    return html_pdf(paper_html(document, pictures.address), pictures)


def paper_html(document: Document, address: Address = picture_data) -> str:
    """The document's page as WeasyPrint gets it; ``address`` as in ``document_html``."""
    css = font_face_css() + paper_css(document)
    head, body, rest = document_html(document, css=css, address=address, on_paper=document.look).partition(
        "<body>"
    )
    return head + body + keep_together(rest).replace(WORD_JOINER, JOINER)


def html_pdf(html: str, pictures: DocumentPictures | None = None) -> bytes:
    """The PDF of a page made by ``paper_html``."""
    fonts = PaperFonts(html)
    fetcher = OurFiles(pictures or DocumentPictures(), fonts)
    rendered = HTML(string=html, url_fetcher=fetcher).render(font_config=NoSystemFonts(), **OPTIONS)
    continue_tables(rendered)

    def finish(_rendering: Rendering, pdf: PDF) -> None:
        give_back_exact_text(pdf, fonts.texts)

    pdf: bytes = rendered.write_pdf(finisher=finish, **OPTIONS)
    return pdf
