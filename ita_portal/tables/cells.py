"""Reading what people type into the cell of a quarter or a month; ``columns.cell_value`` writes it."""

import re
from decimal import Decimal

from ita_portal.tables.rows import PeriodCell
from ita_portal.thai.digits import to_arabic

_TICKS = frozenset({"/", "✓", "✔", "√", "x", "X", "*"})
_NOTHING = frozenset({"", "-", "–", "—"})
_COUNT = re.compile(r"(\d{1,3}(?:,\d{3})+|\d{1,9})(\.\d{1,4})?\s*([^\d\s(][^\d(]{0,60})?")


def read_cell(text: str, *, as_amount: bool = False) -> PeriodCell:
    """A tick, nothing, a count with its unit ("2 ครั้ง"), or the text as typed.

    A number without a unit is an amount in baht where the cells of the table hold money.
    """
    typed = text.strip()
    if typed in _NOTHING:
        return PeriodCell()
    if typed in _TICKS:
        return PeriodCell(marked=True)
    counted = _COUNT.fullmatch(to_arabic(typed))
    if counted is None:
        return PeriodCell(marked=True, text=typed)
    whole, fraction, unit = counted.groups()
    number = Decimal(whole.replace(",", "") + (fraction or ""))
    if as_amount and not unit:
        return PeriodCell(marked=True, amount=number)
    return PeriodCell(marked=True, count=number, unit=(unit or "").strip())
