"""Plans as files: made once for each version, served from where they are kept, never half written."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader
from pytest_django import DjangoAssertNumQueries

import ita_portal.tables
from plans import rows
from plans.models import ActionPlan
from plans.services.activities import add_activity
from reports import documents, kept_files
from reports.documents import file_name, plan_document_file, wanted
from reports.formats import Format
from tests.cast import Cast
from tests.conftest import ClientAs
from tests.factories import (
    ActionPlanFactory,
    ActivityFactory,
    OrganisationFactory,
    PlanPartFactory,
    PlanSectionFactory,
)

# How the document is arranged, by the plan and by a template, its mark, and whether anything was reported.
# Data is arranged by nobody.
QUERIES_OF_ARRANGEMENT = 4
# Signed in: session, person and memberships; then the plan.
QUERIES_OF_A_KEPT_FILE = 4 + QUERIES_OF_ARRANGEMENT


@pytest.fixture
def plan(db: None) -> ActionPlan:
    organisation = OrganisationFactory(name="หน่วยงานสาธิต", code="DEMO")
    plan = ActionPlanFactory(organisation=organisation, fiscal_year=2569, title="แผนของการทดสอบ")
    part = PlanPartFactory(plan=plan, title="ตารางแรก")
    ActivityFactory(part=part, title="กิจกรรมที่หนึ่ง")
    return plan


def current(plan: ActionPlan) -> ActionPlan:
    return ActionPlan.objects.select_related("organisation").get(pk=plan.pk)


def names_in(folder: Path) -> list[str]:
    return sorted(path.suffix for path in folder.rglob("*") if path.is_file())


@pytest.mark.parametrize(
    ("format", "content_type", "beginning"),
    [
        (Format.PDF, "application/pdf", b"%PDF-"),
        (Format.XLSX, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", b"PK"),
        (Format.JSON, "application/json", b"{"),
        (Format.HTML, "text/html; charset=utf-8", b"<!DOCTYPE html>"),
    ],
)
def test_file_has_its_type_and_name(
    plan: ActionPlan, format: Format, content_type: str, beginning: bytes
) -> None:
    file = plan_document_file(current(plan), format)

    assert (file.content_type, file.name) == (content_type, f"แผนของการทดสอบ 2569 DEMO.{format.value}")
    assert file.content.startswith(beginning)


def test_workbook_and_page_hold_the_activity(plan: ActionPlan) -> None:
    sheet = load_workbook(io.BytesIO(plan_document_file(current(plan), Format.XLSX).content)).worksheets[0]
    page = plan_document_file(current(plan), Format.HTML).content.decode()

    assert "กิจกรรมที่หนึ่ง" in [cell.value for row in sheet.iter_rows() for cell in row]
    assert page.count("กิจกรรมที่หนึ่ง") == 1
    assert ".document-table" in page


@pytest.mark.parametrize("format", list(Format))
def test_unchanged_file_is_served_without_reading_a_row(
    plan: ActionPlan, format: Format, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    first = plan_document_file(current(plan), format)

    again = current(plan)
    with django_assert_num_queries(0 if format.is_data else QUERIES_OF_ARRANGEMENT):
        assert plan_document_file(again, format) == first


@pytest.mark.parametrize("activities", [1, 30])
def test_download_of_a_kept_file_takes_few_queries(
    activities: int,
    cast: Cast,
    client_as: ClientAs,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    plan = ActionPlanFactory(organisation=cast.organisation("medicine"))
    ActivityFactory.create_batch(activities, part=PlanPartFactory(plan=plan))
    client = client_as(cast["secretary@medicine"])
    client.get(f"/plans/{plan.pk}/plan.xlsx")

    with django_assert_num_queries(QUERIES_OF_A_KEPT_FILE):
        assert client.get(f"/plans/{plan.pk}/plan.xlsx").status_code == 200


def test_change_of_a_row_makes_the_file_anew_and_removes_the_old_one(
    plan: ActionPlan, document_cache: Path
) -> None:
    plan_document_file(current(plan), Format.JSON)
    plan_document_file(current(plan), Format.HTML)
    part = plan.parts.get()

    row = rows.of(part).rows[0]
    add_activity(by=None, part=part, heading=None, row=row)
    changed = json.loads(plan_document_file(current(plan), Format.JSON).content)

    assert len(changed["parts"][0]["activities"]) == 2
    assert names_in(document_cache) == [".json"]


def test_organisation_that_is_renamed_makes_the_file_anew(plan: ActionPlan) -> None:
    # The name stands above the narrative.
    PlanSectionFactory(plan=plan)
    before = plan_document_file(current(plan), Format.HTML).content.decode()

    organisation = plan.organisation
    organisation.name = "หน่วยงานชื่อใหม่"
    organisation.save()
    after = plan_document_file(current(plan), Format.HTML).content.decode()

    names = ("หน่วยงานสาธิต", "หน่วยงานชื่อใหม่")
    assert [[page.count(name) for name in names] for page in (before, after)] == [[1, 0], [0, 1]]


def test_other_software_makes_the_file_anew(plan: ActionPlan, monkeypatch: pytest.MonkeyPatch) -> None:
    plan_document_file(current(plan), Format.JSON)
    # What a new version would do, seen from the files that the old one kept.
    monkeypatch.setattr(kept_files, "software_version", lambda: "another")
    monkeypatch.setattr(documents.Wanted, "content", lambda *_: b"made by another version")

    assert plan_document_file(current(plan), Format.JSON).content == b"made by another version"


def test_software_version_depends_on_the_code_of_the_documents(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    before = kept_files.software_version()
    kept_files.software_version.cache_clear()
    (tmp_path / "layout.py").write_text("changed")
    monkeypatch.setattr(ita_portal.tables, "__path__", [str(tmp_path)])
    try:
        assert kept_files.software_version() != before
    finally:
        kept_files.software_version.cache_clear()


def test_plans_of_others_keep_their_files(plan: ActionPlan, document_cache: Path) -> None:
    other = ActionPlanFactory()
    plan_document_file(current(other), Format.JSON)
    plan_document_file(current(plan), Format.JSON)

    assert names_in(document_cache) == [".json", ".json"]


def test_failed_making_keeps_nothing(
    plan: ActionPlan, document_cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: Any) -> bytes:
        raise MemoryError

    monkeypatch.setattr(documents.Wanted, "content", fail)

    with pytest.raises(MemoryError):
        plan_document_file(current(plan), Format.JSON)
    assert names_in(document_cache) == []


def test_broken_disk_keeps_nobody_from_the_document(
    plan: ActionPlan, document_cache: Path, caplog: pytest.LogCaptureFixture
) -> None:
    document_cache.write_text("a file where the folder should be")

    file = plan_document_file(current(plan), Format.JSON)

    assert json.loads(file.content)["plan"]["title"] == "แผนของการทดสอบ"
    assert [record.levelname for record in caplog.records] == ["ERROR"]


def test_part_alone_has_neither_the_narrative_nor_the_other_parts(plan: ActionPlan) -> None:
    second = PlanPartFactory(plan=plan, title="ตารางที่สอง")
    ActivityFactory(part=second, title="กิจกรรมของตารางที่สอง")

    file = plan_document_file(current(plan), Format.JSON, second)
    whole = plan_document_file(current(plan), Format.JSON)

    assert file.name == "แผนของการทดสอบ 2569 DEMO ตารางที่สอง.json"
    assert [part["title"] for part in json.loads(file.content)["parts"]] == ["ตารางที่สอง"]
    assert [part["title"] for part in json.loads(whole.content)["parts"]] == ["ตารางแรก", "ตารางที่สอง"]


def test_json_names_the_organisation_only_as_a_file_had_worded_it(plan: ActionPlan) -> None:
    unnamed = json.loads(plan_document_file(current(plan), Format.JSON).content)
    ActionPlan.objects.filter(pk=plan.pk).update(printed_organisation="หน่วยงานเดิม", version=9)
    named = json.loads(plan_document_file(current(plan), Format.JSON).content)

    assert (unnamed["plan"]["organisation"], named["plan"]["organisation"]) == ("", "หน่วยงานเดิม")


def test_pdf_of_a_plan_without_tables_can_be_read(db: None) -> None:
    plan = ActionPlanFactory(title="แผนที่ยังว่าง")

    assert len(PdfReader(io.BytesIO(plan_document_file(current(plan), Format.PDF).content)).pages) == 1


# Over the web


def test_download_has_a_thai_name_and_is_private(cast: Cast, client_as: ClientAs) -> None:
    plan = ActionPlanFactory(organisation=cast.organisation("medicine"), fiscal_year=2569, title="แผนปฏิบัติการ")

    response = client_as(cast["secretary@medicine"]).get(f"/plans/{plan.pk}/plan.xlsx")

    name = "%E0%B9%81%E0%B8%9C%E0%B8%99%E0%B8%9B%E0%B8%8F%E0%B8%B4%E0%B8%9A%E0%B8%B1%E0%B8%95%E0%B8%B4"
    name += "%E0%B8%81%E0%B8%B2%E0%B8%A3%202569%20MEDICINE.xlsx"
    assert response["Content-Disposition"] == f"attachment; filename*=utf-8''{name}"
    assert response["Cache-Control"] == "private, no-cache"


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("แผนจริยธรรม", "แผนจริยธรรม 2569 MEDICINE.pdf"),
        ("แผน ปี 2569", "แผน ปี 2569 MEDICINE.pdf"),
        ("แผน ปี ๒๕๖๙", "แผน ปี ๒๕๖๙ MEDICINE.pdf"),
        ('../แผน\nA/B: "ก"?', "แผน A B ก 2569 MEDICINE.pdf"),
        ("ย" * 200, f"{'ย' * 80} 2569 MEDICINE.pdf"),
    ],
)
def test_file_is_named_after_its_plan(title: str, name: str, cast: Cast) -> None:
    plan = ActionPlanFactory(organisation=cast.organisation("medicine"), fiscal_year=2569, title=title)

    assert file_name(plan, Format.PDF) == name


@pytest.mark.parametrize(
    ("document", "format", "name"),
    [
        ("plain", Format.PDF, "แผน 2569 MEDICINE.pdf"),
        ("plan_book", Format.PDF, "แผน 2569 MEDICINE เล่มแผนปฏิบัติการ.pdf"),
        ("plan_book", Format.ARCHIVE, "แผน 2569 MEDICINE เล่มแผนปฏิบัติการ PDF-A-3.pdf"),
        ("plan_book", Format.JSON, "แผน 2569 MEDICINE.json"),
    ],
)
def test_files_of_one_plan_have_names_of_their_own(
    document: str, format: Format, name: str, cast: Cast
) -> None:
    plan = ActionPlanFactory(organisation=cast.organisation("medicine"), fiscal_year=2569, title="แผน")

    assert wanted(plan, format, document=document).name == name


def test_pdf_opens_in_the_browser(cast: Cast, client_as: ClientAs) -> None:
    plan = ActionPlanFactory(organisation=cast.organisation("medicine"))

    response = client_as(cast["auditor@medicine"]).get(f"/plans/{plan.pk}/plan.pdf")

    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith("inline; filename*=utf-8''")


@pytest.mark.parametrize("format", ["pdf", "xlsx", "json"])
@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("activity_owner@medicine", 200),
        ("central", 200),
        ("secretary@revenue", 404),
        ("outsider", 404),
        ("former", 404),
    ],
)
def test_file_is_for_those_who_may_see_the_plan(
    who: str, status: int, format: str, cast: Cast, client_as: ClientAs
) -> None:
    plan = ActionPlanFactory(organisation=cast.organisation("medicine"))

    assert client_as(cast[who]).get(f"/plans/{plan.pk}/plan.{format}").status_code == status


def test_file_asks_a_stranger_to_sign_in(cast: Cast, client_as: ClientAs) -> None:
    plan = ActionPlanFactory(organisation=cast.organisation("medicine"))

    response = client_as(None).get(f"/plans/{plan.pk}/plan.pdf")

    assert (response.status_code, response["Location"].partition("?")[0]) == (302, "/accounts/login/")


@pytest.mark.parametrize("part", ["0", "x", "", "-1", "999999999", "9" * 40, "๑"])
def test_unknown_part_is_not_found(part: str, cast: Cast, client_as: ClientAs) -> None:
    plan = ActionPlanFactory(organisation=cast.organisation("medicine"))

    response = client_as(cast["secretary@medicine"]).get(f"/plans/{plan.pk}/plan.json", {"part": part})

    assert response.status_code == 404


def test_part_of_another_plan_is_not_found(cast: Cast, client_as: ClientAs) -> None:
    plan = ActionPlanFactory(organisation=cast.organisation("medicine"))
    own = PlanPartFactory(plan=plan)
    others = PlanPartFactory(plan=ActionPlanFactory(organisation=cast.organisation("medicine")))
    client = client_as(cast["secretary@medicine"])

    found = [
        client.get(f"/plans/{plan.pk}/plan.json", {"part": part.pk}).status_code for part in (own, others)
    ]

    assert found == [200, 404]
