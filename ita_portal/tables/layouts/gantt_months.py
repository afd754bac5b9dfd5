"""``gantt_months``: the steps of a project over twelve months, with weights that make up 100.

Source: chapter 14 of a department's project plans. Above stands what the groups' weights come to; the
project, and where a table is set so its groups too, is one cell up to its weight.
"""

from collections.abc import Callable, Sequence
from decimal import Decimal

from ita_portal.tables import columns
from ita_portal.tables.columns import plain
from ita_portal.tables.content import Numbering, Options
from ita_portal.tables.layout import Align, Column, Layout, Setting, Total, Value
from ita_portal.tables.rows import Row
from ita_portal.tables.tree import ACTIVITY, PROJECT, is_project, level_of

_STAR = "*"


def _number(row: Row) -> Value:
    """The number of an activity; projects have none and those of steps stand before their titles."""
    return Value(row.number if level_of(row) == ACTIVITY else "")


def _title(row: Row) -> Value:
    return Value(row.title if level_of(row) == ACTIVITY else columns.levelled(row))


def _month(number: int) -> Callable[[Row], Value]:
    """A writer for a month: a star for work and for money, but none for the money of a project."""

    def write(row: Row) -> Value:
        cell = row.months.get(number)
        if cell is None or cell.is_blank or (cell.amount is not None and is_project(row)):
            return Value()
        return columns.cell_value(cell) if cell.text or cell.count is not None else Value(_STAR)

    return write


def _is_wide(row: Row, options: Options) -> bool:
    has_stars = any(_month(number)(row).text for number in row.months)
    return row.level is not None and row.level <= LAYOUT.number("wide_levels", options) and not has_stars


def _totals(rows: Sequence[Row], options: Options) -> list[Total]:
    """What the weights of a project's groups come to; with several projects there is no such sum."""
    projects = sum(is_project(row) for row in rows)
    weighted = [row for row in rows if row.weight is not None and level_of(row) > PROJECT]
    if projects > 1 or not weighted:
        return []
    highest = min(map(level_of, weighted))
    total = sum((row.weight or Decimal(0) for row in weighted if level_of(row) == highest), Decimal(0))
    return [Total(0, {"weight": Value(plain(total), total)}, "ค่าน้ำหนักร้อยละความสำเร็จ")]


LAYOUT = Layout(
    key="gantt_months",
    name="แผนการดำเนินงาน รายเดือน (Gantt)",
    description="ขั้นตอนและกิจกรรมของโครงการใน 12 เดือน พร้อมค่าน้ำหนักที่รวมกันเป็นร้อยละ 100",
    heading_labels=("หัวข้อ",),
    numbering=Numbering.BY_PROJECT,
    signature_labels=("ผู้เสนอโครงการ", "ผู้เห็นชอบโครงการ", "ผู้อนุมัติโครงการ"),
    totals=_totals,
    wide=_is_wide,
    settings=(
        Setting(
            "wide_levels",
            "แถวที่รวมเป็นช่องเดียว ถึงระดับ",
            str(PROJECT),
            help="1 เฉพาะโครงการ, 2 โครงการและกลุ่มกิจกรรม",
            low=Decimal(0),
            high=Decimal(ACTIVITY),
        ),
    ),
    details=("owners", "target", "budget", "cost_lines", "source_of_funds"),
    columns=(
        Column("number", ("ลำดับ",), 4.5, _number, Align.CENTER, words=("ที่", "ลำดับที่")),
        Column("title", ("ขั้นตอน/กิจกรรม",), 38.5, _title, words=("กิจกรรม", "ขั้นตอนการดำเนินงาน", "ขั้นตอน")),
        *columns.month_columns(width=4.1, write=_month),
        Column("weight", ("ค่าน้ำหนัก",), 7.8, columns.weight, Align.CENTER, words=("น้ำหนัก",)),
    ),
)
