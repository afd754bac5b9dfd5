"""Plans as JSON, writing: the shape in which plans are exported and in which the trail keeps rows.

What is absent is written as null or left empty, never invented.
"""

from decimal import Decimal
from typing import Any

from ita_portal.tables.columns import plain
from ita_portal.tables.content import ColumnChoice, Digits, Options, PartContent, PlanContent, Signature
from ita_portal.tables.rows import PeriodCell, Row
from ita_portal.thai.amounts import Amount
from ita_portal.thai.period import Period

Json = dict[str, Any]


def plan_to_json(plan: PlanContent) -> Json:
    """The contract's document of a plan."""
    return {
        "plan": {
            "id": plan.id,
            "title": plan.title,
            "organisation": plan.organisation,
            "fiscal_year": plan.fiscal_year,
            "kind": plan.kind or None,
        },
        "sections": [{"title": section.title, "html": section.html} for section in plan.sections],
        "parts": [part_to_json(part) for part in plan.parts],
    }


def part_to_json(part: PartContent) -> Json:
    """One entry of ``parts``; rows that only hold the place of an empty heading are left out."""
    return {
        "title": part.title,
        "layout": part.layout,
        "columns": None if part.columns is None else [column_to_json(choice) for choice in part.columns],
        "options": options_to_json(part.options),
        "activities": [row_to_json(row) for row in part.rows if not row.placeholder],
        "lines": list(part.lines),
        "notes": list(part.notes),
        "signatures": [signature_to_json(signature) for signature in part.signatures],
    }


def column_to_json(choice: ColumnChoice) -> Json:
    data: Json = {"header": list(choice.header), "field": choice.field}
    return data if choice.width is None else data | {"width": choice.width}


def options_to_json(options: Options) -> Json:
    """Only what differs from the layout's own."""
    data: Json = {}
    if options.digits is not Digits.AS_TYPED:
        data["digits"] = options.digits.value
    if options.numbering is not None:
        data["numbering"] = options.numbering.value
    if options.empty:
        data["empty"] = dict(options.empty)
    return data


def signature_to_json(signature: Signature) -> Json:
    return {
        "label": signature.label,
        "name": signature.name or None,
        "position": signature.position or None,
        "acting_for": signature.acting_for or None,
    }


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
