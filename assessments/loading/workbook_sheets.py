"""The sheets of a framework's workbook and their columns: what is written, and what reading looks for."""

from dataclasses import dataclass

POLARITIES = {"positive": "คะแนนมากคือดี", "negative": "คำตอบเชิงลบ", "unknown": "ยังไม่ทราบ"}
LINK_KINDS = {"same": "ข้อเดิม", "split": "แยกเป็นหลายข้อ", "merged": "รวมจากหลายข้อ"}
YES = "ใช่"
HELP_SHEET = "คำอธิบาย"
# Before the name of a fact that has no row of its own, with its value as JSON; before the use of an item.
MORE = "ข้อมูลเพิ่มเติม: "
PLAN_LINK = "ข้อที่ใช้กับแผน: "


@dataclass(frozen=True, eq=False)
class SheetColumn:
    """``key`` is the name in the facts; ``choices`` what may be typed, with what it means there."""

    key: str
    header: str
    width: int
    help: str = ""
    choices: dict[str, str] | None = None


@dataclass(frozen=True, eq=False)
class FactSheet:
    name: str
    columns: tuple[SheetColumn, ...]

    def headers(self) -> dict[str, SheetColumn]:
        return {column.header: column for column in self.columns}


FRAMEWORK = FactSheet(
    "กรอบ",
    (
        SheetColumn("name", "รายการ", 32, "ชื่อรายการตามแบบ รายการที่มีหลายค่าให้เพิ่มแถว"),
        SheetColumn("value", "ค่า", 90, "ค่าของรายการ เว้นว่างหากยังไม่มีข้อมูลยืนยัน"),
    ),
)
CALENDAR = FactSheet(
    "ปฏิทิน",
    (
        SheetColumn("step", "ขั้นตอน", 50),
        SheetColumn("from", "ตั้งแต่", 14, "วันที่แบบ 2569-01-31"),
        SheetColumn("to", "ถึง", 14, "วันที่แบบ 2569-01-31"),
        SheetColumn("text_th", "ช่วงเวลา", 30, "ใช้เมื่อไม่ทราบวันที่แน่นอน"),
        SheetColumn("source", "แหล่งที่มา", 40),
        SheetColumn("confidence", "ความเชื่อมั่น", 14),
    ),
)
INSTRUMENTS = FactSheet(
    "เครื่องมือ",
    (
        SheetColumn("code", "รหัส", 12, "เช่น IIT หรือ EIT1 สำหรับกลุ่มผู้ตอบ"),
        SheetColumn("name_th", "ชื่อ", 50),
        SheetColumn("part_of", "เป็นกลุ่มผู้ตอบของ", 20, "รหัสเครื่องมือ เว้นว่างหากเป็นเครื่องมือ"),
        SheetColumn("weight", "น้ำหนัก", 12, "มากกว่า 0 ไม่เกิน 1 รวมทุกเครื่องมือได้ 1 เครื่องมือเดียวเว้นว่างได้"),
        SheetColumn("item_count", "จำนวนข้อ", 12, "จำนวนที่ประกาศ"),
        SheetColumn("collector", "ผู้เก็บข้อมูล", 40, "เฉพาะกลุ่มผู้ตอบ"),
        SheetColumn("note", "หมายเหตุ", 50),
    ),
)
INDICATORS = FactSheet(
    "ตัวชี้วัด",
    (
        SheetColumn("instrument", "เครื่องมือ", 12),
        SheetColumn("number", "เลขที่", 10, "เว้นว่างหากยังไม่มีข้อมูลยืนยัน"),
        SheetColumn("name_th", "ชื่อ", 60),
        SheetColumn("parent", "เป็นตัวชี้วัดย่อยของ", 20, "เลขตัวชี้วัดหลัก"),
        SheetColumn("topic", "หัวเรื่องประจำ", 24, "รหัสเดียวกันทุกปี เช่น property_use"),
        SheetColumn("inferred", "อนุมานจากปีอื่น", 16, YES, {YES: "true"}),
    ),
)
ITEMS = FactSheet(
    "ข้อ",
    (
        SheetColumn("instrument", "เครื่องมือ", 12),
        SheetColumn("indicator", "ตัวชี้วัด", 12, "เลขตัวชี้วัดหรือตัวชี้วัดย่อย"),
        SheetColumn("code", "ข้อ", 12, "รหัสข้อ ไม่ซ้ำกันทั้งกรอบ"),
        SheetColumn("label_th", "ข้อความ", 70),
        SheetColumn("scale", "มาตรวัด", 20),
        SheetColumn("polarity", "ทิศทาง", 16, "เว้นว่างหากตรงกับมาตรวัด", POLARITIES),
        SheetColumn("topics", "หัวเรื่องประจำ", 28, "คั่นด้วยจุลภาค"),
        SheetColumn("group_th", "หมวด", 28),
        SheetColumn("requirements_th", "องค์ประกอบ", 50, "บรรทัดละหนึ่งรายการ"),
        SheetColumn("formats", "รูปแบบไฟล์", 16, "คั่นด้วยจุลภาค"),
        SheetColumn("data_year_offset", "ปีของข้อมูล", 14, "0 คือปีที่ประเมิน -1 คือปีก่อนหน้า"),
        SheetColumn("note", "หมายเหตุ", 40),
        SheetColumn("more", "ข้อมูลเพิ่มเติม", 30, "JSON"),
    ),
)
SCALES = FactSheet(
    "มาตรวัด",
    (
        SheetColumn("key", "รหัส", 20, "หนึ่งแถวต่อหนึ่งตัวเลือก"),
        SheetColumn("polarity", "ทิศทาง", 16, "ระบุในแถวแรกของมาตรวัด", POLARITIES),
        SheetColumn("label_th", "ตัวเลือก", 40),
        SheetColumn("points", "คะแนน", 12, "0 ถึง 100"),
        SheetColumn("note", "หมายเหตุ", 60, "ระบุในแถวแรกของมาตรวัด"),
    ),
)
RATINGS = FactSheet(
    "ระดับ",
    (
        SheetColumn("code", "รหัส", 18, "เรียงจากระดับดีที่สุด"),
        SheetColumn("label_th", "ชื่อระดับ", 28),
        SheetColumn("total_min", "คะแนนรวมตั้งแต่", 16),
        SheetColumn("each_instrument_min", "ทุกเครื่องมือตั้งแต่", 18),
        SheetColumn("scheme", "ชุดเกณฑ์", 24),
    ),
)
SURVEY_RULES = FactSheet(
    "เกณฑ์จำนวนผู้ตอบ",
    (
        SheetColumn("instrument", "เครื่องมือ", 12),
        SheetColumn("part", "กลุ่มผู้ตอบ", 14),
        SheetColumn("group", "กลุ่มหน่วยงาน", 40),
        SheetColumn("percent", "ร้อยละ", 10),
        SheetColumn("minimum", "อย่างน้อย (คน)", 14),
        SheetColumn("maximum", "ไม่เกิน (คน)", 14),
        SheetColumn("rule", "เกณฑ์", 70, "ข้อความตามที่ประกาศ"),
    ),
)
LINKS = FactSheet(
    "ความเชื่อมโยง",
    (
        SheetColumn("framework", "กรอบของปีก่อน", 24, "เช่น nacc-ita-2568"),
        SheetColumn("earlier", "ข้อของปีก่อน", 16),
        SheetColumn("later", "ข้อของกรอบนี้", 16),
        SheetColumn("kind", "ความสัมพันธ์", 20, "", LINK_KINDS),
    ),
)
SHEETS = (FRAMEWORK, INSTRUMENTS, INDICATORS, ITEMS, SCALES, RATINGS, SURVEY_RULES, LINKS, CALENDAR)

# The rows of the first sheet: what is typed, and the name in the facts; those of LISTS may come again.
FRAMEWORK_ROWS = {
    "รหัสกรอบ": "framework_id",
    "ชุดการประเมิน": "family",
    "ปีงบประมาณ พ.ศ.": "fiscal_year_be",
    "ชื่อกรอบ": "name_th",
    "หน่วยงานเจ้าของกรอบ": "owner_name",
    "รหัสหน่วยงานเจ้าของกรอบ": "owner_code",
    "หมายเหตุ": "note",
    "กำหนดส่ง": "due",
    "หมายเหตุเกณฑ์ระดับ": "rating_note",
    "ที่มาของปฏิทิน": "calendar_source",
    "แหล่งที่มา": "source",
    "ยังไม่มีข้อมูลยืนยัน": "gaps",
}
LISTS = frozenset({"source", "gaps"})
