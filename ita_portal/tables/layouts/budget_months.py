"""``budget_months``: a project's activities with their money by month, and what each quarter comes to.

Source: the budget proposal of a department's group. A project has its month totals in its own row; below it
stands a computed line with each quarter's sum, its share of the project's budget and the share so far. The
arithmetic of an activity's costs stands in brackets under its title.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from ita_portal.tables import columns
from ita_portal.tables.columns import baht
from ita_portal.tables.content import Numbering, Options
from ita_portal.tables.layout import Align, Column, Layout, Total, Value
from ita_portal.tables.rows import PeriodCell, Row
from ita_portal.tables.tree import children, is_project, level_of
from ita_portal.thai.amounts import Amount, AmountKind
from ita_portal.thai.fiscal import MONTHS_IN_ORDER, QUARTERS, months_of_quarter
from ita_portal.thai.months import MonthStyle

_GROUP = "แผนการดำเนินงานและงบประมาณ"
_ACTIVITIES = "กิจกรรม"
_PERCENT = Decimal("0.01")


def _number(row: Row) -> Value:
    """The number of a project; those of activities and steps stand before their titles."""
    return Value(row.number if is_project(row) else "")


def _title(row: Row) -> Value:
    title = row.title if is_project(row) else columns.levelled(row)
    return Value("\n".join([title, *(_bracketed(line.text) for line in row.cost_lines)]))


def _bracketed(words: str) -> str:
    return words if words.startswith("(") else f"({words})"


# What is computed


def _filled(rows: Sequence[Row], options: Options) -> list[Row]:
    """The rows with the numbers, month totals and budgets of projects that say none of their own."""
    filled: list[Row] = []
    projects = 0
    for at, row in enumerate(rows):
        projects += is_project(row)
        filled.append(_project(row, str(projects), children(rows, at)) if is_project(row) else row)
    return filled


def _project(row: Row, number: str, below: Sequence[Row]) -> Row:
    months = row.months
    if not any(cell.amount for cell in months.values()):
        sums = {n: sum(_amounts(below, n), Decimal(0)) for n in MONTHS_IN_ORDER}
        months = {n: PeriodCell(marked=True, amount=amount) for n, amount in sums.items() if amount} or months
    budget = row.budget
    if budget is None:
        total = sum((_budget(step) for step in _outermost(below) if _budget(step)), Decimal(0))
        budget = Amount(baht(total), total, AmountKind.AMOUNT) if total else None
    return replace(row, number=row.number or number, months=months, budget=budget)


def _outermost(rows: Sequence[Row]) -> list[Row]:
    highest = min(map(level_of, rows), default=0)
    return [row for row in rows if level_of(row) == highest]


def _amounts(rows: Sequence[Row], month: int) -> Iterator[Decimal]:
    """The amounts of a month: of a row that has money of its own, else of what stands below it."""
    at = 0
    while at < len(rows):
        row, below = rows[at], children(rows, at)
        if any(cell.amount for cell in row.months.values()):
            cell = row.months.get(month)
            yield (cell.amount if cell else None) or Decimal(0)
        else:
            yield from _amounts(below, month)
        at += 1 + len(below)


def _budget(row: Row) -> Decimal:
    return (row.budget.amount if row.budget else None) or Decimal(0)


def _totals(rows: Sequence[Row], options: Options) -> list[Total]:
    """Below every project with money: each quarter's sum, its percentage and the percentage so far."""
    return [
        Total(at + 1, cells, _ACTIVITIES, label_field="title")
        for at, row in enumerate(rows)
        if is_project(row) and (cells := _quarter_cells(row))
    ]


def _quarter_cells(project: Row) -> dict[str, Value]:
    sums = {quarter: _quarter_sum(project, quarter) for quarter in QUARTERS}
    whole = _budget(project) or sum(sums.values())
    if not any(sums.values()) or not whole:
        return {}
    cells: dict[str, Value] = {}
    so_far = Decimal(0)
    for quarter, amount in sums.items():
        first, second, third = (f"month_{month}" for month in months_of_quarter(quarter))
        so_far += amount
        cells[first] = Value(baht(amount), amount)
        cells[second] = _percent(amount, whole)
        if quarter > 1:  # the first quarter's share so far is its share
            cells[third] = _percent(so_far, whole)
    return cells


def _quarter_sum(project: Row, quarter: int) -> Decimal:
    cells = (project.months.get(month) for month in months_of_quarter(quarter))
    return sum((cell.amount for cell in cells if cell and cell.amount), Decimal(0))


def _percent(part: Decimal, whole: Decimal) -> Value:
    share = (part * 100 / whole).quantize(_PERCENT, ROUND_HALF_UP)
    return Value(str(share), share)


LAYOUT = Layout(
    key="budget_months",
    name="แผนการใช้จ่ายงบประมาณ รายเดือน",
    description="โครงการและกิจกรรมพร้อมเป้าหมาย งบประมาณ รายการค่าใช้จ่าย และเงินรายเดือน มีผลรวมและร้อยละรายไตรมาส",
    heading_labels=("หัวข้อ",),
    numbering=Numbering.BY_PROJECT,
    months=MonthStyle.PLAIN,
    derive=_filled,
    totals=_totals,
    amounts_in=("month",),
    details=("owners", "indicator", "weight", "source_of_funds"),
    columns=(
        Column("number", ("ลำดับ",), 3.4, _number, Align.CENTER, words=("ที่",)),
        Column(
            "title",
            ("โครงการ/กิจกรรม",),
            23,
            _title,
            words=("กิจกรรม", "โครงการ"),
            typed_in=("title", "cost_lines"),
        ),
        Column("target", ("เป้าหมาย",), 6.5, columns.text_of("target"), Align.CENTER),
        Column("budget", ("งบประมาณ",), 6.7, columns.budget, Align.END, words=("งบประมาณ (บาท)",)),
        *columns.month_columns(_GROUP, "ไตรมาส {quarter}", width=5.1, align=Align.END),
    ),
)
