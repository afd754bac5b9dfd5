"""Catch-words: the first words of the next page of prose, below each page, as official letters have them.

Which words begin a page is known when it is laid out. They are set on empty pages of the same size, and their
boxes are put on the pages that they belong to, between ``render()`` and ``write_pdf()``.
"""

from collections.abc import Iterator
from html import escape
from itertools import pairwise
from typing import Any

from weasyprint import HTML
from weasyprint import Document as Rendering
from weasyprint.formatting_structure.boxes import LineBox, MarginBox, TableBox, TextBox
from weasyprint.text.fonts import FontConfiguration
from weasyprint.text.line_break import get_log_attrs
from weasyprint.urls import URLFetcher

from ita_portal.render.document import Document
from ita_portal.render.exact_font import JOINER
from ita_portal.render.fonts import FAMILY
from ita_portal.render.page_css import page_margins, text_size
from ita_portal.render.sheets import Sheet, sheets

Box = Any  # WeasyPrint has no types
_LONGEST = 24  # letters of the words before the three dots
_PLACE = "@bottom-right"


def add_catch_words(
    rendering: Rendering, document: Document, fonts: FontConfiguration, **options: Any
) -> None:
    """Put the first words of each page of prose below the page before it, in place.

    ``fonts`` is the configuration that the rendering was made with: it knows our font already.
    """
    words = dict(_catch_words(rendering.pages))
    if not words:
        return
    by_name = {sheet.name: sheet for sheet in sheets(document)}
    orders = [(at, by_name[_sheet_name(rendering.pages[at])], text) for at, text in words.items()]
    html = _page_of_words(document, orders)
    pages = HTML(string=html, url_fetcher=_Nothing()).render(font_config=fonts, **options).pages
    for (at, _, _), page in zip(orders, pages, strict=True):
        page_box = rendering.pages[at]._page_box
        boxes = [box for box in page._page_box.children if _is_words(box)]
        page_box.children = (*page_box.children, *boxes)


class _Nothing(URLFetcher):
    def fetch(self, url: str, headers: dict[str, str] | None = None) -> Any:
        raise ValueError(url)


def _is_words(box: Box) -> bool:
    return isinstance(box, MarginBox) and box.at_keyword == _PLACE


def _catch_words(pages: list[Any]) -> Iterator[tuple[int, str]]:
    """The index of a page, and the words that belong below it: where prose goes on over the page break."""
    for at, (page, after) in enumerate(pairwise(pages)):
        line = _first_line(after._page_box) if _sheet_name(page) == _sheet_name(after) else None
        if line and (text := _shortened(_text(line))):
            yield at, text


def _sheet_name(page: Any) -> str:
    name: str = page._page_box.page_type.name
    return name


def _first_line(page_box: Box) -> Box | None:
    """The page's first line if it is one of prose."""
    is_prose = False
    for box in page_box.children[0].descendants():
        if isinstance(box, TableBox):
            return None
        is_prose = is_prose or (box.element_tag == "section" and "narrative" in box.element.get("class", ""))
        if isinstance(box, LineBox):
            return box if is_prose else None
    return None


def _text(line: Box) -> str:
    texts = (box.text for box in line.descendants() if isinstance(box, TextBox))
    return " ".join("".join(texts).replace(JOINER, "").split())


def _shortened(text: str) -> str:
    """As many whole words as there is room for, and three dots."""
    if len(text) <= _LONGEST:
        return f"/{text}..." if text else ""
    breaks = get_log_attrs(text, "th")
    ends = [at for at in range(1, _LONGEST + 1) if breaks[at].is_line_break]
    return f"/{text[: ends[-1] if ends else _LONGEST].rstrip()}..."


def _page_of_words(document: Document, orders: list[tuple[int, Sheet, str]]) -> str:
    """One page for each order, with the words in its bottom margin."""
    rules = "".join(
        f"@page {sheet.name}{{size:A4 {sheet.orientation.value};{page_margins(document.look, sheet)}}}"
        f".{sheet.name}{{page:{sheet.name}}}"
        for sheet in {sheet.name: sheet for _, sheet, _ in orders}.values()
    )
    words = f"{_PLACE}{{content:string(words);vertical-align:top;{text_size(document.look)}}}"
    css = (
        f"html{{font-family:{FAMILY}}}{rules}@page{{{words}}}"
        "p{break-before:page;height:0;margin:0;overflow:hidden;string-set:words content()}"
    )
    pages = "".join(f'<p class="{sheet.name}">{escape(text)}</p>' for _, sheet, text in orders)
    head = f'<!DOCTYPE html><html lang="{document.lang}"><head><style>{css}</style></head>'
    return f"{head}<body>{pages}</body></html>"
