"""What one table may be set to without code, kept as data with the plan and in its JSON."""

from typing import Any

import pytest

from ita_portal.tables.build import build
from ita_portal.tables.content import ColumnChoice, Options, PartContent
from ita_portal.tables.from_json import options_from_json
from ita_portal.tables.layouts import layout_for
from ita_portal.tables.to_json import options_to_json
from ita_portal.thai.months import MonthStyle
from plans import rows
from plans.models import PlanPart
from plans.services import parts
from tests.factories import ActivityFactory, HeadingFactory, PlanPartFactory
from tests.plans.conftest import Desk
from tests.plans.views.test_structure import posted


def table_of(desk: Desk, layout: str, **fields: Any) -> PlanPart:
    part: PlanPart = PlanPartFactory(plan=desk.plan, layout=layout, **fields)
    return part


def save(desk: Desk, part: PlanPart, **changes: Any) -> Any:
    data = posted(desk.get("part-edit", part)) | changes
    return desk.post("part-edit", part, {name: value for name, value in data.items() if value is not None})


def content(part: PlanPart) -> PartContent:
    return rows.of(PlanPart.objects.get(pk=part.pk))


def at(desk: Desk, part: PlanPart, field: str) -> str:
    """The prefix of a column's form."""
    forms = desk.get("part-edit", part).context["settings"].columns.forms
    return next(form.prefix for form in forms if form.initial["field"] == field)


@pytest.mark.parametrize(
    "key", ["gantt_months", "budget_months", "kpi_levels", "risk_matrix", "disbursement"]
)
def test_settings_as_they_stand_change_no_table(desk: Desk, key: str) -> None:
    part = table_of(desk, key)
    before = content(part)

    assert save(desk, part).status_code == 302
    assert content(part) == before


def test_width_and_words_of_empty_cells_are_the_columns_own(desk: Desk) -> None:
    part = table_of(desk, "disbursement")
    remark, title = at(desk, part, "remark"), at(desk, part, "title")
    save(desk, part, **{f"{remark}-empty": "ไม่มี", f"{title}-width": "๕๐.๕"})

    saved = content(part)
    assert saved.options.empty == {"remark": "ไม่มี"}
    assert {c.field: c.width for c in saved.columns or ()} == {
        "number": None, "title": 50.5, "received": None, "disbursed": None, "percent": None, "remark": None,
    }  # fmt: skip
    ActivityFactory(part=part, title="งาน")
    assert build(content(part)).body[0].cells[-1].text == "ไม่มี"

    save(desk, part, **{f"{remark}-empty": ""})
    assert content(part).options.empty == {}


@pytest.mark.parametrize(
    ("typed", "message"),
    [("กว้าง", "โปรดระบุเป็นตัวเลข เช่น 1,250.50"), ("0", "ความกว้างต้องอยู่ระหว่าง 0.1 ถึง 1000")],
)
def test_width_that_is_none_is_refused_at_its_field(desk: Desk, typed: str, message: str) -> None:
    answer = save(desk, desk.part, **{"columns-0-width": typed})
    assert answer.status_code == 422
    assert answer.context["settings"].columns.forms[0].errors == {"width": [message]}


def test_months_are_written_as_set_also_under_headers_of_ones_own(desk: Desk) -> None:
    part = table_of(desk, "gantt_months")
    october, november = at(desk, part, "month_10"), at(desk, part, "month_11")
    save(desk, part, **{f"{november}-header": "เดือนสอง"}, months="full", month_years="on")

    saved = content(part)
    assert (saved.options.months, saved.options.month_years) == (MonthStyle.FULL, True)
    year = (desk.plan.fiscal_year - 1) % 100
    assert [choice.header for choice in saved.columns or ()][2:4] == [(f"ตุลาคม {year}",), ("เดือนสอง",)]

    save(desk, part, months="plain", month_years=None, **{f"{october}-shown": None})
    assert [choice.header for choice in content(part).columns or ()][2:4] == [("เดือนสอง",), ("ธค",)]


def test_empty_months_totals_and_numbers_are_settings(desk: Desk) -> None:
    part = table_of(desk, "budget_months")
    save(desk, part, empty_month="–", totals=None, numbering="none", digits="thai")

    options = content(part).options
    assert (dict(options.empty), options.totals) == ({"month": "–"}, False)
    assert options_from_json(options_to_json(options)) == options


def test_form_asks_only_what_the_table_has(desk: Desk) -> None:
    def asked(layout: str) -> set[str]:
        return set(desk.get("part-edit", table_of(desk, layout)).context["form"].fields)

    always = {"base_version", "title", "lines", "notes", "digits", "numbering"}
    assert asked("unit") - {"rows_of"} == always
    assert asked("risk_matrix") - {"rows_of"} == always | {"setting_limit"}
    assert asked("budget_months") - {"rows_of"} == always | {"months", "month_years", "totals", "empty_month"}


