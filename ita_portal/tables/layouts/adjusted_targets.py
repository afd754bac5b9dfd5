"""``adjusted_targets``: what each adjusted row was to reach as first approved, and what it is to reach now.

Only rows that differ are listed; a row that came later or is gone says so in the column where it is not.
"""

from ita_portal.tables import columns
from ita_portal.tables.layout import Column, Field, Layout, Lists

_FIRST, _ADJUSTED = "ตามที่อนุมัติครั้งแรก", "ตามที่ปรับ"

LAYOUT = Layout(
    key="adjusted_targets",
    name="เป้าหมายตามที่อนุมัติครั้งแรกและตามที่ปรับ",
    description="เป้าหมาย งบประมาณ และระยะเวลาของรายการที่ปรับแผน เทียบกับที่อนุมัติครั้งแรก",
    row_word="รายการ",
    heading_labels=("ตาราง",),
    lists=Lists.RESULTS,
    offered=False,
    fields=(Field("first", _FIRST), Field("adjusted", _ADJUSTED)),
    columns=(
        Column("title", ("รายการ",), 34, columns.title, words=("กิจกรรม", "โครงการ/กิจกรรม")),
        Column("first", (_FIRST,), 33, columns.value("first")),
        Column("adjusted", (_ADJUSTED,), 33, columns.value("adjusted")),
    ),
)
