"""``component``: activities under components of the plan, the component merged over its activities."""

from ita_portal.tables import columns
from ita_portal.tables.layout import Align, Column, Layout
from ita_portal.tables.rows import Aspect

LAYOUT = Layout(
    key="component",
    name="ตารางตามองค์ประกอบ",
    description="แผนระดับองค์กร จัดกลุ่มกิจกรรมตามองค์ประกอบ มีวัตถุประสงค์ กลุ่มเป้าหมาย งบประมาณ และระยะเวลา",
    heading_labels=("กลุ่มงาน", "องค์ประกอบ"),
    title_in_table=True,
    details=("cost_lines", "source_of_funds"),
    columns=(
        Column("heading", ("องค์ประกอบ",), 10, columns.innermost_heading, Align.CENTER),
        Column("title", ("กิจกรรม",), 18, columns.title, words=("โครงการ/กิจกรรม", "โครงการ")),
        Column("objective", ("วัตถุประสงค์",), 19, columns.text_of("objective")),
        Column("target_group", ("กลุ่มเป้าหมาย",), 11, columns.text_of("target_group")),
        Column("budget", ("งบประมาณ",), 9, columns.budget, Align.END, words=("งบประมาณ (บาท)",)),
        Column(
            "period", ("ระยะเวลาดำเนินการ",), 10, columns.period, Align.CENTER, words=("ระยะเวลา", "ช่วงเวลา")
        ),
        Column("owners", ("ผู้รับผิดชอบ",), 11, columns.owners, words=("หน่วยงานรับผิดชอบ",)),
        Column("indicator", ("ตัวชี้วัด",), 14, columns.indicators(*Aspect), words=("ตัวชี้วัดความสำเร็จ",)),
    ),
)
