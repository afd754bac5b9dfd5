"""The home page names the reports that are owed and those that wait to be accepted."""

from datetime import date

from organisations.access import Role
from reports.home_reports import owed_reports, reports_to_accept
from tests.factories import (
    ActivityFactory,
    ActivityReporterFactory,
    MembershipFactory,
    ProgressFactory,
    ReportingPeriodFactory,
    SubmittedProgressFactory,
)

TODAY = date(2026, 1, 2)  # the first quarter ended, its reports are due on 5 January


def test_owner_sees_own_reports_due_soon_and_those_sent_back(db: None) -> None:
    activity = ActivityFactory(title="อบรมผู้ให้บริการ")
    owner = MembershipFactory(organisation=activity.organisation, role=Role.ACTIVITY_OWNER).user
    ActivityReporterFactory(activity=activity, user=owner)
    due = ProgressFactory(activity=activity)
    later = ReportingPeriodFactory(
        plan=due.period.plan,
        position=4,
        name="ไตรมาสที่ 4",
        ends_on=date(2026, 9, 30),
        due_on=date(2026, 10, 5),
    )
    ProgressFactory(activity=activity, period=later)
    ProgressFactory()  # somebody else's

    (line,) = owed_reports(owner, TODAY, 10)

    assert (line.title, line.state, line.url) == ("รายงานผล อบรมผู้ให้บริการ", "current", due.get_absolute_url())
    assert "ส่งภายในวันที่ 5 มกราคม 2569" in line.text


def test_secretary_sees_each_plan_with_what_waits_and_what_is_late(db: None) -> None:
    sent = SubmittedProgressFactory()
    secretary = MembershipFactory(organisation=sent.organisation, role=Role.SECRETARY).user
    ProgressFactory(activity=ActivityFactory(part=sent.activity.part), period=sent.period)
    SubmittedProgressFactory()  # another organisation's
    accepted = SubmittedProgressFactory(activity__part__plan__organisation=sent.organisation)
    accepted.state, accepted.decided_at = "accepted", accepted.submitted_at
    accepted.save()

    (line,) = reports_to_accept(secretary, date(2026, 1, 6), 10)

    assert line.title == f"รายงานผล {sent.period.plan}"
    assert line.text == "รอตรวจสอบ 1 รายการ · เกินกำหนด 1 รายการ"


def test_those_who_only_read_have_nothing_to_accept(db: None) -> None:
    sent = SubmittedProgressFactory()
    auditor = MembershipFactory(organisation=sent.organisation, role=Role.AUDITOR).user

    assert list(reports_to_accept(auditor, TODAY, 10)) == []
    assert list(owed_reports(auditor, TODAY, 10)) == []
