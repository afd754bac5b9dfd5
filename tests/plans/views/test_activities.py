"""Activities in the table and on pages of their own: saving, refusals, drafts, two people, order, undo."""

import json
import re
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from ita_portal.tables.columns import cell_value
from ita_portal.tables.layouts import all_layouts
from ita_portal.thai.amounts import AmountKind
from organisations.models import AuditEntry
from plans import rows
from plans.models import Activity, Indicator
from tests.factories import (
    ActivityFactory,
    HeadingFactory,
    IndicatorFactory,
    PlanCellFactory,
    PlanPartFactory,
)
from tests.plans.conftest import Desk


def order(desk: Desk) -> list[str]:
    return [row.title for row in rows.of(desk.part).rows if not row.placeholder]


def errors(answer: Any) -> dict[str, list[str]]:
    assert answer.status_code == 422
    return dict(answer.context["form"].errors)


@pytest.mark.parametrize("htmx", [False, True])
def test_edit_saves_what_was_typed(desk: Desk, htmx: bool) -> None:
    data = desk.typed(
        desk.activity,
        title="ชื่อใหม่",
        budget="๒๐,๐๐๐ บาท",
        owners="ฝ่ายหนึ่ง\nฝ่ายสอง",
        indicator_quantitative="2 ครั้ง",
        quarter_1="/",
        quarter_3="2 ครั้ง",
    )
    answer = desk.post("activity-edit", desk.activity, data, htmx=htmx)

    row = rows.row_of(Activity.objects.get(pk=desk.activity.pk))
    assert (row.title, row.owners, set(row.quarters)) == ("ชื่อใหม่", ("ฝ่ายหนึ่ง", "ฝ่ายสอง"), {1, 3})
    assert (row.budget.amount, row.budget.text) == (20_000, "๒๐,๐๐๐ บาท")  # type: ignore[union-attr]
    if htmx:
        assert answer.text.startswith(f'<tr id="row-{desk.activity.pk}"')
        assert json.loads(answer["HX-Trigger"])["save-status"]["state"] == "saved"
    else:
        assert answer["Location"].endswith(f"/editor/?part={desk.part.pk}#row-{desk.activity.pk}")


def test_form_in_the_table_has_a_control_in_every_column(desk: Desk) -> None:
    answer = desk.get("activity-edit", desk.activity, htmx=True)

    form = answer.context["form"]
    assert [column.field for column, fields in form.cells() if not fields] == []
    assert f'name="budget" cols="40" rows="1" form="row-form-{desk.activity.pk}"' in answer.text
    assert "<html" not in answer.text


def test_unreadable_budget_and_period_are_kept_and_marked(desk: Desk) -> None:
    desk.part.layout = "unit"
    desk.part.save()
    desk.post("activity-edit", desk.activity, desk.typed(desk.activity, budget="abc", period="เร็ว ๆ นี้"))

    activity = Activity.objects.get(pk=desk.activity.pk)
    assert (activity.budget_text, activity.budget_kind) == ("abc", AmountKind.UNREAD)
    assert (activity.period_text, activity.period_open) == ("เร็ว ๆ นี้", True)
    marked = desk.get("plan-editor", desk.plan).text
    assert "อ่านงบประมาณไม่ได้" in marked
    assert "อ่านระยะเวลาไม่ได้" in marked


