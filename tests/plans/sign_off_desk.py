"""A department's plan on its way through sign-off, for the tests of it."""

from typing import Any

from django.db.models.fields.files import FieldFile
from django.utils import timezone

from organisations.access import Role
from organisations.models import User
from plans import rows
from plans.models import Act, ActionPlan, Chain, Revision, SignOffStep
from plans.papers import ApprovedPaper, Paper
from plans.revisions import new_token
from plans.services.sign_off import submit
from plans.services.sign_off_steps import sign_step
from plans.signing import current_step
from plans.snapshots import snapshot_of
from tests.cast import Cast
from tests.factories import (
    ActionPlanFactory,
    ActivityFactory,
    ChainFactory,
    ChainStepFactory,
    PlanPartFactory,
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
