"""Invented plans of any length in each layout, for tests and benchmarks of documents."""

from decimal import Decimal

from ita_portal.tables.content import PartContent, PlanContent, Signature
from ita_portal.tables.rows import Aspect, Indicator, PeriodCell, Row
from ita_portal.thai.amounts import Amount, AmountKind
from ita_portal.thai.period import Period

_TITLES = (
    "ประชุมเชิงปฏิบัติการเรื่องน้ำใจและความซื่อตรงในงานบริการ\n- ผู้เข้าร่วมทุกกลุ่มงาน\n- สรุปบทเรียนร่วมกัน",
    "ปรับปรุงขั้นตอนการจัดซื้อวัสดุสำนักงานให้ตรวจสอบได้",
    "จัดทำคู่มือการทำงานฉบับย่อสำหรับผู้มาใหม่",
    "รับฟังความคิดเห็นของผู้มาติดต่อทุกสิ้นเดือน",
)
_OBJECTIVES = (
    "- ให้ผู้ปฏิบัติงานรู้ขั้นตอนของตน\n- ให้ผู้มาติดต่อได้รับคำตอบภายในกำหนดเวลา",
    "เพื่อให้การใช้ทรัพยากรของสถาบันเป็นไปอย่างคุ้มค่าและเปิดเผยต่อผู้เกี่ยวข้องทุกฝ่าย",
    "สร้างความเข้าใจที่ตรงกันก่อนเริ่มงาน",
)
_BUDGETS = (
    Amount("12,000", Decimal("12000.00"), AmountKind.AMOUNT),
    Amount("ไม่ใช้งบประมาณ", None, AmountKind.NONE),
    Amount("-", None, AmountKind.DASH),
    Amount("0", Decimal("0.00"), AmountKind.AMOUNT),
)
HEADINGS = {
    "component": ("กลุ่มงานตัวอย่าง", "องค์ประกอบที่ {}"),
    "strategy_quarters": ("ยุทธศาสตร์ที่ {} งานโปร่งใส", "กลยุทธ์ที่ {} ทำงานร่วมกัน"),
    "unit": (),
}


def sample_row(at: int, layout: str = "component", group: int = 7) -> Row:
    """The invented activity number ``at``, from 0; ``group`` activities stand under one heading."""
    return Row(
        title=_TITLES[at % len(_TITLES)],
        headings=tuple(words.format(at // group + 1) for words in HEADINGS[layout]),
        objective=_OBJECTIVES[at % len(_OBJECTIVES)],
        target_group="บุคลากรทุกคน",
        owners=("กลุ่มงานตัวอย่าง", "คณะทำงานสมมติ") if at % 3 else ("กลุ่มงานตัวอย่าง",),
        indicators=(
            Indicator(f"จัดครบ {at % 4 + 1} ครั้ง", Aspect.QUANTITATIVE),
            Indicator("ผู้เข้าร่วมพึงพอใจในระดับดีขึ้นไป", Aspect.QUALITATIVE),
        ),
        budget=_BUDGETS[at % len(_BUDGETS)],
        period=Period("ต.ค.68 - มี.ค.69", "2025-10", "2026-03", (1, 2), open=False),
        quarters={quarter: PeriodCell(marked=True) for quarter in range(1, at % 4 + 2)},
        id=at + 1,
    )


def sample_part(layout: str = "component", rows: int = 5, group: int = 7) -> PartContent:
    """One table of invented activities."""
    return PartContent(
        title="แผนปฏิบัติการตัวอย่าง ประจำปีงบประมาณ พ.ศ. 2569",
        layout=layout,
        fiscal_year=2569,
        rows=tuple(sample_row(at, layout, group) for at in range(rows)),
        lines=("สถาบันตัวอย่าง",),
        notes=("หมายเหตุ : ข้อมูลสมมติทั้งหมด",),
        signatures=(Signature("ผู้อนุมัติแผน", "นายสมมติ ใจซื่อ", "ผู้อำนวยการสถาบันตัวอย่าง"),),
        id=1,
    )


def sample_plan(layout: str = "component", rows: int = 5, group: int = 7) -> PlanContent:
    """A plan of one part."""
    return PlanContent(
        title="แผนปฏิบัติการตัวอย่าง ประจำปีงบประมาณ พ.ศ. 2569",
        fiscal_year=2569,
        organisation="สถาบันตัวอย่าง",
        kind="integrity",
        parts=(sample_part(layout, rows, group),),
    )
