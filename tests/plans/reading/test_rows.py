from decimal import Decimal

import pytest

from ita_portal.tables.rows import Aspect, Indicator, PeriodCell
from ita_portal.thai.amounts import Amount, AmountKind, read_amount
from ita_portal.thai.period import read_period
from plans.reading.grid import Grid, GridCell
from plans.reading.lines import Kind
from plans.reading.rows import MAX_HEADINGS, Use
from plans.services.headings import MAX_DEPTH
from tests.plans.reading.tables import UNIT_HEADER, cell, of_texts, read

QUARTERS = ("ไตรมาส 1", "ไตรมาส 2", "ไตรมาส 3", "ไตรมาส 4")
SHORT = ("กิจกรรม", "งบประมาณ", "ระยะเวลา")


def wide(text: str, width: int = 3) -> list[GridCell]:
    return [cell(text, colspan=width)]


def row(*texts: str) -> list[GridCell]:
    return [cell(text) for text in texts]


def test_every_cell_of_a_row_becomes_its_field() -> None:
    found = read(
        of_texts(
            UNIT_HEADER,
            (
                "1. อบรม\n- รอบเช้า",
                "- รู้\n- ทำ",
                "ทุกคน",
                "๕,๐๐๐ บาท",
                "ต.ค.-ธ.ค. 68",
                "กอง ก/กอง ข",
                "- ก\n- ข",
            ),
        )
    )
    [read_row] = found.rows

    assert (read_row.number, read_row.title) == ("1", "อบรม\n- รอบเช้า")
    assert (read_row.objective, read_row.target_group) == ("- รู้\n- ทำ", "ทุกคน")
    assert read_row.budget == Amount("๕,๐๐๐ บาท", Decimal(5000), AmountKind.AMOUNT)
    assert read_row.period == read_period("ต.ค.-ธ.ค. 68", 2569)
    assert read_row.owners == ("กอง ก", "กอง ข")
    assert read_row.indicators == (Indicator("ก"), Indicator("ข"))
    assert (read_row.level, read_row.headings, found.unread, found.reading.notices) == (None, (), [], ())


def test_every_cell_that_says_something_has_a_use() -> None:
    grid = Grid.of_rows(
        [
            wide("ชื่อตาราง"),
            row(*SHORT),
            wide("ยุทธศาสตร์ที่ 1 ตัวอย่าง"),
            row("งาน ก", "500", "ต.ค. 68"),
            row("รวม", "500", ""),
            row("", "เศษ", ""),
            wide("หมายเหตุ: ร่าง"),
        ]
    )
    reading = read(grid).reading

    assert set(reading.uses) == {(c.row, c.column) for c in grid.cells if c.text}
    assert [reading.uses[line, 0] for line in (0, 1, 2, 3, 4, 6)] == [
        Use.AROUND,
        Use.HEADER,
        Use.HEADING,
        Use.FIELD,
        Use.UNREAD,
        Use.AROUND,
    ]
    assert reading.uses[5, 1] is Use.UNREAD


def test_full_width_rows_are_headings_by_their_labels() -> None:
    lines = ["ยุทธศาสตร์ที่ 1 ก", "กลยุทธ์ที่ 1 ข", "*1", "กลยุทธ์ที่ 2 ค", "*2", "ยุทธศาสตร์ที่ 2 ง", "*3"]
    rows = [row(line, "5", "ต.ค. 68") if line.startswith("*") else wide(line) for line in lines]
    found = read(Grid.of_rows([row(*SHORT), *rows]), "strategy_quarters")

    assert [r.headings for r in found.rows] == [
        ("ยุทธศาสตร์ที่ 1 ก", "กลยุทธ์ที่ 1 ข"),
        ("ยุทธศาสตร์ที่ 1 ก", "กลยุทธ์ที่ 2 ค"),
        ("ยุทธศาสตร์ที่ 2 ง",),
    ]


def test_headings_without_labels_nest_where_they_follow_one_another() -> None:
    lines = ["งานใหญ่", "งานย่อย", "*1", "งานย่อยอีก", "*2"]
    rows = [row(line, "5", "ต.ค. 68") if line.startswith("*") else wide(line) for line in lines]

    assert [r.headings for r in read(Grid.of_rows([row(*SHORT), *rows])).rows] == [
        ("งานใหญ่", "งานย่อย"),
        ("งานใหญ่", "งานย่อยอีก"),
    ]


