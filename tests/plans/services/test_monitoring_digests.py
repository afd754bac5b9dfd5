"""The digest as a letter, and what becomes of a run: sent once, failed with its reason, tried again."""

import re
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.test import Client, override_settings

from organisations.models import Digest, NoticeKind, User, WebhookDelivery
from organisations.notices import MOST_LINES, Notices
from plans.models import ReportLink
from plans.monitoring.addresses import link_address
from plans.monitoring.notices import notices_of
from plans.services.monitoring_digests import Run, message_of, send_reminders
from tests.cast import Cast
from tests.factories import ReportLinkFactory, WebhookFactory
from tests.plans.monitoring.desk import DAY, followed_plan, report

OWNER, SECRETARY = "activity_owner@medicine", "secretary@medicine"


def run(**options: Any) -> Run:
    return send_reminders(DAY, tell=lambda notices: None, **options)


def letter(person: User) -> Any:
    """As it goes over the wire."""
    sent = message_of(notices_of(person, DAY)).message().as_bytes()
    return message_from_bytes(sent, policy=policy.default)


def part_of(message: EmailMessage, kind: str) -> str:
    part: Any = message.get_body((kind,))
    return str(part.get_content())


class Refusing(EmailBackend):
    """Takes letters but those to the owner."""

    def send_messages(self, messages: Any) -> int:
        for message in messages:
            if any("owner" in address for address in message.to):
                raise ConnectionRefusedError("no such server")
        return int(super().send_messages(messages))


@pytest.fixture
def late(cast: Cast) -> Any:
    """A late report of the owner, and one of the secretary."""
    plan = followed_plan(cast, title="แผนตัวอย่าง")
    User.objects.filter(pk=cast[OWNER].pk).update(email="owner@example.org")
    cast[OWNER].refresh_from_db()
    report(plan, cast[SECRETARY], -1)
    return report(plan, cast[OWNER], -1)


def test_each_is_sent_one_letter_and_none_a_second_time(cast: Cast, late: Any) -> None:
    assert run() == Run(sent=2)
    assert run() == Run()

    assert sorted(message.to for message in mail.outbox) == sorted(
        [[cast[OWNER].email], [cast[SECRETARY].email]]
    )
    digests = Digest.objects.values_list("user", "day", "state", "lines", "attempts")
    assert set(digests) == {(cast[key].pk, DAY, "sent", 1, 1) for key in (OWNER, SECRETARY)}


def test_dry_run_tells_and_writes_nothing(cast: Cast, late: Any) -> None:
    told: list[Notices] = []

    found = send_reminders(DAY, is_dry=True, tell=told.append)

    assert {notices.person for notices in told} == {cast[OWNER], cast[SECRETARY]}
    assert (found, mail.outbox, Digest.objects.count(), ReportLink.objects.count()) == (Run(), [], 0, 0)


def test_letter_that_fails_is_kept_with_its_reason_stops_nobody_and_goes_out_later(
    cast: Cast, late: Any
) -> None:
    with override_settings(EMAIL_BACKEND=f"{__name__}.Refusing"):
        assert run() == Run(sent=1, failed=1)
    failed = Digest.objects.get(user=cast[OWNER])
    assert (failed.state, failed.error) == ("failed", "ConnectionRefusedError: no such server")

    assert run() == Run(sent=1)

    failed.refresh_from_db()
    assert (failed.state, failed.attempts, failed.error) == ("sent", 2, "")


def test_letter_says_what_where_until_when_and_leads_there(cast: Cast, late: Any) -> None:
    found = letter(cast[OWNER])

    address = link_address(ReportLink.objects.get(progress=late, user=cast[OWNER]))
    for text in (part_of(found, "plain"), part_of(found, "html")):
        for words in (
            str(cast[OWNER]),
            late.activity.title,
            "แผนตัวอย่าง งวดที่ 2 กำหนดส่งวันที่ 4 มกราคม 2569",
            "เกินกำหนดแล้ว 1 วัน",
            address,
        ):
            assert words in text
    assert "แผนตัวอย่าง งวดที่ 1" not in part_of(found, "plain")
    assert found["Subject"].strip() == "แจ้งเตือนประจำวันที่ 5 มกราคม 2569: 1 เรื่องที่รอท่านดำเนินการ"


