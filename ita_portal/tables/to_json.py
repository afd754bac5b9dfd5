"""Plans as JSON, writing: the shape in which plans are exported.

What is absent is written as null or left empty, never invented.
"""

from ita_portal.tables.content import (
    ColumnChoice,
    Digits,
    LabelAt,
    Options,
    PartContent,
    PlanContent,
    Signature,
)
from ita_portal.tables.entries_json import rows_to_json
from ita_portal.tables.facts_json import facts_to_json, period_of_plan_to_json
from ita_portal.tables.json_values import Json


def plan_to_json(plan: PlanContent) -> Json:
    """The contract's document of a plan."""
    return {
        "plan": {
            "id": plan.id,
            "title": plan.title,
            "organisation": plan.organisation,
            "fiscal_year": plan.fiscal_year,
            "kind": plan.kind or None,
            **period_of_plan_to_json(plan),
        },
        **facts_to_json(plan),
        "parts": [part_to_json(part) for part in plan.parts],
    }


def part_to_json(part: PartContent) -> Json:
    """One entry of ``parts``; rows that only hold the place of an empty heading are left out.

    A part that shows the rows of another names it by its place (from 1) and has none of its own.
    """
    return {
        "title": part.title,
        "layout": part.layout,
        "columns": None if part.columns is None else [column_to_json(choice) for choice in part.columns],
        "options": options_to_json(part.options),
        **rows_to_json(part),
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
    if options.months is not None:
        data["months"] = options.months.value
    if options.month_years:
        data["month_years"] = True
    if not options.totals:
        data["totals"] = False
    if options.settings:
        data["settings"] = dict(options.settings)
    return data


def signature_to_json(signature: Signature) -> Json:
    """``signed`` and ``has_dots`` only where they differ from what they usually are."""
    data: Json = {
        "label": signature.label,
        "name": signature.name or None,
        "position": signature.position or None,
        "acting_for": signature.acting_for or None,
        "label_at": None if signature.label_at is LabelAt.ABOVE else signature.label_at.value,
    }
    if signature.signed:
        data["signed"] = signature.signed
    if not signature.has_dots:
        data["has_dots"] = False
    return data