def test_labelled_line_without_merges_is_a_heading_and_a_bare_title_is_not() -> None:
    found = read(of_texts(SHORT, ("ยุทธศาสตร์ที่ ๑ ก", "", ""), ("งานที่ยังไม่มีรายละเอียด", "", "")))

    assert [(r.title, r.headings) for r in found.rows] == [("งานที่ยังไม่มีรายละเอียด", ("ยุทธศาสตร์ที่ ๑ ก",))]


def test_merged_heading_column_fills_down() -> None:
    grid = Grid.of_rows(
        [
            row("องค์ประกอบ", "กิจกรรม", "งบประมาณ"),
            [cell("หมวด\nหนึ่ง", rowspan=2), *row("งาน ก", "1")],
            row("งาน ข", "2"),
            row("หมวดสอง (ต่อ)", "งาน ค", "3"),
        ]
    )
    found = read(grid, "component")

    assert [r.headings for r in found.rows] == [("หมวดหนึ่ง",), ("หมวดหนึ่ง",), ("หมวดสอง",)]
    assert found.reading.notices == ()


def test_blank_heading_column_goes_on_with_a_notice() -> None:
    found = read(of_texts(("องค์ประกอบ", "กิจกรรม"), ("หมวดหนึ่ง", "งาน ก"), ("", "งาน ข")), "component")

    assert [r.headings for r in found.rows] == [("หมวดหนึ่ง",), ("หมวดหนึ่ง",)]
    assert [(n.row, n.column, n.message) for n in found.reading.notices] == [
        (2, 0, "เติมหัวข้อจากแถวบน: หมวดหนึ่ง")
    ]


def test_new_band_ends_what_the_heading_column_carried() -> None:
    header = ("องค์ประกอบ", "กิจกรรม", "งบประมาณ")
    rows = [row(*header), wide("กลุ่ม ก"), row("หมวดหนึ่ง", "งาน ก", "1"), wide("กลุ่ม ข"), row("", "งาน ข", "2")]

    assert [r.headings for r in read(Grid.of_rows(rows), "component").rows] == [
        ("กลุ่ม ก", "หมวดหนึ่ง"),
        ("กลุ่ม ข",),
    ]


def test_page_that_repeats_title_header_and_group_goes_on() -> None:
    page = [wide("แผนตัวอย่าง"), row("องค์ประกอบ", "กิจกรรม", "งบประมาณ"), wide("กลุ่ม ก")]
    again = [wide("แผนตัวอย่าง (ต่อ)"), *page[1:]]
    rows = [*page, row("หมวดหนึ่ง", "งาน ก", "1"), *again, row("", "งาน ข", "2")]
    found = read(Grid.of_rows(rows), "component")

    assert [(r.title, r.headings) for r in found.rows] == [
        ("งาน ก", ("กลุ่ม ก", "หมวดหนึ่ง")),
        ("งาน ข", ("กลุ่ม ก", "หมวดหนึ่ง")),
    ]
    assert found.texts(Kind.REPEATED) == ["แผนตัวอย่าง (ต่อ)", "องค์ประกอบ", "กิจกรรม", "งบประมาณ"]


def test_activity_named_again_on_a_new_page_is_one_activity() -> None:
    found = read(
        of_texts(
            SHORT, ("1. ใหญ่", "9", ""), ("1.1 ก", "4", ""), SHORT, ("1. ใหญ่ (ต่อ)", "", ""), ("1.2 ข", "5", "")
        )
    )

    assert [(r.number, r.title) for r in found.rows] == [("1", "ใหญ่"), ("1.1", "ก"), ("1.2", "ข")]


def test_equal_activities_in_one_page_stay_two() -> None:
    assert read(of_texts(SHORT, ("ประชุม", "5", ""), ("ประชุม", "5", ""))).titles == ["ประชุม", "ประชุม"]


def test_title_merged_down_is_one_activity_with_all_its_lines() -> None:
    grid = Grid.of_rows(
        [
            row("กิจกรรม", "ตัวชี้วัด", "งบประมาณ"),
            [cell("งาน ก", rowspan=2), cell("ร้อยละ 80"), cell("500", rowspan=2)],
            row("- 2 ครั้ง"),
            row("งาน ข", "ดี", "-"),
        ]
    )
    found = read(grid)

    assert found.titles == ["งาน ก", "งาน ข"]
    assert [i.statement for i in found.rows[0].indicators] == ["ร้อยละ 80", "2 ครั้ง"]
    assert found.reading.rows[0].lines == (1, 2)


