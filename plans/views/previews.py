"""What each layout looks like, as a simple picture for those who choose one."""

from dataclasses import dataclass
from itertools import groupby

from django.forms import BoundField

from ita_portal.tables.build import columns_of
from ita_portal.tables.layout import Layout
from ita_portal.tables.layouts import all_layouts


@dataclass(frozen=True)
class Group:
    """The outermost header over one column or several; ``cells`` has an item for each."""

    words: str
    cells: range


@dataclass(frozen=True)
class LayoutCard:
    """A layout to tick: its option of the form's field, and what its table is headed with."""

    layout: Layout
    option: object
    groups: tuple[Group, ...]


def layout_cards(field: BoundField, fiscal_year: int) -> list[LayoutCard]:
    """A card for each option of a field that chooses among layouts, as a plan of the year has them."""
    layouts = all_layouts()
    return [_card(layouts[option.data["value"]], option, fiscal_year) for option in field]


def _card(layout: Layout, option: object, fiscal_year: int) -> LayoutCard:
    headers = [column.header[0] for column in columns_of(layout, None, fiscal_year)]
    groups = (Group(words, range(len(list(columns)))) for words, columns in groupby(headers))
    return LayoutCard(layout, option, tuple(groups))
