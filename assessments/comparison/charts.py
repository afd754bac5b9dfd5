"""Where the lines, the marks and the bars of a chart stand: numbers for SVG, without a word and a colour.

A line chart has ``WIDTH`` and ``HEIGHT``, a band of the same width for each round, and its labels in HTML
beside it. Lines are told apart by their marks and dashes, so that nobody needs to see colours.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from assessments.comparison.shape import Comparison, Row, RowKind

WIDTH, HEIGHT, MARGIN = 720, 240, 14
_STEP = 10


@dataclass(frozen=True, slots=True)
class Style:
    """How a line looks: its mark as an SVG path around its point, its dashes, its number for the colour."""

    number: int
    mark: str
    dashes: str


# A seventh line looks like the first.
STYLES = (
    Style(1, "M-5 0a5 5 0 1 0 10 0a5 5 0 1 0 -10 0z", ""),
    Style(2, "M-5 -5h10v10h-10z", "9 4"),
    Style(3, "M0 -6L6 5H-6z", "3 4"),
    Style(4, "M0 -7L6 0L0 7L-6 0z", "12 4 2 4"),
    Style(5, "M-5 -5L5 5M-5 5L5 -5", "6 3 2 3 2 3"),
    Style(6, "M0 -6V6M-6 0H6", "1 3"),
)


@dataclass(frozen=True, slots=True)
class Point:
    x: float
    y: float
    value: Decimal
    label: str


@dataclass(frozen=True, slots=True)
class Line:
    """A row as runs of points: where a round has no score, the line is interrupted."""

    row: Row
    style: Style
    points: tuple[Point, ...]
    runs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Gridline:
    value: int
    y: float

    @property
    def text_y(self) -> float:
        """The foot of its number, just above it."""
        return self.y - 3


@dataclass(frozen=True, slots=True)
class LineChart:
    """``breaks`` are the x of the borders between columns where the framework changed."""

    width: int
    height: int
    lines: tuple[Line, ...]
    grid: tuple[Gridline, ...]
    breaks: tuple[float, ...]
    target_y: float | None

    @property
    def lowest(self) -> int:
        """Where the vertical axis begins; it always ends at 100."""
        return self.grid[0].value


def line_chart(comparison: Comparison) -> LineChart | None:
    """The total and the instruments over the rounds; None where there is nothing to draw."""
    rows = [
        row
        for row in comparison.of_kind(RowKind.TOTAL, RowKind.INSTRUMENT)
        if not row.part and any(cell.value is not None for cell in row.cells)
    ]
    if not rows:
        return None
    lowest = _axis_start([cell.value for row in rows for cell in row.cells if cell.value is not None])
    target = comparison.latest.target_total
    band = WIDTH / len(comparison.columns)
    return LineChart(
        width=WIDTH,
        height=HEIGHT,
        lines=tuple(_line(row, STYLES[at % len(STYLES)], comparison, lowest) for at, row in enumerate(rows)),
        grid=tuple(
            Gridline(value, _y(Decimal(value), lowest)) for value in range(lowest, 101, _grid_step(lowest))
        ),
        breaks=tuple(
            round(band * at, 1) for at, column in enumerate(comparison.columns) if column.framework_changed
        ),
        target_y=_y(target, lowest) if target is not None and target >= lowest else None,
    )


def _axis_start(values: Sequence[Decimal]) -> int:
    return min(int(min(values)) // _STEP * _STEP, 100 - _STEP)


def _grid_step(lowest: int) -> int:
    return _STEP if lowest >= 50 else 2 * _STEP


def _y(value: Decimal, lowest: int) -> float:
    share = (value - lowest) / (100 - lowest)
    return round(MARGIN + float(1 - share) * (HEIGHT - 2 * MARGIN), 1)


def _line(row: Row, style: Style, comparison: Comparison, lowest: int) -> Line:
    band = WIDTH / len(comparison.columns)
    places: list[Point | None] = [
        None
        if cell.value is None
        else Point(round(band * (at + 0.5), 1), _y(cell.value, lowest), cell.value, column.label)
        for at, (cell, column) in enumerate(zip(row.cells, comparison.columns, strict=True))
    ]
    runs = tuple(
        " ".join(f"{point.x},{point.y}" for point in run if point)
        for is_there, run in groupby(places, key=lambda point: point is not None)
        if is_there
    )
    return Line(row, style, tuple(point for point in places if point), runs)
