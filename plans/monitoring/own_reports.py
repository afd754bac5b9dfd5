"""What a person has to report: what is due, what came back, what was sent, and how far each activity is."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from organisations.models import User
from plans.models import Activity, Progress
from plans.monitoring.achieved import achieved_by
from plans.monitoring.achieved_words import achieved_words
from plans.monitoring.standing import Standing, standing_of

MOST_SENT = 50  # of what was sent, the newest


@dataclass(frozen=True)
class OwnReport:
    """A report of the person's with where it stands; ``days`` is how many are left until it is due."""

    progress: Progress
    standing: Standing
    days: int

    @property
    def when(self) -> str:
        """How long until it is due, or since when: "เกินกำหนด 3 วัน", "ครบกำหนดวันนี้", "เหลือ 5 วัน"."""
        if self.days < 0:
            return f"เกินกำหนด {-self.days} วัน"
        return f"เหลือ {self.days} วัน" if self.days else "ครบกำหนดวันนี้"


@dataclass(frozen=True)
class OwnActivity:
    """An activity of the person's: how many of its reports were sent, and what was achieved so far."""

    activity: Activity
    sent: int
    expected: int
    achieved: str


@dataclass(frozen=True)
class OwnReports:
    """``due`` has what is late first; ``missed`` what was never sent and is of a closed period."""

    returned: list[OwnReport]
    due: list[OwnReport]
    sent: list[OwnReport]
    later: list[OwnReport]
    missed: list[OwnReport]
    activities: list[OwnActivity]


_SENT = (Standing.SUBMITTED, Standing.ACCEPTED)
_DUE = (Standing.LATE, Standing.WAITING, Standing.DRAFT)


def own_reports(user: User, fiscal_year: int, today: date) -> OwnReports:
    """The reports of the person's activities: those of the year, and whatever still waits; one query."""
    open_now = Q(state__in=Progress.WITH_OWNER, period__closed_at=None)
    reports = (
        Progress.objects.of(user)
        .filter(open_now | Q(period__plan__fiscal_year=fiscal_year))
        .select_related("period__plan__organisation", "activity__part__plan")
        .order_by("period__due_on", "activity__part__position", "activity__position", "pk")
    )
    own = [OwnReport(one, standing_of(one, today), (one.period.due_on - today).days) for one in reports]
    sent = [one for one in own if one.standing in _SENT]
    return OwnReports(
        returned=[one for one in own if one.standing is Standing.RETURNED],
        due=[one for one in own if one.standing in _DUE],
        sent=sorted(sent, key=lambda one: one.progress.submitted_at or today, reverse=True)[:MOST_SENT],
        later=[one for one in own if one.standing is Standing.NOT_DUE],
        missed=[one for one in own if one.standing is Standing.MISSED],
        activities=_activities([one.progress for one in own], fiscal_year, today),
    )


def _activities(reports: list[Progress], fiscal_year: int, today: date) -> list[OwnActivity]:
    by_activity: dict[int, list[Progress]] = defaultdict(list)
    for report in reports:
        if report.period.plan.fiscal_year == fiscal_year:
            by_activity[report.activity_id].append(report)
    return [_activity(ours, today) for ours in by_activity.values()]


def _activity(reports: list[Progress], today: date) -> OwnActivity:
    begun = [report for report in reports if report.period.starts_on <= today]
    return OwnActivity(
        activity=reports[0].activity,
        sent=sum(report.submitted_at is not None for report in reports),
        expected=len(reports),
        achieved=achieved_words(achieved_by(begun)),
    )
