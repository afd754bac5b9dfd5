"""``annual_report``: the year in a book: the organisation, its results, its money, its projects."""

from ita_portal.render.arrangement import Entry, EntryKind
from ita_portal.render.kinds import DocumentKind
from ita_portal.render.look import Look

KIND = DocumentKind(
    key="annual_report",
    name="รายงานประจำปี",
    description="คำนำ สารบัญ ข้อมูลหน่วยงาน ตัวชี้วัดและผลงาน ผลการเบิกจ่าย และภาคผนวกโครงการ",
    order=5,
    look=Look(front_letters=True),
    entries=(
        Entry(EntryKind.COVER, title=""),
        Entry(EntryKind.PREFACE),
        Entry(EntryKind.CONTENTS),
        Entry(EntryKind.DIVIDER, title="ส่วนที่ 1\nข้อมูลหน่วยงาน"),
        Entry(EntryKind.ORGANISATION, "vision", new_page=True),
        Entry(EntryKind.ORGANISATION, "mission"),
        Entry(EntryKind.ORGANISATION, "core_values"),
        Entry(EntryKind.ORGANISATION, "strategy"),
        Entry(EntryKind.ORGANISATION, "staff", title="จำนวนบุคลากร"),
        Entry(EntryKind.ORGANISATION, "structure"),
        Entry(EntryKind.DIVIDER, title="ส่วนที่ 2\nตัวชี้วัดและผลการดำเนินงาน"),
        Entry(EntryKind.TABLES, "kpi_levels", new_page=True),
        Entry(EntryKind.TABLES, "performance_agreement", new_page=True),
        Entry(EntryKind.TABLES, "unit_agreement", new_page=True),
        Entry(EntryKind.PROGRESS, new_page=True),
        Entry(EntryKind.ADJUSTED, new_page=True),
        Entry(EntryKind.SECTION, new_page=True),
        Entry(EntryKind.DIVIDER, title="ส่วนที่ 3\nผลการเบิกจ่ายงบประมาณ"),
        Entry(EntryKind.DISBURSEMENT, new_page=True),
        Entry(EntryKind.DIVIDER, title="ภาคผนวก"),
        Entry(EntryKind.CHARTERS),
        Entry(EntryKind.TABLES, new_page=True),
        Entry(EntryKind.CONTACT),
    ),
)
