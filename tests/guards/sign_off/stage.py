"""One object of each kind of committees, sign-off and revisions in medicine."""

from typing import Any

from django.utils.functional import cached_property

from organisations.models import (
    AgendaItem,
    Committee,
    CommitteeMember,
    CommitteeOrder,
    Meeting,
    Organisation,
    Resolution,
    User,
)
from plans.models import (
    ActionPlan,
    Activity,
    Adjustment,
    AdjustmentLine,
    Chain,
    ChainStep,
    Delegation,
    Reopening,
    Revision,
    SignedScan,
    SignOffStep,
)
from tests.cast import Cast
from tests.factories import (
    ActionPlanFactory,
    ActivityFactory,
    AdjustmentFactory,
    AdjustmentLineFactory,
    AgendaItemFactory,
    ApprovedRevisionFactory,
    ChainFactory,
    ChainStepFactory,
    CommitteeFactory,
    CommitteeMemberFactory,
    CommitteeOrderFactory,
    DelegationFactory,
    MeetingFactory,
    PlanPartFactory,
    PlanSightFactory,
    ReopeningFactory,
    ResolutionFactory,
    RevisionFactory,
    SignedScanFactory,
    SignOffStepFactory,
)
from tests.guards.doors import SIGHTED


class SignOffStage:
    """What the stage has of sign-off; ``cast``, ``organisation``, ``person`` and ``plan`` are the stage's."""

    cast: Cast

    @cached_property
    def organisation(self) -> Organisation:
        raise NotImplementedError

    @cached_property
    def person(self) -> User:
        raise NotImplementedError

    @cached_property
    def plan(self) -> ActionPlan:
        raise NotImplementedError

    @cached_property
    def committee(self) -> Committee:
        return CommitteeFactory(organisation=self.organisation)

    @cached_property
    def committee_order(self) -> CommitteeOrder:
        return CommitteeOrderFactory(committee=self.committee)

    @cached_property
    def committee_member(self) -> CommitteeMember:
        return CommitteeMemberFactory(joined_by=self.committee_order)

    @cached_property
    def meeting(self) -> Meeting:
        return MeetingFactory(committee=self.committee)

    @cached_property
    def agenda_item(self) -> AgendaItem:
        return AgendaItemFactory(meeting=self.meeting)

    @cached_property
    def resolution(self) -> Resolution:
        return ResolutionFactory(agenda_item=self.agenda_item)

    @cached_property
    def chain(self) -> Chain:
        return ChainFactory(organisation=self.organisation)

    @cached_property
    def chain_step(self) -> ChainStep:
        return ChainStepFactory(chain=self.chain)

    @cached_property
    def chain_and_kind(self) -> list[Any]:
        return [self.chain.pk, "role"]

    @cached_property
    def delegation(self) -> Delegation:
        return DelegationFactory(organisation=self.organisation)

    @cached_property
    def waiting_revision(self) -> Revision:
        """Waits for approval by whoever has the role."""
        revision: Revision = RevisionFactory(plan__organisation=self.organisation)
        SignOffStepFactory(revision=revision, position=1)
        return revision

    @cached_property
    def sign_off_step(self) -> SignOffStep:
        return self.waiting_revision.steps.get()

    # Adjustments

    @cached_property
    def approved_plan(self) -> ActionPlan:
        """With its revision in force; who has sight of the other plan sees this one too."""
        plan = ActionPlanFactory(organisation=self.organisation, state="approved")
        ApprovedRevisionFactory(plan=plan)
        PlanSightFactory(plan=plan, user=self.cast[SIGHTED])
        return plan

    @cached_property
    def approved_revision(self) -> Revision:
        return self.approved_plan.revisions.get()

    @cached_property
    def second_revision(self) -> Revision:
        """Waits while the one before it is in force."""
        revision: Revision = RevisionFactory(
            plan=self.approved_plan, number=self.approved_revision.number + 1
        )
        return revision

    @cached_property
    def approved_activity(self) -> Activity:
        return ActivityFactory(part=PlanPartFactory(plan=self.approved_plan))

    @cached_property
    def adjustment(self) -> Adjustment:
        return AdjustmentFactory(plan=self.approved_plan, based_on=self.approved_plan.revisions.get())

    @cached_property
    def adjustment_line(self) -> AdjustmentLine:
        return AdjustmentLineFactory(adjustment=self.adjustment)

    @cached_property
    def row_to_adjust(self) -> list[int]:
        """A request, and a row of its plan."""
        return [self.adjustment.pk, self.approved_activity.pk]

    @cached_property
    def part_to_adjust(self) -> list[int]:
        """A request, and a table of its plan."""
        return [self.adjustment.pk, self.approved_activity.part_id]

    @cached_property
    def reopening(self) -> Reopening:
        return ReopeningFactory(plan=self.approved_plan, revision=self.approved_plan.revisions.get())

    @cached_property
    def signed_scan(self) -> SignedScan:
        return SignedScanFactory(organisation=self.organisation)
