"""Table: a part as it is printed, the same for the page, the PDF, the workbook and the rest."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from ita_portal.tables.content import Signature
from ita_portal.tables.layout import Align, Orientation


class LineKind(StrEnum):
    HEADING = "heading"  # over what follows: one cell over all columns, or cells that head some each
    ROW = "row"  # an activity
    TOTAL = "total"  # a computed line


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell at grid column ``column`` (from 0). A cell covered by another's span is not there.

    ``number`` is set where the whole cell is a number, so that a workbook can store it as one.
    """

    column: int
    text: str
    align: Align = Align.START
    colspan: int = 1
    rowspan: int = 1
    number: Decimal | None = None
    field: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the body. ``depth`` is a heading's level from 0.

    ``row_id`` is the stored activity's id. ``heading_id`` is the stored heading's: of a heading line,
    or of the heading whose merged cell stands in this row.
    """

    kind: LineKind
    cells: tuple[Cell, ...]
    depth: int = 0
    row_id: int | None = None
    heading_id: int | None = None
    is_wide: bool = False


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column as shown: its field and its share of the table's width (all shares add up to 1)."""

    field: str
    label: str
    width: float
    align: Align


@dataclass(frozen=True, slots=True)
class Table:
    """One printed table with what stands above and below it.

    ``header`` is empty where none is printed. A table that ``is_internal`` has a column that nothing
    published may have.
    """

    title: str
    lines: tuple[str, ...]
    columns: tuple[TableColumn, ...]
    header: tuple[tuple[Cell, ...], ...]
    body: tuple[Line, ...]
    notes: tuple[str, ...]
    signatures: tuple[Signature, ...]
    orientation: Orientation
    title_in_table: bool
    part_id: int | None = None
    layout: str = ""
    is_internal: bool = False
