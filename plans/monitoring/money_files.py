"""The ledger of a plan as a file to take away: a line for each entry, in the order of lines and days."""

import csv
import io
from collections.abc import Iterator
from decimal import Decimal

from django.utils import timezone

from ita_portal.render.csv import neutral
from ita_portal.render.xlsx_list import Value, workbook
from ita_portal.thai.dates import format_short
from ita_portal.thai.fiscal import buddhist_year
from ita_portal.thai.months import format_month
from plans.models import ActionPlan, MoneyEntry

HEADER = (
    *("หัวข้อ", "รายการ", "แหล่งเงิน", "ชื่อแหล่งเงิน", "ประเภทงบ", "วันที่", "ประเภทรายการ", "งวดที่"),
    *("จำนวนเงิน (บาท)", "เลขที่เอกสารอ้างอิง", "ของรายการผูกพัน", "กันไว้เบิกเหลื่อมปี", "หมายเหตุ"),
    *("บันทึกโดย", "บันทึกเมื่อ", "ยกเลิกเมื่อ", "เหตุผลที่ยกเลิก"),
)
_WIDTHS = (24, 40, 18, 18, 18, 12, 18, 8, 18, 22, 22, 18, 30, 24, 14, 14, 30)
_TOGETHER = 500


def ledger_csv(plan: ActionPlan) -> bytes:
    """UTF-8 with BOM; text that a spreadsheet may take for a formula gets an apostrophe before it."""
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow(HEADER)
    for line in ledger(plan):
        writer.writerow([_text(value) for value in line])
    return file.getvalue().encode("utf-8-sig")


def ledger_xlsx(plan: ActionPlan, title: str) -> bytes:
    """A workbook with one sheet."""
    return workbook("ทะเบียนคุมงบประมาณ", title, HEADER, ledger(plan), widths=_WIDTHS)


def ledger(plan: ActionPlan) -> Iterator[tuple[Value, ...]]:
    """Every entry of the plan, cancelled ones too; one query, streamed."""
    entries = MoneyEntry.objects.filter(line__plan=plan).select_related(
        "line__activity", "commitment", "created_by"
    )
    ordered = entries.order_by("line__position", "line", "on", "pk")
    for entry in ordered.iterator(chunk_size=_TOGETHER):
        line, commitment = entry.line, entry.commitment
        yield (
            *(line.group, str(line), line.get_source_display(), line.source_name, line.get_kind_display()),
            *(day_words(entry), entry.get_act_display(), entry.installment, entry.amount, entry.reference),
            (commitment.reference or format_short(commitment.on)) if commitment else "",
            *("ใช่" if entry.is_carried else "", entry.note, str(entry.created_by or "")),
            format_short(timezone.localtime(entry.created_at)),
            format_short(timezone.localtime(entry.cancelled_at)) if entry.cancelled_at else "",
            entry.cancel_reason,
        )


def day_words(entry: MoneyEntry) -> str:
    """ "15 ต.ค. 68"; "ต.ค. 2568" where only the month is known."""
    if entry.is_month:
        return f"{format_month(entry.on.month)} {buddhist_year(entry.on.year)}"
    return format_short(entry.on)


def _text(value: Value) -> str:
    if isinstance(value, Decimal):
        return f"{value:.2f}"
    return "" if value is None else neutral(str(value))
