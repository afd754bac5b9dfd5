"""Rounds made, written, closed and opened again; two closings at once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from decimal import Decimal
from threading import Barrier
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection

from organisations.models import AuditEntry
from organisations.services.errors import StaleError
from plans.models import MonitoringRound, RoundClosing
from plans.monitoring.ledger import Movement
from plans.monitoring.written import Report, RoundTexts
from plans.revisions import sha256_of
from plans.services.money import enter_money
from plans.services.progress import return_report, save_report
from plans.services.rounds import (
    attach_to_round,
    change_round,
    close_round,
    drop_round,
    make_round,
    reopen_round,
)
from tests.cast import Cast, gather
from tests.factories import ActionPlanFactory, EvidenceVersionFactory
from tests.plans.monitoring.year import Year, year_of


@pytest.fixture
def year(cast: Cast) -> Year:
    return year_of(cast)


def close(year: Year, round: MonitoringRound, missing: int = 1) -> RoundClosing:
    round.refresh_from_db()
    return close_round(by=year.secretary, round=round, base_version=round.version, missing_confirmed=missing)


def closed_periods(year: Year) -> list[int]:
    return [period.position for period in year.plan.periods.all() if period.closed_at]


def test_round_needs_a_plan_that_is_followed(cast: Cast) -> None:
    plan = ActionPlanFactory(organisation=cast.organisation("medicine"), state="approved")
    days = {"starts_on": date(2025, 10, 1), "ends_on": date(2025, 12, 31)}

    with pytest.raises(ValidationError, match="ยังไม่ได้เริ่มติดตามแผนนี้"):
        make_round(by=cast["secretary@medicine"], plan=plan, kind="quarter", name="ไตรมาสที่ 1", **days)


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2025, 12, 31), date(2025, 10, 1), "ต้องสิ้นสุดไม่ก่อนเริ่มต้น"),
        (date(2024, 10, 1), date(2024, 12, 31), "ต้องอยู่ในปีงบประมาณ พ.ศ. 2569"),
        (date(2025, 10, 1), date(2025, 12, 31), "แผนมีรอบของช่วงเวลานี้แล้ว"),
    ],
)
def test_round_of_impossible_days_is_refused(year: Year, first: date, last: date, words: str) -> None:
    year.round("quarter-10")

    with pytest.raises(ValidationError, match=words):
        make_round(by=year.secretary, plan=year.plan, kind="other", name="รอบ", starts_on=first, ends_on=last)


def test_texts_are_written_once_for_each_version(year: Year) -> None:
    round = year.round("quarter-10")
    change_round(
        by=year.secretary, round=round, base_version=1, texts=RoundTexts("ไตรมาสที่ 1", summary="ตามแผน")
    )

    with pytest.raises(StaleError):
        change_round(by=year.secretary, round=round, base_version=1, texts=RoundTexts("อื่น"))

    round.refresh_from_db()
    assert (round.name, round.summary, round.version) == ("ไตรมาสที่ 1", "ตามแผน", 2)


def test_closing_freezes_figures_and_locks_the_periods_that_end_in_it(year: Year) -> None:
    round = year.round("half-10")

    closing = close(year, round, missing=3)

    closing.refresh_from_db()
    assert (closing.number, closing.missing) == (1, 3)
    assert sha256_of(closing.figures) == closing.sha256
    assert closing.figures["totals"]["standings"] == {"late": 3, "submitted": 1}
    assert closed_periods(year) == [1, 2]
    after = AuditEntry.objects.latest("pk").after or {}
    assert (after["sha256"], after["number"]) == (closing.sha256, 1)


def test_missing_reports_must_be_confirmed(year: Year) -> None:
    round = year.round("quarter-10")

    with pytest.raises(ValidationError, match="ยังไม่ได้รับรายงาน 1 รายการ"):
        close(year, round, missing=0)

    assert (RoundClosing.objects.count(), closed_periods(year)) == (0, [])


def test_round_without_reports_is_not_closed(year: Year) -> None:
    days = {"starts_on": date(2025, 10, 1), "ends_on": date(2025, 11, 30)}
    round = make_round(by=year.secretary, plan=year.plan, kind="other", name="2 เดือน", **days)

    with pytest.raises(ValidationError, match="ไม่มีรายงานของงวดที่สิ้นสุดภายในรอบนี้"):
        close(year, round)


def test_closed_round_is_not_written_closed_again_or_dropped(year: Year) -> None:
    round = year.round("quarter-10")
    close(year, round)
    round.refresh_from_db()
    version = round.version
    acts: list[Any] = [
        lambda: change_round(by=year.secretary, round=round, base_version=version, texts=RoundTexts("อื่น")),
        lambda: close_round(by=year.secretary, round=round, base_version=version, missing_confirmed=9),
        lambda: drop_round(by=year.secretary, round=round),
    ]

    for act in acts:
        with pytest.raises(PermissionDenied, match="รอบนี้ปิดแล้ว"):
            act()


def test_what_a_closed_round_holds_is_locked(year: Year) -> None:
    close(year, year.round("quarter-10"))
    waiting, submitted = year.report(year.manual, 1), year.report(year.training, 1)
    line = year.training.budget_lines.get()
    acts: list[Any] = [
        lambda: save_report(by=year.secretary, progress=waiting, base_version=1, report=Report(work="done")),
        lambda: return_report(by=year.secretary, progress=submitted, base_version=1, note="แก้ไข"),
    ]

    for act in acts:
        with pytest.raises(PermissionDenied, match="ไตรมาสที่ 1ปิดแล้ว"):
            act()
    movement = Movement(act="disbursement", on=date(2025, 12, 31), amount=Decimal(1))
    with pytest.raises(ValidationError, match="ไตรมาสที่ 1"):
        enter_money(by=year.secretary, line=line, movements=[movement])


def test_reopening_unlocks_what_no_other_closed_round_holds(year: Year) -> None:
    quarter, half = year.round("quarter-10"), year.round("half-10")
    close(year, quarter)
    close(year, half, missing=3)

    reopen_round(by=year.approver, round=half, reason="แก้ไขจำนวนผู้เข้าร่วม")

    assert closed_periods(year) == [1]
    reopen_round(by=year.approver, round=quarter, reason="แก้ไขจำนวนผู้เข้าร่วม")
    assert closed_periods(year) == []


def test_earlier_closings_stay_as_they_were(year: Year) -> None:
    round = year.round("quarter-10")
    first = close(year, round)
    reopen_round(by=year.approver, round=round, reason=" แก้ไขจำนวน ")
    type(year.training).objects.filter(pk=year.training.pk).update(title="อบรมคุณธรรม")

    second = close(year, round)

    first.refresh_from_db()
    titles = [one.figures["parts"][0]["activities"][0]["title"] for one in (first, second)]
    assert titles == ["อบรมจริยธรรม", "อบรมคุณธรรม"]
    assert (first.reopen_reason, first.reopened_by, second.number) == ("แก้ไขจำนวน", year.approver, 2)


def test_reopening_needs_a_reason_and_a_closed_round(year: Year) -> None:
    round = year.round("quarter-10")

    with pytest.raises(ValidationError, match="รอบนี้ไม่ได้ปิดอยู่"):
        reopen_round(by=year.approver, round=round, reason="แก้ไข")
    close(year, round)
    with pytest.raises(ValidationError, match="โปรดระบุเหตุผล"):
        reopen_round(by=year.approver, round=round, reason="  ")
    with pytest.raises(PermissionDenied):
        reopen_round(by=year.secretary, round=round, reason="แก้ไข")


def test_round_that_was_ever_closed_is_not_dropped(year: Year) -> None:
    round, mistake = year.round("quarter-10"), year.round("half-10")
    close(year, round)
    reopen_round(by=year.approver, round=round, reason="แก้ไข")

    with pytest.raises(ValidationError, match="เคยปิดแล้ว"):
        drop_round(by=year.secretary, round=round)
    drop_round(by=year.secretary, round=mistake)

    assert list(MonitoringRound.objects.all()) == [round]


def test_evidence_of_elsewhere_or_unseen_is_refused(year: Year, cast: Cast) -> None:
    round = year.round("quarter-10")
    elsewhere = EvidenceVersionFactory(evidence__organisation=cast.organisation("revenue")).evidence
    known = EvidenceVersionFactory(evidence__organisation=year.plan.organisation).evidence
    attach_to_round(by=year.secretary, round=round, evidence=known)

    with pytest.raises(ValidationError, match="ไม่พบหลักฐานนี้"):
        attach_to_round(by=year.secretary, round=round, evidence=elsewhere)
    with pytest.raises(ValidationError, match="รอบนี้ใช้หลักฐานนี้แล้ว"):
        attach_to_round(by=year.secretary, round=round, evidence=known)

    assert [use.evidence for use in round.evidence_uses.all()] == [known]


@pytest.mark.django_db(transaction=True)
def test_two_who_close_at_once_close_it_once() -> None:
    year = year_of(gather())
    round = year.round("quarter-10")

    found = _at_once(
        lambda: close_round(
            by=year.secretary,
            round=MonitoringRound.objects.select_related("plan").get(pk=round.pk),
            base_version=1,
            missing_confirmed=1,
        ),
        2,
    )

    assert sorted(found) == ["PermissionDenied", "RoundClosing"]
    assert RoundClosing.objects.get().number == 1


@pytest.mark.django_db(transaction=True)
def test_figures_have_what_was_written_before_the_lock_and_nothing_later() -> None:
    year = year_of(gather())
    round = year.round("quarter-10")
    report = year.report(year.manual, 1)
    acts = iter(
        [
            lambda: close_round(by=year.secretary, round=round, base_version=1, missing_confirmed=1),
            lambda: save_report(
                by=year.secretary, progress=report, base_version=1, report=Report(work="ongoing")
            ),
        ]
    )

    found = _at_once(lambda act: act(), 2, acts)

    report.refresh_from_db()
    was_kept = "PermissionDenied" not in found
    (frozen,) = [one for one in RoundClosing.objects.get().figures["missing"] if one["progress"] == report.pk]
    assert report.state == ("draft" if was_kept else "waiting")
    assert frozen["standing"] == "late"


def _at_once(act: Any, count: int, given: Any = None) -> list[str]:
    """The names of what became of acts begun at the same moment: a result's class, or an error's."""
    ready = Barrier(count)

    def begin(argument: Any) -> str:
        try:
            ready.wait()
            made = act(argument) if given else act()
            return type(made).__name__
        except (PermissionDenied, StaleError, ValidationError) as error:
            return type(error).__name__
        finally:
            connection.close()

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(begin, given or range(count)))
