"""What a line never parts: short terms, a word with its number, the months of a quarter.

They are put into spans and not joined by invisible signs, so that copied text is the text as typed.
"""

import re

from ita_portal.thai.breaking import TERMS

_NUMBER = r"\d[\d.,]*"
_MONTH = r"(?:ม\.ค|ก\.พ|มี\.ค|เม\.ย|พ\.ค|มิ\.ย|ก\.ค|ส\.ค|ก\.ย|ต\.ค|พ\.ย|ธ\.ค)\."
_MONTHS = rf"\(?{_MONTH} ?\d{{0,4}}(?:[-–]{_MONTH} ?\d{{0,4}})?\)?"
_COUNTED = rf"(?:พ\.ศ\.|(?:ครั้ง|ไตรมาส|ข้อ)ที่|ไตรมาส|ร้อยละ|(?:≥|≤|&gt;|&lt;)=?) ?{_NUMBER}%?"
_SHORT = re.compile(rf"{_MONTH} ?\d{{2,4}}|{_COUNTED}")
_HEADER = re.compile(f"{_MONTHS}|{_COUNTED}")
_ANY = re.compile(f"{_MONTHS}|{_COUNTED}|{TERMS.pattern}")
_BEFORE_BRACKET = re.compile(r" +(?=\()")


def keep_whole(escaped: str, *, on_paper: bool = False, header: bool = False) -> str:
    """Escaped text with a span around all that is kept whole.

    On paper, where no column grows, terms are joined instead (see ``pdf``), and from month to month is
    whole in headers alone.
    """
    pattern = _ANY if not on_paper else _HEADER if header else _SHORT
    return pattern.sub(_span, escaped)


def header_lines(text: str) -> str:
    """A column's header, what stands in brackets on a line of its own: "ไตรมาส 1" over "(ต.ค.-ธ.ค.68)"."""
    return _BEFORE_BRACKET.sub("\n", text)


def header_pieces(text: str) -> list[str]:
    """What of a column's header must each fit on one line."""
    return _ANY.findall(header_lines(text))


def _span(match: re.Match[str]) -> str:
    return f'<span class="whole">{match[0]}</span>'
