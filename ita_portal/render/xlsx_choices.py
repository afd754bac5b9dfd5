"""What a sheet offers and asks in the cells that people fill in; what they type otherwise, they may keep."""

import re

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from ita_portal.tables.columns import CHECK, TICK
from ita_portal.tables.layout import Field, Kind, Layout
from ita_portal.tables.layouts import layout_for
from ita_portal.tables.table import Table

LONGEST_LIST = 255  # characters that Excel reads of a list
_CELL_OF_TIME = re.compile(r"(quarter|month)_\d+")
_NO_BUDGET = "ไม่ใช้งบประมาณ"


def date_columns(table: Table) -> frozenset[int]:
    """The places of the columns in which people write days; a table of no layout has none."""
    if not table.layout:
        return frozenset()
    layout = layout_for(table.layout)
    own = (layout.own_field(column.field) for column in table.columns)
    return frozenset(at for at, field in enumerate(own) if field and field.kind is Kind.DATE)


def add_choices(sheet: Worksheet, table: Table, first: int, last: int) -> None:
    """Tie lists and rules to the body's cells, which stand in the rows from ``first`` to ``last``."""
    if last < first or not table.layout:
        return
    layout = layout_for(table.layout)
    for at, column in enumerate(table.columns, start=1):
        letter = get_column_letter(at)
        rule = _rule(column.field, layout, f"{letter}{first}")
        if rule:
            rule.add(f"{letter}{first}:{letter}{last}")
            sheet.add_data_validation(rule)


def _rule(field: str, layout: Layout, cell: str) -> DataValidation | None:
    """The rule of a column; ``cell`` is its first."""
    own = layout.own_field(field)
    if own:
        return _rule_of_own(own)
    if family := _CELL_OF_TIME.fullmatch(field):
        return _amount(cell) if family[1] in layout.amounts_in else _marks(TICK)
    if field == "budget":
        return _amount(cell)
    return _number(0, 100, "ค่าน้ำหนักเป็นตัวเลข 0 ถึง 100") if field == "weight" else None


def _rule_of_own(own: Field) -> DataValidation | None:
    match own.kind:
        case Kind.CHOICE:
            return _list([label for _, label in own.choices], f"{own.label}: เลือกจากรายการ")
        case Kind.MARK:
            return _marks(CHECK)
        case Kind.NUMBER:
            low, high = own.low, own.high
            bounds = [f"ตั้งแต่ {low}"] if low is not None else []
            bounds += [f"ถึง {high}"] if high is not None else []
            return _number(low, high, " ".join([f"{own.label}: ตัวเลข", *bounds]))
    return None


def _list(labels: list[str], prompt: str) -> DataValidation | None:
    """A list to choose from, if Excel can hold it: its labels are parted by commas."""
    offered = ",".join(labels)
    if len(offered) > LONGEST_LIST or any("," in label or '"' in label for label in labels):
        return None
    return _asking(DataValidation("list", formula1=f'"{offered}"'), prompt)


def _marks(tick: str) -> DataValidation:
    """A mark or a dash; counts are typed as often, so that nothing is said about them."""
    rule = DataValidation("list", formula1=f'"{tick},-"')
    _asking(rule, f"เลือก {tick} หรือ - หรือพิมพ์จำนวน เช่น 2 ครั้ง")
    rule.showErrorMessage = False
    return rule


def _amount(cell: str) -> DataValidation:
    """A number of baht or the words for none; other words are kept."""
    formula = f'OR(ISNUMBER({cell}),{cell}="{_NO_BUDGET}",{cell}="-")'
    return _asking(DataValidation("custom", formula1=formula), f"จำนวนเงินเป็นบาท หรือ “{_NO_BUDGET}”")


def _number(low: object, high: object, prompt: str) -> DataValidation:
    """A number within bounds that are given."""
    if low is not None and high is not None:
        between = DataValidation("decimal", operator="between", formula1=str(low), formula2=str(high))
        return _asking(between, prompt)
    lowest = str(0 if low is None else low)
    return _asking(DataValidation("decimal", operator="greaterThanOrEqual", formula1=lowest), prompt)


def _asking(rule: DataValidation, prompt: str) -> DataValidation:
    rule.prompt = rule.error = prompt
    rule.errorTitle = "ข้อมูลไม่ตรงตามที่แนะนำ"
    rule.errorStyle = "information"  # what is not offered is said to be so, and kept
    rule.showInputMessage = rule.showErrorMessage = rule.allowBlank = True
    return rule
