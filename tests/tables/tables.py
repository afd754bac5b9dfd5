"""Tables of a few rows, and what they say, for the tests of the layouts."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

from ita_portal.tables.build import build
from ita_portal.tables.content import PartContent
from ita_portal.tables.rows import Row
from ita_portal.tables.table import LineKind, Table
from ita_portal.thai.amounts import Amount, AmountKind

YEAR = 2569


def table(layout: str, *rows: Row, **fields: Any) -> Table:
    return build(replace(PartContent("ตาราง", layout, YEAR, rows), **fields))


def fields(of: Table) -> list[str]:
    return [column.field for column in of.columns]


def texts(of: Table) -> list[list[str]]:
    """The body as it reads: every cell's words, nothing where another cell's span covers."""
    return [[cell.text for cell in line.cells] for line in of.body]


def column(of: Table, field: str) -> list[str]:
    return [cell.text for line in of.body for cell in line.cells if cell.field == field]


def totals(of: Table) -> list[dict[str, str]]:
    """The computed lines: words by field, the label of a stretched cell under ""."""
    return [
        {cell.field: cell.text for cell in line.cells if cell.text}
        for line in of.body
        if line.kind is LineKind.TOTAL
    ]


def spans(of: Table, field: str) -> list[tuple[str, int]]:
    """The cells of a column with the number of rows that each covers."""
    return [(cell.text, cell.rowspan) for line in of.body for cell in line.cells if cell.field == field]


def baht(amount: int) -> Amount:
    return Amount(f"{amount:,}", Decimal(amount), AmountKind.AMOUNT)
