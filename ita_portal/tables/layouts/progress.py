"""``progress``: what became of each activity, for reports of six months and of the year.

Source: what disclosure asks of such reports. All seven columns are public and none may be empty: "ไม่มี" is
an answer, a blank is shown as missing. The internal note is a column of the internal print alone.
"""

from ita_portal.tables import columns
from ita_portal.tables.content import Numbering
from ita_portal.tables.layout import Align, Column, Field, Layout, Lists

MISSING = "(ยังไม่ได้ระบุ)"
_NOTE = "หมายเหตุภายใน"

LAYOUT = Layout(
    key="progress",
    name="รายงานผลการดำเนินงาน",
    description="ผลการดำเนินการ ผลการใช้จ่ายงบประมาณ ปัญหาและข้อเสนอแนะของแต่ละกิจกรรม",
    row_word="โครงการ/กิจกรรม",
    heading_labels=("หัวข้อ",),
    numbering=Numbering.THROUGH,
    lists=Lists.RESULTS,
    offered=False,
    fields=(
        Field("outcome", "ผลการดำเนินการ", is_result=True),
        Field("spent", "ผลการใช้จ่ายงบประมาณ", is_result=True),
        Field("problems", "ปัญหา/อุปสรรค", is_result=True),
        Field("suggestions", "ข้อเสนอแนะ", is_result=True),
        Field("internal_note", _NOTE, is_result=True),
    ),
    columns=(
        Column("title", ("โครงการ/กิจกรรม",), 20, columns.title, words=("โครงการ", "กิจกรรม"), empty=MISSING),
        Column("budget", ("งบประมาณ",), 10, columns.budget, Align.END, ("งบประมาณ (บาท)",), MISSING),
        Column("period", ("ช่วงเวลาดำเนินการ",), 12, columns.period, Align.CENTER, ("ระยะเวลา",), MISSING),
        Column("outcome", ("ผลการดำเนินการ",), 20, columns.value("outcome"), words=("ผล",), empty=MISSING),
        Column(
            "spent",
            ("ผลการใช้จ่ายงบประมาณ",),
            12,
            columns.value("spent"),
            Align.END,
            ("ผลการเบิกจ่าย", "งบประมาณที่ใช้"),
            MISSING,
        ),
        Column(
            "problems",
            ("ปัญหา/อุปสรรค",),
            13,
            columns.value("problems"),
            words=("ปัญหา อุปสรรค", "ปัญหา"),
            empty=MISSING,
        ),
        Column("suggestions", ("ข้อเสนอแนะ",), 13, columns.value("suggestions"), empty=MISSING),
    ),
    more=(Column("internal_note", (_NOTE,), 12, columns.value("internal_note"), is_internal=True),),
)
