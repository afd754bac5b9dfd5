"""Each constraint of monitoring, violated once."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import partial

from django.db import models
from django.utils import timezone

from tests.factories import (
    ActivityFactory,
    ActivityReporterFactory,
    BudgetLineFactory,
    CalendarFeedFactory,
    DigestFactory,
    EvidenceFactory,
    EvidenceVersionFactory,
    IndicatorResultFactory,
    ItemEvidenceFactory,
    MoneyEntryFactory,
    MonitoringFactory,
    MonitoringRoundFactory,
    NoticeOptOutFactory,
    OrganisationFactory,
    ProgressEvidenceFactory,
    ProgressFactory,
    ReminderFactory,
    ReportingPeriodFactory,
    ReportLinkFactory,
    RoundClosingFactory,
    RoundEvidenceFactory,
    SubmittedProgressFactory,
    WebhookDeliveryFactory,
    WebhookFactory,
)
from tests.guards.breaking import having, second
from tests.guards.sign_off.violations import anew

EARLIER = date(2025, 9, 1)
reopened = partial(RoundClosingFactory, reopened_at=timezone.now(), reopen_reason="แก้ไขตัวเลข")


def second_line_of_an_activity() -> models.Model:
    activity = ActivityFactory()
    make = partial(BudgetLineFactory, activity=activity, plan=activity.part.plan, title="", planned=None)
    first, other = (make(source_name=name) for name in ("เงินบำรุง", "เงินรายได้"))
    other.source_name = first.source_name
    return other


def second_reporting_unit() -> models.Model:
    activity, unit = ActivityFactory(), OrganisationFactory()
    ActivityReporterFactory(activity=activity, user=None, unit=unit)
    other = ActivityReporterFactory(activity=activity, user=None, unit=OrganisationFactory())
    other.unit = unit
    return other


def second_feed_of_a_plan() -> models.Model:
    plan = MonitoringFactory().plan
    first, other = CalendarFeedFactory(plan=plan), CalendarFeedFactory(plan=plan)
    other.user = first.user
    return other


def second_reminder_of_a_day() -> models.Model:
    first = ReminderFactory()
    other = ReminderFactory(progress=first.progress)
    other.user = first.user
    return other


def second_evidence_of_an_item() -> models.Model:
    first = ItemEvidenceFactory()
    other = ItemEvidenceFactory(round=first.round, item=first.item)
    other.evidence = first.evidence
    return other


def second_evidence_of_a_round() -> models.Model:
    first = RoundEvidenceFactory()
    other = RoundEvidenceFactory(round=first.round)
    other.evidence = first.evidence
    return other


def second_evidence_of_a_report() -> models.Model:
    first = ProgressEvidenceFactory()
    other = ProgressEvidenceFactory(progress=first.progress)
    other.evidence = first.evidence
    return other


OF_MONITORING: dict[str, Callable[[], models.Model]] = {
    "organisations_evidence_deleted_pair": having(EvidenceFactory, deleted_at=timezone.now()),
    "organisations_evidence_year_range": having(EvidenceFactory, fiscal_year=2026),
    "organisations_evidence_has_title": having(EvidenceFactory, title=""),
    "organisations_evidence_sight_known": having(EvidenceFactory, sight="anybody"),
    "organisations_evidenceversion_once": second(EvidenceVersionFactory, "evidence"),
    "organisations_evidenceversion_file_or_link": having(EvidenceVersionFactory, url="https://example.org"),
    "organisations_noticeoptout_once": second(NoticeOptOutFactory, "user"),
    "organisations_noticeoptout_kind_known": having(NoticeOptOutFactory, kind="gossip"),
    "organisations_digest_once_a_day": second(DigestFactory, "user"),
    "organisations_digest_sent_when_said": having(DigestFactory, state="sent"),
    "organisations_webhook_name_once": second(WebhookFactory, "organisation", "name"),
    "organisations_webhook_is_whole": having(WebhookFactory, url=""),
    "organisations_webhookdelivery_once": second(WebhookDeliveryFactory, "webhook", "key"),
    "organisations_webhookdelivery_sent_when_said": having(WebhookDeliveryFactory, state="sent"),
    "plans_monitoring_basis_known": having(MonitoringFactory, basis="never"),
    "plans_monitoring_days_range": having(MonitoringFactory, due_after=91),
    "plans_reportingperiod_once": second(ReportingPeriodFactory, "plan"),
    "plans_reportingperiod_in_order": having(ReportingPeriodFactory, ends_on=EARLIER),
    "plans_reportingperiod_due_after_start": having(ReportingPeriodFactory, due_on=EARLIER),
    "plans_activityreporter_person_or_unit": having(ActivityReporterFactory, user=None),
    "plans_activityreporter_person_once": second(ActivityReporterFactory, "activity", "user"),
    "plans_activityreporter_unit_once": second_reporting_unit,
    "plans_monitoringround_once": second(MonitoringRoundFactory, "plan"),
    "plans_monitoringround_in_order": having(MonitoringRoundFactory, ends_on=EARLIER),
    "plans_monitoringround_kind_known": having(MonitoringRoundFactory, kind="century"),
    "plans_roundclosing_number_once": anew(second(reopened, "round", "number")),
    "plans_roundclosing_one_in_force": anew(second(RoundClosingFactory, "round")),
    "plans_roundclosing_reopened_with_reason": having(RoundClosingFactory, reopened_at=timezone.now()),
    "plans_roundevidence_once": second_evidence_of_a_round,
    "plans_progress_once": second(ProgressFactory, "activity", "period"),
    "plans_progress_state_known": having(SubmittedProgressFactory, state="lost"),
    "plans_progress_work_known": having(ProgressFactory, work="asleep"),
    "plans_progress_percent_range": having(ProgressFactory, actual_percent=Decimal(120)),
    "plans_progress_count_not_negative": having(ProgressFactory, actual_count=Decimal(-1)),
    "plans_progress_submitted_when_said": having(ProgressFactory, state="submitted"),
    "plans_progress_returned_with_note": having(
        SubmittedProgressFactory, state="returned", decided_at=timezone.now()
    ),
    "plans_progress_accepted_when_said": having(SubmittedProgressFactory, state="accepted"),
    "plans_indicatorresult_once": second(IndicatorResultFactory, "progress", "position"),
    "plans_indicatorresult_of_something": having(IndicatorResultFactory, statement=""),
    "plans_progressevidence_once": second_evidence_of_a_report,
    "plans_budgetline_once": second_line_of_an_activity,
    "plans_budgetline_of_activity_or_titled": having(BudgetLineFactory, title=""),
    "plans_budgetline_source_and_kind_known": having(BudgetLineFactory, source="moon"),
    "plans_budgetline_planned_not_negative": having(BudgetLineFactory, planned=Decimal(-1)),
    "plans_moneyentry_amount_positive": having(MoneyEntryFactory, amount=Decimal(0)),
    "plans_moneyentry_act_known": having(MoneyEntryFactory, act="wish"),
    "plans_moneyentry_draws_on_commitment": having(MoneyEntryFactory, act="release"),
    "plans_moneyentry_carried_is_committed": having(MoneyEntryFactory, is_carried=True),
    "plans_moneyentry_cancelled_with_reason": having(MoneyEntryFactory, cancelled_at=timezone.now()),
    "plans_reminder_once_a_day": second_reminder_of_a_day,
    "plans_reportlink_secret_once": second(ReportLinkFactory, "secret"),
    "plans_reportlink_lasts": having(ReportLinkFactory, expires_at=timezone.now().replace(year=2020)),
    "plans_calendarfeed_secret_once": second(CalendarFeedFactory, "secret"),
    "plans_calendarfeed_one_of_a_person": second(CalendarFeedFactory, "user"),
    "plans_calendarfeed_one_of_a_plan": second_feed_of_a_plan,
    "assessments_itemevidence_once": second_evidence_of_an_item,
}
