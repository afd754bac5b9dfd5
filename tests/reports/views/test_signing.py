"""Submitting and signing on pages: from the form to the approved paper, and what stands against it."""

import io
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models.fields.files import FieldFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image
from pytest_django import DjangoAssertNumQueries

from organisations.access import Role
from organisations.scans import MAX_BYTES, TOO_LARGE
from plans.models import ActionPlan, Chain, Revision, SignedScan, SignOffStep
from plans.revisions import check_address, new_token
from plans.services import signed_scans
from tests.cast import Cast
from tests.conftest import ClientAs
from tests.factories import (
    ActionPlanFactory,
    ActivityFactory,
    ActivityOwnerFactory,
    ChainFactory,
    ChainStepFactory,
    DelegationFactory,
    PlanPartFactory,
    RevisionFactory,
    SignOffStepFactory,
)
from tests.factories.base import PIXEL
from tests.render.reading import pdfium, without_space

MOVED_ON = "เรื่องนี้ดำเนินการไปแล้วก่อนท่านบันทึก"


@pytest.fixture
def plan(cast: Cast) -> ActionPlan:
    plan = ActionPlanFactory(organisation=cast.organisation("medicine"), title="แผนของการทดสอบ")
    part = PlanPartFactory(plan=plan)
    ActivityOwnerFactory(activity=ActivityFactory(part=part, title="กิจกรรมที่หนึ่ง"))
    return plan


@pytest.fixture
def chain(plan: ActionPlan) -> Chain:
    """Endorsed by the executive, then approved by the approver."""
    chain: Chain = ChainFactory(organisation=plan.organisation)
    ChainStepFactory(chain=chain, act="endorse", role=Role.EXECUTIVE, label="ผู้เห็นชอบแผน", post="รองอธิบดี")
    ChainStepFactory(chain=chain, label="ผู้อนุมัติแผน", post="อธิบดี")
    return chain


@pytest.fixture
def waiting(cast: Cast) -> SignOffStep:
    """The only step of a revision, which waits for the approver."""
    revision = RevisionFactory(plan__organisation=cast.organisation("medicine"))
    step: SignOffStep = SignOffStepFactory(revision=revision, name="นายสอง สมมติ", post="อธิบดี")
    return step


@pytest.fixture
def secretary(cast: Cast, client_as: ClientAs) -> Client:
    return client_as(cast["secretary@medicine"])


@pytest.fixture
def approver(cast: Cast, client_as: ClientAs) -> Client:
    return client_as(cast["approver@medicine"])


def address(name: str, pk: int) -> str:
    return reverse(name, args=[pk])


def sent(plan: ActionPlan, chain: Chain, **more: Any) -> dict[str, Any]:
    given = {"base_version": plan.version, "chain": chain.pk, "document": "plain", "accepts": "on"}
    return given | more


def words(pdf: bytes) -> str:
    return without_space(pdfium(pdf))


def kept(file: FieldFile) -> bytes:
    with file.open("rb") as opened:
        return bytes(opened.read())


# The whole way


def test_plan_is_submitted_signed_by_each_and_approved(
    plan: ActionPlan, chain: Chain, cast: Cast, secretary: Client, client_as: ClientAs
) -> None:
    answer = secretary.post(address("reports:plan-submit", plan.pk), sent(plan, chain))
    revision = Revision.objects.get()
    assert answer["Location"] == revision.get_absolute_url()

    for person, note in (("executive@medicine", "เห็นควร"), ("approver@medicine", "")):
        step = revision.steps.filter(state="waiting")[0]
        revision.refresh_from_db()
        sign = address("reports:step-sign", step.pk)
        given = {"base_version": revision.version, "acting": "own", "note": note}
        assert client_as(cast[person]).post(sign, given)["Location"] == revision.get_absolute_url()

    plan.refresh_from_db()
    revision.refresh_from_db()
    assert (plan.state, revision.state) == ("approved", "approved")
    paper = secretary.get(address("plans:revision-approved", revision.pk))
    assert paper["Content-Type"] == "application/pdf"
    assert paper.content == kept(revision.approved_paper)
    for said in ("ลงนามอิเล็กทรอนิกส์", "บันทึกการลงนาม", "เห็นควร", revision.paper_sha256):
        assert without_space(said) in words(paper.content)
    page = secretary.get(revision.get_absolute_url()).content.decode()
    assert "ความเห็น: เห็นควร" in page


