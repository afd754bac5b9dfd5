"""Rounds by the browser: made, written, closed, opened again, and what their pages tell."""

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import DjangoCaptureOnCommitCallbacks

from plans.models import MonitoringRound, RoundClosing
from plans.services.rounds import close_round, reopen_round
from tests.cast import Cast
from tests.conftest import ClientAs
from tests.factories import ActivityFactory, EvidenceVersionFactory, ProgressFactory, RoundEvidenceFactory
from tests.plans.monitoring.year import Year, year_of

pytestmark = pytest.mark.django_db
STRANGE = {"name": "ก" * 201, "summary": "\x00ก", "base_version": "1"}


@pytest.fixture
def year(cast: Cast) -> Year:
    return year_of(cast)


@pytest.fixture
def client(year: Year, client_as: ClientAs) -> Client:
    return client_as(year.secretary)


def url(name: str, of: object) -> str:
    return reverse(f"plans:round-{name}", args=[of.pk])  # type: ignore[attr-defined]


def page(client: Client, name: str, of: object) -> str:
    response = client.get(url(name, of))
    assert response.status_code == 200
    return response.content.decode()


def closed(year: Year, round: MonitoringRound, missing: int = 1) -> RoundClosing:
    round.refresh_from_db()
    return close_round(by=year.secretary, round=round, base_version=round.version, missing_confirmed=missing)


def test_preset_is_made_with_one_press(year: Year, client: Client) -> None:
    assert "ไตรมาสที่ 1 (1 ต.ค. 68 – 31 ธ.ค. 68)" in page(client, "list", year.plan)

    client.post(url("new", year.plan), {"choice": "quarter-10"})

    made = MonitoringRound.objects.get()
    assert (made.kind, made.name) == ("quarter", "ไตรมาสที่ 1")
    told = page(client, "list", year.plan)
    assert ("ไตรมาสที่ 1 (1 ต.ค." in told, "ยังไม่ปิดรอบ" in told) == (False, True)


def test_own_days_are_read_in_thai(year: Year, client: Client) -> None:
    days = {"name": "รอบพิเศษ", "starts_on": "1 ต.ค. 2568", "ends_on": "๑๕/๑/๖๙"}

    client.post(url("new", year.plan), {"choice": "own"} | days)

    made = MonitoringRound.objects.get()
    assert (made.kind, f"{made.starts_on}", f"{made.ends_on}") == ("other", "2025-10-01", "2026-01-15")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({}, "โปรดเลือกรอบ"),
        ({"choice": "quarter-99"}, "ไม่พบรอบนี้"),
        ({"choice": "own"}, "โปรดระบุชื่อรอบ"),
        ({"choice": "own", "name": "รอบ", "starts_on": "วันหนึ่ง", "ends_on": "1/1/69"}, "วันหนึ่ง"),
        ({"choice": "own", "name": "รอบ", "starts_on": "2/1/69", "ends_on": "1/1/69"}, "สิ้นสุดไม่ก่อนเริ่มต้น"),
        ({"choice": "own", "name": "รอบ", "starts_on": "2/1/60", "ends_on": "3/1/60"}, "ปีงบประมาณ พ.ศ. 2569"),
    ],
)
def test_impossible_round_says_why_and_keeps_what_was_typed(
    year: Year, client: Client, data: dict[str, str], words: str
) -> None:
    response = client.post(url("new", year.plan), data)

    assert response.status_code == 422
    assert words in response.content.decode()
    typed = [text for name, text in data.items() if name != "choice"]
    assert [text for text in typed if text not in response.content.decode()] == []
    assert MonitoringRound.objects.count() == 0


