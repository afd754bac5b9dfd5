"""A comparison as everybody reads it: a column for each round, a row for each thing that was scored.

Values are as stored, 0 to 100 with twelve decimals; None is no score, which is printed as "–" and never
counts as 0. Columns stand in the order of time, the earliest first.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum, auto

from assessments.small_numbers import is_small


class RowKind(StrEnum):
    TOTAL = auto()
    INSTRUMENT = auto()
    INDICATOR = auto()
    SUB_INDICATOR = auto()
    ITEM = auto()


class Link(StrEnum):
    """How the items of an earlier column stand to the row's where they are not simply the same."""

    SPLIT = auto()
    MERGED = auto()


@dataclass(frozen=True, slots=True)
class Column:
    """A round. ``framework_changed``: it was assessed by another framework than the column before it.

    ``rating`` is that which was announced, else the computed one. ``respondents`` are counted by the code
    of the instrument, all its groups together, and by that of each group; absent where nobody counted.
    """

    round_id: int
    fiscal_year: int
    kind: str
    round_name: str
    framework_id: int
    framework_name: str
    framework_year: int
    framework_changed: bool = False
    total: Decimal | None = None
    missing: int = 0
    official_total: Decimal | None = None
    target_total: Decimal | None = None
    rating: str = ""
    respondents: Mapping[str, int] = field(default_factory=dict)

    @property
    def label(self) -> str:
        """ "ปี 2569 รอบ 5 เดือนแรก"."""
        return f"ปี {self.fiscal_year} {self.round_name}"

    @property
    def few_respondents(self) -> tuple[str, ...]:
        """The codes of the instruments and groups that too few people answered to conclude much from."""
        return tuple(code for code, count in self.respondents.items() if is_small(count))


@dataclass(frozen=True, slots=True)
class Earlier:
    """An item of an earlier framework that was split into the row's item, or merged into it."""

    number: str
    name: str
    value: Decimal | None
    link: Link


@dataclass(frozen=True, slots=True)
class Cell:
    """What one round says of a row.

    ``number`` is what the row's thing is called in that round, "" where it was not asked. ``change`` is
    against column ``since``, the nearest earlier one with a value in this row, and is the difference of what
    is printed, so that who subtracts on paper finds the same. ``earlier`` holds the items that were split
    into it or merged: their scores stand beside it and make no value of its own.
    """

    value: Decimal | None = None
    number: str = ""
    missing: int = 0
    change: Decimal | None = None
    since: int | None = None
    earlier: tuple[Earlier, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """The total, an instrument, an indicator, a sub-indicator or an item, through all columns.

    ``number`` and ``name`` are those of the latest column that has it: "IIT", "4", "9.1", "i10". ``part``
    is the code of a group of respondents where the scores are only that group's, "" otherwise.
    """

    key: str
    kind: RowKind
    instrument: str
    number: str
    name: str
    depth: int
    cells: tuple[Cell, ...]
    part: str = ""

    @property
    def latest(self) -> Cell:
        return self.cells[-1]

    @property
    def is_of_the_past(self) -> bool:
        """Whether the latest round does not ask it any more."""
        cell = self.latest
        return self.kind is not RowKind.TOTAL and not cell.number and not cell.earlier and cell.value is None

    @property
    def title(self) -> str:
        """ "4. การใช้ทรัพย์สินของราชการ", "i10 ข้อความ", "IIT ชื่อเครื่องมือ"."""
        number = self.number
        if self.kind in (RowKind.INDICATOR, RowKind.SUB_INDICATOR) and number:
            number += "."
        words = f"{number} {self.name}".strip()
        return f"{words} (กลุ่ม {self.part})" if self.part else words


@dataclass(frozen=True, slots=True)
class Comparison:
    """Rounds of one organisation, the earliest first; rows in the order of the latest framework."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    @property
    def latest(self) -> Column:
        return self.columns[-1]

    @property
    def table(self) -> list[tuple[Row, list[tuple[Column, Cell]]]]:
        """Each row with its cells beside their columns."""
        return [(row, list(zip(self.columns, row.cells, strict=True))) for row in self.rows]

    @property
    def has_official_totals(self) -> bool:
        return any(column.official_total is not None for column in self.columns)

    @property
    def has_break(self) -> bool:
        return any(column.framework_changed for column in self.columns)

    def of_kind(self, *kinds: RowKind, instrument: str = "") -> tuple[Row, ...]:
        """The rows of these kinds, of all instruments or of one."""
        return tuple(row for row in self.rows if row.kind in kinds and instrument in ("", row.instrument))

    def row(self, key: str) -> Row | None:
        return next((row for row in self.rows if row.key == key), None)
