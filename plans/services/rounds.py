"""Rounds of a plan that is followed: made, written, closed with their figures frozen, opened again.

Closing and reopening are both recorded for good: a trigger keeps the figures of every closing as they were.
"""

from dataclasses import asdict
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Exists, F, OuterRef, QuerySet
from django.utils import timezone

from ita_portal.thai.fiscal import first_day, last_day
from organisations.access import Permission, require
from organisations.models import AuditEntry, Evidence, User
from organisations.services.errors import StaleError
from plans.models import (
    ActionPlan,
    Monitoring,
    MonitoringRound,
    Progress,
    ReportingPeriod,
    RoundClosing,
    RoundEvidence,
)
from plans.monitoring.rounds import closed_rounds, figures_of, missing_of, periods_of
from plans.monitoring.written import RoundTexts
from plans.revisions import sha256_of
from plans.services import opening
from plans.services.rounds_hold import hold_rounds

Action = AuditEntry.Action
NOT_FOLLOWED = "ยังไม่ได้เริ่มติดตามแผนนี้ โปรดเริ่มติดตามแผนก่อน"
NOTHING_DUE = "ไม่มีรายงานของงวดที่สิ้นสุดภายในรอบนี้ จึงปิดรอบไม่ได้"
CLOSED = "รอบนี้ปิดแล้ว ข้อมูลในรอบนี้แก้ไขไม่ได้ หากจำเป็นต้องแก้ไข โปรดขอเปิดรอบอีกครั้ง"
NOT_CLOSED = "รอบนี้ไม่ได้ปิดอยู่ จึงไม่ต้องเปิดอีกครั้ง"
ELSEWHERE = "ช่วงเวลาของรอบต้องอยู่ในปีงบประมาณ พ.ศ. {}"


@transaction.atomic
def make_round(
    *, by: User, plan: ActionPlan, kind: str, name: str, starts_on: date, ends_on: date
) -> MonitoringRound:
    """A round of the plan, not closed yet. Raises ValidationError where the plan is not followed.

    Rounds may hold one another: a quarter, its half, the year.
    """
    round = MonitoringRound(plan=plan, kind=kind, name=name.strip(), starts_on=starts_on, ends_on=ends_on)
    require(by, Permission.MONITORING_EDIT, round)
    if not Monitoring.objects.filter(plan=plan).exists():
        raise ValidationError(NOT_FOLLOWED)
    if ends_on < first_day(plan.fiscal_year) or starts_on > last_day(plan.fiscal_year):
        raise ValidationError({"starts_on": ELSEWHERE.format(plan.fiscal_year)})
    round.full_clean()
    round.save()
    days = {"starts_on": starts_on.isoformat(), "ends_on": ends_on.isoformat()}
    _trail(by, round, Action.CREATE, after={"kind": kind, "name": round.name} | days)
    return round


@transaction.atomic
def change_round(*, by: User, round: MonitoringRound, base_version: int, texts: RoundTexts) -> None:
    """What is written of the round. Raises StaleError where it was changed since ``base_version``."""
    require(by, Permission.MONITORING_EDIT, round)
    now = asdict(texts)
    before = {name: getattr(round, name) for name in now}
    _claim(round, base_version)
    for name, text in now.items():
        setattr(round, name, text.strip())
    round.full_clean()
    round.save(update_fields=list(now))
    after = {name: getattr(round, name) for name in now}
    _trail(by, round, Action.UPDATE, before=before, after=after)


@transaction.atomic
def drop_round(*, by: User, round: MonitoringRound) -> None:
    """A round that was made by mistake goes. One that was ever closed stays."""
    require(by, Permission.MONITORING_EDIT, round)
    _claim(round)
    if round.closings.exists():
        raise ValidationError("รอบนี้เคยปิดแล้ว จึงลบไม่ได้")
    _trail(by, round, Action.DELETE, before={"name": round.name, "kind": round.kind})
    round.delete()


