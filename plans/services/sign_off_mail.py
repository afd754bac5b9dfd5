"""What is written to those whose turn it is, and to whoever submitted. A letter that fails stops nobody."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string

from organisations.models import User
from plans.models import Revision, SignOffStep
from plans.signing import current_step, who_can_sign

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Letter:
    """The words before the plan's title in the subject, and what the letter says."""

    subject: str
    template: str


TURN = Letter("โปรดพิจารณาแผน", "plans/email/sign_off_turn.txt")
TO_RECORD = Letter("โปรดบันทึกผลการพิจารณา", "plans/email/sign_off_to_record.txt")
RETURNED = Letter("ส่งคืนเพื่อแก้ไข", "plans/email/sign_off_returned.txt")
APPROVED = Letter("อนุมัติแล้ว", "plans/email/sign_off_approved.txt")
WITHDRAWN = Letter("ถอนเรื่องคืน", "plans/email/sign_off_withdrawn.txt")


def tell_next(revision: Revision) -> None:
    """Write to everybody who may act now; where nobody signs in the portal, to who submitted."""
    step = current_step(revision)
    if step is None:
        return
    if people := who_can_sign(step):
        _send_on_commit(revision, people, TURN, step=step)
    elif revision.made_by:
        _send_on_commit(revision, [revision.made_by], TO_RECORD, step=step)


def tell_submitter(revision: Revision, letter: Letter, reason: str = "") -> None:
    """Write to who submitted what became of it."""
    if revision.made_by:
        _send_on_commit(revision, [revision.made_by], letter, reason=reason)


def tell_withdrawn(revision: Revision, step: SignOffStep | None, reason: str) -> None:
    """Write to those at whose step it stood, and to who submitted."""
    people = {person.pk: person for person in (who_can_sign(step) if step else [])}
    if revision.made_by:
        people[revision.made_by.pk] = revision.made_by
    _send_on_commit(revision, list(people.values()), WITHDRAWN, reason=reason)


def _send_on_commit(
    revision: Revision,
    people: Sequence[User],
    letter: Letter,
    step: SignOffStep | None = None,
    reason: str = "",
) -> None:
    addresses = [person.email for person in people if person.email]
    if addresses:
        context = {
            "revision": revision,
            "plan": revision.plan,
            "step": step,
            "reason": reason,
            "url": f"{settings.PUBLIC_ADDRESS}{revision.get_absolute_url()}",
        }
        transaction.on_commit(partial(_send, letter, context, addresses), robust=True)


def _send(letter: Letter, context: Mapping[str, object], addresses: list[str]) -> None:
    """Each by a letter of its own: who else may sign is not for everybody to read."""
    subject = " ".join(f"{letter.subject}: {context['plan']}".split())
    text = render_to_string(letter.template, dict(context))
    for address in addresses:
        try:
            send_mail(subject, text, settings.DEFAULT_FROM_EMAIL, [address])
        except (OSError, SMTPException):
            _log.exception("A letter about %s did not go out", context["revision"])
