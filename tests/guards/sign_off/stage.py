"""One object of each kind of committees, sign-off and revisions in medicine."""

from django.utils.functional import cached_property

from organisations.models import Committee, CommitteeMember, CommitteeOrder, Meeting, Organisation, User
from plans.models import ActionPlan
from tests.factories import (
    CommitteeFactory,
    CommitteeMemberFactory,
    CommitteeOrderFactory,
    MeetingFactory,
)


class SignOffStage:
    """What the stage has of sign-off; ``organisation``, ``person`` and ``plan`` are the stage's."""

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
