"""Objects for tests: valid, plainly invented, numbered in sequence and never random."""

from base64 import b64decode
from datetime import date, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING, Any, TypeVar

from django.core.files.base import ContentFile
from django.utils import timezone
from factory.declarations import LazyAttribute, LazyFunction, Sequence, SubFactory
from factory.django import DjangoModelFactory

from ita_portal.tables.content import PlanContent
from ita_portal.thai.amounts import AmountKind
from organisations.access import Role
from organisations.models import (
    AuditEntry,
    AuditPerson,
    Draft,
    Job,
    Letter,
    LetterMark,
    LetterReference,
    LetterScan,
    Membership,
    Organisation,
    OrganisationYear,
    StaffNumber,
    User,
)
from plans.models import (
    ActionPlan,
    Activity,
    ActivityOwner,
    Call,
    CallAnswer,
    Charter,
    Comment,
    CommentMention,
    CostLine,
    Heading,
    HigherPlan,
    Indicator,
    PlanCell,
    PlanLetter,
    PlanPart,
    PlanPicture,
    PlanSection,
    PlanSight,
    PlanStatement,
    PlanVersion,
    ProposedRow,
)
from plans.snapshots import snapshot_of
from reports.models import DocumentTemplate, PlanDocument

PASSWORD = "phrase-of-the-tests"
FISCAL_YEAR = 2569
_PIXEL = b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg=="
)

Model = TypeVar("Model")


class ModelFactory(DjangoModelFactory[Model]):
    """A factory whose call is known to give its model."""

    class Meta:
        abstract = True

    if TYPE_CHECKING:

        def __new__(cls, *args: Any, **kwargs: Any) -> Model: ...  # type: ignore[misc]


