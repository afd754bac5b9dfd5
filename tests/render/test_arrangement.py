"""What a document consists of, and in which order."""

from dataclasses import replace

import pytest

from ita_portal.render.arrangement import Entry, EntryKind, OrganisationFacts, Sources, arranged
from ita_portal.render.blocks import (
    Block,
    CharterProse,
    Contents,
    Cover,
    Divider,
    Prose,
    SignaturePage,
    TableBlock,
)
from ita_portal.render.kinds import all_kinds, kind_for, usual_kind
from ita_portal.render.look import Look
from ita_portal.tables.content import Digits, Options, PartContent, PlanContent, SectionContent, Signature
from ita_portal.tables.facts import Charter, Statement, StatementKind
from ita_portal.tables.rows import Row

K = EntryKind
SIGNATURE = Signature("ผู้อนุมัติ", "นายสมมติ")
YEAR = 2569


def part(title: str, layout: str = "unit") -> PartContent:
    return PartContent(title, layout, YEAR, (Row("งาน"),))


PLAN = PlanContent(
    "แผนตัวอย่าง ประจำปีงบประมาณ พ.ศ. 2569",
    YEAR,
    organisation="สถาบันตัวอย่าง",
    sections=(
        SectionContent("คำนำ", "<p>นำ</p>"),
        SectionContent("1. หลักการและเหตุผล", "<p>เหตุ</p>"),
        SectionContent("ขอบเขต", "<p>ขอบ</p>"),
        SectionContent("เป้าหมาย", "<p>มุ่ง</p>"),
    ),
    statements=(
        Statement(StatementKind.OBJECTIVE, "เพื่อ ก"),
        Statement(StatementKind.GOAL, "ถึง ข"),
    ),
    charters=(Charter("โครงการหนึ่ง", sections=(SectionContent("วัตถุประสงค์"),), parts=(2,)),),
    parts=(part("ตารางแผน"), part("ตารางของโครงการ"), part("ตัวชี้วัด", "plan_indicators")),
)
FACTS = OrganisationFacts(
    "สถาบันตัวอย่าง", "Example", ("โทร. 0",), vision="เห็น", staff=part("คน", "staff_numbers")
)


def blocks(
    *entries: Entry, look: Look | None = None, plan: PlanContent = PLAN, **sources: object
) -> list[Block]:
    given = {"organisation": FACTS, "signatures": (SIGNATURE,)} | sources
    return list(arranged(Sources(plan, **given), entries, look).blocks)  # type: ignore[arg-type]


def titles(found: list[Block]) -> list[str]:
    return [
        block.heading or block.table.title if isinstance(block, TableBlock) else block.title
        for block in found
    ]


def test_blocks_stand_in_the_order_of_their_entries() -> None:
    found = blocks(Entry(K.CHARTERS), Entry(K.TABLES, "unit"), Entry(K.SECTION, "ขอบเขต"), Entry(K.CONTENTS))
    assert titles(found) == ["โครงการหนึ่ง", "ตารางแผน", "ขอบเขต", "สารบัญ"]
    (charter,) = (block for block in found if isinstance(block, CharterProse))
    assert [(annex.table.title, annex.new_page) for annex in charter.annexes] == [("ตารางของโครงการ", False)]


def test_tables_of_a_charter_stand_among_the_others_where_charters_are_left_out() -> None:
    assert titles(blocks(Entry(K.TABLES))) == ["ตารางแผน", "ตารางของโครงการ", "ตัวชี้วัด"]


def test_entry_without_a_name_has_all_that_no_other_names() -> None:
    found = blocks(
        Entry(K.TABLES, "plan_indicators"), Entry(K.SECTION), Entry(K.SECTION, "ขอบเขต"), Entry(K.TABLES)
    )
    assert titles(found) == [
        "ตัวชี้วัด", "คำนำ", "วัตถุประสงค์", "เป้าหมาย", "1. หลักการและเหตุผล", "เป้าหมาย",
        "ขอบเขต", "ตารางแผน", "ตารางของโครงการ",
    ]  # fmt: skip


def test_entry_that_is_hidden_leaves_nothing_and_its_content_is_nowhere_else() -> None:
    found = blocks(
        Entry(K.SECTION), Entry(K.SECTION, "ขอบเขต", shown=False), Entry(K.OBJECTIVES, shown=False)
    )
    assert "ขอบเขต" not in titles(found)
    assert "วัตถุประสงค์" not in titles(found)


