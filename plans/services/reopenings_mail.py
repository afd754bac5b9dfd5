"""What is written about opening an approved plan: to its heads, and to whoever asked."""

import logging
from collections.abc import Sequence
from functools import partial
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse

from organisations.models import User
from plans.models import Reopening
from plans.signers import HEADS

_log = logging.getLogger(__name__)


def tell_heads(reopening: Reopening) -> None:
    """Write to those who may grant it."""
    holding = reopening.plan.organisation.memberships.active().filter(role__in=HEADS).order_by()
    people = User.objects.filter(is_active=True, pk__in=holding.values("user"))
    _send_on_commit(reopening, list(people), "ขอเปิดแผน", "plans/email/reopening_asked.txt")


def tell_who_asked(reopening: Reopening) -> None:
    """Write what was decided."""
    if reopening.asked_by:
        subject = f"ผลการขอเปิดแผน ({reopening.get_state_display()})"
        _send_on_commit(reopening, [reopening.asked_by], subject, "plans/email/reopening_decided.txt")


def _send_on_commit(reopening: Reopening, people: Sequence[User], subject: str, template: str) -> None:
    addresses = [person.email for person in people if person.email]
    if addresses:
        subject = " ".join(f"{subject}: {reopening.plan}".split())
        page = reverse("plans:reopening-decide", args=[reopening.pk])
        context = {"reopening": reopening, "url": f"{settings.PUBLIC_ADDRESS}{page}"}
        text = render_to_string(template, context)
        transaction.on_commit(partial(_send, subject, text, addresses), robust=True)


def _send(subject: str, text: str, addresses: Sequence[str]) -> None:
    for address in addresses:
        try:
            send_mail(subject, text, settings.DEFAULT_FROM_EMAIL, [address])
        except (OSError, SMTPException):
            _log.exception("A letter about opening a plan did not go out")
