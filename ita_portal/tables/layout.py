"""Column and Layout: the one declaration that screen, documents, exports and readers share."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from ita_portal.tables.content import Numbering, Options
from ita_portal.tables.rows import Row
from ita_portal.thai.digits import read_decimal
from ita_portal.thai.months import MonthStyle

if TYPE_CHECKING:
    from ita_portal.tables.table import Line

ACTIVITY = "กิจกรรม"  # what a row is called unless its layout says otherwise


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


class Kind(StrEnum):
    """What may be typed into a layout's own field; all are kept as typed."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    CHOICE = "choice"
    MARK = "mark"  # a tick or nothing


@dataclass(frozen=True, slots=True)
class Field:
    """A field that only some layouts have, kept in ``Row.values`` under its name.

    It may be a column, or stand only on the page of a row. ``choices`` are value and label.
    ``low`` and ``high`` bound a number. ``is_result`` says that a copy into next year begins without it.
    """

    name: str
    label: str
    kind: Kind = Kind.TEXT
    choices: tuple[tuple[str, str], ...] = ()
    help: str = ""
    low: Decimal | None = None
    high: Decimal | None = None
    is_result: bool = False


class Lists(StrEnum):
    """What the rows of a layout are. Only activities are counted, reported on and due."""

    ACTIVITIES = "activities"
    INDICATORS = "indicators"
    RISKS = "risks"
    MONEY = "money"
    PEOPLE = "people"
    RESULTS = "results"
    SCORES = "scores"
    QUESTIONS = "questions"
    POINTS = "points"  # strengths, weaknesses, opportunities, challenges
    DISCLOSURES = "disclosures"


@dataclass(frozen=True, slots=True)
class Total:
    """A computed line before the row at index ``at`` (the number of rows: at the end).

    ``label`` stands from the first column up to the first that has a cell; ``cells`` are by field.
    ``label_field`` is the column in which the label stands alone instead.
    """

    at: int
    cells: Mapping[str, Value]
    label: str = ""
    label_field: str = ""


Totals = Callable[[Sequence[Row], Options], Sequence[Total]]
Derive = Callable[[Sequence[Row], Options], Sequence[Row]]


@dataclass(frozen=True, slots=True)
class Setting:
    """Something that a table of the layout may set: a number, or one line of text.

    ``default`` is the layout's own; ``low`` and ``high`` bound a number, without them it is text.
    """

    name: str
    label: str
    default: str
    help: str = ""
    low: Decimal | None = None
    high: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a layout.

    ``field`` is the contract's name. ``header`` runs from the outermost group to the column's own words;
    ``{fiscal_year}``, ``{yy}`` and ``{yy_before}`` in it become the plan's years, ``{m1}`` … ``{m12}`` the
    months as the part writes them. ``width`` is a share of the table (the shares of the columns shown are
    scaled to its width). ``write`` makes the cell from a row. Equal neighbours in a column that ``merges``
    are printed as one cell. ``words`` are headers by which a reader knows the column in another's file.
    ``typed_in`` are the form fields of the cell where they are other than its field alone: cost lines
    under a title. A column that ``is_internal`` is for the organisation alone: nothing published has it.
    Neighbours of one group whose own words are "" have the group's header alone, one cell over all of them.
    """

    field: str
    header: tuple[str, ...]
    width: float
    write: Callable[[Row], Value]
    align: Align = Align.START
    words: tuple[str, ...] = ()
    empty: str = ""
    merges: bool = False
    typed_in: tuple[str, ...] = ()
    is_internal: bool = False

    @property
    def worded_header(self) -> tuple[str, ...]:
        """The header without the blank of a column that has its group's words alone."""
        return self.header[:-1] if len(self.header) > 1 and not self.header[-1] else self.header

    @property
    def label(self) -> str:
        """What the column is called, on one line."""
        return " ".join(self.worded_header[-1].split())


Arrange = Callable[[Sequence["Line"], Sequence[Column]], Sequence["Line"]]


@dataclass(frozen=True, slots=True)
class Layout:
    """A table as an office prints it: ordered columns and how headings appear.

    Headings print as full-width rows, except that a layout with a ``heading`` column prints the
    innermost one there, merged over its activities. ``heading_labels`` name the levels for the
    people who write them (ยุทธศาสตร์ที่, กลยุทธ์ที่). With ``title_in_table`` the title is the
    first header row and so repeats on every page. ``fields`` are those that the contract's activities do
    not have, ``details`` those of activities that the page of a row asks for though no column shows them.
    ``amounts_in`` are the families of cells ("month", "quarter") in which a bare number is an amount in baht.
    ``totals`` makes the computed lines. ``derive`` gives the rows with the values that are
    computed; what was typed stands. ``more`` are columns that a table may show beside the usual ones. The
    title of a row that is ``wide`` stretches over the empty cells beside it. ``months`` is how month headers
    are written. ``notes`` are what a new table has below it, with its ``settings`` in braces. ``row_word`` is
    what those who write the table call one row. Without ``has_header`` no header row is printed. Rows of
    which ``is_total`` holds look like computed lines: totals that somebody else made. ``arrange`` may give
    the lines other cells, by the columns shown. ``offered`` is whether people begin such tables themselves;
    the rows of the others come from elsewhere in the portal.
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
    lists: Lists = Lists.ACTIVITIES
    fields: tuple[Field, ...] = ()
    details: tuple[str, ...] = ()
    amounts_in: tuple[str, ...] = ()
    totals: Totals | None = None
    notes: tuple[str, ...] = ()
    settings: tuple[Setting, ...] = ()
    derive: Derive | None = None
    more: tuple[Column, ...] = ()
    wide: Callable[[Row, Options], bool] | None = None
    months: MonthStyle = MonthStyle.DOTTED
    row_word: str = ACTIVITY
    has_header: bool = True
    is_total: Callable[[Row], bool] | None = None
    arrange: Arrange | None = None
    offered: bool = True

    def column(self, field: str) -> Column | None:
        """The layout's column of that field, or None."""
        return next((c for c in (*self.columns, *self.more) if c.field == field), None)

    def own_field(self, name: str) -> Field | None:
        """The layout's own field of that name, or None."""
        return next((own for own in self.fields if own.name == name), None)

    def setting(self, name: str, options: Options) -> str:
        """A setting as the part has it, else the layout's own."""
        own = next(setting.default for setting in self.settings if setting.name == name)
        return options.settings.get(name, own)

    def number(self, name: str, options: Options) -> Decimal:
        """A setting that is a number; what a file brought and is none, or out of bounds, is the layout's."""
        setting = next(setting for setting in self.settings if setting.name == name)
        try:
            number = read_decimal(options.settings.get(name, setting.default))
        except ValueError:
            number = Decimal(setting.default)
        low, high = setting.low, setting.high
        inside = (low is None or number >= low) and (high is None or number <= high)
        return number if inside else Decimal(setting.default)

    def notes_for(self, options: Options) -> tuple[str, ...]:
        """The notes of a new table, with its settings."""
        settings = {setting.name: self.setting(setting.name, options) for setting in self.settings}
        return tuple(note.format(**settings) for note in self.notes)
