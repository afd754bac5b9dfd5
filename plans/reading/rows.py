"""The lines of a foreign table to Rows of a part: every cell goes somewhere, and what it became is told."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import groupby
from typing import Any

from ita_portal.tables.cells import read_cell
from ita_portal.tables.layout import Column, Layout
from ita_portal.tables.rows import Aspect, CostLine, PeriodCell, Row
from ita_portal.thai.amounts import AmountKind, read_amount
from ita_portal.thai.period import read_period
from ita_portal.thai.plain_text import plain
from plans.reading import values
from plans.reading.bands import Bands
from plans.reading.grid import Grid, GridCell
from plans.reading.headers import HEADING, NUMBER, OTHER, SKIPPED, TITLE, Headers, SourceColumn
from plans.reading.levels import Shape, levels
from plans.reading.lines import Kind, Line, read_lines, title_cell

MAX_HEADINGS = 9  # levels, as headings are stored
_NUMBER_LENGTH = 50
_ASPECTS = {
    "indicator": Aspect.UNSPECIFIED,
    "indicator_quantitative": Aspect.QUANTITATIVE,
    "indicator_qualitative": Aspect.QUALITATIVE,
}
_PLAIN = ("objective", "target_group", "target", "reason", "knowledge", "source_of_funds")
_MESSAGES = {
    Kind.TOTAL: "แถวสรุปยอด ไม่ได้นำเข้าเป็นกิจกรรม",
    Kind.NAMELESS: "แถวนี้ไม่มีชื่อกิจกรรม จึงไม่ได้นำเข้า",
}


class Use(StrEnum):
    """What became of a cell."""

    FIELD = "field"
    HEADING = "heading"
    HEADER = "header"
    REPEATED = "repeated"
    OTHER = "other"  # kept under its column's header
    AROUND = "around"  # stands above or below the table
    UNREAD = "unread"


_USES = {
    Kind.HEADER: Use.HEADER,
    Kind.REPEATED: Use.REPEATED,
    Kind.ABOVE: Use.AROUND,
    Kind.BELOW: Use.AROUND,
    Kind.HEADING: Use.HEADING,
}


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to look at. ``row`` and ``column`` are places in the grid, from 0."""

    row: int
    column: int
    text: str
    message: str


@dataclass(frozen=True, slots=True)
class ReadRow:
    """An activity and the lines of the grid from which it was read, the first of which names it."""

    row: Row
    lines: tuple[int, ...]
    shape: Shape


@dataclass(frozen=True)
class Reading:
    """A foreign table as read. ``uses`` has every cell that says something, by its place."""

    rows: tuple[ReadRow, ...]
    lines: tuple[Line, ...]
    notices: tuple[Notice, ...]
    unread: tuple[GridCell, ...]
    uses: Mapping[tuple[int, int], Use]

    def cells_of(self, *kinds: Kind) -> list[GridCell]:
        """The cells of lines of those kinds, in their order."""
        return [cell for line in self.lines if line.kind in kinds for cell in line.spoken]


def read_rows(
    grid: Grid,
    headers: Headers,
    *,
    layout: Layout,
    columns: Sequence[Column],
    fiscal_year: int,
    left: Collection[int] = (),
) -> Reading:
    """The table's lines as Rows of a part of that layout.

    ``columns`` are those that the part shows. ``left`` are lines (from 0) that somebody leaves out:
    activities and headings.
    """
    reader = _Reader(grid, headers, layout, columns, fiscal_year)
    lines = tuple(read_lines(grid, headers, layout.heading_labels))
    for line in lines:
        reader.read(line, leave=line.row in left)
    return reader.reading(lines)


