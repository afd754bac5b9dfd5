"""Submission, and what a revision goes through until it is in force."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models.fields.files import FieldFile
from django.utils import timezone

from ita_portal.thai.dates import format_long
from organisations.access import Role
from organisations.models import AuditEntry, User
from organisations.services.errors import StaleError
from plans import rows
from plans.models import Act, ActionPlan, Chain, Delegation, Revision, SignOffStep
from plans.papers import ApprovedPaper, Paper
from plans.revisions import fingerprint, new_token
from plans.services.delegations import create_delegation, delegate_step, revoke_delegation
from plans.services.sign_off import return_revision, submit, withdraw_revision
from plans.services.sign_off_steps import record_on_paper, record_resolution, sign_step
from plans.signing import current_step, signatures_of, waiting_for, who_can_sign
from plans.snapshots import snapshot_of
from tests.cast import Cast
from tests.factories import (
    ActionPlanFactory,
    ActivityFactory,
    ChainFactory,
    ChainStepFactory,
    CommitteeFactory,
    CommitteeMemberFactory,
    CommitteeOrderFactory,
    DelegationFactory,
    MeetingFactory,
    MembershipFactory,
    PlanPartFactory,
    SignedScanFactory,
    UserFactory,
)

APPROVED = ApprovedPaper(pdf=b"%PDF-1.7 signed", is_sealed=False)
TODAY = timezone.localdate()


def paper_of(plan: ActionPlan) -> Paper:
    return Paper(new_token(), "plain", b"%PDF-1.7 to sign", snapshot_of(rows.contents(plan)))


class Desk:
    """The department's secretary with a plan to submit."""

    def __init__(self, cast: Cast) -> None:
        self.cast, self.organisation = cast, cast.organisation("medicine")
        self.secretary, self.approver, self.executive = (
            cast[f"{role}@medicine"] for role in ("secretary", "approver", "executive")
        )
        self.plan: ActionPlan = ActionPlanFactory(organisation=self.organisation)
        ActivityFactory(part=PlanPartFactory(plan=self.plan))

    def chain(self, *steps: dict[str, Any]) -> Chain:
        chain: Chain = ChainFactory(organisation=self.organisation, is_usual=False)
        for position, values in enumerate(steps, start=1):
            ChainStepFactory(chain=chain, position=position, **{"post": "", "label": ""} | values)
        return chain

    def submit(self, *steps: dict[str, Any], by: User | None = None) -> Revision:
        self.plan.refresh_from_db()
        return submit(
            by=by or self.secretary,
            plan=self.plan,
            base_version=self.plan.version,
            chain=self.chain(*(steps or USUAL)),
            paper=paper_of(self.plan),
        )

    def sign(self, revision: Revision, by: User, **more: Any) -> Revision:
        step = self.current(revision)
        given = {"approved": APPROVED} | more
        return sign_step(by=again(by), step=step, base_version=step.revision.version, **given)

    def current(self, revision: Revision) -> SignOffStep:
        step = current_step(Revision.objects.get(pk=revision.pk))
        assert step is not None
        return step


PROPOSE = {"act": Act.PROPOSE, "role": Role.SECRETARY}
ENDORSE = {"act": Act.ENDORSE, "role": Role.APPROVER}
APPROVE = {"act": Act.APPROVE, "role": Role.EXECUTIVE}
VERIFY = {"act": Act.VERIFY, "role": Role.AUDITOR, "label": "ผู้ตรวจสอบแผน"}
USUAL = (PROPOSE, ENDORSE, APPROVE)


def kept(paper: FieldFile) -> bytes:
    with paper.open() as file:
        content: bytes = file.read()
    return content


def again(user: User) -> User:
    """The person as the next request has it."""
    return User.objects.get(pk=user.pk)


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


# Who may


