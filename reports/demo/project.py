"""A project of the invented public organisation, whole: charter, Gantt with its money, indicators, risks."""

from collections.abc import Mapping
from decimal import Decimal

from ita_portal.tables.content import PartContent, PlanContent, SectionContent, Signature
from ita_portal.tables.facts import Charter, HigherPlan, Instrument, Statement, StatementKind
from ita_portal.tables.rows import CostLine, PeriodCell, Row
from ita_portal.thai.amounts import read_amount
from reports.demo.writing import filled

_TITLE = "โครงการเครือข่ายบริการโปร่งใส ประจำปีงบประมาณ พ.ศ. {year}"

# The fourteen headings of a charter, each with its prose.
_CHARTER = (
    (
        "ความสำคัญ/หลักการและเหตุผล",
        "<p>ผู้ขอรับการรับรองของ สมต. ติดต่อหลายส่วนงาน และมักถามว่าเรื่องของตนอยู่ที่ขั้นตอนใด "
        "โครงการนี้จึงรวมผู้ให้บริการเป็นเครือข่ายเดียว บอกขั้นตอนและระยะเวลาด้วยถ้อยคำเดียวกัน</p>",
    ),
    (
        "วัตถุประสงค์",
        "<ol><li>เพื่อให้ผู้ขอรับการรับรองทราบความคืบหน้าได้เอง</li><li>เพื่อลดการติดต่อซ้ำเรื่องเดิม</li></ol>",
    ),
    ("กลุ่มเป้าหมาย", "<p>ผู้ให้บริการหน้างาน 60 คน และผู้ขอรับการรับรอง 400 ราย</p>"),
    ("ผลผลิต/ผลลัพธ์", "<p>คู่มือบริการฉบับเดียวกันทุกส่วนงาน และระบบแจ้งความคืบหน้า</p>"),
    (
        "ตัวชี้วัดความสำเร็จ/เป้าหมาย",
        "<table><tbody><tr><th>ตัวชี้วัด</th><th>เป้าหมาย</th></tr>"
        "<tr><td>ผู้ขอรับการรับรองพึงพอใจ</td><td>ร้อยละ 85</td></tr>"
        "<tr><td>การติดต่อซ้ำลดลง</td><td>ร้อยละ 20</td></tr></tbody></table>",
    ),
    ("ความเชื่อมโยงกับยุทธศาสตร์", "<p>ยุทธศาสตร์ที่ 2 บริการที่ประชาชนเชื่อถือ</p>"),
    ("ผู้รับผิดชอบ", "<p>ส่วนงานสื่อสารและเครือข่าย ร่วมกับส่วนงานอำนวยการ</p>"),
    ("ทรัพยากรที่ต้องใช้", "<p>วิทยากร ห้องประชุม และเครื่องพิมพ์คู่มือ</p>"),
    ("งบประมาณ", "<p>60,000 บาท รายละเอียดตามตารางแผนการใช้จ่ายงบประมาณ</p>"),
    ("ผู้เกี่ยวข้อง", "<p>ผู้ประเมินภายนอก และศูนย์รับเรื่องร้องเรียน</p>"),
    ("ประโยชน์ที่คาดว่าจะได้รับ", "<p>ประชาชนไม่ต้องสอบถามเรื่องเดิมหลายครั้ง</p>"),
    ("โครงการอื่นที่เกี่ยวข้อง", "<p>แผนปฏิบัติการส่งเสริมคุณธรรมของ สมต. ปีเดียวกัน</p>"),
    ("ความเสี่ยงที่สำคัญและแนวทางลดความเสี่ยง", "<p>ดูตารางวิเคราะห์และจัดการความเสี่ยง</p>"),
    ("ระยะเวลาดำเนินการ", "<p>เดือนตุลาคม {last} ถึงเดือนกันยายน {year}</p>"),
)

# Level, title, weight, baht by month, the arithmetic of the costs, owner.
_STEPS: tuple[tuple[int, str, str, Mapping[int, str], str, str], ...] = (
    (1, "โครงการเครือข่ายบริการโปร่งใส", "", {}, "", "ส่วนงานสื่อสารและเครือข่าย"),
    (2, "ประชุมเตรียมการและแต่งตั้งเครือข่าย", "20", {10: "", 11: ""}, "", "ส่วนงานอำนวยการ"),
    (
        2,
        "จัดทำคู่มือบริการฉบับเดียวกัน",
        "30",
        {12: "5000", 1: "15000"},
        "ค่าพิมพ์ 400 เล่ม x 50 บาท = 20,000",
        "ส่วนงานวิชาการและนวัตกรรม",
    ),
    (
        2,
        "อบรมผู้ให้บริการหน้างาน 2 รุ่น",
        "30",
        {2: "15000", 3: "15000"},
        "ค่าอาหาร 60 คน x 500 บาท = 30,000",
        "ส่วนงานทรัพยากรบุคคล",
    ),
    (
        2,
        "สอบถามความพึงพอใจและสรุปผล",
        "20",
        {7: "4000", 8: "6000"},
        "ค่าตอบแทนผู้เก็บข้อมูล 10 คน x 1,000 บาท = 10,000",
        "ส่วนงานสื่อสารและเครือข่าย",
    ),
)

