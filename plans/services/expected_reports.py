"""The reports that a followed plan expects, kept in step with its rows."""

from collections.abc import Mapping

from django.db.models import F

from plans.models import ActionPlan, Progress, ReportingPeriod
from plans.monitoring.expected import Planned
from plans.monitoring.reporting_rows import planned_rows
from plans.services.rounds_hold import hold_rounds

State = Progress.State
_BATCH = 500
Expected = Mapping[tuple[int, ReportingPeriod], Planned]


def synchronise(plan: ActionPlan) -> None:
    """Expect what the plan's rows say now in the periods that are open, inside the caller's transaction.

    Reports that wait come, go and learn their numbers anew. Whatever was begun stays as it is, and so does
    a report that has evidence, as one that nobody expects. A plan that is not followed has none.
    """
    # Held: what waits now must still wait when it is forgotten, and its period be open.
    if not hold_rounds(plan):
        return
    periods = list(plan.periods.all())
    still_open = {period for period in periods if not period.closed_at}
    expected = {key: planned for key, planned in planned_rows(plan, periods).items() if key[1] in still_open}
    reports = Progress.objects.filter(period__in=still_open).select_related("period")
    known = {(report.activity_id, report.period): report for report in reports}
    _create({key: planned for key, planned in expected.items() if key not in known})
    waiting = {key: report for key, report in known.items() if report.state == State.WAITING}
    _learn({key: report for key, report in waiting.items() if key in expected}, expected)
    _forget([report.pk for key, report in waiting.items() if key not in expected and report.is_expected])


def _create(missing: Expected) -> None:
    made = [
        Progress(activity_id=activity, period=period, **_columns(planned))
        for (activity, period), planned in missing.items()
    ]
    Progress.objects.bulk_create(made, batch_size=_BATCH)


def _learn(waiting: Mapping[tuple[int, ReportingPeriod], Progress], expected: Expected) -> None:
    changed = []
    for key, report in waiting.items():
        columns = _columns(expected[key])
        if any(getattr(report, name) != value for name, value in columns.items()):
            for name, value in columns.items():
                setattr(report, name, value)
            changed.append(report)
    columns_of_plan = list(_columns(Planned()))
    Progress.objects.bulk_update(changed, columns_of_plan, batch_size=_BATCH)


def _forget(pks: list[int]) -> None:
    for start in range(0, len(pks), _BATCH):
        gone = Progress.objects.filter(pk__in=pks[start : start + _BATCH], state=State.WAITING)
        gone.filter(evidence_uses__isnull=False).update(is_expected=False, version=F("version") + 1)
        gone.filter(is_expected=True).delete()


def _columns(planned: Planned) -> dict[str, object]:
    return {
        "is_expected": True,
        "planned_count": planned.count,
        "planned_unit": planned.unit[:200],
        "planned_amount": planned.amount,
    }
