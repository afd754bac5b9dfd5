"""Row: one line of a plan table with the keys of the JSON contract, frozen."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from ita_portal.thai.amounts import Amount
from ita_portal.thai.period import Period


class Aspect(StrEnum):
    """What an indicator measures, as the plan says it."""

    QUANTITATIVE = "quantitative"
    QUALITATIVE = "qualitative"
    UNSPECIFIED = "unspecified"


@dataclass(frozen=True, slots=True)
class Indicator:
    statement: str
    aspect: Aspect = Aspect.UNSPECIFIED


@dataclass(frozen=True, slots=True)
class PeriodCell:
    """A quarter's or month's cell: a tick, a count with its unit, an amount in baht, or other text."""

    marked: bool = False
    count: Decimal | None = None
    unit: str = ""
    amount: Decimal | None = None
    text: str = ""

    @property
    def is_blank(self) -> bool:
        return not (self.marked or self.unit or self.text) and self.count is None and self.amount is None


@dataclass(frozen=True, slots=True)
class CostLine:
    """One line of a budget's arithmetic as typed, with its amount in baht where it could be read."""

    text: str
    amount: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One activity as a table prints it.

    ``number`` is what somebody typed; automatic numbers are made when a table is built. ``headings``
    runs from the outermost to the innermost. ``quarters`` has keys 1–4, ``months`` 1–12 (calendar
    months). ``id`` is the stored row's id and ``heading_ids`` those of its headings; ids never leave in
    the JSON. ``values`` are the texts of the layout's own fields, by field. A row with ``placeholder``
    stands for a heading that has no activity yet: its headings print, its cells are blank.
    """

    title: str = ""
    number: str = ""
    headings: tuple[str, ...] = ()
    objective: str = ""
    target_group: str = ""
    owners: tuple[str, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    budget: Amount | None = None
    period: Period | None = None
    quarters: Mapping[int, PeriodCell] = field(default_factory=dict)
    months: Mapping[int, PeriodCell] = field(default_factory=dict)
    weight: Decimal | None = None
    level: int | None = None
    target: str = ""
    reason: str = ""
    knowledge: str = ""
    cost_lines: tuple[CostLine, ...] = ()
    source_of_funds: str = ""
    other: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, str] = field(default_factory=dict)
    id: int | None = None
    heading_ids: tuple[int, ...] = ()
    placeholder: bool = False
