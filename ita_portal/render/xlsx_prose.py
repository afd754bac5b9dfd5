"""Rich text as lines of plain text, for a sheet: what the editor writes, and nothing else."""

from dataclasses import dataclass
from html.parser import HTMLParser

from ita_portal.render.list_kinds import POINTS, first_number, list_kind
from ita_portal.thai.digits import to_thai

_THAI_LETTERS = "กขคงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ"
_ROMAN = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_BLOCKS = {"p", "li", "ul", "ol", "table", "tr", "h1", "h2", "h3", "h4"}
_BULLET = "•"
_BETWEEN_CELLS = " | "


@dataclass(frozen=True, slots=True)
class ProseLine:
    """A paragraph, an item of a list, or a row of a table. ``indent`` is its depth in lists."""

    text: str
    is_bold: bool = False
    indent: int = 0


def prose_lines(html: str) -> list[ProseLine]:
    """The lines of clean HTML, lists with their numbers."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.ended()


@dataclass(slots=True)
class _List:
    """A list while its items are read."""

    kind: str
    number: int

    def marker(self) -> str:
        if self.kind == POINTS:
            return _BULLET
        self.number += 1
        return f"{_counted(self.number - 1, self.kind)}."


class _Reader(HTMLParser):
    """Collects lines; ``_words`` are those of the line that is being read."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._lines: list[ProseLine] = []
        self._words: list[str] = []
        self._lists: list[_List] = []
        self._is_heading = self._is_in_row = False

    def ended(self) -> list[ProseLine]:
        self._end_line()
        return self._lines

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        if tag == "br":
            self._words.append("\n")
        elif tag in ("td", "th"):
            self._words = ["".join(self._words).rstrip() + _BETWEEN_CELLS] if self._words else []
        elif tag in _BLOCKS and not (tag == "p" and self._is_opened_by_marker()):
            self._end_block()
        if tag in ("ul", "ol"):
            self._lists.append(_List(list_kind(tag, said), first_number(said)))
        elif tag == "li" and self._lists:
            self._words.append(f"{self._lists[-1].marker()} ")
        self._is_in_row = self._is_in_row or tag == "tr"
        self._is_heading = self._is_heading or tag in ("h3", "h4")

    def handle_endtag(self, tag: str) -> None:
        self._is_in_row = self._is_in_row and tag not in ("tr", "table")
        if tag in _BLOCKS:
            self._end_block()
        if tag in ("ul", "ol") and self._lists:
            self._lists.pop()
        self._is_heading = self._is_heading and tag not in ("h3", "h4")

    def handle_data(self, data: str) -> None:
        if data.strip() or self._words:
            self._words.append(data)

    def _end_block(self) -> None:
        """What stands apart is a line of its own, but a row of a table is one line."""
        if not self._is_in_row:
            self._end_line()
        elif self._words and not self._words[-1].endswith(" "):
            self._words.append(" ")

    def _is_opened_by_marker(self) -> bool:
        """Whether nothing but an item's number stands on the line: its paragraph goes on there."""
        return len(self._words) == 1 and bool(self._lists)

    def _end_line(self) -> None:
        text = "".join(self._words).strip()
        self._words = []
        if text:
            self._lines.append(ProseLine(text, self._is_heading, len(self._lists)))


def _counted(number: int, kind: str) -> str:
    """A number as a list of that kind counts it."""
    match kind:
        case "thai":
            return to_thai(str(number))
        case "thai-letters":
            return _lettered(number, _THAI_LETTERS)
        case "lower-alpha" | "upper-alpha":
            letters = _lettered(number, "abcdefghijklmnopqrstuvwxyz")
            return letters.upper() if kind == "upper-alpha" else letters
        case "lower-roman" | "upper-roman":
            roman = _roman(number)
            return roman.upper() if kind == "upper-roman" else roman
    return str(number)


def _lettered(number: int, alphabet: str) -> str:
    """The first letters, then two of them: … ฮ กก กข."""
    written = ""
    while number > 0:
        number, at = divmod(number - 1, len(alphabet))
        written = alphabet[at] + written
    return written


def _roman(number: int) -> str:
    written = ""
    for worth, letters in _ROMAN:
        count, number = divmod(number, worth)
        written += letters * count
    return written
