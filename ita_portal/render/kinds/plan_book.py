"""``plan_book``: the integrity plan as a book, cover to signature page."""

from ita_portal.render.arrangement import Entry, EntryKind
from ita_portal.render.kinds import DocumentKind
from ita_portal.render.look import Look

KIND = DocumentKind(
    key="plan_book",
    name="เล่มแผนปฏิบัติการ",
    description="ปก สารบัญ หลักการและเหตุผลถึงผลที่คาดว่าจะได้รับ ตัวชี้วัด คณะทำงาน ตารางแผน และหน้าลงนาม",
    order=1,
    plans=("integrity", "ethics", "unit"),
    look=Look(numbered=True, front_letters=True),
    entries=(
        Entry(EntryKind.COVER),
        Entry(EntryKind.PREFACE),
        Entry(EntryKind.CONTENTS),
        Entry(EntryKind.SECTION, "หลักการและเหตุผล", new_page=True),
        Entry(EntryKind.HIGHER_PLANS),
        Entry(EntryKind.OBJECTIVES),
        Entry(EntryKind.GOALS, title="เป้าหมายการดำเนินงาน"),
        Entry(EntryKind.SECTION, "ขอบเขตการดำเนินงาน"),
        Entry(EntryKind.PERIOD, title="ระยะเวลาดำเนินการ"),
        Entry(EntryKind.TABLES, "plan_indicators", title="ตัวชี้วัดการดำเนินงาน"),
        Entry(EntryKind.COMMITTEE, title="โครงสร้างการทำงาน"),
        Entry(EntryKind.SECTION),
        Entry(EntryKind.SECTION, "ผลที่คาดว่าจะได้รับ"),
        Entry(EntryKind.TABLES, "component", title="แผนการขับเคลื่อนระดับองค์กร", new_page=True),
        Entry(EntryKind.TABLES, "unit", title="แผนการขับเคลื่อนระดับส่วนงาน", new_page=True),
        Entry(EntryKind.TABLES, new_page=True),
        Entry(EntryKind.CHARTERS),
        Entry(EntryKind.SIGNATURES, new_page=True),
    ),
)
