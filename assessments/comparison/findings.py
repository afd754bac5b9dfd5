"""What a comparison says in short: the highest and the lowest, the biggest rise and fall, the lowest items.

Everything is asked of one column, the latest unless said otherwise. Ties come together, in the order of
rows; what has no score never takes part. Two values are alike where they print alike.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal

from assessments.comparison.shape import Column, Comparison, Row, RowKind
from assessments.scoring.shown import as_shown


@dataclass(frozen=True, slots=True)
class Against:
    """How a row stands in one column against each earlier one in which it has a score."""

    higher_than: tuple[Column, ...]
    lower_than: tuple[Column, ...]
    same_as: tuple[Column, ...]


def highest(rows: Iterable[Row], column: int = -1) -> tuple[Row, ...]:
    """The rows with the highest score; () where there is none."""
    return _best(rows, lambda row: row.cells[column].value)


def lowest(rows: Iterable[Row], column: int = -1) -> tuple[Row, ...]:
    return _best(rows, lambda row: _negative(row.cells[column].value))


def biggest_rise(rows: Iterable[Row], column: int = -1) -> tuple[Row, ...]:
    """The rows that rose most against the nearest earlier score; () where none rose."""
    rising = [row for row in rows if (change := row.cells[column].change) is not None and change > 0]
    return _best(rising, lambda row: row.cells[column].change)


def biggest_fall(rows: Iterable[Row], column: int = -1) -> tuple[Row, ...]:
    falling = [row for row in rows if (change := row.cells[column].change) is not None and change < 0]
    return _best(falling, lambda row: _negative(row.cells[column].change))


def lowest_items(
    comparison: Comparison, count: int = 3, instrument: str = "", column: int = -1
) -> tuple[Row, ...]:
    """The items with the lowest scores under 100, the lowest first; more than ``count`` where they tie."""
    scored = [
        (as_shown(value), row)
        for row in comparison.of_kind(RowKind.ITEM, instrument=instrument)
        if (value := row.cells[column].value) is not None and as_shown(value) < 100
    ]
    scored.sort(key=lambda pair: pair[0])
    if len(scored) <= count:
        return tuple(row for _, row in scored)
    limit = scored[count - 1][0] if count else Decimal(-1)
    return tuple(row for value, row in scored if value <= limit)


def against(comparison: Comparison, row: Row, column: int = -1) -> Against:
    """Against which earlier rounds the row is higher, lower or the same."""
    at = column % len(comparison.columns)
    here = row.cells[at].value
    if here is None:
        return Against((), (), ())
    others = [
        (earlier, as_shown(here) - as_shown(value))
        for earlier, cell in zip(comparison.columns[:at], row.cells[:at], strict=True)
        if (value := cell.value) is not None
    ]
    return Against(
        tuple(earlier for earlier, by in others if by > 0),
        tuple(earlier for earlier, by in others if by < 0),
        tuple(earlier for earlier, by in others if by == 0),
    )


def _best(rows: Iterable[Row], measure: Callable[[Row], Decimal | None]) -> tuple[Row, ...]:
    measured = [(as_shown(value), row) for row in rows if (value := measure(row)) is not None]
    top = max((value for value, _ in measured), default=None)
    return tuple(row for value, row in measured if value == top)


def _negative(value: Decimal | None) -> Decimal | None:
    return None if value is None else -value
