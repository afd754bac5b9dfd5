"""``unit``: the activities of the agency's units in one numbered list, without headings of their own."""

from ita_portal.tables import columns
from ita_portal.tables.content import Numbering
from ita_portal.tables.layout import Align, Column, Layout
from ita_portal.tables.rows import Aspect

LAYOUT = Layout(
    key="unit",
    name="ตารางระดับส่วนงาน",
    description="กิจกรรมของส่วนงานเรียงลำดับเลข มีวัตถุประสงค์ กลุ่มเป้าหมาย งบประมาณ ระยะเวลา และตัวชี้วัด",
    numbering=Numbering.THROUGH,
    heading_labels=("หัวข้อ",),
    details=("cost_lines", "source_of_funds"),
    columns=(
        Column("title", ("กิจกรรม",), 22, columns.title, words=("โครงการ/กิจกรรม", "โครงการ")),
        Column("objective", ("วัตถุประสงค์",), 24, columns.text_of("objective")),
        Column("target_group", ("กลุ่มเป้าหมาย",), 11, columns.text_of("target_group")),
        Column("budget", ("งบประมาณ",), 10, columns.budget, Align.END, words=("งบประมาณ (บาท)",)),
        Column(
            "period", ("ระยะเวลา",), 10, columns.period, Align.CENTER, words=("ระยะเวลาดำเนินการ", "ช่วงเวลา")
        ),
        Column("owners", ("ผู้รับผิดชอบ",), 13, columns.owners, words=("หน่วยงานรับผิดชอบ",)),
        Column("indicator", ("ตัวชี้วัด",), 17, columns.indicators(*Aspect), words=("ตัวชี้วัดความสำเร็จ",)),
    ),
)
