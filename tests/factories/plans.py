"""Plans and everything in them."""

from datetime import timedelta

from django.core.files.base import ContentFile
from django.utils import timezone
from factory.declarations import LazyAttribute, LazyFunction, Sequence, SubFactory

from ita_portal.tables.content import PlanContent
from ita_portal.thai.amounts import AmountKind
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
from tests.factories.base import FISCAL_YEAR, PIXEL, ModelFactory
from tests.factories.organisations import LetterFactory, OrganisationFactory, UserFactory


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
    file = LazyFunction(lambda: ContentFile(PIXEL, name="pixel.png"))
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
