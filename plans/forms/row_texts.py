"""A Row as the texts of a form, and the Row that the texts make; what was not touched stays as it was."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from typing import Any
from zlib import crc32

from ita_portal.render.text import printable
from ita_portal.tables.cells import read_cell
from ita_portal.tables.columns import cell_value, plain
from ita_portal.tables.rows import Aspect, CostLine, Indicator, PeriodCell, Row
from ita_portal.thai.amounts import AmountKind, read_amount
from ita_portal.thai.digits import read_decimal
from ita_portal.thai.period import read_period

PLAIN = ("number", "title", "objective", "target_group", "target", "reason", "knowledge", "source_of_funds")
ASPECTS = {f"indicator_{aspect.value}": aspect for aspect in Aspect}
QUARTERS = {f"quarter_{n}": n for n in range(1, 5)}
MONTHS = {f"month_{n}": n for n in range(1, 13)}


def key_of_other(header: str) -> str:
    """The name of the form field for somebody's own column."""
    return f"other_{crc32(header.encode()):08x}"


def key_of_value(field: str) -> str:
    """The name of the form field for one of the layout's own fields."""
    return (
        f"value_{field}" if field.isascii() and field.isidentifier() else f"value_{crc32(field.encode()):08x}"
    )


def texts_of(row: Row) -> dict[str, str]:
    """What the fields of a form say, by field; lists have an item on each line."""
    texts = {name: getattr(row, name) for name in PLAIN}
    texts["owners"] = "\n".join(row.owners)
    for key, aspect in ASPECTS.items():
        texts[key] = "\n".join(i.statement for i in row.indicators if i.aspect is aspect)
    texts["budget"] = _budget_text(row)
    texts["period"] = row.period.text if row.period else ""
    texts["weight"] = "" if row.weight is None else plain(row.weight)
    texts["cost_lines"] = "\n".join(line.text for line in row.cost_lines)
    texts |= {key: _cell_text(row.quarters, n) for key, n in QUARTERS.items()}
    texts |= {key: _cell_text(row.months, n) for key, n in MONTHS.items()}
    texts |= {key_of_other(header): text for header, text in row.other.items()}
    texts |= {key_of_value(field): text for field, text in row.values.items()}
    return {key: printable(text) for key, text in texts.items()}


def row_with(
    row: Row,
    texts: Mapping[str, str],
    *,
    fiscal_year: int,
    headers: Iterable[str] = (),
    fields: Iterable[str] = (),
    amounts_in: Collection[str] = (),
) -> Row:
    """The row with those texts that differ from its own.

    ``headers`` are those of somebody's own columns, ``fields`` the names of the layout's own fields.

    ``amounts_in`` are the families of cells ("month") in which a number is an amount in baht, as it is
    wherever an amount stood before. Budget and period are read anew only where their text changed, lists
    and cells likewise.
    """
    known = texts_of(row)
    changed = {key: text.strip() for key, text in texts.items() if text != known.get(key, "")}
    made: dict[str, Any] = {name: changed[name] for name in PLAIN if name in changed}
    if "owners" in changed:
        made["owners"] = items(changed["owners"], row.owners)
    if "budget" in changed:
        amount = read_amount(changed["budget"])
        made["budget"] = None if amount.kind is AmountKind.BLANK else amount
    if "period" in changed:
        made["period"] = read_period(changed["period"], fiscal_year) if changed["period"] else None
    if "weight" in changed:
        made["weight"] = read_decimal(changed["weight"]) if changed["weight"] else None
    if "cost_lines" in changed:
        made["cost_lines"] = _cost_lines(changed["cost_lines"], row.cost_lines)
    made["indicators"] = _indicators(row, changed)
    quarters = {n: changed[key] for key, n in QUARTERS.items() if key in changed}
    months = {n: changed[key] for key, n in MONTHS.items() if key in changed}
    made["quarters"] = _cells(row.quarters, quarters, as_amounts="quarter" in amounts_in)
    made["months"] = _cells(row.months, months, as_amounts="month" in amounts_in)
    made["other"] = _with_texts(row.other, changed, {header: key_of_other(header) for header in headers})
    made["values"] = _with_texts(row.values, changed, {field: key_of_value(field) for field in fields})
    return replace(row, **made)


def items(text: str, known: Iterable[str]) -> tuple[str, ...]:
    """One item on each line; an item of several lines that was there and still stands so stays one."""
    lines = [line.rstrip() for line in text.split("\n")]
    longer = [item.split("\n") for item in known if "\n" in item]
    found: list[str] = []
    at = 0
    while at < len(lines):
        item = next((words for words in longer if lines[at : at + len(words)] == words), [lines[at]])
        found.append("\n".join(item))
        at += len(item)
    return tuple(item.strip() for item in found if item.strip())


def _budget_text(row: Row) -> str:
    if row.budget is None:
        return ""
    if row.budget.text or row.budget.amount is None:
        return row.budget.text
    return f"{row.budget.amount:,.2f}".removesuffix(".00")


def _cell_text(cells: Mapping[int, PeriodCell], number: int) -> str:
    return cell_value(cells[number]).text if number in cells else ""


def _indicators(row: Row, changed: Mapping[str, str]) -> tuple[Indicator, ...]:
    """The statements of a changed aspect stand where its first one stood; other aspects are not touched."""
    indicators = row.indicators
    for key, aspect in ASPECTS.items():
        if key not in changed:
            continue
        own = [i.statement for i in indicators if i.aspect is aspect]
        at = next((n for n, i in enumerate(indicators) if i.aspect is aspect), len(indicators))
        new = tuple(Indicator(statement, aspect) for statement in items(changed[key], own))
        indicators = (*indicators[:at], *new, *(i for i in indicators[at:] if i.aspect is not aspect))
    return indicators


def _cells(
    cells: Mapping[int, PeriodCell], typed: Mapping[int, str], *, as_amounts: bool
) -> dict[int, PeriodCell]:
    amounts = {number for number, cell in cells.items() if cell.amount is not None}
    read = {n: read_cell(text, as_amount=as_amounts or n in amounts) for n, text in typed.items()}
    return {
        number: cell
        for number, cell in sorted({**cells, **read}.items())
        if number not in read or not cell.is_blank
    }


def _cost_lines(text: str, known: tuple[CostLine, ...]) -> tuple[CostLine, ...]:
    amounts = {line.text: line.amount for line in known}
    return tuple(
        CostLine(words, amounts[words] if words in amounts else read_amount(words).amount)
        for words in items(text, amounts)
    )


def _with_texts(
    known: Mapping[str, str], changed: Mapping[str, str], keys: Mapping[str, str]
) -> dict[str, str]:
    """The texts with those that were typed, by name; ``keys`` are the form fields of the names."""
    typed = {name: changed[key] for name, key in keys.items() if key in changed}
    return {name: text for name, text in {**known, **typed}.items() if text or name not in typed}
