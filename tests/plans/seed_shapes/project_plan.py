"""A yearly report with its project plan (seed 003): steps and money by month, indicators, staff, risks."""

from decimal import Decimal
from typing import Any

from ita_portal.tables.content import ColumnChoice, Digits, Options, PartContent, PlanContent, Signature
from ita_portal.tables.risks import DIMENSIONS
from ita_portal.tables.rows import Row
from ita_portal.thai.fiscal import MONTHS_IN_ORDER
from ita_portal.thai.months import MonthStyle
from tests.plans.seed_shapes.words import AGENCY, UNIT, costs, paid, row, starred

YEAR = 2564
_SIGNERS = (
    Signature("ผู้เสนอโครงการ", "นายเสนอ สาธิต", "นักวิเคราะห์ตัวอย่าง"),
    Signature("ผู้เห็นชอบโครงการ", "นางเห็นชอบ สาธิต", "ผู้อำนวยการกลุ่มงานสาธิต"),
    Signature("ผู้อนุมัติโครงการ", "นายอนุมัติ สาธิต", "รองหัวหน้าตัวอย่าง", "ปฏิบัติราชการแทนหัวหน้าตัวอย่าง"),
)
_LINES = ("๑๔. ระยะเวลาดำเนินการ", "๑ ตุลาคม ๒๕๖๓ - ๓๐ กันยายน ๒๕๖๔")
_GROUPS = ((20, 5), (15, 0), (20, 3), (5, 0), (15, 0), (5, 0), (10, 3), (10, 4))  # weight, number of steps


def _gantt() -> tuple[Row, ...]:
    """A project, eight groups that make 100, and fifteen steps with stars."""
    rows = [Row("โครงการสาธิตหนึ่งปี", weight=Decimal(100), level=1)]
    for at, (weight, steps) in enumerate(_GROUPS, start=1):
        months = {} if steps else starred(at, 12)
        rows.append(Row(f"กลุ่มงานลำดับ {at}", number=str(at), weight=Decimal(weight), level=2, months=months))
        rows += [
            Row(f"ขั้นที่ {step} ของกลุ่ม {at}", number=f"{at}.{step}", level=3, months=starred(step, step + 2))
            for step in range(1, steps + 1)
        ]
    return tuple(rows)


def _weighted_steps() -> tuple[Row, ...]:
    """A project whose steps have weights, and one group whose steps come to 36 of its 30."""
    rows = [Row("โครงการสาธิตถ่วงน้ำหนัก", weight=Decimal(100), level=1)]
    for at, (weight, steps) in enumerate(
        ((40, (15, 15, 10)), (30, (10, 10, 5, 5)), (30, (5,) * 6 + (3, 3))), start=1
    ):
        rows.append(Row(f"งานกลุ่มที่ {at}", number=str(at), weight=Decimal(weight), level=2))
        rows += [
            Row(
                f"ขั้นย่อย {at}.{step}",
                number=f"{at}.{step}",
                weight=Decimal(own),
                level=3,
                months=starred(1, 12) if own == 3 else {},
            )
            for step, own in enumerate(steps, start=1)
        ]
    return tuple(rows)


_STEP = 1_200  # baht of a step
# Groups of the budget: how many steps each has, and of which steps how many works stand below.
_WORKS: tuple[tuple[int, dict[int, int]], ...] = (
    (5, {}),
    (1, {}),
    (3, {1: 2, 2: 4}),
    (0, {}),
    (4, {}),
    (0, {}),
    (3, {}),
    (4, {}),
)


