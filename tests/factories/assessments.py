"""Frameworks, rounds and what is in them. Every framework is one instrument, one indicator and no items
until they are asked for.
"""

from datetime import timedelta
from decimal import Decimal

from django.utils import timezone
from factory.declarations import LazyAttribute, LazyFunction, SelfAttribute, Sequence, SubFactory

from assessments.models import (
    AnswerScale,
    AssessmentIndicator,
    DailyCount,
    Framework,
    FrameworkVersion,
    Gap,
    IndicatorControl,
    IndicatorStatement,
    Instrument,
    InstrumentPart,
    Item,
    ItemEvidence,
    ItemLink,
    Measure,
    QuestionNote,
    RatingRule,
    ResultLine,
    Round,
    RoundInstrument,
    RoundNarrative,
    RoundResult,
    Score,
    Suggestion,
    Survey,
    SurveyAnswer,
    SurveyGroup,
    SurveyLink,
    SurveyRemark,
    SurveyRule,
    SwocEntry,
    Topic,
)
from tests.factories.base import FISCAL_YEAR, ModelFactory
from tests.factories.monitoring import EvidenceVersionFactory
from tests.factories.organisations import OrganisationFactory
from tests.factories.plans import ActivityFactory, HeadingFactory


class FrameworkFactory(ModelFactory[Framework]):
    class Meta:
        model = Framework

    family = Sequence(lambda number: f"sample-{number}")
    fiscal_year = FISCAL_YEAR
    code = LazyAttribute(lambda framework: f"{framework.family}-{framework.fiscal_year}")
    name = LazyAttribute(lambda framework: f"กรอบตัวอย่าง {framework.code}")


class FrameworkVersionFactory(ModelFactory[FrameworkVersion]):
    class Meta:
        model = FrameworkVersion

    framework = SubFactory(FrameworkFactory)
    number = Sequence(lambda number: number + 1)
    source = LazyFunction(dict)
    digest = "0" * 64


class InstrumentFactory(ModelFactory[Instrument]):
    class Meta:
        model = Instrument

    framework = SubFactory(FrameworkFactory)
    code = Sequence(lambda number: f"T{number}")
    name = LazyAttribute(lambda instrument: f"เครื่องมือ {instrument.code}")


class InstrumentPartFactory(ModelFactory[InstrumentPart]):
    class Meta:
        model = InstrumentPart

    instrument = SubFactory(InstrumentFactory)
    code = Sequence(lambda number: f"P{number}")
    name = LazyAttribute(lambda part: f"กลุ่ม {part.code}")


class RatingRuleFactory(ModelFactory[RatingRule]):
    class Meta:
        model = RatingRule

    framework = SubFactory(FrameworkFactory)
    code = Sequence(lambda number: f"rating{number}")
    label = Sequence(lambda number: f"ระดับที่ {number}")
    total_min = Decimal(85)


class SurveyRuleFactory(ModelFactory[SurveyRule]):
    class Meta:
        model = SurveyRule

    instrument = SubFactory(InstrumentFactory)
    framework = SelfAttribute("instrument.framework")
    minimum = 30


class AssessmentIndicatorFactory(ModelFactory[AssessmentIndicator]):
    class Meta:
        model = AssessmentIndicator

    framework = SubFactory(FrameworkFactory)
    instrument = SubFactory(InstrumentFactory, framework=SelfAttribute("..framework"))
    number = Sequence(lambda number: str(number + 1))
    name = LazyAttribute(lambda indicator: f"ตัวชี้วัด {indicator.number}")


class AnswerScaleFactory(ModelFactory[AnswerScale]):
    class Meta:
        model = AnswerScale

    framework = SubFactory(FrameworkFactory)
    key = Sequence(lambda number: f"scale-{number}")
    answers = LazyFunction(lambda: [{"label": "มี", "points": "100"}, {"label": "ไม่มี", "points": "0"}])
    polarity = AnswerScale.Polarity.POSITIVE


class TopicFactory(ModelFactory[Topic]):
    class Meta:
        model = Topic

    key = Sequence(lambda number: f"topic-{number}")
    label = Sequence(lambda number: f"หัวเรื่อง {number}")


class ItemFactory(ModelFactory[Item]):
    class Meta:
        model = Item

    framework = SubFactory(FrameworkFactory)
    indicator = SubFactory(AssessmentIndicatorFactory, framework=SelfAttribute("..framework"))
    code = Sequence(lambda number: f"q{number}")
    label = LazyAttribute(lambda item: f"ข้อคำถามตัวอย่าง {item.code}")
    scale = SubFactory(AnswerScaleFactory, framework=SelfAttribute("..framework"))


class ItemLinkFactory(ModelFactory[ItemLink]):
    class Meta:
        model = ItemLink

    earlier = SubFactory(ItemFactory, framework__fiscal_year=FISCAL_YEAR - 1)
    later = SubFactory(ItemFactory)
    kind = ItemLink.Kind.SAME


class RoundFactory(ModelFactory[Round]):
    class Meta:
        model = Round

    organisation = SubFactory(OrganisationFactory)
    framework = SubFactory(FrameworkFactory)
    family = SelfAttribute("framework.family")
    fiscal_year = FISCAL_YEAR
    kind = Round.Kind.FIRST5


class RoundInstrumentFactory(ModelFactory[RoundInstrument]):
    class Meta:
        model = RoundInstrument

    round = SubFactory(RoundFactory)
    instrument = SubFactory(InstrumentFactory, framework=SelfAttribute("..round.framework"))