def test_each_step_waits_for_those_it_names_in_order(desk: Desk) -> None:
    revision = desk.submit()

    waiting = {key: list(waiting_for(person)) for key, person in desk.cast.people.items()}

    step = desk.current(revision)
    assert waiting == {
        key: [step] if person == desk.approver else [] for key, person in desk.cast.people.items()
    }
    last = revision.steps.last()
    with pytest.raises(ValidationError, match="มิใช่ขั้นตอนที่รอดำเนินการ"):
        sign_step(by=desk.executive, step=last, base_version=step.revision.version, approved=APPROVED)


def test_membership_that_ended_yesterday_signs_no_more(desk: Desk) -> None:
    revision = desk.submit()
    desk.approver.memberships.update(ends_on=TODAY - timedelta(days=1))

    with pytest.raises(PermissionDenied, match="ไม่มีสิทธิ์ลงนาม"):
        desk.sign(revision, desk.approver)
    assert who_can_sign(desk.current(revision)) == []


def test_named_person_signs_only_while_a_member_on_the_line(desk: Desk) -> None:
    above, elsewhere = (UserFactory(), UserFactory())
    MembershipFactory(user=above, organisation=desk.cast.organisation("health"), role=Role.AUDITOR)
    MembershipFactory(user=elsewhere, organisation=desk.cast.organisation("revenue"), role=Role.EXECUTIVE)

    for person, may in ((above, [above]), (elsewhere, [])):
        revision = desk.submit({"who": "post", "role": "", "post": "ผู้แทนกระทรวง", "user": person})
        assert who_can_sign(desk.current(revision)) == may
        withdraw_revision(by=desk.secretary, revision=revision, reason="ทดสอบ")


def test_member_taken_out_by_a_later_order_signs_no_more(desk: Desk) -> None:
    order = CommitteeOrderFactory(committee=CommitteeFactory(organisation=desk.organisation))
    person = UserFactory()
    MembershipFactory(user=person, organisation=desk.cast.organisation("planning"), role=Role.AUDITOR)
    member = CommitteeMemberFactory(joined_by=order, user=person)
    revision = desk.submit({"who": "person", "role": "", "member": member})
    before = who_can_sign(desk.current(revision))

    out = CommitteeOrderFactory(committee=order.committee, kind="amend", dated_on=TODAY, effective_on=TODAY)
    member.left_by = out
    member.save()

    assert (before, who_can_sign(desk.current(revision))) == ([person], [])
    with pytest.raises(PermissionDenied):
        desk.sign(revision, person)


def test_head_of_a_unit_outside_the_line_sees_the_plan_from_the_own_step_on(desk: Desk) -> None:
    head = desk.cast["approver@revenue"]
    unit = {"who": "unit", "role": "", "unit": desk.cast.organisation("revenue"), "act": Act.VERIFY}
    seen = []

    def look() -> None:
        seen.append(list(ActionPlan.objects.visible_to(again(head))) == [desk.plan])

    revision = desk.submit(ENDORSE, unit, APPROVE)
    look()
    desk.sign(revision, desk.approver)
    look()
    desk.sign(revision, head)
    look()
    head.memberships.update(ends_on=TODAY - timedelta(days=1))
    look()

    assert seen == [False, True, True, False]


def test_nobody_signs_two_steps_but_for_another_by_order_or_to_note(desk: Desk) -> None:
    MembershipFactory(user=desk.approver, organisation=desk.organisation, role=Role.EXECUTIVE)
    note = {"act": Act.NOTE, "role": Role.APPROVER}
    revision = desk.submit(ENDORSE, note, APPROVE)
    desk.sign(revision, desk.approver)
    desk.sign(revision, desk.approver)

    with pytest.raises(ValidationError, match="ผู้ลงนามแต่ละขั้นตอนต้องเป็นคนละคน"):
        desk.sign(revision, desk.approver)
    order = DelegationFactory(
        organisation=desk.organisation, holder=desk.executive, substitute=desk.approver, post="อธิบดี"
    )
    desk.sign(revision, desk.approver, delegation=order)

    assert Revision.objects.get().state == "approved"


