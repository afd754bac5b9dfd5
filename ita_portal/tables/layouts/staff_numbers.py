"""``staff_numbers``: how many people of each kind a unit has, with their total."""

from collections.abc import Sequence
from decimal import Decimal

from ita_portal.tables import columns
from ita_portal.tables.columns import number_in
from ita_portal.tables.content import Options
from ita_portal.tables.layout import Align, Column, Field, Kind, Layout, Lists, Orientation, Total, Value
from ita_portal.tables.rows import Row


def _totals(rows: Sequence[Row], options: Options) -> list[Total]:
    counts = [count for row in rows if (count := number_in(row.values.get("count", ""))) is not None]
    total = sum(counts, Decimal(0))
    cells = {"count": Value(f"{total:,}", total)}
    return [Total(len(rows), cells, "รวม")] if counts else []


LAYOUT = Layout(
    key="staff_numbers",
    name="ตารางอัตรากำลัง",
    description="จำนวนบุคลากรแต่ละประเภทของหน่วยงาน พร้อมยอดรวม",
    row_word="รายการ",
    heading_labels=("หน่วยงาน",),
    orientation=Orientation.PORTRAIT,
    lists=Lists.PEOPLE,
    fields=(Field("count", "จำนวน (คน)", Kind.NUMBER, low=Decimal(0)),),
    totals=_totals,
    columns=(
        Column("heading", ("หน่วยงาน",), 40, columns.innermost_heading),
        Column("title", ("ประเภทบุคลากร",), 40, columns.title, words=("ประเภท",)),
        Column("count", ("จำนวน (คน)",), 20, columns.value("count"), Align.CENTER, words=("จำนวน", "คน")),
    ),
)
