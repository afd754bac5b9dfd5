"""WeasyPrint for pages of our own making, spared the work that they do not need.

What it draws stays the same to the pixel: pages are read faster, elements get no styles for notes that no
page of ours has, and Python looks for garbage when a page is done, not all the while. See also ``quicker``.
"""

import gc
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from xml.etree import ElementTree as ET

from cssselect2 import ElementWrapper
from weasyprint import CSS, HTML
from weasyprint.css.counters import CounterStyle
from weasyprint.html import UA
from weasyprint.urls import URLFetcher

from ita_portal.render import quicker

_VOID = re.compile(r"<((?:br|col|hr|img|meta)\b[^>]*)>")
_PARTED_VALUE = re.compile(r'="[^"\n\t]*[\n\t]')  # of an attribute: XML would make a space of the line break
_NOTE_STYLES = re.compile(r"^::(?:footnote|note)-.*$", re.MULTILINE)
_STYLES = CSS(string=_NOTE_STYLES.sub("", UA), counter_style=CounterStyle())
quicker.take_short_cuts()


class OurPage(HTML):
    """A page as WeasyPrint takes it; ``string`` is HTML, well-formed but for elements that have no end."""

    def __init__(self, string: str, url_fetcher: URLFetcher) -> None:
        root = _tree(string)
        if root is None:
            super().__init__(string=string, url_fetcher=url_fetcher)
            return
        self.base_url, self.url_fetcher, self.media_type = None, url_fetcher, "print"
        self.wrapper_element = ElementWrapper.from_html_root(root, content_language=None)
        self.etree_element = self.wrapper_element.etree_element

    def _ua_stylesheets(self, forms: bool = False) -> list[Any]:
        return [_STYLES]


def _tree(html: str) -> ET.Element | None:
    """The page's elements, read as XML in a twentieth of the time; None where that might differ from HTML."""
    if _PARTED_VALUE.search(html):
        return None
    try:
        return ET.fromstring(_VOID.sub(r"<\1/>", html).replace("&nbsp;", "\u00a0"))  # noqa: S314 (our own page)
    except (ET.ParseError, ValueError):
        return None


_lock = threading.Lock()
_at_work = 0
_was_enabled = False


@contextmanager
def garbage_collected_later() -> Iterator[None]:
    """No search for garbage within the block: the thousands of boxes of a page live until it is done.

    Searching them again and again takes a fifth of the time. Blocks may overlap in several threads.
    """
    global _at_work, _was_enabled
    with _lock:
        if _at_work == 0:
            _was_enabled = gc.isenabled()
            gc.disable()
        _at_work += 1
    try:
        yield
    finally:
        with _lock:
            _at_work -= 1
            if _at_work == 0 and _was_enabled:
                gc.enable()
