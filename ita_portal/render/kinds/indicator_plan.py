"""``indicator_plan``: a plan that drives an indicator: assessment, measures, the plan table."""

from ita_portal.render.arrangement import Entry, EntryKind
from ita_portal.render.kinds import DocumentKind
from ita_portal.render.look import Look

KIND = DocumentKind(
    key="indicator_plan",
    name="แผนขับเคลื่อนตัวชี้วัด",
    description="ระดับที่ 1 การประเมิน (คะแนนย้อนหลัง จุดแข็งจุดอ่อน) และระดับที่ 2 มาตรการกับตารางแผน",
    order=3,
    plans=("indicator",),
    look=Look(numbered_tables=True),
    entries=(
        Entry(EntryKind.SECTION),
        Entry(EntryKind.SCORES),
        Entry(EntryKind.SWOC),
        Entry(EntryKind.TABLES, "pirab"),
        Entry(EntryKind.TABLES, "measure_quarters", new_page=True),
        Entry(EntryKind.TABLES),
        Entry(EntryKind.CHARTERS),
    ),
)
