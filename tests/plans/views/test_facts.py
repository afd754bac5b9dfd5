"""The pages of what a plan states, of project charters and of pictures."""

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from ita_portal.render.arrangement import plan_document
from ita_portal.render.pdf import document_pdf
from ita_portal.tables.facts import HigherPlan, Statement, StatementKind
from ita_portal.tables.to_json import plan_to_json
from plans import facts, rows
from plans.models import ActionPlan, Charter, PlanPicture
from plans.services.charters import add_charter
from plans.services.statements import write_facts
from tests.cast import Cast
from tests.conftest import ClientAs
from tests.factories import CharterFactory, PlanPartFactory, PlanPictureFactory
from tests.plans.conftest import Desk
from tests.plans.services.test_facts import picture_file

LISTS = ("objectives", "goals", "higher")


def lines(base: str, **lists: list[dict[str, str]]) -> dict[str, str]:
    """What the page of facts posts."""
    data = {"base": base}
    for name in LISTS:
        rows = lists.get(name, [])
        data |= {f"{name}-TOTAL_FORMS": str(len(rows)), f"{name}-INITIAL_FORMS": "0"}
        data |= {f"{name}-{at}-{key}": value for at, row in enumerate(rows) for key, value in row.items()}
    return data


def test_facts_are_written_in_one_form_in_any_digits_and_in_their_order(desk: Desk) -> None:
    page = desk.get("plan-facts", desk.plan)
    answer = desk.post(
        "plan-facts",
        desk.plan,
        lines(
            page.context["form"].base,
            objectives=[{"text": "สอง", "order": "๒"}, {"text": "หนึ่ง", "order": "1"}, {"order": "3"}],
            goals=[
                {"text": "รวม", "level": "1", "instrument": "total", "target": "๙๒.๕"},
                {"text": "ย่อย", "level": "2", "number": "3.1"},
                {"level": "1"},
            ],
            higher=[{"title": "แผนแม่บท", "from_year": "พ.ศ. ๒๕๖๐", "to_year": "2564"}],
        ),
    )

    assert answer.status_code == 302
    said = [(line.kind.value, line.level, line.number, line.text) for line in facts.statements_of(desk.plan)]
    assert said == [
        ("objective", 1, "", "หนึ่ง"),
        ("objective", 1, "", "สอง"),
        ("goal", 1, "", "รวม"),
        ("goal", 2, "3.1", "ย่อย"),
    ]
    assert str(facts.statements_of(desk.plan)[2].target) == "92.50"
    assert facts.higher_plans_of(desk.plan) == (HigherPlan("แผนแม่บท", 2560, 2564),)
    again = desk.get("plan-facts", desk.plan).content.decode()
    assert "“แผนแม่บท” ไม่ครอบคลุมปีงบประมาณ พ.ศ. 2569" in again


@pytest.mark.parametrize(
    ("lists", "words"),
    [
        ({"goals": [{"text": "ลึก", "level": "2"}]}, "ข้ามระดับ"),
        ({"goals": [{"text": "ก", "level": "9"}]}, "ระดับต้องอยู่ระหว่าง 1 ถึง 5"),
        ({"goals": [{"text": "ก", "level": "1", "target": "90"}]}, "โปรดเลือกเครื่องมือ"),
        ({"goals": [{"text": "ก", "instrument": "iit", "target": "101"}]}, "ตั้งแต่ 0 ถึง 100"),
        ({"goals": [{"text": "ก", "instrument": "iit", "target": "เก้าสิบ"}]}, "ตั้งแต่ 0 ถึง 100"),
        ({"goals": [{"text": "ก", "instrument": "iit", "target": "9.555"}]}, "ไม่เกินสองตำแหน่ง"),
        ({"goals": [{"instrument": "iit"}]}, "โปรดระบุเป้าหมาย"),
        ({"objectives": [{"number": "1"}]}, "โปรดระบุวัตถุประสงค์"),
        ({"objectives": [{"text": "ก", "order": "ต้น"}]}, "โปรดระบุลำดับเป็นตัวเลข"),
        ({"higher": [{"from_year": "2566"}]}, "โปรดระบุชื่อแผนหรือกฎหมาย"),
        ({"higher": [{"title": "ก", "from_year": "66"}]}, "โปรดระบุปีเป็น พ.ศ. สี่หลัก"),
        ({"higher": [{"title": "ก", "from_year": "2023"}]}, "โปรดระบุปีเป็น พ.ศ. สี่หลัก"),
        ({"higher": [{"title": "ก", "from_year": "2570", "to_year": "2566"}]}, "ต้องไม่ก่อนปีที่เริ่ม"),
    ],
)
def test_bad_line_is_answered_in_thai_and_nothing_typed_is_lost(
    lists: dict[str, list[dict[str, str]]], words: str, desk: Desk
) -> None:
    kept = {"objectives": [{"text": "พิมพ์ไว้แล้ว"}]} | lists
    if "objectives" in lists:
        kept["objectives"] = [*lists["objectives"], {"text": "พิมพ์ไว้แล้ว"}]

    answer = desk.post("plan-facts", desk.plan, lines(facts.fingerprint(desk.plan), **kept))

    assert (answer.status_code, facts.statements_of(desk.plan)) == (422, ())
    text = answer.content.decode()
    assert words in text
    assert "พิมพ์ไว้แล้ว" in text


