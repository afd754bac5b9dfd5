"""What was received and disbursed, from the ledger of a plan, as a table of documents."""

from collections import defaultdict
from collections.abc import Iterator

from django.db.models import Sum

from ita_portal.tables.content import PartContent
from ita_portal.tables.rows import Row
from ita_portal.thai.amounts import format_amount
from plans.models import ActionPlan, MoneyEntry
from plans.monitoring.money import ALLOTTED, DISBURSED, Sums, baht_of, satang
from plans.monitoring.money_sheet import MoneyRow, money_of

LAYOUT = "disbursement"
TITLE = "ผลการเบิกจ่ายงบประมาณ"
Installments = dict[int, dict[int | None, Sums]]  # by line, then by number (None: of none)


def disbursement_part(plan: ActionPlan) -> PartContent | None:
    """Every row and line on which money moved; None while none did. Nine queries, or one without lines.

    A line that is no activity, and all of whose money is of installments, has a row for each of them.
    """
    if not plan.budget_lines.exists():
        return None
    sheet, by_number = money_of(plan), _by_installment(plan)
    rows = [
        row
        for part in sheet.parts
        for group in part.groups
        for each in group.rows
        if any(line.sums for line in each.lines)
        for row in _rows(each, group.title or (part.title if part is not sheet.parts[0] else ""), by_number)
    ]
    return PartContent(TITLE, LAYOUT, plan.fiscal_year, tuple(rows)) if rows else None


def _rows(row: MoneyRow, heading: str, by_number: Installments) -> Iterator[Row]:
    headings = (heading,) if heading else ()
    numbers = by_number[row.lines[0].line.pk] if len(row.lines) == 1 else {}
    if row.activity_id or None in numbers or len(numbers) < 2:
        yield Row(title=row.title, headings=headings, values=_values(row.own, _remark(row)))
        return
    known = sorted(number for number in numbers if number is not None)
    for number in known:
        remark = _remark(row) if number == known[-1] else ""
        yield Row(
            title=f"{row.title} งวดที่ {number}", headings=headings, values=_values(numbers[number], remark)
        )


def _values(sums: Sums, remark: str) -> dict[str, str]:
    """As the layout reads them; it reckons the percentages itself."""
    said = {"received": f"{sums.allotted:,.2f}", "disbursed": f"{sums.disbursed:,.2f}"}
    return said | ({"remark": remark} if remark else {})


def _remark(row: MoneyRow) -> str:
    said = [each.line.remark for each in row.lines if each.line.remark]
    if row.own.carried:
        said.append(f"กันไว้เบิกเหลื่อมปี {format_amount(row.own.carried)} บาท")
    return "\n".join(said)


def _by_installment(plan: ActionPlan) -> Installments:
    """What was allotted and disbursed on each line that is no activity, by the number of the installment."""
    entries = MoneyEntry.objects.counted().filter(line__plan=plan, line__activity=None)
    moved = entries.filter(act__in=[*ALLOTTED, *DISBURSED]).order_by()
    found: Installments = defaultdict(lambda: defaultdict(Sums))
    grouped = moved.values_list("line", "installment", "act").annotate(satang=Sum(satang()))
    for line, number, act, amount_moved in grouped:
        amount = baht_of(amount_moved)
        found[line][number] += Sums(
            allotted=amount * ALLOTTED.get(act, 0), disbursed=amount * DISBURSED.get(act, 0)
        )
    return found
