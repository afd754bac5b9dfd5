"""Submission, and what a revision goes through until it is in force."""

from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError

from organisations.access import Role
from organisations.models import AuditEntry, User
from organisations.services.errors import StaleError
from plans import rows
from plans.models import Act, ActionPlan, Revision
from plans.revisions import fingerprint
from plans.services.sign_off import return_revision, submit, withdraw_revision
from plans.services.sign_off_steps import sign_step
from plans.signing import waiting_for
from plans.snapshots import snapshot_of
from tests.cast import Cast
from tests.plans.sign_off_desk import APPROVE, APPROVED, ENDORSE, Desk, kept, paper_of


@pytest.fixture
def desk(cast: Cast) -> Desk:
    return Desk(cast)


# The way to approval


def test_plan_is_in_force_when_the_last_step_is_signed(desk: Desk) -> None:
    revision = desk.submit()
    states = [Revision.objects.get().state]
    for person in (desk.approver, desk.executive):
        revision = desk.sign(revision, person)
        states.append(Revision.objects.get().state)

    desk.plan.refresh_from_db()
    revision.refresh_from_db()
    assert states == ["waiting", "waiting", "approved"]
    assert desk.plan.state == "approved"
    assert revision.approved_version == desk.plan.version
    assert kept(revision.approved_paper) == APPROVED.pdf
    assert [(step.act, step.signed_name) for step in revision.steps.all()] == [
        ("propose", str(desk.secretary)),
        ("endorse", str(desk.approver)),
        ("approve", str(desk.executive)),
    ]


def test_submission_freezes_plan_and_paper(desk: Desk) -> None:
    revision = desk.submit()

    desk.plan.refresh_from_db()
    assert (desk.plan.state, str(revision)) == ("waiting", "ฉบับที่ 1")
    assert revision.content == snapshot_of(rows.contents(desk.plan))
    assert kept(revision.paper) == b"%PDF-1.7 to sign"
    assert [(step.label, step.name, step.state) for step in revision.steps.all()] == [
        ("ผู้เสนอ", str(desk.secretary), "signed"),
        ("ผู้เห็นชอบ", str(desk.approver), "waiting"),
        ("ผู้อนุมัติ", str(desk.executive), "waiting"),
    ]


def test_next_revision_replaces_and_names_the_one_before(desk: Desk) -> None:
    first = desk.submit(APPROVE)
    desk.sign(first, desk.executive)
    ActionPlan.objects.filter(pk=desk.plan.pk).update(state="draft")

    second = desk.submit(APPROVE)
    in_between = Revision.objects.get(pk=first.pk).state
    desk.sign(second, desk.executive)

    assert in_between == "approved"
    assert second.previous_sha256 == fingerprint(first)
    assert dict(Revision.objects.values_list("number", "state")) == {1: "replaced", 2: "approved"}


def test_every_decision_leaves_one_entry_about_the_plan(desk: Desk) -> None:
    revision = desk.submit()
    desk.sign(revision, desk.approver, note="เห็นควรดำเนินการ")
    step = desk.current(revision)
    return_revision(by=desk.executive, step=step, base_version=step.revision.version, reason="วงเงินเกิน")

    entries = AuditEntry.objects.about(desk.plan).filter(action="state").order_by("pk")
    told = [(entry.object_type, (entry.after or {})["state"], entry.reason) for entry in entries]
    assert told == [
        ("plans.revision", "waiting", ""),
        ("plans.signoffstep", "signed", ""),
        ("plans.signoffstep", "signed", "เห็นควรดำเนินการ"),
        ("plans.signoffstep", "returned", "วงเงินเกิน"),
    ]


# Going back


def test_returned_plan_can_be_written_and_submitted_again(desk: Desk) -> None:
    first = desk.submit()
    step = desk.current(first)
    return_revision(by=desk.approver, step=step, base_version=step.revision.version, reason="โปรดแก้วงเงิน")
    desk.plan.refresh_from_db()
    state = desk.plan.state

    second = desk.submit()

    assert (state, str(second)) == ("returned", "ฉบับที่ 2")
    assert dict(Revision.objects.values_list("number", "state")) == {1: "returned", 2: "waiting"}


