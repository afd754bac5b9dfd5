"""Tables that are not plans: columns named on the spot, cells as text, equal cells merged where asked."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ita_portal.tables.layout import Align, Orientation
from ita_portal.tables.table import Cell, Line, LineKind, Table, TableColumn


@dataclass(frozen=True, slots=True)
class PlainColumn:
    """One column. Cells of a column that ``merges`` become one where they say the same, as do those that
    merge before them.
    """

    label: str
    width: float
    align: Align = Align.START
    merges: bool = False


def plain_table(
    title: str,
    columns: Sequence[PlainColumn],
    rows: Sequence[Sequence[str]],
    *,
    notes: tuple[str, ...] = (),
    totals: int = 0,
    orientation: Orientation = Orientation.PORTRAIT,
    digits: Callable[[str], str] = str,
) -> Table:
    """The table of these rows, each with a text for every column; the last ``totals`` of them are totals."""
    widths = sum(column.width for column in columns)
    first_total = len(rows) - totals
    body = tuple(
        Line(
            LineKind.TOTAL if at >= first_total else LineKind.ROW,
            tuple(_cells(rows, at, columns, digits)),
        )
        for at in range(len(rows))
    )
    return Table(
        title=digits(title),
        lines=(),
        columns=tuple(
            TableColumn(_field(at), column.label, column.width / widths, column.align)
            for at, column in enumerate(columns)
        ),
        header=(
            tuple(
                Cell(at, digits(column.label), Align.CENTER, field=_field(at))
                for at, column in enumerate(columns)
            ),
        ),
        body=body,
        notes=tuple(map(digits, notes)),
        signatures=(),
        orientation=orientation,
        title_in_table=False,
    )


def _cells(
    rows: Sequence[Sequence[str]], at: int, columns: Sequence[PlainColumn], digits: Callable[[str], str]
) -> list[Cell]:
    cells, may_merge = [], True
    for place, column in enumerate(columns):
        may_merge = may_merge and column.merges
        if may_merge and at and _same(rows[at], rows[at - 1], place):
            continue
        span = _run(rows, at, place) if may_merge else 1
        text = digits(rows[at][place])
        cells.append(Cell(place, text, column.align, rowspan=span, field=_field(place)))
    return cells


def _run(rows: Sequence[Sequence[str]], at: int, place: int) -> int:
    """How many rows from this one on say the same up to that column."""
    end = at + 1
    while end < len(rows) and _same(rows[end], rows[at], place):
        end += 1
    return end - at


def _same(one: Sequence[str], other: Sequence[str], place: int) -> bool:
    return tuple(one[: place + 1]) == tuple(other[: place + 1])


def _field(place: int) -> str:
    return f"column_{place + 1}"
