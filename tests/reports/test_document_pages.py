"""The pages on which documents are offered, arranged and set."""

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from organisations.models import Organisation
from plans.models import ActionPlan
from reports.models import DocumentTemplate, PlanDocument
from tests.cast import Cast
from tests.conftest import ClientAs
from tests.factories import (
    ActionPlanFactory,
    ActivityFactory,
    DocumentTemplateFactory,
    PlanDocumentFactory,
    PlanPartFactory,
    PlanSectionFactory,
)
from tests.reports.marks import SVG, picture


@pytest.fixture
def client(cast: Cast, client_as: ClientAs) -> Client:
    return client_as(cast["secretary@medicine"])


@pytest.fixture
def plan(cast: Cast) -> ActionPlan:
    plan = ActionPlanFactory(organisation=cast.organisation("medicine"))
    PlanSectionFactory(plan=plan, title="หลักการและเหตุผล", html="<p>เนื้อหา</p>")
    ActivityFactory(part=PlanPartFactory(plan=plan, title="ตารางแรก"))
    return plan


@pytest.fixture
def template(cast: Cast) -> DocumentTemplate:
    return DocumentTemplateFactory(organisation=cast.organisation("medicine"))


def text(response: Any) -> str:
    return response.content.decode()


def lines(*entries: dict[str, str]) -> dict[str, str]:
    """The entries of a document as a browser sends them."""
    data = {"entries-TOTAL_FORMS": str(len(entries)), "entries-INITIAL_FORMS": "0"}
    for at, entry in enumerate(entries):
        data |= {f"entries-{at}-{name}": value for name, value in entry.items()}
    return data


def document_form(*entries: dict[str, str], version: int = 0, **values: Any) -> dict[str, str]:
    signers = {"signers-TOTAL_FORMS": "2", "signers-INITIAL_FORMS": "0"}
    signers |= {f"signers-{at}-label_at": "above" for at in range(2)}
    return {"base_version": str(version), **signers, **lines(*entries), **values}


COVER = {"kind": "cover", "shown": "on"}
TABLES = {"kind": "tables", "shown": "on", "new_page": "on"}
DIVIDER = {"kind": "divider", "shown": "on", "title": "ภาคผนวก"}

LOOK = {
    "text_points": "16",
    "table_points": "14",
    "office_font": "TH Sarabun New",
    "page_numbers": "dashed",
    "sign_label": "beside",
    "header": "",
    "logo_height": "๒.๕",
    **{
        f"{page}_{side}": "2"
        for page in ("portrait", "landscape")
        for side in ("top", "right", "bottom", "left")
    },
}


def order(page: str) -> list[str]:
    """The kinds of the lines of a page, in order."""
    found = [piece for piece in page.split("<input") if "-kind" in piece.partition(">")[0]]
    return [piece.partition('value="')[2].partition('"')[0] for piece in found]


# What a plan can become


def test_page_offers_every_document_the_usual_one_first(plan: ActionPlan, client: Client) -> None:
    page = text(client.get(f"/plans/{plan.pk}/documents/"))

    ids = [piece.partition('"')[0] for piece in page.split('<h2 id="kind-')[1:]]
    usual = ["plan_book", "plain", "strategy_plan", "indicator_plan", "project_charter", "annual_report"]
    assert ids == usual
    for name in ("plan.pdf", "plan.docx", "plan.xlsx", "plan-archive.pdf"):
        assert f'href="/plans/{plan.pk}/{name}?document=plan_book"' in page
    for name in ("plan.csv", "plan.json"):
        assert f'href="/plans/{plan.pk}/{name}"' in page


def test_page_names_what_cannot_be_shown_with_the_way_there(
    plan: ActionPlan, client: Client, cast: Cast, client_as: ClientAs
) -> None:
    whole = text(client.get(f"/plans/{plan.pk}/documents/"))
    row = ActivityFactory(part=plan.parts.get(), title="กิจกรรม\x01ลับ")

    page = text(client.get(f"/plans/{plan.pk}/documents/"))
    reading = text(client_as(cast["auditor@medicine"]).get(f"/plans/{plan.pk}/documents/"))

    assert "แสดงได้ไม่ครบ" not in whole
    assert f'<a href="/plans/activities/{row.pk}/">' in page
    assert "มีอักขระที่พิมพ์ไม่ได้" in page
    assert f'<a href="/plans/{plan.pk}/#row-{row.pk}">' in reading