# Submitting


def test_preview_is_the_paper_and_submits_nothing(plan: ActionPlan, chain: Chain, secretary: Client) -> None:
    given = sent(plan, chain, preview="1")
    del given["accepts"]

    answer = secretary.post(address("reports:plan-submit", plan.pk), given)

    assert answer["Content-Type"] == "application/pdf"
    assert without_space("ผู้อนุมัติแผน") in words(answer.content)
    assert not Revision.objects.exists()


def test_plan_without_rows_is_not_offered_for_submission(chain: Chain, secretary: Client) -> None:
    empty = ActionPlanFactory(organisation=chain.organisation)
    address_ = address("reports:plan-submit", empty.pk)

    page = secretary.get(address_).content.decode()
    answer = secretary.post(address_, sent(empty, chain))

    assert reverse("plans:plan-editor", args=[empty.pk]) in page
    assert answer.status_code == 422
    assert not Revision.objects.exists()


def test_warnings_have_to_be_confirmed(plan: ActionPlan, chain: Chain, secretary: Client) -> None:
    ActivityFactory(part=plan.parts.get(), title="ไม่มีผู้รับผิดชอบ")
    given = sent(plan, chain)
    del given["accepts"]

    answer = secretary.post(address("reports:plan-submit", plan.pk), given)

    assert answer.status_code == 422
    assert "โปรดยืนยันว่าได้ตรวจสอบข้อสังเกตแล้ว" in answer.content.decode()
    assert not Revision.objects.exists()


def test_later_submission_asks_for_a_reason_and_keeps_it(
    plan: ActionPlan, chain: Chain, secretary: Client
) -> None:
    RevisionFactory(plan=plan, number=1, state="returned", decided_at=timezone.now())
    page = address("reports:plan-submit", plan.pk)

    without = secretary.post(page, sent(plan, chain))
    stale = secretary.post(page, sent(plan, chain, reason="แก้ไขวงเงิน", base_version=plan.version + 5))
    done = secretary.post(page, sent(plan, chain, reason="แก้ไขวงเงิน"))

    assert "โปรดระบุเหตุผลที่เสนอฉบับใหม่" in without.content.decode()
    assert stale.status_code == 422
    assert "แก้ไขวงเงิน" in stale.content.decode()
    assert "มีผู้แก้ไขก่อนท่าน" in stale.content.decode()
    assert done.status_code == 302
    assert Revision.objects.get(number=2).reason == "แก้ไขวงเงิน"


# Signing


def test_stale_signature_is_refused_and_keeps_the_note(waiting: SignOffStep, approver: Client) -> None:
    given = {"base_version": waiting.revision.version + 1, "acting": "own", "note": "เห็นชอบตามเสนอ"}

    answer = approver.post(address("reports:step-sign", waiting.pk), given)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert MOVED_ON in page
    assert "เห็นชอบตามเสนอ" in page
    waiting.refresh_from_db()
    assert waiting.state == SignOffStep.State.WAITING


def test_step_of_a_withdrawn_revision_says_so(waiting: SignOffStep, approver: Client) -> None:
    done = {"state": "withdrawn", "decided_at": timezone.now(), "version": 2}
    Revision.objects.filter(pk=waiting.revision_id).update(**done)
    page = address("reports:step-sign", waiting.pk)

    answer = approver.post(page, {"base_version": 1, "acting": "own", "note": "อนุมัติ"})

    assert answer.status_code == 422
    assert MOVED_ON in answer.content.decode()
    assert "ขั้นตอนนี้ไม่ได้รอดำเนินการ" in approver.get(page).content.decode()


