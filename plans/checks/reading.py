"""What several checks ask of a part: which fields it shows, which rows are its own, how a thing is called."""

from collections.abc import Iterator
from decimal import Decimal

from ita_portal.tables.build import columns_of
from ita_portal.tables.columns import plain
from ita_portal.tables.content import PartContent, PlanContent
from ita_portal.tables.layout import Lists
from ita_portal.tables.layouts import layout_for
from ita_portal.tables.rows import Aspect, Row
from ita_portal.thai.amounts import AmountKind

_INDICATOR_FIELDS = {
    Aspect.QUANTITATIVE: ("indicator_quantitative", "indicator"),
    Aspect.UNSPECIFIED: ("indicator_quantitative", "indicator"),
    Aspect.QUALITATIVE: ("indicator_qualitative", "indicator"),
}


def fields_of(part: PartContent) -> frozenset[str]:
    """The fields of the columns that the part shows."""
    return frozenset(
        column.field for column in columns_of(layout_for(part.layout), part.columns, part.fiscal_year)
    )


def lists(part: PartContent) -> Lists:
    return layout_for(part.layout).lists


def own_rows(content: PlanContent) -> Iterator[tuple[PartContent, Row]]:
    """Every row of the plan at the part that owns it, in order."""
    for part in owning_parts(content):
        yield from ((part, row) for row in rows_of(part))


def owning_parts(content: PlanContent) -> Iterator[PartContent]:
    return (part for part in content.parts if part.rows_of is None)


def activity_parts(content: PlanContent) -> Iterator[PartContent]:
    """The tables that say what is to be done, also those that show another's rows."""
    return (part for part in content.parts if lists(part) is Lists.ACTIVITIES)


def rows_of(part: PartContent) -> list[Row]:
    """The part's rows without those that only keep the place of a heading."""
    return [row for row in part.rows if not row.placeholder]


def indicator_field(fields: frozenset[str], aspect: Aspect) -> str:
    """The column in which an indicator of that aspect is printed; "" where none is."""
    return next((name for name in _INDICATOR_FIELDS[aspect] if name in fields), "")


def amount_of(row: Row) -> Decimal | None:
    """The row's budget in baht, where it is an amount."""
    budget = row.budget
    return budget.amount if budget is not None and budget.kind is AmountKind.AMOUNT else None


def counted(number: Decimal, unit: str) -> str:
    """ "9 ครั้ง", or the bare number where no unit is known."""
    return f"{plain(number)} {unit}".strip()
