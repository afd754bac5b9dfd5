"""Which column of a roster says what: from its header where it has one, else from what stands in it."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from ita_portal.thai.digits import to_arabic
from ita_portal.thai.plain_text import closed_up
from organisations.committee_reading.files import Row
from organisations.committee_reading.people import is_named, is_post
from organisations.committee_reading.words import read_duty

_HEADERS = (
    ("order", re.compile(r"(?:ลำดับ|ลำดับที่|ที่|no\.?|#)")),
    ("prefix", re.compile(r"(?:คำนำหน้า|ยศ).*")),
    ("surname", re.compile(r"(?:นามสกุล|สกุล)")),
    ("person", re.compile(r".{0,6}ชื่อ.*|องค์ประกอบ.*")),
    ("duty", re.compile(r"(?:ตำแหน่ง|หน้าที่|บทบาท|สถานะ)(?:หน้าที่)?(?:ใน|ตาม).*|หน้าที่.*|บทบาท.*")),
    ("post", re.compile(r"ตำแหน่ง.*")),
    ("unit", re.compile(r"(?:สังกัด|หน่วยงาน|ส่วนงาน|กลุ่มงาน|กอง|ฝ่าย).*")),
)
_LONGEST_HEADER = 60
_HALF = 0.5


@dataclass(frozen=True, slots=True)
class Columns:
    """The column, from 0, of each thing that a roster says; None where it says no such thing."""

    order: int | None = None
    prefix: int | None = None
    person: int | None = None
    surname: int | None = None
    post: int | None = None
    unit: int | None = None
    duty: int | None = None

    @property
    def is_roster(self) -> bool:
        """Whether people and their duties can be told from such columns."""
        return self.duty is not None and (self.person is not None or self.post is not None)

    def known(self) -> set[int]:
        """The columns that are read."""
        every = (self.order, self.prefix, self.person, self.surname, self.post, self.unit, self.duty)
        return {column for column in every if column is not None}


def columns_of(rows: Sequence[Row]) -> tuple[Columns, int]:
    """The columns of a table, and the place of its header row (-1 without one)."""
    for place, row in enumerate(rows):
        header = read_header(row)
        if header is not None:
            return _with_duty(header, rows[place + 1 :]), place
        if _has_duty(row):
            break
    return _guessed(rows), -1


def read_header(row: Row) -> Columns | None:
    """The columns that a header row names; None for a row of another kind."""
    if len([cell for cell in row.cells if cell]) < 2 or _has_duty(row):
        return None
    found: dict[str, int] = {}
    for at, cell in enumerate(row.cells):
        name = _header_name(cell)
        if name and name not in found:
            found[name] = at
    people = [name for name in ("person", "post") if name in found]
    return Columns(**found) if people and len(found) >= 2 else None


def _header_name(cell: str) -> str:
    written = closed_up(cell)
    if not written or len(written) > _LONGEST_HEADER or is_named(cell):
        return ""
    return next((name for name, pattern in _HEADERS if pattern.fullmatch(written)), "")


def _has_duty(row: Row) -> bool:
    return any(cell and read_duty(cell) for cell in row.cells)


def _with_duty(columns: Columns, rows: Sequence[Row]) -> Columns:
    """A column headed "ตำแหน่ง" may hold duties, where no other does."""
    if columns.duty is not None:
        return columns
    at = _fullest(rows, lambda cell: read_duty(cell) is not None, _others(rows, columns.known()))
    if at is not None:
        return replace(columns, duty=at)
    post = _fullest(rows, lambda cell: read_duty(cell) is not None, [columns.post])
    return replace(columns, duty=post, post=None) if post is not None else columns


def _guessed(rows: Sequence[Row]) -> Columns:
    several = [row for row in rows if sum(bool(cell) for cell in row.cells) > 1]
    duty = _fullest(several, lambda cell: read_duty(cell) is not None, _others(several, set()))
    if duty is None:
        return Columns()
    taken = {duty}
    order = _fullest(several, _is_number, _others(several, taken))
    taken |= {order} if order is not None else set()
    person = _fullest(several, is_named, _others(several, taken), at_least=0.0)
    if person is None:
        person = _fullest(several, bool, _others(several, taken))
    taken |= {person} if person is not None else set()
    post = _fullest(several, is_post, _others(several, taken), at_least=0.0)
    return Columns(order=order, person=person, post=post, duty=duty)


def _others(rows: Sequence[Row], taken: set[int]) -> list[int | None]:
    width = max((len(row.cells) for row in rows), default=0)
    return [at for at in range(width) if at not in taken]


def _fullest(
    rows: Sequence[Row], fits: Callable[[str], bool], places: Sequence[int | None], at_least: float = _HALF
) -> int | None:
    """The column with most cells that fit, where more than that share of what it says does."""
    best, most = None, 0
    for at in places:
        if at is None:
            continue
        said = [row.cells[at] for row in rows if at < len(row.cells) and row.cells[at]]
        fitting = sum(fits(cell) for cell in said)
        if fitting > most and fitting >= at_least * len(said):
            best, most = at, fitting
    return best


def _is_number(cell: str) -> bool:
    return to_arabic(cell).strip().rstrip(".)").isdecimal()