@pytest.mark.parametrize("data", [{}, {"objectives-TOTAL_FORMS": "many"}, {"goals-TOTAL_FORMS": "100000"}])
def test_form_of_facts_that_is_torn_is_answered_not_believed(data: dict[str, str], desk: Desk) -> None:
    write_facts(by=None, plan=desk.plan, statements=[Statement(StatementKind.GOAL, "เดิม")], higher_plans=())

    answer = desk.post("plan-facts", desk.plan, data)

    assert answer.status_code == 422
    assert [line.text for line in facts.statements_of(desk.plan)] == ["เดิม"]


def test_two_people_at_the_facts_of_a_plan_do_not_overwrite_each_other(desk: Desk) -> None:
    base = facts.fingerprint(desk.plan)
    desk.post("plan-facts", desk.plan, lines(base, objectives=[{"text": "คนแรก"}]))

    late = desk.post("plan-facts", desk.plan, lines(base, objectives=[{"text": "คนหลัง"}]))

    text = late.content.decode()
    assert (late.status_code, "คนแรก" in text, "คนหลัง" in text) == (422, True, True)
    again = lines(late.context["form"].base, objectives=[{"text": "คนหลัง"}])
    assert desk.post("plan-facts", desk.plan, again).status_code == 302
    assert [line.text for line in facts.statements_of(desk.plan)] == ["คนหลัง"]


def test_plan_states_its_days_as_they_are_typed(desk: Desk) -> None:
    form = desk.get("plan-edit", desk.plan).context["form"]
    typed = {field.html_name: field.value() or "" for field in form}

    refused = desk.post("plan-edit", desk.plan, typed | {"starts_on": "๑ ต.ค. ๖๙", "ends_on": "1 ต.ค. 68"})
    saved = desk.post("plan-edit", desk.plan, typed | {"starts_on": "๑ ต.ค. ๖๘", "ends_on": "30/9/2569"})

    assert "วันสิ้นสุดต้องไม่ก่อนวันเริ่มต้น" in refused.content.decode()
    plan = ActionPlan.objects.get(pk=desk.plan.pk)
    assert (refused.status_code, saved.status_code) == (422, 302)
    assert (str(plan.starts_on), str(plan.ends_on)) == ("2025-10-01", "2026-09-30")


def test_charter_is_added_and_its_headings_lead_to_their_texts(desk: Desk) -> None:
    head = {"title": "โครงการตัวอย่าง", "code": "P-1", "budget": "๗,๒๐๐ บาท", "averages_costs": "on"}
    answer = desk.post("charter-new", desk.plan, head)

    charter = Charter.objects.get()
    assert answer.headers["Location"] == reverse("plans:charter-edit", args=[charter.pk])
    page = desk.get("charter-edit", charter)
    assert [section.title for section in page.context["sections"]][8] == "งบประมาณ"
    assert "ตามตัวเลขคือ “เจ็ดพันสองร้อยบาทถ้วน”" in page.content.decode()
    section = page.context["sections"][0]
    typed = {"title": section.title, "html": "<p>เนื้อหา</p>", "base_version": "1"}
    back = desk.post("section-edit", section, typed)
    assert back.headers["Location"] == reverse("plans:charter-edit", args=[charter.pk])


def test_charter_keeps_differing_words_and_says_so(desk: Desk) -> None:
    charter = CharterFactory(plan=desk.plan, budget=320_780)
    part = PlanPartFactory(plan=desk.plan, title="ตารางขั้นตอน")
    form = desk.get("charter-edit", charter).context["form"]
    typed = {field.html_name: field.value() or "" for field in form}
    typed |= {"budget_words": "สามแสนบาทถ้วน", "parts": [part.pk], "averages_costs": ""}

    answer = desk.post("charter-edit", charter, typed)

    charter.refresh_from_db()
    assert (answer.status_code, charter.budget_words, list(charter.parts.all())) == (
        302,
        "สามแสนบาทถ้วน",
        [part],
    )
    page = desk.get("charter-edit", charter).content.decode()
    assert "งบประมาณเป็นตัวเลขและตัวอักษรไม่ตรงกัน" in page


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"title": "  "}, "โปรดระบุชื่อโครงการ"),
        ({"title": "ก", "budget": "-5"}, "งบประมาณต้องไม่เป็นจำนวนลบ"),
        ({"title": "ก", "budget": "9" * 30}, "งบประมาณต้องไม่เกิน 13 หลัก"),
        ({"title": "ก", "budget": "มาก"}, "อ่านงบประมาณไม่ได้"),
        ({"title": "ก", "sequence": "1" * 51}, "โปรดย่อให้ไม่เกิน 50 ตัวอักษร"),
    ],
)
def test_bad_head_of_a_charter_is_answered_in_thai(typed: dict[str, str], words: str, desk: Desk) -> None:
    answer = desk.post("charter-new", desk.plan, typed)

    assert (answer.status_code, Charter.objects.count()) == (422, 0)
    assert words in answer.content.decode()