def test_cell_merged_over_several_activities_is_the_value_of_each() -> None:
    grid = Grid.of_rows(
        [row("กิจกรรม", "งบประมาณ"), [cell("งาน ก"), cell("ไม่ใช้งบประมาณ", rowspan=2)], row("งาน ข")]
    )

    assert [r.budget for r in read(grid).rows] == [Amount("ไม่ใช้งบประมาณ", None, AmountKind.NONE)] * 2


def test_quarters_hold_ticks_counts_and_words() -> None:
    found = read(of_texts(("กิจกรรม", *QUARTERS), ("งาน ก", "/", "2 ครั้ง", "-", "เลื่อน")), "strategy_quarters")

    assert found.rows[0].quarters == {
        1: PeriodCell(marked=True),
        2: PeriodCell(marked=True, count=Decimal(2), unit="ครั้ง"),
        4: PeriodCell(marked=True, text="เลื่อน"),
    }


def test_mark_merged_over_quarters_is_of_each_of_them() -> None:
    grid = Grid.of_rows([row("กิจกรรม", *QUARTERS), [cell("งาน ก"), cell("/", colspan=3), cell("-")]])

    assert list(read(grid, "strategy_quarters").rows[0].quarters) == [1, 2, 3]


def test_numbers_in_months_are_amounts_only_where_the_layout_says_money() -> None:
    grid = of_texts(("กิจกรรม", "ต.ค.", "พ.ย."), ("งาน ก", "1,500", "*"))

    assert read(grid, "budget_months").rows[0].months[10] == PeriodCell(marked=True, amount=Decimal(1500))
    assert read(grid, "gantt_months").rows[0].months[10] == PeriodCell(marked=True, count=Decimal(1500))


def test_title_merged_over_its_number_and_months_is_a_title() -> None:
    header = row("ลำดับ", "ขั้นตอน/กิจกรรม", "ต.ค.", "พ.ย.", "ค่าน้ำหนัก")
    grid = Grid.of_rows(
        [
            header,
            [cell("โครงการใหญ่", colspan=4), cell("100")],
            row("1", "กลุ่มงาน", "", "", "100"),
            row("", "1.1 ขั้นตอน", "*", "", "60"),
        ]
    )
    found = read(grid, "gantt_months")

    assert [(r.level, r.number, r.title, r.weight) for r in found.rows] == [
        (1, "", "โครงการใหญ่", Decimal(100)),
        (2, "1", "กลุ่มงาน", Decimal(100)),
        (3, "1.1", "ขั้นตอน", Decimal(60)),
    ]
    assert [len(r.months) for r in found.rows] == [0, 0, 1]


def test_cost_lines_are_parted_only_where_the_part_prints_them() -> None:
    grid = of_texts(("กิจกรรม", "งบประมาณ"), ("ประชุม\n(20 บาท x 5 คน = 100 บาท)", "100"))

    assert read(grid, "budget_months").rows[0].cost_lines[0].amount == 100
    assert read(grid, "unit").titles == ["ประชุม\n(20 บาท x 5 คน = 100 บาท)"]


def test_fields_of_a_layout_keep_their_texts() -> None:
    grid = of_texts(("ที่", "โครงการ/กิจกรรม", "ผลการเบิกจ่าย (บาท)", "หมายเหตุ"), ("1", "งาน ก", "99.50", "ครบ"))

    assert read(grid, "disbursement").rows[0].values == {"disbursed": "99.50", "remark": "ครบ"}


def test_choice_named_by_its_label_becomes_its_value() -> None:
    layout_label = "ด้านการเงิน"
    grid = of_texts(("ประเภทความเสี่ยง", "กิจกรรม", "ปัจจัยเสี่ยง"), (layout_label, "งาน ก", "ข"))

    assert read(grid, "risk_matrix").rows[0].values["risk_type"] == layout_label


@pytest.mark.parametrize("words", ["รวม", "รวมทั้งสิ้น", "ยอดรวม", "รวมเป็นเงินทั้งสิ้น", "กิจกรรม", "คะแนนรวม"])
def test_sums_are_no_activities(words: str) -> None:
    found = read(of_texts(SHORT, ("งาน ก", "500", ""), (words, "500", "")))

    assert (found.titles, found.unread) == (["งาน ก"], [words, "500"])
    assert [n.message for n in found.reading.notices] == ["แถวสรุปยอด ไม่ได้นำเข้าเป็นกิจกรรม"]


