"""A plan that is followed: beginning to, its periods and days, and who reports what."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import F

from organisations.access import Permission, require
from organisations.models import AuditEntry, Membership, User
from organisations.services.audit import Act, values_of
from organisations.services.errors import StaleError
from plans.models import ActionPlan, Activity, ActivityReporter, Monitoring, Progress, ReportingPeriod
from plans.monitoring.periods import RoundDays, periods_of, round_faults
from plans.monitoring.reporters import Reporters
from plans.services import opening
from plans.services.expected_reports import synchronise

Action = AuditEntry.Action
_SETTINGS = ("basis", "due_after", "remind_before")
BEGUN = "มีรายงานที่เริ่มบันทึกแล้ว จึงเปลี่ยนงวดรายงานไม่ได้ เปลี่ยนได้เฉพาะกำหนดส่งและการแจ้งเตือน"


@transaction.atomic
def start_monitoring(
    *,
    by: User,
    plan: ActionPlan,
    basis: str,
    due_after: int = 5,
    remind_before: int = 3,
    rounds: Sequence[RoundDays] = (),
) -> Monitoring:
    """Follow an approved plan: its periods, and a report expected for each row and period with work.

    Raises PermissionDenied where the plan is not approved, ValidationError where it is followed already or
    its own ``rounds`` do not hold.
    """
    require(by, Permission.MONITORING_EDIT, plan)
    if plan.approved_refusal:
        raise PermissionDenied(plan.approved_refusal)
    if Monitoring.objects.filter(plan=plan).exists():
        raise ValidationError("แผนนี้เริ่มติดตามแล้ว")
    monitoring = Monitoring(
        plan=plan, basis=basis, due_after=due_after, remind_before=remind_before, started_by=by
    )
    monitoring.full_clean(exclude=["started_by"])
    monitoring.save()
    _make_periods(monitoring, rounds)
    synchronise(plan)
    _trail(by, Action.CREATE, monitoring, after=_snapshot(monitoring))
    return monitoring


@transaction.atomic
def change_monitoring(
    *,
    by: User,
    monitoring: Monitoring,
    base_version: int,
    basis: str,
    due_after: int,
    remind_before: int,
    rounds: Sequence[RoundDays] = (),
) -> Monitoring:
    """Other days for the periods that are open; other periods only while nobody has begun a report.

    Raises StaleError where somebody changed it meanwhile.
    """
    plan = monitoring.plan
    require(by, Permission.MONITORING_EDIT, plan)
    monitoring = Monitoring.objects.select_related("plan").get(pk=monitoring.pk)
    before, was = _snapshot(monitoring), _days_of(plan)
    monitoring.basis, monitoring.due_after, monitoring.remind_before = basis, due_after, remind_before
    monitoring.full_clean(exclude=["started_by"])
    values = {name: getattr(monitoring, name) for name in _SETTINGS}
    same = Monitoring.objects.filter(pk=monitoring.pk, version=base_version)
    if not same.update(version=F("version") + 1, **values):
        raise StaleError(Monitoring.objects.get(pk=monitoring.pk))
    wanted = periods_of(basis, plan.fiscal_year, due_after, rounds)
    if [(one.name, one.starts_on, one.ends_on) for one in wanted] == was:
        _move_due_days(plan, due_after)
    else:
        _refuse_begun(plan)
        plan.periods.all().delete()
        _make_periods(monitoring, rounds)
        synchronise(plan)
    monitoring.refresh_from_db()
    _trail(by, Action.UPDATE, monitoring, before=before, after=_snapshot(monitoring))
    return monitoring


@transaction.atomic
def set_reporters(*, by: User, plan: ActionPlan, assignments: Mapping[Activity, Reporters]) -> int:
    """Who reports each of the activities from now on, in place of who did; how many activities changed.

    Raises ValidationError for an activity of another plan, and for people who are no members of the
    plan's organisation or of one below it.
    """
    require(by, Permission.MONITORING_EDIT, plan)
    if any(activity.part.plan_id != plan.pk for activity in assignments):
        raise ValidationError("กิจกรรมที่เลือกไม่ได้อยู่ในแผนนี้ โปรดเปิดหน้านี้ใหม่")
    known = _known(assignments)
    _refuse_outsiders(plan, assignments.values(), {key for lines in known.values() for key in lines})
    wanted = {activity: _keys_of(reporters) for activity, reporters in assignments.items()}
    changed = [activity for activity, keys in wanted.items() if known.get(activity.pk, {}).keys() != keys]
    if not changed:
        return 0
    gone = [line.pk for a in changed for key, line in known.get(a.pk, {}).items() if key not in wanted[a]]
    ActivityReporter.objects.filter(pk__in=gone).delete()
    ActivityReporter.objects.bulk_create(
        ActivityReporter(activity=activity, user_id=user, unit_id=unit)
        for activity in changed
        for user, unit in sorted(wanted[activity] - known.get(activity.pk, {}).keys(), key=str)
    )
    acts = [
        Act(
            activity,
            before={"reporters": [str(line) for line in known.get(activity.pk, {}).values()]},
            after={"reporters": [str(one) for one in (*to.users, *to.units)]},
        )
        for activity, to in assignments.items()
        if activity in changed
    ]
    opening.trail_many(by=by, action=Action.UPDATE, acts=acts, plan=plan, reason="กำหนดผู้รายงานผล")
    return len(changed)


Key = tuple[int | None, int | None]  # of a person or of a unit


def _keys_of(reporters: Reporters) -> set[Key]:
    users: set[Key] = {(user.pk, None) for user in reporters.users}
    return users | {(None, unit.pk) for unit in reporters.units}


def _known(activities: Iterable[Activity]) -> dict[int, dict[Key, ActivityReporter]]:
    found: dict[int, dict[Key, ActivityReporter]] = {}
    lines = ActivityReporter.objects.filter(activity__in=[activity.pk for activity in activities])
    for line in lines.select_related("user", "unit"):
        found.setdefault(line.activity_id, {})[(line.user_id, line.unit_id)] = line
    return found


def _refuse_outsiders(plan: ActionPlan, assignments: Iterable[Reporters], known: set[Key]) -> None:
    """Whoever reports sees the reports: nobody from outside is let in by a hand-made request."""
    assignments, path = list(assignments), plan.organisation.path
    users = {user.pk: user for to in assignments for user in to.users if (user.pk, None) not in known}
    members = Membership.objects.active().filter(user__in=users, organisation__path__startswith=path)
    if strangers := users.keys() - set(members.values_list("user_id", flat=True)):
        raise ValidationError(f"“{users[min(strangers)]}” มิได้เป็นสมาชิกของหน่วยงาน โปรดเลือกจากรายการ")
    units = {unit.pk: unit for to in assignments for unit in to.units if (None, unit.pk) not in known}
    if any(not unit.path.startswith(path) for unit in units.values()):
        raise ValidationError("โปรดเลือกส่วนงานในหน่วยงานของแผน")


def _make_periods(monitoring: Monitoring, rounds: Sequence[RoundDays]) -> None:
    plan = monitoring.plan
    if monitoring.basis == Monitoring.Basis.ROUND and (faults := round_faults(rounds, plan.fiscal_year)):
        raise ValidationError({"rounds": faults})
    days = periods_of(monitoring.basis, plan.fiscal_year, monitoring.due_after, rounds)
    made = [
        ReportingPeriod(
            plan=plan,
            position=position,
            name=one.name,
            starts_on=one.starts_on,
            ends_on=one.ends_on,
            due_on=one.due_on,
        )
        for position, one in enumerate(days, start=1)
    ]
    for period in made:
        period.clean_fields()
    ReportingPeriod.objects.bulk_create(made)


def _move_due_days(plan: ActionPlan, due_after: int) -> None:
    moved = list(plan.periods.filter(closed_at=None))
    for period in moved:
        period.due_on = period.ends_on + timedelta(days=due_after)
    ReportingPeriod.objects.bulk_update(moved, ["due_on"])


def _refuse_begun(plan: ActionPlan) -> None:
    reports = Progress.objects.filter(period__plan=plan)
    begun = reports.exclude(state=Progress.State.WAITING) | reports.filter(evidence_uses__isnull=False)
    if begun.exists() or plan.periods.exclude(closed_at=None).exists():
        raise ValidationError({"basis": BEGUN})
    reports.delete()


def _days_of(plan: ActionPlan) -> list[tuple[Any, ...]]:
    return list(plan.periods.values_list("name", "starts_on", "ends_on"))


def _snapshot(monitoring: Monitoring) -> dict[str, Any]:
    periods = [f"{name} ({start} – {end})" for name, start, end in _days_of(monitoring.plan)]
    return values_of(monitoring, _SETTINGS) | {"periods": periods}


def _trail(
    by: User,
    action: AuditEntry.Action,
    monitoring: Monitoring,
    *,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> None:
    opening.trail(by=by, action=action, target=monitoring, plan=monitoring.plan, before=before, after=after)