def test_limit_of_risks_is_a_setting_and_its_note_follows_it(desk: Desk) -> None:
    part = parts.add_part(by=desk.secretary, plan=desk.plan, layout="risk_matrix")
    usual = layout_for("risk_matrix").notes_for(Options())
    assert tuple(part.notes) == usual

    save(desk, part, setting_limit="๑๒", notes="\n".join([*usual, "อีกข้อหนึ่ง"]))
    saved = content(part)
    assert saved.options.settings == {"limit": "๑๒"}
    assert saved.notes == (usual[0].replace("15", "๑๒"), "อีกข้อหนึ่ง")

    save(desk, part, setting_limit="")
    assert (content(part).options.settings, content(part).notes) == ({}, (*usual, "อีกข้อหนึ่ง"))


def test_limit_out_of_bounds_is_refused(desk: Desk) -> None:
    answer = save(desk, table_of(desk, "risk_matrix"), setting_limit="26")
    assert answer.status_code == 422
    assert answer.context["form"].errors == {"setting_limit": ["ระดับความเสี่ยงที่ต้องจัดการต้องไม่เกิน 25"]}


def test_details_of_the_layout_can_be_columns(desk: Desk) -> None:
    part = table_of(desk, "kpi_levels")
    baseline, step = at(desk, part, "baseline"), at(desk, part, "step")
    shown = {f"{prefix}-shown": "on" for prefix in (baseline, step)}
    save(desk, part, **shown, **{f"{baseline}-order": "90", f"{step}-order": "91"})
    ActivityFactory(part=part, title="ก", values={"baseline": "ร้อยละ 70", "step": "basic"})

    assert [choice.field for choice in content(part).columns or ()][-2:] == ["baseline", "step"]
    assert [cell.text for cell in build(content(part)).body[0].cells][-2:] == ["ร้อยละ 70", "เป้าหมายขั้นต้น"]


# Rows shown in a second table


def test_table_shows_the_rows_of_another_in_its_own_layout(desk: Desk) -> None:
    source, part = table_of(desk, "budget_months", title="เงิน"), table_of(desk, "gantt_months")
    ActivityFactory(part=source, title="ขั้นแรก")
    assert save(desk, part, rows_of=str(source.pk)).status_code == 302

    assert [row.title for row in content(part).rows] == ["ขั้นแรก"]
    save(desk, part, rows_of="")
    assert (content(part).rows, content(part).rows_of) == ((), None)


def test_only_tables_that_list_the_same_can_be_shown(desk: Desk) -> None:
    table_of(desk, "risk_matrix")
    own = table_of(desk, "gantt_months")
    choices = desk.get("part-edit", own).context["form"].fields["rows_of"].choices
    assert [value for value, _ in choices] == ["", str(desk.part.pk)]
    answer = save(desk, own, rows_of=str(desk.other.part.pk))
    assert answer.context["form"].errors == {"rows_of": ["แสดงแถวของตารางนี้ไม่ได้"]}


def test_table_with_rows_or_shown_elsewhere_keeps_its_own(desk: Desk) -> None:
    source, shown = table_of(desk, "budget_months"), table_of(desk, "gantt_months")
    HeadingFactory(part=shown)
    message = "ตารางนี้มีแถวหรือหัวข้อของตนเองอยู่ โปรดย้ายหรือลบออกก่อน"
    assert save(desk, shown, rows_of=str(source.pk)).context["form"].errors == {"rows_of": [message]}

    third = table_of(desk, "gantt_months", rows_of=source)
    message = "มีตารางอื่นแสดงแถวของตารางนี้อยู่"
    assert save(desk, source, rows_of=str(shown.pk)).context["form"].errors == {"rows_of": [message]}
    assert third.rows_of == source


def test_cards_of_layouts_stand_on_shelves(desk: Desk) -> None:
    shelves = desk.get("part-new", desk.plan).context["cards"]
    assert [shelf.label for shelf in shelves] == [
        "โครงการและกิจกรรม", "ตัวชี้วัดและคำรับรองการปฏิบัติราชการ", "ความเสี่ยง", "งบประมาณ", "บุคลากร",
    ]  # fmt: skip
    assert sum(len(shelf.cards) for shelf in shelves) == 15


def test_choice_of_a_column_survives_a_file(desk: Desk) -> None:
    choice = ColumnChoice("step", ("ขั้น",), 7.5)
    part = table_of(desk, "kpi_levels")
    parts.update_part(
        by=None, part=part, base_version=None, title="", lines=(), notes=(), signatures=(),
        options=Options(settings={"points_basic": "60"}), columns=(choice,),
    )  # fmt: skip
    assert content(part).columns == (choice,)
