"""The trail of an organisation and its files: who, what, when, from what to what, why."""

import csv
import io
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from organisations import trail_files
from organisations.models import AuditEntry, Organisation
from organisations.services.audit import record
from organisations.services.letters import cancel_letter, update_letter
from plans.models import Act, SignOffStep
from plans.services.plans import create_plan, update_plan
from tests.cast import Cast
from tests.conftest import ClientAs
from tests.factories import LetterFactory, RevisionFactory, SignOffStepFactory
from tests.plans.views.test_history import text

Action = AuditEntry.Action


@pytest.fixture
def medicine(cast: Cast) -> Organisation:
    return cast.organisation("medicine")


@pytest.fixture
def watcher(cast: Cast, client_as: ClientAs) -> Client:
    return client_as(cast["auditor@medicine"])


def shown(watcher: Client, medicine: Organisation, query: str = "") -> Any:
    return watcher.get(reverse("organisations:trail", args=[medicine.pk]) + query)


def exported(watcher: Client, medicine: Organisation, query: str = "?format=csv") -> list[list[str]]:
    answer = watcher.get(reverse("organisations:trail-export", args=[medicine.pk]) + query)
    assert answer.status_code == 200
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))


def changed_plan(cast: Cast, title: str = "แผนใหม่") -> Any:
    by, medicine = cast["secretary@medicine"], cast.organisation("medicine")
    plan = create_plan(by=by, organisation=medicine, fiscal_year=2569, kind="integrity", title="แผนเดิม")
    return update_plan(
        by=by, plan=plan, title=title, kind="integrity", fiscal_year=2569, base_version=plan.version
    )


def signed_step(cast: Cast, **after: str) -> SignOffStep:
    revision = RevisionFactory(plan__organisation=cast.organisation("medicine"), number=2)
    step: SignOffStep = SignOffStepFactory(revision=revision, act=Act.ENDORSE, label="ผู้เห็นชอบแผน")
    record(
        by=cast["approver@medicine"],
        action=Action.STATE,
        target=step,
        organisation_id=revision.plan.organisation_id,
        subject=revision.plan,
        before={"state": "waiting"},
        after={"state": "signed", "signed_name": "นางสาวตัวอย่าง", "signed_on": "2026-01-05"} | after,
    )
    return step


def test_trail_says_who_did_what_from_what_to_what_and_why(
    cast: Cast, watcher: Client, medicine: Organisation
) -> None:
    letter = LetterFactory(organisation=medicine, subject="ขอความเห็นชอบ")
    cancel_letter(by=cast["secretary@medicine"], letter=letter, reason="ออกซ้ำ")
    changed_plan(cast)

    said = text(shown(watcher, medicine))

    assert f"แก้ไข {cast['secretary@medicine']}" in said
    assert "แผน แผนใหม่" in said
    assert "[-แผนเดิม][+แผนใหม่]" in said
    assert "เหตุผล ออกซ้ำ" in said
    assert "หนังสือ ขอความเห็นชอบ" in said


def test_sign_off_reads_as_what_was_signed_for_whom(
    cast: Cast, watcher: Client, medicine: Organisation
) -> None:
    signed_step(cast, acting_words="รักษาราชการแทนผู้อำนวยการ")

    said = text(shown(watcher, medicine))

    assert f"เห็นชอบ ฉบับที่ 2 รักษาราชการแทนผู้อำนวยการ {cast['approver@medicine']}" in said
    assert "[+5 มกราคม 2569]" in said


def test_trail_holds_nothing_of_other_organisations(
    cast: Cast, watcher: Client, medicine: Organisation
) -> None:
    foreign = LetterFactory(organisation=cast.organisation("revenue"), subject="เรื่องของกรมอื่น")
    cancel_letter(by=cast["secretary@revenue"], letter=foreign, reason="ออกซ้ำ")

    assert shown(watcher, medicine).context["page"].paginator.count == 0
    assert exported(watcher, medicine) == [list(trail_files.HEADER)]


def test_trail_is_filtered_by_person_act_kind_plan_and_days(
    cast: Cast, watcher: Client, medicine: Organisation
) -> None:
    plan = changed_plan(cast)
    step = signed_step(cast)
    approver = AuditEntry.objects.get(object_type="plans.signoffstep").person_id

    def found(query: str) -> int:
        return shown(watcher, medicine, query).context["page"].paginator.count

    assert found("") == 3
    assert found(f"?person={approver}") == 1
    assert found("?action=create") == 1
    assert found("?kind=plans.signoffstep") == 1
    assert found(f"?plan={plan.pk}") == 2
    assert found("?since=1/1/2569&until=2/1/2569") == 0
    assert found(f"?plan={step.revision.plan_id}") == 3  # no entry of its own names that plan: not offered
    assert found("?person=x&action=x&kind=x&plan=x&since=x&page=x") == 3


