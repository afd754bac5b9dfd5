"""Periods, reports, evidence, money, rounds, notices and secret addresses."""

from datetime import date, timedelta
from decimal import Decimal
from hashlib import sha256

from django.core.files.base import ContentFile
from django.utils import timezone
from factory.declarations import LazyAttribute, LazyFunction, SelfAttribute, Sequence, SubFactory

from organisations.models import (
    Digest,
    Evidence,
    EvidenceVersion,
    NoticeKind,
    NoticeOptOut,
    Webhook,
    WebhookDelivery,
)
from plans.models import (
    ActivityReporter,
    BudgetLine,
    CalendarFeed,
    IndicatorResult,
    MoneyEntry,
    Monitoring,
    MonitoringRound,
    Progress,
    ProgressEvidence,
    Reminder,
    ReportingPeriod,
    ReportLink,
    RoundClosing,
    RoundEvidence,
)
from plans.monitoring.rounds import figures_of
from plans.revisions import sha256_of
from tests.factories.base import FISCAL_YEAR, PIXEL, ModelFactory
from tests.factories.organisations import OrganisationFactory, UserFactory
from tests.factories.plans import ActionPlanFactory, ActivityFactory

# The first quarter of the year that the factories are of.
FIRST_DAY, LAST_DAY = date(2025, 10, 1), date(2025, 12, 31)


class EvidenceFactory(ModelFactory[Evidence]):
    """Without a version; ``EvidenceVersionFactory`` makes both."""

    class Meta:
        model = Evidence

    organisation = SubFactory(OrganisationFactory)
    fiscal_year = FISCAL_YEAR
    title = Sequence(lambda number: f"หลักฐานที่ {number}")
    dated_on = date(2025, 11, 20)
    added_by = SubFactory(UserFactory)


class EvidenceVersionFactory(ModelFactory[EvidenceVersion]):
    """A picture of one pixel."""

    class Meta:
        model = EvidenceVersion

    evidence = SubFactory(EvidenceFactory)
    number = 1
    file = LazyFunction(lambda: ContentFile(PIXEL, name="picture.png"))
    name = "ภาพกิจกรรม.png"
    size = len(PIXEL)
    sha256 = sha256(PIXEL).hexdigest()
    added_by = SelfAttribute("evidence.added_by")


class MonitoringFactory(ModelFactory[Monitoring]):
    class Meta:
        model = Monitoring

    plan = SubFactory(ActionPlanFactory, state="approved")


class ReportingPeriodFactory(ModelFactory[ReportingPeriod]):
    """The first quarter of the plan's year."""

    class Meta:
        model = ReportingPeriod

    plan = SubFactory(ActionPlanFactory, state="approved")
    position = 1
    name = "ไตรมาสที่ 1"
    starts_on = FIRST_DAY
    ends_on = LAST_DAY
    due_on = LAST_DAY + timedelta(days=5)


class ActivityReporterFactory(ModelFactory[ActivityReporter]):
    class Meta:
        model = ActivityReporter

    activity = SubFactory(ActivityFactory)
    user = SubFactory(UserFactory)


class ProgressFactory(ModelFactory[Progress]):
    """Waits for its owner."""

    class Meta:
        model = Progress

    activity = SubFactory(ActivityFactory)
    period = LazyAttribute(
        lambda made: (
            made.activity.part.plan.periods.first() or ReportingPeriodFactory(plan=made.activity.part.plan)
        )
    )


class SubmittedProgressFactory(ProgressFactory):
    """Waits for the secretary."""

    state = "submitted"
    work = "ongoing"
    actual_percent = Decimal(25)
    narrative = "จัดประชุมชี้แจงแล้ว 1 ครั้ง"
    problems = "ไม่มี"
    suggestions = "ไม่มี"
    submitted_at = LazyFunction(timezone.now)
    submitted_by = SubFactory(UserFactory)


class IndicatorResultFactory(ModelFactory[IndicatorResult]):
    class Meta:
        model = IndicatorResult

    progress = SubFactory(ProgressFactory)
    position = Sequence(int)
    statement = "ร้อยละของผู้เข้าร่วมที่มีความรู้เพิ่มขึ้น"
    target = "ร้อยละ 80"
    text = "ร้อยละ 85"
    value = Decimal(85)
    is_met = True


