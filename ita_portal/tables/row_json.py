"""One activity as JSON: an entry of the contract's ``activities``, and what the trail keeps of a row."""

from decimal import Decimal

from ita_portal.tables.columns import plain
from ita_portal.tables.json_values import Json
from ita_portal.tables.rows import PeriodCell, Row
from ita_portal.thai.amounts import Amount
from ita_portal.thai.period import Period


def row_to_json(row: Row) -> Json:
    """One entry of ``activities``."""
    return {
        "number": row.number or None,
        "title": row.title,
        "headings": list(row.headings),
        "objective": row.objective or None,
        "target_group": row.target_group or None,
        "owners": list(row.owners),
        "indicators": [{"aspect": i.aspect.value, "statement": i.statement} for i in row.indicators],
        "budget": row.budget and amount_to_json(row.budget),
        "period": row.period and period_to_json(row.period),
        "quarters": {str(n): _cell_to_json(cell) for n, cell in row.quarters.items()},
        "months": {str(n): _cell_to_json(cell) for n, cell in row.months.items()},
        "weight": _number_to_json(row.weight),
        "level": row.level,
        "target": row.target or None,
        "reason": row.reason or None,
        "knowledge": row.knowledge or None,
        "cost_lines": [{"text": c.text, "amount": _baht_to_json(c.amount)} for c in row.cost_lines],
        "source_of_funds": row.source_of_funds or None,
        "other": dict(row.other),
        "values": dict(row.values),
    }


def amount_to_json(amount: Amount) -> Json:
    return {"text": amount.text, "amount": _baht_to_json(amount.amount), "kind": amount.kind.value}


def period_to_json(period: Period) -> Json:
    return {
        "text": period.text,
        "start": period.start,
        "end": period.end,
        "quarters": list(period.quarters),
        "open": period.open,
    }


def _cell_to_json(cell: PeriodCell) -> Json:
    return {
        "marked": cell.marked,
        "count": _number_to_json(cell.count),
        "unit": cell.unit or None,
        "amount": _baht_to_json(cell.amount),
        "text": cell.text or None,
    }


def _number_to_json(number: Decimal | None) -> str | None:
    """A weight or a count without the zeros that a database adds: "20", "1.5"."""
    return None if number is None else plain(number)


def _baht_to_json(amount: Decimal | None) -> str | None:
    """An amount in baht, with its satang: "7200.00"."""
    return None if amount is None else f"{amount:.2f}"
