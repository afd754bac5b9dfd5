"""Rich text without anything that points out of the document.

It was cleaned when it was saved, and is cleaned again here where it names an address all the same: a document
never links to a file of the server, and nothing of another site is put into it.
"""

import re

import nh3

from ita_portal.render.text import printable

_ADDRESS = re.compile(
    r"""(?:\b(?:src|href|data|poster|action)\s*=\s*|url\(\s*)["']?([^"'\s>)]+)""", re.IGNORECASE
)
_FOREIGN = re.compile(
    r"<\s*/?\s*(?:a|img|link|script|style|svg|iframe|object|embed|meta|base|form|input|video|audio)\b"
    r"|<[^>]*\b(?:style|src|href|on[a-z]+)\s*=",
    re.IGNORECASE,
)
_TAGS = nh3.ALLOWED_TAGS - {"a", "area", "img", "map"}
_SPANS = {"colspan", "rowspan"}
_ATTRIBUTES = {"ol": {"start", "type", "data-type"}, "th": _SPANS, "td": _SPANS, "p": {"class"}}


def clean_prose(html: str) -> str:
    """The HTML of a section as every document may show it; of links and pictures their words are left."""
    html = printable(html)
    if not _FOREIGN.search(html):
        return html
    return nh3.clean(
        html, tags=_TAGS, attributes=_ATTRIBUTES, clean_content_tags={"script", "style"}, link_rel=None
    )


def foreign_addresses(html: str) -> list[str]:
    """The addresses that ``clean_prose`` takes out, each once."""
    return list(dict.fromkeys(_ADDRESS.findall(html))) if _FOREIGN.search(html) else []
