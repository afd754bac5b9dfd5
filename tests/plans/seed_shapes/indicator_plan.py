"""A plan that drives an indicator (seed 002): measures by PIRAB, and their activities counted by quarter."""

from ita_portal.tables.content import ColumnChoice, PartContent, PlanContent, Signature
from ita_portal.tables.rows import Row
from tests.plans.seed_shapes.words import AGENCY, counted, quantity, row

YEAR = 2569
_LETTERS = (
    "P : Partnership", "P : Partnership", "R : Regulate", "A : Advocate", "B : Build Capacity",
)  # fmt: skip
KNOWLEDGE = "1. แบบวัดตัวอย่าง\n2. แผนสาธิต ปี 2569\n3. ขั้นตอนของหน่วยงานตัวอย่าง"
_MEASURES = ("ร่วมคิดร่วมดู", "สานเครือข่าย", "กำกับและเล่าผล", "บอกต่อทุกช่องทาง", "ฝึกทักษะสื่อสาร")
_ROWS_OF_MEASURES = (4, 5, 12, 3, 2)


def _measures() -> tuple[Row, ...]:
    return tuple(
        Row(
            f"มาตรการ{words}",
            number=str(at),
            headings=(letter,),
            reason=f"เพราะเรื่อง{words}ยังขาดอยู่ในหน่วยงานตัวอย่าง",
            knowledge=KNOWLEDGE,
            level=1,
        )
        for at, (words, letter) in enumerate(zip(_MEASURES, _LETTERS, strict=True), start=1)
    )


_SPECIAL = {
    "1.1": ("2 ครั้ง", counted(q1="1", q2="1")),
    "1.3": ("3 ฉบับ", counted(q1="3")),
    "3.3": ("9 ครั้ง", counted(q1="2", q2="3", q3="3", q4="1")),
    "3.4": ("9 ครั้ง", counted(q1="2", q2="3", q3="3", q4="1")),
    "3.6": ("2 ครั้ง", counted(q2="1", q4="1")),
    "4.2": ("2 รูปแบบ\n(1 แผ่นภาพ\n1 แฟ้ม)", counted(q2="2")),
}


def _activities() -> tuple[Row, ...]:
    rows = []
    for measure, count in enumerate(_ROWS_OF_MEASURES, start=1):
        for at in range(1, count + 1):
            number = f"{measure}.{at}"
            target, quarters = _SPECIAL.get(number, ("1 ครั้ง", counted(q2="1")))
            more = "\n- ข้อแรก\n- ข้อที่สอง" if number == "1.3" else ""
            rows.append(
                row(
                    f"กิจกรรมสาธิตข้อ {number}{more}",
                    year=YEAR,
                    budget="-",
                    number=number,
                    headings=(f"{measure}. {_MEASURES[measure - 1]}ในหน่วยงานตัวอย่างให้ครบทุกกลุ่ม",),
                    owners=("คณะทำงานสาธิต",),
                    indicators=quantity(target),
                    quarters=quarters,
                )
            )
    return tuple(rows)


_TARGETS, _WHEN = "ตัวชี้วัด/เป้าหมาย", "ระยะเวลาดำเนินการ"
_COLUMNS = (
    ColumnChoice("heading", ("มาตรการ",)),
    ColumnChoice("title", ("โครงการ/กิจกรรม",)),
    ColumnChoice("indicator_quantitative", (_TARGETS, "ผลลัพธ์ เชิงปริมาณ")),
    ColumnChoice("indicator_qualitative", (_TARGETS, "ผลลัพธ์ เชิงคุณภาพ")),
    ColumnChoice("owners", ("ผู้รับผิดชอบ",)),
    ColumnChoice("budget", ("งบประมาณ",)),
    ColumnChoice("quarter_1", (_WHEN, "ไตรมาส 1 (ต.ค. - ธ.ค. 68)")),
    ColumnChoice("quarter_2", (_WHEN, "ไตรมาส 2 (ม.ค. - มี.ค. 69)")),
    ColumnChoice("quarter_3", (_WHEN, "ไตรมาส 3 (เม.ย. - มิ.ย. 69)")),
    ColumnChoice("quarter_4", (_WHEN, "ไตรมาส 4 (ก.ค. - ก.ย. 69)")),
)
PLAN = PlanContent(
    title="แผนสาธิตขับเคลื่อนตัวชี้วัด 9.9",
    fiscal_year=YEAR,
    organisation=AGENCY,
    kind="indicator",
    parts=(
        PartContent("ตารางที่ 3 มาตรการสาธิตตาม PIRAB", "pirab", YEAR, _measures()),
        PartContent(
            "แผนสาธิตขับเคลื่อนตัวชี้วัด 9.9",
            "measure_quarters",
            YEAR,
            _activities(),
            _COLUMNS,
            lines=("ประจำปีงบประมาณ พ.ศ. 2569", f"หน่วยงาน {AGENCY}"),
            notes=("หมายเหตุ : 1. แผนสาธิตนี้สอดคล้องกับผลวิเคราะห์ตัวอย่าง",),
            signatures=(Signature("ผู้อนุมัติแผน", "", "ผู้บริหารหน่วยงานตัวอย่าง"),),
        ),
    ),
)
