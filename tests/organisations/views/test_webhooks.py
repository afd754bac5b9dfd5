"""The pages of an organisation's channels."""

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from organisations.models import Job, Webhook
from organisations.outer_links import INNER
from tests.cast import Cast
from tests.conftest import ClientAs
from tests.factories import WebhookDeliveryFactory, WebhookFactory

ADMINISTRATOR = "unit_admin@medicine"


def test_channel_is_added_shown_changed_and_deleted(cast: Cast, client_as: ClientAs) -> None:
    browser, organisation = client_as(cast[ADMINISTRATOR]), cast.organisation("medicine")
    new = reverse("organisations:webhook-new", args=[organisation.pk])

    browser.post(new, {"name": "กลุ่มสนทนา", "url": "https://hook.example.org/a"})
    webhook = Webhook.objects.get()
    page = browser.get(reverse("organisations:webhook-detail", args=[webhook.pk])).content.decode()
    assert webhook.secret in page
    listed = browser.get(reverse("organisations:webhook-list", args=[organisation.pk])).content.decode()
    assert "hook.example.org" in listed
    assert "hook.example.org/a" not in listed

    edit = reverse("organisations:webhook-edit", args=[webhook.pk])
    browser.post(edit, {"name": "กลุ่มใหม่", "url": "https://hook.example.org/b", "base_version": 1})
    webhook.refresh_from_db()
    assert (webhook.name, webhook.url, webhook.is_active) == ("กลุ่มใหม่", "https://hook.example.org/b", False)

    browser.post(reverse("organisations:webhook-delete", args=[webhook.pk]))
    assert Webhook.objects.count() == 0


def test_address_inwards_is_refused_at_its_field_and_nothing_typed_is_lost(
    cast: Cast, client_as: ClientAs
) -> None:
    new = reverse("organisations:webhook-new", args=[cast.organisation("medicine").pk])

    answer = client_as(cast[ADMINISTRATOR]).post(new, {"name": "กลุ่มสนทนา", "url": "http://10.0.0.8/hook"})

    assert answer.status_code == 422
    assert answer.context["form"].errors == {"url": [INNER]}
    for typed in ("กลุ่มสนทนา", "http://10.0.0.8/hook"):
        assert typed in answer.content.decode()


def test_second_writer_is_told_and_keeps_what_was_typed(cast: Cast, client_as: ClientAs) -> None:
    webhook = WebhookFactory(organisation=cast.organisation("medicine"))
    browser, edit = client_as(cast[ADMINISTRATOR]), reverse("organisations:webhook-edit", args=[webhook.pk])
    typed = {"name": "ของคนแรก", "url": webhook.url, "is_active": "on", "base_version": 1}
    browser.post(edit, typed)

    answer = browser.post(edit, typed | {"name": "ของคนที่สอง"})

    assert answer.status_code == 422
    assert "มีผู้แก้ไขช่องทางนี้ก่อนท่าน" in answer.content.decode()
    assert Webhook.objects.get().name == "ของคนแรก"
    assert browser.post(edit, answer.context["form"].data.dict()).status_code == 302
    assert Webhook.objects.get().name == "ของคนที่สอง"


def test_channel_that_is_off_takes_no_trial(cast: Cast, client_as: ClientAs) -> None:
    webhook = WebhookFactory(organisation=cast.organisation("medicine"), is_active=False)
    address = reverse("organisations:webhook-test", args=[webhook.pk])

    answer = client_as(cast[ADMINISTRATOR]).post(address, follow=True)

    assert "ช่องทางนี้ปิดใช้อยู่" in answer.content.decode()
    assert (webhook.deliveries.count(), Job.objects.count()) == (0, 0)


def test_last_messages_are_shown_with_as_many_queries_for_thirty(cast: Cast, client_as: ClientAs) -> None:
    webhook = WebhookFactory(organisation=cast.organisation("medicine"))
    WebhookDeliveryFactory(webhook=webhook, state="failed", error="ปลายทางไม่รับข้อความ (รหัส 500)")
    browser = client_as(cast[ADMINISTRATOR])
    address = reverse("organisations:webhook-detail", args=[webhook.pk])

    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert "ปลายทางไม่รับข้อความ (รหัส 500)" in browser.get(address).content.decode()
        return len(asked)

    one = queries()
    for _ in range(29):
        WebhookDeliveryFactory(webhook=webhook, state="sent", sent_at=timezone.now())

    assert queries() == one <= 15
