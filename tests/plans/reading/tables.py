"""Foreign tables for the tests of reading: a part to read them for, and tables in invented words."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from ita_portal.tables.build import columns_of
from ita_portal.tables.content import ColumnChoice
from ita_portal.tables.layouts import layout_for
from ita_portal.tables.rows import Row
from plans.reading.grid import Grid, GridCell
from plans.reading.headers import Headers, find_headers, targets
from plans.reading.lines import Kind
from plans.reading.rows import Reading, read_rows

UNIT_HEADER = ("กิจกรรม", "วัตถุประสงค์", "กลุ่มเป้าหมาย", "งบประมาณ", "ระยะเวลา", "ผู้รับผิดชอบ", "ตัวชี้วัด")


@dataclass
class Read:
    """A table read for a part: its headers and its lines."""

    grid: Grid
    headers: Headers
    reading: Reading

    @property
    def fields(self) -> list[str]:
        return [column.field for column in self.headers.columns]

    @property
    def rows(self) -> list[Row]:
        return [read.row for read in self.reading.rows]

    @property
    def titles(self) -> list[str]:
        return [row.title for row in self.rows]

    @property
    def unread(self) -> list[str]:
        return [cell.text for cell in self.reading.unread]

    def texts(self, *kinds: Kind) -> list[str]:
        return [cell.text for cell in self.reading.cells_of(*kinds)]


def read(
    grid: Grid,
    layout: str = "unit",
    *,
    columns: Collection[ColumnChoice] = (),
    fields: Mapping[int, str] | None = None,
    left: Collection[int] = (),
) -> Read:
    """The grid read for a part of the year 2569; ``fields`` are those somebody chose, by column."""
    found = layout_for(layout)
    shown = columns_of(found, tuple(columns) or None, 2569)
    headers = find_headers(grid, targets(found, shown, 2569)).with_fields(fields or {})
    reading = read_rows(grid, headers, layout=found, columns=shown, fiscal_year=2569, left=left)
    return Read(grid, headers, reading)


def of_texts(*rows: tuple[str, ...]) -> Grid:
    return Grid.of_texts(rows)


def cell(text: str = "", rowspan: int = 1, colspan: int = 1) -> GridCell:
    return GridCell(text, rowspan=rowspan, colspan=colspan)
