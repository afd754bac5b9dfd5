"""Which rows of a foreign table are its header, and what each of its columns holds."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from ita_portal.tables.build import columns_of
from ita_portal.tables.layout import Column, Layout
from ita_portal.tables.layouts import all_layouts
from ita_portal.thai.months import month_number
from ita_portal.thai.plain_text import plain
from plans.reading.grid import Grid, GridCell
from plans.reading.values import is_number

OTHER = "other"  # kept under its header
SKIPPED = ""  # left out, and listed as not read
HEADING, TITLE, NUMBER = "heading", "title", "number"
_MANY = (HEADING, OTHER, SKIPPED)  # what several columns may be
_DEEPEST = 4  # rows of a header: two groups, the columns, their numbers
_LOOKED_AT = 40  # rows above a header at most
_QUARTER = re.compile(r"(?:ไตรมาส(?:ที่)?|q)([1-4])(?![0-9]).*")
_COLUMN_NUMBER = re.compile(r"[(]?([0-9]{1,2})[)]?")
_BRACKETED = re.compile(r"\([^()]*\)")
_LONGEST = 80  # characters of a header that general words may know
# Headers that no layout words so, and yet everybody knows. The first that fits counts.
_GENERAL = tuple(
    (field, re.compile(pattern))
    for field, pattern in (
        (NUMBER, r"ลำดับ(?:ที่)?|ที่|ข้อ(?:ที่)?|เลขที่|no\.?"),
        ("indicator_quantitative", r".*เชิงปริมาณ"),
        ("indicator_qualitative", r".*เชิงคุณภาพ"),
        ("owners", r".*(?:รับผิดชอบ|เจ้าภาพ).*"),
        ("target_group", r"กลุ่มเป้าหมาย.*|ผู้เข้าร่วม.*"),
        ("objective", r"วัตถุประสงค์.*"),
        ("source_of_funds", r"(?:แหล่ง|ที่มา)(?:ของ)?(?:เงิน|งบ).*"),
        ("budget", r"(?:วงเงิน)?งบประมาณ.*|วงเงิน.*|จำนวนเงิน.*"),
        ("period", r"(?:ระยะเวลา|ช่วงเวลา|ห้วงเวลา|กำหนดการ|วันที่ดำเนินการ).*"),
        ("indicator", r"ตัวชี้วัด.*|kpi.*"),
        ("target", r"(?:ค่า)?เป้าหมาย.*"),
        ("weight", r"(?:ค่า)?น้ำหนัก.*"),
        ("reason", r"เหตุผล.*"),
        ("knowledge", r"(?:ประเด็น|องค์)ความรู้.*"),
        (TITLE, r"(?:ชื่อ)?(?:(?:แผนงาน|งาน|โครงการ|กิจกรรม|ขั้นตอน)(?:การดำเนินงาน|หลัก|ย่อย)?[/,และ]*)+"),
        (HEADING, r"(?:องค์ประกอบ|มาตรการ|ยุทธศาสตร์|กลยุทธ์|มิติ|ด้าน|ประเด็นการพัฒนา|แนวทาง).{0,20}"),
    )
)


@dataclass(frozen=True)
class Target:
    """A field that a column may hold, with the words by which it is known; ``shown`` in the part's table."""

    field: str
    label: str
    words: frozenset[str]
    shown: bool = True


@dataclass(frozen=True)
class SourceColumn:
    """A column of the foreign table: its header from the outermost group, and the field it holds."""

    column: int
    header: tuple[str, ...]
    field: str

    @property
    def label(self) -> str:
        """The words under which it is kept, if it is kept under its header."""
        return " ".join(self.header[-1].split()) if self.header else f"คอลัมน์ที่ {self.column + 1}"


