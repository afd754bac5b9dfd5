"""Two decide about the same revision at the same moment: one decision stands, the other is refused."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from organisations.access import Role
from organisations.models import AuditEntry, User
from organisations.services.errors import StaleError
from plans import rows
from plans.models import ActionPlan, Revision, SignOffStep
from plans.papers import ApprovedPaper, Paper
from plans.revisions import new_token
from plans.services.sign_off import return_revision, submit, withdraw_revision
from plans.services.sign_off_steps import sign_step
from plans.snapshots import snapshot_of
from tests.cast import Cast, gather
from tests.factories import (
    ActionPlanFactory,
    ActivityFactory,
    ChainStepFactory,
    MembershipFactory,
    PlanPartFactory,
    RevisionFactory,
    SignOffStepFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db(transaction=True)
APPROVED = ApprovedPaper(pdf=b"%PDF-1.7 signed", is_sealed=False)


@pytest.fixture
def cast() -> Cast:
    return gather()


def outcomes(*acts: Callable[[], Any]) -> list[str]:
    """What became of acts that begin at the same moment."""
    ready = Barrier(len(acts))

    def run(act: Callable[[], Any]) -> str:
        try:
            ready.wait()
            act()
        except (StaleError, PermissionDenied):
            return "refused"
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(len(acts)) as pool:
        return sorted(pool.map(run, acts))


def test_two_approvals_make_one(cast: Cast) -> None:
    plan = ActionPlanFactory(organisation=cast.organisation("medicine"), state="waiting")
    step = SignOffStepFactory(revision=RevisionFactory(plan=plan, plan_version=plan.version), position=1)
    another = UserFactory()
    MembershipFactory(user=another, organisation=plan.organisation, role=Role.APPROVER)

    def signing(person: User) -> Callable[[], Any]:
        seen = SignOffStep.objects.get(pk=step.pk)
        return lambda: sign_step(by=person, step=seen, base_version=1, approved=APPROVED)

    found = outcomes(signing(cast["approver@medicine"]), signing(another))

    assert found == ["done", "refused"]
    assert Revision.objects.get().state == "approved"
    assert AuditEntry.objects.filter(object_type="plans.signoffstep").count() == 1


def test_approval_return_and_withdrawal_exclude_each_other(cast: Cast) -> None:
    plan = ActionPlanFactory(organisation=cast.organisation("medicine"), state="waiting")
    step = SignOffStepFactory(revision=RevisionFactory(plan=plan, plan_version=plan.version), position=1)
    another = UserFactory()
    MembershipFactory(user=another, organisation=plan.organisation, role=Role.APPROVER)
    first, second = (SignOffStep.objects.get(pk=step.pk) for _ in range(2))
    revision = Revision.objects.get()

    found = outcomes(
        lambda: sign_step(by=cast["approver@medicine"], step=first, base_version=1, approved=APPROVED),
        lambda: return_revision(by=another, step=second, base_version=1, reason="วงเงินเกิน"),
        lambda: withdraw_revision(by=cast["secretary@medicine"], revision=revision, reason="พบข้อผิดพลาด"),
    )

    assert found == ["done", "refused", "refused"]
    ended = (Revision.objects.get().state, ActionPlan.objects.get().state)
    assert ended in {("approved", "approved"), ("returned", "returned"), ("withdrawn", "draft")}


def test_plan_is_submitted_once(cast: Cast) -> None:
    plan = ActionPlanFactory(organisation=cast.organisation("medicine"))
    ActivityFactory(part=PlanPartFactory(plan=plan))
    chain = ChainStepFactory(chain__organisation=plan.organisation).chain

    def submitting() -> Callable[[], Any]:
        seen = ActionPlan.objects.get(pk=plan.pk)
        paper = Paper(new_token(), "plain", b"%PDF-1.7", snapshot_of(rows.contents(seen)))
        by = User.objects.get(pk=cast["secretary@medicine"].pk)
        return lambda: submit(by=by, plan=seen, base_version=seen.version, chain=chain, paper=paper)

    assert outcomes(submitting(), submitting()) == ["done", "refused"]
    assert Revision.objects.get().state == "waiting"
