"""A document as a PDF: tagged, with its fonts, and with nothing fetched from anywhere."""

from typing import Any

from pydyf import PDF
from weasyprint import HTML
from weasyprint import Document as Rendering
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from ita_portal.render.continued import continue_tables
from ita_portal.render.document import Document
from ita_portal.render.exact_font import JOINER
from ita_portal.render.exact_text import give_back_exact_text
from ita_portal.render.fonts import exact_texts, font_face_css, font_file
from ita_portal.render.html_document import Address, document_html, picture_data
from ita_portal.render.page_css import paper_css
from ita_portal.tables.facts import PictureContent
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


def html_pdf(html: str, pictures: "DocumentPictures | None" = None) -> bytes:
    """The PDF of a page made by ``paper_html``."""
    fetcher = OurFiles(pictures or DocumentPictures())
    rendered = HTML(string=html, url_fetcher=fetcher).render(font_config=FontConfiguration(), **OPTIONS)
    continue_tables(rendered)
    pdf: bytes = rendered.write_pdf(finisher=_finish, **OPTIONS)
    return pdf


def _finish(_rendering: Rendering, pdf: PDF) -> None:
    give_back_exact_text(pdf, exact_texts())


class DocumentPictures:
    """The pictures of one document, each with an address that only its making knows."""

    def __init__(self) -> None:
        self.found: dict[str, PictureContent] = {}

    def address(self, picture: PictureContent) -> str:
        name = f"picture:{len(self.found) + 1}"
        self.found[name] = picture
        return name


class OurFiles(URLFetcher):
    """Serves our own fonts and the document's pictures, no other address: WeasyPrint's own reads any file."""

    def __init__(self, pictures: DocumentPictures) -> None:
        super().__init__()
        self._pictures = pictures

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        picture = self._pictures.found.get(url)
        if picture is not None:
            return URLFetcherResponse(url, picture.read(), {"Content-Type": picture.media_type})
        font = font_file(url)
        if font is None:
            raise ValueError("เอกสารใช้ได้เฉพาะแบบอักษรของระบบและภาพของเอกสาร")
        return URLFetcherResponse(url, font, {"Content-Type": "font/ttf"})
