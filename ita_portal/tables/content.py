"""What a part and a plan hold: the input of every table, document and export."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from ita_portal.tables.rows import Row


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


@dataclass(frozen=True, slots=True)
class Options:
    """A part's print settings; ``None`` and missing keys mean the layout's own.

    ``empty`` maps a field (or ``quarter``, ``month`` for all of them) to the words of an empty cell.
    """

    digits: Digits = Digits.AS_TYPED
    numbering: Numbering | None = None
    empty: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ColumnChoice:
    """One column as a part wants it: the field, the header from group to leaf, a width or None."""

    field: str
    header: tuple[str, ...]
    width: float | None = None


@dataclass(frozen=True, slots=True)
class Signature:
    """One signer under a table; ``acting_for`` is printed under the own position."""

    label: str = ""
    name: str = ""
    position: str = ""
    acting_for: str = ""


@dataclass(frozen=True, slots=True)
class PartContent:
    """One table of a plan: its layout's key, its rows, and what stands above and below it.

    ``columns`` is None for the layout's own columns. ``id`` is the stored part's id, if any.
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
    id: int | None = None


@dataclass(frozen=True, slots=True)
class SectionContent:
    """One narrative section: its heading and clean HTML."""

    title: str
    html: str = ""


@dataclass(frozen=True, slots=True)
class PlanContent:
    """A whole plan without its history: what documents print and the JSON contract carries."""

    title: str
    fiscal_year: int
    organisation: str = ""
    kind: str = ""
    sections: tuple[SectionContent, ...] = ()
    parts: tuple[PartContent, ...] = ()
    id: int | None = None
