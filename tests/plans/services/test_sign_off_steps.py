"""Who signs a step: in person, for another by order, in ink on paper, by a resolution."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from ita_portal.thai.dates import format_long
from organisations.access import Role
from organisations.models import User
from plans.models import Act, ActionPlan, Delegation, Revision
from plans.services.delegations import create_delegation, delegate_step, revoke_delegation
from plans.services.sign_off import withdraw_revision
from plans.services.sign_off_steps import record_on_paper, record_resolution, sign_step
from plans.signing import signatures_of, waiting_for, who_can_sign
from tests.cast import Cast
from tests.factories import (
    CommitteeFactory,
    CommitteeMemberFactory,
    CommitteeOrderFactory,
    DelegationFactory,
    MeetingFactory,
    MembershipFactory,
    SignedScanFactory,
    UserFactory,
)
from tests.plans.sign_off_desk import APPROVE, APPROVED, ENDORSE, TODAY, Desk, again


@pytest.fixture
def desk(cast: Cast) -> Desk:
    return Desk(cast)


# Who may


def test_each_step_waits_for_those_it_names_in_order(desk: Desk) -> None:
    revision = desk.submit()

    waiting = {key: list(waiting_for(person)) for key, person in desk.cast.people.items()}

    step = desk.current(revision)
    assert waiting == {
        key: [step] if person == desk.approver else [] for key, person in desk.cast.people.items()
    }
    last = revision.steps.last()
    assert last
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


def test_order_for_a_vacant_post_gives_nobodys_step_away(desk: Desk) -> None:
    revision = desk.submit(ENDORSE | {"post": "รองอธิบดี"}, APPROVE)
    DelegationFactory(organisation=desk.organisation, holder=None, post="รองอธิบดี", substitute=desk.executive)

    assert who_can_sign(desk.current(revision)) == [desk.approver]


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
    planned, held = (
        MeetingFactory(committee=body, number=1),
        MeetingFactory(committee=body, number=9, state="held"),
    )
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
