"""Channels of an organisation: kept by its administrators, and told what its people are told."""

import secrets
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from organisations.access import Permission, require
from organisations.models import AuditEntry, Organisation, User, Webhook, WebhookDelivery
from organisations.notices import Notice, Notices
from organisations.outer_links import refusal_of_link
from organisations.services.audit import record, values_of
from organisations.services.errors import StaleError
from organisations.services.jobs import queue_job

MOST_OF_AN_ORGANISATION = 20
FIELDS = ("name", "url", "is_active")
JOB = "webhook"
Action = AuditEntry.Action


@transaction.atomic
def add_webhook(*, by: User, organisation: Organisation, name: str, url: str) -> Webhook:
    """A channel with a secret of its own. Raises PermissionDenied; ValidationError for an address inwards."""
    require(by, Permission.ORGANISATION_EDIT, organisation)
    if organisation.webhooks.count() >= MOST_OF_AN_ORGANISATION:
        raise ValidationError(f"หน่วยงานหนึ่งมีช่องทางแจ้งเตือนได้ไม่เกิน {MOST_OF_AN_ORGANISATION} ช่องทาง")
    webhook = Webhook(
        organisation=organisation, name=name, url=url, secret=secrets.token_urlsafe(32), created_by=by
    )
    _check(webhook)
    webhook.save()
    _record(by, Action.CREATE, webhook, before=None)
    return webhook


@transaction.atomic
def change_webhook(
    *, by: User, webhook: Webhook, base_version: int, name: str, url: str, is_active: bool
) -> Webhook:
    """Another name or address, on or off. Raises StaleError where somebody changed it since."""
    require(by, Permission.ORGANISATION_EDIT, webhook.organisation)
    current = Webhook.objects.select_related("organisation").get(pk=webhook.pk)
    before = _kept(current)
    if not Webhook.objects.filter(pk=webhook.pk, version=base_version).update(version=F("version") + 1):
        raise StaleError(current)
    current.name, current.url, current.is_active = name, url, is_active
    _check(current)
    current.save(update_fields=FIELDS)
    _record(by, Action.UPDATE, current, before=before)
    current.refresh_from_db()
    return current


@transaction.atomic
def delete_webhook(*, by: User, webhook: Webhook) -> None:
    """The channel goes, with what was sent through it."""
    require(by, Permission.ORGANISATION_EDIT, webhook.organisation)
    _record(by, Action.DELETE, webhook, before=_kept(webhook), is_gone=True)
    webhook.delete()


@transaction.atomic
def send_test_message(*, by: User, webhook: Webhook) -> WebhookDelivery:
    """Post a message that says nothing, now and in the background."""
    require(by, Permission.ORGANISATION_EDIT, webhook.organisation)
    if not webhook.is_active:
        raise ValidationError("ช่องทางนี้ปิดใช้อยู่ โปรดเปิดใช้ก่อนส่งข้อความทดสอบ")
    payload = _payload("test", webhook.organisation, text="ข้อความทดสอบจากระบบ")
    delivery = webhook.deliveries.create(key=f"test:{secrets.token_hex(8)}", payload=payload)
    _record(by, Action.STATE, webhook, before=None)
    queue_job(
        by=by,
        organisation=webhook.organisation,
        kind=JOB,
        key=str(delivery.pk),
        title=f"ส่งข้อความทดสอบ: {webhook}",
        payload={"delivery": delivery.pk},
    )
    return delivery


def queue_digest(notices: Notices) -> None:
    """Let each organisation's channels tell of its own part of a digest; as often as one likes, once each."""
    held = notices.lines
    organisations = {line.organisation_id for line in held}
    webhooks = Webhook.objects.filter(organisation__in=organisations, is_active=True)
    WebhookDelivery.objects.bulk_create(
        (
            WebhookDelivery(
                webhook=webhook,
                key=f"digest:{notices.day.isoformat()}:{notices.person.pk}",
                payload=_of_digest(webhook, notices, held),
            )
            for webhook in webhooks.select_related("organisation")
        ),
        ignore_conflicts=True,
    )


def _of_digest(webhook: Webhook, notices: Notices, held: Sequence[Notice]) -> dict[str, Any]:
    own = [line for line in held if line.organisation_id == webhook.organisation_id]
    name = str(notices.person)
    return _payload(
        "digest",
        webhook.organisation,
        text=f"{name} มี {len(own)} เรื่องที่รอดำเนินการ",
        day=notices.day.isoformat(),
        person=name,
        items=[
            {
                "kind": line.kind.value,
                "kind_text": str(line.kind.label),
                "title": line.title,
                "detail": line.detail,
                "due_on": line.due_on.isoformat() if line.due_on else None,
                # Not the person's own link: whoever reads the channel would report in the person's name.
                "url": f"{settings.PUBLIC_ADDRESS}{line.page}",
            }
            for line in own
        ],
    )


def _payload(kind: str, organisation: Organisation, **values: Any) -> dict[str, Any]:
    made_at = timezone.localtime().isoformat(timespec="seconds")
    return {"type": kind, "made_at": made_at, "organisation": organisation.name} | values


def refusal_of_address(url: str) -> str:
    """Why nothing is posted there, in Thai; "" where it may be. A setting opens inner hosts by name."""
    parts = urlsplit(url)
    if parts.scheme in ("http", "https") and parts.hostname in settings.WEBHOOK_INNER_HOSTS:
        return ""
    return refusal_of_link(url)


def _check(webhook: Webhook) -> None:
    webhook.full_clean()
    if refusal := refusal_of_address(webhook.url):
        raise ValidationError({"url": refusal})


def _kept(webhook: Webhook) -> dict[str, Any]:
    """What the trail keeps: an address may hold a password after its host."""
    return values_of(webhook, ("name", "is_active")) | {"url": webhook.host}


def _record(
    by: User,
    action: AuditEntry.Action,
    webhook: Webhook,
    *,
    before: dict[str, Any] | None,
    is_gone: bool = False,
) -> None:
    record(
        by=by,
        action=action,
        target=webhook,
        organisation_id=webhook.organisation_id,
        subject=webhook.organisation,
        before=before,
        after=None if is_gone else _kept(webhook),
    )