@pytest.mark.parametrize(
    ("field", "text", "message"),
    [
        ("budget", "-5", "งบประมาณต้องไม่เป็นจำนวนลบ"),
        ("budget", "9" * 99, "งบประมาณต้องไม่เกิน 13 หลัก"),
        ("number", "1" * 51, "ข้อความยาว 51 ตัวอักษร โปรดย่อให้ไม่เกิน 50 ตัวอักษร"),
        ("owners", "ก" * 2001, "แต่ละบรรทัดยาวได้ไม่เกิน 2,000 ตัวอักษร"),
        ("title", "ก" * 50_000, "ข้อความยาว 50000 ตัวอักษร โปรดย่อให้ไม่เกิน 10,000 ตัวอักษร"),
        ("indicator_quantitative", "ก" * 10_001, "แต่ละบรรทัดยาวได้ไม่เกิน 10,000 ตัวอักษร"),
    ],
)
@pytest.mark.parametrize("htmx", [False, True])
def test_refusal_stands_at_its_field_and_the_text_stays(
    desk: Desk, field: str, text: str, message: str, htmx: bool
) -> None:
    answer = desk.post("activity-edit", desk.activity, desk.typed(desk.activity, **{field: text}), htmx=htmx)

    assert errors(answer) == {field: [message]}
    # The page of its own lists it at the top once more.
    assert answer.text.count(message) == (1 if htmx else 2)
    assert text in answer.text
    assert Activity.objects.get(pk=desk.activity.pk).version == desk.activity.version


def test_long_text_is_kept_and_control_characters_go(desk: Desk) -> None:
    text = "ก" * 10_000
    answer = desk.browser.post(
        desk.url("activity-edit", desk.activity),
        desk.typed(desk.activity, objective=f"{text}\x00\x1b"),
        follow=True,
    )

    assert Activity.objects.get(pk=desk.activity.pk).objective == text
    assert "ตัดอักขระควบคุมที่มองไม่เห็นออกจากข้อความแล้ว" in answer.text


def test_empty_activity_is_refused(desk: Desk) -> None:
    answer = desk.post("activity-new", desk.part, desk.typed())

    assert errors(answer) == {"number": ["โปรดพิมพ์ชื่อกิจกรรมหรือข้อมูลอย่างน้อยหนึ่งช่อง"]}
    assert order(desk) == ["กิจกรรมแรก"]


@pytest.mark.parametrize("version", ["", "abc", "-1", "9" * 40])
def test_broken_version_is_refused_and_not_taken_for_none(desk: Desk, version: str) -> None:
    answer = desk.post("activity-edit", desk.activity, desk.typed(desk.activity, base_version=version))

    assert set(errors(answer)) == {"base_version"}


def test_indicators_of_an_aspect_without_a_column_are_not_lost(desk: Desk) -> None:
    desk.part.layout = "unit"
    desk.part.save()
    IndicatorFactory(activity=desk.activity, aspect="quantitative", statement="ปริมาณ")
    desk.post("activity-edit", desk.activity, desk.typed(desk.activity, title="ใหม่"))

    assert [i.statement for i in Indicator.objects.filter(activity=desk.activity)] == ["ปริมาณ"]


def test_field_that_the_form_did_not_have_is_not_emptied(desk: Desk) -> None:
    """Somebody added an indicator and ticked a quarter of another layout since the form was opened."""
    desk.part.layout = "unit"
    desk.part.save()
    data = desk.typed(desk.activity, title="ใหม่")
    IndicatorFactory(activity=desk.activity, aspect="quantitative", statement="ปริมาณ")
    PlanCellFactory(activity=desk.activity, number=2)
    desk.part.layout = "strategy_quarters"
    desk.part.save()
    desk.post("activity-edit", desk.activity, data)

    row = rows.row_of(Activity.objects.get(pk=desk.activity.pk))
    assert (row.title, [i.statement for i in row.indicators], set(row.quarters)) == ("ใหม่", ["ปริมาณ"], {2})


def test_unticked_box_clears_the_quarter(desk: Desk) -> None:
    PlanCellFactory(activity=desk.activity, number=2)
    data = desk.typed(desk.activity)
    assert data.pop("quarter_2") == "/"
    desk.post("activity-edit", desk.activity, data)

    assert rows.row_of(Activity.objects.get(pk=desk.activity.pk)).quarters == {}


# Adding, order, undo


