"""A letter as a PDF: A4, PDF/UA-1, with the margins, page numbers and catch-words of official letters."""

from importlib.resources import files

from ita_portal.render.blocks import Prose
from ita_portal.render.document import Document
from ita_portal.render.exact_font import JOINER
from ita_portal.render.fonts import FAMILY, font_face_css, line_points, paper_points
from ita_portal.render.html import text_html
from ita_portal.render.letter import LetterContent
from ita_portal.render.letter_html import letter_html
from ita_portal.render.letter_look import first_top
from ita_portal.render.look import PageNumbers
from ita_portal.render.own_files import DocumentPictures
from ita_portal.render.page_css import page_margins
from ita_portal.render.pdf import html_pdf
from ita_portal.render.sheets import sheets
from ita_portal.tables.content import Digits
from ita_portal.thai.breaking import WORD_JOINER, keep_together


def letter_pdf(content: LetterContent) -> bytes:
    """The PDF of a letter."""
    pictures = DocumentPictures()
    body = letter_html(content, address=pictures.address)
    joined = keep_together(body).replace(WORD_JOINER, JOINER)
    # As a document of nothing but text its pages have the names by which catch-words find them.
    pages = Document(content.subject, (Prose(""),), digits=content.digits, look=content.look)
    css = font_face_css() + letter_css() + _page_css(content, pages)
    head = f'<meta charset="utf-8"><title>{text_html(content.subject)}</title><style>{css}</style>'
    html = f'<!DOCTYPE html><html lang="th"><head>{head}</head><body>{joined}</body></html>'
    return html_pdf(html, pictures, pages)


def letter_css() -> str:
    """The style sheet of letters; the web server serves the same file to the page that shows one."""
    return files("ita_portal").joinpath("static", "css", "letter.css").read_text(encoding="utf-8")


def _page_css(content: LetterContent, pages: Document) -> str:
    (sheet,) = sheets(pages)
    points = content.look.text_points
    size = f"font-size:{paper_points(points):.2f}pt;line-height:{line_points(points):.1f}pt"
    return (
        f"@page {sheet.name}{{size:A4 portrait;{page_margins(content.look, sheet)};"
        f"{_number_css(content, size)}}}"
        f"@page {sheet.name}:first{{margin-top:{first_top(content):.2f}cm;@top-center{{content:none}}}}"
        f"html{{font-family:{FAMILY}}}body{{margin:0}}"
        f".letter{{page:{sheet.name};font-size:{paper_points(points):.2f}pt}}"
    )


def _number_css(content: LetterContent, size: str) -> str:
    if content.look.page_numbers is not PageNumbers.DASHED:
        return ""
    style = ",thai" if content.digits is Digits.THAI else ""
    place = f"font-family:{FAMILY};vertical-align:bottom;padding-bottom:0.3cm;{size}"
    return f'@top-center{{content:"- " counter(page{style}) " -";{place}}}'
