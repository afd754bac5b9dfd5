"""``disbursement``: what was received and spent, in baht and satang, with percentages and totals."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from ita_portal.tables import columns
from ita_portal.tables.columns import number_in
from ita_portal.tables.content import Numbering, Options
from ita_portal.tables.indicators import percentage
from ita_portal.tables.layout import Align, Column, Field, Kind, Layout, Lists, Orientation, Total, Value
from ita_portal.tables.rows import Row


def _share(received: Decimal | None, spent: Decimal | None) -> str:
    """The percentage spent as reports write it: "99.49", and "100" without decimals."""
    if received is None or spent is None:
        return ""
    share = percentage(spent, received)
    return "" if share is None else str(share).removesuffix(".00")


def _amount(row: Row, field: str) -> Decimal | None:
    return number_in(row.values.get(field, ""))


def _with_percentages(rows: Sequence[Row], options: Options) -> list[Row]:
    """The rows with the percentage of those that say none of their own."""
    return [
        row
        if row.values.get("percent")
        else replace(
            row,
            values={**row.values, "percent": _share(_amount(row, "received"), _amount(row, "disbursed"))},
        )
        for row in rows
    ]


def _totals(rows: Sequence[Row], options: Options) -> list[Total]:
    received, spent = (
        [amount for row in rows if (amount := _amount(row, field)) is not None]
        for field in ("received", "disbursed")
    )
    if not received and not spent:
        return []
    sums = sum(received, Decimal(0)), sum(spent, Decimal(0))
    cells = {
        "received": columns.satang(sums[0]),
        "disbursed": columns.satang(sums[1]),
        "percent": Value(_share(*sums)),
    }
    return [Total(len(rows), cells, "รวม")]


LAYOUT = Layout(
    key="disbursement",
    name="ตารางผลการเบิกจ่ายงบประมาณ",
    description="งบประมาณที่ได้รับ ผลการเบิกจ่าย และร้อยละของแต่ละรายการ พร้อมยอดรวม",
    row_word="รายการ",
    heading_labels=("หัวข้อ",),
    numbering=Numbering.THROUGH,
    orientation=Orientation.PORTRAIT,
    lists=Lists.MONEY,
    fields=(
        Field("received", "งบประมาณที่ได้รับ (บาท)", Kind.NUMBER, low=Decimal(0), is_result=True),
        Field("disbursed", "ผลการเบิกจ่าย (บาท)", Kind.NUMBER, low=Decimal(0), is_result=True),
        Field(
            "percent",
            "ร้อยละ",
            Kind.NUMBER,
            help="เว้นว่างไว้เพื่อให้ระบบคำนวณ",
            low=Decimal(0),
            is_result=True,
        ),
        Field("remark", "หมายเหตุ"),
    ),
    derive=_with_percentages,
    totals=_totals,
    columns=(
        Column("number", ("ที่",), 6, columns.text_of("number"), Align.CENTER, words=("ลำดับ", "ลำดับที่")),
        Column("title", ("โครงการ/กิจกรรม",), 35, columns.text_of("title"), words=("รายการ", "กิจกรรม")),
        Column(
            "received",
            ("งบประมาณที่ได้รับ\n(บาท)",),
            20,
            columns.money("received"),
            Align.END,
            words=("งบประมาณที่ได้รับจัดสรร", "ได้รับจัดสรร"),
        ),
        Column(
            "disbursed",
            ("ผลการเบิกจ่าย\n(บาท)",),
            18,
            columns.money("disbursed"),
            Align.END,
            words=("เบิกจ่าย", "ผลการใช้จ่าย"),
        ),
        Column("percent", ("ร้อยละ",), 10, columns.value("percent"), Align.CENTER, words=("%",)),
        Column("remark", ("หมายเหตุ",), 11, columns.value("remark")),
    ),
)