class ScoreFactory(ModelFactory[Score]):
    """The score of an item of its own."""

    class Meta:
        model = Score

    round = SubFactory(RoundFactory)
    item = SubFactory(ItemFactory, framework=SelfAttribute("..round.framework"))
    value = Decimal("90.91")


class DailyCountFactory(ModelFactory[DailyCount]):
    class Meta:
        model = DailyCount

    round = SubFactory(RoundFactory)
    instrument = SubFactory(InstrumentFactory, framework=SelfAttribute("..round.framework"))
    counted_on = LazyFunction(timezone.localdate)
    count = 6


class SuggestionFactory(ModelFactory[Suggestion]):
    class Meta:
        model = Suggestion

    round = SubFactory(RoundFactory)
    instrument = SubFactory(InstrumentFactory, framework=SelfAttribute("..round.framework"))
    text = Sequence(lambda number: f"ข้อเสนอแนะตัวอย่าง {number}")


class RoundResultFactory(ModelFactory[RoundResult]):
    class Meta:
        model = RoundResult

    round = SubFactory(RoundFactory)
    total = Decimal("92.5")


class ResultLineFactory(ModelFactory[ResultLine]):
    class Meta:
        model = ResultLine

    round = SubFactory(RoundFactory)
    instrument = SubFactory(InstrumentFactory, framework=SelfAttribute("..round.framework"))
    value = Decimal("92.5")


class RoundNarrativeFactory(ModelFactory[RoundNarrative]):
    class Meta:
        model = RoundNarrative

    round = SubFactory(RoundFactory)
    place = Sequence(lambda number: f"place{number}")
    body = "คำบรรยายตัวอย่าง"


class SwocEntryFactory(ModelFactory[SwocEntry]):
    class Meta:
        model = SwocEntry

    round = SubFactory(RoundFactory)
    kind = SwocEntry.Kind.STRENGTH
    text = Sequence(lambda number: f"ประเด็นตัวอย่าง {number}")


class GapFactory(ModelFactory[Gap]):
    class Meta:
        model = Gap

    round = SubFactory(RoundFactory)
    issue = Sequence(lambda number: f"ประเด็นที่ต้องปิดตัวอย่าง {number}")


class MeasureFactory(ModelFactory[Measure]):
    """A measure whose row stands in a ``pirab`` part of a plan of the round's organisation."""

    class Meta:
        model = Measure

    round = SubFactory(RoundFactory)
    row = SubFactory(
        ActivityFactory,
        heading=SubFactory(
            HeadingFactory,
            part__layout="pirab",
            part__plan__organisation=SelfAttribute(".....round.organisation"),
        ),
    )


class IndicatorStatementFactory(ModelFactory[IndicatorStatement]):
    class Meta:
        model = IndicatorStatement

    organisation = SubFactory(OrganisationFactory)
    indicator = SubFactory(AssessmentIndicatorFactory)
    body = "แนวปฏิบัติตัวอย่าง"


class IndicatorControlFactory(ModelFactory[IndicatorControl]):
    class Meta:
        model = IndicatorControl

    statement = SubFactory(IndicatorStatementFactory)
    text = Sequence(lambda number: f"การควบคุมตัวอย่าง {number}")


class QuestionNoteFactory(ModelFactory[QuestionNote]):
    class Meta:
        model = QuestionNote

    organisation = SubFactory(OrganisationFactory)
    item = SubFactory(ItemFactory)
    text = "คำอธิบายตัวอย่าง"


class SurveyFactory(ModelFactory[Survey]):
    """Open since yesterday, with no questions yet."""

    class Meta:
        model = Survey

    round = SubFactory(RoundFactory, kind=Round.Kind.PRACTICE)
    instrument = SubFactory(InstrumentFactory, framework=SelfAttribute("..round.framework"))
    title = Sequence(lambda number: f"แบบสำรวจตัวอย่าง {number}")
    opens_at = LazyFunction(lambda: timezone.now() - timedelta(days=1))
    closes_at = LazyFunction(lambda: timezone.now() + timedelta(days=1))


class SurveyGroupFactory(ModelFactory[SurveyGroup]):
    class Meta:
        model = SurveyGroup

    survey = SubFactory(SurveyFactory)
    name = Sequence(lambda number: f"กลุ่มตัวอย่าง {number}")


class SurveyLinkFactory(ModelFactory[SurveyLink]):
    class Meta:
        model = SurveyLink

    group = SubFactory(SurveyGroupFactory)
    digest = Sequence(lambda number: f"{number:064d}")


class SurveyAnswerFactory(ModelFactory[SurveyAnswer]):
    class Meta:
        model = SurveyAnswer

    group = SubFactory(SurveyGroupFactory)


class SurveyRemarkFactory(ModelFactory[SurveyRemark]):
    class Meta:
        model = SurveyRemark

    survey = SubFactory(SurveyFactory)
    text = "ข้อเสนอแนะตัวอย่าง"


class ItemEvidenceFactory(ModelFactory[ItemEvidence]):
    class Meta:
        model = ItemEvidence

    round = SubFactory(RoundFactory)
    item = SubFactory(ItemFactory, framework=SelfAttribute("..round.framework"))
    evidence = LazyAttribute(
        lambda made: EvidenceVersionFactory(evidence__organisation=made.round.organisation).evidence
    )