def test_title_that_only_begins_like_a_sum_is_an_activity() -> None:
    assert read(of_texts(SHORT, ("รวมพลังสุจริต", "500", ""))).titles == ["รวมพลังสุจริต"]


def test_row_without_a_title_is_unread_with_a_notice() -> None:
    found = read(of_texts(SHORT, ("งาน ก", "1", ""), ("", "2", "ต.ค. 68")))

    assert (found.titles, found.unread) == (["งาน ก"], ["2", "ต.ค. 68"])
    assert [n.message for n in found.reading.notices] == ["แถวนี้ไม่มีชื่อกิจกรรม จึงไม่ได้นำเข้า"]


def test_notes_and_signatures_below_are_no_rows_until_a_new_header() -> None:
    found = read(
        of_texts(
            SHORT,
            ("งาน ก", "1", ""),
            ("หมายเหตุ : ตัวอย่าง", "", ""),
            ("", "ผู้อนุมัติแผน ............", ""),
            ("", "(นาย ก)", ""),
            SHORT,
            ("งาน ข", "2", ""),
        )
    )

    assert found.titles == ["งาน ก", "งาน ข"]
    assert found.texts(Kind.BELOW) == ["หมายเหตุ : ตัวอย่าง", "ผู้อนุมัติแผน ............", "(นาย ก)"]


def test_lines_left_out_are_unread_and_their_headings_do_not_open() -> None:
    grid = Grid.of_rows([row(*SHORT), wide("ยุทธศาสตร์ที่ 1 ก"), row("งาน ก", "1", ""), row("งาน ข", "2", "")])
    found = read(grid, left={1, 2})

    assert [(r.title, r.headings) for r in found.rows] == [("งาน ข", ())]
    assert found.unread == ["ยุทธศาสตร์ที่ 1 ก", "งาน ก", "1"]


def test_column_left_out_is_unread() -> None:
    found = read(of_texts(SHORT, ("งาน ก", "1", "ต.ค. 68")), fields={1: ""})

    assert (found.rows[0].budget, found.unread) == (None, ["1"])


def test_what_is_not_understood_is_kept_as_typed_with_a_notice() -> None:
    found = read(of_texts((*SHORT, "ค่าน้ำหนัก"), ("งาน ก", "ราวห้าพัน", "เดือนหน้า", "หนัก")))

    assert (found.rows[0].budget, found.rows[0].period) == (
        read_amount("ราวห้าพัน"),
        read_period("เดือนหน้า", 2569),
    )
    assert found.unread == ["หนัก"]
    assert [n.column for n in found.reading.notices if n.row == 1] == [1, 2, 3]


def test_column_that_the_part_does_not_show_is_kept_and_told_of() -> None:
    found = read(of_texts(("กิจกรรม", "เหตุผล", "ของเรา"), ("งาน ก", "จำเป็น", "ค่า")))

    assert (found.rows[0].reason, found.rows[0].other) == ("จำเป็น", {"ของเรา": "ค่า"})
    assert [(n.column, n.text) for n in found.reading.notices] == [(1, "เหตุผล"), (2, "ของเรา")]


def test_indicators_keep_their_aspects() -> None:
    found = read(of_texts(("กิจกรรม", "เชิงปริมาณ", "เชิงคุณภาพ"), ("งาน ก", "2 ครั้ง", "-")), "strategy_quarters")

    assert found.rows[0].indicators == (Indicator("2 ครั้ง", Aspect.QUANTITATIVE),)


def test_text_between_tables_is_no_heading_unless_it_is_worded_like_one() -> None:
    outside = GridCell("/ต่อหน้า 2", colspan=60, is_outside=True)
    labelled = GridCell("ยุทธศาสตร์ที่ 2 ข", colspan=60, is_outside=True)
    grid = Grid.of_rows(
        [
            row(*SHORT),
            row("งาน ก", "1", ""),
            [outside],
            row("งาน ข", "2", ""),
            [labelled],
            row("งาน ค", "3", ""),
        ]
    )

    assert [r.headings for r in read(grid).rows] == [(), (), ("ยุทธศาสตร์ที่ 2 ข",)]


def test_headings_are_as_deep_as_the_part_may_have_them() -> None:
    assert MAX_HEADINGS == MAX_DEPTH
    lines = [wide(f"ชั้น{'ก' * n}") for n in range(1, MAX_DEPTH + 4)]

    assert len(read(Grid.of_rows([row(*SHORT), *lines, row("งาน", "1", "")])).rows[0].headings) == MAX_DEPTH
