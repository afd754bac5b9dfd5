"""The cast of the matrix, and one object of each kind that its addresses name."""

from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.functional import cached_property

from organisations.models import (
    AuditEntry,
    Job,
    Letter,
    LetterMark,
    LetterScan,
    Membership,
    Organisation,
    OrganisationYear,
    User,
)
from organisations.services.audit import record
from plans.models import (
    ActionPlan,
    Activity,
    Call,
    CallAnswer,
    Charter,
    Comment,
    Heading,
    PlanLetter,
    PlanPart,
    PlanPicture,
    PlanSection,
    PlanVersion,
)
from plans.rows import row_of
from plans.services.copying import copy_plan
from plans.services.row_writing import snapshot
from plans.services.versions import name_version
from reports.models import DocumentTemplate
from tests.cast import Cast
from tests.factories import (
    ActionPlanFactory,
    ActivityFactory,
    CallAnswerFactory,
    CallFactory,
    CharterFactory,
    CommentFactory,
    DocumentTemplateFactory,
    HeadingFactory,
    JobFactory,
    LetterFactory,
    LetterMarkFactory,
    LetterScanFactory,
    MembershipFactory,
    OrganisationYearFactory,
    PlanLetterFactory,
    PlanPartFactory,
    PlanPictureFactory,
    PlanSectionFactory,
    PlanSightFactory,
    UserFactory,
)
from tests.guards.assessments.stage import AssessmentStage
from tests.guards.doors import SIGHTED
from tests.guards.monitoring.stage import MonitoringStage
from tests.guards.sign_off.stage import SignOffStage


