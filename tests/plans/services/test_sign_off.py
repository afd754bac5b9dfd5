"""Submission, and what a revision goes through until it is in force."""

import pytest

from organisations.access import Role
from plans import rows
from plans.models import Act, ActionPlan, Chain, Revision
from plans.papers import ApprovedPaper, Paper
from plans.revisions import new_token
from plans.services.sign_off import submit
from plans.services.sign_off_steps import sign_step
from plans.signing import current_step, waiting_for, who_can_sign
from plans.snapshots import snapshot_of
from tests.cast import Cast
from tests.factories import ActionPlanFactory, ChainFactory, ChainStepFactory

APPROVED = ApprovedPaper(pdf=b"%PDF-1.7 signed", is_sealed=False)


def paper_of(plan: ActionPlan) -> Paper:
    return Paper(new_token(), "plain", b"%PDF-1.7 to sign", snapshot_of(rows.contents(plan)))


@pytest.fixture
def plan(cast: Cast) -> ActionPlan:
    return ActionPlanFactory(organisation=cast.organisation("medicine"))


@pytest.fixture
def chain(cast: Cast) -> Chain:
    chain = ChainFactory(organisation=cast.organisation("medicine"))
    for position, (act, role) in enumerate(
        [(Act.PROPOSE, Role.SECRETARY), (Act.ENDORSE, Role.APPROVER), (Act.APPROVE, Role.EXECUTIVE)], start=1
    ):
        ChainStepFactory(chain=chain, position=position, act=act, role=role, post="", label="")
    return chain


def test_simple(cast: Cast, plan: ActionPlan, chain: Chain) -> None:
    revision = submit(
        by=cast["secretary@medicine"],
        plan=plan,
        base_version=plan.version,
        chain=chain,
        paper=paper_of(plan),
    )
    step = current_step(revision)
    assert step and step.act == Act.ENDORSE
    assert who_can_sign(step) == [cast["approver@medicine"]]
    assert list(waiting_for(cast["approver@medicine"])) == [step]
    sign_step(by=cast["approver@medicine"], step=step, base_version=revision.version)
    revision.refresh_from_db()
    step = current_step(revision)
    sign_step(by=cast["executive@medicine"], step=step, base_version=revision.version, approved=APPROVED)
    revision.refresh_from_db()
    plan.refresh_from_db()
    assert (revision.state, plan.state) == ("approved", "approved")
