"""Answering an own survey: taken once, refused with a reason, and nothing kept of whoever answers."""

import logging
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import models
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from assessments.forms.surveys_answers import BY_ROBOT, TOO_QUICK, UNANSWERED
from assessments.models import Survey, SurveyAnswer, SurveyGroup, SurveyLink, SurveyRemark
from assessments.services.surveys_groups import cancel_links
from assessments.surveys import pace
from assessments.surveys.tokens import stamp
from assessments.views.surveys_public import TOO_MANY
from organisations.models import AuditEntry
from tests.assessments.asked import address, group_of, link, sheet, survey_of, used
from tests.cast import Cast
from tests.conftest import ClientAs

THANKS = reverse("assessments:survey-thanks")


@pytest.fixture
def survey(cast: Cast) -> Survey:
    cache.clear()
    return survey_of(cast.organisation("medicine"))


@pytest.fixture
def group(survey: Survey) -> SurveyGroup:
    return group_of(survey, key="key-of-the-poster")


@pytest.fixture
def token(group: SurveyGroup) -> str:
    return link(group)


def test_answer_is_taken_once(client: Client, survey: Survey, group: SurveyGroup, token: str) -> None:
    sent = sheet(survey, token, 1, 4, remark="ขอที่จอดรถ")

    first, second = (client.post(address(token), sent) for _ in range(2))

    assert (first.status_code, first["Location"]) == (302, THANKS)
    assert second.status_code == 410
    assert "ลิงก์นี้ใช้ตอบแล้ว" in second.content.decode()
    kept = SurveyAnswer.objects.get()
    first_item, second_item = (question["item"] for question in survey.questions)
    assert (kept.group, kept.answers) == (group, {str(first_item): 1, str(second_item): 4})
    assert list(SurveyRemark.objects.values_list("text", flat=True)) == ["ขอที่จอดรถ"]


def test_looking_uses_nothing_up(client: Client, group: SurveyGroup, token: str) -> None:
    poster = reverse("assessments:survey-group", args=[group.key])

    statuses = [
        client.get(address(token)).status_code,
        client.head(address(token)).status_code,
        client.get(poster).status_code,
        client.head(poster).status_code,
    ]

    assert statuses == [200, 200, 302, 302]
    assert (SurveyLink.objects.count(), used(group)) == (1, 0)


def test_each_visit_to_a_qr_can_answer_once(client: Client, survey: Survey, group: SurveyGroup) -> None:
    poster = reverse("assessments:survey-group", args=[group.key])
    visits = [client.get(poster)["Location"] for _ in range(2)]
    tokens = [visit.rstrip("/").rpartition("/")[2] for visit in visits]

    found = [client.post(address(token), sheet(survey, token, 0, 0)).status_code for token in tokens * 2]

    assert found == [302, 302, 410, 410]
    assert (SurveyAnswer.objects.count(), used(group)) == (2, 2)


@pytest.mark.parametrize(
    ("opens", "closes", "status", "words"),
    [(1, 2, 403, "ยังไม่เปิดให้ตอบ"), (-2, -1, 410, "ปิดตอบแบบสำรวจแล้ว")],
    ids=["early", "late"],
)
def test_survey_that_is_not_open_is_not_answered(
    client: Client,
    survey: Survey,
    group: SurveyGroup,
    token: str,
    opens: int,
    closes: int,
    status: int,
    words: str,
) -> None:
    survey.opens_at = timezone.now() + timedelta(hours=opens)
    survey.closes_at = timezone.now() + timedelta(hours=closes)
    survey.save()
    poster = reverse("assessments:survey-group", args=[group.key])

    answers = [
        client.get(address(token)),
        client.post(address(token), sheet(survey, token, 0, 0)),
        client.get(poster),
    ]

    assert [answer.status_code for answer in answers] == [status] * 3
    assert [words in answer.content.decode() for answer in answers] == [True] * 3
    assert (SurveyAnswer.objects.count(), used(group)) == (0, 0)


@pytest.mark.parametrize("bad", ["nonsense", "a~b~c", "ก" * 50, "%00", "x" * 2000])
def test_unknown_link_has_a_page_that_says_so(client: Client, survey: Survey, bad: str) -> None:
    answer = client.get(f"/assessments/answer/{bad}/")

    assert answer.status_code == 404
    assert "ไม่พบแบบสำรวจนี้" in answer.content.decode()


def test_qr_and_links_that_were_withdrawn_are_unknown(
    client: Client, cast: Cast, group: SurveyGroup, token: str
) -> None:
    visit = client.get(reverse("assessments:survey-group", args=[group.key]))["Location"]
    SurveyGroup.objects.update(key=None)
    cancel_links(by=cast["secretary@medicine"], group=group)

    assert [client.get(url).status_code for url in (visit, address(token))] == [404, 404]


def test_unanswered_questions_are_marked_and_the_rest_kept(
    client: Client, survey: Survey, token: str
) -> None:
    answer = client.post(address(token), sheet(survey, token, 3, remark="ข้อความของฉัน"))

    assert answer.status_code == 422
    page = answer.content.decode()
    first, second = (question["item"] for question in survey.questions)
    assert page.count(UNANSWERED) == 1
    assert f'id="id_item-{second}_error"' in page
    assert f'name="item-{first}" value="3" id="id_item-{first}_3" checked' in page
    assert "ข้อความของฉัน" in page
    assert SurveyAnswer.objects.count() == 0