@dataclass(frozen=True)
class Headers:
    """The header's rows (none where the table has none), the rows that repeat it, and the columns."""

    rows: tuple[int, ...]
    repeated: frozenset[int]
    columns: tuple[SourceColumn, ...]

    @property
    def first_body_row(self) -> int:
        return self.rows[-1] + 1 if self.rows else 0

    @cached_property
    def fields(self) -> frozenset[str]:
        return frozenset(column.field for column in self.columns)

    def column_of(self, field: str) -> int | None:
        return next((column.column for column in self.columns if column.field == field), None)

    def with_fields(self, chosen: Mapping[int, str]) -> "Headers":
        """The same columns with other fields, by the column's place.

        Of two columns with one field the second is kept under its header.
        """
        columns: list[SourceColumn] = []
        for column in self.columns:
            field = chosen.get(column.column, column.field)
            taken = any(before.field == field for before in columns)
            columns.append(replace(column, field=OTHER if taken and field not in _MANY else field))
        return replace(self, columns=tuple(columns))


def targets(layout: Layout, columns: Sequence[Column], fiscal_year: int) -> list[Target]:
    """What the columns of a foreign table may become: first those shown, then the layout's, then all others.

    ``columns`` are those that the part shows, with their headers as it words them.
    """
    found: dict[str, Target] = {}
    for column in columns:
        own = layout.column(column.field)
        words = [*_words(column), *(_words(own) if own else ())]
        found[column.field] = Target(column.field, _label(column), _keys(words))
    of_layout = (*columns_of(layout, None, fiscal_year), *layout.more)
    layouts = (columns_of(other, None, fiscal_year) for other in all_layouts().values())
    elsewhere = (column for other in layouts for column in other if column.field in _COMMON)
    for column in (*of_layout, *elsewhere):
        if column.field not in found:
            found[column.field] = Target(column.field, _label(column), _keys(_words(column)), shown=False)
    return list(found.values())


def find_headers(grid: Grid, known: Sequence[Target]) -> Headers:
    """The header as its words tell; without one the columns shown, in their order."""
    words = _Words(known)
    first = next((row for row in range(min(grid.height, _LOOKED_AT)) if words.is_header(grid, row)), None)
    if first is None:
        return Headers((), frozenset(), tuple(_columns_in_order(grid, known)))
    rows = tuple(_header_rows(grid, first, words))
    columns = tuple(_columns_by_header(grid, rows, words))
    return Headers(rows, frozenset(_repetitions(grid, rows)), columns)


class _Words:
    """The fields by the words of a header."""

    def __init__(self, known: Sequence[Target]) -> None:
        self.fields = {target.field for target in known}
        self.by_key: dict[str, str] = {}
        for target in known:
            for key in target.words:
                self.by_key.setdefault(key, target.field)

    def field_of(self, header: str) -> str | None:
        """The field that a header's words name; None where nobody knows them."""
        key = _key(header)
        bare = _BRACKETED.sub("", key)
        found = self.by_key.get(key) or self.by_key.get(bare) or _of_the_year(header, bare)
        if found is None and 0 < len(bare) <= _LONGEST:
            found = next((field for field, pattern in _GENERAL if pattern.fullmatch(bare)), None)
        return found

    def is_header(self, grid: Grid, row: int) -> bool:
        """Whether at least half of what the row says, and no less than two cells, are words of headers."""
        spoken = grid.spoken_in(row)
        if not spoken or spoken[0].colspan == grid.width > 1:
            return False
        known = sum(self.field_of(cell.text) is not None for cell in spoken)
        if all(cell.is_header for cell in spoken) and known:
            return True
        return known >= min(2, grid.width) and 2 * known >= len(spoken)


def _header_rows(grid: Grid, first: int, words: _Words) -> Iterator[int]:
    """The row itself, what its cells reach down to, further rows of words, and one that numbers columns."""
    deepest = max((cell.row + cell.rowspan for cell in grid.starting_in(first)), default=first + 1)
    for row in range(first, min(grid.height, first + _DEEPEST)):
        if row > first and not (row < deepest or words.is_header(grid, row) or _numbers_columns(grid, row)):
            return
        yield row


def _numbers_columns(grid: Grid, row: int) -> bool:
    """(1) (2) (3) … under the header."""
    numbers = [_COLUMN_NUMBER.fullmatch(plain(cell.text)) for cell in grid.spoken_in(row)]
    found = [int(number[1]) for number in numbers if number]
    return len(found) == len(numbers) > 2 and found == list(range(1, len(found) + 1))