def test_entry_renames_what_it_names() -> None:
    found = blocks(
        Entry(K.SECTION, "ขอบเขต", title="ขอบเขตใหม่"),
        Entry(K.TABLES, "plan_indicators", title="เกณฑ์"),
        Entry(K.ORGANISATION, "vision", title="ภาพที่อยากเห็น"),
        Entry(K.SIGNATURES, title="ผู้ลงนาม"),
    )
    assert titles(found) == ["ขอบเขตใหม่", "เกณฑ์", "ภาพที่อยากเห็น", "ผู้ลงนาม"]
    assert isinstance(found[1], TableBlock)
    assert found[1].table.title == "ตัวชี้วัด"


def test_typed_number_of_a_section_is_no_part_of_its_name_and_gives_way_to_ours() -> None:
    entries = (Entry(K.SECTION, "ขอบเขต"), Entry(K.SECTION, "หลักการและเหตุผล"))
    assert titles(blocks(*entries)) == ["ขอบเขต", "1. หลักการและเหตุผล"]
    assert titles(blocks(*entries, look=Look(numbered=True))) == ["1. ขอบเขต", "2. หลักการและเหตุผล"]


def test_headings_are_numbered_in_thai_where_the_tables_are() -> None:
    thai = replace(PLAN, parts=tuple(replace(one, options=Options(digits=Digits.THAI)) for one in PLAN.parts))
    found = blocks(
        Entry(K.OBJECTIVES), Entry(K.TABLES, "unit", title="แผน"), look=Look(numbered=True), plan=thai
    )
    assert titles(found) == ["๑. วัตถุประสงค์", "๒. แผน", "ตารางของโครงการ"]


def test_heading_that_the_table_says_itself_is_not_said_twice() -> None:
    plan = replace(
        PLAN, parts=(part("9. แผนระดับองค์กร"), replace(part("แผน"), lines=("9. แผนระดับองค์กร", "อื่น")))
    )
    found = blocks(Entry(K.TABLES, "unit", title="แผนระดับองค์กร"), look=Look(numbered=True), plan=plan)
    assert [
        (one.heading, one.table.title, one.table.lines) for one in found if isinstance(one, TableBlock)
    ] == [
        ("1. แผนระดับองค์กร", "", ()),
        ("", "แผน", ("อื่น",)),
    ]


def test_section_called_as_an_entry_is_titled_stands_above_what_the_entry_has() -> None:
    plan = replace(PLAN, sections=(*PLAN.sections, SectionContent("ตัวชี้วัดของแผน", "<p>ดังนี้</p>")))
    found = blocks(
        Entry(K.GOALS), Entry(K.TABLES, "plan_indicators", title="ตัวชี้วัดของแผน"), Entry(K.SECTION), plan=plan
    )
    assert titles(found)[:3] == ["เป้าหมาย", "ตัวชี้วัดของแผน", "ตัวชี้วัด"]
    assert found[0] == Prose("เป้าหมาย", "<p>มุ่ง</p><p>ถึง ข</p>")
    assert titles(found).count("เป้าหมาย") == 1
    assert titles(found).count("ตัวชี้วัดของแผน") == 1


def test_preface_comes_before_page_one_and_is_no_other_section() -> None:
    found = blocks(Entry(K.PREFACE), Entry(K.SECTION))
    assert found[0] == Prose("คำนำ", "<p>นำ</p>", is_front=True)
    assert titles(found).count("คำนำ") == 1


def test_cover_has_title_year_and_organisation_each_once() -> None:
    assert blocks(Entry(K.COVER)) == [Cover("แผนตัวอย่าง", ("ประจำปีงบประมาณ พ.ศ. 2569", "โดย", "สถาบันตัวอย่าง"))]
    plain = replace(PLAN, title="แผนอื่น", organisation="")
    assert blocks(Entry(K.COVER, title="รายงาน"), plan=plain, organisation=OrganisationFacts()) == [
        Cover("รายงาน", ("ประจำปีงบประมาณ พ.ศ. 2569",))
    ]


