"""The paper to be signed and the approved one: what they say, and that one is the other."""

from datetime import date
from hashlib import sha256

import pytest
from django.core.files.base import ContentFile

from ita_portal.render.arrangement import Entry, EntryKind
from ita_portal.render.arrangement_json import entries_to_json
from ita_portal.tables.content import Signature
from ita_portal.tables.to_json import signature_to_json
from organisations.access import Role
from plans.models import Act, ActionPlan, Chain, Revision, SignOffStep
from plans.papers import Paper
from plans.revisions import new_token, sha256_of
from plans.signing import steps_of
from plans.snapshots import content_of
from reports.models import PlanDocument
from reports.papers import approved_paper_of, completed_by, paper_of
from tests.cast import Cast
from tests.factories import (
    ActionPlanFactory,
    ActivityFactory,
    AdjustmentFactory,
    AdjustmentLineFactory,
    ChainFactory,
    ChainStepFactory,
    PlanPartFactory,
    PlanPictureFactory,
    PlanSectionFactory,
    RevisionFactory,
)
from tests.render.reading import pdfium, without_space


@pytest.fixture
def plan(cast: Cast) -> ActionPlan:
    plan = ActionPlanFactory(organisation=cast.organisation("medicine"), title="แผนของการทดสอบ")
    typed = [signature_to_json(Signature("ผู้ลงนามที่พิมพ์ไว้ใต้ตาราง"))]
    part = PlanPartFactory(plan=plan, title="ตารางแรก", signatures=typed)
    ActivityFactory(part=part, title="กิจกรรมที่หนึ่ง")
    return plan


@pytest.fixture
def chain(plan: ActionPlan) -> Chain:
    chain: Chain = ChainFactory(organisation=plan.organisation)
    ChainStepFactory(chain=chain, act=Act.PROPOSE, role=Role.SECRETARY, post="เลขานุการ", label="ผู้เสนอแผน")
    ChainStepFactory(chain=chain, post="อธิบดี", label="ผู้อนุมัติแผน")
    return chain


def paper(plan: ActionPlan, chain: Chain, document: str = "plan_book") -> Paper:
    return paper_of(plan, document=document, chain=chain, number_words="ฉบับที่ 1", token=new_token())


def revision_of(plan: ActionPlan, chain: Chain, made: Paper) -> Revision:
    revision: Revision = RevisionFactory(
        plan=plan,
        number=1,
        token=made.token,
        document=made.document,
        content=made.content,
        content_sha256=sha256_of(made.content),
        paper=ContentFile(made.pdf, name="paper.pdf"),
        paper_sha256=sha256(made.pdf).hexdigest(),
    )
    for step in steps_of(chain, plan):
        step.revision = revision
        step.save()
    return revision


def signed(step: SignOffStep, **values: object) -> SignOffStep:
    done = {"state": "signed", "signed_on": date(2026, 1, 15), "acted_at": "2026-01-15T03:00:00Z"} | values
    for name, value in done.items():
        setattr(step, name, value)
    step.save()
    step.refresh_from_db()
    return step


def words(pdf: bytes) -> str:
    return without_space(pdfium(pdf))


def says(pdf: bytes, *texts: str) -> list[bool]:
    said = words(pdf)
    return [without_space(text) in said for text in texts]


def test_paper_has_number_chain_and_rows_but_no_typed_signatures(plan: ActionPlan, chain: Chain) -> None:
    made = paper(plan, chain)

    assert says(
        made.pdf,
        "แผนของการทดสอบ",
        "ฉบับที่ 1",
        "กิจกรรมที่หนึ่ง",
        "ผู้เสนอแผน",
        "ผู้อนุมัติแผน",
        "อธิบดี",
        "ผู้ลงนามที่พิมพ์ไว้ใต้ตาราง",
    ) == [True, True, True, True, True, True, False]


@pytest.mark.parametrize("document", ["plain", "indicator_plan", "project_charter"])
def test_paper_of_any_kind_is_numbered_and_signed_once(plan: ActionPlan, chain: Chain, document: str) -> None:
    said = words(paper(plan, chain, document).pdf)

    assert said.count(without_space("ผู้อนุมัติแผน")) == 1
    assert without_space("ฉบับที่ 1") in said


def test_content_of_a_paper_is_the_plan_with_its_typed_signatures(plan: ActionPlan, chain: Chain) -> None:
    content = content_of(paper(plan, chain).content)

    (part,) = content.parts
    assert [row.title for row in part.rows] == ["กิจกรรมที่หนึ่ง"]
    assert [one.label for one in part.signatures] == ["ผู้ลงนามที่พิมพ์ไว้ใต้ตาราง"]