def test_substitute_is_asked_for_whom(waiting: SignOffStep, cast: Cast, client_as: ClientAs) -> None:
    person = cast["approver@medicine"]
    order = DelegationFactory(
        organisation=waiting.organisation,
        holder=cast["executive@medicine"],
        substitute=person,
        post="อธิบดี",
        starts_on=timezone.localdate() - timedelta(days=1),
    )
    waiting.act, waiting.role = "approve", Role.EXECUTIVE
    waiting.save()
    client = client_as(person)
    sign = address("reports:step-sign", waiting.pk)

    page = client.get(sign).content.decode()
    client.post(sign, {"base_version": 1, "acting": str(order.pk), "note": ""})

    waiting.refresh_from_db()
    assert "ปฏิบัติราชการแทนอธิบดี" in page
    assert waiting.acting_words == "ปฏิบัติราชการแทนอธิบดี"


# Ink on paper


def ink(step: SignOffStep, **more: Any) -> dict[str, Any]:
    return {
        "base_version": step.revision.version,
        "signed_name": "นายสอง สมมติ",
        "signed_post": "อธิบดี",
        "signed_on": timezone.localdate().strftime("%d/%m/%Y"),
        "scan": SimpleUploadedFile("ลงนาม.png", PIXEL, "image/png"),
    } | more


def test_ink_is_recorded_with_its_scan(waiting: SignOffStep, secretary: Client) -> None:
    answer = secretary.post(address("reports:step-paper", waiting.pk), ink(waiting))

    assert answer["Location"] == waiting.revision.get_absolute_url()
    waiting.refresh_from_db()
    assert (waiting.state, waiting.is_paper, waiting.signed_name) == ("signed", True, "นายสอง สมมติ")
    scan = SignedScan.objects.get()
    assert (scan.revision, waiting.scan) == (waiting.revision, scan)
    assert scan.note
    page = secretary.get(waiting.revision.get_absolute_url()).content.decode()
    assert reverse("plans:scan-file", args=[scan.pk]) in page
    more = reverse("plans:scan-new", args=[waiting.organisation.pk])
    assert f'href="{more}?revision={waiting.revision_id}"' in page


def test_photo_of_a_phone_is_a_scan_and_a_huge_file_is_none(waiting: SignOffStep, secretary: Client) -> None:
    page, photo = address("reports:step-paper", waiting.pk), io.BytesIO()
    Image.new("RGB", (64, 64), "white").save(photo, "HEIF")
    huge = SimpleUploadedFile("ลงนาม.pdf", b"%PDF-" + bytes(MAX_BYTES), "application/pdf")
    taken = SimpleUploadedFile("IMG_0001.HEIC", photo.getvalue(), "image/heic")

    refused = secretary.post(page, ink(waiting, scan=huge, note="ตามที่เสนอ"))
    done = secretary.post(page, ink(waiting, scan=taken))

    assert (refused.status_code, done.status_code) == (422, 302)
    assert TOO_LARGE in refused.content.decode()
    assert SignedScan.objects.get().name == "IMG_0001.heic"


def test_ink_of_tomorrow_is_refused_and_the_scan_is_used_again(
    waiting: SignOffStep, secretary: Client
) -> None:
    page = address("reports:step-paper", waiting.pk)
    tomorrow = (timezone.localdate() + timedelta(days=1)).strftime("%d/%m/%Y")

    refused = secretary.post(page, ink(waiting, signed_on=tomorrow, note="ตามที่เสนอ"))
    done = secretary.post(page, ink(waiting))

    assert refused.status_code == 422
    assert "ตามที่เสนอ" in refused.content.decode()
    assert done.status_code == 302
    assert SignedScan.objects.count() == 1


