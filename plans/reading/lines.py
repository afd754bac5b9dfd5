"""What each line of a foreign table is: header, heading, activity, or something around the table."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from ita_portal.thai.plain_text import plain
from plans.reading.bands import is_labelled
from plans.reading.grid import Grid, GridCell
from plans.reading.headers import HEADING, NUMBER, TITLE, Headers
from plans.reading.values import CONTINUED, heading_text, is_number, part_number

_TOTAL = re.compile(
    r"(?:ยอด)?รวม(?:เป็นเงิน|เงิน|งบประมาณ|ทั้งสิ้น|ทั้งหมด|ยอด|[ :.])*|คะแนนรวม"
    r"|ค่าน้ำหนักร้อยละ(?:ความสำเร็จ)?|ผลคะแนนภาพรวม(?:ตัวชี้วัด)?"
)
# Words that stand alone in the title's column above sums and name no activity.
_ONLY_LABELS = frozenset({"กิจกรรม", "โครงการ", "โครงการ/กิจกรรม", "ขั้นตอน"})
_SIGNERS = "อนุมัติ|เห็นชอบ|เสนอ|จัดทำ|ตรวจสอบ|รับรอง|ลงนาม"
_AROUND = re.compile(
    rf"\**หมายเหตุ(?:\s|:|$)|\(?ลงชื่อ|ผู้(?:{_SIGNERS})\S{{0,12}}(?:\s*[.…_]{{4,}}|$)|[.…_]{{5,}}"
)


class Kind(StrEnum):
    HEADER = "header"
    REPEATED = "repeated"  # said before, on an earlier page
    ABOVE = "above"  # the table's header
    BELOW = "below"  # the table: notes and signatures
    HEADING = "heading"
    TOTAL = "total"
    NAMELESS = "nameless"  # has cells and no title
    ACTIVITY = "activity"
    CONTINUED = "continued"  # more of the activity above, whose title is merged down


@dataclass(frozen=True, slots=True)
class Line:
    """A line that says something: its row in the grid, and the cells that begin there."""

    row: int
    kind: Kind
    spoken: tuple[GridCell, ...]


def read_lines(grid: Grid, headers: Headers, labels: Sequence[str]) -> Iterator[Line]:
    """Every line that says something, from top to bottom; ``labels`` begin headings of the layout."""
    reader = _Lines(grid, headers, labels)
    for row in range(grid.height):
        spoken = tuple(grid.spoken_in(row))
        if spoken:
            yield Line(row, reader.kind(row, spoken), spoken)


def title_cell(grid: Grid, headers: Headers, row: int) -> GridCell:
    """The cell that names the line's activity: in the title's column, else words in that of numbers."""
    title, number = headers.column_of(TITLE), headers.column_of(NUMBER)
    if title is None:
        return GridCell()
    cell = grid.at(row, title)
    if cell.text or number is None:
        return cell
    beside = grid.at(row, number)
    return cell if is_number(beside.text) else beside


@dataclass
class _Lines:
    grid: Grid
    headers: Headers
    labels: Sequence[str]
    above: set[tuple[str, ...]] = field(default_factory=set)
    said: dict[str, frozenset[str]] = field(default_factory=dict)  # of an activity: its title → its cells
    named: int | None = None  # the row of the last activity's title
    is_below: bool = False
    page_begins: bool = False  # since a repeated header nothing new was said

    def kind(self, row: int, spoken: Sequence[GridCell]) -> Kind:
        found = self._around_the_table(row, spoken) or self._in_the_table(row, spoken)
        if found is Kind.ABOVE:
            self.above.add(_words(spoken))
        if found in (Kind.ACTIVITY, Kind.HEADING):
            self.page_begins = False
        if found is Kind.ACTIVITY:
            self.named = row
            self.said.setdefault(self._name(row), frozenset(_words(spoken)))
        elif found is not Kind.CONTINUED:
            self.named = None
        return found

    def _around_the_table(self, row: int, spoken: Sequence[GridCell]) -> Kind | None:
        if row in self.headers.rows:
            return Kind.HEADER
        if row in self.headers.repeated:
            self.is_below, self.page_begins = False, True
            return Kind.REPEATED
        if row < self.headers.first_body_row:
            return Kind.ABOVE
        if (
            _words(spoken) in self.above
            or self._is_title_of_a_page(row, spoken)
            or self._is_said_again(row, spoken)
        ):
            return Kind.REPEATED
        if spoken[0].is_outside:
            return Kind.HEADING if is_labelled(spoken[0].text, self.labels) else Kind.BELOW
        if self._is_below(spoken):
            self.is_below = True
            return Kind.BELOW
        return None

    def _in_the_table(self, row: int, spoken: Sequence[GridCell]) -> Kind:
        title = title_cell(self.grid, self.headers, row)
        if self.named is not None and title.text and title.row < row:
            return Kind.CONTINUED
        if len(spoken) == 1 and self._is_band(spoken[0], title):
            return Kind.HEADING
        words = spoken[0].text.strip()
        if _TOTAL.fullmatch(words) or (plain(words) in _ONLY_LABELS and title == spoken[0]):
            return Kind.TOTAL
        return Kind.ACTIVITY if title.text else Kind.NAMELESS

    def _is_title_of_a_page(self, row: int, spoken: Sequence[GridCell]) -> bool:
        """A line over the whole width right above the header that is printed once more."""
        following = next((n for n in range(row + 1, self.grid.height) if self.grid.spoken_in(n)), None)
        is_wide = len(spoken) == 1 and spoken[0].colspan == self.grid.width > 1
        return is_wide and following in self.headers.repeated and not is_labelled(spoken[0].text, self.labels)

    def _is_said_again(self, row: int, spoken: Sequence[GridCell]) -> bool:
        """An activity that is named once more where its rows go on, on a new page or with "(ต่อ)"."""
        title = title_cell(self.grid, self.headers, row).text or spoken[0].text
        known = self.said.get(self._name(row))
        is_new_page = self.page_begins or CONTINUED.search(title)
        return bool(known and is_new_page and set(_words(spoken)) <= known)

    def _is_below(self, spoken: Sequence[GridCell]) -> bool:
        """Notes and signatures: what begins as they do, and whatever comes after until a new header."""
        words = spoken[0].text.strip()
        if len(spoken) <= 3 and _AROUND.match(words):
            return True
        return self.is_below and not (len(spoken) > 1 and part_number(words)[0])

    def _is_band(self, cell: GridCell, title: GridCell) -> bool:
        """A cell alone in its line: nearly as wide as the table, beside the title, or worded like one."""
        is_wide = cell.colspan > 1 and cell.rowspan == 1 and 4 * cell.colspan >= 3 * self.grid.width
        columns = {column.column: column.field for column in self.headers.columns}
        is_beside = columns.get(cell.column) == HEADING and not title.text and cell.rowspan == 1
        is_first = cell == title or cell.column == min(columns, default=0)
        return is_wide or is_beside or (is_first and is_labelled(cell.text, self.labels))

    def _name(self, row: int) -> str:
        return _key(title_cell(self.grid, self.headers, row).text)


def _words(spoken: Sequence[GridCell]) -> tuple[str, ...]:
    return tuple(_key(cell.text) for cell in spoken)


def _key(text: str) -> str:
    return "".join(heading_text(text).split())
