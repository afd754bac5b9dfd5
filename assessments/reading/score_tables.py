"""Tables of scores to lines: what each is called, its score, and where it stands.

Two forms are known: a column of codes beside a column of scores, and a table of indicators with a column for
each year and round, of which the one of the round is chosen.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from assessments.reading.files import Table
from ita_portal.thai.digits import to_arabic

_CODE_HEADERS = (
    "ข้อ",
    "ข้อที่",
    "รหัส",
    "รหัสข้อ",
    "code",
    "item",
    "ตัวชี้วัด",
    "ตัวชี้วัดที่",
    "ตัวชี้วัดการประเมิน",
    "รายการ",
    "ประเด็น",
)
_SCORE_HEADERS = ("คะแนน", "score", "ร้อยละ", "ผลการประเมิน", "ค่าคะแนน", "ผลคะแนน")
_TOTALS = ("คะแนนรวม", "รวม", "คะแนนเฉลี่ย", "เฉลี่ย", "total", "average", "ผลรวม", "รวมทั้งสิ้น")
_YEAR = re.compile(r"25[0-9]{2}")
_SHORT_YEAR = re.compile(r"(?:ปี|พศ)([0-9]{2})(?![0-9])")
_NUMBERED = re.compile(
    r"(?:ตัวชี้วัด(?:ที่)?\s*|ข้อ(?:ที่)?\s*)?((?:[A-Za-z]{1,6}\s?)?[0-9]{1,3}(?:\.[0-9]{1,3})*)(?:[.):\s]|$)"
)
# How headers name the kinds of rounds, closed up; the longer first where one is part of another.
_ROUNDS = (
    ("first5", ("5เดือนแรก",)),
    ("last5", ("5เดือนหลัง",)),
    ("months11", ("11เดือน",)),
    ("months12", ("12เดือน",)),
    ("months6", ("6เดือน",)),
    ("months9", ("9เดือน",)),
    ("annual", ("ประจำปี", "ทั้งปี")),
)


@dataclass(frozen=True)
class Place:
    """Where a cell stands: ``row`` and ``column`` from 1."""

    sheet: str
    row: int
    column: int

    def __str__(self) -> str:
        words = f"แถวที่ {self.row} คอลัมน์ที่ {self.column}"
        return f"แผ่นงาน “{self.sheet}” {words}" if self.sheet else words


@dataclass(frozen=True)
class ScoreLine:
    """``code`` as written ("i7", "4", "IIT"); ``is_total`` for the total of its ``table`` (a number)."""

    code: str
    label: str
    score: str
    place: Place
    table: int
    is_total: bool = False


@dataclass
class Lines:
    """What tables of scores say; ``unread``: words with their places that are neither code nor score."""

    lines: list[ScoreLine] = field(default_factory=list)
    unread: list[tuple[Place, str]] = field(default_factory=list)
    problems: list[tuple[Place, str]] = field(default_factory=list)


@dataclass(frozen=True)
class _Head:
    """The columns, from 0, of a table."""

    code: int
    score: int
    rows: int = 1


def read_lines(tables: Sequence[Table], *, fiscal_year: int, kind: str) -> Lines:
    """Every line with a code of every table, with its score of the round of ``kind`` in ``fiscal_year``."""
    found = Lines()
    for table in tables:
        _read_table(table, fiscal_year, kind, found)
    return found


def _read_table(table: Table, fiscal_year: int, kind: str, found: Lines) -> None:
    head: _Head | None = None
    number = len({line.table for line in found.lines})
    at = 0
    while at < len(table.rows):
        row = table.rows[at]
        if any(row) and (new := _head(table, at, fiscal_year, kind, found)):
            head, number, at = new, number + 1, at + new.rows
            continue
        if any(row):
            _read_row(table.name, at, row, head, number, found)
        at += 1


def _read_row(sheet: str, at: int, row: Sequence[str], head: _Head | None, number: int, found: Lines) -> None:
    if head is None:
        head = _without_head(row)
    name = row[head.code] if head and head.code < len(row) else ""
    if head is None or not name:
        found.unread += [(Place(sheet, at + 1, column + 1), cell) for column, cell in enumerate(row) if cell]
        return
    score = row[head.score] if head.score < len(row) else ""
    place = Place(sheet, at + 1, head.score + 1)
    if not score and sum(map(bool, row)) == 1 and _is_caption(name):
        found.unread.append((Place(sheet, at + 1, head.code + 1), name))
        return
    code = code_of(name)
    found.lines.append(ScoreLine(code, name, score, place, number, is_total=is_total(name)))


def _is_caption(text: str) -> bool:
    return _NUMBERED.match(to_arabic(text)) is None and not is_total(text)


def _without_head(row: Sequence[str]) -> _Head | None:
    """Code and score in the first two columns, where a file has no header."""
    if len(row) >= 2 and _NUMBERED.fullmatch(to_arabic(row[0]).strip()):
        return _Head(0, 1)
    return None


def code_of(text: str) -> str:
    """The code or number at the beginning of a name: "4" of "4. การใช้ทรัพย์สิน"; else the name."""
    match = _NUMBERED.match(to_arabic(text).strip())
    return match[1].replace(" ", "") if match else text.strip()


def is_total(text: str) -> bool:
    return _closed_up(text).startswith(tuple(map(_closed_up, _TOTALS)))


def _head(table: Table, at: int, fiscal_year: int, kind: str, found: Lines) -> _Head | None:
    """The columns if the row is a header; a second row under it that names years and rounds is part of it."""
    row = table.rows[at]
    codes = [column for column, cell in enumerate(row) if cell and _closed_up(cell) in _CODE_HEADERS]
    if not codes or sum(map(bool, row)) < 2:
        return None
    headers, height = _headers(table, at, codes[0])
    columns = [column for column in range(len(headers)) if column not in codes and _is_score(headers[column])]
    if not columns:
        return None
    fitting = [column for column in columns if _fits(headers[column], fiscal_year, kind)]
    if len(fitting) != 1:
        names = " / ".join(" ".join(headers[column].split()) for column in fitting or columns)
        words = "มีหลายคอลัมน์ที่ตรงกับรอบนี้" if fitting else "ไม่พบคอลัมน์คะแนนของรอบนี้"
        found.problems.append((Place(table.name, at + 1, columns[0] + 1), f"{words} พบคอลัมน์ {names}"))
        return _Head(codes[0], len(headers), height)
    return _Head(codes[0], fitting[0], height)


def _headers(table: Table, at: int, code: int) -> tuple[list[str], int]:
    row = list(table.rows[at])
    below = table.rows[at + 1] if at + 1 < len(table.rows) else ()
    if not any(below) or (code < len(below) and below[code]) or any(_is_number(cell) for cell in below):
        return row, 1
    filled = list(_filled(row))
    return [
        f"{over} {under}".strip() for over, under in zip(filled, [*below, *[""] * len(row)], strict=False)
    ], 2


def _filled(row: Sequence[str]) -> Iterator[str]:
    """A row in which a merged header has its words over each of its columns."""
    last = ""
    for cell in row:
        last = cell or last
        yield last


def _is_number(text: str) -> bool:
    return re.fullmatch(r"[0-9.]+", to_arabic(text)) is not None and not _YEAR.fullmatch(to_arabic(text))


def _is_score(header: str) -> bool:
    plain = _closed_up(header)
    return (
        bool(_years(plain)) or _kind(plain) != "" or any(_closed_up(word) in plain for word in _SCORE_HEADERS)
    )


def _fits(header: str, fiscal_year: int, kind: str) -> bool:
    """Whether a column may hold the scores of the round: it names no other year and no other round."""
    plain = _closed_up(header)
    years, named = _years(plain), _kind(plain)
    return (not years or fiscal_year in years) and (not named or named == kind)


def _years(plain: str) -> set[int]:
    return {int(year) for year in _YEAR.findall(plain)} | {
        2500 + int(year) for year in _SHORT_YEAR.findall(plain)
    }


def _kind(plain: str) -> str:
    return next((kind for kind, words in _ROUNDS if any(word in plain for word in words)), "")


def _closed_up(text: str) -> str:
    return "".join(to_arabic(text).lower().replace(".", "").split())