@dataclass
class Stage(AssessmentStage, SignOffStage, MonitoringStage):
    """The cast, and one object of each kind in medicine."""

    cast: Cast

    def __post_init__(self) -> None:
        self.cast.people[SIGHTED] = PlanSightFactory(plan=self.plan, user=UserFactory(username=SIGHTED)).user
        self.undo  # noqa: B018 - made before anybody looks

    def key(self, target: str) -> list[Any]:
        found = getattr(self, target) if target else []
        return found if isinstance(found, list) else [found.pk]

    @cached_property
    def organisation(self) -> Organisation:
        return self.cast.organisation("medicine")

    @cached_property
    def unit(self) -> Organisation:
        """Below medicine: those whose role does not reach down do not see it."""
        return self.cast.organisation("planning")

    @cached_property
    def organisation_year(self) -> OrganisationYear:
        return OrganisationYearFactory(organisation=self.organisation)

    @cached_property
    def person(self) -> User:
        return self.cast["secretary@medicine"]

    @cached_property
    def closed_person(self) -> User:
        person = UserFactory(username="closed", is_active=False)
        MembershipFactory(user=person, organisation=self.organisation)
        return person

    @cached_property
    def membership(self) -> Membership:
        return self.person.memberships.get()

    @cached_property
    def letter(self) -> Letter:
        return LetterFactory(organisation=self.organisation)

    @cached_property
    def letter_mark(self) -> LetterMark:
        return LetterMarkFactory(letter=self.letter)

    @cached_property
    def letter_scan(self) -> LetterScan:
        return LetterScanFactory(letter=self.letter)

    @cached_property
    def direction(self) -> list[str]:
        """Of letters that leave."""
        return ["out"]

    @cached_property
    def prepared_letter(self) -> list[Any]:
        """A plan, and the kind of letter that is prepared from it."""
        return [self.plan.pk, "propose"]

    @cached_property
    def plan_letter(self) -> PlanLetter:
        return PlanLetterFactory(plan=self.plan, letter=self.letter)

    @cached_property
    def plan(self) -> ActionPlan:
        return ActionPlanFactory(organisation=self.organisation)

    @cached_property
    def dropped_row(self) -> list[int]:
        """A plan copied without its rows, and a row of the plan that it was copied from."""
        self.activity  # noqa: B018 - it is to be in the table that is copied
        copy = copy_plan(
            by=None,
            source=self.plan,
            organisation=self.organisation,
            fiscal_year=self.plan.fiscal_year + 1,
            structure_only=True,
        )
        PlanSightFactory(plan=copy, user=self.cast[SIGHTED])
        return [copy.pk, self.activity.pk]

    @cached_property
    def binned_plan(self) -> ActionPlan:
        plan = ActionPlanFactory(
            organisation=self.organisation, deleted_at=timezone.now(), deleted_by=self.person
        )
        PlanSightFactory(plan=plan, user=self.cast[SIGHTED])
        return plan

    @cached_property
    def binned_part(self) -> PlanPart:
        return PlanPartFactory(plan=self.plan, deleted_at=timezone.now(), deleted_by=self.person)

    @cached_property
    def section(self) -> PlanSection:
        return PlanSectionFactory(plan=self.plan)

    @cached_property
    def charter(self) -> Charter:
        return CharterFactory(plan=self.plan)

    @cached_property
    def picture(self) -> PlanPicture:
        return PlanPictureFactory(section=self.section)

    @cached_property
    def part(self) -> PlanPart:
        return PlanPartFactory(plan=self.plan)

    @cached_property
    def heading(self) -> Heading:
        return HeadingFactory(part=self.part)

    @cached_property
    def activity(self) -> Activity:
        return ActivityFactory(heading=self.heading)

    @cached_property
    def comment(self) -> Comment:
        return CommentFactory(plan=self.plan, activity=self.activity, author=self.person)

    @cached_property
    def version(self) -> PlanVersion:
        """The plan with its activity under a name."""
        self.activity  # noqa: B018 - it is to be in the version
        return name_version(by=self.person, plan=self.plan, name="รุ่นตัวอย่าง")

    @cached_property
    def version_row(self) -> list[int]:
        return [self.version.pk, self.activity.pk]

    @cached_property
    def past(self) -> AuditEntry:
        """An act that knows the activity as it was before."""
        return record(
            by=self.person,
            action=AuditEntry.Action.UPDATE,
            target=self.activity,
            organisation_id=self.organisation.pk,
            subject=self.plan,
            before=snapshot(self.activity, row_of(self.activity)) | {"title": "เดิม"},
            after={},
        )

    @cached_property
    def plan_document(self) -> list[Any]:
        """A kind of document of the plan, which it may arrange."""
        return [self.plan.pk, "plan_book"]

    @cached_property
    def template(self) -> DocumentTemplate:
        return DocumentTemplateFactory(organisation=self.organisation)

    @cached_property
    def mark(self) -> list[Any]:
        """The logo of medicine."""
        picture = self.picture.file
        Organisation.objects.filter(pk=self.organisation.pk).update(logo=picture.name)
        return [self.organisation.pk, "logo"]

    @cached_property
    def job(self) -> Job:
        """The secretary's own, which failed and may be asked for again."""
        return JobFactory(
            by=self.person,
            organisation=self.organisation,
            payload={"plan": self.plan.pk, "document": "plain", "format": "pdf", "part": None},
            state=Job.State.FAILED,
            error="จัดทำไม่สำเร็จ",
            ended_at=timezone.now(),
        )

    @cached_property
    def call(self) -> Call:
        return CallFactory(part=self.part)

    @cached_property
    def sent_answer(self) -> CallAnswer:
        """Of a unit below medicine, to medicine's call."""
        return CallAnswerFactory(
            call=self.call,
            unit=self.unit,
            state=CallAnswer.State.SENT,
            sent_at=timezone.now(),
            sent_by=self.person,
        )

    @cached_property
    def proposed(self) -> Activity:
        return ActivityFactory(part=self.sent_answer.plan.parts.get())

    @cached_property
    def received_answer(self) -> CallAnswer:
        """Of medicine, to a call of the ministry above."""
        call = CallFactory(part__plan__organisation=self.cast.organisation("health"))
        return CallAnswerFactory(call=call, unit=self.organisation)

    @cached_property
    def confirming_answer(self) -> CallAnswer:
        answer = self.received_answer
        answer.state, answer.sent_at, answer.sent_by = "confirming", timezone.now(), self.person
        answer.save()
        ActionPlan.objects.filter(pk=answer.plan_id).update(state="waiting")
        return answer

    @cached_property
    def undo(self) -> AuditEntry:
        """An act on the activity by the secretary."""
        return record(
            by=self.person,
            action=AuditEntry.Action.UPDATE,
            target=self.activity,
            organisation_id=self.organisation.pk,
            subject=self.plan,
            before={},
            after={},
        )
