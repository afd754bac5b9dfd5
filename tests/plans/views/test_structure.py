"""Tables, headings and sections of a plan."""

from typing import Any

import pytest

from ita_portal.tables.content import ColumnChoice, Digits, Numbering, Signature
from plans import rows
from plans.models import ActionPlan, Activity, Heading, PlanPart, PlanSection
from plans.services import headings, parts, sections
from tests.factories import ActivityFactory, HeadingFactory, PlanPartFactory, PlanSectionFactory
from tests.plans.conftest import Desk

COLUMNS = (
    ColumnChoice("title", ("งาน",), 20.0),
    ColumnChoice("", ("ของตัวเอง ",), None),
    ColumnChoice("indicator_quantitative", ("ตัวชี้วัด", "ผลลัพธ์\nเชิงปริมาณ"), None),
)


def posted(page: Any) -> dict[str, Any]:
    """Everything that the settings page would post as it stands."""
    settings = page.context["settings"]
    forms = [settings.form, *settings.signatures.forms, *settings.columns.forms]
    forms += [settings.signatures.management_form, settings.columns.management_form]
    values = {field.html_name: field.value() for form in forms for field in form}
    return {name: value for name, value in values.items() if value is not None and value is not False}


def save_settings(desk: Desk, **changes: Any) -> Any:
    data = posted(desk.get("part-edit", desk.part)) | changes
    return desk.post(
        "part-edit", desk.part, {name: value for name, value in data.items() if value is not None}
    )


def test_settings_saved_as_they_stand_change_nothing(desk: Desk) -> None:
    parts.update_part(
        by=None,
        part=desk.part,
        base_version=None,
        title="ชื่อ",
        lines=("บรรทัดที่\nยาว", "สอง"),
        notes=("หมายเหตุ",),
        signatures=(Signature("ผู้อนุมัติ", "", "ตำแหน่ง\nสองบรรทัด", ""),),
        options=rows.of(desk.part).options,
        columns=COLUMNS,
    )
    before = rows.of(desk.part)
    answer = save_settings(desk)

    assert answer.status_code == 302
    assert rows.of(PlanPart.objects.get(pk=desk.part.pk)) == before


def test_layouts_own_columns_stay_the_layouts_own(desk: Desk) -> None:
    save_settings(desk, title="ชื่อใหม่")

    part = PlanPart.objects.get(pk=desk.part.pk)
    assert (part.title, part.columns) == ("ชื่อใหม่", None)


def test_settings_of_text_print_and_signers_are_saved(desk: Desk) -> None:
    save_settings(
        desk,
        lines="หนึ่ง\nสอง",
        notes="หมายเหตุ",
        digits="thai",
        numbering="by_heading",
        empty_quarter="–",
        **{"signatures-0-label": "ผู้เสนอ", "signatures-0-name": "นายตัวอย่าง"},
    )

    content = rows.of(PlanPart.objects.get(pk=desk.part.pk))
    assert (content.lines, content.notes) == (("หนึ่ง", "สอง"), ("หมายเหตุ",))
    assert (content.options.digits, content.options.numbering) == (Digits.THAI, Numbering.BY_HEADING)
    assert content.options.empty == {"quarter": "–"}
    assert content.signatures == (Signature("ผู้เสนอ", "นายตัวอย่าง"),)


def test_no_signer_of_an_imported_table_is_lost_and_one_more_fits(desk: Desk) -> None:
    many = [{"label": "ผู้ลงนาม", "name": f"คนที่ {number}"} for number in range(1, 41)]
    PlanPart.objects.filter(pk=desk.part.pk).update(signatures=many)
    save_settings(desk, **{"signatures-40-name": "คนใหม่"})

    names = [signature.name for signature in rows.of(PlanPart.objects.get(pk=desk.part.pk)).signatures]
    assert names == [*(signer["name"] for signer in many), "คนใหม่"]


