"""Finding and replacing words in texts, with nothing asked of the database."""

import html
import re
from collections.abc import Collection
from dataclasses import dataclass
from itertools import count

from ita_portal.thai.digits import to_arabic

AROUND = 40  # characters of context on either side
_TAG = re.compile(r"(<[^>]*>)")


@dataclass(frozen=True, slots=True)
class Search:
    """What is looked for; letters of either case and digits of either script are alike unless said so."""

    words: str
    same_case: bool = False
    same_digits: bool = False

    def _folded(self, text: str) -> str:
        """The text in which what counts as alike is the same; as long as the text."""
        if not self.same_digits:
            text = to_arabic(text)
        if self.same_case:
            return text
        return "".join(lower if len(lower := letter.lower()) == 1 else letter for letter in text)

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Where the words stand, from left to right, none over another."""
        words = self._folded(self.words)
        folded = self._folded(text)
        found: list[tuple[int, int]] = []
        at = folded.find(words) if words else -1
        while at >= 0:
            found.append((at, at + len(words)))
            at = folded.find(words, at + len(words))
        return found


@dataclass(frozen=True, slots=True)
class Hit:
    """One place in a text where the words stand: its number there, the words, and what is around them."""

    number: int
    before: str
    words: str
    after: str


def hits(text: str, search: Search) -> list[Hit]:
    """Every place in the text, each with its context."""
    return [
        Hit(number, _cut_start(text[:start]), text[start:end], _cut_end(text[end:]))
        for number, (start, end) in enumerate(search.spans(text))
    ]


def replaced(text: str, search: Search, by: str, numbers: Collection[int]) -> str:
    """The text with those of its hits replaced that have these numbers."""
    for number, (start, end) in reversed(list(enumerate(search.spans(text)))):
        if number in numbers:
            text = text[:start] + by + text[end:]
    return text


def text_of_html(source: str) -> str:
    """The words of rich text; what tags part stays apart."""
    return "\n".join(html.unescape(piece) for piece in _TAG.split(source)[::2] if piece.strip())


def replaced_in_html(source: str, search: Search, by: str, numbers: Collection[int]) -> str:
    """Rich text with those hits replaced that have these numbers in ``text_of_html``; no tag is touched."""
    pieces, counter = _TAG.split(source), count()
    for at in range(0, len(pieces), 2):
        if not pieces[at].strip():
            continue
        words = html.unescape(pieces[at])
        own = [number for number, _ in enumerate(search.spans(words)) if next(counter) in numbers]
        if own:
            pieces[at] = html.escape(replaced(words, search, by, own), quote=False)
    return "".join(pieces)


def _cut_start(text: str) -> str:
    return text if len(text) <= AROUND else "…" + text[-AROUND:]


def _cut_end(text: str) -> str:
    return text if len(text) <= AROUND else text[:AROUND] + "…"
