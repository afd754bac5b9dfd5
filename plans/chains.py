"""Reading chains of sign-off: who stands at each step, and whom a step may name."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q

from organisations.models import Committee, CommitteeMember, Organisation, User
from organisations.querysets import CommitteeQuerySet, OfCommitteeQuerySet, OrganisationQuerySet
from plans.completeness import has_somebody
from plans.models import Chain, ChainStep
from plans.signing import who_can_sign


@dataclass(frozen=True, slots=True)
class StepShown:
    """A step of a chain as its page shows it: who may sign it today, and whether there is anybody at all."""

    step: ChainStep
    people: Sequence[User]
    has_somebody: bool


def steps_shown(chain: Chain) -> list[StepShown]:
    """The steps of the chain in order."""
    steps = chain.steps.select_related(
        "chain__organisation", "unit", "user", "member__committee", "committee__organisation"
    )
    shown = []
    for step in steps:
        people = who_can_sign(step)
        shown.append(StepShown(step, people, has_somebody(step, people)))
    return shown


def units_to_name(by: User, organisation: Organisation) -> OrganisationQuerySet:
    """The organisations whose people a step may name: above, below and beside it, and others in sight."""
    line = [above.pk for above in organisation.above()]
    near = Q(pk__in=line) | Q(path__startswith=organisation.path)
    if line:
        parent = organisation.path[: -organisation.steplen]
        near |= Q(path__startswith=parent, depth=organisation.depth)
    seen = Organisation.objects.visible_to(by).order_by().values("pk")
    found: OrganisationQuerySet = Organisation.objects.active().filter(near | Q(pk__in=seen))
    return found.exclude(pk=organisation.pk)


def bodies_of(organisation: Organisation) -> CommitteeQuerySet:
    """The committees whose resolution a step may ask for."""
    return Committee.objects.filter(organisation=organisation)


def members_of(organisation: Organisation) -> OfCommitteeQuerySet:
    """The members of the organisation's committees whom no order has ended."""
    members = CommitteeMember.objects.filter(committee__organisation=organisation, left_by=None)
    return members.select_related("committee").order_by("committee__name", "position", "pk")
