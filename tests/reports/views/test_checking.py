"""The public check of a printed revision: what it says to anybody, and what it keeps to itself."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from plans.models import Revision
from tests.factories import ActionPlanFactory, OrganisationFactory, RevisionFactory, UserFactory

TITLE, ORGANISATION, PERSON, REASON = "แผนลับจนกว่าจะอนุมัติ", "กรมตัวอย่างแห่งหนึ่ง", "วันเพ็ญ", "เหตุผลภายใน"
DAY = datetime(2026, 11, 5, 3, tzinfo=UTC)


@pytest.fixture
def client(db: None) -> Client:
    return Client()


def revision(state: str, number: int = 1, plan: Any = None, **fields: Any) -> Revision:
    plan = plan or ActionPlanFactory(
        title=TITLE, fiscal_year=2570, organisation=OrganisationFactory(name=ORGANISATION)
    )
    is_open = {} if state == "waiting" else {"decided_at": DAY}
    was_approved = (
        {"approved_version": 1, "approved_sha256": "c" * 64} if state in ("approved", "replaced") else {}
    )
    made: Revision = RevisionFactory(
        plan=plan,
        number=number,
        state=state,
        reason=REASON,
        made_by=UserFactory(first_name=PERSON),
        **is_open | was_approved | fields,
    )
    return made


def page(client: Client, token: str) -> str:
    return client.get(reverse("reports:revision-check", args=[token])).content.decode()


def test_revision_in_force_is_named_with_its_day_and_hashes(client: Client) -> None:
    made = revision("approved")

    text = page(client, made.token)

    assert "ฉบับที่ 1 เป็นฉบับปัจจุบันที่ได้รับอนุมัติแล้ว" in text
    assert TITLE in text
    assert f"{ORGANISATION} ปีงบประมาณ พ.ศ. 2570" in text
    assert "อนุมัติเมื่อวันที่ 5 พฤศจิกายน 2569" in text
    for digest in (made.content_sha256, made.paper_sha256, "c" * 64):
        assert f"<code>{digest[:16]}</code>" in text
        assert digest[:17] not in text


def test_replaced_revision_names_the_one_in_force(client: Client) -> None:
    old = revision("replaced")
    revision("approved", 2, old.plan, adjustment_number=1, adjustment_year=2570)

    text = page(client, old.token)

    assert "ฉบับที่ 1 เคยได้รับอนุมัติ แต่มีฉบับใหม่แทนแล้ว" in text
    assert "ฉบับปัจจุบันคือฉบับปรับปรุง ครั้งที่ 1/2570" in text


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("waiting", "อยู่ระหว่างการพิจารณา"),
        ("returned", "ส่งคืนเพื่อแก้ไข ไม่ใช่ฉบับที่ได้รับอนุมัติ"),
        ("withdrawn", "ถอนเรื่องคืนแล้ว ไม่ใช่ฉบับที่ได้รับอนุมัติ"),
    ],
)
def test_revision_that_was_never_approved_says_no_more_than_that(
    client: Client, state: str, words: str
) -> None:
    text = page(client, revision(state).token)

    assert f"<h1>ฉบับที่ 1 {words}</h1>" in text
    assert [inner for inner in (TITLE, ORGANISATION, PERSON, REASON) if inner in text] == []


def test_people_and_reasons_stay_inside_also_after_approval(client: Client) -> None:
    text = page(client, revision("approved").token)

    assert [inner for inner in (PERSON, REASON) if inner in text] == []


@pytest.mark.parametrize(
    "token", ["ABCDEFGHJKLMNPQRSTUV", "x", "%00", "A" * 200, "' OR 1=1", "ก" * 20, "A" * 20 + "%0A"]
)
def test_unknown_token_is_a_page_in_thai(client: Client, token: str) -> None:
    revision("approved")

    answer = client.get(f"/check/{token}/")

    assert answer.status_code == 404
    assert "ไม่พบเอกสารฉบับนี้" in answer.content.decode()


def test_token_typed_in_small_letters_is_known(client: Client) -> None:
    assert "เป็นฉบับปัจจุบัน" in page(client, revision("approved").token.lower())


def test_page_asks_nothing_keeps_nothing_and_is_in_no_index(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    url = reverse("reports:revision-check", args=[revision("approved").token])

    with django_assert_num_queries(1):
        answer = client.get(url)

    headers = ("Cache-Control", "X-Robots-Tag", "Referrer-Policy")
    assert [answer[name] for name in headers] == ["no-store", "noindex, nofollow", "no-referrer"]
    assert answer.cookies == {}
    assert client.post(url).status_code == 405