@pytest.mark.parametrize("htmx", [False, True])
def test_new_activity_stands_behind_the_row_asked_for(desk: Desk, htmx: bool) -> None:
    ActivityFactory(part=desk.part, heading=desk.heading, title="กิจกรรมท้าย", position=2)
    answer = desk.post(
        "activity-new", desk.part, desk.typed(title="แทรก"), f"?after={desk.activity.pk}", htmx=htmx
    )

    assert order(desk) == ["กิจกรรมแรก", "แทรก", "กิจกรรมท้าย"]
    if htmx:
        assert answer["HX-Retarget"] == "#part"
        assert "เพิ่มกิจกรรมแล้ว" in answer.text
        assert 'id="outline"' in answer.text


def test_new_form_that_is_sent_twice_adds_one_activity_with_what_was_typed_last(desk: Desk) -> None:
    data = desk.typed(title="ครั้งแรก")
    desk.post("activity-new", desk.part, data)
    desk.post("activity-new", desk.part, data | {"title": "ครั้งที่สอง"})
    desk.post("activity-new", desk.part, desk.typed(title="อีกรายการ"))

    assert sorted(order(desk)) == ["กิจกรรมแรก", "ครั้งที่สอง", "อีกรายการ"]


def test_new_form_sent_again_after_undo_adds_its_activity(desk: Desk) -> None:
    data = desk.typed(title="เพิ่ม")
    desk.post("activity-new", desk.part, data)
    desk.post("activity-delete", Activity.objects.get(title="เพิ่ม"))
    desk.post("activity-new", desk.part, data)

    assert sorted(order(desk)) == ["กิจกรรมแรก", "เพิ่ม"]


def test_draft_of_a_new_activity_keeps_the_token_of_its_form(desk: Desk) -> None:
    data = desk.typed(title="เพิ่ม")
    desk.post("activity-new", desk.part, data)
    desk.post("activity-new-draft", desk.part, data)
    desk.post("activity-new", desk.part, desk.typed())

    assert sorted(order(desk)) == ["กิจกรรมแรก", "เพิ่ม"]


@pytest.mark.parametrize("token", ["abc", "\x00", "9" * 5000])
def test_broken_token_is_refused(desk: Desk, token: str) -> None:
    assert set(errors(desk.post("activity-new", desk.part, desk.typed(title="ก", token=token)))) == {"token"}


def test_row_saved_in_place_brings_its_undo_along(desk: Desk) -> None:
    answer = desk.post("activity-edit", desk.activity, desk.typed(desk.activity, title="ใหม่"), htmx=True)

    undo = answer.text[answer.text.index("<template>") :]
    assert desk.url("undo", AuditEntry.objects.latest("pk")) in undo
    assert 'hx-swap-oob="true"' in undo


def test_field_of_the_title_asks_for_the_activity_alone(desk: Desk) -> None:
    for htmx in (True, False):
        form = desk.get("activity-edit", desk.activity, htmx=htmx).context["form"]
        assert form["title"].label == "โครงการ/กิจกรรม"


@pytest.mark.parametrize(
    ("layout", "word", "title"),
    [
        ("kpi_levels", "ตัวชี้วัด", "ตัวชี้วัด"),
        ("staff_numbers", "รายการ", "ประเภทบุคลากร"),
        ("unit", "กิจกรรม", "โครงการ/กิจกรรม"),
    ],
)
def test_row_is_called_what_its_table_lists(desk: Desk, layout: str, word: str, title: str) -> None:
    part = PlanPartFactory(plan=desk.plan, layout=layout, title="")
    page = desk.get("activity-new", part)

    assert f"<h1>เพิ่ม{word}</h1>" in page.text
    assert page.context["form"]["title"].label == title
    assert f"เพิ่ม{word}</a>" in desk.get("plan-editor", desk.plan, f"?part={part.pk}").text


def test_every_field_of_a_row_has_a_thai_label(desk: Desk) -> None:
    for layout in all_layouts():
        form = desk.get("activity-new", PlanPartFactory(plan=desk.plan, layout=layout)).context["form"]
        english = [f.name for f in form.visible_fields() if re.search("[a-z]{3}", str(f.label))]
        assert (layout, english) == (layout, [])
        labels = [str(f.label) for f in form.visible_fields()]
        assert sorted(set(labels)) == sorted(labels)


