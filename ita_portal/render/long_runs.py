"""Prose that is very long, so that the time of laying it out grows with its length alone.

WeasyPrint reads the whole of a run of text again for each of its lines, and measures all cells of a table
again for each of its pages: two megabytes in one paragraph took longer than anybody waits.
"""

import re
from collections.abc import Iterator

_LONG = 2_000  # characters; runs up to this are left as they are
_PIECE = 800
_LOOK_BACK = 200  # characters among which a space is looked for, and as many ahead for a letter
_LONG_TABLE = 20_000  # characters of a table in prose, above which its columns are as wide as each other
_RUN = re.compile(rf">([^<>]{{{_LONG},}})<")
_SPACE = re.compile(r"[ \n]")
# Where no space is found: between two letters, so never before a mark of one, nor in an entity.
_BETWEEN = re.compile("(?<=[ก-ฮa-zA-Z0-9;])(?=[ก-ฮเ-ไ])|(?<=[ก-์])(?=[ก-ฮ])")
_ENTITY = re.compile(r"&[#\w]{0,10}$")


def in_pieces(html: str) -> str:
    """The body of a page with every long run of text in spans; not a character is added or taken away."""
    return _RUN.sub(lambda run: f">{''.join(f'<span>{piece}</span>' for piece in _pieces(run[1]))}<", html)


def with_even_tables(html: str) -> str:
    """Prose whose long tables have columns that need no measuring."""
    before, *tables = html.split("<table>")
    return before + "".join(f"{_table_tag(table)}{table}" for table in tables)


def _table_tag(rest: str) -> str:
    end = rest.find("</table>")
    length = end if end >= 0 else len(rest)
    return '<table class="even">' if length > _LONG_TABLE else "<table>"


def _pieces(text: str) -> Iterator[str]:
    start = 0
    while len(text) - start > _PIECE:
        end = _end(text, start + _PIECE)
        yield text[start:end]
        start = end
    yield text[start:]


def _end(text: str, usual: int) -> int:
    """Where a piece ends that should at ``usual``: behind a space, else between letters, else there."""
    spaces = [found.end() for found in _SPACE.finditer(text, usual - _LOOK_BACK, usual)]
    if spaces:
        return spaces[-1]
    between = _BETWEEN.search(text, usual, usual + _LOOK_BACK)
    end = between.start() if between else usual
    entity = _ENTITY.search(text, end - 12, end)
    return entity.start() if entity else end
