"""Which committee answers for a plan, chosen with the plan's other details."""

from organisations.models import AuditEntry, Committee
from plans.models import ActionPlan
from tests.cast import Cast
from tests.factories import CommitteeFactory
from tests.plans.conftest import Desk

DETAILS = {"title": "แผนของกรม ก", "fiscal_year": "2569", "kind": "integrity", "base_version": "1"}


def choose(desk: Desk, committee: Committee) -> int:
    status: int = desk.post("plan-edit", desk.plan, DETAILS | {"committee": str(committee.pk)}).status_code
    return status


def test_committee_of_the_organisation_is_chosen_with_an_entry(desk: Desk) -> None:
    committee = CommitteeFactory(organisation=desk.plan.organisation)

    assert choose(desk, committee) == 302

    plan = ActionPlan.objects.get(pk=desk.plan.pk)
    assert plan.committee == committee
    entry = AuditEntry.objects.latest("pk")
    assert entry.before is not None
    assert entry.after is not None
    assert (entry.before["committee"], entry.after["committee"]) == (None, committee.pk)


def test_committee_of_another_organisation_is_not_offered_and_refused(desk: Desk, cast: Cast) -> None:
    own = CommitteeFactory(organisation=desk.plan.organisation, name="คณะของเรา")
    foreign = CommitteeFactory(organisation=cast.organisation("revenue"), name="คณะของผู้อื่น")

    page = desk.get("plan-edit", desk.plan).text
    assert own.name in page
    assert foreign.name not in page

    assert choose(desk, foreign) == 422
    assert ActionPlan.objects.get(pk=desk.plan.pk).committee is None


def test_committee_is_taken_away_again(desk: Desk) -> None:
    ActionPlan.objects.update(committee=CommitteeFactory(organisation=desk.plan.organisation))

    assert desk.post("plan-edit", desk.plan, DETAILS | {"committee": ""}).status_code == 302
    assert ActionPlan.objects.get(pk=desk.plan.pk).committee is None
