"""A plan's rows as one flat file for programs and open data; docs/csv.md describes it.

A spreadsheet takes text that begins with ``=``, ``+``, ``-`` or ``@`` for a formula, even in a CSV file. Such
text gets an apostrophe before it, as does text that begins with one: who takes one apostrophe off the front
of a cell has the text as it was typed. There is no exception for "-5" or a telephone number, because which
text is harmless depends on the program that opens it.
"""

import csv
import io
import json
from collections.abc import Iterable

from ita_portal.render.formulas import is_risky
from ita_portal.render.text import printable
from ita_portal.tables.columns import plain
from ita_portal.tables.content import PartContent, PlanContent
from ita_portal.tables.layouts import layout_for
from ita_portal.tables.rows import Aspect, PeriodCell, Row
from ita_portal.thai.amounts import Amount, AmountKind
from ita_portal.thai.fiscal import MONTHS_IN_ORDER, QUARTERS
from ita_portal.thai.period import Period

_TICK = "/"
_VALUE = "value_"  # before the names of fields that only some layouts have
_BETWEEN = ";"
_BETWEEN_HEADINGS = " > "
_BETWEEN_LINES = "\n"

Record = dict[str, str]


def document_csv(plan: PlanContent) -> bytes:
    """All rows that the plan's parts own, each once, in UTF-8 with BOM; a field that is not said is empty.

    Raises UnknownLayoutError.
    """
    values = _value_names(plan)
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow(map(neutral, _record(plan, PartContent("", "", 0), 0, Row(), values)))
    for place, part in enumerate(plan.parts, start=1):
        for row in part.own_rows:
            if not row.placeholder:
                writer.writerow(map(neutral, _record(plan, part, place, row, values).values()))
    return file.getvalue().encode("utf-8-sig")


def neutral(text: str) -> str:
    """The text without control characters, and so that no program takes it for a formula."""
    clean = printable(text)
    return f"'{clean}" if is_risky(clean) else clean


def _value_names(plan: PlanContent) -> list[str]:
    """The fields of the plan's layouts that activities do not have, and what else its rows keep so."""
    declared = (field.name for part in plan.parts for field in layout_for(part.layout).fields)
    kept = (name for part in plan.parts for row in part.own_rows for name in row.values)
    return list(dict.fromkeys([*declared, *kept]))


def _record(plan: PlanContent, part: PartContent, place: int, row: Row, values: Iterable[str]) -> Record:
    """One line by the names of its columns; ``place`` is the part's in the plan, from 1."""
    return {
        "organisation": plan.organisation,
        "fiscal_year": str(plan.fiscal_year),
        "part": str(place),
        "part_title": part.title,
        "layout": part.layout,
        "headings": _BETWEEN_HEADINGS.join(row.headings),
        "number": row.number,
        "level": "" if row.level is None else str(row.level),
        "title": row.title,
        "objective": row.objective,
        "target_group": row.target_group,
        "owners": _BETWEEN.join(row.owners),
        **{f"indicator_{aspect.value}": _statements(row, aspect) for aspect in Aspect},
        "target": row.target,
        **_budget(row.budget),
        **_period(row.period),
        **{f"quarter_{number}": _cell(row.quarters.get(number)) for number in QUARTERS},
        **{f"month_{number}": _cell(row.months.get(number)) for number in MONTHS_IN_ORDER},
        "weight": "" if row.weight is None else plain(row.weight),
        "reason": row.reason,
        "knowledge": row.knowledge,
        "cost_lines": _BETWEEN_LINES.join(line.text for line in row.cost_lines),
        "source_of_funds": row.source_of_funds,
        **{_VALUE + name: row.values.get(name, "") for name in values},
        "other": json.dumps(dict(row.other), ensure_ascii=False) if row.other else "",
    }


def _statements(row: Row, aspect: Aspect) -> str:
    return _BETWEEN_LINES.join(one.statement for one in row.indicators if one.aspect is aspect)


def _budget(budget: Amount | None) -> Record:
    said = budget or Amount("", None, AmountKind.BLANK)
    return {
        "budget_text": said.text,
        "budget_amount": "" if said.amount is None else f"{said.amount:.2f}",
        "budget_kind": said.kind.value,
    }


def _period(period: Period | None) -> Record:
    said = period or Period("", None, None, (), open=False)
    return {
        "period_text": said.text,
        "period_start": said.start or "",
        "period_end": said.end or "",
        "quarters": _BETWEEN.join(map(str, said.quarters)),
    }


def _cell(cell: PeriodCell | None) -> str:
    """What a quarter's or month's cell says: text, a count with its unit, baht with satang, or a tick."""
    if cell is None:
        return ""
    if cell.text:
        return cell.text
    if cell.count is not None:
        return f"{plain(cell.count)} {cell.unit}".strip()
    if cell.amount is not None:
        return f"{cell.amount:.2f}"
    return _TICK if cell.marked else ""