# For another


@pytest.mark.parametrize(
    ("starts", "ends", "may"), [(-1, 1, True), (0, 0, True), (1, 2, False), (-2, -1, False)]
)
def test_order_holds_on_its_days_only(desk: Desk, starts: int, ends: int, may: bool) -> None:
    DelegationFactory(
        organisation=desk.organisation,
        holder=desk.executive,
        substitute=desk.approver,
        starts_on=TODAY + timedelta(days=starts),
        ends_on=TODAY + timedelta(days=ends),
    )
    revision = desk.submit(APPROVE)

    assert (desk.approver in who_can_sign(desk.current(revision))) is may
    assert bool(waiting_for(desk.approver)) is may


def test_substitute_prints_own_name_and_post_and_the_words_of_the_order(desk: Desk) -> None:
    User.objects.filter(pk=desk.approver.pk).update(position="รองอธิบดี")
    create_delegation(
        by=desk.secretary,
        organisation=desk.organisation,
        values={
            "holder": desk.executive,
            "substitute": desk.approver,
            "post": "อธิบดีกรมตัวอย่าง",
            "kind": Delegation.Kind.ACTING,
            "order_number": "12/2569",
            "order_on": TODAY,
            "starts_on": TODAY,
        },
    )
    revision = desk.submit(APPROVE)

    desk.sign(revision, desk.approver)

    (signature,) = signatures_of(revision.steps.all())
    assert (signature.name, signature.position, signature.acting_for) == (
        str(desk.approver),
        "รองอธิบดี",
        f"รักษาราชการแทนอธิบดีกรมตัวอย่าง\nตามคำสั่งที่ 12/2569 ลงวันที่ {format_long(TODAY)}",
    )


def test_order_of_another_organisation_or_a_revoked_one_does_not_help(desk: Desk) -> None:
    given = {"holder": desk.executive, "substitute": desk.approver}
    DelegationFactory(organisation=desk.cast.organisation("revenue"), **given)
    order = DelegationFactory(organisation=desk.organisation, **given)
    revision = desk.submit(APPROVE)
    revoke_delegation(by=desk.secretary, delegation=order)

    assert who_can_sign(desk.current(revision)) == [desk.executive]
    with pytest.raises(PermissionDenied):
        desk.sign(revision, desk.approver)


def test_order_of_one_who_may_no_longer_sign_gives_nothing(desk: Desk) -> None:
    DelegationFactory(organisation=desk.organisation, holder=desk.executive, substitute=desk.approver)
    revision = desk.submit(APPROVE)
    desk.executive.memberships.update(ends_on=TODAY - timedelta(days=1))

    assert who_can_sign(desk.current(revision)) == []


def test_vacant_post_is_signed_for_by_order_or_by_whom_the_secretary_names(desk: Desk) -> None:
    vacant = {"who": "post", "role": "", "post": "รองอธิบดี"}
    revision = desk.submit(vacant, vacant, APPROVE)
    DelegationFactory(organisation=desk.organisation, holder=None, post="รองอธิบดี", substitute=desk.approver)
    desk.sign(revision, desk.approver)

    step = desk.current(revision)
    values = {"substitute": desk.executive, "post": "รองอธิบดี", "kind": "in_post", "starts_on": TODAY}
    delegate_step(by=desk.secretary, step=step, values=values)
    desk.sign(revision, desk.executive)

    words = [step.acting_words for step in revision.steps.all()]
    assert words == ["ปฏิบัติราชการแทนรองอธิบดี", "รักษาการในตำแหน่งรองอธิบดี", ""]


