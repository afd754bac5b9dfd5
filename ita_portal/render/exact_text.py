"""A PDF's text layer that gives back every string as it was typed.

WeasyPrint maps each glyph to the text it was first seen in, and so "น้ำ" came back as "นา". What the glyphs of
an ``exact_font`` mean is known from the font, and is written into the finished PDF. No glyph may mean
nothing: some viewers then show its number as a letter.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any

_MEANING = re.compile(rb"<([0-9a-f]{4})> <[0-9a-f]*>")


def give_back_exact_text(pdf: Any, texts: Callable[[bytes], Mapping[int, str]]) -> None:
    """Correct the ``ToUnicode`` maps of a finished PDF; ``texts`` tells the glyphs of a font by its name.

    ``pdf`` is the pydyf.PDF that WeasyPrint hands to a finisher. Other fonts keep the maps they have.
    """
    objects = {item.number: item for item in pdf.objects}
    for item in pdf.objects:
        if isinstance(item, dict) and item.get("Type") == "/Font" and "ToUnicode" in item:
            glyphs = texts(item["BaseFont"].partition(b"+")[2])
            stream = objects[int(item["ToUnicode"].split()[0])].stream
            stream[:] = [_corrected(line, glyphs) for line in stream]


def _corrected(line: bytes, texts: Mapping[int, str]) -> bytes:
    entry = _MEANING.fullmatch(line)
    text = texts.get(int(entry[1], 16)) if entry else None
    return b"<%b> <%b>" % (entry[1], text.encode("utf-16-be").hex().encode()) if entry and text else line
