"""A pasted table as its preview shows it: every line with what it is, every cell with what it became."""

from collections.abc import Iterator
from dataclasses import dataclass

from ita_portal.tables.rows import Row
from plans.forms import understood
from plans.reading.grid import Grid, GridCell
from plans.reading.headers import Headers
from plans.reading.lines import Kind, Line
from plans.reading.rows import Notice, Reading, ReadRow

MOST_LINES = 500  # that a preview shows; all are taken in
MOST_NOTICES = 100
_WORDS = {
    Kind.HEADER: "หัวตาราง",
    Kind.REPEATED: "ซ้ำกับที่มีแล้ว",
    Kind.ABOVE: "ข้อความเหนือตาราง ไม่นำเข้า",
    Kind.BELOW: "ข้อความนอกตาราง ไม่นำเข้า",
    Kind.HEADING: "หัวข้อ",
    Kind.TOTAL: "แถวสรุปยอด ไม่นำเข้า",
    Kind.NAMELESS: "ไม่มีชื่อกิจกรรม ไม่นำเข้า",
    Kind.CONTINUED: "ต่อจากแถวบน",
}


@dataclass(frozen=True)
class PreviewCell:
    """A cell with its spans; ``use`` is what became of it, ``said`` how it was understood."""

    text: str
    use: str
    rowspan: int
    colspan: int
    said: understood.Understood | None = None


@dataclass(frozen=True)
class PreviewLine:
    """A line of the pasted table. ``row`` is its place from 0, ``words`` say what it is."""

    row: int
    words: str
    cells: tuple[PreviewCell, ...]
    may_leave: bool
    is_left: bool

    @property
    def number(self) -> int:
        return self.row + 1


@dataclass(frozen=True)
class PreviewNotice:
    """A notice with the place of its cell, as people count."""

    line: int
    column: str
    text: str
    message: str


def preview_lines(
    grid: Grid, reading: Reading, left: frozenset[int], fiscal_year: int
) -> Iterator[PreviewLine]:
    """The lines that say something, as many as a page can show."""
    read = {line: (place, found) for place, found in enumerate(reading.rows, 1) for line in found.lines[:1]}
    for line in reading.lines[:MOST_LINES]:
        place, found = read.get(line.row, (0, None))
        yield PreviewLine(
            row=line.row,
            words=_words(line, place, is_left=line.row in left),
            cells=tuple(_cells(grid, reading, line, found, fiscal_year)),
            may_leave=line.kind in (Kind.ACTIVITY, Kind.HEADING),
            is_left=line.row in left,
        )


def preview_notices(headers: Headers, reading: Reading) -> list[PreviewNotice]:
    """What to look at, then every cell that is not taken in."""
    labels = {column.column: column.label for column in headers.columns}
    told = {(notice.row, notice.column) for notice in reading.notices}
    unread = [
        Notice(cell.row, cell.column, cell.text, "ไม่ได้นำเข้า")
        for cell in (*reading.unread, *reading.cells_of(Kind.ABOVE, Kind.BELOW))
        if (cell.row, cell.column) not in told
    ]
    return [
        PreviewNotice(n.row + 1, labels.get(n.column, f"คอลัมน์ที่ {n.column + 1}"), n.text, n.message)
        for n in sorted((*reading.notices, *unread), key=lambda n: (n.row, n.column))
    ]


def _words(line: Line, place: int, *, is_left: bool) -> str:
    if is_left:
        return "เว้นไว้ ไม่นำเข้า"
    return f"กิจกรรมที่ {place}" if place else _WORDS.get(line.kind, "ไม่นำเข้า")


def _cells(
    grid: Grid, reading: Reading, line: Line, found: ReadRow | None, fiscal_year: int
) -> Iterator[PreviewCell]:
    said = _said(found.row, fiscal_year) if found else {}
    for cell in grid.starting_in(line.row):
        use = reading.uses.get((cell.row, cell.column))
        yield PreviewCell(
            cell.text, use.value if use else "", _shown_rows(cell, reading), cell.colspan, said.get(cell.text)
        )


def _shown_rows(cell: GridCell, reading: Reading) -> int:
    """How many of the lines that are shown the cell reaches over: those that say nothing are not shown."""
    if cell.rowspan == 1:
        return 1
    shown = reading.lines[:MOST_LINES]
    return sum(cell.row <= line.row < cell.row + cell.rowspan for line in shown)


def _said(row: Row, fiscal_year: int) -> dict[str, understood.Understood]:
    """How cells of money and time were understood, by their text; how many owners a cell names."""
    said: dict[str, understood.Understood] = {}
    budget, period = understood.of_budget(row.budget), understood.of_period(row.period, fiscal_year)
    if row.budget and budget:
        said[row.budget.text] = budget
    if row.period and period:
        said[row.period.text] = period
    return said