def test_page_in_the_letter_asks_nothing_of_other_servers_and_shows_titles_as_text(
    cast: Cast, late: Any
) -> None:
    late.activity.title = '<img src="https://elsewhere.example/a.png">'
    late.activity.save()

    page = part_of(letter(cast[OWNER]), "html")

    assert re.findall(r"<(?:img|link|script|style|iframe)|<[^>]*(?:src|style)=", page) == []
    assert "&lt;img src=&quot;https://elsewhere.example/a.png&quot;&gt;" in page


def test_link_that_lasts_is_given_out_again(cast: Cast, late: Any) -> None:
    known = ReportLinkFactory(progress=late, user=cast[OWNER])
    ReportLinkFactory(progress=late, user=cast[SECRETARY])

    assert link_address(known) in part_of(letter(cast[OWNER]), "plain")
    assert ReportLink.objects.count() == 2


def test_what_to_do_first_stands_first_and_the_rest_is_counted(cast: Cast, late: Any) -> None:
    notices = notices_of(cast[OWNER], DAY)
    notices.counts[NoticeKind.OVERDUE] += MOST_LINES
    report(late.activity.part.plan, cast[OWNER], 1)
    for notice in notices_of(cast[OWNER], DAY).held[NoticeKind.BEFORE_DUE]:
        notices.add(notice)

    text = str(message_of(notices).body)

    assert (
        text.index("เกินกำหนดรายงาน")
        < text.index(f"และอีก {MOST_LINES} เรื่อง")
        < text.index("ใกล้ครบกำหนดรายงาน")
    )


def test_headers_let_mail_programs_switch_all_off(cast: Cast, late: Any) -> None:
    found = letter(cast[OWNER])
    address = str(found["List-Unsubscribe"]).strip("<> \r\n")

    answer = Client(enforce_csrf_checks=True).post(address, {"List-Unsubscribe": "One-Click"})

    assert (answer.status_code, found["List-Unsubscribe-Post"]) == (200, "List-Unsubscribe=One-Click")
    assert {one.kind for one in cast[OWNER].notice_opt_outs.all()} == set(NoticeKind.values)
    assert run() == Run(sent=1)


@pytest.mark.parametrize("address", ["owner@example.org\nBcc: all@example.org", "owner@ex ample\r\n.org"])
def test_nothing_typed_becomes_a_header(cast: Cast, late: Any, address: str) -> None:
    User.objects.filter(pk=cast[OWNER].pk).update(
        email=address, first_name="ก\nBcc: all@example.org", last_name="\r\nX-Typed: 1"
    )
    late.activity.title = "ข\r\nBcc: all@example.org"
    late.activity.save()

    run()

    assert Digest.objects.get(user=cast[OWNER]).state == "failed"
    assert [message.to for message in mail.outbox] == [[cast[SECRETARY].email]]
    assert Digest.objects.get(user=cast[SECRETARY]).state == "sent"


def test_channels_are_told_of_their_own_organisation_without_the_persons_own_links(
    cast: Cast, late: Any
) -> None:
    other = report(followed_plan(cast, "revenue"), cast[OWNER], -1)
    own = WebhookFactory(organisation=cast.organisation("medicine"))
    WebhookFactory(organisation=cast.organisation("medicine"), is_active=False)
    WebhookFactory(organisation=cast.organisation("institute"))
    foreign = WebhookFactory(organisation=other.organisation)

    run()
    run()

    keys = {key: f"digest:2026-01-05:{cast[key].pk}" for key in (OWNER, SECRETARY)}
    assert set(WebhookDelivery.objects.values_list("webhook", "key")) == {
        (own.pk, keys[OWNER]),
        (own.pk, keys[SECRETARY]),
        (foreign.pk, keys[OWNER]),
    }
    payload = own.deliveries.get(key=keys[OWNER]).payload
    assert payload | {"made_at": ""} == {
        "type": "digest",
        "made_at": "",
        "organisation": cast.organisation("medicine").name,
        "text": f"{cast[OWNER]} มี 1 เรื่องที่รอดำเนินการ",
        "day": "2026-01-05",
        "person": str(cast[OWNER]),
        "items": [
            {
                "kind": "overdue",
                "kind_text": "เกินกำหนดรายงาน",
                "title": late.activity.title,
                "detail": "แผนตัวอย่าง งวดที่ 2 กำหนดส่งวันที่ 4 มกราคม 2569",
                "due_on": "2026-01-04",
                "url": f"http://localhost:8000{late.get_absolute_url()}",
            }
        ],
    }
