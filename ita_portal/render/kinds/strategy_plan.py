"""``strategy_plan``: a plan by strategies and quarters: its table, and who approves it."""

from ita_portal.render.arrangement import Entry, EntryKind
from ita_portal.render.kinds import DocumentKind

KIND = DocumentKind(
    key="strategy_plan",
    name="แผนตามยุทธศาสตร์",
    description="ตารางแผนตามยุทธศาสตร์และกลยุทธ์พร้อมผู้อนุมัติแผน ตามด้วยเนื้อหาถ้ามี",
    order=2,
    entries=(
        Entry(EntryKind.TABLES, "strategy_quarters", new_page=True),
        Entry(EntryKind.TABLES, new_page=True),
        Entry(EntryKind.SECTION, new_page=True),
        Entry(EntryKind.CHARTERS),
    ),
)