def test_approved_paper_has_signatures_and_record(plan: ActionPlan, chain: Chain) -> None:
    revision = revision_of(plan, chain, paper(plan, chain))
    proposing, approving = revision.steps.all()
    signed(proposing, signed_name="นางสาวหนึ่ง", signed_post="เลขานุการ", note="ครบถ้วนแล้ว")
    signed(
        approving,
        signed_name="นายสอง",
        signed_post="รองอธิบดี",
        acting_words="ปฏิบัติราชการแทนอธิบดี",
        acting_order="คำสั่งที่ 12/2569",
        is_paper=True,
    )

    made = approved_paper_of(revision, [proposing, approving])

    assert not made.is_sealed
    assert all(
        says(
            made.pdf,
            "ลงนามอิเล็กทรอนิกส์",
            "(นางสาวหนึ่ง)",
            "(นายสอง)",
            "ปฏิบัติราชการแทนอธิบดี",
            "บันทึกการลงนาม",
            "ครบถ้วนแล้ว",
            "คำสั่งที่ 12/2569",
            "ลงนามในกระดาษ",
            "15 มกราคม 2569",
            "เวลา 10.00 น.",
            revision.paper_sha256,
            "กิจกรรมที่หนึ่ง",
        )
    )


def test_approved_paper_tells_a_resolution(plan: ActionPlan, chain: Chain) -> None:
    revision = revision_of(plan, chain, paper(plan, chain))
    steps = [signed(step, resolution_text="เห็นชอบโดยมติที่ประชุม ครั้งที่ 3/2569") for step in revision.steps.all()]

    said = words(approved_paper_of(revision, steps).pdf)

    # In each block of signatures, and in each line of the record.
    assert said.count(without_space("เห็นชอบโดยมติที่ประชุม ครั้งที่ 3/2569")) == 4


def test_approved_paper_is_of_what_was_submitted(plan: ActionPlan, chain: Chain) -> None:
    section = PlanSectionFactory(plan=plan, title="ความเป็นมา", html="<p>ข้อความเดิม</p>")
    PlanPictureFactory(section=section, caption="ภาพประกอบ")
    revision = revision_of(plan, chain, paper(plan, chain))
    entries = entries_to_json([Entry(EntryKind.TABLES)])
    PlanDocument.objects.create(plan=plan, document="plan_book", entries=entries)
    section.html = "<p>ข้อความใหม่</p>"
    section.save()

    made = approved_paper_of(revision, list(revision.steps.all()))

    assert says(made.pdf, "ข้อความเดิม", "ข้อความใหม่", "ภาพประกอบ") == [True, False, True]
    assert b"/Subtype /Image" in made.pdf


def test_only_the_last_step_makes_an_approved_paper(plan: ActionPlan, chain: Chain, cast: Cast) -> None:
    revision = revision_of(plan, chain, paper(plan, chain))
    proposing, approving = revision.steps.all()
    by = cast["approver@medicine"]
    values = {"signed_name": "นายสอง", "signed_on": date(2026, 1, 15)}

    assert completed_by(by, proposing, values) is None
    signed(proposing, signed_name="นางสาวหนึ่ง")
    made = completed_by(by, approving, values)

    assert made is not None
    assert says(made.pdf, "(นางสาวหนึ่ง)", "(นายสอง)") == [True, True]
    assert SignOffStep.objects.get(pk=approving.pk).state == SignOffStep.State.WAITING


def test_paper_of_a_request_begins_with_what_is_asked(plan: ActionPlan, chain: Chain) -> None:
    plan.state = ActionPlan.State.APPROVED
    plan.save()
    activity = plan.parts.get().activities.get()
    request = AdjustmentFactory(plan=plan, reason="ปฏิทินเปลี่ยน")
    AdjustmentLineFactory(adjustment=request, activity=activity, reason="เลื่อนการอบรม")

    made = paper_of(
        plan,
        document="plan_book",
        chain=chain,
        number_words="ฉบับปรับปรุง ครั้งที่ 1/2569",
        token=new_token(),
        adjustment=request,
    )

    texts = ("ขอปรับเป็น", "ปฏิทินเปลี่ยน", "เลื่อนการอบรม", "กิจกรรมที่หนึ่ง", "กิจกรรมที่ปรับแล้ว")
    assert all(says(made.pdf, "ฉบับปรับปรุง ครั้งที่ 1/2569", *texts))
    (part,) = content_of(made.content).parts
    assert [row.title for row in part.rows] == ["กิจกรรมที่ปรับแล้ว"]
