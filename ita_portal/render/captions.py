"""Numbers of tables and figures through a document, and references in the prose that follow them.

A line that begins with "ตารางที่ 2" is a caption; everywhere else the words are a reference. The number that
references know is, of a figure, its place in the plan and, of a table, the number typed in its title (where
none is, its place in the plan). Where a document prints another, references get it, in the digits typed.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from html import unescape
from itertools import count

from ita_portal.render.blocks import Block, CharterProse, Figure, Prose
from ita_portal.tables.build import build
from ita_portal.tables.content import Digits, PartContent, PlanContent
from ita_portal.tables.facts import PictureContent
from ita_portal.tables.table import Table
from ita_portal.thai.digits import to_arabic, to_thai

FIGURE, TABLE = "ภาพที่", "ตารางที่"
_NUMBER = r"([0-9๐-๙]{1,3})(?![0-9๐-๙])"
_SAID = re.compile(rf"({FIGURE}|{TABLE})(\s*){_NUMBER}")
_TYPED = re.compile(rf"\s*({FIGURE}|{TABLE})\s*{_NUMBER}[ \t:.]*")
_TAG = re.compile(r"(<[^>]*>)")
_BLOCK_TAG = re.compile(r"</?(?:p|li|h[1-6]|td|th|tr|ul|ol|table|figcaption|div|section)\b|<br\b")


class Captions:
    """Counts what one document prints, in printed order; ``follow`` the references when all is counted.

    Tables are counted where ``numbers_tables``, and keep the numbers typed in their titles where not.
    """

    def __init__(self, plan: PlanContent, digits: Digits, *, numbers_tables: bool) -> None:
        self._digits: Callable[[str], str] = to_thai if digits is Digits.THAI else str
        self._numbers_tables = numbers_tables
        self._figures, self._tables = count(1), count(1)
        self._known = {id(picture): number for number, picture in enumerate(pictures_of(plan), start=1)}
        self._known_tables = _known_tables(plan)
        self._printed: dict[tuple[str, int], int] = {}

    def figure(self, picture: PictureContent) -> Figure:
        number = next(self._figures)
        if known := self._known.get(id(picture)):
            self._printed.setdefault((FIGURE, known), number)
        return Figure(picture, f"{self._label(FIGURE, number)} {without_number(picture.caption)}".rstrip())

    def table(self, part: PartContent) -> Table:
        """The part as it prints, with its number where tables are numbered. Raises UnknownLayoutError."""
        table = build(part)
        if not self._numbers_tables:
            return table
        number = next(self._tables)
        if known := self._known_tables.get(id(part)):
            self._printed.setdefault((TABLE, known), number)
        label = self._label(TABLE, number)
        if any(map(_typed, table.lines)) and not _typed(table.title):
            lines = (f"{label} {without_number(words)}" if _typed(words) else words for words in table.lines)
            return replace(table, lines=tuple(lines))
        return replace(table, title=f"{label} {without_number(table.title)}".rstrip())

    def prose(self, html: str) -> str:
        """Clean HTML with the captions of tables that somebody typed into it counted with all others."""
        return _rewritten(html, self._counted, is_caption=True) if self._numbers_tables else html

    def follow(self, block: Block) -> Block:
        """The block with the references in its prose as the document prints them."""
        if isinstance(block, Prose):
            return replace(block, html=_rewritten(block.html, self._followed, is_caption=False))
        if isinstance(block, CharterProse):
            sections = (self.follow(section) for section in block.sections)
            return replace(block, sections=tuple(one for one in sections if isinstance(one, Prose)))
        return block

    def _label(self, word: str, number: int) -> str:
        return f"{word} {self._digits(str(number))}"

    def _counted(self, word: str, number: int) -> int:
        if word != TABLE:
            return number
        printed = next(self._tables)
        self._printed.setdefault((TABLE, number), printed)
        return printed

    def _followed(self, word: str, number: int) -> int:
        return self._printed.get((word, number), number)


def _rewritten(html: str, number: Callable[[str, int], int], *, is_caption: bool) -> str:
    """The HTML with the numbers of its captions, or of its references, put through ``number``."""
    if FIGURE not in html and TABLE not in html:
        return html
    return "".join(_rewritten_pieces(html, number, is_caption))


def _rewritten_pieces(html: str, number: Callable[[str, int], int], is_caption: bool) -> Iterator[str]:
    begins = True  # whether nothing of the line has been said yet
    for piece in _TAG.split(html):
        if piece.startswith("<"):
            begins = begins or bool(_BLOCK_TAG.match(piece))
            yield piece
            continue

        def said(match: re.Match[str], piece: str = piece, begins: bool = begins) -> str:
            first = begins and not unescape(piece[: match.start()]).strip()
            if first is not is_caption:
                return match[0]
            new = str(number(match[1], int(to_arabic(match[3]))))
            return f"{match[1]}{match[2]}{new if match[3].isascii() else to_thai(new)}"

        yield _SAID.sub(said, piece)
        begins = begins and not unescape(piece).strip()


def _known_tables(plan: PlanContent) -> dict[int, int]:
    """The number that references know, by the identity of the part."""
    typed = {
        id(part): number
        for part in plan.parts
        if (number := next(filter(None, map(_typed, (part.title, *part.lines))), None))
    }
    taken = set(typed.values())
    places = ((id(part), place) for place, part in enumerate(plan.parts, start=1))
    return {part: place for part, place in places if place not in taken} | typed


def _typed(words: str) -> int | None:
    """The number of a table that somebody typed at the beginning."""
    match = _TYPED.match(words)
    return int(to_arabic(match[2])) if match and match[1] == TABLE else None


def without_number(words: str) -> str:
    """A title or caption without the number typed at its beginning."""
    return _TYPED.sub("", words, count=1) if _TYPED.match(words) else words


def pictures_of(plan: PlanContent) -> Iterator[PictureContent]:
    """The pictures of all sections, those of charters last: the place of each is its number in references."""
    of_charters = (section for charter in plan.charters for section in charter.sections)
    for section in (*plan.sections, *of_charters):
        yield from section.pictures