class UserFactory(ModelFactory[User]):
    """A person who can sign in with PASSWORD and belongs nowhere."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    username = Sequence(lambda number: f"person{number}")
    prefix = "นาย"
    first_name = Sequence(lambda number: f"ตัวอย่าง{number}")
    last_name = "ทดสอบ"
    email = LazyAttribute(lambda user: f"{user.username}@example.go.th")
    position = "นักวิชาการ"

    @classmethod
    def _create(cls, model_class: type[User], *args: Any, **kwargs: Any) -> User:
        return model_class.objects.create_user(*args, password=PASSWORD, **kwargs)


class OrganisationFactory(ModelFactory[Organisation]):
    """A node of the tree: a root, or below `parent`."""

    class Meta:
        model = Organisation

    parent = None
    name = Sequence(lambda number: f"หน่วยงานที่ {number:04d}")
    code = Sequence(lambda number: f"UNIT{number:04d}")
    kind = Organisation.Kind.DIVISION

    @classmethod
    def _create(
        cls, model_class: type[Organisation], *args: Any, parent: Organisation | None = None, **kwargs: Any
    ) -> Organisation:
        node = model_class(**kwargs)
        if parent is None:
            return model_class.objects.add_root(instance=node)
        return model_class.objects.add_child(parent, instance=node)


class OrganisationYearFactory(ModelFactory[OrganisationYear]):
    class Meta:
        model = OrganisationYear

    organisation = SubFactory(OrganisationFactory)
    fiscal_year = Sequence(lambda number: 2550 + number % 100)
    vision = "วิสัยทัศน์ตัวอย่าง"


class StaffNumberFactory(ModelFactory[StaffNumber]):
    class Meta:
        model = StaffNumber

    year = SubFactory(OrganisationYearFactory)
    position = Sequence(int)
    unit = "กองตัวอย่าง"
    kind = "ข้าราชการ"
    count = 12


class MembershipFactory(ModelFactory[Membership]):
    """A role that began long ago and has no end."""

    class Meta:
        model = Membership

    user = SubFactory(UserFactory)
    organisation = SubFactory(OrganisationFactory)
    role = Role.SECRETARY
    starts_on = date(2024, 10, 1)
    ends_on = None


class DraftFactory(ModelFactory[Draft]):
    class Meta:
        model = Draft

    user = SubFactory(UserFactory)
    form = "activity"
    key = Sequence(str)
    data = LazyFunction(lambda: {"title": "พิมพ์ค้างไว้"})


class AuditPersonFactory(ModelFactory[AuditPerson]):
    class Meta:
        model = AuditPerson

    user_id = Sequence(lambda number: 1_000_000 + number)
    name = Sequence(lambda number: f"ผู้ดำเนินการ {number}")


class AuditEntryFactory(ModelFactory[AuditEntry]):
    class Meta:
        model = AuditEntry

    person = SubFactory(AuditPersonFactory)
    organisation = SubFactory(OrganisationFactory)
    action = AuditEntry.Action.UPDATE
    object_type = "plans.actionplan"
    object_id = Sequence(lambda number: number)
    object_text = "รายการตัวอย่าง"


class LetterFactory(ModelFactory[Letter]):
    """A draft that is to leave the organisation."""

    class Meta:
        model = Letter

    organisation = SubFactory(OrganisationFactory)
    subject = Sequence(lambda number: f"เรื่องตัวอย่างที่ {number:04d}")
    created_by = SubFactory(UserFactory)


class LetterReferenceFactory(ModelFactory[LetterReference]):
    class Meta:
        model = LetterReference

    letter = SubFactory(LetterFactory)
    position = Sequence(lambda number: number + 1)
    text = Sequence(lambda number: f"หนังสือหน่วยงานอื่น ที่ {number}")


class LetterMarkFactory(ModelFactory[LetterMark]):
    """A remark."""

    class Meta:
        model = LetterMark

    letter = SubFactory(LetterFactory)
    position = Sequence(lambda number: number + 1)
    kind = LetterMark.Kind.REMARK
    text = "เพื่อโปรดทราบ"


class LetterScanFactory(ModelFactory[LetterScan]):
    """A picture of one black pixel."""

    class Meta:
        model = LetterScan

    letter = SubFactory(LetterFactory)
    position = Sequence(lambda number: number + 1)
    file = LazyFunction(lambda: ContentFile(_PIXEL, name="pixel.png"))
    name = Sequence(lambda number: f"สแกน {number}.png")
    size = len(_PIXEL)
    sha256 = sha256(_PIXEL).hexdigest()
    created_by = SubFactory(UserFactory)


class ActionPlanFactory(ModelFactory[ActionPlan]):
    class Meta:
        model = ActionPlan

    organisation = SubFactory(OrganisationFactory)
    fiscal_year = FISCAL_YEAR
    title = Sequence(lambda number: f"แผนตัวอย่างที่ {number:04d}")


class PlanSectionFactory(ModelFactory[PlanSection]):
    class Meta:
        model = PlanSection

    plan = SubFactory(ActionPlanFactory)
    position = Sequence(int)
    title = Sequence(lambda number: f"ส่วนที่ {number}")
    html = "<p>ความเป็นมา</p>"


class PlanStatementFactory(ModelFactory[PlanStatement]):
    class Meta:
        model = PlanStatement

    plan = SubFactory(ActionPlanFactory)
    position = Sequence(int)
    kind = PlanStatement.Kind.GOAL
    text = Sequence(lambda number: f"เป้าหมายที่ {number}")


class PlanLetterFactory(ModelFactory[PlanLetter]):
    class Meta:
        model = PlanLetter

    plan = SubFactory(ActionPlanFactory)
    letter = SubFactory(LetterFactory)


class HigherPlanFactory(ModelFactory[HigherPlan]):
    class Meta:
        model = HigherPlan

    plan = SubFactory(ActionPlanFactory)
    position = Sequence(int)
    title = Sequence(lambda number: f"แผนระดับสูงกว่าที่ {number}")


class CharterFactory(ModelFactory[Charter]):
    class Meta:
        model = Charter

    plan = SubFactory(ActionPlanFactory)
    position = Sequence(int)
    title = Sequence(lambda number: f"โครงการตัวอย่างที่ {number}")


class PlanPictureFactory(ModelFactory[PlanPicture]):
    """A picture of one black pixel below a section."""

    class Meta:
        model = PlanPicture

    section = SubFactory(PlanSectionFactory)
    plan = LazyAttribute(lambda picture: picture.section.plan)
    position = Sequence(int)
    file = LazyFunction(lambda: ContentFile(_PIXEL, name="pixel.png"))
    caption = Sequence(lambda number: f"ภาพตัวอย่างที่ {number}")
    width = 1
    height = 1


class PlanSightFactory(ModelFactory[PlanSight]):
    class Meta:
        model = PlanSight

    plan = SubFactory(ActionPlanFactory)
    user = SubFactory(UserFactory)
    purpose = "พิจารณาแผน"


class PlanVersionFactory(ModelFactory[PlanVersion]):
    """A version of an empty plan."""

    class Meta:
        model = PlanVersion

    plan = SubFactory(ActionPlanFactory)
    name = Sequence(lambda number: f"รุ่นที่ {number}")
    plan_version = 1
    content = LazyAttribute(lambda version: snapshot_of(PlanContent(version.plan.title, FISCAL_YEAR)))


class PlanPartFactory(ModelFactory[PlanPart]):
    class Meta:
        model = PlanPart

    plan = SubFactory(ActionPlanFactory)
    position = Sequence(int)
    title = Sequence(lambda number: f"ตารางที่ {number}")
    layout = "component"


class HeadingFactory(ModelFactory[Heading]):
    class Meta:
        model = Heading

    part = SubFactory(PlanPartFactory)
    position = Sequence(int)
    text = Sequence(lambda number: f"องค์ประกอบที่ {number}")


class ActivityFactory(ModelFactory[Activity]):
    """An activity with a stated amount; under `heading`, in whose part it then lies."""

    class Meta:
        model = Activity

    part = LazyAttribute(lambda activity: activity.heading.part if activity.heading else PlanPartFactory())
    heading = None
    position = Sequence(int)
    title = Sequence(lambda number: f"กิจกรรมตัวอย่างที่ {number:04d}")
    budget_text = "10,000"
    budget_amount = 10_000
    budget_kind = AmountKind.AMOUNT.value


class ActivityOwnerFactory(ModelFactory[ActivityOwner]):
    class Meta:
        model = ActivityOwner

    activity = SubFactory(ActivityFactory)
    text = "กลุ่มงานตัวอย่าง"


class IndicatorFactory(ModelFactory[Indicator]):
    class Meta:
        model = Indicator

    activity = SubFactory(ActivityFactory)
    statement = "ร้อยละของผู้เข้าร่วม"


class CostLineFactory(ModelFactory[CostLine]):
    class Meta:
        model = CostLine

    activity = SubFactory(ActivityFactory)
    text = "ค่าอาหารว่าง"
    amount = 1_200


class CommentFactory(ModelFactory[Comment]):
    """A remark on the plan; beside a row with `activity`."""

    class Meta:
        model = Comment

    plan = LazyAttribute(lambda said: said.activity.part.plan if said.activity else ActionPlanFactory())
    activity = None
    author = SubFactory(UserFactory)
    text = Sequence(lambda number: f"ความเห็นที่ {number:04d}")


class CommentMentionFactory(ModelFactory[CommentMention]):
    class Meta:
        model = CommentMention

    comment = SubFactory(CommentFactory)
    user = SubFactory(UserFactory)


class CallFactory(ModelFactory[Call]):
    """Open, and due in ten days."""

    class Meta:
        model = Call

    part = SubFactory(PlanPartFactory)
    plan = LazyAttribute(lambda call: call.part.plan)
    title = Sequence(lambda number: f"ขอให้เสนอกิจกรรม ครั้งที่ {number:04d}")
    due_on = LazyFunction(lambda: timezone.localdate() + timedelta(days=10))
    created_by = SubFactory(UserFactory)


class CallAnswerFactory(ModelFactory[CallAnswer]):
    """Not sent; its plan belongs to `unit`, and has one table."""

    class Meta:
        model = CallAnswer

    call = SubFactory(CallFactory)
    unit = SubFactory(OrganisationFactory)
    plan = LazyAttribute(lambda answer: PlanPartFactory(plan__organisation=answer.unit).plan)


class ProposedRowFactory(ModelFactory[ProposedRow]):
    class Meta:
        model = ProposedRow

    answer = SubFactory(CallAnswerFactory)
    activity = LazyAttribute(lambda row: ActivityFactory(part=row.answer.plan.parts.get()))
    state = ProposedRow.State.TAKEN


class PlanCellFactory(ModelFactory[PlanCell]):
    class Meta:
        model = PlanCell

    activity = SubFactory(ActivityFactory)
    span = PlanCell.Span.QUARTER
    number = 1
    marked = True


class JobFactory(ModelFactory[Job]):
    """Waiting for a worker, which was woken just now."""

    class Meta:
        model = Job

    kind = "plan_document"
    key = Sequence(lambda number: f"งานที่ {number}")
    organisation = SubFactory(OrganisationFactory)
    by = SubFactory(UserFactory)
    title = "จัดทำเอกสารตัวอย่าง"
    alive_at = LazyFunction(timezone.now)


class DocumentTemplateFactory(ModelFactory[DocumentTemplate]):
    """A template of plan books that begins with a cover."""

    class Meta:
        model = DocumentTemplate

    organisation = SubFactory(OrganisationFactory)
    document = "plan_book"
    name = Sequence(lambda number: f"แม่แบบที่ {number:04d}")
    entries = LazyFunction(lambda: [{"kind": "cover"}, {"kind": "tables"}])


class PlanDocumentFactory(ModelFactory[PlanDocument]):
    class Meta:
        model = PlanDocument

    plan = SubFactory(ActionPlanFactory)
    document = "plan_book"
