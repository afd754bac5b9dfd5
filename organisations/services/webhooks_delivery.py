"""Posting what waits for channels: claimed by one machine, tried again later and later, given up at last."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from organisations.models import Job, WebhookDelivery
from organisations.services.jobs import Progress, WorkFailedError, work
from organisations.services.webhooks import JOB, refusal_of_address
from organisations.webhook_posting import PostingError, post

# How long after each failed attempt the next one comes; after the last there is none.
PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 10, 60, 360, 1440))
SILENCE = timedelta(minutes=5)  # whoever claimed a message and has said nothing for longer is lost
MOST_IN_A_RUN = 5_000
_State = WebhookDelivery.State


@dataclass
class Posted:
    """What became of one run; ``failed`` counts those that will be tried again too."""

    sent: int = 0
    failed: int = 0


def deliver_waiting() -> Posted:
    """Post everything whose time has come, as often and from as many machines as one likes."""
    posted = Posted()
    for pk in (
        WebhookDelivery.objects.to_try()
        .order_by("next_at", "pk")
        .values_list("pk", flat=True)[:MOST_IN_A_RUN]
    ):
        error = deliver(pk)
        if error == "":
            posted.sent += 1
        elif error:
            posted.failed += 1
    return posted


def deliver(pk: int) -> str | None:
    """Post one message: "" once it arrived, else why not; None where it is not to be posted now."""
    now = timezone.now()
    delivery = _claimed(pk, now)
    if delivery is None:
        return None
    error = _posted(delivery, now)
    if not error:
        _own(delivery).update(state=_State.SENT, sent_at=timezone.now(), claimed_at=None, error="")
    elif delivery.attempts > len(PAUSES):
        _own(delivery).update(state=_State.FAILED, claimed_at=None, error=error)
    else:
        later = now + PAUSES[delivery.attempts - 1]
        _own(delivery).update(next_at=later, claimed_at=None, error=error)
    return error


@work(JOB)
def deliver_in_background(job: Job, progress: Progress) -> dict[str, Any]:
    """A message that somebody waits for."""
    if error := deliver(job.payload["delivery"]):
        raise WorkFailedError(error)
    return {}


def _claimed(pk: int, now: datetime) -> WebhookDelivery | None:
    free = Q(claimed_at=None) | Q(claimed_at__lt=now - SILENCE)
    claim = WebhookDelivery.objects.to_try(now).filter(free, pk=pk)
    if not claim.update(claimed_at=now, attempts=F("attempts") + 1):
        return None
    return WebhookDelivery.objects.select_related("webhook").get(pk=pk)


def _posted(delivery: WebhookDelivery, now: datetime) -> str:
    webhook = delivery.webhook
    if refusal := refusal_of_address(webhook.url):
        return refusal
    try:
        post(
            webhook.url,
            payload=delivery.payload,
            secret=webhook.secret,
            key=delivery.key,
            timestamp=int(now.timestamp()),
        )
    except PostingError as error:
        return str(error)
    return ""


def _own(delivery: WebhookDelivery) -> QuerySet[WebhookDelivery]:
    """The message, while the machine that claimed it this time still has it."""
    return WebhookDelivery.objects.filter(
        pk=delivery.pk, state=_State.WAITING, claimed_at=delivery.claimed_at, attempts=delivery.attempts
    )