@dataclass
class _Reader:
    grid: Grid
    headers: Headers
    layout: Layout
    columns: Sequence[Column]
    fiscal_year: int
    found: list[ReadRow] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    uses: dict[tuple[int, int], Use] = field(default_factory=dict)
    carried: dict[int, str] = field(default_factory=dict)  # the words of each heading column
    open_lines: list[int] = field(default_factory=list)  # of the activity that is being read

    def __post_init__(self) -> None:
        self.bands = Bands(self.layout.heading_labels, MAX_HEADINGS)
        owners = self.headers.column_of("owners")
        self.owners = values.Owners(cell.text for cell in self.grid.cells if cell.column == owners)
        self.cost_lines_print = _prints_cost_lines(self.columns)

    def reading(self, lines: tuple[Line, ...]) -> Reading:
        self._end_activity()
        self._tell_of_columns()
        unread = [cell for cell in self.grid.cells if self.uses.get((cell.row, cell.column)) is Use.UNREAD]
        notices = sorted(self.notices, key=lambda notice: (notice.row, notice.column))
        return Reading(tuple(_with_levels(self.found)), lines, tuple(notices), tuple(unread), self.uses)

    def read(self, line: Line, *, leave: bool) -> None:
        if line.kind is Kind.CONTINUED and self.open_lines:
            self.open_lines.append(line.row)
            return
        self._end_activity()
        if line.kind is Kind.ACTIVITY and not leave:
            self.open_lines = [line.row]
            return
        for cell in line.spoken:
            self._use(cell, Use.UNREAD if leave else _USES.get(line.kind, Use.UNREAD))
        if line.kind in _MESSAGES:
            self._notice(line.spoken[0], _MESSAGES[line.kind])
        if line.kind is Kind.HEADING and not leave and self.bands.open(line.spoken[0].text):
            self.carried = {}

    # An activity

    def _end_activity(self) -> None:
        lines, self.open_lines = tuple(self.open_lines), []
        if not lines:
            return
        made: dict[str, Any] = {"quarters": {}, "months": {}, "other": {}, "values": {}, "indicators": ()}
        texts = {column.column: self._text(lines, column) for column in self.headers.columns}
        for column in self.headers.columns:
            if texts[column.column]:
                self._put(made, column, self.grid.at(lines[0], column.column), texts[column.column])
        made["headings"] = self._headings(lines[0], texts)
        shape = self._number(made, lines[0])
        self.found.append(ReadRow(Row(**made), lines, shape))
        self.bands.is_new = False

    def _text(self, lines: Sequence[int], column: SourceColumn) -> str:
        """What the activity's lines say in the column; a cell of a column beside it says nothing here."""
        cells = dict.fromkeys(self._cell(line, column) for line in lines)
        own = [cell for cell in cells if cell.text and self._belongs(cell, column)]
        for cell in own:
            self._use(cell, _use_of(column))
        return "\n".join(cell.text for cell in own)

    def _cell(self, line: int, column: SourceColumn) -> GridCell:
        title = title_cell(self.grid, self.headers, line)
        if column.field == TITLE:
            return title
        cell = self.grid.at(line, column.column)
        return GridCell() if cell == title else cell

    def _belongs(self, cell: GridCell, column: SourceColumn) -> bool:
        """A merged cell is of the first column it covers; one over quarters or months is of all of them."""
        covered = [c for c in self.headers.columns if cell.column <= c.column < cell.column + cell.colspan]
        first_is_time = bool(covered) and _is_time(covered[0].field)
        return column.field == TITLE or column in covered[:1] or (first_is_time and _is_time(column.field))

    def _put(self, made: dict[str, Any], column: SourceColumn, cell: GridCell, text: str) -> None:
        name = column.field
        if name in (TITLE, NUMBER, *_PLAIN):
            made[name] = text
        elif name in ("budget", "period", "weight"):
            made[name] = getattr(self, f"_{name}")(cell, text)
        elif _is_time(name):
            kind = "quarters" if name.startswith("quarter") else "months"
            made[kind] |= _time_cell(name, text, self.layout)
        elif name == OTHER:
            made["other"][column.label] = text
        elif name not in (SKIPPED, HEADING):
            self._put_list(made, name, text)

    def _put_list(self, made: dict[str, Any], name: str, text: str) -> None:
        if name == "owners":
            made[name] = self.owners.of(text)
        elif name in _ASPECTS:
            made["indicators"] += values.indicators_of(text, _ASPECTS[name])
        elif name == "cost_lines":
            made[name] = tuple(CostLine(line, read_amount(line).amount) for line in values.list_items(text))
        else:
            made["values"][name] = self._own_value(name, text)

    def _own_value(self, name: str, text: str) -> str:
        """The text of the layout's own field; of a choice its value, where the text is its label."""
        own = self.layout.own_field(name)
        choices = own.choices if own else ()
        return next((value for value, label in choices if plain(text) in (plain(value), plain(label))), text)

    def _budget(self, cell: GridCell, text: str) -> Any:
        amount = read_amount(text)
        for message in amount.notices:
            self._notice(cell, message)
        return None if amount.kind is AmountKind.BLANK else amount

    def _period(self, cell: GridCell, text: str) -> Any:
        period = read_period(text, self.fiscal_year)
        for message in period.notices:
            self._notice(cell, message)
        return period

    def _weight(self, cell: GridCell, text: str) -> Any:
        weight = values.weight_of(text)
        if weight is None:
            self._notice(cell, "อ่านค่าน้ำหนักไม่ได้ โปรดระบุเป็นตัวเลข 0 ถึง 100")
            self._use(cell, Use.UNREAD)
        return weight

    def _number(self, made: dict[str, Any], line: int) -> Shape:
        """The number from its own column, else parted from the title; cost lines are parted from it too."""
        number = values.stored_number(made.get(NUMBER, ""))
        column, title = self.headers.column_of(NUMBER), title_cell(self.grid, self.headers, line)
        in_column = bool(number) or (column is not None and title.column <= column)
        if column is not None and len(number) > _NUMBER_LENGTH:
            self._notice(self.grid.at(line, column), "เลขที่ยาวเกินไป")
            self._use(self.grid.at(line, column), Use.UNREAD)
            number = ""
        if not number:
            number, made[TITLE] = values.part_number(made.get(TITLE, ""))
        made[NUMBER] = number
        if self.cost_lines_print and "cost_lines" not in made:
            made[TITLE], made["cost_lines"] = values.part_cost_lines(made[TITLE])
        return Shape.of(number, in_column=in_column)

    def _headings(self, line: int, texts: Mapping[int, str]) -> tuple[str, ...]:
        """The open headings, then those of heading columns; a blank one goes on from the row above."""
        path = list(self.bands.path)
        columns = [column.column for column in self.headers.columns if column.field == HEADING]
        for at, column in enumerate(columns):
            words = values.heading_text(texts[column])
            known = self.carried.get(column, "")
            if words and words != known:
                self.carried = {c: self.carried[c] for c in columns[:at] if c in self.carried}
                self.carried[column] = known = words
            elif known and not words:
                self._notice(self.grid.at(line, column), f"เติมหัวข้อจากแถวบน: {known[:60]}")
            path += [known] if known else []
        return tuple(path[:MAX_HEADINGS])

    # What is told

    def _use(self, cell: GridCell, use: Use) -> None:
        self.uses[cell.row, cell.column] = use

    def _notice(self, cell: GridCell, message: str) -> None:
        self.notices.append(Notice(cell.row, cell.column, cell.text, message))

    def _tell_of_columns(self) -> None:
        """Columns whose words the part keeps without showing them."""
        shown = {column.field for column in self.columns} | {SKIPPED, NUMBER, HEADING}
        shown |= {"indicator", "indicator_quantitative"} if shown & set(_ASPECTS) else set()
        line = self.headers.rows[0] if self.headers.rows else 0
        for column in self.headers.columns:
            if column.field not in shown:
                words = f"ตารางนี้ไม่ได้แสดงคอลัมน์ “{column.label}” ข้อมูลจะเก็บไว้ และแสดงได้จากการตั้งค่าตาราง"
                self.notices.append(Notice(line, column.column, column.label, words))


def _with_levels(rows: Sequence[ReadRow]) -> Iterator[ReadRow]:
    for _, group in groupby(rows, key=lambda read: read.row.headings):
        members = list(group)
        for read, level in zip(members, levels([member.shape for member in members]), strict=True):
            yield replace(read, row=replace(read.row, level=level))


def _use_of(column: SourceColumn) -> Use:
    return {OTHER: Use.OTHER, SKIPPED: Use.UNREAD, HEADING: Use.HEADING}.get(column.field, Use.FIELD)


def _is_time(name: str) -> bool:
    return name.startswith(("quarter_", "month_"))


def _time_cell(name: str, text: str, layout: Layout) -> dict[int, PeriodCell]:
    family, _, number = name.partition("_")
    cell = read_cell(text, as_amount=family in layout.amounts_in)
    return {} if cell.is_blank else {int(number): cell}


def _prints_cost_lines(columns: Sequence[Column]) -> bool:
    """Whether the part prints cost lines at all; where it does not, they stay in the title."""
    probe = Row(title="-", cost_lines=(CostLine("§"),))
    return any("§" in column.write(probe).text for column in columns)
