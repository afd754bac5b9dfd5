"""A committee as a file states it: the order, the name, the roster, and what could not be understood."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby

from ita_portal.thai.digits import to_arabic
from organisations.committee_reading.files import Row, read_rows
from organisations.committee_reading.lines import line_of, read_lines
from organisations.committee_reading.people import ReadPerson, is_named, read_person, without_number
from organisations.committee_reading.tables import Columns, columns_of, read_header
from organisations.committee_reading.words import read_duty, read_kind

MOST_MEMBERS = 500
MOST_UNREAD = 1_000
LONGEST_CELL = 1_000  # characters of a cell that is read as a person or a duty
NO_DUTY = "ไม่พบหน้าที่ในคณะ โปรดเลือก"
UNKNOWN_DUTY = "ไม่เข้าใจหน้าที่นี้ โปรดเลือก"
NAME_OR_POST = "โปรดตรวจสอบว่าเป็นชื่อหรือตำแหน่ง"
_PARTS = re.compile(r"\t+|\s{3,}|\s*\.{4,}\s*")


@dataclass(frozen=True, slots=True)
class Unread:
    """A text that no field took, and where it stands (in Thai)."""

    place: str
    text: str


@dataclass(frozen=True, slots=True)
class ReadMember:
    """Somebody of the roster; ``duty`` is "" where its word is not known.

    ``duty_text`` is the word as written, ``cells`` the row as it stands, ``remarks`` what to look at.
    """

    place: str
    cells: tuple[str, ...]
    prefix: str = ""
    name: str = ""
    post: str = ""
    duty: str = ""
    duty_text: str = ""
    counts_for_quorum: bool = True
    remarks: tuple[str, ...] = ()


@dataclass(slots=True)
class ReadCommittee:
    """All that a file says of a committee; ``kind`` is a value of Committee.Kind."""

    name: str = ""
    kind: str = "committee"
    order_number: str = ""
    order_date: date | None = None
    fiscal_year: int | None = None
    basis: str = ""
    powers: list[str] = field(default_factory=list)
    members: list[ReadMember] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)


def read_committee(content: bytes) -> ReadCommittee:
    """What a .docx or .xlsx file states. Raises UnreadableError in Thai for a file that cannot be read.

    Every cell and paragraph that says something is in a field or among ``unread``.
    """
    rows = read_rows(content)
    found = ReadCommittee()
    left = _take_rosters(found, rows)
    if not found.members:
        left = _take_lines(found, rows)
    left_places = {row.place for row in left}
    taken = [number for number, row in enumerate(rows) if row.place not in left_places]
    above = {row.place for row in rows[: taken[0] if taken else len(rows)]}
    singles = [row for row in left if sum(bool(cell) for cell in row.cells) == 1]
    several = [row for row in left if sum(bool(cell) for cell in row.cells) > 1]
    lines = read_lines(
        [row for row in singles if row.place in above], [row for row in singles if row.place not in above]
    )
    found.name, found.order_number, found.order_date = lines.name, lines.order_number, lines.order_date
    found.fiscal_year, found.basis, found.powers = lines.fiscal_year, lines.basis, lines.powers
    found.kind = read_kind([found.name, *(member.duty_text for member in found.members)])
    found.unread += [
        Unread(row.place, cell) for row in (*lines.unread, *several) for cell in row.cells if cell
    ]
    found.unread = found.unread[:MOST_UNREAD]
    return found


def _take_rosters(found: ReadCommittee, rows: list[Row]) -> list[Row]:
    """Read the tables that are rosters; the rows that are none of a roster."""
    left: list[Row] = []
    for table, grouped in groupby(rows, key=lambda row: row.table):
        group = list(grouped)
        columns, header = (Columns(), -1) if table is None else columns_of(group)
        if not columns.is_roster:
            left += group
            continue
        left += group[: max(header, 0)]
        begun = header >= 0
        for row in group[header + 1 :]:
            if read_header(row) is not None:
                continue
            if _take(found, row, columns, begun):
                begun = True
            else:
                left.append(row)
    return left


def _take_lines(found: ReadCommittee, rows: list[Row]) -> list[Row]:
    """Read a roster written as lines, the duty behind a tab or dots; the rows that are none of it."""
    left: list[Row] = []
    for row in rows:
        parts = tuple(part for part in _PARTS.split(line_of(row)) if part) if row.table is None else ()
        cells = parts[1:] if len(parts) > 2 and not without_number(f"{parts[0]} ") else parts
        made = Row(row.place, cells)
        is_member = 2 <= len(cells) <= 3 and read_duty(cells[-1]) is not None
        columns = Columns(person=0, post=1 if len(cells) == 3 else None, duty=len(cells) - 1)
        if not is_member or not _take(found, made, columns, begun=True):
            left.append(row)
    return left


def _take(found: ReadCommittee, row: Row, columns: Columns, begun: bool) -> bool:
    """Read one row of a roster; False for a row that names nobody.

    Before the roster has ``begun``, only a duty that is understood tells a member from a heading.
    """
    duty_text = _cell(row, columns.duty)
    if len(duty_text) > LONGEST_CELL or len(found.members) >= MOST_MEMBERS:
        return False
    person, duty = _person(row, columns), read_duty(duty_text)
    if person is None or not (person.name or person.post):
        return False
    if duty is None and not (begun and (duty_text or is_named(without_number(line_of(row))))):
        return False
    remarks = _remarks(person, duty_text, known=duty is not None)
    found.members.append(
        ReadMember(
            place=row.place,
            cells=tuple(cell for cell in row.cells if cell),
            prefix=person.prefix,
            name=person.name,
            post=person.post,
            duty=duty.duty if duty else "",
            duty_text=" ".join(duty_text.split()),
            counts_for_quorum=duty.counts_for_quorum if duty else True,
            remarks=tuple(remarks),
        )
    )
    found.unread += _not_read(row, columns)
    return True


def _person(row: Row, columns: Columns) -> ReadPerson | None:
    """Whom the columns of people, posts and units name; None where one of them is no such text at all."""
    whole = f"{_cell(row, columns.person)} {_cell(row, columns.surname)}".strip()
    post = " ".join(f"{_cell(row, columns.post)} {_cell(row, columns.unit)}".split())
    if max(len(whole), len(post)) > LONGEST_CELL:
        return None
    prefix = _cell(row, columns.prefix)
    if prefix:
        return ReadPerson(prefix, " ".join(without_number(whole).split()), post)
    person = read_person(whole)
    return ReadPerson(
        person.prefix, person.name, f"{person.post} {post}".strip(), person.is_sure or bool(post)
    )


def _remarks(person: ReadPerson, duty_text: str, known: bool) -> Iterator[str]:
    if not person.is_sure:
        yield NAME_OR_POST
    if not known:
        yield UNKNOWN_DUTY if duty_text else NO_DUTY


def _not_read(row: Row, columns: Columns) -> list[Unread]:
    """The cells of a member's row that no field takes, also a running number that is none."""
    known = columns.known()
    if (
        columns.order is not None
        and not to_arabic(_cell(row, columns.order)).strip().rstrip(".)").isdecimal()
    ):
        known -= {columns.order}
    return [Unread(row.place, cell) for at, cell in enumerate(row.cells) if cell and at not in known]


def _cell(row: Row, at: int | None) -> str:
    return row.cells[at] if at is not None and at < len(row.cells) else ""
