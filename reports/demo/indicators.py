"""The indicator plan of the invented institute: measures against gaps, and what it agreed to reach."""

from ita_portal.tables.content import PartContent, PlanContent
from ita_portal.tables.rows import Aspect, Indicator, PeriodCell, Row
from ita_portal.thai.amounts import read_amount
from reports.demo.writing import filled

_TITLE = "แผนขับเคลื่อนตัวชี้วัดความโปร่งใส สถาบันพัฒนาเมืองน่าอยู่ตัวอย่าง ประจำปีงบประมาณ พ.ศ. {year}"
_PEOPLE, _OFFICE = "กลุ่มพัฒนาบุคลากรและองค์กร", "กลุ่มอำนวยการ"

_GAPS = (
    Row(
        "แนะนำวิธีใช้บริการออนไลน์แก่ผู้มาติดต่อ",
        headings=("Participate",),
        reason="ผู้มาติดต่อส่วนใหญ่ยังไม่ทราบว่ามีบริการออนไลน์",
        knowledge="ขั้นตอนการยื่นคำขอผ่านเว็บไซต์",
    ),
    Row(
        "ชี้แจงแผนการใช้จ่ายงบประมาณแก่บุคลากร",
        headings=("Regulate",),
        reason="คะแนนการใช้งบประมาณต่ำกว่าข้ออื่น",
        knowledge="แผนและผลการใช้จ่ายงบประมาณของสถาบัน",
    ),
)
_MEASURES = (
    Row(
        "คลินิกบริการออนไลน์",
        headings=("มาตรการที่ 1 บริการรวดเร็ว",),
        owners=(_OFFICE,),
        indicators=(
            Indicator("ผู้มาติดต่อได้รับคำแนะนำ 300 คน", Aspect.QUANTITATIVE),
            Indicator("ใช้บริการครั้งต่อไปได้เอง", Aspect.QUALITATIVE),
        ),
        budget=read_amount("9,000"),
        quarters={number: PeriodCell(marked=True) for number in (2, 3)},
    ),
    Row(
        "พบกันวันจันทร์ เรื่องเงินเรื่องงาน",
        headings=("มาตรการที่ 2 ใช้เงินคุ้มค่า",),
        owners=(_PEOPLE,),
        indicators=(
            Indicator("จัดประชุม 4 ครั้ง", Aspect.QUANTITATIVE),
            Indicator("บุคลากรอธิบายแผนการใช้จ่ายได้", Aspect.QUALITATIVE),
        ),
        budget=read_amount("ไม่ใช้งบประมาณ"),
        quarters={number: PeriodCell(marked=True) for number in range(1, 5)},
    ),
)
_TARGETS = (
    Row("ร้อยละของกิจกรรมที่แล้วเสร็จตามแผน", headings=("เชิงปริมาณ",), target="ร้อยละ 90"),
    Row("บุคลากรเชื่อมั่นในการใช้งบประมาณ", headings=("เชิงคุณภาพ",), target="ระดับมากขึ้นไป"),
)
_AGREED = (
    Row("คะแนน ITA ของสถาบัน", target="90 คะแนน", owners=(_OFFICE,), values={"source": "ระบบประเมิน"}),
    Row("ร้อยละการเบิกจ่าย", target="ร้อยละ 95", owners=(_OFFICE,), values={"source": "รายงานการเงิน"}),
)


def plan(fiscal_year: int) -> PlanContent:
    """Two tables of measures and three of indicators."""
    tables = (
        ("มาตรการปิดช่องว่าง", "pirab", _GAPS),
        ("แผนขับเคลื่อนตัวชี้วัด", "measure_quarters", _MEASURES),
        ("ตัวชี้วัดของแผน", "plan_indicators", _TARGETS),
        ("รายงานตามคำรับรองการปฏิบัติราชการ", "performance_agreement", _AGREED),
        ("ผลตามคำรับรองของหน่วยงาน", "unit_agreement", _AGREED),
    )
    return PlanContent(
        title=filled(_TITLE, fiscal_year),
        fiscal_year=fiscal_year,
        kind="indicator",
        parts=tuple(PartContent(title, layout, fiscal_year, rows) for title, layout, rows in tables),
    )
