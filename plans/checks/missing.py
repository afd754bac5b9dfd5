"""Rows that do not say who, when, or by what it is seen; only where the table has a column for it."""

from collections.abc import Callable, Iterable, Iterator

from ita_portal.tables.content import PartContent, PlanContent
from ita_portal.tables.rows import PeriodCell
from ita_portal.tables.tree import Branch, branches
from ita_portal.thai.fiscal import MONTHS_IN_ORDER, QUARTERS
from plans.checks.facts import PlanFacts
from plans.checks.reading import activity_parts, amount_of, fields_of, rows_of
from plans.checks.registry import Finding, check

_INDICATORS = ("indicator", "indicator_quantitative", "indicator_qualitative")
_QUARTERS = tuple(f"quarter_{n}" for n in QUARTERS)
_MONTHS = tuple(f"month_{n}" for n in MONTHS_IN_ORDER)


@check("no_owner", "ยังไม่ระบุผู้รับผิดชอบ")
def rows_without_owner(content: PlanContent, facts: PlanFacts) -> Iterator[Finding]:
    for part, field in _with_column(content, ("owners",)):
        for branch in branches(rows_of(part)):
            if not _in_line(branch, _has_owner):
                yield Finding("no_owner", "ยังไม่ระบุผู้รับผิดชอบ", part.id, branch.row.id, field)


@check("no_indicator", "ยังไม่ระบุตัวชี้วัด")
def rows_without_indicator(content: PlanContent, facts: PlanFacts) -> Iterator[Finding]:
    for part, field in _with_column(content, _INDICATORS):
        for branch in branches(rows_of(part)):
            if not _in_line(branch, _has_indicator):
                yield Finding("no_indicator", "ยังไม่ระบุตัวชี้วัด", part.id, branch.row.id, field)


@check("no_period", "ยังไม่ระบุระยะเวลา")
def rows_without_period(content: PlanContent, facts: PlanFacts) -> Iterator[Finding]:
    for part, field in _with_column(content, ("period", *_QUARTERS, *_MONTHS)):
        of_money = _dates_only_money(part)
        for branch in branches(rows_of(part)):
            without_time = not _says_when(branch)
            if without_time and not (of_money and amount_of(branch.row) is None):
                yield Finding("no_period", "ยังไม่ระบุระยะเวลาดำเนินการ", part.id, branch.row.id, field)


def _with_column(content: PlanContent, columns: tuple[str, ...]) -> Iterator[tuple[PartContent, str]]:
    """The tables of activities that show one of these columns, with the first of them."""
    for part in activity_parts(content):
        shown = fields_of(part)
        if field := next((column for column in columns if column in shown), ""):
            yield part, field


def _in_line(branch: Branch, says: Callable[[Branch], bool]) -> bool:
    """Whether the row says it, or one it stands under, or everything under it."""
    return says(branch) or any(map(says, branch.above())) or _below(branch, says)


def _below(branch: Branch, says: Callable[[Branch], bool]) -> bool:
    return bool(branch.children) and all(says(child) or _below(child, says) for child in branch.children)


def _has_owner(branch: Branch) -> bool:
    return any(owner.strip() for owner in branch.row.owners)


def _has_indicator(branch: Branch) -> bool:
    return any(indicator.statement.strip() for indicator in branch.row.indicators)


def _says_when(branch: Branch) -> bool:
    """A group needs no time of its own: its steps say it."""
    row = branch.row
    stated = row.period is not None and bool(row.period.text.strip() or row.period.start)
    return (
        stated or _any_cell(row.quarters.values()) or _any_cell(row.months.values()) or bool(branch.children)
    )


def _any_cell(cells: Iterable[PeriodCell]) -> bool:
    return any(not cell.is_blank for cell in cells)


def _dates_only_money(part: PartContent) -> bool:
    """A table of months with a budget and no weights: what costs nothing stands in none of its months."""
    shown = fields_of(part)
    return bool(shown & set(_MONTHS)) and "budget" in shown and not shown & {"period", "weight"}