def test_column_is_hidden_renamed_moved_and_added(desk: Desk) -> None:
    page = desk.get("part-edit", desk.part)
    fields = [row["field"] for row in page.context["settings"].columns.initial]
    at = {field: f"columns-{n}" for n, field in enumerate(fields)}
    save_settings(
        desk,
        **{
            f"{at['objective']}-shown": None,
            f"{at['owners']}-header": "หน่วยงาน",
            f"{at['owners']}-order": "๐",
            f"{at['target_group']}-shown": "on",
            f"{at['target_group']}-group": "กลุ่ม",
        },
    )

    columns = rows.of(PlanPart.objects.get(pk=desk.part.pk)).columns
    assert columns is not None
    assert [column.field for column in columns][:2] == ["owners", "title"]
    assert columns[0].header == ("หน่วยงาน",)
    assert "objective" not in {column.field for column in columns}
    assert columns[-1] == ColumnChoice("target_group", ("กลุ่ม", "กลุ่มเป้าหมาย"))


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"columns-0-order": "x"}, "โปรดระบุลำดับเป็นตัวเลข"),
        ({"columns-0-header": " "}, "โปรดระบุหัวตารางของคอลัมน์ที่แสดง"),
        ({f"columns-{n}-shown": None for n in range(30)}, "ตารางต้องแสดงอย่างน้อยหนึ่งคอลัมน์"),
        ({"columns-TOTAL_FORMS": "1"}, "มีผู้แก้ไขการตั้งค่าของตารางนี้ก่อนท่าน"),
        ({"columns-TOTAL_FORMS": "abc"}, "มีผู้แก้ไขการตั้งค่าของตารางนี้ก่อนท่าน"),
        ({"digits": "roman"}, "roman"),
    ],
)
def test_settings_that_cannot_be_are_refused(desk: Desk, changes: dict[str, Any], message: str) -> None:
    answer = save_settings(desk, **changes)

    assert (answer.status_code, message in answer.text) == (422, True)
    assert PlanPart.objects.get(pk=desk.part.pk).version == desk.part.version


def test_stale_settings_are_shown_once_more_and_then_saved(desk: Desk) -> None:
    data = posted(desk.get("part-edit", desk.part)) | {"title": "ของฉัน"}
    save_settings(desk, title="ของเขา")
    answer = desk.post("part-edit", desk.part, data)

    assert (answer.status_code, "มีผู้แก้ไขการตั้งค่าของตารางนี้ก่อนท่าน" in answer.text) == (422, True)
    assert PlanPart.objects.get(pk=desk.part.pk).title == "ของเขา"
    desk.post("part-edit", desk.part, data | {"base_version": answer.context["form"]["base_version"].value()})
    assert PlanPart.objects.get(pk=desk.part.pk).title == "ของฉัน"


def test_table_is_added_moved_deleted_and_taken_back(desk: Desk) -> None:
    desk.post("part-new", desk.plan, {"layout": "unit", "title": "ที่สอง"})
    second = PlanPart.objects.get(title="ที่สอง")
    desk.post("part-move", second, {"step": "-1"})
    assert [part.title for part in desk.plan.parts.all()] == ["ที่สอง", "ตารางหลัก"]

    answer = desk.browser.post(desk.url("part-delete", second), follow=True)
    assert [part.title for part in desk.plan.parts.all()] == ["ตารางหลัก"]
    assert desk.url("part-restore", second) in answer.text
    desk.post("part-restore", second)
    assert desk.plan.parts.count() == 2


@pytest.mark.parametrize("layout", ["", "nonsense"])
def test_unknown_layout_is_refused(desk: Desk, layout: str) -> None:
    answer = desk.post("part-new", desk.plan, {"layout": layout})

    assert (answer.status_code, set(answer.context["form"].errors)) == (422, {"layout"})


def test_typed_numbers_give_way_to_automatic_ones(desk: Desk) -> None:
    ActivityFactory(part=desk.part, number="9")
    desk.post("part-renumber", desk.part)

    assert set(Activity.objects.filter(part=desk.part).values_list("number", flat=True)) == {""}


