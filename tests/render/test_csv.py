import csv
import io
import json
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ita_portal.render.csv import document_csv, neutral
from ita_portal.render.text import printable
from ita_portal.tables.content import PartContent, PlanContent
from ita_portal.tables.layouts import all_layouts
from ita_portal.tables.rows import Aspect, CostLine, Indicator, PeriodCell, Row
from ita_portal.thai.amounts import Amount, AmountKind
from ita_portal.thai.period import Period

_STARTS = "=+-@＝＋－＠\t\n'"

FULL = Row(
    title="ประชุมตัวอย่าง\nบรรทัดที่สอง, มีจุลภาค",
    number="1.2",
    headings=("ยุทธศาสตร์ที่ 1", "กลยุทธ์ที่ 2"),
    objective='ให้ "เข้าใจ" ตรงกัน',
    target_group="บุคลากร",
    owners=("กองหนึ่ง", "กองสอง"),
    indicators=(
        Indicator("จำนวนครั้ง", Aspect.QUANTITATIVE),
        Indicator("จำนวนคน", Aspect.QUANTITATIVE),
        Indicator("พึงพอใจ", Aspect.QUALITATIVE),
        Indicator("แล้วเสร็จ"),
    ),
    budget=Amount("20,000 บาท", Decimal(20000), AmountKind.AMOUNT),
    period=Period("ต.ค.68 - มี.ค.69", "2025-10", "2026-03", (1, 2), open=False),
    quarters={1: PeriodCell(marked=True), 2: PeriodCell(marked=True, count=Decimal("2.00"), unit="ครั้ง")},
    months={10: PeriodCell(marked=True, amount=Decimal("7200")), 9: PeriodCell(text="รอผล")},
    weight=Decimal("12.50"),
    level=2,
    target="35 หน่วยงาน",
    reason="เหตุผล",
    knowledge="ความรู้",
    cost_lines=(CostLine("120 x 60 = 7,200", Decimal(7200)), CostLine("ค่าวัสดุ")),
    source_of_funds="เงินงบประมาณ",
    other={"หมายเหตุ": "ก"},
)


def plan(*parts: PartContent) -> PlanContent:
    return PlanContent("แผนตัวอย่าง", 2569, "สถาบันตัวอย่าง", parts=parts)


def part(*rows: Row, layout: str = "component") -> PartContent:
    return PartContent("ตารางตัวอย่าง", layout, 2569, rows=rows)


def records(made: PlanContent) -> list[dict[str, str]]:
    text = document_csv(made).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def typed(cell: str) -> str:
    """A cell's text as docs/csv.md says to read it."""
    return cell.removeprefix("'")


def test_file_begins_with_a_byte_order_mark_and_lines_end_as_in_rfc_4180() -> None:
    made = document_csv(plan(part(Row("ก"))))
    assert made.startswith(b"\xef\xbb\xbforganisation,fiscal_year,part,")
    assert made.count(b"\r\n") == 2
    assert made.endswith(b"\r\n")


def test_row_says_everything_under_the_names_of_the_contract() -> None:
    (record,) = records(plan(part(FULL)))
    said = {name: text for name, text in record.items() if text}
    assert json.loads(said.pop("other")) == {"หมายเหตุ": "ก"}
    assert said == {
        "organisation": "สถาบันตัวอย่าง",
        "fiscal_year": "2569",
        "part": "1",
        "part_title": "ตารางตัวอย่าง",
        "layout": "component",
        "headings": "ยุทธศาสตร์ที่ 1 > กลยุทธ์ที่ 2",
        "number": "1.2",
        "level": "2",
        "title": FULL.title,
        "objective": FULL.objective,
        "target_group": "บุคลากร",
        "owners": "กองหนึ่ง;กองสอง",
        "indicator_quantitative": "จำนวนครั้ง\nจำนวนคน",
        "indicator_qualitative": "พึงพอใจ",
        "indicator_unspecified": "แล้วเสร็จ",
        "target": "35 หน่วยงาน",
        "budget_text": "20,000 บาท",
        "budget_amount": "20000.00",
        "budget_kind": "amount",
        "period_text": "ต.ค.68 - มี.ค.69",
        "period_start": "2025-10",
        "period_end": "2026-03",
        "quarters": "1;2",
        "quarter_1": "/",
        "quarter_2": "2 ครั้ง",
        "month_10": "7200.00",
        "month_9": "รอผล",
        "weight": "12.5",
        "reason": "เหตุผล",
        "knowledge": "ความรู้",
        "cost_lines": "120 x 60 = 7,200\nค่าวัสดุ",
        "source_of_funds": "เงินงบประมาณ",
    }


def test_what_a_row_does_not_say_is_empty() -> None:
    (record,) = records(plan(part(Row("ก"))))
    assert {name for name, text in record.items() if text} == {
        "organisation",
        "fiscal_year",
        "part",
        "part_title",
        "layout",
        "title",
        "budget_kind",
    }
    assert record["budget_kind"] == "blank"


def test_each_row_is_there_once_and_places_of_empty_headings_are_not() -> None:
    own = part(Row("ก"), Row("", headings=("ว่าง",), placeholder=True), Row("ข"))
    shown = replace(own, layout="unit", rows_of=1)
    made = records(plan(own, shown, part(Row("ค"), layout="unit")))
    assert [(record["part"], record["title"]) for record in made] == [("1", "ก"), ("1", "ข"), ("3", "ค")]


def test_own_fields_of_layouts_have_columns_of_their_own() -> None:
    risk = Row("งานหนึ่ง", values={"likelihood": "3", "note_of_file": "ตามที่พิมพ์"})
    first, second = records(plan(part(risk, layout="risk_matrix"), part(Row("ก"))))
    assert (first["value_likelihood"], first["value_note_of_file"], first["value_factor"]) == (
        "3",
        "ตามที่พิมพ์",
        "",
    )
    assert (second["value_likelihood"], second["title"]) == ("", "ก")


@pytest.mark.parametrize("layout", sorted(all_layouts()))
def test_every_layout_has_a_line_for_each_row(layout: str) -> None:
    made = records(plan(part(Row("หนึ่ง"), Row("สอง"), layout=layout)))
    assert [(record["layout"], record["title"]) for record in made] == [(layout, "หนึ่ง"), (layout, "สอง")]


def test_plan_without_rows_is_a_line_of_names() -> None:
    assert records(plan()) == []
    assert document_csv(plan()).count(b"\r\n") == 1


@pytest.mark.parametrize(
    "text", ["=1+1", "+66 2 123", "-5", "-", "@SUM(A1)", "＝1", "＋1", "－1", "＠ก", "\t=1", "\n=1"]
)
def test_text_that_may_become_a_formula_gets_an_apostrophe(text: str) -> None:
    (record,) = records(plan(part(Row("ก", objective=text, other={text: text}))))
    assert record["objective"] == f"'{text}"
    assert record["other"][0] == "{"


def test_name_of_a_column_is_no_formula_either() -> None:
    (record,) = records(plan(part(Row("ก", values={"=1\x07": "=2"}))))
    assert record["value_=1"] == "'=2"


@settings(max_examples=200)
@given(st.text(st.characters() | st.sampled_from(_STARTS + "ก\r\"',;\x00"), max_size=12))
def test_text_comes_back_as_it_was_typed_and_no_cell_is_a_formula(text: str) -> None:
    (record,) = records(plan(part(Row("ก", objective=text, owners=(text,), values={"x": text}))))
    for name in ("objective", "owners", "value_x"):
        assert typed(record[name]) == printable(text)
        assert record[name][:1] not in set(_STARTS) - {"'"}
    assert neutral(text) == record["objective"]
