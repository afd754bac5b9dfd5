"""Invented tables of the layouts whose rows other rooms of the portal make, for tests of documents."""

from decimal import Decimal

from ita_portal.tables.content import PartContent
from ita_portal.tables.layouts import question_sample, score_years
from ita_portal.tables.layouts.question_sample import Question
from ita_portal.tables.layouts.score_years import ScoreLine, ScoreRound
from ita_portal.tables.rows import Row
from ita_portal.thai.amounts import Amount, AmountKind
from ita_portal.thai.period import Period

_ADDRESS = "https://www.example.go.th/ita/2569/" + "public-disclosure-of-information/" * 4 + "o1.pdf"
_YEAR = 2569
_DUTIES = (
    ("ผู้อำนวยการสถาบันตัวอย่าง", "ที่ปรึกษา"),
    ("รองผู้อำนวยการที่ได้รับมอบหมาย", "ประธานกรรมการ"),
    ("นางสมมติ ใจซื่อ", "รองประธานกรรมการ"),
    ("นายตัวอย่าง มือสะอาด", "กรรมการ"),
    ("นางสาวปั๊ม น้ำใจ", "กรรมการและเลขานุการ"),
)
_FIVE = ("มากที่สุด", "มาก", "ปานกลาง", "น้อย", "ไม่มี")


def committee() -> PartContent:
    return PartContent(
        "คณะกรรมการขับเคลื่อนคุณธรรมและความโปร่งใส",
        "committee",
        _YEAR,
        tuple(Row(name, values={"duty": duty}) for name, duty in _DUTIES),
        lines=("ตามคำสั่งสถาบันตัวอย่าง ที่ 1/2569 ลงวันที่ 1 ตุลาคม 2568",),
        notes=("หน้าที่และอำนาจ", "1. จัดทำแผนและกำกับการดำเนินงาน", "2. รายงานผลต่อผู้อำนวยการทุกไตรมาส"),
    )


def scores() -> PartContent:
    rounds = (
        ScoreRound(2567, "รอบ 5 เดือนแรก"),
        ScoreRound(2568, "รอบ 5 เดือนแรก"),
        ScoreRound(2569, "รอบ 5 เดือนแรก", framework_changed=True),
    )
    lines = (
        ScoreLine("การปฏิบัติหน้าที่", ("97.50", "93.33", "100"), "1"),
        ScoreLine("การใช้งบประมาณ", ("98.25", "", "99.39"), "2"),
        ScoreLine("คะแนนรวม", ("97.88", "93.33", "99.70"), is_total=True),
    )
    return score_years.part("ตารางที่ 1 ผลการประเมิน IIT ปี 2567 - 2569", rounds, lines)


def swoc() -> PartContent:
    values = {
        "strengths": "ผู้บริหารสนับสนุนงานคุณธรรมอย่างต่อเนื่อง\nคณะทำงานมีความรู้และตั้งใจ",
        "weaknesses": "ระเบียบมีความซับซ้อนและปรับปรุงบ่อย",
        "opportunities": "หน่วยงานต้นสังกัดมีแนวทางที่ชัดเจน\nมีช่องทางสื่อสารใหม่ ๆ\nประชาชนให้ความสนใจ",
        "challenges": "สร้างความเชื่อมั่นแก่ผู้รับบริการทุกกลุ่ม",
    }
    return PartContent("ผลการวิเคราะห์ SWOC", "swoc", _YEAR, (Row(values=values),))


def progress() -> PartContent:
    done = Row(
        "อบรมความโปร่งใสแก่บุคลากรใหม่",
        budget=Amount("12,000", Decimal(12_000), AmountKind.AMOUNT),
        period=Period("ม.ค. - มี.ค. 69", "2026-01", "2026-03", (2,), open=False),
        values={
            "outcome": "จัดแล้ว 1 ครั้ง ผู้เข้าร่วม 45 คน",
            "spent": "11,500.50",
            "problems": "ไม่มี",
            "suggestions": "ควรจัดซ้ำในไตรมาสที่ 4",
            "internal_note": "ข้อความภายในเท่านั้น",
        },
    )
    begun = Row(
        "ประกาศนโยบายไม่รับของขวัญ",
        budget=Amount("ไม่ใช้งบประมาณ", None, AmountKind.NONE),
        values={"outcome": "อยู่ระหว่างดำเนินการ", "spent": "ไม่ใช้งบประมาณ"},
    )
    return PartContent("รายงานผลรอบ 6 เดือน", "progress", _YEAR, (done, begun))


def disclosure() -> PartContent:
    rows = (
        Row(
            "โครงสร้างหน่วยงาน",
            "O1",
            headings=("ข้อมูลพื้นฐาน",),
            values={
                "elements": "✓ ผังโครงสร้างการแบ่งส่วนงาน\n✓ ตำแหน่งผู้บริหาร\nชื่อส่วนงานย่อย",
                "links": f"หน้าโครงสร้าง\n{_ADDRESS}",
            },
        ),
        Row("ข้อมูลผู้บริหาร", "O2", headings=("ข้อมูลพื้นฐาน",), values={"elements": "ชื่อและตำแหน่ง\nช่องทางติดต่อ"}),
    )
    return PartContent("การเปิดเผยข้อมูลสาธารณะ (OIT) ปี 2569", "disclosure", _YEAR, rows)


def questions() -> PartContent:
    points = zip(_FIVE, map(Decimal, (100, 75, 50, 25, 0)), strict=True)
    return question_sample.part(
        "ตัวอย่างข้อคำถาม",
        _YEAR,
        (
            Question("i1", "หน่วยงานมีคู่มือการใช้ทรัพย์สินหรือไม่", (("มี", Decimal(100)), ("ไม่มี", Decimal(0)))),
            Question("i2", "การขอยืมทรัพย์สินเป็นไปตามระเบียบเพียงใด", tuple(points)),
        ),
    )


SAMPLES = {
    made.layout: made for made in (committee(), disclosure(), progress(), questions(), scores(), swoc())
}