def test_heading_is_added_under_another_renamed_moved_and_deleted(desk: Desk) -> None:
    page = desk.get("heading-new", desk.part)
    assert "“ยุทธศาสตร์ที่ 1 …”" in page.text
    desk.post("heading-new", desk.part, {"base_version": 0, "parent": desk.heading.pk, "text": "กลยุทธ์ที่ 1"})
    child = Heading.objects.get(text="กลยุทธ์ที่ 1")
    assert child.parent == desk.heading

    desk.post("heading-edit", child, {"base_version": child.version, "text": "กลยุทธ์ใหม่"})
    sibling = HeadingFactory(part=desk.part, parent=desk.heading, text="พี่", position=0)
    desk.post("heading-move", child, {"step": "-1"})
    assert [heading.text for heading in desk.heading.children.all()] == ["กลยุทธ์ใหม่", "พี่"]

    assert "ลบหัวข้อนี้หรือไม่" in desk.get("heading-delete", desk.heading).text
    desk.post("heading-delete", desk.heading)
    assert {heading.pk for heading in Heading.objects.filter(parent=None)} == {
        child.pk,
        sibling.pk,
        *other(desk),
    }
    assert Activity.objects.get(pk=desk.activity.pk).heading is None


def other(desk: Desk) -> set[int]:
    return set(Heading.objects.filter(part=desk.other.part).values_list("pk", flat=True))


def test_heading_under_one_of_another_organisation_is_refused(desk: Desk) -> None:
    foreign = HeadingFactory(part=desk.other.part)
    answer = desk.post("heading-new", desk.part, {"base_version": 0, "parent": foreign.pk, "text": "ก"})

    assert answer.context["form"].errors == {"parent": ["ไม่พบหัวข้อนี้ในตาราง โปรดเลือกใหม่"]}


def test_stale_heading_says_what_stands_there_now(desk: Desk) -> None:
    version = desk.heading.version
    headings.rename_heading(by=None, heading=desk.heading, text="ของเขา", base_version=None)
    answer = desk.post("heading-edit", desk.heading, {"base_version": version, "text": "ของฉัน"})

    assert (answer.status_code, "“ของเขา”" in answer.text, "ของฉัน" in answer.text) == (422, True, True)
    again = answer.context["form"]["base_version"].value()
    desk.post("heading-edit", desk.heading, {"base_version": again, "text": "ของฉัน"})
    assert Heading.objects.get(pk=desk.heading.pk).text == "ของฉัน"


def test_section_is_added_cleaned_moved_and_deleted(desk: Desk) -> None:
    html = "<p>ดี<script>alert(1)</script><b onclick=x>หนา</b></p>"
    desk.post("section-new", desk.plan, {"base_version": 0, "title": "ใหม่", "html": html})
    section = PlanSection.objects.get(title="ใหม่")
    assert section.html == "<p>ดีหนา</p>"

    desk.post("section-move", section, {"step": "-1"})
    assert [item.title for item in desk.plan.sections.all()] == ["ใหม่", "หลักการ"]
    assert "ลบส่วนเนื้อหานี้หรือไม่" in desk.get("section-delete", section).text
    desk.post("section-delete", section)
    assert [item.title for item in desk.plan.sections.all()] == ["หลักการ"]


def test_stale_section_shows_both_texts(desk: Desk) -> None:
    version = desk.section.version
    sections.save_section(
        by=None, section=desk.section, title="หลักการ", html="<p>ของเขา</p>", base_version=None
    )
    data = {"base_version": version, "title": "หลักการ", "html": "<p>ของฉัน</p>"}
    answer = desk.post("section-edit", desk.section, data)

    assert answer.status_code == 422
    assert "ของเขา" in answer.text
    assert "ของฉัน" in answer.text
    again = answer.context["form"]["base_version"].value()
    desk.post("section-edit", desk.section, data | {"base_version": again})
    assert PlanSection.objects.get(pk=desk.section.pk).html == "<p>ของฉัน</p>"