def test_unknown_document_is_not_found(plan: ActionPlan, client: Client) -> None:
    addresses = (f"/plans/{plan.pk}/plan.pdf?document=novel", f"/plans/{plan.pk}/documents/novel/")

    assert [client.get(address).status_code for address in addresses] == [404, 404]


# Arranging


def test_page_marks_entries_without_data(plan: ActionPlan, client: Client) -> None:
    page = text(client.get(f"/plans/{plan.pk}/documents/plan_book/"))

    def is_marked(words: str) -> bool:
        line = page.partition(f">{words}</label>")[2].partition("</div>")[0]
        return "ยังไม่มีข้อมูล จึงไม่พิมพ์" in line

    assert [is_marked(words) for words in ("ปก", "หัวข้อ “หลักการและเหตุผล”", "หน้าลงนาม")] == [
        False,
        False,
        True,
    ]


@pytest.mark.parametrize(
    ("act", "then"),
    [
        ({"move": "1:-1"}, ["tables", "cover", "divider"]),
        ({"move": "1:1"}, ["cover", "divider", "tables"]),
        ({"move": "0:-1"}, ["cover", "tables", "divider"]),
        ({"move": "9:1"}, ["cover", "tables", "divider"]),
        ({"move": "x"}, ["cover", "tables", "divider"]),
        ({"remove": "2"}, ["cover", "tables"]),
        ({"remove": "0"}, ["cover", "tables", "divider"]),
        ({"add": "1", "addition": "divider"}, ["cover", "tables", "divider", "divider"]),
        ({"add": "1", "addition": "tables:pirab"}, ["cover", "tables", "divider", "tables"]),
        ({"add": "1", "addition": "nothing"}, ["cover", "tables", "divider"]),
    ],
)
def test_button_of_a_line_changes_the_page_and_saves_nothing(
    act: dict[str, Any], then: list[str], plan: ActionPlan, client: Client
) -> None:
    form = document_form(COVER | {"title": "ปกที่พิมพ์ค้างไว้"}, TABLES, DIVIDER, **act)

    response = client.post(f"/plans/{plan.pk}/documents/plan_book/", form)

    assert (response.status_code, order(text(response))) == (200, then)
    assert "ปกที่พิมพ์ค้างไว้" in text(response)
    assert "ยังไม่ได้บันทึก" in text(response)
    assert not PlanDocument.objects.exists()


@pytest.mark.parametrize(
    ("move", "goes_on"),
    [("2:-1", ["1:-1"]), ("1:1", ["2:1"]), ("1:-1", ["0:1"]), ("2:1", ["3:-1"]), ("0:-1", []), ("x", [])],
)
def test_keyboard_stays_on_the_line_that_was_moved(
    move: str, goes_on: list[str], plan: ActionPlan, client: Client
) -> None:
    form = document_form(COVER, {"kind": "contents"}, TABLES, DIVIDER, move=move)

    page = text(client.post(f"/plans/{plan.pk}/documents/plan_book/", form))

    assert page.count(" autofocus") == len(goes_on)
    assert re.findall(r'name="move" value="([^"]*)"[^>]* autofocus', page) == goes_on


def test_arrangement_and_signers_are_saved(plan: ActionPlan, client: Client) -> None:
    signer: dict[str, Any] = {"signers-0-name": "นางตัวอย่าง", "signers-0-label": "ผู้อนุมัติ"}
    entries = (COVER | {"title": "บรรทัดหนึ่ง\r\nบรรทัดสอง"}, {"kind": "contents"}, TABLES)

    response = client.post(f"/plans/{plan.pk}/documents/plan_book/", document_form(*entries, **signer))

    found = PlanDocument.objects.get()
    assert response["Location"] == f"/plans/{plan.pk}/documents/"
    assert [(one["kind"], one["title"], one["shown"], one["new_page"]) for one in found.entries or ()] == [
        ("cover", "บรรทัดหนึ่ง\nบรรทัดสอง", True, False),
        ("contents", "", False, False),
        ("tables", "", True, True),
    ]
    assert [(one["label"], one["name"]) for one in found.signatures] == [("ผู้อนุมัติ", "นางตัวอย่าง")]


