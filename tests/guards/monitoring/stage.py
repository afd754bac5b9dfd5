"""One object of each kind of monitoring in medicine."""

from django.utils import timezone
from django.utils.functional import cached_property

from organisations.models import Evidence, EvidenceVersion, Organisation, User, Webhook
from plans.models import (
    ActionPlan,
    Activity,
    BudgetLine,
    CalendarFeed,
    MoneyEntry,
    Monitoring,
    MonitoringRound,
    Progress,
    ReportingPeriod,
    ReportLink,
    RoundClosing,
    RoundEvidence,
)
from tests.factories import (
    BudgetLineFactory,
    CalendarFeedFactory,
    EvidenceFactory,
    EvidenceVersionFactory,
    MoneyEntryFactory,
    MonitoringFactory,
    MonitoringRoundFactory,
    ProgressFactory,
    ReportingPeriodFactory,
    ReportLinkFactory,
    RoundClosingFactory,
    RoundEvidenceFactory,
    SubmittedProgressFactory,
    WebhookFactory,
)


class MonitoringStage:
    """What the stage has of monitoring; the plan that is followed is the stage's approved one."""

    @cached_property
    def organisation(self) -> Organisation:
        raise NotImplementedError

    @cached_property
    def person(self) -> User:
        raise NotImplementedError

    @cached_property
    def approved_plan(self) -> ActionPlan:
        raise NotImplementedError

    @cached_property
    def approved_activity(self) -> Activity:
        raise NotImplementedError

    @cached_property
    def monitoring(self) -> Monitoring:
        return MonitoringFactory(plan=self.approved_plan)

    @cached_property
    def followed_plan(self) -> ActionPlan:
        return self.monitoring.plan

    @cached_property
    def reporting_period(self) -> ReportingPeriod:
        return ReportingPeriodFactory(plan=self.followed_plan)

    @cached_property
    def progress(self) -> Progress:
        return ProgressFactory(activity=self.approved_activity, period=self.reporting_period)

    @cached_property
    def reported_plan(self) -> ActionPlan:
        """The followed plan, of which a report is expected."""
        return self.progress.period.plan

    @cached_property
    def submitted_progress(self) -> Progress:
        """Of another period than ``progress``."""
        second = ReportingPeriodFactory(plan=self.followed_plan, position=2, name="ไตรมาสที่ 2")
        return SubmittedProgressFactory(activity=self.approved_activity, period=second)

    @cached_property
    def evidence_version(self) -> EvidenceVersion:
        evidence = EvidenceFactory(organisation=self.organisation)
        return EvidenceVersionFactory(evidence=evidence)

    @cached_property
    def evidence(self) -> Evidence:
        return self.evidence_version.evidence

    @cached_property
    def binned_evidence(self) -> Evidence:
        binned = {"deleted_at": timezone.now(), "deleted_by": self.person}
        return EvidenceVersionFactory(
            evidence=EvidenceFactory(organisation=self.organisation, **binned)
        ).evidence

    @cached_property
    def budget_line(self) -> BudgetLine:
        return BudgetLineFactory(plan=self.followed_plan)

    @cached_property
    def money_entry(self) -> MoneyEntry:
        return MoneyEntryFactory(line=self.budget_line)

    @cached_property
    def monitoring_round(self) -> MonitoringRound:
        return MonitoringRoundFactory(plan=self.followed_plan)

    @cached_property
    def round_closing(self) -> RoundClosing:
        return RoundClosingFactory(round=self.monitoring_round)

    @cached_property
    def closed_monitoring_round(self) -> MonitoringRound:
        return self.round_closing.round

    @cached_property
    def round_evidence(self) -> RoundEvidence:
        return RoundEvidenceFactory(round=self.monitoring_round)

    @cached_property
    def report_link(self) -> ReportLink:
        return ReportLinkFactory(progress=self.progress)

    @cached_property
    def calendar_feed(self) -> CalendarFeed:
        return CalendarFeedFactory(user=self.person)

    @cached_property
    def webhook(self) -> Webhook:
        return WebhookFactory(organisation=self.organisation)
