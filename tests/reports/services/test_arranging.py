"""Writes of templates, arrangements and marks: done with an entry, refused, or not at all."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, transaction
from django.db.models import Model

from ita_portal.render.arrangement import Entry, EntryKind
from ita_portal.render.look import Look
from ita_portal.tables.content import Signature
from organisations.models import AuditEntry, Organisation
from organisations.services.errors import StaleError
from plans.models import ActionPlan
from reports.models import DocumentTemplate, PlanDocument
from reports.services.marks import set_mark
from reports.services.plan_documents import arrange_document
from reports.services.templates import create_template, delete_template, save_template
from tests.cast import Cast
from tests.factories import ActionPlanFactory, DocumentTemplateFactory, PlanDocumentFactory
from tests.guards.trail import REFUSAL, refusing_entries
from tests.reports.marks import SVG, picture

ENTRIES = (Entry(EntryKind.COVER, title="ปก\nของเรา"), Entry(EntryKind.TABLES, new_page=True))
SIGNER = Signature("ผู้อนุมัติ", "นางตัวอย่าง")


def plan_of(cast: Cast) -> ActionPlan:
    return ActionPlanFactory(organisation=cast.organisation("medicine"))


def arranging(plan: ActionPlan, **values: Any) -> dict[str, Any]:
    usual = {"document": "plan_book", "template": None, "entries": ENTRIES, "signatures": [SIGNER]}
    return {"plan": plan, "base_version": None, **usual, **values}


def saving(template: DocumentTemplate, **values: Any) -> dict[str, Any]:
    usual = {"name": "ชื่อใหม่", "entries": ENTRIES, "look": Look(header="ลับ"), "has_logo": False}
    return {"template": template, "is_usual": False, "base_version": None, **usual, **values}


ACTS: dict[str, tuple[Callable[..., Any], Callable[[Cast], dict[str, Any]]]] = {
    "create_template": (
        create_template,
        lambda cast: {
            "organisation": cast.organisation("medicine"),
            "document": "plan_book",
            "name": "เล่มของกรม",
            "entries": ENTRIES,
            "look": Look(),
        },
    ),
    "save_template": (
        save_template,
        lambda cast: saving(DocumentTemplateFactory(organisation=cast.organisation("medicine"))),
    ),
    "delete_template": (
        delete_template,
        lambda cast: {"template": DocumentTemplateFactory(organisation=cast.organisation("medicine"))},
    ),
    "arrange_document": (arrange_document, lambda cast: arranging(plan_of(cast))),
    "set_mark": (
        set_mark,
        lambda cast: {"organisation": cast.organisation("medicine"), "mark": "logo", "data": picture()},
    ),
}


def everything() -> list[list[dict[str, Any]]]:
    models: tuple[type[Model], ...] = (DocumentTemplate, PlanDocument, Organisation)
    return [list(model._default_manager.order_by("pk").values()) for model in models]


@pytest.mark.parametrize("name", ACTS)
def test_act_is_done_with_its_entry(name: str, cast: Cast) -> None:
    act, arguments = ACTS[name]
    given = arguments(cast)
    before = everything()

    act(by=cast["secretary@medicine"], **given)

    assert everything() != before
    entry = AuditEntry.objects.get()
    assert entry.person is not None
    assert (entry.person.user_id, entry.organisation_id) == (
        cast["secretary@medicine"].pk,
        cast.organisation("medicine").pk,
    )


@pytest.mark.parametrize("who", ["approver@medicine", "secretary@revenue", "central", "outsider"])
@pytest.mark.parametrize("name", ACTS)
def test_act_is_refused_to_others(name: str, who: str, cast: Cast) -> None:
    act, arguments = ACTS[name]
    given = arguments(cast)
    before = everything()

    with pytest.raises(PermissionDenied, match=r"[ก-๙]"):
        act(by=cast[who], **given)

    assert (everything(), AuditEntry.objects.count()) == (before, 0)


@pytest.mark.parametrize("name", ACTS)
def test_act_is_not_done_without_its_entry(name: str, cast: Cast) -> None:
    act, arguments = ACTS[name]
    given = arguments(cast)
    before = everything()

    with refusing_entries(), pytest.raises(DatabaseError, match=REFUSAL), transaction.atomic():
        act(by=cast["secretary@medicine"], **given)

    assert (everything(), AuditEntry.objects.count()) == (before, 0)


# Templates


def test_new_usual_template_takes_over(cast: Cast) -> None:
    medicine = cast.organisation("medicine")
    former = DocumentTemplateFactory(organisation=medicine, is_usual=True)
    others = [
        DocumentTemplateFactory(organisation=medicine, is_usual=True, document="annual_report"),
        DocumentTemplateFactory(organisation=cast.organisation("revenue"), is_usual=True),
    ]
    template = DocumentTemplateFactory(organisation=medicine)

    save_template(by=None, **saving(template, is_usual=True))

    usual = {one.pk: (one.is_usual, one.version) for one in DocumentTemplate.objects.all()}
    assert usual == {former.pk: (False, 2), template.pk: (True, 2)} | {one.pk: (True, 1) for one in others}
    assert AuditEntry.objects.count() == 2


def test_template_changed_by_another_meanwhile_is_not_overwritten(cast: Cast) -> None:
    template = DocumentTemplateFactory(organisation=cast.organisation("medicine"), name="เดิม")
    save_template(by=None, **saving(template, name="ของคนแรก", base_version=1))

    with pytest.raises(StaleError) as stale:
        save_template(by=None, **saving(template, name="ของคนที่สอง", base_version=1))

    assert stale.value.current.version == 2
    assert DocumentTemplate.objects.get().name == "ของคนแรก"


def test_second_template_of_a_name_is_refused_in_thai(cast: Cast) -> None:
    _, arguments = ACTS["create_template"]
    create_template(by=None, **arguments(cast))

    with pytest.raises(ValidationError, match="หน่วยงานนี้มีแม่แบบชื่อนี้แล้ว"):
        create_template(by=None, **arguments(cast))


def test_template_of_an_unknown_document_is_refused(cast: Cast) -> None:
    _, arguments = ACTS["create_template"]

    with pytest.raises(ValidationError, match="ไม่รู้จักเอกสารชนิดนี้"):
        create_template(by=None, **(arguments(cast) | {"document": "novel"}))


def test_document_whose_template_is_deleted_stays(cast: Cast) -> None:
    template = DocumentTemplateFactory(organisation=cast.organisation("medicine"))
    document = PlanDocumentFactory(plan=plan_of(cast), template=template)

    delete_template(by=None, template=template)

    document.refresh_from_db()
    assert document.template is None


# Arrangements


def test_arrangement_is_kept_and_leaves_the_plan_as_it_is(cast: Cast) -> None:
    plan = plan_of(cast)

    arrange_document(by=None, **arranging(plan))

    document = PlanDocument.objects.get()
    assert [(entry["kind"], entry["title"]) for entry in document.entries or ()] == [
        ("cover", "ปก\nของเรา"),
        ("tables", ""),
    ]
    assert [signer["name"] for signer in document.signatures] == ["นางตัวอย่าง"]
    assert ActionPlan.objects.get().version == plan.version


def test_arrangement_changed_meanwhile_is_not_overwritten(cast: Cast) -> None:
    plan = plan_of(cast)
    arrange_document(by=None, **arranging(plan, base_version=0))

    for seen in (0, 7):
        with pytest.raises(StaleError):
            arrange_document(by=None, **arranging(plan, entries=None, base_version=seen))
    arrange_document(by=None, **arranging(plan, entries=None, base_version=1))

    document = PlanDocument.objects.get()
    assert (document.entries, document.version) == (None, 2)


@pytest.mark.parametrize("place", ["revenue", "planning"])
def test_template_of_elsewhere_is_refused(place: str, cast: Cast) -> None:
    template = DocumentTemplateFactory(organisation=cast.organisation(place))

    with pytest.raises(ValidationError, match="ใช้แม่แบบนี้กับเอกสารนี้ไม่ได้"):
        arrange_document(by=None, **arranging(plan_of(cast), template=template))
    assert not PlanDocument.objects.exists()


def test_approved_plan_is_not_rearranged(cast: Cast) -> None:
    plan = plan_of(cast)
    plan.state = ActionPlan.State.APPROVED
    plan.save()

    with pytest.raises(PermissionDenied, match="แผนฉบับนี้ได้รับอนุมัติแล้ว"):
        arrange_document(by=cast["secretary@medicine"], **arranging(plan))


# Marks


def test_mark_is_taken_out_again(cast: Cast) -> None:
    medicine = cast.organisation("medicine")
    set_mark(by=None, organisation=medicine, mark="letter_emblem", data=picture(format="JPEG"))
    given = Organisation.objects.get(pk=medicine.pk).letter_emblem.name
    set_mark(by=None, organisation=medicine, mark="letter_emblem", data=None)

    assert given.startswith("organisation_marks/")
    assert given.endswith(".jpg")
    assert not Organisation.objects.get(pk=medicine.pk).letter_emblem


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (SVG, "ไฟล์ SVG ใช้เป็นตราไม่ได้"),
        (b"GIF89a not a picture", "ไฟล์นี้ไม่ใช่ภาพที่อ่านได้"),
        (picture()[:40], "ไฟล์นี้ไม่ใช่ภาพที่อ่านได้"),
        (b"\x89PNG" + b"0" * (10 * 1024 * 1024), "ใหญ่กว่า 10 MB"),
    ],
)
def test_file_that_is_no_mark_is_refused(data: bytes, reason: str, cast: Cast) -> None:
    with pytest.raises(ValidationError, match=reason):
        set_mark(by=None, organisation=cast.organisation("medicine"), mark="logo", data=data)
    assert not Organisation.objects.get(pk=cast.organisation("medicine").pk).logo
