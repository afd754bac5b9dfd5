"""``strategy_quarters``: activities under strategies and tactics as full-width rows, a tick per quarter."""

from ita_portal.tables import columns
from ita_portal.tables.content import Numbering
from ita_portal.tables.layout import Align, Column, Layout
from ita_portal.tables.rows import Aspect

_INDICATORS = "ตัวชี้วัดและค่าเป้าหมาย"

LAYOUT = Layout(
    key="strategy_quarters",
    name="ตารางตามยุทธศาสตร์ รายไตรมาส",
    description="โครงการและกิจกรรมภายใต้ยุทธศาสตร์และกลยุทธ์ มีตัวชี้วัดเชิงปริมาณและเชิงคุณภาพ และเครื่องหมายรายไตรมาส",
    heading_labels=("ยุทธศาสตร์ที่", "กลยุทธ์ที่"),
    numbering=Numbering.THROUGH,
    signature_labels=("ผู้อนุมัติแผน",),
    details=("target_group", "cost_lines", "source_of_funds"),
    columns=(
        Column("title", ("ยุทธศาสตร์/โครงการ/กิจกรรม",), 16, columns.title, words=("โครงการ/กิจกรรม", "กิจกรรม")),
        Column("objective", ("วัตถุประสงค์ของโครงการ/กิจกรรม",), 14, columns.text_of("objective")),
        Column("owners", ("กลุ่มงานที่รับผิดชอบ",), 11, columns.owners_in_line, words=("ผู้รับผิดชอบ",)),
        Column(
            "indicator_quantitative",
            (_INDICATORS, "ผลลัพธ์เชิงปริมาณ"),
            11.5,
            columns.indicators(Aspect.QUANTITATIVE, Aspect.UNSPECIFIED),
            words=("เชิงปริมาณ",),
        ),
        Column(
            "indicator_qualitative",
            (_INDICATORS, "ผลลัพธ์เชิงคุณภาพ"),
            11.5,
            columns.indicators(Aspect.QUALITATIVE),
            words=("เชิงคุณภาพ",),
        ),
        Column("budget", ("งบประมาณที่ใช้",), 8, columns.budget, Align.END, words=("งบประมาณ",)),
        *columns.quarter_columns("ปีงบประมาณ พ.ศ. {fiscal_year}", 7),
    ),
)
