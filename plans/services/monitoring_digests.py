"""Sending what ``plans.monitoring.notices`` tells of: one digest for a person and day, by any machine."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from ita_portal.thai.dates import format_long
from organisations.models import Digest, NoticeKind
from organisations.notices import FIRST_THINGS_FIRST, Notice, Notices, switch_off_address
from organisations.services import webhooks
from organisations.services.notices_digests import claim, mark_failed, mark_sent
from plans.models import Progress
from plans.monitoring.addresses import link_address
from plans.monitoring.notices import dues_of
from plans.services.report_links import make_links

# What a mail server or an address that cannot be written to does to a letter.
MAIL_ERRORS = (OSError, SMTPException, ValueError)
_UNEXPECTED = "เกิดข้อผิดพลาดที่ไม่คาดคิด โปรดดูบันทึกของระบบ"
_log = logging.getLogger(__name__)


@dataclass
class Run:
    """What became of one run: people written to, letters that did not go out, people who were another's."""

    sent: int = 0
    failed: int = 0
    taken: int = 0


def send_reminders(day: date, *, is_dry: bool = False, tell: Callable[[Notices], None]) -> Run:
    """Write to everybody who is to be told something on the day and has not been; as often as one likes.

    A dry run tells what would go out and writes nothing. A letter that fails stops nobody.
    """
    run = Run()
    for notices in dues_of(day):
        tell(notices)
        if is_dry:
            continue
        digest = claim(notices.person, day, timezone.now())
        if digest is None:
            run.taken += 1
        elif _send(digest, notices):
            run.sent += 1
        else:
            run.failed += 1
    return run


def message_of(notices: Notices) -> EmailMultiAlternatives:
    """The digest as a letter in plain text and HTML, with a link of the person's own for each report."""
    context = {
        "person": notices.person,
        "day": notices.day,
        "count": notices.count,
        "groups": _groups(notices),
        "settings_address": f"{settings.PUBLIC_ADDRESS}{reverse('organisations:notice-settings')}",
    }
    message = EmailMultiAlternatives(
        # Nothing that anybody typed stands in a header.
        subject=f"แจ้งเตือนประจำวันที่ {format_long(notices.day)}: {notices.count} เรื่องที่รอท่านดำเนินการ",
        body=render_to_string("plans/email/digest.txt", context),
        to=[notices.person.email],
        headers={
            "List-Unsubscribe": f"<{switch_off_address(notices.person)}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            "Auto-Submitted": "auto-generated",
        },
    )
    message.attach_alternative(render_to_string("plans/email/digest.html", context), "text/html")
    return message


@dataclass(frozen=True)
class _Group:
    """What a digest tells of one kind; ``more`` is how many it only counts."""

    kind: NoticeKind
    lines: list[tuple[Notice, str]]
    more: int
    off_address: str


def _groups(notices: Notices) -> list[_Group]:
    addresses = _addresses(notices)
    return [
        _Group(
            kind=kind,
            lines=[(line, addresses[line]) for line in held],
            more=notices.counts[kind] - len(held),
            off_address=switch_off_address(notices.person, kind),
        )
        for kind in FIRST_THINGS_FIRST
        if (held := notices.held.get(kind))
    ]


def _addresses(notices: Notices) -> dict[Notice, str]:
    reports = Progress.objects.only("pk").filter(pk__in=[line.report_id for line in notices.lines])
    links = make_links(notices.person, reports)
    return {
        line: link_address(links[line.report_id])
        if line.report_id in links
        else f"{settings.PUBLIC_ADDRESS}{line.page}"
        for line in notices.lines
    }


def _send(digest: Digest, notices: Notices) -> bool:
    """Whether the digest went out; what did not is kept with the reason, and may be tried again."""
    try:
        webhooks.queue_digest(notices)
        message_of(notices).send()
    except MAIL_ERRORS as error:
        _log.warning("The digest of person %s did not go out: %s", notices.person.pk, error)
        mark_failed(digest, f"{type(error).__name__}: {error}")
        return False
    except Exception:
        _log.exception("The digest of person %s could not be made", notices.person.pk)
        mark_failed(digest, _UNEXPECTED)
        return False
    mark_sent(digest, notices.count, timezone.now())
    return True
