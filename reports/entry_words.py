"""The entries of a document in Thai, and which more a document could have."""

from collections.abc import Iterable, Iterator

from ita_portal.render.arrangement import ORGANISATION_TITLES, Entry, EntryKind
from ita_portal.render.kinds import all_kinds
from ita_portal.tables.content import PlanContent
from ita_portal.tables.layouts import all_layouts

_WORDS = {
    EntryKind.COVER: "ปก",
    EntryKind.CONTENTS: "สารบัญ",
    EntryKind.DIVIDER: "หน้าคั่น",
    EntryKind.PREFACE: "คำนำ",
    EntryKind.SECTION: "เนื้อหาหัวข้ออื่นทั้งหมด",
    EntryKind.OBJECTIVES: "วัตถุประสงค์",
    EntryKind.GOALS: "เป้าหมาย",
    EntryKind.HIGHER_PLANS: "แผนระดับที่เกี่ยวข้อง",
    EntryKind.PERIOD: "ระยะเวลาของแผน",
    EntryKind.TABLES: "ตารางอื่นทั้งหมด",
    EntryKind.CHARTERS: "รายละเอียดโครงการพร้อมตารางแนบ",
    EntryKind.SIGNATURES: "หน้าลงนาม",
    EntryKind.CONTACT: "ปกหลังและช่องทางติดต่อ",
    EntryKind.COMMITTEE: "คณะทำงาน",
    EntryKind.SCORES: "ผลคะแนนย้อนหลัง",
    EntryKind.SWOC: "จุดแข็ง จุดอ่อน โอกาส และความท้าทาย",
    EntryKind.PROGRESS: "ผลการดำเนินงาน",
    EntryKind.DISCLOSURE: "การเปิดเผยข้อมูลสาธารณะ",
    EntryKind.ADJUSTED: "เป้าหมายตามที่อนุมัติครั้งแรกและตามที่ปรับ",
    EntryKind.DISBURSEMENT: "ผลการเบิกจ่ายงบประมาณ",
}
# Entries whose own words begin a page of their own: they have a title in lines.
WITH_LINES = (EntryKind.COVER, EntryKind.DIVIDER)


def words_of(entry: Entry) -> str:
    """What the entry prints, in a few words."""
    if not entry.of:
        return _WORDS.get(entry.kind, "ข้อมูลหน่วยงาน")
    if entry.kind is EntryKind.SECTION:
        return f"หัวข้อ “{entry.of}”"
    if entry.kind is EntryKind.TABLES:
        layout = all_layouts().get(entry.of)
        return layout.name if layout else "ตารางที่ระบบไม่รู้จัก"
    return f"ข้อมูลหน่วยงาน: {ORGANISATION_TITLES.get(entry.of, entry.of)}"


def addable(entries: Iterable[Entry], plan: PlanContent | None = None) -> list[tuple[str, str]]:
    """What could be added to these entries, as (key, words): any number of dividers, of all else one.

    With a plan, its own sections and the layouts of its tables; without one, those that the kinds of
    document name, and every layout.
    """
    there = {entry.key for entry in entries}
    divider = Entry(EntryKind.DIVIDER)
    more = {entry.key: entry for entry in _all_entries(plan) if entry.key not in there}
    return [(divider.key, words_of(divider)), *((key, words_of(entry)) for key, entry in more.items())]


def entry_for(key: str) -> Entry | None:
    """The entry that a key of ``addable`` names; None for anything else."""
    kind, _, of = key.partition(":")
    return Entry(EntryKind(kind), of) if kind in {known.value for known in EntryKind} else None


def _all_entries(plan: PlanContent | None) -> Iterator[Entry]:
    yield from (Entry(kind) for kind in _WORDS if kind is not EntryKind.DIVIDER)
    yield from (Entry(EntryKind.ORGANISATION, name) for name in ORGANISATION_TITLES)
    if plan is None:
        usual = (entry for kind in all_kinds().values() for entry in kind.entries)
        yield from (Entry(entry.kind, entry.of) for entry in usual if entry.kind is EntryKind.SECTION)
        yield from (Entry(EntryKind.TABLES, key) for key in all_layouts())
    else:
        yield from (Entry(EntryKind.SECTION, section.title) for section in plan.sections if section.title)
        yield from (Entry(EntryKind.TABLES, part.layout) for part in plan.parts)