_INDICATORS = (
    ("ร้อยละความพึงพอใจของผู้ขอรับการรับรอง", "ร้อยละ 75", "ร้อยละ 80", "ร้อยละ 85", "60", "แบบสอบถาม"),
    ("จำนวนส่วนงานที่ใช้คู่มือฉบับเดียวกัน", "2 ส่วนงาน", "3 ส่วนงาน", "4 ส่วนงาน", "40", "รายงานเครือข่าย"),
)
_RISKS = (
    ("O", "อบรมผู้ให้บริการหน้างาน 2 รุ่น", "ผู้ให้บริการติดภารกิจประจำ", "4", "4", "ลดความเสี่ยง", "จัดอบรมสองรุ่นต่างเวลา"),
    ("F", "จัดทำคู่มือบริการฉบับเดียวกัน", "ราคากระดาษสูงขึ้น", "2", "3", "ยอมรับความเสี่ยง", "เผยแพร่เป็นไฟล์"),
)
_SIGNATURES = (
    Signature("ผู้เสนอโครงการ", "นายสาธิต สองแถว", "นักประชาสัมพันธ์"),
    Signature("ผู้อนุมัติโครงการ", "นายสมมติ สี่ทิศ", "ผู้อำนวยการ"),
)


def plan(fiscal_year: int) -> PlanContent:
    """The project; its table of money shows the rows of its Gantt."""
    title = filled(_TITLE, fiscal_year)
    rows = tuple(map(_step, _STEPS))
    charter = Charter(
        title=title,
        code="สมต-01",
        sequence=f"1/{fiscal_year}",
        output="บริการรับรองที่ประชาชนเชื่อถือ",
        budget=Decimal(60_000),
        averages_costs=True,
        sections=tuple(SectionContent(name, filled(html, fiscal_year)) for name, html in _CHARTER),
        parts=(1, 2),
    )
    return PlanContent(
        title=title,
        fiscal_year=fiscal_year,
        kind="project",
        statements=_STATEMENTS,
        higher_plans=(HigherPlan("ยุทธศาสตร์ของสถาบันมาตรฐานบริการตัวอย่าง", fiscal_year - 1, fiscal_year + 3),),
        charters=(charter,),
        parts=(
            PartContent("แผนการดำเนินงาน", "gantt_months", fiscal_year, rows, signatures=_SIGNATURES),
            PartContent("แผนการใช้จ่ายงบประมาณ", "budget_months", fiscal_year, rows, rows_of=1),
            PartContent("ตัวชี้วัดของโครงการ", "kpi_levels", fiscal_year, tuple(map(_indicator, _INDICATORS))),
            PartContent("ความเสี่ยงของโครงการ", "risk_matrix", fiscal_year, tuple(map(_risk, _RISKS))),
            PartContent("ความเสี่ยงตามมิติธรรมาภิบาล", "risk_governance", fiscal_year, _GOVERNANCE),
            PartContent("ผลการเบิกจ่าย", "disbursement", fiscal_year, _DISBURSED),
            PartContent("อัตรากำลังของเครือข่าย", "staff_numbers", fiscal_year, _STAFF),
        ),
    )


def _step(step: tuple[int, str, str, Mapping[int, str], str, str]) -> Row:
    level, title, weight, months, costs, owner = step
    baht = {
        number: PeriodCell(marked=True, amount=Decimal(sum_) if sum_ else None)
        for number, sum_ in months.items()
    }
    total = sum((cell.amount or Decimal(0) for cell in baht.values()), Decimal(0))
    return Row(
        title=title,
        level=level,
        weight=Decimal(weight) if weight else None,
        months=baht,
        budget=read_amount(f"{total:,}") if total else None,
        cost_lines=(CostLine(costs, total),) if costs else (),
        owners=(owner,),
    )


def _indicator(said: tuple[str, str, str, str, str, str]) -> Row:
    title, basic, standard, advanced, weight, source = said
    values = {"basic": basic, "standard": standard, "advanced": advanced, "source": source}
    return Row(title, weight=Decimal(weight), values=values, owners=("ส่วนงานสื่อสารและเครือข่าย",))


def _risk(said: tuple[str, str, str, str, str, str, str]) -> Row:
    kind, title, factor, likelihood, consequence, strategy, approach = said
    return Row(
        title,
        values={
            "risk_type": kind,
            "factor": factor,
            "likelihood": likelihood,
            "consequence": consequence,
            "strategy": strategy,
            "approach": approach,
        },
    )


_STATEMENTS = (
    Statement(StatementKind.OBJECTIVE, "เพื่อให้ผู้ขอรับการรับรองทราบความคืบหน้าได้เอง", number="1"),
    Statement(StatementKind.OBJECTIVE, "เพื่อลดการติดต่อซ้ำเรื่องเดิม", number="2"),
    Statement(StatementKind.GOAL, "ผลการประเมิน ITA ไม่น้อยกว่า 90 คะแนน", 1, "1", Instrument.TOTAL, Decimal(90)),
    Statement(StatementKind.GOAL, "ผลการประเมิน EIT ไม่น้อยกว่า 88 คะแนน", 2, "1.1", Instrument.EIT, Decimal(88)),
)
_GOVERNANCE = (
    Row("จัดทำคู่มือบริการฉบับเดียวกัน", values={"effectiveness": "✓", "transparency": "✓"}),
    Row("อบรมผู้ให้บริการหน้างาน 2 รุ่น", values={"efficiency": "✓", "participation": "✓"}),
)
_DISBURSED = (
    Row("จัดทำคู่มือบริการฉบับเดียวกัน", values={"received": "20,000", "disbursed": "5,000"}),
    Row("อบรมผู้ให้บริการหน้างาน 2 รุ่น", values={"received": "30,000", "disbursed": "0"}),
)
_STAFF = (
    Row("เจ้าหน้าที่ประจำ", headings=("ส่วนงานสื่อสารและเครือข่าย",), values={"count": "12"}),
    Row("ลูกจ้างโครงการ", headings=("ส่วนงานสื่อสารและเครือข่าย",), values={"count": "3"}),
    Row("เจ้าหน้าที่ประจำ", headings=("ส่วนงานอำนวยการ",), values={"count": "9"}),
)
