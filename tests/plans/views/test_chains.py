"""Pages of chains, of orders to sign for another, and of what is done at a step."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from organisations.access import Role
from organisations.models import User
from plans.models import Chain, ChainStep, Delegation, Revision, SignOffStep
from tests.cast import Cast
from tests.conftest import ClientAs
from tests.factories import ChainFactory, ChainStepFactory, RevisionFactory, SignOffStepFactory


@pytest.fixture
def browser(cast: Cast, client_as: ClientAs) -> Client:
    return client_as(cast["secretary@medicine"])


def test_ready_chain_is_proposed_endorsed_and_approved(cast: Cast, browser: Client) -> None:
    organisation = cast.organisation("medicine")
    before = ChainFactory(organisation=organisation, is_usual=True)
    data = {"subject": "plan", "name": "เสนอตามปกติ", "is_ready": "on", "is_usual": "on"}

    answer = browser.post(reverse("plans:chain-new", args=[organisation.pk]), data)

    chain = Chain.objects.exclude(pk=before.pk).get()
    assert answer.headers["Location"] == reverse("plans:chain-detail", args=[chain.pk])
    assert [(step.act, step.role) for step in chain.steps.all()] == [
        ("propose", Role.SECRETARY),
        ("endorse", Role.APPROVER),
        ("approve", Role.EXECUTIVE),
    ]
    before.refresh_from_db()
    assert (before.is_usual, chain.is_usual) == (False, True)


def test_step_keeps_only_what_its_kind_asks(cast: Cast, browser: Client) -> None:
    chain = ChainFactory(organisation=cast.organisation("medicine"))
    address = reverse("plans:chain-step-new", args=[chain.pk, "post"])
    data = {"act": "approve", "label_at": "below", "role": Role.AUDITOR}

    refused = browser.post(address, data)
    accepted = browser.post(address, data | {"post": "อธิบดีกรมตัวอย่าง"})

    assert (refused.status_code, accepted.status_code) == (422, 302)
    assert "โปรดระบุตำแหน่ง" in refused.content.decode()
    step = ChainStep.objects.get()
    assert (step.who, step.post, step.role) == ("post", "อธิบดีกรมตัวอย่าง", "")


def test_steps_change_places(cast: Cast, browser: Client) -> None:
    chain = ChainFactory(organisation=cast.organisation("medicine"))
    first, second = (ChainStepFactory(chain=chain, position=place, label=f"ที่ {place}") for place in (1, 2))

    browser.post(reverse("plans:chain-step-move", args=[first.pk]), {"step": "1"})

    assert list(chain.steps.values_list("pk", "position")) == [(second.pk, 1), (first.pk, 2)]


def test_page_of_a_chain_marks_the_step_with_nobody(cast: Cast, browser: Client) -> None:
    chain = ChainFactory(organisation=cast.organisation("medicine"))
    ChainStepFactory(chain=chain, role=Role.APPROVER)
    address = reverse("plans:chain-detail", args=[chain.pk])
    with_somebody = browser.get(address).content.decode()
    cast["approver@medicine"].memberships.all().delete()

    with_nobody = browser.get(address).content.decode()

    assert str(cast["approver@medicine"]) in with_somebody
    assert ["ยังไม่มีผู้ดำเนินการ" in page for page in (with_somebody, with_nobody)] == [False, True]


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"order_number": ""}, "โปรดระบุเลขที่คำสั่ง"),
        ({"ends_on": "1/1/2569"}, "วันสิ้นสุดต้องไม่ก่อนวันเริ่ม"),
        ({"kind": "own_law"}, "โปรดระบุถ้อยคำตามกฎหมายของหน่วยงาน"),
        ({"substitute": "secretary@medicine"}, "ท่านบันทึกให้ตนเองเป็นผู้ลงนามแทนไม่ได้"),
        ({"substitute": "secretary@revenue"}, "ไม่พบผู้ใช้งานนี้"),
        ({"starts_on": "เมื่อวาน"}, "วันที่"),
    ],
)
def test_order_that_cannot_be_is_refused_at_its_place(
    cast: Cast, browser: Client, changed: dict[str, str], words: str
) -> None:
    organisation = cast.organisation("medicine")
    data: dict[str, Any] = {
        "holder": "executive@medicine",
        "substitute": "approver@medicine",
        "post": "อธิบดีกรมตัวอย่าง",
        "kind": "acting",
        "order_number": "12/2569",
        "order_on": "5/1/2569",
        "starts_on": "5/1/2569",
    } | changed
    people = {name: cast[data[name]].pk for name in ("holder", "substitute")}

    answer = browser.post(reverse("plans:delegation-new", args=[organisation.pk]), data | people)

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert "อธิบดีกรมตัวอย่าง" in answer.content.decode()
    assert Delegation.objects.count() == 0


def test_step_is_returned_with_its_reason_once(cast: Cast, client_as: ClientAs) -> None:
    step = _waiting(cast)
    address = reverse("plans:step-return", args=[step.pk])
    browser = client_as(cast["approver@medicine"])

    empty = browser.post(address, {"base_version": "1", "reason": " "})
    stale = browser.post(address, {"base_version": "9", "reason": "โปรดแก้วงเงิน"})
    done = browser.post(address, {"base_version": "1", "reason": "โปรดแก้วงเงิน"})
    again = browser.post(address, {"base_version": "2", "reason": "โปรดแก้วงเงิน"})

    assert [answer.status_code for answer in (empty, stale, done, again)] == [422, 422, 302, 403]
    assert "มีผู้ดำเนินการกับเรื่องนี้ก่อนท่าน" in stale.content.decode()
    assert "โปรดแก้วงเงิน" in stale.content.decode()
    assert Revision.objects.get().state == "returned"


def test_step_is_given_to_another_by_who_is_to_sign_it(cast: Cast, client_as: ClientAs) -> None:
    step = _waiting(cast)
    data = {
        "substitute": cast["executive@medicine"].pk,
        "post": "ผู้อำนวยการตัวอย่าง",
        "kind": "delegated",
        "starts_on": "5/1/2569",
    }

    answer = client_as(cast["approver@medicine"]).post(reverse("plans:step-delegate", args=[step.pk]), data)

    assert answer.status_code == 302
    order = Delegation.objects.get()
    assert (order.holder, order.substitute, order.step) == (
        cast["approver@medicine"],
        cast["executive@medicine"],
        step,
    )
    assert step in SignOffStep.objects.for_signer(User.objects.get(pk=cast["executive@medicine"].pk))


def _waiting(cast: Cast) -> SignOffStep:
    revision = RevisionFactory(plan__organisation=cast.organisation("medicine"))
    step: SignOffStep = SignOffStepFactory(revision=revision, position=1)
    return step
