"""Two states of a plan as one: whole pages of what came out, in signs."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

from ita_portal.tables.content import (
    ColumnChoice,
    Digits,
    Numbering,
    Options,
    PartContent,
    PlanContent,
    SectionContent,
    Signature,
)
from ita_portal.tables.differences import Kind, Piece
from ita_portal.tables.facts import Instrument, Statement, StatementKind
from ita_portal.tables.rows import PeriodCell, Row
from plans.comparing import ComparedLine, ComparedPart, State, compare

SIGNS = {Kind.SAME: "{}", Kind.REMOVED: "[-{}]", Kind.ADDED: "[+{}]"}
LETTERS = {State.SAME: "=", State.ADDED: "+", State.REMOVED: "-", State.CHANGED: "*"}
NUMBERED = Options(numbering=Numbering.THROUGH)
PLAIN = Options(numbering=Numbering.NONE)


def row(pk: int, title: str, heading: int = 1, **values: Any) -> Row:
    headings = {1: "ด้านหนึ่ง", 2: "ด้านสอง"}
    return Row(title=title, id=pk, headings=(headings[heading],), heading_ids=(heading,), **values)


TABLE = PartContent("ตาราง", "unit", 2569, options=PLAIN, id=7)


def part(*rows: Row, **values: Any) -> PartContent:
    return replace(TABLE, rows=rows, **values)


def plan(*parts: PartContent, **values: Any) -> PlanContent:
    return replace(PlanContent("แผน", 2569, parts=parts), **values)


def said(pieces: tuple[Piece, ...]) -> str:
    return "".join(SIGNS[piece.kind].format(piece.text) for piece in pieces)


def shown(line: ComparedLine) -> str:
    """The state, whether it moved, and the first cell."""
    if line.line.row_id is None:
        return f"# {said(line.cells[0].pieces)}"
    return f"{LETTERS[line.state]}{'~' if line.moved else ''} {said(line.cells[0].pieces)}"


def compared(before: PartContent, after: PartContent, *, only_changes: bool = False) -> ComparedPart:
    return compare(plan(before), plan(after), only_changes=only_changes).parts[0]


def lines(before: PartContent, after: PartContent, *, only_changes: bool = False) -> list[str]:
    return [shown(line) for line in compared(before, after, only_changes=only_changes).lines]


def test_rows_that_came_went_and_changed_stand_in_the_order_of_the_later_state() -> None:
    before = part(row(1, "อบรม 1 ครั้ง"), row(2, "ประชุม"), row(3, "รายงาน"))
    after = part(row(1, "อบรม 2 ครั้ง"), row(3, "รายงาน"), row(4, "เผยแพร่"))

    assert lines(before, after) == [
        "# ด้านหนึ่ง",
        "* อบรม [-1][+2] ครั้ง",
        "- [-ประชุม]",
        "= รายงาน",
        "+ [+เผยแพร่]",
    ]


def test_only_changes_leave_out_what_is_the_same() -> None:
    before = part(row(1, "ก"), row(2, "ข"), row(3, "ค", 2))
    after = part(row(1, "ก"), row(2, "ขข"), row(3, "ค", 2))

    assert lines(before, after, only_changes=True) == ["# ด้านหนึ่ง", "* ข[+ข]"]


def test_row_in_another_place_or_under_another_heading_has_moved_and_not_changed() -> None:
    before = part(row(1, "ก"), row(2, "ข"), row(3, "ค"), row(4, "ง", 2))
    after = part(row(3, "ค"), row(1, "ก"), row(2, "ข"), row(4, "ง", 1))

    assert lines(before, after) == ["# ด้านหนึ่ง", "=~ ค", "= ก", "= ข", "=~ ง"]


def test_automatic_numbers_that_shift_are_no_change() -> None:
    before = part(row(1, "ก"), row(2, "ข"), options=NUMBERED)
    after = part(row(9, "ใหม่"), row(1, "ก"), row(2, "ข"), options=NUMBERED)

    assert lines(before, after) == ["# ด้านหนึ่ง", "+ [+1. ใหม่]", "= 2. ก", "= 3. ข"]


def test_typed_number_that_changed_is_a_change() -> None:
    before, after = part(row(1, "ก", number="1.1")), part(row(1, "ก", number="1.2"))

    assert lines(before, after) == ["# ด้านหนึ่ง", "* [-1.1][+1.2] ก"]


def test_renamed_heading_stands_once_with_both_its_words() -> None:
    before = part(row(1, "ก"), row(2, "ข"))
    after = part(replace(row(1, "ก"), headings=("ด้านที่หนึ่ง",)))

    assert lines(before, after) == ["# ด้าน[+ที่]หนึ่ง", "= ก", "- [-ข]"]


def test_heading_that_is_empty_by_now_stands_once() -> None:
    empty = Row(headings=("ด้านหนึ่ง",), heading_ids=(1,), placeholder=True)

    assert lines(part(row(1, "ก")), part(empty)) == ["# ด้านหนึ่ง", "- [-ก]"]
    assert lines(part(empty), part(row(1, "ก"))) == ["# ด้านหนึ่ง", "+ [+ก]"]


def test_merged_heading_column_keeps_its_spans() -> None:
    before = part(row(1, "ก"), row(2, "ข"), layout="component")
    after = part(row(1, "ก"), row(3, "ค"), layout="component")

    found = compared(before, after).lines

    assert [[cell.cell.field for cell in line.cells][:2] for line in found] == [
        ["heading", "title"],
        ["title", "objective"],
        ["title", "objective"],
    ]
    assert found[0].cells[0].cell.rowspan == 3


def test_cells_are_compared_in_the_columns_of_the_later_state() -> None:
    columns = (ColumnChoice("title", ("งาน",)), ColumnChoice("other", ("ผู้ประสาน",)))
    before = part(row(1, "ก", other={"ผู้ประสาน": "ฝ่ายกลางหนึ่ง"}))
    after = part(row(1, "ก", other={"ผู้ประสาน": "ฝ่ายกลางสอง"}), columns=columns)

    line = compared(before, after).lines[1]

    assert [said(cell.pieces) for cell in line.cells] == ["ก", "ฝ่ายกลาง[-หนึ่ง][+สอง]"]
    assert line.hidden == ()


def test_what_changed_in_no_column_of_the_table_is_told_beside_the_row() -> None:
    before = part(row(1, "ก", quarters={1: PeriodCell(marked=True)}))
    after = part(row(1, "ก", weight=Decimal(20), owners=("กลุ่มใหม่",)))

    line = compared(before, after).lines[1]

    assert line.state is State.CHANGED
    assert [(change.label, said(change.pieces)) for change in line.hidden] == [
        ("ไตรมาส 1", "[-/]"),
        ("ค่าน้ำหนัก", "[+20]"),
    ]
    assert "[+กลุ่มใหม่]" in [said(cell.pieces) for cell in line.cells]


def test_table_that_came_or_went_is_told_with_all_its_rows() -> None:
    kept, other = part(row(1, "ก")), part(row(2, "ข"), id=8, title="อีกตาราง")

    came = compare(plan(kept), plan(kept, other)).parts[1]
    went = compare(plan(kept, other), plan(kept)).parts[1]

    assert (came.state, [shown(line) for line in came.lines]) == (State.ADDED, ["# [+ด้านหนึ่ง]", "+ [+ข]"])
    assert (went.state, [shown(line) for line in went.lines]) == (State.REMOVED, ["# [-ด้านหนึ่ง]", "- [-ข]"])


def test_what_stands_around_the_rows_is_compared() -> None:
    before = part(lines=("หน่วยงาน ก",), signatures=(Signature("ผู้อนุมัติ", "นาย ก"),))
    after = part(
        title="ตารางใหม่",
        lines=("หน่วยงาน ข",),
        notes=("หมายเหตุ",),
        signatures=(Signature("ผู้อนุมัติ", "นาย ข"),),
        options=replace(PLAIN, digits=Digits.THAI),
    )

    assert [(change.label, said(change.pieces)) for change in compared(before, after).around] == [
        ("ชื่อตาราง", "ตาราง[+ใหม่]"),
        ("ข้อความเหนือตาราง", "หน่วยงาน [-ก][+ข]"),
        ("การพิมพ์", "[+ตัวเลข เลขไทย\n]เลขที่กิจกรรม ไม่ใส่เลข"),
        ("ผู้ลงนาม", "ผู้อนุมัติ นาย [-ก][+ข]"),
        ("หมายเหตุใต้ตาราง", "[+หมายเหตุ]"),
    ]


def test_table_that_shows_the_rows_of_another_is_compared_without_them() -> None:
    own = part(row(1, "ก"))
    after = plan(part(row(1, "ข")), part(row(1, "ข"), id=8, title="แสดง", rows_of=1))

    found = compare(plan(own, part(row(1, "ก"), id=8, title="แสดง", rows_of=1)), after)

    assert [len(part.lines) for part in found.parts] == [2, 0]
    assert [part.differs for part in found.parts] == [True, False]


def test_sections_are_matched_by_title_and_then_by_place() -> None:
    before = (
        SectionContent("หลักการ", "<p>เดิม</p>"),
        SectionContent("ขอบเขต", "<p>ก</p>"),
        SectionContent("ผล"),
    )
    after = (SectionContent("หลักการ", "<p>ใหม่</p>"), SectionContent("ขอบเขตงาน", "<p>ก</p>"))

    found = compare(plan(sections=before), plan(sections=after))

    assert [(section.state, said(section.title), said(section.text)) for section in found.sections] == [
        (State.CHANGED, "หลักการ", "[-เดิม][+ใหม่]"),
        (State.CHANGED, "ขอบเขต[+งาน]", "ก"),
        (State.REMOVED, "[-ผล]", ""),
    ]
    assert found.changed_sections == 3


def test_facts_of_the_plan_are_compared() -> None:
    goal = Statement(
        StatementKind.GOAL,
        "คะแนนไม่ต่ำกว่าเกณฑ์",
        number="3.1",
        instrument=Instrument.TOTAL,
        target=Decimal(85),
    )

    found = compare(plan(), plan(title="แผนใหม่", statements=(goal,)))

    assert [(change.label, said(change.pieces)) for change in found.facts] == [
        ("ชื่อแผน", "แผน[+ใหม่]"),
        ("เป้าหมาย", "[+3.1 คะแนนไม่ต่ำกว่าเกณฑ์ (ค่าเป้าหมาย คะแนนภาพรวม ITA: 85 คะแนน)]"),
    ]


def test_same_plans_do_not_differ() -> None:
    same = plan(part(row(1, "ก"), row(2, "ข", 2)), sections=(SectionContent("หลักการ", "<p>ก</p>"),))

    assert not compare(same, same).differs
    assert compare(same, same, only_changes=True).parts == ()