def test_late_charter_is_not_written_over(desk: Desk) -> None:
    charter = CharterFactory(plan=desk.plan, title="เดิม")
    typed = {"title": "คนแรก", "base_version": "1"}
    desk.post("charter-edit", charter, typed)

    late = desk.post("charter-edit", charter, typed | {"title": "คนหลัง"})

    charter.refresh_from_db()
    assert (late.status_code, charter.title) == (422, "คนแรก")
    assert late.context["form"]["title"].value() == "คนหลัง"
    assert "มีผู้แก้ไขรายละเอียดโครงการนี้ก่อนท่าน" in late.content.decode()


def test_charters_tables_are_those_of_its_plan(desk: Desk) -> None:
    charter = CharterFactory(plan=desk.plan)

    answer = desk.post(
        "charter-edit", charter, {"title": "ก", "base_version": "1", "parts": [desk.other.part_id]}
    )

    assert "ไม่พบตารางนี้ในแผน โปรดเลือกใหม่" in answer.content.decode()


def test_outline_and_plan_leave_headings_of_charters_in_their_charter(desk: Desk) -> None:
    add_charter(by=None, plan=desk.plan, head={"title": "โครงการตัวอย่าง"})

    outline = desk.get("plan-editor", desk.plan).context
    plan = desk.get("plan-detail", desk.plan).content.decode()

    assert [section.title for section in outline["sections"]] == ["หลักการ"]
    assert [charter.title for charter in outline["charters"]] == ["โครงการตัวอย่าง"]
    headings = re.findall("<h[23]>(.*?)</h[23]>", plan)
    assert headings.index("หลักการ") < headings.index("โครงการตัวอย่าง")
    assert headings[headings.index("โครงการตัวอย่าง") + 1] == "1. ความสำคัญ/หลักการและเหตุผล"


def upload(data: bytes, name: str = "ภาพ.png") -> dict[str, Any]:
    return {"file": SimpleUploadedFile(name, data), "caption": "โครงสร้าง"}


def test_picture_is_sent_and_seen_with_its_number(desk: Desk) -> None:
    answer = desk.post("picture-new", desk.section, upload(picture_file()))

    picture = PlanPicture.objects.get()
    assert answer.headers["Location"] == reverse("plans:section-edit", args=[desk.section.pk])
    page = desk.get("plan-detail", desk.plan).content.decode()
    assert f'src="/plans/pictures/{picture.pk}/"' in page
    assert "<figcaption>ภาพที่ 1 โครงสร้าง</figcaption>" in page
    file = desk.get("picture", picture)
    assert (file.content, file.headers["Content-Type"]) == (picture_file(), "image/png")
    assert file.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"<svg onload='x'/>", "ไม่ใช่ภาพที่อ่านได้"),
        (b"", "ไฟล์นี้ว่างเปล่า โปรดเลือกไฟล์อื่น"),
        (b"x" * (10 * 1024 * 1024 + 1), "ใหญ่กว่า 10 MB"),
    ],
)
def test_file_that_is_no_picture_is_answered_in_thai(data: bytes, words: str, desk: Desk) -> None:
    answer = desk.post("picture-new", desk.section, upload(data))

    assert (answer.status_code, PlanPicture.objects.count()) == (422, 0)
    assert words in answer.content.decode()
    assert answer.context["form"]["caption"].value() == "โครงสร้าง"


def test_picture_whose_file_is_gone_is_not_found(desk: Desk) -> None:
    picture = PlanPictureFactory(section=desk.section)
    picture.file.storage.delete(str(picture.file.name))

    assert desk.get("picture", picture).status_code == 404
    assert desk.get("plan-detail", desk.plan).status_code == 200


def test_plan_whose_picture_is_gone_is_still_a_document_and_json(desk: Desk) -> None:
    picture = PlanPictureFactory(section=desk.section, caption="โครงสร้างตัวอย่าง")
    picture.file.storage.delete(str(picture.file.name))
    content = rows.contents(desk.plan)

    assert plan_to_json(content)["sections"][0]["pictures"] == []
    assert document_pdf(plan_document(content)).startswith(b"%PDF")


def test_picture_is_not_shown_to_outsiders(desk: Desk, cast: Cast, client_as: ClientAs) -> None:
    picture = PlanPictureFactory(section=desk.section)
    url = reverse("plans:picture", args=[picture.pk])

    found = {
        key: client_as(cast[key]).get(url).status_code
        for key in ("activity_owner@medicine", "secretary@revenue", "outsider", "former")
    }

    assert found == {
        "activity_owner@medicine": 200,
        "secretary@revenue": 404,
        "outsider": 404,
        "former": 404,
    }


def test_caption_order_and_end_of_a_picture(desk: Desk) -> None:
    first, second = (PlanPictureFactory(section=desk.section, position=at) for at in (1, 2))

    desk.post("picture-edit", first, {"caption": "ใหม่"})
    desk.post("picture-move", first, {"step": "1"})
    desk.post("picture-delete", second)

    assert [picture.caption for picture in desk.section.pictures.all()] == ["ใหม่"]