@pytest.mark.parametrize("reason", ["", "  "])
def test_return_and_withdrawal_ask_for_a_reason(desk: Desk, reason: str) -> None:
    revision = desk.submit()
    step = desk.current(revision)

    with pytest.raises(ValidationError, match="เหตุผลที่ส่งคืน"):
        return_revision(by=desk.approver, step=step, base_version=step.revision.version, reason=reason)
    with pytest.raises(ValidationError, match="เหตุผลที่ถอน"):
        withdraw_revision(by=desk.secretary, revision=revision, reason=reason)


def test_withdrawn_plan_is_a_draft_and_can_no_longer_be_signed(desk: Desk) -> None:
    revision = desk.submit()
    step = desk.current(revision)
    withdraw_revision(by=desk.secretary, revision=revision, reason="พบข้อผิดพลาด")

    with pytest.raises(StaleError):
        sign_step(by=desk.approver, step=step, base_version=step.revision.version)
    desk.plan.refresh_from_db()
    assert (desk.plan.state, list(waiting_for(desk.approver))) == ("draft", [])


# What is refused at submission


@pytest.mark.parametrize(
    ("steps", "words"),
    [
        ([], "ยังไม่มีขั้นตอน"),
        (
            [ENDORSE, {"act": Act.VERIFY, "role": Role.AUDITOR, "label": "ผู้ตรวจสอบแผน"}],
            "ขั้นตอนที่ 2 “ผู้ตรวจสอบแผน”",
        ),
        ([{"who": "person", "role": ""}], "ขั้นตอนที่ 1 “อนุมัติ”"),
    ],
)
def test_chain_with_nobody_in_a_step_is_refused_by_name(
    desk: Desk, steps: list[dict[str, Any]], words: str
) -> None:
    desk.cast["auditor@medicine"].memberships.all().delete()
    chain = desk.chain(*steps)

    with pytest.raises(ValidationError, match=words):
        submit(
            by=desk.secretary,
            plan=desk.plan,
            base_version=desk.plan.version,
            chain=chain,
            paper=paper_of(desk.plan),
        )
    desk.plan.refresh_from_db()
    assert (desk.plan.state, Revision.objects.count()) == ("draft", 0)


def test_submission_is_of_the_version_that_was_read(desk: Desk) -> None:
    paper, chain = paper_of(desk.plan), desk.chain(APPROVE)
    given: dict[str, Any] = {"by": desk.secretary, "plan": desk.plan, "chain": chain, "paper": paper}

    with pytest.raises(StaleError):
        submit(**given, base_version=desk.plan.version - 1)
    submit(**given, base_version=desk.plan.version)
    with pytest.raises(PermissionDenied, match="อยู่ระหว่างการพิจารณา"):
        submit(**given, base_version=desk.plan.version)
    assert Revision.objects.count() == 1


def test_nobody_approves_a_plan_that_changed_under_them(desk: Desk) -> None:
    revision = desk.submit(APPROVE)
    ActionPlan.objects.filter(pk=desk.plan.pk).update(version=desk.plan.version + 5)

    with pytest.raises(StaleError):
        desk.sign(revision, desk.executive)
    assert Revision.objects.get().state == "waiting"


# Letters


def test_each_turn_is_told_by_a_letter_to_everybody_who_may_act(
    desk: Desk, django_capture_on_commit_callbacks: Any
) -> None:
    for person in (desk.secretary, desk.approver, desk.executive):
        User.objects.filter(pk=person.pk).update(email=f"{person.username}@example.go.th")
    desk.secretary.refresh_from_db()

    with django_capture_on_commit_callbacks(execute=True):
        revision = desk.submit()
        desk.sign(revision, desk.approver)
        desk.sign(revision, desk.executive)

    told = [(letter.to, letter.subject.split(":")[0]) for letter in mail.outbox]
    assert told == [
        ([f"{desk.approver.username}@example.go.th"], "โปรดพิจารณาแผน"),
        ([f"{desk.executive.username}@example.go.th"], "โปรดพิจารณาแผน"),
        ([f"{desk.secretary.username}@example.go.th"], "อนุมัติแล้ว"),
    ]
    assert all(f"/plans/revisions/{revision.pk}/" in letter.body for letter in mail.outbox)
