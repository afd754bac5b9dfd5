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
from ita_portal.render.html import document_html
from ita_portal.render.paper import paper_css
from ita_portal.thai.breaking import WORD_JOINER, keep_together

OPTIONS: dict[str, Any] = {"pdf_variant": "pdf/ua-1", "presentational_hints": True}


def document_pdf(document: Document) -> bytes:
    """The PDF of a document: A4, PDF/UA-1."""
    return html_pdf(paper_html(document))


def paper_html(document: Document) -> str:
    """The document's page as WeasyPrint gets it."""
    head, body, rest = document_html(document, css=font_face_css() + paper_css(document)).partition("<body>")
    return head + body + keep_together(rest).replace(WORD_JOINER, JOINER)


def html_pdf(html: str) -> bytes:
    """The PDF of a page made by ``paper_html``."""
    rendered = HTML(string=html, url_fetcher=FontsOnly()).render(font_config=FontConfiguration(), **OPTIONS)
    continue_tables(rendered)
    pdf: bytes = rendered.write_pdf(finisher=_finish, **OPTIONS)
    return pdf


def _finish(_rendering: Rendering, pdf: PDF) -> None:
    give_back_exact_text(pdf, exact_texts())


class FontsOnly(URLFetcher):
    """Serves our own fonts and refuses every other address: WeasyPrint's own would read any file."""

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        font = font_file(url)
        if font is None:
            raise ValueError("เอกสารใช้ได้เฉพาะแบบอักษรของระบบ")
        return URLFetcherResponse(url, font, {"Content-Type": "font/ttf"})
