"""The pages of statements: written without a script, nothing typed lost, a fixed number of queries."""

from typing import Any

import pytest
from django.urls import reverse

from assessments.models import IndicatorStatement, QuestionNote
from assessments.statements import stamp_of
from tests.cast import Cast
from tests.conftest import ClientAs
from tests.factories.assessments import (
    AssessmentIndicatorFactory,
    FrameworkFactory,
    IndicatorControlFactory,
    IndicatorStatementFactory,
    ItemFactory,
)

pytestmark = pytest.mark.django_db


def rows(prefix: str, *values: dict[str, Any]) -> dict[str, Any]:
    """Rows of a formset as a browser posts them."""
    posted: dict[str, Any] = {f"{prefix}-TOTAL_FORMS": len(values), f"{prefix}-INITIAL_FORMS": 0}
    for number, row in enumerate(values):
        posted |= {f"{prefix}-{number}-{name}": value for name, value in row.items()}
    return posted


def control(text: str = "", evidence: str = "", kind: str = "policy") -> dict[str, Any]:
    return {"kind": kind, "text": text, "evidence": evidence}


def test_statement_is_written_with_its_controls_and_shown(cast: Cast, client_as: ClientAs) -> None:
    medicine = cast.organisation("medicine")
    indicator = AssessmentIndicatorFactory(name="การใช้งบประมาณ")
    client = client_as(cast["secretary@medicine"])

    answer = client.post(
        reverse("assessments:statement-edit", args=[medicine.pk, indicator.pk]),
        {"base_version": 0, "body": "มีแผนการใช้จ่าย"}
        | rows("controls", control("กำหนดวงเงินอนุมัติ", "คำสั่งที่ 5", "limits"), control()),
    )

    listed = reverse("assessments:statement-list", args=[medicine.pk])
    assert answer.headers["Location"] == f"{listed}?framework={indicator.framework.code}"
    statement = IndicatorStatement.objects.get()
    assert list(statement.controls.values_list("kind", "text", "evidence")) == [
        ("limits", "กำหนดวงเงินอนุมัติ", "คำสั่งที่ 5")
    ]
    page = client.get(answer.headers["Location"]).content.decode()
    assert page.count("มีแผนการใช้จ่าย") == 1
    assert "หลักฐาน: คำสั่งที่ 5" in page


def test_evidence_of_nothing_is_refused_at_its_row_and_kept(cast: Cast, client_as: ClientAs) -> None:
    address = reverse(
        "assessments:statement-edit", args=[cast.organisation("medicine").pk, AssessmentIndicatorFactory().pk]
    )

    page = client_as(cast["secretary@medicine"]).post(
        address, {"base_version": 0, "body": "ข้อความ"} | rows("controls", control(evidence="คำสั่งที่ 5"))
    )

    assert page.status_code == 422
    (row,) = page.context["formset"].forms
    assert row.errors == {"text": ["โปรดระบุการดำเนินการของหลักฐานนี้"]}
    assert (page.context["form"]["body"].value(), row["evidence"].value()) == ("ข้อความ", "คำสั่งที่ 5")
    assert not IndicatorStatement.objects.exists()


@pytest.mark.parametrize("posted", [{}, {"base_version": "x"}, {"controls-TOTAL_FORMS": "1000000000"}])
def test_broken_post_is_refused_and_changes_nothing(
    posted: dict[str, Any], cast: Cast, client_as: ClientAs
) -> None:
    address = reverse(
        "assessments:statement-edit", args=[cast.organisation("medicine").pk, AssessmentIndicatorFactory().pk]
    )

    assert client_as(cast["secretary@medicine"]).post(address, posted).status_code == 422
    assert not IndicatorStatement.objects.exists()


def test_slower_writer_sees_both_texts_and_can_save_again(cast: Cast, client_as: ClientAs) -> None:
    statement = IndicatorStatementFactory(organisation=cast.organisation("medicine"), body="ของผู้ที่เร็วกว่า")
    address = reverse("assessments:statement-edit", args=[statement.organisation_id, statement.indicator_id])
    client = client_as(cast["secretary@medicine"])
    mine = {"base_version": 0, "body": "ของข้าพเจ้า"} | rows("controls", control("มีคู่มือ"))

    page = client.post(address, mine)

    assert page.status_code == 422
    assert page.context["current"] == [("แนวปฏิบัติของหน่วยงาน", "ของผู้ที่เร็วกว่า")]
    assert page.context["form"]["body"].value() == "ของข้าพเจ้า"
    assert (
        client.post(
            address, mine | {"base_version": page.context["form"]["base_version"].value()}
        ).status_code
        == 302
    )
    statement.refresh_from_db()
    assert statement.body == "ของข้าพเจ้า"