def _budget() -> tuple[Row, ...]:
    """A project with month totals, eight groups, steps with cost lines, and work paid from elsewhere."""
    rows: list[Row] = []
    for at, (steps, works) in enumerate(_WORKS, start=1):
        rows.append(_group(at, steps))
        for step in range(1, steps + 1):
            rows.append(_paid_step(at, step) if step not in works else _unpaid(f"{at}.{step}", 3))
            rows += [
                _paid_work(at, work) if step == 2 else _unpaid(str(work + 1), 4)
                for work in range(1, works.get(step, 0) + 1)
            ]
    months = {
        n: sum(int(row.months[n].amount or 0) for row in rows if n in row.months) for n in MONTHS_IN_ORDER
    }
    project = row(
        "โครงการสาธิตหนึ่งปี",
        year=YEAR,
        budget=f"{sum(months.values()):,}",
        number="1",
        level=1,
        target="35 หน่วยงาน",
        months=paid({month: amount for month, amount in months.items() if amount}),
    )
    return (project, *rows)


def _group(at: int, steps: int) -> Row:
    words: dict[str, Any] = {"number": str(at), "level": 2, "target": f"{at * 4} เล่ม"}
    if steps or at == 6:
        return row(f"กลุ่มงานสาธิต {at}", year=YEAR, budget="ไม่ใช้งบประมาณ" if at == 6 else "", **words)
    return row(f"กลุ่มงานสาธิต {at}", year=YEAR, budget=f"{_STEP:,}", months=paid({9: _STEP}), **words)


def _paid_step(at: int, step: int) -> Row:
    return row(
        f"ขั้นที่ {step} ของกลุ่ม {at}",
        year=YEAR,
        budget=f"{_STEP:,}",
        number=f"{at}.{step}",
        level=3,
        months=paid({MONTHS_IN_ORDER[(at + step) % 12]: _STEP}),
        cost_lines=costs(("20 บาท x 1 มื้อ x 60 คน = 1,200 บาท", _STEP)),
    )


def _paid_work(at: int, work: int) -> Row:
    return row(
        f"งานย่อย {work} ของกลุ่ม {at}",
        year=YEAR,
        budget=f"{_STEP:,}",
        number=str(work),
        level=4,
        months=paid({MONTHS_IN_ORDER[work]: _STEP}),
    )


def _unpaid(number: str, level: int) -> Row:
    return row(f"งานที่กรมจ่าย {number}", year=YEAR, budget="ใช้งบประมาณกรม", number=number, level=level)


_AMOUNTS = (
    ("งานนโยบายตัวอย่าง", "166,360.00", "166,360.00"),
    ("โครงการสาธิตหนึ่งปี", "309,521.45", "307,957.51"),
    ("ค่าจ้างเหมาตัวอย่าง งวดที่ 1", "180,000.00", "180,000.00"),
    ("ค่าประกันตัวอย่าง", "30,082.00", "30,082.00"),
    ("งบบริหารตัวอย่าง", "118,949.41", "118,949.41"),
    ("ค่าจ้างเหมาตัวอย่าง งวดที่ 2", "90,000.00", "90,000.00"),
    ("ค่าจ้างเหมาตัวอย่าง งวดที่ 3", "90,000.00", "90,000.00"),
)


def _disbursement() -> tuple[Row, ...]:
    return tuple(
        Row(title, number=str(at), values={"received": received, "disbursed": spent})
        for at, (title, received, spent) in enumerate(_AMOUNTS, start=1)
    )


_BASE, _POTENTIAL = "ด้านประสิทธิภาพ (Performance Base) (ร้อยละ ๗๐)", "ด้านศักยภาพ (Potential Base) (ร้อยละ ๓๐)"


