"""What is written to the people of a unit about its answer. A letter that fails stops nobody."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.db.models import QuerySet
from django.template.loader import render_to_string

from organisations.access import Role
from organisations.models import User
from plans.models import CallAnswer

# From an address on this site to one that a letter can carry.
Link = Callable[[str], str]

_HEADS = (Role.APPROVER, Role.EXECUTIVE)
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Letter:
    """The words before the call's title in the subject, and what the letter says."""

    subject: str
    template: str


OPENED = Letter("ขอข้อมูล", "plans/email/call_opened.txt")
REMINDER = Letter("เตือนกำหนดส่งข้อมูล", "plans/email/call_reminder.txt")
RETURNED = Letter("ส่งคืนเพื่อแก้ไข", "plans/email/call_returned.txt")


def people_of(answer: CallAnswer) -> list[User]:
    """Who acts next: the heads while they are to confirm, else the coordinator, else the secretaries."""
    members = User.objects.filter(
        is_active=True, memberships__in=answer.unit.memberships.active().order_by()
    ).distinct()
    if answer.state == CallAnswer.State.CONFIRMING:
        return list(_with_role(members, answer, _HEADS))
    if answer.coordinator_id and (named := members.filter(pk=answer.coordinator_id).first()):
        return [named]
    return list(_with_role(members, answer, (Role.SECRETARY,)))


def send(answer: CallAnswer, people: Sequence[User], letter: Letter, link: Link) -> bool:
    """Whether the letter went out. A mail server that fails is written to the log."""
    addresses = [person.email for person in people if person.email]
    subject = " ".join(f"{letter.subject}: {answer.call.title}".split())
    context = {"answer": answer, "call": answer.call, "url": link(answer.get_absolute_url())}
    try:
        send_mail(subject, render_to_string(letter.template, context), settings.DEFAULT_FROM_EMAIL, addresses)
    except (OSError, SMTPException):
        _log.exception("A letter about answer %s did not go out", answer.pk)
        return False
    return True


def send_on_commit(answer: CallAnswer, letter: Letter, link: Link) -> None:
    """Send the letter to those who act next, when the transaction is through."""
    people = people_of(answer)
    if any(person.email for person in people):
        transaction.on_commit(partial(send, answer, people, letter, link), robust=True)


def _with_role(members: QuerySet[User], answer: CallAnswer, roles: Sequence[Role]) -> QuerySet[User]:
    holding = answer.unit.memberships.active().filter(role__in=roles).order_by()
    return members.filter(pk__in=holding.values("user")).order_by("sort_key", "pk")