def test_count_is_typed_into_a_quarter_in_the_table(desk: Desk) -> None:
    PlanCellFactory(activity=desk.activity, number=1)
    form = desk.get("activity-edit", desk.activity, htmx=True).context["form"]
    assert (form["quarter_1"].value(), form["quarter_2"].value()) == ("/", "")
    data = {field.html_name: field.value() for field in form} | {"quarter_1": "", "quarter_2": "2\r\nครั้ง"}
    desk.post("activity-edit", desk.activity, data, htmx=True)

    cells = rows.row_of(Activity.objects.get(pk=desk.activity.pk)).quarters
    assert {number: cell_value(cell).text for number, cell in cells.items()} == {2: "2 ครั้ง"}


def test_new_row_opens_in_its_table_at_its_place(desk: Desk) -> None:
    answer = desk.get("activity-new", desk.part, f"?after={desk.activity.pk}", htmx=True)

    assert answer.text.index(f'id="row-{desk.activity.pk}"') < answer.text.index('id="row-0"')


def test_new_row_under_an_empty_heading_leaves_the_headings_in_their_order(desk: Desk) -> None:
    goal = HeadingFactory(part=desk.part, parent=desk.heading, text="กลยุทธ์ที่ 1.1")
    HeadingFactory(part=desk.part, text="ยุทธศาสตร์ที่ 2", position=desk.heading.position + 1)
    desk.activity.delete()
    answer = desk.get("activity-new", desk.part, f"?heading={goal.pk}", htmx=True)

    places = [
        answer.text.index(words) for words in ("ยุทธศาสตร์ที่ 1", "กลยุทธ์ที่ 1.1", 'id="row-0"', "ยุทธศาสตร์ที่ 2")
    ]
    assert places == sorted(places)


def test_new_row_under_a_merged_heading_is_within_it(desk: Desk) -> None:
    desk.part.layout = "component"
    desk.part.save()
    answer = desk.get("activity-new", desk.part, f"?heading={desk.heading.pk}", htmx=True)

    assert 'rowspan="2"' in answer.text


@pytest.mark.parametrize(
    "query",
    ["?heading=x", "?heading=999999", "?after=99999999999999999999999", "?after=๑", f"?after={'9' * 5000}"],
)
def test_place_that_is_none_is_not_found(desk: Desk, query: str) -> None:
    assert desk.get("activity-new", desk.part, query).status_code == 404


def test_place_in_another_table_is_not_found(desk: Desk) -> None:
    elsewhere = HeadingFactory(part=PlanPartFactory(plan=desk.plan))

    assert desk.get("activity-new", desk.part, f"?heading={elsewhere.pk}").status_code == 404
    assert desk.get("activity-new", desk.part, f"?after={desk.other.pk}").status_code == 404


def test_heading_of_another_organisation_is_refused_at_the_field(desk: Desk) -> None:
    foreign = HeadingFactory(part=desk.other.part)
    data = desk.typed(desk.activity, heading=foreign.pk)

    assert errors(desk.post("activity-edit", desk.activity, data)) == {
        "heading": ["ไม่พบหัวข้อนี้ในตาราง โปรดเลือกใหม่"]
    }
    assert errors(desk.post("activity-place", desk.activity, {"heading": foreign.pk})) == {
        "heading": ["ไม่พบหัวข้อนี้ในตาราง โปรดเลือกใหม่"]
    }


@pytest.mark.parametrize("count", [1, 30])
def test_opening_a_row_asks_the_same_number_of_questions(
    desk: Desk, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(count):
        ActivityFactory(part=desk.part, heading=HeadingFactory(part=desk.part))

    with django_assert_num_queries(11):
        desk.get("activity-edit", desk.activity, htmx=True)
