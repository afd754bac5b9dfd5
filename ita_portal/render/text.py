"""Text that every format can carry."""

import re
from html import unescape

from django.utils.html import strip_tags

# Control characters but tab and newline, lone surrogates and non-characters: no XML, HTML or PDF holds them.
UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_BLOCK_ENDS = re.compile(r"(?:</(?:p|li|h[1-6]|t[dhr])>|<br\s*/?>)+")
_LINE_BREAKS = re.compile("\r\n|[\r\x85\u2028\u2029]")


def printable(text: str) -> str:
    """The text without the characters that no document can show; line breaks become ``\\n``."""
    return UNPRINTABLE.sub("", _LINE_BREAKS.sub("\n", text))


def words_of_html(html: str) -> str:
    """The words of rich text: a paragraph, an item or a cell on each line."""
    return unescape(strip_tags(_BLOCK_ENDS.sub("\n", html))).strip()