def test_entries_that_are_those_of_the_template_keep_following_it(
    plan: ActionPlan, template: DocumentTemplate, client: Client
) -> None:
    entries = ({"kind": "cover", "shown": "on"}, {"kind": "tables", "shown": "on"})

    client.post(f"/plans/{plan.pk}/documents/plan_book/", document_form(*entries, template=str(template.pk)))

    found = PlanDocument.objects.get()
    assert (found.template, found.entries) == (template, None)


def test_arrangement_of_its_own_is_given_up_for_the_template(plan: ActionPlan, client: Client) -> None:
    PlanDocumentFactory(plan=plan, entries=[{"kind": "tables"}])

    client.post(f"/plans/{plan.pk}/documents/plan_book/", document_form(TABLES, version=1, act="follow"))

    assert PlanDocument.objects.get().entries is None


def test_what_was_typed_stays_when_another_was_faster(plan: ActionPlan, client: Client) -> None:
    PlanDocumentFactory(plan=plan, version=4)
    form = document_form(COVER | {"title": "ชื่อของท่าน"}, version=3)

    refused = client.post(f"/plans/{plan.pk}/documents/plan_book/", form)
    again = client.post(f"/plans/{plan.pk}/documents/plan_book/", form | {"base_version": "4"})

    assert (refused.status_code, again.status_code) == (422, 302)
    assert "มีผู้แก้ไขก่อนท่าน" in text(refused)
    assert "ชื่อของท่าน" in text(refused)
    assert 'name="base_version" value="4"' in text(refused)


def test_too_long_title_is_told_at_its_line(plan: ActionPlan, client: Client) -> None:
    response = client.post(
        f"/plans/{plan.pk}/documents/plan_book/", document_form(COVER | {"title": "ย" * 301})
    )

    assert response.status_code == 422
    assert "ชื่อยาวเกินไป โปรดย่อให้ไม่เกิน 300 ตัวอักษร" in text(response)
    assert "ย" * 301 in text(response)


def test_arrangement_becomes_a_template_of_the_organisation(plan: ActionPlan, client: Client) -> None:
    form = document_form(COVER, TABLES, act="template", new_name="เล่มของกรม")

    response = client.post(f"/plans/{plan.pk}/documents/plan_book/", form)

    made = DocumentTemplate.objects.get()
    assert response["Location"] == f"/document-templates/{made.pk}/"
    assert (made.name, made.organisation, [one["kind"] for one in made.entries]) == (
        "เล่มของกรม",
        plan.organisation,
        ["cover", "tables"],
    )
    assert not PlanDocument.objects.exists()


def test_template_without_a_name_is_asked_for_one(plan: ActionPlan, client: Client) -> None:
    response = client.post(
        f"/plans/{plan.pk}/documents/plan_book/", document_form(COVER, act="template", new_name=" ")
    )

    assert response.status_code == 422
    assert not DocumentTemplate.objects.exists()


# Templates


def test_new_template_begins_as_the_built_in_form(client: Client, cast: Cast) -> None:
    medicine = cast.organisation("medicine")
    values = {"organisation": str(medicine.pk), "document": "plan_book", "name": "เล่มของกรม"}

    response = client.post("/document-templates/add/", values)

    made = DocumentTemplate.objects.get()
    assert response["Location"] == f"/document-templates/{made.pk}/"
    assert next(one["kind"] for one in made.entries) == "cover"
    assert made.look["text_points"] == 16