def test_act_on_a_deleted_plan_is_told_without_a_link(
    cast: Cast, watcher: Client, medicine: Organisation
) -> None:
    plan = changed_plan(cast)
    record(
        by=None,
        action=Action.DELETE,
        target=plan,
        organisation_id=medicine.pk,
        subject=plan,
        before={"title": "x"},
    )

    said = shown(watcher, medicine)

    assert "แผนใหม่ (ลบแล้ว)" in text(said)
    assert reverse("plans:plan-history", args=[plan.pk]) not in said.content.decode()


def test_trail_asks_as_often_for_thirty_acts_as_for_one(
    cast: Cast, watcher: Client, medicine: Organisation
) -> None:
    counts = []
    for rows in (1, 19):
        for _ in range(rows):
            signed_step(cast)
        with CaptureQueriesContext(connection) as queries:
            shown(watcher, medicine)
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_file_has_a_line_for_each_field_and_no_formula(
    cast: Cast, watcher: Client, medicine: Organisation
) -> None:
    changed_plan(cast, "=1+1")

    header, *lines = exported(watcher, medicine, "?format=csv&action=update")

    assert header == list(trail_files.HEADER)
    assert [line[2:] for line in lines] == [
        [
            str(cast["secretary@medicine"]),
            *("แก้ไข", "แผนปฏิบัติการ", "'=1+1", "'=1+1", "ชื่อแผน", "แผนเดิม", "'=1+1", ""),
        ]
    ]


def test_workbook_holds_the_same_as_text(cast: Cast, watcher: Client, medicine: Organisation) -> None:
    changed_plan(cast, "=1+1")

    answer = watcher.get(reverse("organisations:trail-export", args=[medicine.pk]))

    sheet = load_workbook(io.BytesIO(answer.content)).worksheets[0]
    assert [cell.value for cell in sheet[2]] == list(trail_files.HEADER)
    assert (sheet["F3"].value, sheet["F3"].data_type) == ("=1+1", "s")
    assert answer["Content-Disposition"].startswith("attachment;")


def test_long_trail_is_taken_away_in_several_files(
    cast: Cast, watcher: Client, medicine: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("MOST_ENTRIES", "_TOGETHER"):
        monkeypatch.setattr(trail_files, name, 2)
    monkeypatch.setattr("organisations.pages.trail_file.MOST_ENTRIES", 2)
    letter = LetterFactory(organisation=medicine)
    for subject in ("หนึ่ง", "สอง", "สาม"):
        by = cast["secretary@medicine"]
        update_letter(by=by, letter=letter, values={"subject": subject}, references=(), base_version=None)

    labels = [file.label for file in shown(watcher, medicine).context["files"]]
    parts = [exported(watcher, medicine, f"?format=csv&part={part}") for part in (1, 2)]

    assert labels == [
        *("Excel รายการที่ 1–2", "CSV รายการที่ 1–2", "Excel รายการที่ 3–3", "CSV รายการที่ 3–3"),
    ]
    assert [[line[9] for line in part[1:]] for part in parts] == [["สาม", "สอง"], ["หนึ่ง"]]
    beyond = watcher.get(reverse("organisations:trail-export", args=[medicine.pk]) + "?part=3")
    assert beyond.status_code == 404


def test_plan_has_its_own_file(cast: Cast, watcher: Client, client_as: ClientAs) -> None:
    plan = changed_plan(cast)
    url = reverse("plans:plan-history-export", args=[plan.pk])

    lines = list(csv.reader(io.StringIO(watcher.get(f"{url}?format=csv").content.decode("utf-8-sig"))))

    assert {line[6] for line in lines[1:]} == {"แผนใหม่"}
    assert url in watcher.get(reverse("plans:plan-history", args=[plan.pk])).content.decode()
    assert client_as(cast["approver@medicine"]).get(url).status_code == 403


def test_look_of_documents_is_told_by_its_running_head(
    cast: Cast, watcher: Client, medicine: Organisation
) -> None:
    plan = changed_plan(cast)
    for head in ("", "แผนของหน่วยงาน"):
        record(
            by=cast["secretary@medicine"],
            action=Action.UPDATE,
            target=plan,
            organisation_id=medicine.pk,
            before={"citation": ""},
            after={"citation": {"header": head, "text_points": 16}},
        )

    said = text(shown(watcher, medicine))

    assert "แผนของหน่วยงาน" in said