@transaction.atomic
def close_round(
    *, by: User, round: MonitoringRound, base_version: int, missing_confirmed: int = 0
) -> RoundClosing:
    """The round's figures as they are now, for good; its periods and the money of its days are locked.

    ``missing_confirmed`` is of how many missing reports the person was told. Raises ValidationError where
    more are missing, or nothing is reported in the round; StaleError where it changed since ``base_version``.
    """
    require(by, Permission.MONITORING_EDIT, round)
    hold_rounds(round.plan)
    _claim(round, base_version)
    if not Progress.objects.filter(period__in=periods_of(round)).exists():
        raise ValidationError(NOTHING_DUE)
    missing = len(missing_of(round))
    if missing > missing_confirmed:
        raise ValidationError(
            {"confirmed": f"ยังไม่ได้รับรายงาน {missing} รายการ โปรดตรวจสอบรายชื่อ แล้วยืนยันก่อนปิดรอบ"}
        )
    round.refresh_from_db()
    figures = figures_of(round)
    closing = RoundClosing(
        round=round,
        number=round.closings.count() + 1,
        figures=figures,
        sha256=sha256_of(figures),
        missing=missing,
        closed_by=by,
    )
    closing.save()
    periods_of(round).filter(closed_at=None).update(closed_at=closing.closed_at)
    _trail(
        by,
        round,
        Action.STATE,
        before={"closed": False},
        after={"closed": True, "number": closing.number, "missing": missing, "sha256": closing.sha256},
    )
    return closing


@transaction.atomic
def reopen_round(*, by: User, round: MonitoringRound, reason: str) -> RoundClosing:
    """The round may be written again; the closing stays with its figures, its ``reason`` of reopening beside.

    Periods that another closed round holds stay locked. Raises ValidationError where it is not closed.
    """
    require(by, Permission.MONITORING_REOPEN, round)
    hold_rounds(round.plan)
    reason = reason.strip()
    if not reason:
        raise ValidationError({"reason": "โปรดระบุเหตุผลที่เปิดรอบอีกครั้ง"})
    in_force = round.closings.filter(reopened_at=None)
    if not in_force.update(reopened_at=timezone.now(), reopened_by=by, reopen_reason=reason):
        raise ValidationError(NOT_CLOSED)
    MonitoringRound.objects.filter(pk=round.pk).update(version=F("version") + 1)
    round.refresh_from_db(fields=["version"])
    _unlock(round)
    closing = round.closings.latest("number")
    _trail(
        by,
        round,
        Action.STATE,
        before={"closed": True},
        after={"closed": False, "number": closing.number},
        reason=reason,
    )
    return closing


@transaction.atomic
def attach_to_round(*, by: User, round: MonitoringRound, evidence: Evidence) -> RoundEvidence:
    """Evidence of the plan's organisation belongs to the round's report, also after it was closed."""
    require(by, Permission.MONITORING_EDIT, round)
    library = Evidence.objects.visible_to(by).filter(organisation=round.organisation)
    # Held, so that nobody puts it into the bin meanwhile.
    if library.filter(pk=evidence.pk).select_for_update(of=("self",)).first() is None:
        raise ValidationError("ไม่พบหลักฐานนี้ในคลังหลักฐานของหน่วยงาน")
    use = RoundEvidence(round=round, evidence=evidence)
    use.full_clean()
    use.save()
    _trail(by, round, Action.UPDATE, after={"evidence": str(evidence)})
    return use


@transaction.atomic
def detach_from_round(*, by: User, use: RoundEvidence) -> None:
    """The evidence stays in the library and wherever else it is used."""
    require(by, Permission.MONITORING_EDIT, use.round)
    _trail(by, use.round, Action.UPDATE, before={"evidence": str(use.evidence)})
    use.delete()


def _claim(round: MonitoringRound, base_version: int | None = None) -> None:
    """Raise the round's version, if it is not closed and still the one its writer saw (None: whatever)."""
    closed = RoundClosing.objects.filter(round=OuterRef("pk"), reopened_at=None)
    still_open: QuerySet[MonitoringRound] = MonitoringRound.objects.filter(~Exists(closed), pk=round.pk)
    same = still_open if base_version is None else still_open.filter(version=base_version)
    if same.update(version=F("version") + 1):
        round.refresh_from_db(fields=["version"])
        return
    current = still_open.first()
    if current is None:
        raise PermissionDenied(CLOSED)
    raise StaleError(current)


def _unlock(round: MonitoringRound) -> None:
    """Open the periods of the round that no other closed round holds."""
    others = list(closed_rounds(round.plan).exclude(pk=round.pk).values_list("starts_on", "ends_on"))
    locked = periods_of(round).exclude(closed_at=None)
    free = [
        period.pk for period in locked if not any(first <= period.ends_on <= last for first, last in others)
    ]
    ReportingPeriod.objects.filter(pk__in=free).update(closed_at=None)


def _trail(by: User, round: MonitoringRound, action: AuditEntry.Action, **said: Any) -> None:
    opening.trail(by=by, action=action, target=round, plan=round.plan, **said)