def test_section_page_has_the_import_map_by_nonce_and_no_other_inline_code(desk: Desk) -> None:
    answer = desk.get("section-edit", desk.section)

    nonce = answer.wsgi_request.csp_nonce
    assert f'<script type="importmap" nonce="{nonce}">' in answer.text
    assert "unsafe-inline" not in answer["Content-Security-Policy"]


def test_editor_of_an_empty_plan_tells_the_first_step(desk: Desk) -> None:
    parts.bin_part(by=desk.secretary, part=desk.part)

    assert "เลือกรูปแบบตาราง แล้วเพิ่มแถวได้ทันที" in desk.get("plan-editor", desk.plan).text


@pytest.mark.parametrize("query", ["?part=x", "?part=99999999"])
def test_editor_of_a_table_that_is_none_is_not_found(desk: Desk, query: str) -> None:
    assert desk.get("plan-editor", desk.plan, query).status_code == 404


# The door

TARGETS = {
    "plan": [
        "plan-detail",
        "plan-edit",
        "plan-delete",
        "plan-restore",
        "plan-editor",
        "section-new",
        "part-new",
    ],
    "section": ["section-edit", "section-move", "section-delete"],
    "part": [
        "part-edit",
        "part-move",
        "part-renumber",
        "part-delete",
        "part-restore",
        "heading-new",
        "activity-new",
        "activity-new-draft",
        "activity-new-draft-drop",
    ],
    "heading": ["heading-edit", "heading-move", "heading-delete"],
    "activity": [
        "activity-edit",
        "activity-draft",
        "activity-draft-drop",
        "activity-move",
        "activity-place",
        "activity-duplicate",
        "activity-delete",
    ],
}
POST_ONLY = {
    name
    for names in TARGETS.values()
    for name in names
    if name.endswith(("-move", "-restore", "-renumber", "-draft", "-drop", "-duplicate"))
} | {"activity-delete", "part-delete"}
EVERY = [(target, name) for target, names in TARGETS.items() for name in names]


def foreign(desk: Desk, target: str) -> Any:
    part = desk.other.part
    made = {
        "plan": lambda: part.plan,
        "section": lambda: PlanSectionFactory(plan=part.plan),
        "part": lambda: part,
        "heading": lambda: HeadingFactory(part=part),
        "activity": lambda: desk.other,
    }
    return made[target]()


@pytest.mark.parametrize(("target", "name"), EVERY)
def test_what_belongs_to_another_ministry_is_not_found(desk: Desk, target: str, name: str) -> None:
    assert desk.post(name, foreign(desk, target)).status_code in ({405} if name in READ_ONLY else {404})


READ_ONLY = {"plan-detail", "plan-editor"}


@pytest.mark.parametrize(("target", "name"), [pair for pair in EVERY if pair[1] not in READ_ONLY])
def test_approved_plan_refuses_every_change_with_the_reason(desk: Desk, target: str, name: str) -> None:
    ActionPlan.objects.filter(pk=desk.plan.pk).update(state=ActionPlan.State.APPROVED)
    answer = desk.post(name, getattr(desk, target), {"step": "1"})

    binned_only = name in ("plan-restore", "part-restore")
    assert answer.status_code == (404 if binned_only else 403)
    assert ("แผนฉบับนี้ได้รับอนุมัติแล้ว" in answer.text) is not binned_only


@pytest.mark.parametrize(("target", "name"), [pair for pair in EVERY if pair[1] in POST_ONLY])
def test_act_is_not_done_by_looking(desk: Desk, target: str, name: str) -> None:
    assert desk.get(name, getattr(desk, target)).status_code == 405


def test_restored_table_of_a_binned_plan_is_not_found(desk: Desk) -> None:
    part = PlanPartFactory(plan=desk.plan)
    parts.bin_part(by=desk.secretary, part=part)
    desk.post("plan-delete", desk.plan)

    assert desk.post("part-restore", part).status_code == 404
