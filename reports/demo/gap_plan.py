"""The invented institute's plan against the gaps of its rounds: measures by PIRAB, and their activities."""

from decimal import Decimal

from ita_portal.tables.content import PartContent, PlanContent, Signature
from ita_portal.tables.rows import Aspect, Indicator, PeriodCell, Row
from ita_portal.thai.amounts import read_amount
from reports.demo.writing import filled

_TITLE = "แผนปิดช่องว่างผลการประเมิน ITA สถาบันพัฒนาเมืองน่าอยู่ตัวอย่าง ประจำปีงบประมาณ พ.ศ. {year}"
_TEAM = "คณะทำงานความโปร่งใส สพม."
_KNOWLEDGE = "1. วิธีอ่านข้อคำถามของแบบวัด IIT และ EIT\n2. ขั้นตอนการขอใช้ทรัพย์สินของสถาบัน\n3. แผนและผลการใช้จ่ายงบประมาณ"

# The letter, the measure as it stands in the table of PIRAB, and why.
_MEASURES = (
    ("P : Partnership", "เปิดเวทีรับฟังเสียงของผู้มีส่วนได้ส่วนเสีย", "ผู้รับบริการเสนอความเห็นต่อการทำงานได้ไม่กี่ช่องทาง"),
    ("P : Partnership", "จับคู่เรียนรู้กับหน่วยงานเพื่อนบ้าน", "หน่วยงานอื่นมีวิธีลดขั้นตอนที่นำมาปรับใช้ได้"),
    ("R : Regulate", "ติดตามงานและรายงานผู้บริหารทุกเดือน", "ผู้บริหารเห็นงานที่ล่าช้าเมื่อสายเกินไป"),
    ("A : Advocate", "เล่าผลประเมินและสิ่งที่แก้ไขให้ทุกคนรู้", "บุคลากรส่วนหนึ่งไม่ทราบว่าผลประเมินนำไปปรับปรุงอะไร"),
    ("B : Build Capacity", "ฝึกทักษะการอธิบายงานให้เข้าใจง่าย", "ผู้ตอบแบบวัดสับสนกับคำถามเรื่องการขอใช้ทรัพย์สิน"),
)
# The measure as it heads its activities: the third says it in other words, which the portal points out.
_HEADINGS = {2: "3. ติดตามงานและรายงานต่อที่ประชุมทุกเดือน"}
# The measure, the activity, its target, and how many in each quarter.
_ACTIVITIES = (
    (0, "เวทีเล่าสู่กันฟังกับผู้รับบริการ", "2 ครั้ง", (0, 1, 0, 1)),
    (0, "กล่องความคิดเห็นหน้าห้องประชุมและบนเว็บไซต์", "1 ช่องทาง", (1, 0, 0, 0)),
    (1, "เยี่ยมชมและแลกเปลี่ยนกับหน่วยงานเพื่อนบ้าน", "2 แห่ง", (0, 1, 1, 0)),
    (1, "ให้หน่วยงานภายนอกลองใช้ขั้นตอนใหม่และให้ความเห็น", "1 ครั้ง", (0, 0, 1, 0)),
    (2, "รายงานความก้าวหน้าในที่ประชุมประจำเดือน", "9 ครั้ง", (2, 3, 3, 1)),
    (2, "ทบทวนแผนกลางปี", "1 ฉบับ", (0, 1, 0, 0)),
    (3, "ประชุมชี้แจงผลการประเมิน", "1 ครั้ง", (0, 1, 0, 0)),
    (3, "ภาพสรุปข้อคำถามที่มักเข้าใจผิด", "2 รูปแบบ", (0, 2, 0, 0)),
    (4, "ฝึกพูดงานยากให้เข้าใจง่าย", "1 ครั้ง", (0, 1, 0, 0)),
    (4, "ซ้อมขั้นตอนขอใช้รถและห้องประชุม", "1 ครั้ง", (0, 0, 1, 0)),
)


def plan(fiscal_year: int) -> PlanContent:
    """The table of PIRAB and the table of activities, to be approved by the head of the institute."""
    year = f"ประจำปีงบประมาณ พ.ศ. {fiscal_year}"
    return PlanContent(
        title=filled(_TITLE, fiscal_year),
        fiscal_year=fiscal_year,
        kind="indicator",
        parts=(
            PartContent("มาตรการปิดช่องว่างตามกลยุทธ์ PIRAB", "pirab", fiscal_year, _measures()),
            PartContent(
                "แผนขับเคลื่อนการปิดช่องว่าง",
                "measure_quarters",
                fiscal_year,
                _activities(),
                lines=(year, "หน่วยงาน สถาบันพัฒนาเมืองน่าอยู่ตัวอย่าง"),
                notes=("หมายเหตุ : กิจกรรมทุกข้อต้องตอบช่องว่างที่พบจากผลการประเมิน",),
                signatures=(Signature("ผู้อนุมัติแผน", "", "ผู้อำนวยการสถาบันพัฒนาเมืองน่าอยู่ตัวอย่าง"),),
            ),
        ),
    )


def _measures() -> tuple[Row, ...]:
    return tuple(
        Row(title, str(number), headings=(letter,), reason=reason, knowledge=_KNOWLEDGE)
        for number, (letter, title, reason) in enumerate(_MEASURES, start=1)
    )


def _activities() -> tuple[Row, ...]:
    rows, numbers = [], dict.fromkeys(range(len(_MEASURES)), 0)
    for measure, title, target, quarters in _ACTIVITIES:
        numbers[measure] += 1
        cells = {
            quarter: PeriodCell(marked=True, count=Decimal(count))
            for quarter, count in enumerate(quarters, start=1)
            if count
        }
        rows.append(
            Row(
                title,
                f"{measure + 1}.{numbers[measure]}",
                headings=(_HEADINGS.get(measure, f"{measure + 1}. {_MEASURES[measure][1]}"),),
                owners=(_TEAM,),
                indicators=(Indicator(target, Aspect.QUANTITATIVE),),
                budget=read_amount("-"),
                quarters=cells,
            )
        )
    return tuple(rows)
