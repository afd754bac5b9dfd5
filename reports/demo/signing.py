"""Sign-off in the demonstration: chains, an approved plan that was adjusted, one that waits, one returned."""

import io
from dataclasses import replace
from typing import Any

import pypdfium2
from django.utils import timezone

from ita_portal.thai.amounts import read_amount
from organisations.access import Role
from organisations.models import Organisation, User
from plans import rows
from plans.models import Act, ActionPlan, Activity, Adjustment, Chain, Revision
from plans.revisions import new_token
from plans.services.adjustment_lines import ask_to_change
from plans.services.adjustments import begin_adjustment
from plans.services.chains import add_step, create_chain
from plans.services.sign_off import return_revision, submit
from plans.services.sign_off_steps import record_on_paper, sign_step
from plans.services.signed_scans import keep_scan
from plans.signing import current_step, number_words, signature_values
from reports.papers import completed_by, paper_of

Subject = Chain.Subject
_SCAN_DPI = 150
_STEPS = (
    {"act": Act.PROPOSE, "who": "role", "role": Role.SECRETARY, "label": "ผู้เสนอแผน"},
    {"act": Act.ENDORSE, "who": "role", "role": Role.APPROVER, "label": "ผู้เห็นชอบแผน", "post": "รองผู้อำนวยการ"},
    {"act": Act.APPROVE, "who": "role", "role": Role.EXECUTIVE, "label": "ผู้อนุมัติแผน", "post": "ผู้อำนวยการ"},
)


def lay_chain(organisation: Organisation, by: User, subject: Subject) -> Chain:
    """Proposed by the secretary, endorsed by the deputy, approved by the director."""
    name = "ผู้เสนอ ผู้เห็นชอบ ผู้อนุมัติ"
    chain = create_chain(
        by=by, organisation=organisation, subject=subject, name=name, is_usual=True, is_ready=False
    )
    for step in _STEPS:
        add_step(by=by, chain=chain, values=dict(step))
    return chain


def lay_chain_with_check(organisation: Organisation, by: User, checking: Organisation) -> Chain:
    """Checked by a unit outside the own line before the head of the institute signs on paper."""
    chain = create_chain(
        by=by,
        organisation=organisation,
        subject=Subject.PLAN,
        name="ผ่านกองแผนงานตรวจสอบกรอบวงเงิน",
        is_usual=True,
        is_ready=False,
    )
    director = "ผู้อำนวยการสถาบันพัฒนาเมืองน่าอยู่ตัวอย่าง"
    for step in (
        _STEPS[0],
        {"act": Act.VERIFY, "who": "unit", "unit": checking, "label": "ผู้ตรวจสอบกรอบวงเงิน"},
        {"act": Act.APPROVE, "who": "post", "post": director, "label": "ผู้อนุมัติแผน"},
    ):
        add_step(by=by, chain=chain, values=dict(step))
    return chain


def propose(plan: ActionPlan, by: User, chain: Chain, document: str = "plain") -> Revision:
    """The plan as it is, submitted through the chain; the first step is the proposer's."""
    return _submitted(plan, by, chain, document, None)


def sign(revision: Revision, username: str, note: str = "") -> None:
    """The step at which the revision stands, signed by the person."""
    step, by = current_step(revision), User.objects.get(username=username)
    assert step  # noqa: S101 - the demonstration knows its chains
    approved = completed_by(by, step, signature_values(by, None))
    sign_step(by=by, step=step, base_version=step.revision.version, note=note, approved=approved)
    revision.refresh_from_db()


def sign_on_paper(revision: Revision, by: User, name: str, post: str) -> None:
    """The step at which the revision stands, signed in ink by somebody without an account."""
    step = current_step(revision)
    assert step  # noqa: S101
    values: dict[str, Any] = {"signed_name": name, "signed_post": post, "signed_on": timezone.localdate()}
    scan = keep_scan(
        by=by, organisation=step.organisation, name="แผนที่ลงนามแล้ว.jpg", content=_scanned(revision)
    )
    approved = completed_by(by, step, values | {"is_paper": True})
    record_on_paper(
        by=by, step=step, base_version=step.revision.version, scan=scan, approved=approved, **values
    )
    revision.refresh_from_db()


def send_back(revision: Revision, username: str, reason: str) -> None:
    """Returned by the person at whose step the revision stands."""
    step = current_step(revision)
    assert step  # noqa: S101
    by = User.objects.get(username=username)
    return_revision(by=by, step=step, base_version=step.revision.version, reason=reason)


def adjust(plan: ActionPlan, by: User, chain: Chain) -> Revision:
    """A request to give one activity less money, as far as its submission."""
    plan.refresh_from_db()
    adjustment = begin_adjustment(by=by, plan=plan, reason="ปรับลดค่าใช้จ่ายตามจำนวนผู้เข้าร่วมจริง")
    activity = Activity.objects.filter(part__plan=plan, part__deleted_at=None, budget_amount__gt=0).first()
    assert activity  # noqa: S101
    row = rows.row_of(activity)
    less = f"{activity.budget_amount * 3 / 4:,.0f} บาท"
    ask_to_change(
        by=by,
        adjustment=adjustment,
        activity=activity,
        row=replace(row, budget=read_amount(less)),
        row_version=activity.version,
        reason="ผู้เข้าร่วมลดลงจากที่ประมาณการไว้",
    )
    adjustment.refresh_from_db()
    return _submitted(plan, by, chain, "plain", adjustment)


def _scanned(revision: Revision) -> bytes:
    """The first page of the paper as a scanner would send it."""
    with revision.paper.open("rb") as file:
        page = pypdfium2.PdfDocument(file.read())[0]
    picture = io.BytesIO()
    page.render(scale=_SCAN_DPI / 72).to_pil().convert("L").save(picture, "JPEG")
    return picture.getvalue()


def _submitted(
    plan: ActionPlan, by: User, chain: Chain, document: str, adjustment: Adjustment | None
) -> Revision:
    plan.refresh_from_db()
    paper = paper_of(
        plan,
        document=document,
        chain=chain,
        number_words=number_words(plan, is_adjustment=adjustment is not None),
        token=new_token(),
        adjustment=adjustment,
    )
    return submit(
        by=by, plan=plan, base_version=plan.version, chain=chain, paper=paper, adjustment=adjustment
    )
