"""What a part and a plan hold: the input of every table, document and export."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from ita_portal.tables.facts import Charter, HigherPlan, PictureContent, Statement
from ita_portal.tables.rows import Row
from ita_portal.thai.months import MonthStyle


class Digits(StrEnum):
    """Which digits a table prints; stored text is never changed."""

    AS_TYPED = "typed"
    THAI = "thai"
    ARABIC = "arabic"


class Numbering(StrEnum):
    """How activities without a typed number are numbered when a table is printed."""

    NONE = "none"
    THROUGH = "through"  # 1 … n through all headings
    BY_HEADING = "by_heading"  # 1.1, 1.2 under the first heading, 2.1 under the second
    BY_LEVEL = "by_level"  # 1, 1.1, 1) by the depth in the activity tree
    BY_PROJECT = "by_project"  # below each project (level 1) again 1, 1.1, 1)


@dataclass(frozen=True, slots=True)
class Options:
    """A part's print settings; ``None`` and missing keys mean the layout's own.

    ``empty`` maps a field (or ``quarter``, ``month`` for all of them) to the words of an empty cell.
    ``months`` is how month headers are written, ``month_years`` whether with their year. ``totals`` says
    whether computed lines print. ``settings`` are the layout's own settings that the part changed.
    """

    digits: Digits = Digits.AS_TYPED
    numbering: Numbering | None = None
    empty: Mapping[str, str] = field(default_factory=dict)
    months: MonthStyle | None = None
    month_years: bool = False
    totals: bool = True
    settings: Mapping[str, str] = field(default_factory=dict)


NARROWEST, WIDEST = Decimal("0.1"), Decimal(1000)  # of a column's share of its table


@dataclass(frozen=True, slots=True)
class ColumnChoice:
    """One column as a part wants it: the field, the header from group to leaf, a width or None."""

    field: str
    header: tuple[str, ...]
    width: float | None = None


class LabelAt(StrEnum):
    """Where the duty of a signer stands: over the line to sign on, before it, or below the position."""

    ABOVE = "above"
    BESIDE = "beside"
    BELOW = "below"


@dataclass(frozen=True, slots=True)
class Signature:
    """One signer; ``acting_for`` is printed under the own position, ``label_at`` says where the label is.

    ``signed`` stands in place of the line to sign on, once it was signed. Without dots there is room only.
    """

    label: str = ""
    name: str = ""
    position: str = ""
    acting_for: str = ""
    label_at: LabelAt = LabelAt.ABOVE
    signed: str = ""
    has_dots: bool = True


@dataclass(frozen=True, slots=True)
class PartContent:
    """One table of a plan: its layout's key, its rows, and what stands above and below it.

    ``columns`` is None for the layout's own columns. ``rows_of`` is the place (from 1) of the part of the
    plan whose rows are shown; ``rows`` are those rows then. ``id`` is the stored part's id, if any.
    """

    title: str
    layout: str
    fiscal_year: int
    rows: tuple[Row, ...] = ()
    columns: tuple[ColumnChoice, ...] | None = None
    options: Options = field(default_factory=Options)
    lines: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    signatures: tuple[Signature, ...] = ()
    rows_of: int | None = None
    id: int | None = None

    @property
    def own_rows(self) -> tuple[Row, ...]:
        """The rows that belong to the part; none where it shows those of another."""
        return () if self.rows_of else self.rows

    @property
    def headings(self) -> dict[int, str]:
        """The words of every heading over the rows by its id, in printed order."""
        return {
            pk: text for row in self.rows for pk, text in zip(row.heading_ids, row.headings, strict=False)
        }


@dataclass(frozen=True, slots=True)
class SectionContent:
    """One narrative section: its heading, clean HTML, and the pictures below it."""

    title: str
    html: str = ""
    pictures: tuple[PictureContent, ...] = ()


@dataclass(frozen=True, slots=True)
class PlanContent:
    """A whole plan without its history: what documents print and the JSON contract carries.

    ``starts_on`` and ``ends_on`` are the days that the plan itself states, where it states any.
    """

    title: str
    fiscal_year: int
    organisation: str = ""
    kind: str = ""
    sections: tuple[SectionContent, ...] = ()
    parts: tuple[PartContent, ...] = ()
    starts_on: date | None = None
    ends_on: date | None = None
    statements: tuple[Statement, ...] = ()
    higher_plans: tuple[HigherPlan, ...] = ()
    charters: tuple[Charter, ...] = ()
    id: int | None = None
