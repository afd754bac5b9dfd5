"""Invented words, and rows put together from them as people write them."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from ita_portal.tables.cells import read_cell
from ita_portal.tables.rows import Aspect, CostLine, Indicator, PeriodCell, Row
from ita_portal.thai.amounts import read_amount
from ita_portal.thai.fiscal import MONTHS_IN_ORDER
from ita_portal.thai.period import read_period

AGENCY = "สำนักงานสาธิตงานโปร่งใส (ตัวอย่าง)"
UNIT = "กลุ่มงานสาธิต"


def row(title: str, *, year: int, budget: str = "", period: str = "", **fields: Any) -> Row:
    """A row whose budget and period are read as they are typed."""
    return Row(
        title=title,
        budget=read_amount(budget) if budget else None,
        period=read_period(period, year) if period else None,
        **fields,
    )


def quantity(statement: str) -> tuple[Indicator, ...]:
    return (Indicator(statement, Aspect.QUANTITATIVE),)


def both(quantitative: str, qualitative: str) -> tuple[Indicator, ...]:
    return (Indicator(quantitative, Aspect.QUANTITATIVE), Indicator(qualitative, Aspect.QUALITATIVE))


def counted(**quarters: str) -> Mapping[int, PeriodCell]:
    """Quarters as typed: ``q1="2"``."""
    return {int(name[1:]): read_cell(text) for name, text in quarters.items()}


def ticked(*quarters: int) -> Mapping[int, PeriodCell]:
    return {quarter: PeriodCell(marked=True) for quarter in quarters}


def starred(first: int, last: int = 0) -> Mapping[int, PeriodCell]:
    """Months marked from one place of the fiscal year (1 is October) to another."""
    return {month: PeriodCell(marked=True) for month in MONTHS_IN_ORDER[first - 1 : last or first]}


def paid(amounts: Mapping[int, int]) -> Mapping[int, PeriodCell]:
    """Baht by calendar month."""
    return {month: PeriodCell(marked=True, amount=Decimal(amount)) for month, amount in amounts.items()}


def costs(*lines: tuple[str, int]) -> tuple[CostLine, ...]:
    return tuple(CostLine(text, Decimal(amount)) for text, amount in lines)