class ProgressEvidenceFactory(ModelFactory[ProgressEvidence]):
    class Meta:
        model = ProgressEvidence

    progress = SubFactory(ProgressFactory)
    evidence = LazyAttribute(
        lambda made: EvidenceVersionFactory(evidence__organisation=made.progress.organisation).evidence
    )


class BudgetLineFactory(ModelFactory[BudgetLine]):
    """A line that is no activity."""

    class Meta:
        model = BudgetLine

    plan = SubFactory(ActionPlanFactory, state="approved")
    title = Sequence(lambda number: f"ค่าจ้างเหมาบุคลากร รายที่ {number}")
    planned = Decimal("180000.00")


class MoneyEntryFactory(ModelFactory[MoneyEntry]):
    class Meta:
        model = MoneyEntry

    line = SubFactory(BudgetLineFactory)
    act = "allotment"
    on = date(2025, 10, 15)
    amount = Decimal("90000.25")
    installment = 1
    reference = Sequence(lambda number: f"บจ {number}/2569")
    created_by = SubFactory(UserFactory)


class MonitoringRoundFactory(ModelFactory[MonitoringRound]):
    class Meta:
        model = MonitoringRound

    plan = SubFactory(ActionPlanFactory, state="approved")
    kind = "quarter"
    name = "ไตรมาสที่ 1"
    starts_on = FIRST_DAY
    ends_on = LAST_DAY


class RoundClosingFactory(ModelFactory[RoundClosing]):
    class Meta:
        model = RoundClosing

    round = SubFactory(MonitoringRoundFactory)
    number = Sequence(lambda number: number + 1)
    figures = LazyAttribute(lambda made: figures_of(made.round))
    sha256 = LazyAttribute(lambda made: sha256_of(made.figures))
    closed_by = SubFactory(UserFactory)


class RoundEvidenceFactory(ModelFactory[RoundEvidence]):
    class Meta:
        model = RoundEvidence

    round = SubFactory(MonitoringRoundFactory)
    evidence = LazyAttribute(
        lambda made: EvidenceVersionFactory(evidence__organisation=made.round.organisation).evidence
    )


class ReportLinkFactory(ModelFactory[ReportLink]):
    class Meta:
        model = ReportLink

    progress = SubFactory(ProgressFactory)
    user = SubFactory(UserFactory)
    secret = Sequence(lambda number: f"secret-of-link-{number}")
    expires_at = LazyFunction(lambda: timezone.now() + timedelta(days=14))


class ReminderFactory(ModelFactory[Reminder]):
    class Meta:
        model = Reminder

    progress = SubFactory(ProgressFactory)
    user = SubFactory(UserFactory)
    day = date(2026, 1, 6)


class CalendarFeedFactory(ModelFactory[CalendarFeed]):
    class Meta:
        model = CalendarFeed

    user = SubFactory(UserFactory)
    secret = Sequence(lambda number: f"secret-of-feed-{number}")


class NoticeOptOutFactory(ModelFactory[NoticeOptOut]):
    class Meta:
        model = NoticeOptOut

    user = SubFactory(UserFactory)
    kind = NoticeKind.BEFORE_DUE


class DigestFactory(ModelFactory[Digest]):
    class Meta:
        model = Digest

    user = SubFactory(UserFactory)
    day = date(2025, 12, 31)


class WebhookFactory(ModelFactory[Webhook]):
    class Meta:
        model = Webhook

    organisation = SubFactory(OrganisationFactory)
    name = Sequence(lambda number: f"กลุ่มแจ้งเตือนที่ {number}")
    url = "https://hook.example.org/ita"
    secret = "secret-of-the-tests"
    created_by = SubFactory(UserFactory)


class WebhookDeliveryFactory(ModelFactory[WebhookDelivery]):
    class Meta:
        model = WebhookDelivery

    webhook = SubFactory(WebhookFactory)
    key = Sequence(lambda number: f"digest:{number}")
    payload = LazyFunction(lambda: {"text": "มีรายงานที่ครบกำหนด"})
