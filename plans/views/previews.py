"""What each layout looks like, as a simple picture for those who choose one."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby

from django.forms import BoundField

from ita_portal.tables.build import columns_of
from ita_portal.tables.layout import Column, Layout, Lists, Orientation
from ita_portal.tables.layouts import all_layouts

_MONTHS = "ต.ค. – ก.ย."
_SHELVES = {
    Lists.ACTIVITIES: "โครงการและกิจกรรม",
    Lists.INDICATORS: "ตัวชี้วัดและคำรับรองการปฏิบัติราชการ",
    Lists.RISKS: "ความเสี่ยง",
    Lists.MONEY: "งบประมาณ",
    Lists.PEOPLE: "บุคลากร",
}


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

    @property
    def is_portrait(self) -> bool:
        return self.layout.orientation is Orientation.PORTRAIT


@dataclass(frozen=True)
class Shelf:
    """The cards of the layouts whose rows are of one kind."""

    label: str
    cards: tuple[LayoutCard, ...]


def layout_cards(field: BoundField, fiscal_year: int) -> list[Shelf]:
    """A card for each option of a field that chooses among layouts, as a plan of the year has them."""
    layouts = all_layouts()
    cards = [_card(layouts[option.data["value"]], option, fiscal_year) for option in field]
    return list(_shelves(cards, _SHELVES))


def _shelves(cards: Iterable[LayoutCard], labels: Mapping[Lists, str]) -> Iterable[Shelf]:
    order = list(labels)
    ordered = sorted(cards, key=lambda card: order.index(card.layout.lists))
    for lists, members in groupby(ordered, key=lambda card: card.layout.lists):
        yield Shelf(labels[lists], tuple(members))


def _card(layout: Layout, option: object, fiscal_year: int) -> LayoutCard:
    headers = map(_outermost, columns_of(layout, None, fiscal_year))
    groups = (Group(words, range(len(list(columns)))) for words, columns in groupby(headers))
    return LayoutCard(layout, option, tuple(groups))


def _outermost(column: Column) -> str:
    """The words over a column; months that stand under nothing are drawn as one."""
    is_alone = len(column.header) == 1 and column.field.startswith("month_")
    return _MONTHS if is_alone else column.header[0]
