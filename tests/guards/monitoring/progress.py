"""Starting to follow a plan, its periods and reporters, the grid, reports and what becomes of them."""

from decimal import Decimal
from typing import Any

from plans.models import ActionPlan, Activity, Progress, ReportingPeriod
from plans.monitoring.reporters import Reporters
from plans.monitoring.written import Report
from plans.services.monitoring import change_monitoring, set_reporters, start_monitoring
from plans.services.progress import (
    accept_reports,
    open_report,
    return_report,
    save_report,
    submit_report,
    take_back_report,
)
from tests.cast import Cast
from tests.factories import (
    ActivityFactory,
    MonitoringFactory,
    PlanPartFactory,
    ProgressFactory,
    ReportingPeriodFactory,
    SubmittedProgressFactory,
)
from tests.guards.assessments.call import Call
from tests.guards.doors import READING, SECRETARY, Row, act, form, page, question

P = "plans:"
OTHERS = READING - SECRETARY

ROWS: list[Row] = [
    form(P + "monitoring-start", "approved_plan", SECRETARY, OTHERS),
    form(P + "monitoring-settings", "followed_plan", SECRETARY, OTHERS),
    page(P + "monitoring-grid", "followed_plan", READING),
    page(P + "reporter-list", "reported_plan", READING),
    question(P + "reporter-edit", "reported_plan", SECRETARY, OTHERS),
    act(P + "reporters-suggested", "reported_plan", SECRETARY, OTHERS),
    act(P + "progress-accept", "followed_plan", SECRETARY, OTHERS),
    act(P + "progress-remind", "followed_plan", SECRETARY, OTHERS),
    page(P + "progress-detail", "submitted_progress", READING),
    form(P + "progress-return", "submitted_progress", SECRETARY, OTHERS),
    form(P + "progress-take-back", "submitted_progress", SECRETARY, OTHERS),
]
PUBLIC: dict[str, str] = {}

REPORT = Report(work="ongoing", actual_percent=Decimal(25), narrative="จัดประชุมชี้แจงแล้ว 1 ครั้ง")


def followed_activity(cast: Cast) -> Activity:
    plan = MonitoringFactory(plan__organisation=cast.organisations["medicine"]).plan
    return ActivityFactory(part=PlanPartFactory(plan=plan))


def period_of(activity: Activity) -> ReportingPeriod:
    return ReportingPeriodFactory(plan=activity.part.plan)


def waiting(cast: Cast) -> Progress:
    return ProgressFactory(activity=followed_activity(cast))


def submitted(cast: Cast) -> Progress:
    return SubmittedProgressFactory(activity=followed_activity(cast))


def of_approved_plan(cast: Cast) -> dict[str, Any]:
    part = PlanPartFactory(plan__organisation=cast.organisations["medicine"], plan__state="approved")
    ActivityFactory(part=part)
    return {"plan": part.plan, "basis": "quarter"}


def of_monitoring(cast: Cast) -> dict[str, Any]:
    plan: ActionPlan = followed_activity(cast).part.plan
    days = {"basis": "half", "due_after": 7, "remind_before": 5}
    return {"monitoring": plan.monitoring, "base_version": 1, **days}


def of_reporters(cast: Cast) -> dict[str, Any]:
    activity = followed_activity(cast)
    reporters = Reporters((cast["activity_owner@medicine"],), (cast.organisations["medicine"],))
    return {"plan": activity.part.plan, "assignments": {activity: reporters}}


def of_new_report(cast: Cast) -> dict[str, Any]:
    activity = followed_activity(cast)
    return {"activity": activity, "period": period_of(activity)}


def of_report(cast: Cast) -> dict[str, Any]:
    return {"progress": waiting(cast), "base_version": 1, "report": REPORT}


def of_accepted(cast: Cast) -> dict[str, Any]:
    progress = submitted(cast)
    progress.state, progress.decided_at = "accepted", progress.submitted_at
    progress.save()
    return {"progress": progress, "reason": "ตัวเลขไม่ตรงกับหลักฐาน"}


CALLS = {
    "start_monitoring": Call(start_monitoring, of_approved_plan),
    "change_monitoring": Call(change_monitoring, of_monitoring),
    "set_reporters": Call(set_reporters, of_reporters),
    "open_report": Call(open_report, of_new_report),
    "save_report": Call(save_report, of_report),
    "submit_report": Call(submit_report, of_report),
    "return_report": Call(
        return_report,
        lambda cast: {"progress": submitted(cast), "base_version": 1, "note": "โปรดระบุจำนวนผู้เข้าร่วม"},
    ),
    "accept_reports": Call(accept_reports, lambda cast: {"progresses": [submitted(cast)]}),
    "take_back_report": Call(take_back_report, of_accepted),
}
