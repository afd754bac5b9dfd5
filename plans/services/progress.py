"""Reports on activities: written by their owners, handed in, returned with a note, accepted, taken back."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from organisations.access import Permission, check, require
from organisations.models import AuditEntry, User
from organisations.services.audit import Act
from organisations.services.errors import StaleError
from plans.models import Activity, IndicatorResult, Progress, ReportingPeriod
from plans.monitoring.indicator_results import is_indicator, judged
from plans.monitoring.written import Report, Result
from plans.services import opening
from plans.services.rounds_hold import hold_rounds

Action = AuditEntry.Action
State = Progress.State
Work = Progress.Work
_BATCH = 500
_TEXTS = ("narrative", "problems", "suggestions", "internal_note", "lesson")
_VALUES = ("work", "actual_count", "actual_percent", *_TEXTS)


@dataclass(frozen=True)
class Decided:
    """The reports that were accepted, and those that were left out, each with the reason in Thai."""

    done: list[Progress]
    left_out: list[tuple[Progress, str]]


@transaction.atomic
def open_report(*, by: User, activity: Activity, period: ReportingPeriod) -> Progress:
    """The report of an activity for a period, made where the plan expects none.

    Raises ValidationError for a period of another plan, PermissionDenied for one that is closed or has
    not begun.
    """
    require(by, Permission.PROGRESS_REPORT, activity)
    if period.plan_id != activity.part.plan_id:
        raise ValidationError("งวดรายงานนี้ไม่ได้อยู่ในแผนของกิจกรรม โปรดเปิดหน้านี้ใหม่")
    if report := Progress.objects.filter(activity=activity, period=period).first():
        return report
    report = Progress(activity=activity, period=period, is_expected=False)
    require(by, Permission.PROGRESS_REPORT, report)
    report.full_clean()
    report.save()
    _trail(by, Action.CREATE, report, after={"state": report.state})
    return report


@transaction.atomic
def save_report(
    *, by: User, progress: Progress, base_version: int, report: Report, reason: str = ""
) -> Progress:
    """Keep what was written so far; it may have gaps. What waited is then a draft.

    ``reason`` is what the trail tells beside it. Raises PermissionDenied where it is not with its owner or
    its period is closed, StaleError where somebody wrote meanwhile, ValidationError by names of fields.
    """
    state = State.DRAFT if progress.state == State.WAITING else progress.state
    return _written(by, progress, base_version, report, {"state": state}, Action.UPDATE, reason)


@transaction.atomic
def submit_report(
    *, by: User, progress: Progress, base_version: int, report: Report, reason: str = ""
) -> Progress:
    """Keep what was written and hand it in; refuses as ``save_report`` does, and what is not whole."""
    require(by, Permission.PROGRESS_REPORT, progress)
    _refuse_gaps(progress, report)
    handed_in = {"state": State.SUBMITTED, "submitted_at": timezone.now(), "submitted_by": by}
    return _written(by, progress, base_version, report, handed_in, Action.STATE, reason)


@transaction.atomic
def return_report(*, by: User, progress: Progress, base_version: int, note: str) -> Progress:
    """Back to its owner, saying why. Raises PermissionDenied where it was not handed in, or StaleError."""
    require(by, Permission.PROGRESS_ACCEPT, progress)
    return _sent_back(by, progress, base_version, note, (State.SUBMITTED,))


@transaction.atomic
def take_back_report(*, by: User, progress: Progress, reason: str) -> Progress:
    """An accepted report goes back to its owner, saying why, while its period is open."""
    require(by, Permission.PROGRESS_ACCEPT, progress)
    return _sent_back(by, progress, progress.version, reason, (State.ACCEPTED,))


@transaction.atomic
def accept_reports(*, by: User, progresses: Iterable[Progress]) -> Decided:
    """Accept what was handed in and is in an open period; the rest is left out, each with its reason."""
    asked = {progress.pk: progress for progress in progresses}
    for organisation in {progress.organisation for progress in asked.values()}:
        require(by, Permission.PROGRESS_ACCEPT, organisation)
    for plan in sorted({progress.period.plan for progress in asked.values()}, key=lambda plan: plan.pk):
        hold_rounds(plan)
    left_out = {pk: reason for pk, one in asked.items() if (reason := _not_acceptable(one, by))}
    moment = timezone.now()
    pks = [pk for pk in asked if pk not in left_out]
    done: set[int] = set()
    for start in range(0, len(pks), _BATCH):
        ours = Progress.objects.filter(pk__in=pks[start : start + _BATCH])
        ours.filter(state=State.SUBMITTED, period__closed_at=None).update(
            state=State.ACCEPTED, decided_at=moment, decided_by=by, return_note="", version=F("version") + 1
        )
        decided = ours.filter(state=State.ACCEPTED, decided_at=moment, decided_by=by)
        done.update(decided.values_list("pk", flat=True))
    left_out |= {pk: "มีผู้ดำเนินการกับรายงานนี้ก่อนท่าน" for pk in pks if pk not in done}
    accepted = [asked[pk] for pk in pks if pk in done]
    for plan in {one.period.plan for one in accepted}:
        acts = [Act(one, _STATE_BEFORE, _STATE_AFTER) for one in accepted if one.period.plan_id == plan.pk]
        opening.trail_many(by=by, action=Action.STATE, acts=acts, plan=plan)
    return Decided(accepted, [(asked[pk], reason) for pk, reason in left_out.items()])


_STATE_BEFORE = {"state": State.SUBMITTED.value}
GONE = "ไม่พบรายงานนี้แล้ว กิจกรรมอาจถูกตัดออกจากแผน โปรดสอบถามเลขานุการ"
_STATE_AFTER = {"state": State.ACCEPTED.value}
_NOT_HANDED_IN = {
    State.WAITING: "ยังไม่ได้รายงาน",
    State.DRAFT: "ผู้รับผิดชอบยังไม่ได้ส่งรายงาน",
    State.RETURNED: "ส่งคืนเพื่อแก้ไขแล้ว ผู้รับผิดชอบยังไม่ได้ส่งกลับ",
    State.ACCEPTED: "ผ่านการตรวจสอบแล้ว",
}


def _not_acceptable(progress: Progress, by: User) -> str:
    if progress.state != State.SUBMITTED:
        return _NOT_HANDED_IN[State(progress.state)]
    allowed = check(by, Permission.PROGRESS_ACCEPT, progress)
    return "" if allowed else getattr(allowed, "reason", "")


def _sent_back(
    by: User, progress: Progress, base_version: int, note: str, states: Sequence[State]
) -> Progress:
    note = note.strip()
    if not note:
        raise ValidationError({"note": "โปรดระบุเหตุผลที่ส่งคืน"})
    returned = {
        "state": State.RETURNED,
        "decided_at": timezone.now(),
        "decided_by": by,
        "return_note": note,
    }
    before = {"state": progress.state}
    changed = Progress(pk=progress.pk, return_note=note)
    changed.clean_fields(exclude={field.name for field in Progress._meta.fields} - {"return_note"})
    _claim(progress, base_version, states, returned)
    progress.refresh_from_db()
    _trail(by, Action.STATE, progress, before=before, after={"state": progress.state}, reason=note)
    return progress


def _written(
    by: User,
    progress: Progress,
    base_version: int,
    report: Report,
    moved: dict[str, Any],
    action: AuditEntry.Action,
    reason: str,
) -> Progress:
    require(by, Permission.PROGRESS_REPORT, progress)
    report = _trimmed(report)
    _check(progress, report)
    before = _snapshot(progress)
    values = {name: getattr(report, name) for name in _VALUES}
    _claim(progress, base_version, Progress.WITH_OWNER, values | moved)
    _write_results(progress, report.results)
    progress.refresh_from_db()
    _trail(by, action, progress, before=before, after=_snapshot(progress), reason=reason)
    return progress


def _claim(progress: Progress, base_version: int, states: Sequence[str], values: dict[str, Any]) -> None:
    """Write the values if the report is still as its writer saw it, in one of the states, its period open."""
    hold_rounds(progress.period.plan)
    same = Progress.objects.filter(
        pk=progress.pk, version=base_version, state__in=states, period__closed_at=None
    )
    if same.update(version=F("version") + 1, updated_at=timezone.now(), **values):
        return
    current = Progress.objects.select_related("period", "activity").filter(pk=progress.pk).first()
    if current is None:
        raise PermissionDenied(GONE)
    if current.period.closed_at:
        raise PermissionDenied(current.refusal(Permission.PROGRESS_ACCEPT))
    if current.state not in states and current.version == base_version:
        raise PermissionDenied(
            f"รายงานนี้มีสถานะ “{current.get_state_display()}” จึงดำเนินการนี้ไม่ได้ โปรดตรวจสอบสถานะของรายงานอีกครั้ง"
        )
    raise StaleError(current)


def _trimmed(report: Report) -> Report:
    return replace(report, **{name: getattr(report, name).strip() for name in _TEXTS})


def _check(progress: Progress, report: Report) -> None:
    """Raise ValidationError, under the names of fields, for what could not be stored or cannot be."""
    errors: dict[str, str] = {}
    percent, count = report.actual_percent, report.actual_count
    if percent is not None and not 0 <= percent <= 100:
        errors["actual_percent"] = "ความก้าวหน้าต้องอยู่ระหว่างร้อยละ 0 ถึง 100"
    if count is not None and count < 0:
        errors["actual_count"] = "จำนวนต้องไม่ติดลบ"
    if errors:
        raise ValidationError(errors)
    written = Progress(activity=progress.activity, period=progress.period)
    for name in _VALUES:
        setattr(written, name, getattr(report, name))
    written.clean_fields(exclude={field.name for field in Progress._meta.fields} - set(_VALUES))


def _refuse_gaps(progress: Progress, report: Report) -> None:
    """A report that is handed in says how the work stands, what was done, and how much of it."""
    errors: dict[str, str] = {}
    if not report.work:
        errors["work"] = "โปรดเลือกสถานะการดำเนินงาน"
    if not report.narrative.strip():
        errors["narrative"] = "โปรดระบุผลการดำเนินการ หากยังไม่ได้ดำเนินการ โปรดระบุเหตุผล"
    errors |= _missing_numbers(progress, report) if report.work in (Work.ONGOING, Work.BEHIND) else {}
    if errors:
        raise ValidationError(errors)


def _missing_numbers(progress: Progress, report: Report) -> dict[str, str]:
    if progress.planned_count is not None:
        asked = f"โปรดระบุจำนวนที่ทำได้ในงวดนี้ {progress.planned_unit}".strip()
        return {"actual_count": asked} if report.actual_count is None else {}
    if report.actual_percent is not None or is_indicator(progress.activity):
        return {}
    return {"actual_percent": "โปรดระบุความก้าวหน้าของทั้งกิจกรรมเป็นร้อยละ 0 ถึง 100"}


def _write_results(progress: Progress, results: Sequence[Result]) -> None:
    """The results in place of those before; an indicator without a result has none."""
    progress.results.all().delete()
    made = [
        _result_of(progress, result) for result in results if result.text.strip() or result.is_met is not None
    ]
    for result in made:
        try:
            result.clean_fields(exclude={"progress", "indicator"})
        except ValidationError as error:
            raise ValidationError({f"result_{result.position}": error.messages}) from None
    IndicatorResult.objects.bulk_create(made)


def _result_of(progress: Progress, result: Result) -> IndicatorResult:
    understood = judged(result.target or result.statement, result.text, result.is_met)
    return IndicatorResult(
        progress=progress,
        indicator=result.indicator,
        position=result.position,
        statement=result.statement,
        target=result.target,
        text=result.text.strip(),
        value=understood.value,
        is_met=understood.is_met,
    )


def _snapshot(progress: Progress) -> dict[str, Any]:
    values = {name: getattr(progress, name) for name in ("state", *_VALUES)}
    results = {f"{one.position}": f"{one.statement}: {one.text}" for one in progress.results.all()}
    return {name: str(value) if isinstance(value, Decimal) else value for name, value in values.items()} | {
        "results": results
    }


def _trail(
    by: User,
    action: AuditEntry.Action,
    progress: Progress,
    *,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    reason: str = "",
) -> None:
    plan = progress.activity.part.plan
    opening.trail(by=by, action=action, target=progress, plan=plan, before=before, after=after, reason=reason)