def test_template_is_not_made_for_an_organisation_of_others(client: Client, cast: Cast) -> None:
    values = {"organisation": str(cast.organisation("revenue").pk), "document": "plan_book", "name": "ก"}

    assert client.post("/document-templates/add/", values).status_code == 422
    assert not DocumentTemplate.objects.exists()


def test_look_is_saved(template: DocumentTemplate, client: Client) -> None:
    form = {"base_version": "1", "name": "ชื่อใหม่", "is_usual": "on", **lines(COVER), **LOOK}

    response = client.post(f"/document-templates/{template.pk}/", form)

    template.refresh_from_db()
    assert response.status_code == 302
    assert (template.name, template.is_usual, template.look["has_logo"]) == ("ชื่อใหม่", True, False)
    assert (template.look["office_font"], template.look["page_numbers"]) == ("TH Sarabun New", "dashed")
    assert (template.look["logo_height"], template.look["portrait"]["top"]) == (2.5, 2.0)
    assert (template.look["sign_label"], template.look["sign_dots"]) == ("beside", False)


@pytest.mark.parametrize(
    ("field", "typed", "reason"),
    [
        ("portrait_top", "0.4", "โปรดระบุเป็นเซนติเมตรตั้งแต่ 0.5 ถึง 6 เช่น 2.5"),
        ("landscape_left", "กว้าง", "โปรดระบุเป็นเซนติเมตรตั้งแต่ 0.5 ถึง 6 เช่น 2.5"),
        ("logo_height", "99", "โปรดระบุเป็นเซนติเมตรตั้งแต่ 1 ถึง 10 เช่น 2.5"),
        ("logo_height", "", "โปรดระบุเป็นเซนติเมตร"),
        ("text_points", "99", "โปรดเลือกจากรายการ"),
    ],
)
def test_size_out_of_bounds_is_told_in_thai_and_kept(
    field: str, typed: str, reason: str, template: DocumentTemplate, client: Client
) -> None:
    form = {"base_version": "1", "name": "ชื่อใหม่", **lines(COVER), **LOOK, field: typed}

    response = client.post(f"/document-templates/{template.pk}/", form)

    assert response.status_code == 422
    assert reason in text(response)
    assert DocumentTemplate.objects.get(pk=template.pk).version == 1


def test_preview_is_the_latest_plan_in_the_template(
    template: DocumentTemplate, plan: ActionPlan, client: Client
) -> None:
    response = client.get(f"/document-templates/{template.pk}/preview.pdf")

    assert (response["Content-Type"], response.content[:5]) == ("application/pdf", b"%PDF-")


def test_preview_without_a_plan_says_so(template: DocumentTemplate, client: Client) -> None:
    response = client.get(f"/document-templates/{template.pk}/preview.pdf", follow=True)

    assert "ยังไม่มีแผนของหน่วยงานนี้ให้ดูเป็นตัวอย่าง" in text(response)


# Marks


def test_mark_is_sent_shown_and_taken_out(client: Client, cast: Cast) -> None:
    pk = cast.organisation("medicine").pk
    file = SimpleUploadedFile("logo.png", picture(), "image/png")

    sent = client.post(f"/organisations/{pk}/marks/", {"mark": "logo", "logo-file": file})
    shown = client.get(f"/organisations/{pk}/marks/logo/")
    out = client.post(f"/organisations/{pk}/marks/", {"mark": "logo", "remove": "1"})

    assert (sent.status_code, out.status_code) == (302, 302)
    assert (shown["Content-Type"], shown.content) == ("image/png", picture())
    assert client.get(f"/organisations/{pk}/marks/logo/").status_code == 404
    assert client.get(f"/organisations/{pk}/marks/name/").status_code == 404


def test_svg_is_refused_in_thai(client: Client, cast: Cast) -> None:
    pk = cast.organisation("medicine").pk
    file = SimpleUploadedFile("logo.svg", SVG, "image/svg+xml")

    response = client.post(f"/organisations/{pk}/marks/", {"mark": "logo", "logo-file": file})

    assert response.status_code == 422
    assert "ไฟล์ SVG ใช้เป็นตราไม่ได้" in text(response)
    assert not Organisation.objects.get(pk=pk).logo