def test_texts_are_kept_as_a_draft_and_saved(year: Year, client: Client) -> None:
    round = year.round("quarter-10")
    typed = {"name": "ไตรมาสที่ 1", "summary": "ดำเนินการได้ตามแผน", "base_version": "1"}

    kept = client.post(url("draft", round), typed)
    assert list(kept.json()) == ["at", "understood"]
    assert "ดำเนินการได้ตามแผน" in page(client, "edit", round)
    client.post(url("edit", round), typed)

    round.refresh_from_db()
    assert (round.summary, year.secretary.drafts.count()) == ("ดำเนินการได้ตามแผน", 0)
    assert "ดำเนินการได้ตามแผน" in page(client, "detail", round)


def test_text_of_somebody_faster_is_shown_beside_what_was_typed(year: Year, client: Client) -> None:
    round = year.round("quarter-10")
    client.post(url("edit", round), {"name": "ไตรมาสที่ 1", "summary": "ของคนแรก", "base_version": "1"})
    typed = {"name": "ไตรมาสที่ 1", "summary": "ของคนที่สอง", "base_version": "1"}

    response = client.post(url("edit", round), typed)
    told = response.content.decode()

    assert response.status_code == 422
    assert ("มีผู้แก้ไขรอบนี้ก่อนท่าน" in told, "ของคนแรก" in told, "ของคนที่สอง" in told) == (True, True, True)
    assert client.post(url("edit", round), typed | {"base_version": "2"}).status_code == 302


def test_texts_that_cannot_be_kept_say_why(year: Year, client: Client) -> None:
    response = client.post(url("edit", year.round("quarter-10")), STRANGE)

    assert response.status_code == 422
    assert "โปรดย่อให้ไม่เกิน 200 ตัวอักษร" in response.content.decode()


def test_closing_tells_who_is_missing_and_asks(year: Year, client: Client) -> None:
    round = year.round("quarter-10")
    year.manual.reporters.create(user=year.approver)
    told = page(client, "close", round)
    assert [words in told for words in ("จัดทำคู่มือ", str(year.approver), "รอตรวจสอบ 1 รายการ")] == [True] * 3

    refused = client.post(url("close", round), {"base_version": "1", "missing": "1"})
    assert refused.status_code == 422
    assert "โปรดยืนยันว่ารับทราบรายงานที่ยังไม่ได้รับ" in refused.content.decode()
    client.post(url("close", round), {"base_version": "1", "missing": "1", "confirmed": "on"})

    assert RoundClosing.objects.get().missing == 1
    told = page(client, "detail", round)
    assert ("ปิดรอบการรายงานแล้ว ณ วันที่" in told, "แจ้งเตือนทุกราย" in told) == (True, False)


def test_closing_that_was_overtaken_asks_again(year: Year, client: Client) -> None:
    round = year.round("quarter-10")
    late = {"base_version": "9", "missing": "1", "confirmed": "on"}
    more = {"base_version": "1", "missing": "0", "confirmed": "on"}

    for data, words in ((late, "มีผู้แก้ไขรอบนี้ก่อนท่าน"), (more, "ยังไม่ได้รับรายงาน 1 รายการ")):
        response = client.post(url("close", round), data, follow=True)
        assert response.redirect_chain == [(url("close", round), 302)]
        assert words in response.content.decode()
    assert RoundClosing.objects.count() == 0


def test_frozen_figures_are_shown_whatever_becomes_of_the_plan(year: Year, client: Client) -> None:
    round = year.round("quarter-10")
    closed(year, round)
    type(year.training).objects.filter(pk=year.training.pk).update(title="เปลี่ยนชื่อแล้ว")

    told = page(client, "detail", round)

    assert ("อบรมจริยธรรม" in told, "เปลี่ยนชื่อแล้ว" in told) == (True, False)
    assert ("450.10" in told, "ร้อยละ 25" in told) == (True, True)


def test_head_opens_again_and_both_closings_can_be_compared(
    year: Year, client: Client, client_as: ClientAs
) -> None:
    round = year.round("quarter-10")
    closed(year, round)
    head = client_as(year.approver)
    assert head.post(url("reopen", round), {"reason": " "}).status_code == 422
    assert head.post(url("reopen", round), {"reason": "แก้ไขจำนวนครั้ง"}).status_code == 302
    year.training.progress.filter(period__position=1).update(actual_count=2)
    second = closed(year, round)

    told = page(client, "closing", second)

    assert "แก้ไขจำนวนครั้ง" in page(client, "detail", round)
    assert "สิ่งที่ต่างจากการปิดครั้งที่ 1" in told
    assert '<td data-label="ปิดครั้งที่ 1">50</td><td data-label="ปิดครั้งที่ 2">100</td>' in told


