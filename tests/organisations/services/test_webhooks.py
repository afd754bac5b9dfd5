"""Channels: what is posted to a real server and how it is signed; where nothing is posted; trying again."""

import hmac
import json
import socket
from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from time import sleep
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import override_settings
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks

from organisations import webhook_posting
from organisations.models import AuditEntry, Job, Webhook, WebhookDelivery
from organisations.outer_links import INNER, OTHER_SCHEME
from organisations.services.webhooks import add_webhook, change_webhook, send_test_message
from organisations.services.webhooks_delivery import PAUSES, Posted, deliver, deliver_waiting
from organisations.webhook_posting import PostingError, post
from tests.cast import Cast
from tests.factories import WebhookDeliveryFactory, WebhookFactory

ADMINISTRATOR = "unit_admin@medicine"


class Receiver(ThreadingHTTPServer):
    """A server as somebody else would run it: keeps what it was sent, and answers as it is told."""

    status = 204
    headers: dict[str, str]

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answering)
        self.got: list[tuple[str, dict[str, str], bytes]] = []
        self.headers = {}

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/hook?room=1"


class Answering(BaseHTTPRequestHandler):
    server: Receiver

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.got.append((self.path, dict(self.headers), body))
        self.send_response(self.server.status)
        for name, value in self.server.headers.items():
            self.send_header(name, value)
        self.end_headers()

    def log_message(self, *args: Any) -> None:
        """Nothing: the tests look at what it got."""


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with Receiver() as server, override_settings(WEBHOOK_INNER_HOSTS=["127.0.0.1"]):
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


def test_message_arrives_whole_and_signed(receiver: Receiver, db: None) -> None:
    webhook = WebhookFactory(url=receiver.url, secret="ความลับ")
    delivery = WebhookDeliveryFactory(webhook=webhook, payload={"text": "มีรายงานที่ครบกำหนด"})

    assert deliver_waiting() == Posted(sent=1)

    ((path, headers, body),) = receiver.got
    assert (path, json.loads(body)) == ("/hook?room=1", {"text": "มีรายงานที่ครบกำหนด"})
    signed = hmac.new("ความลับ".encode(), f"{headers['X-Portal-Timestamp']}.".encode() + body, sha256)
    assert headers["X-Portal-Signature"] == f"sha256={signed.hexdigest()}"
    assert headers["X-Portal-Delivery"] == delivery.key
    assert abs(int(headers["X-Portal-Timestamp"]) - timezone.now().timestamp()) < 60
    delivery.refresh_from_db()
    assert (delivery.state, delivery.attempts, delivery.error) == ("sent", 1, "")
    assert deliver_waiting() == Posted()
    assert len(receiver.got) == 1


def test_redirect_is_not_followed(receiver: Receiver, db: None) -> None:
    receiver.status, receiver.headers = 302, {"Location": "/elsewhere"}
    delivery = WebhookDeliveryFactory(webhook__url=receiver.url)

    assert deliver_waiting() == Posted(failed=1)

    delivery.refresh_from_db()
    assert [path for path, _, _ in receiver.got] == ["/hook?room=1"]
    assert delivery.error == "ปลายทางให้ไปที่อยู่อื่น (รหัส 302) โปรดระบุที่อยู่สุดท้ายโดยตรง"


def test_what_fails_is_tried_later_and_later_and_given_up(receiver: Receiver, db: None) -> None:
    receiver.status = 500
    delivery = WebhookDeliveryFactory(webhook__url=receiver.url)
    pauses = []
    while delivery.state == "waiting":
        before = timezone.now()
        assert deliver_waiting() == Posted(failed=1)
        assert deliver_waiting() == Posted()
        delivery.refresh_from_db()
        pauses.append(round((delivery.next_at - before) / timedelta(minutes=1)))
        WebhookDelivery.objects.update(next_at=timezone.now())

    assert pauses[:-1] == [pause / timedelta(minutes=1) for pause in PAUSES]
    assert (delivery.state, delivery.attempts) == ("failed", len(PAUSES) + 1)
    assert len(receiver.got) == delivery.attempts


def test_what_another_machine_has_in_hand_or_is_switched_off_waits(receiver: Receiver, db: None) -> None:
    now = timezone.now()
    in_hand = WebhookDeliveryFactory(webhook__url=receiver.url, claimed_at=now)
    WebhookDeliveryFactory(webhook__url=receiver.url, webhook__is_active=False)
    WebhookDeliveryFactory(webhook__url=receiver.url, next_at=now + timedelta(minutes=1))

    assert deliver(in_hand.pk) is None
    assert (deliver_waiting(), receiver.got) == (Posted(), [])

    WebhookDelivery.objects.filter(pk=in_hand.pk).update(claimed_at=now - timedelta(minutes=6))
    assert deliver_waiting() == Posted(sent=1)


