"""``measure_quarters``: activities under measures, which are merged over them, counted by quarter."""

from ita_portal.tables import columns
from ita_portal.tables.content import Numbering
from ita_portal.tables.layout import Align, Column, Layout
from ita_portal.tables.rows import Aspect

_INDICATORS = "ตัวชี้วัด/เป้าหมาย"

LAYOUT = Layout(
    key="measure_quarters",
    name="ตารางตามมาตรการ รายไตรมาส",
    description="แผนขับเคลื่อนตัวชี้วัด จัดกลุ่มกิจกรรมตามมาตรการ มีเป้าหมายเชิงปริมาณ เชิงคุณภาพ และจำนวนรายไตรมาส",
    heading_labels=("มาตรการ",),
    numbering=Numbering.BY_HEADING,
    signature_labels=("ผู้อนุมัติแผน",),
    details=("objective", "target_group", "period", "source_of_funds", "cost_lines"),
    columns=(
        Column("heading", ("มาตรการ",), 12.5, columns.innermost_heading),
        Column("title", ("โครงการ/กิจกรรม",), 23.5, columns.title, words=("กิจกรรม", "โครงการ")),
        Column(
            "indicator_quantitative",
            (_INDICATORS, "ผลลัพธ์เชิงปริมาณ"),
            8.5,
            columns.indicators(Aspect.QUANTITATIVE, Aspect.UNSPECIFIED),
            Align.CENTER,
            words=("เชิงปริมาณ", "ปริมาณ"),
            empty="-",
        ),
        Column(
            "indicator_qualitative",
            (_INDICATORS, "ผลลัพธ์เชิงคุณภาพ"),
            8.5,
            columns.indicators(Aspect.QUALITATIVE),
            Align.CENTER,
            words=("เชิงคุณภาพ", "คุณภาพ"),
            empty="-",
        ),
        Column("owners", ("ผู้รับผิดชอบ",), 12, columns.owners, words=("หน่วยงานรับผิดชอบ",)),
        Column("budget", ("งบประมาณ",), 7.5, columns.budget, Align.END, words=("งบประมาณ (บาท)",)),
        *columns.quarter_columns("ระยะเวลาดำเนินการ", 6.9),
    ),
)
