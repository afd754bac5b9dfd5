"""A plan book (seed 000): indicators by type, activities by component, and a numbered list of units."""

from dataclasses import replace

from ita_portal.tables.content import ColumnChoice, PartContent, PlanContent, SectionContent
from ita_portal.tables.rows import Indicator, Row
from tests.plans.seed_shapes.words import AGENCY, row

YEAR = 2569
GROUP = "ก้าวใสไปด้วยกัน"
# Typed as people type them: dots doubled or missing, days, ranges, frequencies, months after the year.
_PERIODS = (
    "ต.ค.68", "ปีละ 2 ครั้ง", "พย..68", "เมษายน 69", "เมย.-พ.ค. 69", "เมย.-พ.ค. 69",
    "พ.ค. 69", "พ.ค. 69", "พ.ค. 69", "พ.ค. -มิ.ย. 69", "31 ก.ค.69", "พ.ค. - ก.ย.69", "ส.ค.69",
    "ต.ค. 69", "พย.. 69", "ธค. 69",
)  # fmt: skip
_BUDGETS = ("0", "5,000", "0", "20,000", *["0"] * 12)
_COMPONENTS = (("วางรากฐาน", 6), ("ลงมือและวัดผล", 7), ("ทบทวนเพื่อปีหน้า", 3))


def _component_rows() -> tuple[Row, ...]:
    names = [name for name, count in _COMPONENTS for _ in range(count)]
    rows = (
        row(
            f"งานสาธิตลำดับ {at} ของ{name}",
            year=YEAR,
            budget=_BUDGETS[at - 1],
            period=_PERIODS[at - 1],
            headings=(GROUP, name),
            objective=f"- ให้เห็นผลข้อ {at}\n- ให้ติดตามได้",
            target_group="ผู้ทำงานสาธิต",
            owners=() if at == 2 else ("ผู้ประสานงานสาธิต",),
            indicators=(Indicator(f"ผลของงาน {at} > 80%"),),
        )
        for at, name in enumerate(names, start=1)
    )
    return tuple(rows)


_UNIT_BUDGETS = (
    "20,000 บาท", "80,000 บาท", "ไม่ใช้งบประมาณ", "ไม่ใช้งบประมาณ", "100,000", "40,000 บาท",
    "30,000 บาท", "30,000 บาท", "20,000 บาท", "10,000 บาท", "ไม่ใช้",
)  # fmt: skip
_UNIT_PERIODS = (
    "ไตรมาส 1", "ไตรมาส 2", "ไตรมาส 2", "ไตรมาส 3", "ไตรมาส 3", "ไตรมาส 1-3", *["ตลอดปีงบประมาณ"] * 5,
)  # fmt: skip


def _unit_rows() -> tuple[Row, ...]:
    return tuple(
        row(
            f"กิจกรรมของส่วนสาธิตที่ {at}",
            year=YEAR,
            budget=_UNIT_BUDGETS[at - 1],
            period=_UNIT_PERIODS[at - 1],
            number=str(at),
            objective="• ข้อแรกของวัตถุประสงค์\n• ข้อที่สองซึ่งยาวกว่าข้อแรกเล็กน้อย",
            target_group="บุคลากรตัวอย่าง",
            owners=(f"ส่วนสาธิต {at % 3 + 1}",),
            indicators=() if at in (4, 9) else (Indicator(f"ร้อยละ {80 + at}"), Indicator("ครบทุกส่วน")),
        )
        for at in range(1, 12)
    )


_INDICATORS = (
    Row("• ร้อยละของผู้เข้าร่วมงานสาธิต", headings=("เชิงปริมาณ",), target="ร้อยละ 90"),
    Row("• คะแนนตัวอย่างของปี", headings=("เชิงปริมาณ",), target="ระดับดี"),
    Row("ผู้ทำงานเข้าใจและลงมือทำเองได้", headings=("เชิงคุณภาพ",), target="รอประเมินผล"),
)
_COLUMNS = (
    ColumnChoice("heading", ("ตัวชี้วัดประเภท",)),
    ColumnChoice("title", ("ตัวชี้วัด",)),
    ColumnChoice("target", ("ค่าเป้าหมาย",)),
)
PLAN = PlanContent(
    title="แผนสาธิตส่งเสริมความโปร่งใส\nประจำปีงบประมาณ พ.ศ. 2569",
    fiscal_year=YEAR,
    organisation=AGENCY,
    kind="integrity",
    sections=(SectionContent("1. หลักการและเหตุผล", "<p>ข้อความสาธิต</p>"),),
    parts=(
        PartContent("ตัวชี้วัดการดำเนินงาน", "plan_indicators", YEAR, _INDICATORS, _COLUMNS),
        PartContent("แผนสาธิตระดับองค์กร", "component", YEAR, _component_rows()),
        replace(PartContent("แผนสาธิตระดับส่วนงาน", "unit", YEAR, _unit_rows()), lines=("โดย " + AGENCY,)),
    ),
)
