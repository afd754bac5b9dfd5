"""Column and Layout: the one declaration that screen, documents, exports and readers share."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from ita_portal.tables.content import Numbering
from ita_portal.tables.rows import Row


class Align(StrEnum):
    START = "start"
    CENTER = "center"
    END = "end"


class Orientation(StrEnum):
    PORTRAIT = "portrait"
    LANDSCAPE = "landscape"


@dataclass(frozen=True, slots=True)
class Value:
    """What one cell says: its text as printed and, where the whole cell is a number, that number."""

    text: str = ""
    number: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a layout.

    ``field`` is the contract's name. ``header`` runs from the outermost group to the column's own
    words; ``{fiscal_year}``, ``{yy}`` and ``{yy_before}`` in it become the plan's years. ``width`` is
    a share of the table (the shares of the columns shown are scaled to its width). ``write`` makes
    the cell from a row. ``words`` are headers by which a reader knows the column in another's file.
    """

    field: str
    header: tuple[str, ...]
    width: float
    write: Callable[[Row], Value]
    align: Align = Align.START
    words: tuple[str, ...] = ()
    empty: str = ""


@dataclass(frozen=True, slots=True)
class Layout:
    """A table as an office prints it: ordered columns and how headings appear.

    Headings print as full-width rows, except that a layout with a ``heading`` column prints the
    innermost one there, merged over its activities. ``heading_labels`` name the levels for the
    people who write them (ยุทธศาสตร์ที่, กลยุทธ์ที่). With ``title_in_table`` the title is the
    first header row and so repeats on every page.
    """

    key: str
    name: str
    description: str
    columns: tuple[Column, ...]
    heading_labels: tuple[str, ...] = ()
    numbering: Numbering = Numbering.NONE
    orientation: Orientation = Orientation.LANDSCAPE
    title_in_table: bool = False
    signature_labels: tuple[str, ...] = ()

    def column(self, field: str) -> Column | None:
        """The layout's column of that field, or None."""
        return next((column for column in self.columns if column.field == field), None)