def _columns_by_header(grid: Grid, rows: Sequence[int], words: _Words) -> list[SourceColumn]:
    found: list[SourceColumn] = []
    spoken = [row for row in rows if not _numbers_columns(grid, row)]
    for column in _spoken_columns(grid):
        header = _header_of(grid, spoken, column)
        field = next((f for part in reversed(header) if (f := words.field_of(part))), None) or OTHER
        if field == TITLE:  # of two titles, the one before groups the other
            found = [replace(before, field=HEADING) if before.field == TITLE else before for before in found]
        elif field not in _MANY and any(before.field == field for before in found):
            field = OTHER
        found.append(SourceColumn(column, header, field))
    return found


def _header_of(grid: Grid, rows: Sequence[int], column: int) -> tuple[str, ...]:
    """The words over a column from the outermost; a group without a merge reaches right to the next words."""
    found: list[GridCell] = []
    for at, row in enumerate(rows):
        cell = grid.at(row, column)
        if not cell.text and at + 1 < len(rows):
            cell = _group_to_the_left(grid, row, rows[at + 1], column)
        if cell.text and cell not in found:
            found.append(cell)
    return tuple(cell.text for cell in found)


def _group_to_the_left(grid: Grid, row: int, below: int, column: int) -> GridCell:
    here = column
    while here > 0 and grid.at(below, here).text and not grid.at(row, here).text:
        here -= 1
    return grid.at(row, here) if grid.at(below, here).text else GridCell()


def _columns_in_order(grid: Grid, known: Sequence[Target]) -> Iterator[SourceColumn]:
    """Without a header: the columns shown, in their order, behind ordinals; a single one has titles."""
    columns = _spoken_columns(grid)
    shown = [target.field for target in known if target.shown and target.field != NUMBER]
    if len(columns) == 1:
        shown = [TITLE]
    elif columns and _is_numbered(grid, columns[0]):
        shown.insert(0, NUMBER)
    for at, column in enumerate(columns):
        yield SourceColumn(column, (), shown[at] if at < len(shown) else OTHER)


def _is_numbered(grid: Grid, column: int) -> bool:
    """Whether the column says nothing but ordinals."""
    cells = (grid.at(row, column) for row in range(grid.height))
    return all(is_number(cell.text) for cell in cells if cell.text)


def _spoken_columns(grid: Grid) -> list[int]:
    return sorted({cell.column for cell in grid.cells if cell.text})


def _repetitions(grid: Grid, rows: Sequence[int]) -> Iterator[int]:
    """Rows below that say what a row of the header says."""
    said = {_said(grid, row) for row in rows}
    for row in range(rows[-1] + 1, grid.height):
        words = _said(grid, row)
        if len(words) > 1 and words in said:
            yield row


def _said(grid: Grid, row: int) -> tuple[str, ...]:
    return tuple(_key(cell.text) for cell in grid.spoken_in(row))


def _of_the_year(header: str, key: str) -> str | None:
    """A quarter or a month, whatever stands beside it."""
    quarter = _QUARTER.fullmatch(key)
    if quarter:
        return f"quarter_{quarter[1]}"
    month = month_number(re.sub(r"(?:พ\.ศ\.)?[0-9]*$", "", plain(header)).strip())
    return f"month_{month}" if month else None


def _key(text: str) -> str:
    return plain(text).replace(" ", "")


def _keys(words: Iterable[str]) -> frozenset[str]:
    return frozenset(_key(text) for text in words)


def _words(column: Column) -> tuple[str, ...]:
    leaf = column.header[-1]
    return (leaf, _BRACKETED.sub("", leaf), *column.words)


def _label(column: Column) -> str:
    return " ".join(column.header[-1].split())


# Fields that mean the same in every layout.
_COMMON = frozenset(field for field, _ in _GENERAL) | {
    *(f"quarter_{n}" for n in range(1, 5)),
    *(f"month_{n}" for n in range(1, 13)),
}