def test_notes_are_chosen_from_the_framework_once_each(cast: Cast, client_as: ClientAs) -> None:
    framework = FrameworkFactory()
    item = ItemFactory(framework=framework, code="i10")
    strange = ItemFactory(code="x1")
    address = reverse("assessments:question-notes", args=[cast.organisation("medicine").pk, framework.code])
    client = client_as(cast["secretary@medicine"])

    def post(*notes: dict[str, Any]) -> Any:
        return client.post(address, {"base_stamp": stamp_of([])} | rows("notes", *notes))

    twice = post({"item": item.pk, "text": "หนึ่ง"}, {"item": item.pk, "text": "สอง"})
    other = post({"item": strange.pk, "text": "หนึ่ง"})
    nothing = post({"item": "", "text": "หนึ่ง"})
    assert [page.status_code for page in (twice, other, nothing)] == [422, 422, 422]
    assert twice.context["formset"].forms[1].errors == {"item": ["เลือกข้อ i10 ซ้ำ"]}
    assert other.context["formset"].forms[0].errors == {"item": ["ไม่มีข้อนี้ในกรอบการประเมิน"]}
    assert nothing.context["formset"].forms[0].errors == {"item": ["โปรดเลือกข้อคำถามของคำอธิบายนี้"]}
    assert not QuestionNote.objects.exists()

    assert post({"item": item.pk, "text": "ถามถึงการยืม"}, {"item": "", "text": ""}).status_code == 302
    assert [(one.item, one.text) for one in QuestionNote.objects.all()] == [(item, "ถามถึงการยืม")]
    assert post({"item": item.pk, "text": "ทับ"}).status_code == 422


def test_statements_of_last_year_are_taken_over_at_a_click(cast: Cast, client_as: ClientAs) -> None:
    medicine = cast.organisation("medicine")
    new = AssessmentIndicatorFactory(framework__fiscal_year=2569, topic="duty")
    old = IndicatorStatementFactory(
        organisation=medicine, indicator__framework__fiscal_year=2568, indicator__topic="duty"
    )
    client = client_as(cast["secretary@medicine"])
    codes = {"source": old.indicator.framework.code, "target": new.framework.code}
    offered = client.get(
        reverse("assessments:statement-list", args=[medicine.pk]), {"framework": codes["target"]}
    )
    assert [one.code for one in offered.context["sources"]] == [codes["source"]]

    client.post(reverse("assessments:statement-copy", args=[medicine.pk]), codes)

    assert IndicatorStatement.objects.get(indicator=new).body == old.body


@pytest.mark.parametrize("source", ["", "none", "same"])
def test_copy_from_no_other_framework_is_refused_in_words(
    source: str, cast: Cast, client_as: ClientAs
) -> None:
    framework = FrameworkFactory(code="same")
    address = reverse("assessments:statement-copy", args=[cast.organisation("medicine").pk])

    page = client_as(cast["secretary@medicine"]).post(
        address, {"source": source, "target": framework.code}, follow=True
    )

    assert [str(one) for one in page.context["messages"]] == ["โปรดเลือกกรอบการประเมินของปีอื่นเป็นต้นทาง"]
    assert not IndicatorStatement.objects.exists()


def test_list_without_any_framework_says_so(cast: Cast, client_as: ClientAs) -> None:
    address = reverse("assessments:statement-list", args=[cast.organisation("medicine").pk])
    client = client_as(cast["auditor@medicine"])

    assert "ยังไม่มีกรอบการประเมิน" in client.get(address).content.decode()
    FrameworkFactory()
    assert client.get(address, {"framework": "none"}).status_code == 404


def test_list_takes_as_many_queries_for_thirty_statements_as_for_one(
    cast: Cast, client_as: ClientAs, django_assert_max_num_queries: Any
) -> None:
    medicine = cast.organisation("medicine")
    few, many = FrameworkFactory(fiscal_year=2568), FrameworkFactory(fiscal_year=2569)
    for framework, size in ((few, 1), (many, 30)):
        for _ in range(size):
            indicator = AssessmentIndicatorFactory(framework=framework)
            statement = IndicatorStatementFactory(organisation=medicine, indicator=indicator)
            IndicatorControlFactory(statement=statement)
            QuestionNote.objects.create(
                organisation=medicine, item=ItemFactory(framework=framework, indicator=indicator), text="x"
            )
    client = client_as(cast["secretary@medicine"])
    address = reverse("assessments:statement-list", args=[medicine.pk])
    client.get(address, {"framework": few.code})

    with django_assert_max_num_queries(100) as counted:
        client.get(address, {"framework": few.code})
    with django_assert_max_num_queries(len(counted)):
        client.get(address, {"framework": many.code})