@pytest.mark.parametrize("wrong", ["5", "-1", "๑", "x", ""])
def test_answer_that_is_not_offered_is_refused(
    client: Client, survey: Survey, token: str, wrong: str
) -> None:
    sent = sheet(survey, token, 0, 0)
    sent[f"item-{survey.questions[1]['item']}"] = wrong

    assert client.post(address(token), sent).status_code == 422
    assert SurveyAnswer.objects.count() == 0


@pytest.mark.parametrize("said", ["robot", "quick", "unstamped"])
def test_robot_is_refused_and_a_person_may_send_again(
    client: Client, survey: Survey, token: str, said: str
) -> None:
    sent = sheet(survey, token, 0, 0)
    sent |= {
        "robot": {"website": "https://example.com"},
        "quick": {"opened": stamp(token)},
        "unstamped": {"opened": "x"},
    }[said]

    answer = client.post(address(token), sent)

    assert answer.status_code == 422
    assert (BY_ROBOT if said == "robot" else TOO_QUICK) in answer.content.decode()
    assert answer.content.decode().count(" checked") == 2
    assert SurveyAnswer.objects.count() == 0
    assert client.post(address(token), sheet(survey, token, 0, 0)).status_code == 302


def test_too_many_from_one_address_are_told_to_wait(
    client: Client, survey: Survey, group: SurveyGroup, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pace, "RATES", {"answer": "2/m/key"})
    tokens = [link(group) for _ in range(3)]
    found = [client.post(address(token), sheet(survey, token, 0, 0)) for token in tokens]

    assert [answer.status_code for answer in found] == [302, 302, 429]
    assert TOO_MANY in found[2].content.decode()
    assert found[2].content.decode().count(" checked") == 2
    elsewhere = client.post(address(tokens[2]), sheet(survey, tokens[2], 0, 0), REMOTE_ADDR="10.9.8.7")
    assert elsewhere.status_code == 302


def test_cache_does_not_hold_the_address(client: Client, survey: Survey, token: str) -> None:
    client.post(address(token), sheet(survey, token, 0, 0), REMOTE_ADDR="10.9.8.7")

    kept = {name: cache._cache[name] for name in cache._cache}  # type: ignore[attr-defined]

    assert len(kept) == 2
    assert "10.9.8.7" not in str(kept)


def test_nothing_is_kept_of_who_answers(
    survey: Survey, token: str, cast: Cast, client_as: ClientAs, caplog: pytest.LogCaptureFixture
) -> None:
    person = cast["activity_owner@medicine"]
    browser = client_as(person)
    sessions = sorted(Session.objects.values_list("session_key", "session_data", "expire_date"))
    seen = person.last_login
    group = survey.groups.get()
    group.key = "poster"
    group.save()

    with caplog.at_level(logging.DEBUG, logger="django.request"):
        pages = [
            browser.get(reverse("assessments:survey-group", args=["poster"])),
            browser.get(address(token)),
            browser.post(address(token), sheet(survey, token)),
            browser.post(address(token), sheet(survey, token, 0, 0, remark="ข้อเสนอแนะ")),
            browser.get(THANKS),
            browser.get(address(token)),
        ]

    assert [page.status_code for page in pages] == [302, 200, 422, 302, 200, 410]
    assert [str(person) in page.content.decode() for page in pages] == [False] * 6
    assert [page.cookies.output() for page in pages] == [""] * 6
    assert sorted(Session.objects.values_list("session_key", "session_data", "expire_date")) == sessions
    person.refresh_from_db()
    assert person.last_login == seen
    assert AuditEntry.objects.count() == 0
    assert caplog.records == []


def test_visitor_gets_neither_cookie_nor_session(client: Client, survey: Survey, token: str) -> None:
    client.get(address(token))
    client.post(address(token), sheet(survey, token, 0, 0))

    assert client.cookies.output() == ""
    assert Session.objects.count() == 0


def test_pages_are_neither_kept_nor_told_nor_found(client: Client, survey: Survey, token: str) -> None:
    for page in (client.get(address(token)), client.get(address("unknown")), client.get(THANKS)):
        headers = (page["Cache-Control"], page["Referrer-Policy"], page["X-Robots-Tag"])
        assert headers == ("no-store", "no-referrer", "noindex, nofollow")


def test_models_have_no_room_for_a_person_or_a_moment() -> None:
    """Every field of what an answer leaves behind, so that a new one is thought about."""
    fields = {
        model.__name__: {field.name: type(field) for field in model._meta.concrete_fields}
        for model in (SurveyLink, SurveyAnswer, SurveyRemark)
    }

    own: dict[str, Any] = {"id": models.UUIDField}
    assert fields == {
        "SurveyLink": own
        | {"group": models.ForeignKey, "digest": models.CharField, "is_used": models.BooleanField},
        "SurveyAnswer": own | {"group": models.ForeignKey, "answers": models.JSONField},
        "SurveyRemark": own | {"survey": models.ForeignKey, "text": models.TextField},
    }
