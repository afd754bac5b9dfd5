"""Steps of sign-off: addresses and calls of services."""

from typing import Any

from django.utils import timezone

from plans import rows
from plans.models import ActionPlan, SignOffStep
from plans.papers import ApprovedPaper, Paper
from plans.revisions import new_token
from plans.services import sign_off, sign_off_steps
from plans.snapshots import snapshot_of
from tests.cast import Cast
from tests.factories import ActivityFactory, PlanPartFactory, SignedScanFactory, SignOffStepFactory
from tests.guards.assessments.call import Call
from tests.guards.doors import SECRETARY, SEEING, Row, form
from tests.guards.stage import Stage

_APPROVER = frozenset({"approver@medicine"})
_DELEGATING = _APPROVER | SECRETARY

ROWS: list[Row] = [
    form("plans:step-return", "sign_off_step", _APPROVER, SEEING - _APPROVER),
    form("plans:step-delegate", "sign_off_step", _DELEGATING, SEEING - _DELEGATING),
    form("plans:revision-withdraw", "waiting_revision", SECRETARY, SEEING - SECRETARY),
]
PUBLIC: dict[str, str] = {}

_APPROVED = ApprovedPaper(pdf=b"%PDF-1.7 signed", is_sealed=False)


def _plan(cast: Cast) -> dict[str, Any]:
    stage = Stage(cast)
    ActivityFactory(part=PlanPartFactory(plan=stage.plan))
    stage.chain_step  # noqa: B018 - made with its chain
    plan = ActionPlan.objects.get(pk=stage.plan.pk)
    content = snapshot_of(rows.contents(plan))
    paper = Paper(new_token(), "plain", b"%PDF-1.7 to sign", content)
    return {"plan": plan, "base_version": plan.version, "chain": stage.chain, "paper": paper}


def _last_step(cast: Cast) -> dict[str, Any]:
    step = Stage(cast).sign_off_step
    return {"step": step, "base_version": step.revision.version, "approved": _APPROVED}


def _on_paper(cast: Cast) -> dict[str, Any]:
    given = _last_step(cast)
    revision = given["step"].revision
    return given | {
        "signed_name": "นายตัวอย่าง สมมติ",
        "signed_post": "ผู้อำนวยการตัวอย่าง",
        "signed_on": timezone.localdate(),
        "scan": SignedScanFactory(organisation=revision.organisation, revision=revision),
    }


def _at_meeting(cast: Cast) -> dict[str, Any]:
    stage = Stage(cast)
    step: SignOffStep = SignOffStepFactory(
        revision=stage.waiting_revision, position=0, who="meeting", role="", post="ที่ประชุมผู้บริหาร"
    )
    return {
        "step": step,
        "base_version": step.revision.version,
        "resolution_text": "เห็นชอบโดยมติที่ประชุมผู้บริหาร ครั้งที่ 1/2569",
        "signed_on": timezone.localdate(),
    }


def _back(cast: Cast) -> dict[str, Any]:
    step = Stage(cast).sign_off_step
    return {"step": step, "base_version": step.revision.version, "reason": "วงเงินไม่ตรงกับเอกสารแนบ"}


CALLS: dict[str, Call] = {
    "submit": Call(sign_off.submit, _plan),
    "sign_step": Call(sign_off_steps.sign_step, _last_step, doer="approver@medicine"),
    "record_on_paper": Call(sign_off_steps.record_on_paper, _on_paper),
    "record_resolution": Call(sign_off_steps.record_resolution, _at_meeting),
    "return_revision": Call(sign_off.return_revision, _back, doer="approver@medicine"),
    "withdraw_revision": Call(
        sign_off.withdraw_revision,
        lambda cast: {"revision": Stage(cast).waiting_revision, "reason": "พบข้อผิดพลาด"},
    ),
}