def _indicators() -> tuple[Row, ...]:
    return (
        Row(
            "ร้อยละของงานสาธิตที่เสร็จ", number="๑.", headings=(_BASE,),
            values={"basic": "๕๕", "standard": "๖๐", "advanced": "๖๕", "result": "๖๕.๙๘", "source": "ระบบ"},
        ),
        Row(
            "ร้อยละของผู้ใช้ที่พอใจ", number="๒.", headings=(_BASE,),
            values={
                "basic": "๖๐", "standard": "๗๐", "advanced": "๑๐๐", "numerator": "866,914",
                "denominator": "920,467", "as_of": "๒๗ กันยายน ๒๕๖๔", "accumulation": "cumulative",
            },
        ),
        Row(
            "ร้อยละของแห่งที่ดูแล", number="๓.", headings=(_BASE,),
            values={"basic": "๗๒.๔๕ (๑๑๕ แห่ง)", "standard": "๘๖.๒๓ (๑๓๗ แห่ง)", "advanced": "๑๐๐ (๑๕๙ แห่ง)"},
        ),
        *(
            Row(
                f"ร้อยละของงานสาธิตด้าน {at}",
                number=f"{at}.",
                headings=(_BASE,),
                values={"basic": "๗๐", "standard": "๘๐", "advanced": "๙๐", "result": "๙๔.๓๓"},
            )
            for at in (4, 5)
        ),
        Row("ผลการพัฒนาศักยภาพตัวอย่าง", number="๖.", headings=(_POTENTIAL,)),
        Row(
            "งานสาธิตแบบดิจิทัล", number="๖.๑", headings=(_POTENTIAL,), level=2,
            values={
                "basic": "ออกเป็นกระดาษ", "standard": "ออกเป็นแฟ้ม", "advanced": "ออกเป็นแฟ้มลงนาม",
                "result": "ออกเป็นแฟ้มลงนามแล้ว", "step": "advanced",
            },
        ),
        Row(
            "สถานะการเป็นองค์กรสาธิต", number="๖.๒", headings=(_POTENTIAL,), level=2,
            values={"basic": "๒๔๐", "standard": "-", "advanced": "๓๕๐", "result": "๓๗๙.๕๕", "remark": "ยืนยัน"},
        ),
    )  # fmt: skip


