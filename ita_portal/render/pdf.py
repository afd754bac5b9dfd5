"""A document as a PDF: tagged, with its fonts, and with nothing fetched from anywhere."""

from typing import Any

from weasyprint import HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from ita_portal.render.continued import continue_tables
from ita_portal.render.document import Document
from ita_portal.render.fonts import font_face_css, font_file
from ita_portal.render.html import document_html
from ita_portal.render.paper import paper_css

OPTIONS: dict[str, Any] = {"pdf_variant": "pdf/ua-1", "presentational_hints": True}


def document_pdf(document: Document) -> bytes:
    """The PDF of a document: A4, PDF/UA-1."""
    return html_pdf(paper_html(document))


def paper_html(document: Document) -> str:
    """The document's page as WeasyPrint gets it."""
    return document_html(document, css=font_face_css() + paper_css(document))


def html_pdf(html: str) -> bytes:
    """The PDF of a page made by ``paper_html``."""
    rendered = HTML(string=html, url_fetcher=FontsOnly()).render(font_config=FontConfiguration(), **OPTIONS)
    continue_tables(rendered)
    pdf: bytes = rendered.write_pdf(**OPTIONS)
    return pdf


class FontsOnly(URLFetcher):  # type: ignore[misc]
    """Serves our own fonts and refuses every other address: WeasyPrint's own would read any file."""

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        font = font_file(url)
        if font is None:
            raise ValueError("เอกสารใช้ได้เฉพาะแบบอักษรของระบบ")
        return URLFetcherResponse(url, font, {"Content-Type": "font/ttf"})
