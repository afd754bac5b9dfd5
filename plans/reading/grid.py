"""A foreign table as cells at places, with its merges as they were."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from plans.limits import MAX_COLUMNS, MAX_ROWS
from plans.reading.errors import UnreadableError

_WIDEST = 4 * MAX_COLUMNS  # beyond it nothing is looked at but whether it says something


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell with the place of its upper left corner, from 0.

    ``is_header`` where the source says so. ``is_outside`` marks a line that stood outside of any table.
    """

    text: str = ""
    row: int = 0
    column: int = 0
    rowspan: int = 1
    colspan: int = 1
    is_header: bool = False
    is_outside: bool = False


@dataclass(frozen=True)
class Grid:
    """Cells by place; a cell covered by another's span is not there, ``at`` finds the one that covers it."""

    cells: tuple[GridCell, ...]
    height: int
    width: int

    @classmethod
    def of_rows(cls, rows: Sequence[Sequence[GridCell]]) -> "Grid":
        """Cells as rows list them, each put at the first free place of its row.

        Spans are cut where the table ends; columns and rows at its end that say nothing are left out.
        Raises UnreadableError for a table beyond the limits.
        """
        placed = list(_placed(rows))
        spoken = [cell for cell in placed if cell.text]
        height = max((cell.row for cell in spoken), default=-1) + 1
        width = max((cell.column for cell in spoken), default=-1) + 1
        refuse_too_high(height)
        refuse_too_wide(width)
        inside = (cell for cell in placed if cell.row < height and cell.column < width)
        return cls(tuple(_cut(cell, height, width) for cell in inside), height, width)

    @classmethod
    def of_texts(cls, rows: Iterable[Sequence[str]]) -> "Grid":
        """A table without merges."""
        return cls.of_rows([[GridCell(text) for text in row] for row in rows])

    @cached_property
    def _covering(self) -> dict[tuple[int, int], GridCell]:
        return {place: cell for cell in self.cells for place in _places(cell)}

    @cached_property
    def _by_row(self) -> dict[int, list[GridCell]]:
        rows: dict[int, list[GridCell]] = {}
        for cell in self.cells:
            rows.setdefault(cell.row, []).append(cell)
        return rows

    def at(self, row: int, column: int) -> GridCell:
        """The cell that covers the place; an empty one where the row is shorter."""
        return self._covering.get((row, column)) or GridCell("", row, column)

    def starting_in(self, row: int) -> list[GridCell]:
        """The cells that have their upper left corner in the row, from left to right."""
        return self._by_row.get(row, [])

    def spoken_in(self, row: int) -> list[GridCell]:
        """Those of them that say something."""
        return [cell for cell in self.starting_in(row) if cell.text]


def _placed(rows: Sequence[Sequence[GridCell]]) -> Iterator[GridCell]:
    """The cells with their places as HTML finds them; where spans overlap, the earlier has the place."""
    taken: dict[int, int] = {}  # column → how many further rows a cell from above covers
    for at, row in enumerate(rows):
        free = {column: left for column, left in taken.items() if left > 0}
        taken = {column: left - 1 for column, left in free.items()}
        column = 0
        for cell in row:
            while column in free:
                column += 1
            if column > _WIDEST and not cell.text:
                continue
            refuse_too_wide(column if column > _WIDEST else 0)
            rowspan = max(1, min(cell.rowspan, len(rows) - at))
            colspan = _free_columns(column, max(1, cell.colspan), free)
            yield replace(cell, row=at, column=column, rowspan=rowspan, colspan=colspan)
            if rowspan > 1:
                taken |= dict.fromkeys(range(column, column + colspan), rowspan - 1)
            column += colspan


def refuse_too_wide(width: int) -> None:
    if width > MAX_COLUMNS:
        raise UnreadableError(f"ตารางมีคอลัมน์ได้ไม่เกิน {MAX_COLUMNS} คอลัมน์")


def refuse_too_high(height: int) -> None:
    if height > MAX_ROWS:
        raise UnreadableError(f"นำเข้าได้ครั้งละไม่เกิน {MAX_ROWS:,} แถว โปรดแบ่งเป็นหลายครั้ง")


def _free_columns(column: int, colspan: int, free: dict[int, int]) -> int:
    """How many columns the cell may cover before one that a cell from above covers already."""
    return next((n for n in range(1, colspan) if column + n in free), colspan)


def _cut(cell: GridCell, height: int, width: int) -> GridCell:
    rowspan, colspan = min(cell.rowspan, height - cell.row), min(cell.colspan, width - cell.column)
    if (rowspan, colspan) == (cell.rowspan, cell.colspan):
        return cell
    return replace(cell, rowspan=rowspan, colspan=colspan)


def _places(cell: GridCell) -> Iterator[tuple[int, int]]:
    for row in range(cell.row, cell.row + cell.rowspan):
        for column in range(cell.column, cell.column + cell.colspan):
            yield row, column