def test_nobody_answers_in_time(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(webhook_posting, "TIMEOUT", 0.2)
    with (
        socket.create_server(("127.0.0.1", 0)) as silent,
        override_settings(WEBHOOK_INNER_HOSTS=["127.0.0.1"]),
    ):
        url = f"http://127.0.0.1:{silent.getsockname()[1]}/"
        with pytest.raises(PostingError, match="ไม่ตอบภายในเวลา"):
            post(url, payload={}, secret="s", key="k", timestamp=1)


@pytest.mark.parametrize(
    ("scheme", "begins"), [("http", b"HTTP"), ("https", b"\x16\x03\x03\x40\x00")], ids=["answer", "greeting"]
)
def test_server_that_dawdles_is_cut_off(scheme: str, begins: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(webhook_posting, "LONGEST", 0.3)
    with (
        socket.create_server(("127.0.0.1", 0)) as server,
        override_settings(WEBHOOK_INNER_HOSTS=["127.0.0.1"]),
    ):
        thread = Thread(target=_dawdle, args=(server, begins))
        thread.start()
        started = timezone.now()
        url = f"{scheme}://127.0.0.1:{server.getsockname()[1]}/"
        with pytest.raises(PostingError, match="เชื่อมต่อ"):
            post(url, payload={}, secret="s", key="k", timestamp=1)
        assert timezone.now() - started < timedelta(seconds=3)
        thread.join()


def _dawdle(server: socket.socket, begins: bytes) -> None:
    """Answers a letter at a time, each well within what is allowed for one answer."""
    connection, _ = server.accept()
    with connection, suppress(OSError):
        for piece in (begins, *(b"H" for _ in range(250))):
            connection.sendall(piece)
            sleep(0.02)


@pytest.mark.parametrize("address", ["10.0.0.8", "127.0.0.1", "169.254.169.254", "::1", "fd00::1"])
def test_name_that_leads_inwards_at_the_moment_of_posting_is_refused(
    monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    answers = [(2, 1, 6, "", ("203.0.114.7", 443)), (2, 1, 6, "", (address, 443))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **options: answers)
    opened: list[Any] = []
    monkeypatch.setattr(socket, "create_connection", lambda *args, **options: opened.append(args))

    with pytest.raises(PostingError, match="เครือข่ายภายใน"):
        post("https://hook.example.go.th/", payload={}, secret="s", key="k", timestamp=1)

    assert opened == []


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("http://127.0.0.1/hook", INNER),
        ("https://intranet/hook", INNER),
        ("ftp://hook.example.org/", OTHER_SCHEME),
        ("javascript:alert(1)", OTHER_SCHEME),
    ],
)
def test_address_inwards_is_refused_when_it_is_written_and_when_it_is_posted_to(
    cast: Cast, url: str, message: str
) -> None:
    organisation = cast.organisation("medicine")
    with pytest.raises(ValidationError) as refused:
        add_webhook(by=cast[ADMINISTRATOR], organisation=organisation, name="กลุ่มสนทนา", url=url)
    assert refused.value.message_dict == {"url": [message]}

    delivery = WebhookDeliveryFactory(webhook__url=url)
    assert deliver(delivery.pk) == message


def test_trail_keeps_where_a_channel_leads_but_no_password(cast: Cast) -> None:
    webhook = add_webhook(
        by=cast[ADMINISTRATOR],
        organisation=cast.organisation("medicine"),
        name="กลุ่มสนทนา",
        url="https://hook.example.org/very-secret",
    )
    change_webhook(
        by=cast[ADMINISTRATOR],
        webhook=webhook,
        base_version=1,
        name="กลุ่มสนทนา",
        url="https://hook.example.org/more-secret",
        is_active=False,
    )

    kept = [(entry.before, entry.after) for entry in AuditEntry.objects.order_by("pk")]
    on, off = (
        {"name": "กลุ่มสนทนา", "is_active": is_active, "url": "hook.example.org"} for is_active in (True, False)
    )
    assert kept == [(None, on), (on, off)]
    assert len(Webhook.objects.get().secret) >= 40


def test_trial_is_posted_at_once_and_says_why_it_did_not_arrive(
    cast: Cast, receiver: Receiver, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    webhook = WebhookFactory(organisation=cast.organisation("medicine"), url=receiver.url)
    for status in (200, 404):
        receiver.status = status
        with django_capture_on_commit_callbacks(execute=True):
            send_test_message(by=cast[ADMINISTRATOR], webhook=webhook)

    assert [json.loads(body)["type"] for _, _, body in receiver.got] == ["test", "test"]
    assert list(Job.objects.order_by("pk").values_list("state", "error")) == [
        ("done", ""),
        ("failed", "ปลายทางไม่รับข้อความ (รหัส 404)"),
    ]