_AGREEMENT: tuple[Row, ...] = (
    Row(
        "อัตราเพิ่มของงานสาธิต", number="๑", target="เพิ่มขึ้น ร้อยละ ๕", owners=("กองตัวอย่าง",),
        values={"result": "ร้อยละ ๕๘.๙๔ (๓๑๑ แห่ง)", "source": "๑. กองตัวอย่าง\n๒. ศูนย์ตัวอย่าง"},
    ),
    Row(
        "ร้อยละของงานที่ตรวจแล้ว", number="๒", target="ร้อยละ ๗๕", owners=("กองสาธิต",),
        values={"result": "ร้อยละ ๘๑.๒๒ (๘๐๐ แห่ง จากเป้าหมาย ๙๘๕ แห่ง)", "source": "ระบบสาธิต"},
    ),
)  # fmt: skip
_AGREEMENT += tuple(
    Row(
        f"ร้อยละของงานสาธิตข้อ {at}",
        number=str(at),
        target="ร้อยละ ๗๐",
        owners=("กองสาธิต",),
        values={"numerator": "866,914", "denominator": "920,467", "source": "ระบบสาธิต"},
    )
    for at in (3, 4, 5)
)
_UNIT_AGREEMENT = tuple(
    Row(
        f"ระดับความสำเร็จของงานสาธิต {at}",
        number=to_thai,
        target="ระดับ ๕",
        owners=(f"กลุ่ม {letter}",),
        values={"result": "ระดับ ๕", "criterion_5": "ครบทุกขั้น", "evidence_5": "รายงานสาธิต"},
    )
    for at, (to_thai, letter) in enumerate(zip("๑๒๓", "กขค", strict=True), start=1)
)
_STAFF = tuple(
    Row(kind, headings=(UNIT,), values={"count": count})
    for kind, count in (("ข้าราชการ", "๔"), ("พนักงานราชการ", "๕"), ("จ้างเหมาบริการ", "๒"))
)
RISK = "งานสาธิตไม่เป็นไปตามแผน"
_GOVERNANCE = (Row(RISK, values=dict.fromkeys(list(DIMENSIONS)[:6], "✓")),)
_RISKS = (
    Row(values={"risk_type": "S"}),
    Row(
        RISK,
        values={
            "risk_type": "O",
            "factor": "มีงานเร่งด่วนแทรก",
            "likelihood": "๓",
            "consequence": "๓",
            "strategy": "ติดตามทุกเดือน",
            "approach": "รายงานในที่ประชุมกลุ่ม",
        },
    ),
    Row(values={"risk_type": "F"}),
    Row(values={"risk_type": "C"}),
)
_ROUND = "รอบ ๑๒ เดือน (๑ ตุลาคม ๒๕๖๓ - ๓๐ กันยายน ๒๕๖๔)"
_POTENTIAL_COLUMNS = (
    ColumnChoice("title", ("ตัวชี้วัด",)),
    ColumnChoice("basic", ("เกณฑ์การประเมิน", "เป้าหมายขั้นต้น (ร้อยละ)")),
    ColumnChoice("standard", ("เกณฑ์การประเมิน", "เป้าหมายขั้นมาตรฐาน (ร้อยละ)")),
    ColumnChoice("advanced", ("เกณฑ์การประเมิน", "เป้าหมายขั้นสูง (ร้อยละ)")),
    ColumnChoice("result", ("ผลการดำเนินงาน",)),
    ColumnChoice("remark", ("หมายเหตุ",), 14.0),
)
_THAI = Options(digits=Digits.THAI)
_HEAD = (f"หน่วยงาน.....{UNIT}", "ผลผลิต / โครงการ (เทียบเท่าผลผลิต) : ผลผลิตสาธิตที่ 1", "ตัวชี้วัด : ร้อยละความสำเร็จสาธิต")
PLAN = PlanContent(
    title="รายงานและแผนสาธิต ประจำปีงบประมาณ พ.ศ. ๒๕๖๔",
    fiscal_year=YEAR,
    organisation=AGENCY,
    kind="project",
    parts=(
        PartContent("อัตรากำลังเจ้าหน้าที่", "staff_numbers", YEAR, _STAFF, options=_THAI),
        PartContent("ตัวชี้วัดตามมาตรการสาธิต", "kpi_levels", YEAR, _indicators(), _POTENTIAL_COLUMNS, _THAI),
        PartContent(
            "รายงานตามคำรับรองสาธิต", "performance_agreement", YEAR, _AGREEMENT, options=_THAI,
            lines=("ของ นายตัวอย่าง สาธิต ตำแหน่ง หัวหน้าตัวอย่าง", _ROUND),
        ),
        PartContent("คำรับรองของกลุ่มงานสาธิต", "unit_agreement", YEAR, _UNIT_AGREEMENT, options=_THAI),
        PartContent(
            "ผลการเบิกจ่ายสาธิต", "disbursement", YEAR, _disbursement(), options=_THAI,
            notes=("หมายเหตุ : ๑. หนังสือตัวอย่าง ที่ ตย ๐๑/๑ ลงวันที่ ๘ ธันวาคม ๒๕๖๓",),
        ),
        PartContent(
            "ชื่อโครงการ : สาธิตหนึ่งปี", "gantt_months", YEAR, _gantt(), options=_THAI, lines=_LINES,
            signatures=_SIGNERS,
        ),
        PartContent(
            "ชื่อโครงการ : สาธิตถ่วงน้ำหนัก", "gantt_months", YEAR, _weighted_steps(), lines=_LINES,
            options=Options(digits=Digits.THAI, settings={"wide_levels": "2"}), signatures=_SIGNERS,
        ),
        PartContent("แบบสาธิตธรรมาภิบาล", "risk_governance", YEAR, _GOVERNANCE),
        PartContent(
            "แบบสาธิตการจัดการความเสี่ยง", "risk_matrix", YEAR, _RISKS, options=_THAI,
            notes=("หมายเหตุ : ความเสี่ยงสาธิตที่ต่ำกว่า 15 ถือว่าค่อนข้างต่ำ",),
        ),
        PartContent("ข้อเสนอแผนสาธิตรายเดือน", "budget_months", YEAR, _budget(), lines=_HEAD),
        PartContent(
            "แผนดำเนินงานจากแถวของข้อเสนอ", "gantt_months", YEAR, _budget(),
            options=Options(months=MonthStyle.FULL, month_years=True), rows_of=10,
        ),
    ),
)  # fmt: skip
