"""``project_charter``: projects with their fourteen headings, each followed by its annexes."""

from ita_portal.render.arrangement import Entry, EntryKind
from ita_portal.render.kinds import DocumentKind
from ita_portal.render.look import Look, PageNumbers

KIND = DocumentKind(
    key="project_charter",
    name="รายละเอียดโครงการ",
    description="โครงการตามหัวข้อมาตรฐาน 14 ข้อ แผนรายเดือน ความเสี่ยง งบประมาณรายเดือน และผู้ลงนาม",
    order=4,
    plans=("project",),
    look=Look(page_numbers=PageNumbers.DASHED, catch_words=True),
    entries=(
        Entry(EntryKind.CHARTERS),
        Entry(EntryKind.TABLES),
        Entry(EntryKind.SECTION, new_page=True),
    ),
)