def test_back_cover_says_where_to_turn_to_and_is_left_out_where_that_is_unknown() -> None:
    assert blocks(Entry(K.CONTACT)) == [Cover("สถาบันตัวอย่าง", ("Example",), ("โทร. 0",))]
    assert blocks(Entry(K.CONTACT), organisation=OrganisationFacts("ก")) == []


def test_what_the_plan_has_nothing_of_leaves_nothing_behind() -> None:
    entries = [
        entry
        for kind in all_kinds().values()
        for entry in kind.entries
        if entry.kind not in (K.COVER, K.CONTENTS)
    ]
    empty = Sources(PlanContent("แผนเปล่า", YEAR))
    assert arranged(empty, entries).blocks == ()


def test_divider_stands_only_before_something() -> None:
    found = blocks(
        Entry(K.DIVIDER, title="ส่วนที่ 1"), Entry(K.SECTION, "ไม่มี"), Entry(K.DIVIDER, title="ส่วนที่ 2"),
        Entry(K.SECTION, "ขอบเขต"), Entry(K.DIVIDER, title="ภาคผนวก"), Entry(K.CONTACT),
        Entry(K.DIVIDER, title="ท้าย"),
    )  # fmt: skip
    assert found == [Divider("ส่วนที่ 2"), Prose("ขอบเขต", "<p>ขอบ</p>"), found[-1]]


@pytest.mark.parametrize("kind", [K.COMMITTEE, K.SCORES, K.SWOC, K.PROGRESS, K.DISCLOSURE])
def test_tables_of_other_rooms_are_left_out_until_they_are_brought(kind: EntryKind) -> None:
    assert blocks(Entry(kind)) == []
    brought = {kind: (part("นำมา"),)}
    assert titles(blocks(Entry(kind, title="หัวข้อ"), brought=brought)) == ["หัวข้อ"]


def test_committee_of_the_plan_itself_stands_where_committees_do() -> None:
    plan = replace(PLAN, parts=(part("คณะทำงาน", "committee"), part("อื่น")))
    assert titles(blocks(Entry(K.TABLES), Entry(K.COMMITTEE), plan=plan)) == ["อื่น", "คณะทำงาน"]


def test_signature_page_is_made_of_signatures_alone() -> None:
    assert blocks(Entry(K.SIGNATURES, new_page=True)) == [SignaturePage("", (SIGNATURE,), True)]
    assert blocks(Entry(K.SIGNATURES), signatures=()) == []


def test_organisation_says_of_itself_what_is_known() -> None:
    found = blocks(
        Entry(K.ORGANISATION, "vision"), Entry(K.ORGANISATION, "mission"), Entry(K.ORGANISATION, "staff")
    )
    assert titles(found) == ["วิสัยทัศน์", "คน"]


def test_only_the_first_of_many_sections_begins_a_page() -> None:
    found = blocks(Entry(K.SECTION, new_page=True))
    assert [block.new_page for block in found if isinstance(block, Prose)] == [
        True,
        False,
        False,
        False,
        False,
        False,
    ]


def test_every_kind_prints_every_table_and_section_of_a_plan_once() -> None:
    for kind in all_kinds().values():
        found = arranged(Sources(PLAN, FACTS), kind.entries, kind.look)
        tables = [table.title for table in found.tables]
        assert sorted(title.split(" ")[-1] for title in tables if "คน" not in title) == [
            "ตัวชี้วัด", "ตารางของโครงการ", "ตารางแผน",
        ], kind.key  # fmt: skip
        said = "".join(section.html for section in found.sections)
        assert [said.count(words) for words in ("<p>นำ</p>", "เหตุ", "ขอบ", "มุ่ง", "เพื่อ ก", "ถึง ข")] == [
            1
        ] * 6, kind.key


def test_kind_of_a_document_follows_from_the_kind_of_plan() -> None:
    usual = {kind: usual_kind(kind).key for kind in ("integrity", "indicator", "project", "", "unheard")}
    assert usual == {
        "integrity": "plan_book", "indicator": "indicator_plan", "project": "project_charter",
        "": "plan_book", "unheard": "plan_book",
    }  # fmt: skip
    with pytest.raises(LookupError):
        kind_for("unheard")


def test_contents_is_one_block_that_each_format_fills() -> None:
    assert blocks(Entry(K.CONTENTS, title="สารบัญเล่ม")) == [Contents("สารบัญเล่ม")]