def test_open_round_is_not_opened_again_and_a_closed_one_not_written(
    year: Year, client: Client, client_as: ClientAs
) -> None:
    round = year.round("quarter-10")
    assert client_as(year.approver).get(url("reopen", round)).status_code == 302
    closed(year, round)

    answers = [client.get(url(name, round)).status_code for name in ("edit", "close")]
    answers.append(client.post(url("draft", round), {"summary": "ก"}).status_code)

    assert answers == [403, 403, 403]


def test_missing_reporters_are_reminded(
    year: Year, client: Client, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    year.manual.reporters.create(user=year.approver)
    round = year.round("quarter-10")

    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(url("remind", round), follow=True)

    assert "แจ้งเตือนทางอีเมลแล้ว 1 คน" in response.content.decode()
    assert [message.to for message in mail.outbox] == [[year.approver.email]]


def test_evidence_of_the_library_is_chosen_and_taken_off(year: Year, client: Client) -> None:
    round = year.round("quarter-10")
    evidence = EvidenceVersionFactory(evidence__organisation=year.plan.organisation).evidence
    unseen = EvidenceVersionFactory().evidence
    told = page(client, "evidence", round)
    assert (evidence.title in told, unseen.title in told) == (True, False)

    client.post(url("evidence", round), {"evidence": evidence.pk})
    use = round.evidence_uses.get()
    assert evidence.title in page(client, "detail", round)
    assert client.post(url("evidence", round), {"evidence": unseen.pk}).status_code == 404
    client.post(url("evidence-detach", use))

    assert round.evidence_uses.count() == 0


def test_evidence_for_keepers_is_not_named_to_others(year: Year, cast: Cast, client_as: ClientAs) -> None:
    round = year.round("quarter-10")
    secret = EvidenceVersionFactory(
        evidence__organisation=year.plan.organisation, evidence__sight="keepers", evidence__title="สัญญาลับ"
    ).evidence
    RoundEvidenceFactory(round=round, evidence=secret)

    told = [
        "สัญญาลับ" in page(client_as(cast[key]), "detail", round)
        for key in ("secretary@medicine", "activity_owner@medicine")
    ]

    assert told == [True, False]


def test_closed_rounds_are_told_on_the_grid(year: Year, client: Client) -> None:
    grid = reverse("plans:monitoring-grid", args=[year.plan.pk])
    round = year.round("quarter-10")
    assert "ปิดรอบการรายงานแล้ว" not in client.get(grid).content.decode()

    closed(year, round)
    assert "ปิดรอบการรายงานแล้ว ณ วันที่" in client.get(grid).content.decode()

    reopen_round(by=year.approver, round=round, reason="แก้ไข")
    assert "ปิดรอบการรายงานแล้ว" not in client.get(grid).content.decode()


def test_pages_ask_as_often_for_many(year: Year, client: Client) -> None:
    round = year.round("quarter-10")
    addresses = [url("list", year.plan), url("detail", round), url("close", round)]

    def asked() -> list[int]:
        counts = []
        for address in addresses:
            with CaptureQueriesContext(connection) as queries:
                assert client.get(address).status_code == 200
            counts.append(len(queries))
        return counts

    RoundEvidenceFactory(round=round)
    asked()
    few = asked()
    for number in range(30):
        activity = ActivityFactory(part=year.training.part, position=10 + number)
        ProgressFactory(activity=activity, period=year.plan.periods.first())
        RoundEvidenceFactory(round=round)
    for key in ("quarter-01", "half-10", "year-10"):
        year.round(key)

    assert asked() == few
