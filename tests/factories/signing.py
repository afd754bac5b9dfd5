"""Chains, revisions, steps of sign-off, requests to adjust a plan."""

from datetime import date
from hashlib import sha256

from django.core.files.base import ContentFile
from django.utils import timezone
from factory.declarations import LazyAttribute, LazyFunction, SelfAttribute, Sequence, SubFactory

from organisations.access import Role
from plans import rows
from plans.models import (
    Act,
    Adjustment,
    AdjustmentLine,
    AdjustmentRule,
    Chain,
    ChainStep,
    Correction,
    Delegation,
    Reopening,
    Revision,
    SignedScan,
    SignOffStep,
)
from plans.revisions import new_token, sha256_of
from plans.snapshots import snapshot_of
from tests.factories.base import PIXEL, ModelFactory
from tests.factories.organisations import OrganisationFactory, UserFactory
from tests.factories.plans import ActionPlanFactory, ActivityFactory, PlanPartFactory

PAPER = b"%PDF-1.7 paper of an example\n%%EOF\n"


class ChainFactory(ModelFactory[Chain]):
    class Meta:
        model = Chain

    organisation = SubFactory(OrganisationFactory)
    name = Sequence(lambda number: f"ลำดับการพิจารณาที่ {number}")
    is_usual = True


class ChainStepFactory(ModelFactory[ChainStep]):
    """Approval by whoever has the role in the organisation."""

    class Meta:
        model = ChainStep

    chain = SubFactory(ChainFactory)
    position = Sequence(lambda number: number + 1)
    act = Act.APPROVE
    role = Role.APPROVER
    post = "ผู้อำนวยการตัวอย่าง"
    label = "ผู้อนุมัติแผน"


class RevisionFactory(ModelFactory[Revision]):
    """Waiting, of a plan as it is; its paper is no more than the frame of a PDF."""

    class Meta:
        model = Revision

    plan = SubFactory(ActionPlanFactory, state="waiting")
    number = Sequence(lambda number: number + 1)
    token = LazyFunction(new_token)
    document = "plain"
    content = LazyAttribute(lambda revision: snapshot_of(rows.contents(revision.plan)))
    content_sha256 = LazyAttribute(lambda revision: sha256_of(revision.content))
    plan_version = SelfAttribute("plan.version")
    paper = LazyFunction(lambda: ContentFile(PAPER, name="paper.pdf"))
    paper_sha256 = sha256(PAPER).hexdigest()
    paper_size = len(PAPER)
    made_by = SubFactory(UserFactory)


class ApprovedRevisionFactory(RevisionFactory):
    """In force, as its plan is when it is made."""

    plan = SubFactory(ActionPlanFactory, state="approved")
    state = Revision.State.APPROVED
    decided_at = LazyFunction(timezone.now)
    approved_version = SelfAttribute("plan.version")
    approved_paper = LazyFunction(lambda: ContentFile(PAPER, name="approved.pdf"))
    approved_sha256 = sha256(PAPER).hexdigest()


class SignOffStepFactory(ModelFactory[SignOffStep]):
    class Meta:
        model = SignOffStep

    revision = SubFactory(RevisionFactory)
    position = Sequence(lambda number: number + 1)
    act = Act.APPROVE
    role = Role.APPROVER
    post = "ผู้อำนวยการตัวอย่าง"
    label = "ผู้อนุมัติแผน"


class SignedScanFactory(ModelFactory[SignedScan]):
    class Meta:
        model = SignedScan

    organisation = SubFactory(OrganisationFactory)
    file = LazyFunction(lambda: ContentFile(PIXEL, name="pixel.png"))
    name = Sequence(lambda number: f"สแกนลงนาม {number}.png")
    size = len(PIXEL)
    sha256 = sha256(PIXEL).hexdigest()
    found = SignedScan.Found.NONE


class DelegationFactory(ModelFactory[Delegation]):
    class Meta:
        model = Delegation

    organisation = SubFactory(OrganisationFactory)
    holder = SubFactory(UserFactory)
    substitute = SubFactory(UserFactory)
    post = "ผู้อำนวยการตัวอย่าง"
    starts_on = date(2025, 10, 1)


class AdjustmentRuleFactory(ModelFactory[AdjustmentRule]):
    class Meta:
        model = AdjustmentRule

    organisation = SubFactory(OrganisationFactory)
    needs = LazyFunction(lambda: ["budget"])


class AdjustmentFactory(ModelFactory[Adjustment]):
    class Meta:
        model = Adjustment

    plan = SubFactory(ActionPlanFactory, state="approved")
    based_on = SubFactory(RevisionFactory, plan=SelfAttribute("..plan"))
    reason = "สถานการณ์เปลี่ยนแปลง"


class AdjustmentLineFactory(ModelFactory[AdjustmentLine]):
    """An activity that is to be called otherwise."""

    class Meta:
        model = AdjustmentLine

    adjustment = SubFactory(AdjustmentFactory)
    position = Sequence(lambda number: number + 1)
    activity = LazyAttribute(lambda line: ActivityFactory(part=PlanPartFactory(plan=line.adjustment.plan)))
    part = SelfAttribute("activity.part")
    row_version = SelfAttribute("activity.version")
    before = LazyAttribute(lambda line: {"title": line.activity.title})
    after = LazyFunction(lambda: {"title": "กิจกรรมที่ปรับแล้ว"})
    reason = "เลื่อนตามปฏิทินการประเมิน"


class CorrectionFactory(ModelFactory[Correction]):
    class Meta:
        model = Correction

    plan = SubFactory(ActionPlanFactory, state="approved")
    revision = SubFactory(RevisionFactory, plan=SelfAttribute("..plan"))
    activity = LazyAttribute(lambda mended: ActivityFactory(part=PlanPartFactory(plan=mended.plan)))
    field = "title"
    before = "อบรบบุคลากร"
    after = "อบรมบุคลากร"
    note = "พิมพ์ผิด"


class ReopeningFactory(ModelFactory[Reopening]):
    class Meta:
        model = Reopening

    plan = SubFactory(ActionPlanFactory, state="approved")
    revision = SubFactory(RevisionFactory, plan=SelfAttribute("..plan"))
    reason = "ปรับโครงสร้างแผนทั้งฉบับ"