def test_secretary_gives_away_no_step_that_has_somebody(desk: Desk) -> None:
    revision = desk.submit(ENDORSE, APPROVE)
    values = {"substitute": desk.executive, "post": "ผู้อำนวยการ", "starts_on": TODAY}

    with pytest.raises(ValidationError, match="ผู้นั้นต้องมอบหมายด้วยตนเอง"):
        delegate_step(by=desk.secretary, step=desk.current(revision), values=values)
    delegate_step(by=desk.approver, step=desk.current(revision), values=values)
    desk.sign(revision, desk.executive)

    assert desk.current(revision).act == Act.APPROVE


def test_nobody_records_an_order_in_the_own_favour(desk: Desk) -> None:
    values = {
        "holder": desk.executive,
        "substitute": desk.secretary,
        "post": "อธิบดี",
        "order_number": "1/2569",
        "order_on": TODAY,
        "starts_on": TODAY,
    }

    with pytest.raises(ValidationError, match="ตนเองเป็นผู้ลงนามแทนไม่ได้"):
        create_delegation(by=desk.secretary, organisation=desk.organisation, values=values)
    assert Delegation.objects.count() == 0


# On paper and at meetings


def test_ink_is_recorded_with_the_scan_of_this_revision_only(desk: Desk) -> None:
    revision = desk.submit({"who": "post", "role": "", "post": "ผู้ทรงคุณวุฒิ"})
    step = desk.current(revision)
    ink: dict[str, Any] = {
        "step": step,
        "base_version": step.revision.version,
        "signed_name": "นางสมมติ ตัวอย่าง",
        "signed_post": "ผู้ทรงคุณวุฒิ",
        "approved": APPROVED,
    }
    other = SignedScanFactory(organisation=desk.organisation)
    scan = SignedScanFactory(organisation=desk.organisation, revision=revision)

    for wrong, words in (
        ({"scan": None, "signed_on": TODAY}, "แนบไฟล์สแกน"),
        ({"scan": other, "signed_on": TODAY}, "แนบไฟล์สแกน"),
        ({"scan": scan, "signed_on": TODAY - timedelta(days=1)}, "ต้องไม่ก่อนวันที่เสนอ"),
        ({"scan": scan, "signed_on": TODAY + timedelta(days=1)}, "วันในอนาคต"),
    ):
        with pytest.raises(ValidationError, match=words):
            record_on_paper(by=desk.secretary, **ink, **wrong)
    record_on_paper(by=desk.secretary, **ink, scan=scan, signed_on=TODAY)

    done = revision.steps.get()
    assert (done.is_paper, done.acted_by, done.signed_name) == (True, desk.secretary, "นางสมมติ ตัวอย่าง")
    assert Revision.objects.get().state == "approved"


def test_resolution_of_a_meeting_that_was_held_stands_for_a_signature(desk: Desk) -> None:
    body = CommitteeFactory(organisation=desk.organisation, name="คณะทำงานตัวอย่าง")
    planned, held = MeetingFactory(committee=body), MeetingFactory(committee=body, number=9, state="held")
    revision = desk.submit({"who": "meeting", "role": "", "committee": body, "act": Act.ENDORSE}, APPROVE)
    step = desk.current(revision)
    given: dict[str, Any] = {"by": desk.secretary, "step": step, "base_version": step.revision.version}

    with pytest.raises(ValidationError, match="ยังไม่ได้ประชุม"):
        record_resolution(**given, meeting=planned)
    with pytest.raises(ValidationError, match="โปรดเลือกการประชุมของ"):
        record_resolution(**given, meeting=MeetingFactory(state="held"))
    with pytest.raises(ValidationError, match="โปรดระบุมติ"):
        record_resolution(**given)
    with pytest.raises(PermissionDenied):
        desk.sign(revision, desk.executive)
    record_resolution(**given, meeting=held)

    first = revision.steps.first()
    assert first is not None
    assert first.resolution_text == ("เห็นชอบโดยมติที่ประชุมคณะทำงานตัวอย่าง ครั้งที่ 9/2569 เมื่อวันที่ 15 มกราคม 2569")


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
