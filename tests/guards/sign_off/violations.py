"""Each constraint of committees, sign-off and revisions, violated once."""

from collections.abc import Callable
from datetime import date, time
from functools import partial
from typing import Any

from django.db import models
from django.utils import timezone

from plans.models import Revision
from plans.revisions import new_token
from tests.factories import (
    AdjustmentFactory,
    AdjustmentLineFactory,
    AgendaItemFactory,
    AttendanceFactory,
    ChainFactory,
    ChainStepFactory,
    CommitteeFactory,
    CommitteeMemberFactory,
    CommitteeOrderFactory,
    CorrectionFactory,
    DelegationFactory,
    MeetingFactory,
    ReopeningFactory,
    ResolutionFactory,
    RevisionFactory,
    SignedScanFactory,
    SignOffStepFactory,
)
from tests.guards.breaking import having, second

returned = partial(RevisionFactory, state="returned", decided_at=timezone.now())
approved = partial(RevisionFactory, state="approved", decided_at=timezone.now(), approved_version=1)


def anew(make: Callable[[], Any], **values: Any) -> Callable[[], models.Model]:
    """The object as another that is not stored yet: what is frozen, triggers refuse to change."""

    def broken() -> models.Model:
        found = make()
        found.pk, found._state.adding = None, True
        if isinstance(found, Revision):
            found.token = new_token()
        for name, value in values.items():
            setattr(found, name, value)
        return found

    return broken


def leaves_by_the_order_that_brought_in() -> models.Model:
    member = CommitteeMemberFactory()
    member.left_by = member.joined_by
    return member


def delegated_to_oneself() -> models.Model:
    delegation = DelegationFactory()
    delegation.holder = delegation.substitute
    return delegation


def second_scan_on_the_revision() -> models.Model:
    scan = SignedScanFactory(revision=RevisionFactory())
    return SignedScanFactory.build(
        organisation=scan.organisation, revision=scan.revision, sha256=scan.sha256, file=scan.file
    )


OF_SIGN_OFF: dict[str, Callable[[], models.Model]] = {
    "organisations_committee_kind_known": having(CommitteeFactory, kind="club"),
    "organisations_committee_has_name": having(CommitteeFactory, name=""),
    "organisations_committee_years_in_order": having(CommitteeFactory, last_fiscal_year=2550),
    "organisations_committee_quorum_range": having(CommitteeFactory, quorum=0),
    "organisations_committee_attendance_range": having(CommitteeFactory, attendance_target=101),
    "organisations_committeeorder_kind_known": having(CommitteeOrderFactory, kind="wish"),
    "organisations_committeeorder_once": second(
        partial(CommitteeOrderFactory, kind="amend"), "committee", "number", "dated_on"
    ),
    "organisations_committeeorder_begins_and_ends_once": second(CommitteeOrderFactory, "committee"),
    "organisations_committeemember_duty_known": having(CommitteeMemberFactory, duty="king"),
    "organisations_committeemember_is_somebody": having(CommitteeMemberFactory, name="", post=""),
    "organisations_committeemember_leaves_by_another_order": leaves_by_the_order_that_brought_in,
    "organisations_meeting_number_once": second(MeetingFactory, "committee", "year", "number"),
    "organisations_meeting_number_range": having(MeetingFactory, number=0),
    "organisations_meeting_times_in_order": having(MeetingFactory, starts_at=time(12), ends_at=time(9)),
    "organisations_meeting_state_known": having(MeetingFactory, state="lost"),
    "organisations_agendaitem_section_known": having(AgendaItemFactory, section=6),
    "organisations_attendance_once": second(AttendanceFactory, "meeting", "member"),
    "organisations_attendance_state_known": having(AttendanceFactory, state="asleep"),
    "organisations_attendance_substitute_came": having(AttendanceFactory, substitute="นางสาวตัวอย่าง"),
    "organisations_resolution_kind_known": having(ResolutionFactory, kind="dream"),
    "organisations_resolution_state_known": having(ResolutionFactory, state="lost"),
    "organisations_resolution_done_on_a_day": having(ResolutionFactory, done_on=date(2026, 1, 1)),
    "plans_chain_subject_known": having(ChainFactory, subject="poem", is_usual=False),
    "plans_chain_one_usual": second(ChainFactory, "organisation"),
    "plans_chain_name_once": second(partial(ChainFactory, is_usual=False), "organisation", "name"),
    "plans_chainstep_act_known": having(ChainStepFactory, act="sing"),
    "plans_chainstep_who_known": having(ChainStepFactory, who="anybody"),
    "plans_revision_number_once": anew(second(returned, "plan", "number")),
    "plans_revision_one_waits": anew(second(RevisionFactory, "plan")),
    "plans_revision_one_in_force": anew(second(approved, "plan")),
    "plans_revision_state_known": anew(returned, number=1000, state="lost"),
    "plans_revision_decided_when_done": having(RevisionFactory, decided_at=timezone.now()),
    "plans_revision_approved_version": having(RevisionFactory, approved_version=1),
    "plans_revision_adjustment_with_year": anew(returned, number=1000, adjustment_number=1),
    "plans_signoffstep_in_sequence": second(SignOffStepFactory, "revision", "position"),
    "plans_signoffstep_acted_when_done": having(SignOffStepFactory, acted_at=timezone.now()),
    "plans_signoffstep_signed_by_somebody": having(
        SignOffStepFactory, state="signed", acted_at=timezone.now()
    ),
    "plans_signoffstep_returned_with_reason": having(
        SignOffStepFactory, state="returned", acted_at=timezone.now()
    ),
    "plans_signedscan_found_known": anew(SignedScanFactory, found="gold"),
    "plans_signedscan_once": second_scan_on_the_revision,
    "plans_delegation_kind_known": having(DelegationFactory, kind="magic"),
    "plans_delegation_own_words_said": having(DelegationFactory, kind="own_law"),
    "plans_delegation_days_in_order": having(DelegationFactory, ends_on=date(2025, 9, 30)),
    "plans_delegation_to_another": delegated_to_oneself,
    "plans_adjustment_state_known": having(AdjustmentFactory, state="lost", revision=None),
    "plans_adjustment_one_open": second(AdjustmentFactory, "plan"),
    "plans_adjustment_submitted_with_revision": having(AdjustmentFactory, state="approved"),
    "plans_adjustmentline_of_its_kind": having(AdjustmentLineFactory, kind="add"),
    "plans_adjustmentline_row_once": second(AdjustmentLineFactory, "adjustment", "activity"),
    "plans_correction_has_note": having(CorrectionFactory, note=""),
    "plans_reopening_decided_when_done": having(ReopeningFactory, decided_at=timezone.now()),
    "plans_reopening_one_waits": second(ReopeningFactory, "plan"),
}
