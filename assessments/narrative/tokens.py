"""Tokens in a text: ``[คะแนน i10]`` is read from the round's cells whenever the text is shown.

Cells are found whatever the spaces, the case and the digits of the token.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from ita_portal.thai.digits import to_arabic

NO_SCORE = "ยังไม่มีคะแนน"
INCOMPLETE = "ยังไม่ครบ"
_TOKEN = re.compile(r"\[([^\[\]\n]*)\]")
_STRAY = re.compile(r"[\[\]]")
# A number that reads like a score: with decimals, or said to be a score or in percent.
_TYPED = re.compile(r"(?:ร้อยละ|คะแนน)\s*(\d{1,3}(?:\.\d+)?)|(?<![\d.,])(\d{1,3}\.\d{1,4})(?![\d.,])")
_CLOSE = 0.7


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of the round: its token without brackets, what stands in it, and what people call it."""

    token: str
    text: str
    label: str = ""

    @property
    def written(self) -> str:
        """The token as it is typed."""
        return f"[{self.token}]"


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something in a text at a line, counted from 1: the words there, and what is said of them in Thai."""

    line: int
    words: str
    message: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text; ``cell`` where it stands for one."""

    text: str
    cell: Cell | None = None


class Cells(Mapping[str, Cell]):
    """Cells by their tokens, in the order in which they are offered."""

    def __init__(self, cells: Iterable[Cell]) -> None:
        self._cells = {_key(cell.token): cell for cell in cells}

    def __getitem__(self, token: str) -> Cell:
        return self._cells[_key(token)]

    def __iter__(self) -> Iterator[str]:
        return (cell.token for cell in self._cells.values())

    def __len__(self) -> int:
        return len(self._cells)

    def nearest(self, token: str) -> Cell | None:
        """The cell whose token is most like this one; None where none is."""
        found = get_close_matches(_key(token), self._cells, n=1, cutoff=_CLOSE)
        return self._cells[found[0]] if found else None


def pieces(body: str, cells: Cells) -> list[Piece]:
    """The text cut at its tokens; an unknown one stays as it was typed."""
    found: list[Piece] = []
    at = 0
    for match in _TOKEN.finditer(body):
        cell = cells.get(match[1])
        if cell is not None:
            found += [Piece(body[at : match.start()]), Piece(cell.text, cell)]
            at = match.end()
    return [piece for piece in [*found, Piece(body[at:])] if piece.text]


def resolved_text(body: str, cells: Cells) -> str:
    """The text with what stands in the cells."""
    return "".join(piece.text for piece in pieces(body, cells))


def unknown_tokens(body: str, cells: Cells) -> list[Trouble]:
    """Brackets that are of no cell, each with the token that was probably meant; and brackets left open."""
    found = []
    for line, text in enumerate(body.splitlines(), start=1):
        for match in _TOKEN.finditer(text):
            if match[1] not in cells:
                found.append(_unknown(line, match[0], cells.nearest(match[1])))
        if _STRAY.search(_TOKEN.sub("", text)):
            message = f"บรรทัดที่ {line}: วงเล็บเหลี่ยมไม่ครบคู่ โปรดพิมพ์เช่น [คะแนน i10]"
            found.append(Trouble(line, text, message))
    return found


def typed_scores(body: str, cells: Cells) -> list[Trouble]:
    """Numbers typed by hand that read like scores, each with a token that says the same now, if any."""
    found = []
    for line, text in enumerate(body.splitlines(), start=1):
        for match in _TYPED.finditer(to_arabic(_TOKEN.sub("", text))):
            number = match[1] or match[2]
            same = next((cell for cell in cells.values() if cell.text == number), None)
            hint = f"หากหมายถึง{same.label} โปรดใช้ {same.written}" if same else "โปรดใช้ตัวเลขจากตารางคะแนนแทน"
            message = f"บรรทัดที่ {line}: ตัวเลข {number} พิมพ์ไว้เอง จึงไม่เปลี่ยนตามคะแนน {hint}"
            found.append(Trouble(line, number, message))
    return found


def _unknown(line: int, words: str, meant: Cell | None) -> Trouble:
    hint = f"หมายถึง {meant.written} หรือไม่" if meant else "โปรดเลือกจากรายการตัวเลขที่แทรกได้"
    return Trouble(line, words, f"บรรทัดที่ {line}: ไม่มี {words} ในรอบนี้ {hint}")


def _key(token: str) -> str:
    return "".join(to_arabic(token).split()).casefold()
