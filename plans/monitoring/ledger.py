"""What is said of a budget line and of an entry of its ledger, between forms and services."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from plans.models import BudgetLine, MoneyEntry

MOST_AT_ONCE = 500  # entries


@dataclass(frozen=True, slots=True)
class LineFacts:
    """What is said of a line; ``group``, ``title`` and ``planned`` (baht) of one without an activity."""

    source: str = BudgetLine.Source.BUDGET
    source_name: str = ""
    kind: str = BudgetLine.Kind.OPERATING
    remark: str = ""
    group: str = ""
    title: str = ""
    planned: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Movement:
    """One entry as it is said; ``amount`` in baht. Of a month only, ``on`` is any day of it."""

    act: str
    on: date
    amount: Decimal
    is_month: bool = False
    installment: int | None = None
    reference: str = ""
    note: str = ""
    commitment: MoneyEntry | None = None
    is_carried: bool = False