def test_scan_with_the_qr_of_other_paper_signs_nothing(
    waiting: SignOffStep, secretary: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = RevisionFactory(plan__organisation=waiting.organisation, token=new_token())
    monkeypatch.setattr(signed_scans, "tokens_in", lambda content, ending: [check_address(other.token)])

    answer = secretary.post(address("reports:step-paper", waiting.pk), ink(waiting))

    assert answer.status_code == 422
    assert "QR ในไฟล์นี้เป็นของเอกสารอื่น" in answer.content.decode()
    waiting.refresh_from_db()
    assert waiting.state == SignOffStep.State.WAITING
    assert SignedScan.objects.count() == 1


# Papers as kept


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda file: file.write(b"%PDF-1.7 another\n%%EOF\n"), "ไฟล์เอกสารไม่ตรงกับที่เก็บไว้"),
        (None, "ไม่พบไฟล์เอกสารฉบับนี้"),
    ],
)
def test_paper_changed_on_disk_is_not_served(
    waiting: SignOffStep, secretary: Client, spoil: Callable[[Any], Any] | None, said: str
) -> None:
    paper: Any = waiting.revision.paper
    if spoil:
        with paper.storage.open(paper.name, "wb") as file:
            spoil(file)
    else:
        paper.storage.delete(paper.name)

    answer = secretary.get(address("plans:revision-paper", waiting.revision_id))

    assert answer.status_code == 409
    assert answer["Content-Type"].startswith("text/html")
    assert said in answer.content.decode()


# The plan's page


def test_plan_page_tells_the_return_with_its_reason(waiting: SignOffStep, secretary: Client) -> None:
    SignOffStep.objects.filter(pk=waiting.pk).update(
        state="returned", acted_at=timezone.now(), note="วงเงินไม่ตรง"
    )
    Revision.objects.filter(pk=waiting.revision_id).update(state="returned", decided_at=timezone.now())
    plan = waiting.revision.plan
    ActionPlan.objects.filter(pk=plan.pk).update(state="returned")

    page = secretary.get(plan.get_absolute_url()).content.decode()

    assert "วงเงินไม่ตรง" in page
    assert reverse("reports:plan-submit", args=[plan.pk]) in page


# Queries


@pytest.mark.parametrize("name", ["reports:step-sign", "plans:revision-detail", "plans:revision-list"])
def test_queries_do_not_grow_with_rows_and_revisions(
    name: str,
    cast: Cast,
    approver: Client,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    counts = []
    for rows in (1, 30):
        plan = ActionPlanFactory(organisation=cast.organisation("medicine"), state="waiting")
        part = PlanPartFactory(plan=plan)
        for _ in range(rows):
            ActivityFactory(part=part)
        earlier = {"state": "returned", "decided_at": timezone.now()}
        for number in range(rows):
            RevisionFactory(plan=plan, number=number + 1, **earlier)
        revision = RevisionFactory(plan=plan, number=rows + 1)
        step = SignOffStepFactory(revision=revision)
        for _ in range(rows):
            SignOffStepFactory(revision=revision)
        of = {"reports:step-sign": step, "plans:revision-detail": revision, "plans:revision-list": plan}
        with django_assert_max_num_queries(200) as asked:
            assert approver.get(address(name, of[name].pk)).status_code == 200
        counts.append(len(asked))

    assert counts[0] == counts[1]


def test_queries_of_submission_do_not_grow_with_rows(
    plan: ActionPlan,
    chain: Chain,
    secretary: Client,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    page, counts = address("reports:plan-submit", plan.pk), []
    for rows in (1, 30):
        for _ in range(rows):
            ActivityFactory(part=plan.parts.get())
        with django_assert_max_num_queries(200) as asked:
            assert secretary.get(page).status_code == 200
        counts.append(len(asked))

    assert counts[0] == counts[1]
